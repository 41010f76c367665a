"""What a person may do to the day, and the rules of it: the table of commands in docs/time.md."""

from __future__ import annotations

from abc import abstractmethod
from datetime import datetime
from typing import ClassVar, Literal

from workshop_tui.locale import Message, say
from workshop_tui.session.event import Command
from workshop_tui.session.refusal import Refused
from workshop_tui.session.timing import events as e
from workshop_tui.session.timing.day import Day, Mode, Standing
from workshop_tui.session.timing.deviations import deviations
from workshop_tui.session.timing.limits import front_of, whole_minutes
from workshop_tui.session.timing.lookup import fresh_key
from workshop_tui.session.timing.timeline import next_segment, timeline
from workshop_tui.text import clean_line

DAY_MIN = 24 * 60
"""Minutes that a segment has at the most."""


class DayCommand(Command, frozen=True):
    """A command about the day."""

    @abstractmethod
    def decide(self, day: Day, at: datetime, by: str) -> e.DayEvent:
        """Give the event that it makes at `at`. Raises `Refused` if the day's rules forbid it."""


class TimingCommand(DayCommand, frozen=True):
    """A command that moves the day."""

    moves_the_day: ClassVar[bool] = True
    of_an_ended_day: ClassVar[bool] = False
    """It makes sense once the day is ended, too."""

    @property
    def names(self) -> tuple[str | None, ...]:
        """The keys of segments that it names, which must be there: one added elsewhere may have been taken back."""
        return getattr(self, "segment", None), getattr(self, "after", None)


class Starts(TimingCommand, frozen=True, kw_only=True):
    """A command that starts a segment, which may hand over to its lead: to one who is `here`, if that is known."""

    here: frozenset[str] | None = None


class Next(Starts, frozen=True):
    """Move on; with `from_segment` only if that one is live."""

    from_segment: str | None = None

    def decide(self, day: Day, at: datetime, by: str) -> e.DayEvent:
        """Start what follows; stop where nothing of the block is left."""
        live = day.live
        if self.from_segment is not None and self.from_segment != live:
            if live is None:
                raise Refused(say("“{title}” is not live any more", title=day.title(self.from_segment)))
            raise Refused(say("“{title}” is live already", title=day.title(live)))
        following = next_segment(day, at)
        if following:
            hand = hand_for(day, following, self.here)
            return e.SegmentStarted(at=at, by=by, segment=following, left=live, hand=hand)
        if live:
            return e.SegmentStopped(at=at, by=by, segment=live)
        raise Refused(say("no segment is left to start"))


class Goto(Starts, frozen=True):
    """Start this segment now, whatever its state was."""

    segment: str

    def decide(self, day: Day, at: datetime, by: str) -> e.DayEvent:
        """Start it; what was live is set aside if it has time left."""
        live = day.live
        if self.segment == live:
            raise Refused(say("“{title}” is live already", title=day.title(self.segment)))
        left_as: Literal["set_aside", "done"] = "set_aside" if live and day.remaining_s(live, at) > 0 else "done"
        hand = hand_for(day, self.segment, self.here)
        return e.SegmentStarted(at=at, by=by, segment=self.segment, left=live, left_as=left_as, hand=hand)


class Stop(TimingCommand, frozen=True):
    """The live segment is done; start nothing."""

    def decide(self, day: Day, at: datetime, by: str) -> e.DayEvent:
        """Stop it."""
        return e.SegmentStopped(at=at, by=by, segment=_live(day))


class Pause(TimingCommand, frozen=True):
    """Let elapsed stand still."""

    def decide(self, day: Day, at: datetime, by: str) -> e.DayEvent:
        """Pause what is live."""
        _live(day)
        if day.paused_since:
            raise Refused(say("the day is paused already"))
        return e.Paused(at=at, by=by)


class Resume(TimingCommand, frozen=True):
    """Let elapsed go on."""

    def decide(self, day: Day, at: datetime, by: str) -> e.DayEvent:
        """Resume what is paused."""
        if not day.paused_since:
            raise Refused(say("nothing is paused"))
        return e.Resumed(at=at, by=by)


