"""Commands of the day as it runs, and their rules: the table of commands in docs/time.md.

Those that change its plan are in `replanning_commands`.
"""

from __future__ import annotations

from abc import abstractmethod
from datetime import datetime, timedelta
from typing import ClassVar, Literal

from workshop_tui.agenda.vocabulary import Reason
from workshop_tui.locale import say
from workshop_tui.session.event import Command
from workshop_tui.session.refusal import Refused
from workshop_tui.session.timing import events as e
from workshop_tui.session.timing.day import Day, DayEvent, Mode
from workshop_tui.session.timing.deviations import deviations
from workshop_tui.session.timing.timeline import next_segment

LATELY = timedelta(minutes=1)
"""The age up to which somebody else's command is taken back unasked."""


class DayCommand(Command, frozen=True):
    """A command about the day."""

    @abstractmethod
    def decide(self, day: Day, at: datetime, by: str) -> DayEvent:
        """Give the event that it makes at `at`. Raises `Refused` if the day's rules forbid it."""


class TimingCommand(DayCommand, frozen=True):
    """A command that moves the day."""

    of_an_ended_day: ClassVar[bool] = False
    """True if it makes sense once the day is ended, too."""
    of_the_moment: ClassVar[bool] = False
    """True if it says that something begins or ends: of a day that was left open, hardly now (`still_meant`)."""

    @property
    def names(self) -> tuple[str | None, ...]:
        """The keys of segments that it names, which must be there: one added elsewhere may have been taken back."""
        return getattr(self, "segment", None), getattr(self, "after", None)


class Starts(TimingCommand, frozen=True, kw_only=True):
    """A command that starts a segment, which may hand over to its lead: to one who is `here`, if that is known."""

    of_the_moment: ClassVar[bool] = True

    here: frozenset[str] | None = None


class Next(Starts, frozen=True):
    """Move on; with `from_segment` only if that one is live."""

    from_segment: str | None = None

    def decide(self, day: Day, at: datetime, by: str) -> DayEvent:
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

    def decide(self, day: Day, at: datetime, by: str) -> DayEvent:
        """Start it; what was live is set aside if it has time left."""
        live = day.live
        if self.segment == live:
            raise Refused(say("“{title}” is live already", title=day.title(self.segment)))
        left_as: Literal["set_aside", "done"] = "set_aside" if live and day.remaining_s(live, at) > 0 else "done"
        hand = hand_for(day, self.segment, self.here)
        return e.SegmentStarted(at=at, by=by, segment=self.segment, left=live, left_as=left_as, hand=hand)


class Stop(TimingCommand, frozen=True):
    """The live segment is done; start nothing."""

    of_the_moment: ClassVar[bool] = True

    def decide(self, day: Day, at: datetime, by: str) -> DayEvent:
        """Stop it."""
        return e.SegmentStopped(at=at, by=by, segment=_live(day))


class Pause(TimingCommand, frozen=True):
    """Let elapsed stand still."""

    of_the_moment: ClassVar[bool] = True

    def decide(self, day: Day, at: datetime, by: str) -> DayEvent:
        """Pause what is live."""
        _live(day)
        if day.paused_since:
            raise Refused(say("the day is paused already"))
        return e.Paused(at=at, by=by)


class Resume(TimingCommand, frozen=True):
    """Let elapsed go on."""

    of_the_moment: ClassVar[bool] = True

    def decide(self, day: Day, at: datetime, by: str) -> DayEvent:
        """Resume what is paused."""
        if not day.paused_since:
            raise Refused(say("nothing is paused"))
        return e.Resumed(at=at, by=by)


class End(TimingCommand, frozen=True):
    """Close the session."""

    of_the_moment: ClassVar[bool] = True

    def decide(self, day: Day, at: datetime, by: str) -> DayEvent:
        """Close it."""
        return e.SessionEnded(at=at, by=by)


class Reopen(TimingCommand, frozen=True):
    """Open the session again."""

    of_an_ended_day: ClassVar[bool] = True

    def decide(self, day: Day, at: datetime, by: str) -> DayEvent:
        """Open it."""
        if day.mode is not Mode.ENDED:
            raise Refused(say("the day is open already"))
        return e.SessionReopened(at=at, by=by)


class Undo(TimingCommand, frozen=True):
    """Take back the last timing command that still stands, at its own instant: asked later, it never happened."""

    of_an_ended_day: ClassVar[bool] = True

    def decide(self, day: Day, at: datetime, by: str) -> DayEvent:
        """Take it back."""
        if not day.history:
            raise Refused(say("there is nothing to take back"))
        last = day.history[-1]
        return e.CommandUndone(at=last.event.at, by=by, number=last.number)


class Redo(TimingCommand, frozen=True):
    """Bring back what was taken back last, as long as nothing else has moved the day since."""

    of_an_ended_day: ClassVar[bool] = True

    def decide(self, day: Day, at: datetime, by: str) -> DayEvent:
        """Bring it back."""
        if not day.undone:
            raise Refused(say("there is nothing to bring back"))
        last = day.undone[-1]
        return e.CommandRedone(at=last.event.at, by=by, number=last.number)


class TakeHand(DayCommand, frozen=True):
    """Lead from here on."""

    def decide(self, day: Day, at: datetime, by: str) -> DayEvent:
        """Lead, if somebody else does."""
        if day.hand == by:
            raise Refused(say("you have the hand already"))
        return e.HandTaken(at=at, by=by)


class GiveReason(DayCommand, frozen=True):
    """Say why the day deviated from its plan; `reason` None: no reason holds any more.

    By the timing event numbered `change`, or as `segment` overran.
    """

    reason: Reason | None
    change: int | None = None
    segment: str | None = None

    def decide(self, day: Day, at: datetime, by: str) -> DayEvent:
        """Keep the reason of a deviation that stands."""
        about = self.change or self.segment
        found = next((one for one in deviations(day, at) if about in (one.change, one.segment)), None)
        if found is None:
            raise Refused(say("the day did not depart from its plan there"))
        if found.reason == self.reason:
            raise Refused(say("that is its reason already") if self.reason else say("it has no reason yet"))
        return e.ReasonGiven(at=at, by=by, reason=self.reason, change=self.change, segment=self.segment)


def hand_for(day: Day, segment: str, here: frozenset[str] | None) -> str | None:
    """The leader once this segment starts: who leads now, unless it has leads and they are none of them.

    Of its leads the first who is `here` (None: nobody knows who is); if none of them is, the hand stays where it is.
    """
    lead = day.plan(segment).lead
    if not day.hand or day.hand in lead:
        return day.hand
    return next((who for who in lead if here is None or who in here), day.hand)


def of_another(day: Day, by: str, now: datetime) -> DayEvent | None:
    """The event that `undo` would take back, where it is somebody else's and older than a minute: asked first."""
    last = day.history[-1].event if day.history else None
    return last if last and last.by != by and now - last.at > LATELY else None


def _live(day: Day) -> str:
    if day.live is None:
        raise Refused(say("nothing is live"))
    return day.live
