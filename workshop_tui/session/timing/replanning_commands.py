"""Commands that change the plan of what is left of the day, and their rules: the table of commands in docs/time.md."""

from __future__ import annotations

from datetime import datetime

from workshop_tui.locale import Message, say
from workshop_tui.session.refusal import Refused
from workshop_tui.session.timing import replanning_events as e
from workshop_tui.session.timing.commands import TimingCommand
from workshop_tui.session.timing.day import Day, DayEvent, Standing
from workshop_tui.session.timing.limits import front_of
from workshop_tui.session.timing.lookup import find_offered, fresh_key
from workshop_tui.session.timing.minutes import begun, missed_by
from workshop_tui.session.timing.timeline import next_segment, timeline
from workshop_tui.text import clean_line

DAY_MIN = 24 * 60
"""Minutes that a segment has at the most."""


class Extend(TimingCommand, frozen=True):
    """Give `minutes` (below zero: take) to the live segment, or to the one named."""

    minutes: int
    segment: str | None = None

    def decide(self, day: Day, at: datetime, by: str) -> DayEvent:
        """Change its allotment, never below what it has used, the minute that has begun counted as used."""
        key = self.segment or day.live
        if key is None:
            raise Refused(say("nothing is live: name the segment"))
        progress = day.segments[key]
        if not (progress.unfinished or key == day.live):
            raise Refused(say("“{title}” is over", title=day.title(key)))
        after = max(progress.allotted_s + self.minutes * 60, begun(day.elapsed_s(key, at)), 0)
        if after == progress.allotted_s or (self.minutes < 0 and after > progress.allotted_s):
            raise Refused(say("“{title}” has no time left to take", title=day.title(key)))
        if after > DAY_MIN * 60:
            raise Refused(say("a segment has a day at the most"))
        change = e.AllotmentChange(segment=key, before_s=progress.allotted_s, after_s=after)
        return e.AllotmentsChanged(at=at, by=by, changes=(change,))


class Skip(TimingCommand, frozen=True):
    """Take this segment out of today."""

    segment: str

    def decide(self, day: Day, at: datetime, by: str) -> DayEvent:
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

    def decide(self, day: Day, at: datetime, by: str) -> DayEvent:
        """Restore what is skipped."""
        if day.segments[self.segment].standing is not Standing.SKIPPED:
            raise Refused(say("“{title}” is not skipped", title=day.title(self.segment)))
        return e.SegmentRestored(at=at, by=by, segment=self.segment)


class Add(TimingCommand, frozen=True):
    """A segment nobody planned: after `after`, else after the live one, else before what comes next.

    `pool`: the key of the one that the agenda offers; it has that one's title.
    """

    title: str
    minutes: int
    after: str | None = None
    pool: str | None = None

    def decide(self, day: Day, at: datetime, by: str) -> DayEvent:
        """Add it where it was asked for."""
        offered = next((one for one in day.agenda.pool() if one.key == self.pool), None)
        if self.pool and offered is None:
            raise Refused(say("the agenda offers no “{key}” any more", key=self.pool))
        title = offered.title if offered else clean_line(self.title)
        if not title:
            raise Refused(say("a segment needs a title"))
        if not 0 < self.minutes <= DAY_MIN:
            raise Refused(say("a segment has between a minute and a day"))
        after = self.after or (_after_added(day, day.live) if day.live else None)
        block, after = _place_for_new(day, after, at)
        if offered:
            key = offered.key if offered.key not in day.segments else fresh_key(offered.key, "segment", day.plans)
        else:
            key = fresh_key(title, "segment", {*day.plans, *(one.key for one in day.agenda.pool())})
        return e.SegmentAdded(
            at=at, by=by, segment=key, title=title, minutes=self.minutes, block=block, after=after, pool=self.pool
        )


class Move(TimingCommand, frozen=True):
    """Put this segment after `after`, or first among what is left of `block`."""

    segment: str
    after: str | None = None
    block: str | None = None

    def decide(self, day: Day, at: datetime, by: str) -> DayEvent:
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

    def decide(self, day: Day, at: datetime, by: str) -> DayEvent:
        """Apply it if it changes something, and lands."""
        from workshop_tui.session.timing.fit import fit  # the arithmetic of all its kinds

        found = fit(day, at)
        if found is None:
            raise Refused(say("no segment is left to fit"))
        proposal, called = found.proposal(self.kind, dict(self.wishes)), e.PROPOSALS[self.kind]
        if self.kind == "hurry" and (lands := next((one for one in found.within if one.possible), None)):
            other = e.PROPOSALS[lands.kind]
            raise Refused(say("{kind} goes beyond the plan: {other} lands within it", kind=called, other=other))
        if not proposal.changes_something:
            raise Refused(say("{kind}: there is nothing to change", kind=called))
        if proposal.late_s and not self.late:
            late = missed_by(proposal.late_s)
            raise Refused(say("{kind} does not land: a limit is missed by {late} min", kind=called, late=late))
        return proposal.event(day, found.block.plan.key, at, by)


def adding(day: Day, title: str, minutes: int | None, after: str | None) -> Add | None:
    """The command that adds what somebody typed: one that the agenda offers, by its key or title, for its minutes or
    others; else a new one. None for that without minutes. Raises `Refused` if several could be meant."""
    offered = find_offered(day, title, whole=minutes is not None)
    if offered:
        return Add(offered.title, minutes or min(offered.offered_min, DAY_MIN), after, offered.key)
    return None if minutes is None else Add(title, minutes, after)


def why_not_moved(day: Day, key: str) -> Message:
    """Say what keeps a segment where it is that is not unfinished."""
    return Message(_NOT_MOVED[day.segments[key].standing], {"title": day.title(key)})


def _after_added(day: Day, key: str) -> str:
    """The last of those that were added right after `key`, and are still to come: what is added next follows them."""
    order = day.order[day.block_of(key)]
    planned = {segment.key for segment in day.agenda.segments()} | day.gone
    for following in order[order.index(key) + 1 :]:
        if following in planned or not day.segments[following].unfinished:
            break
        key = following
    return key


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