class Extend(TimingCommand, frozen=True):
    """Give `minutes` (below zero: take) to the live segment, or to the one named."""

    minutes: int
    segment: str | None = None

    def decide(self, day: Day, at: datetime, by: str) -> e.DayEvent:
        """Change its allotment, never below what it has used."""
        key = self.segment or day.live
        if key is None:
            raise Refused(say("nothing is live: name the segment"))
        progress = day.segments[key]
        if not (progress.unfinished or key == day.live):
            raise Refused(say("“{title}” is over", title=day.title(key)))
        after = max(progress.allotted_s + self.minutes * 60, day.elapsed_s(key, at), 0)
        if after == progress.allotted_s or (self.minutes < 0 and after > progress.allotted_s):
            raise Refused(say("“{title}” has no time left to take", title=day.title(key)))
        if after > DAY_MIN * 60:
            raise Refused(say("a segment has a day at the most"))
        change = e.AllotmentChange(segment=key, before_s=progress.allotted_s, after_s=after)
        return e.AllotmentsChanged(at=at, by=by, changes=(change,))


class Skip(TimingCommand, frozen=True):
    """Take this segment out of today."""

    segment: str

    def decide(self, day: Day, at: datetime, by: str) -> e.DayEvent:
        """Skip what is not over, nor live."""
        refusals = {
            Standing.LIVE: say("“{title}” is live: move on instead").text,
            Standing.SKIPPED: say("“{title}” is skipped already").text,
            Standing.DONE: say("“{title}” is over").text,
        }
        if refusal := refusals.get(day.segments[self.segment].standing):
            raise Refused(Message(refusal, {"title": day.title(self.segment)}))
        return e.SegmentSkipped(at=at, by=by, segment=self.segment)


class Restore(TimingCommand, frozen=True):
    """Bring a skipped segment back."""

    segment: str

    def decide(self, day: Day, at: datetime, by: str) -> e.DayEvent:
        """Restore what is skipped."""
        if day.segments[self.segment].standing is not Standing.SKIPPED:
            raise Refused(say("“{title}” is not skipped", title=day.title(self.segment)))
        return e.SegmentRestored(at=at, by=by, segment=self.segment)


class Add(TimingCommand, frozen=True):
    """A segment nobody planned: after `after`, else after the live one, else before what comes next."""

    title: str
    minutes: int
    after: str | None = None

    def decide(self, day: Day, at: datetime, by: str) -> e.DayEvent:
        """Add it where it was asked for."""
        title = clean_line(self.title)
        if not title:
            raise Refused(say("a segment needs a title"))
        if not 0 < self.minutes <= DAY_MIN:
            raise Refused(say("a segment has between a minute and a day"))
        block, after = _place_for_new(day, self.after or day.live, at)
        key = fresh_key(title, "segment", day.plans)
        return e.SegmentAdded(at=at, by=by, segment=key, title=title, minutes=self.minutes, block=block, after=after)


class Move(TimingCommand, frozen=True):
    """Put this segment after `after`, or first among what is left of `block`."""

    segment: str
    after: str | None = None
    block: str | None = None

    def decide(self, day: Day, at: datetime, by: str) -> e.DayEvent:
        """Move what is unfinished."""
        key, after = self.segment, self.after
        if not day.segments[key].unfinished:
            raise Refused(why_not_moved(day, key))
        if after is None and self.block is None:
            raise Refused(say("say where to: after a segment, or into a block"))
        if after == key:
            raise Refused(say("“{title}” cannot follow itself", title=day.title(key)))
        block = self.block or day.block_of(after or key)
        if after is None:
            after = front_of(timeline(day, at).block(block), but=key)
        elif after not in day.order[block]:
            raise Refused(say("“{title}” is in another block", title=day.title(after)))
        if day.placed(key, block, after).order == day.order:
            raise Refused(say("“{title}” is there already", title=day.title(key)))
        return e.SegmentMoved(at=at, by=by, segment=key, block=block, after=after)


class Fit(TimingCommand, frozen=True):
    """Take this proposal as it is at that instant. `late`: even if it does not land.

    `wishes`, by hand only: the allotments asked for, in seconds, by segment.
    """

    kind: e.ProposalKind
    wishes: tuple[tuple[str, int], ...] = ()
    late: bool = False

    def decide(self, day: Day, at: datetime, by: str) -> e.DayEvent:
        """Apply it if it changes something, and lands."""
        from workshop_tui.session.timing.fit import fit  # the arithmetic of all its kinds

        found = fit(day, at)
        if found is None:
            raise Refused(say("no segment is left to fit"))
        proposal, called = found.proposal(self.kind, dict(self.wishes)), e.PROPOSALS[self.kind]
        if not proposal.changes_something:
            raise Refused(say("{kind}: there is nothing to change", kind=called))
        if proposal.late_s and not self.late:
            late = whole_minutes(proposal.late_s)
            raise Refused(say("{kind} does not land: a limit is missed by {late} min", kind=called, late=late))
        return proposal.event(day, found.block.plan.key, at, by)


class Undo(TimingCommand, frozen=True):
    """Take back the last timing command that still stands."""

    of_an_ended_day: ClassVar[bool] = True

    def decide(self, day: Day, at: datetime, by: str) -> e.DayEvent:
        """Take it back."""
        if not day.history:
            raise Refused(say("there is nothing to take back"))
        return e.CommandUndone(at=at, by=by, number=day.history[-1].number)


class End(TimingCommand, frozen=True):
    """Close the session."""

    def decide(self, day: Day, at: datetime, by: str) -> e.DayEvent:
        """Close it."""
        return e.SessionEnded(at=at, by=by)


class Reopen(TimingCommand, frozen=True):
    """Open the session again."""

    of_an_ended_day: ClassVar[bool] = True

    def decide(self, day: Day, at: datetime, by: str) -> e.DayEvent:
        """Open it."""
        if day.mode is not Mode.ENDED:
            raise Refused(say("the day is open already"))
        return e.SessionReopened(at=at, by=by)


class TakeHand(DayCommand, frozen=True):
    """Lead from here on."""

    moves_the_day: ClassVar[bool] = True

    def decide(self, day: Day, at: datetime, by: str) -> e.DayEvent:
        """Lead, if somebody else does."""
        if day.hand == by:
            raise Refused(say("you lead already"))
        return e.HandTaken(at=at, by=by)


class GiveReason(DayCommand, frozen=True):
    """Say why the day deviated from its plan; `reason` None: no reason holds any more.

    By the timing event numbered `change`, or as `segment` overran.
    """

    reason: e.Reason | None
    change: int | None = None
    segment: str | None = None

    def decide(self, day: Day, at: datetime, by: str) -> e.DayEvent:
        """Keep the reason of a deviation that stands."""
        about = self.change or self.segment
        found = next((one for one in deviations(day, at) if about in (one.change, one.segment)), None)
        if found is None:
            raise Refused(say("the day did not depart from its plan there"))
        if found.reason == self.reason:
            raise Refused(say("that is its reason already") if self.reason else say("it has no reason yet"))
        return e.ReasonGiven(at=at, by=by, reason=self.reason, change=self.change, segment=self.segment)


def why_not_moved(day: Day, key: str) -> Message:
    """Say what keeps a segment where it is that is not unfinished."""
    return Message(_NOT_MOVED[day.segments[key].standing], {"title": day.title(key)})


def hand_for(day: Day, segment: str, here: frozenset[str] | None) -> str | None:
    """Who leads once this segment starts: who leads now, unless it has leads and they are none of them.

    Of its leads the first who is `here` (None: nobody knows who is); if none of them is, the hand stays where it is.
    """
    lead = day.plan(segment).lead
    if not day.hand or day.hand in lead:
        return day.hand
    return next((who for who in lead if here is None or who in here), day.hand)


def _live(day: Day) -> str:
    if day.live is None:
        raise Refused(say("nothing is live"))
    return day.live


def _place_for_new(day: Day, after: str | None, at: datetime) -> tuple[str, str | None]:
    """The block, and the segment of it after which a new one goes: before what comes next if `after` is None."""
    if after is None:
        following = next_segment(day, at)
        if following is None:
            last = day.agenda.blocks[-1].key
            return last, day.order[last][-1] if day.order[last] else None
        block = day.block_of(following)
        place = day.order[block].index(following)
        return block, day.order[block][place - 1] if place else None
    return day.block_of(after), after


_NOT_MOVED = {
    Standing.LIVE: say("“{title}” is live: it stays where it is").text,
    Standing.DONE: say("“{title}” is over").text,
    Standing.SKIPPED: say("“{title}” is skipped: restore it first").text,
}
