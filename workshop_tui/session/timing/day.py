"""The day as it went so far, frozen: its plan, what became of each segment, who leads, what can be taken back.

A `DayEvent` makes one `Day` from another: there are those of the day as it runs (`events`) and those that change its
plan (`replanning_events`). Whether they are allowed, the commands say.
"""

from __future__ import annotations

import datetime as dt
from abc import abstractmethod
from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from enum import StrEnum
from types import MappingProxyType
from typing import ClassVar

from msgspec import Struct
from msgspec.structs import replace

from workshop_tui.agenda import Agenda, Block, Segment
from workshop_tui.agenda.clock_time import ClockTime
from workshop_tui.agenda.vocabulary import Reason
from workshop_tui.holds import Account, Key
from workshop_tui.locale import Message
from workshop_tui.session.event import Event
from workshop_tui.session.timing.minutes import between, full_minutes
from workshop_tui.session.timing.steps import keeping, planned_ends, restepped


class Standing(StrEnum):
    """The standing of a segment now."""

    UPCOMING = "upcoming"
    LIVE = "live"
    SET_ASIDE = "set_aside"
    DONE = "done"
    SKIPPED = "skipped"


class Mode(StrEnum):
    """The mode of the session now."""

    READY = "ready"
    RUNNING = "running"
    PAUSED = "paused"
    IDLE = "idle"
    ENDED = "ended"


UNFINISHED = frozenset({Standing.UPCOMING, Standing.SET_ASIDE})


class Visit(Struct, frozen=True):
    """One stretch during which a segment was live; `paused_s` of it stood still, which is `paused_min` by the clock."""

    start: datetime
    end: datetime | None = None  # still live
    paused_s: int = 0
    paused_min: int = 0


class Progress(Struct, frozen=True):
    """One segment's day: what it is, the seconds it has, the stretches it was live; of its seconds, those at which each
    part of its steps ends (`steps`)."""

    allotted_s: int
    standing: Standing = Standing.UPCOMING
    visits: tuple[Visit, ...] = ()
    step_ends: tuple[int, ...] = ()

    @property
    def unfinished(self) -> bool:
        return self.standing in UNFINISHED

    @property
    def actual_start(self) -> datetime | None:
        """The start of its first visit."""
        return self.visits[0].start if self.visits else None

    @property
    def actual_end(self) -> datetime | None:
        """The end of its last visit; None while it is live."""
        return self.visits[-1].end if self.visits else None


class Hours(Struct, frozen=True):
    """The instants, in UTC, at which a block begins and by which it has to end."""

    start: datetime
    end: datetime


class Undoable(Struct, frozen=True):
    """A timing event that stands, and the day as it was before it (its own history left out)."""

    number: int
    event: Timing
    before: Day


class Day(Struct, frozen=True, kw_only=True):
    """The day: its plan, how it went, and what `undo` takes back (`CommandUndone` says what of it stays).

    `plans` has every segment there ever was: the agenda's, and those added (even if that was taken back: a note may
    be about one). `order` is the keys of each block's segments as they follow one another today; `moved` are those
    that somebody put elsewhere than planned, `gone` those that are gone from the plan and were held. `hours` are
    each block's today, `pins` the instants that hold for segments with a clock time. `hand` is who leads, if
    anybody has taken it; `hands`, who led from when on. `reasons`: why the day deviated from its plan, by the
    number of the timing event or the key of a segment that overran. `undone` is what `redo` brings back, the last that
    was taken back at its end. `last_timing` is the number of the last event that a command must have seen, 0 if none.
    """

    agenda: Agenda
    date: dt.date
    plans: Mapping[Key, Segment]
    segments: Mapping[Key, Progress]
    order: Mapping[Key, tuple[Key, ...]]
    hours: Mapping[Key, Hours]
    pins: Mapping[Key, datetime]
    moved: frozenset[Key] = frozenset()
    gone: frozenset[Key] = frozenset()
    live: Key | None = None
    paused_since: datetime | None = None
    ended_at: datetime | None = None
    hand: Account | None = None
    hands: tuple[tuple[datetime, Account | None], ...] = ()
    reasons: Mapping[int | Key, Reason] = MappingProxyType({})
    history: tuple[Undoable, ...] = ()
    undone: tuple[Undoable, ...] = ()
    last_timing: int = 0
    last_timing_at: datetime | None = None

    @classmethod
    def of(cls, agenda: Agenda, date: dt.date) -> Day:
        """The day as it is planned."""
        plans = {segment.key: segment for segment in agenda.segments()}
        return cls(
            agenda=agenda,
            date=date,
            plans=MappingProxyType(plans),
            segments=MappingProxyType({key: as_planned(one) for key, one in plans.items()}),
            order=MappingProxyType({b.key: tuple(one.key for one in b.segments) for b in agenda.blocks}),
            hours=MappingProxyType(planned_hours(agenda, date)),
            pins=MappingProxyType({key: agenda.instant(date, one.at) for key, one in plans.items() if one.at}),
        )

    def plan(self, key: str) -> Segment:
        """The plan of the segment called `key`; KeyError if there never was one."""
        return self.plans[key]

    def title(self, key: str) -> str:
        """The title by which people call the segment called `key`; KeyError if there never was one."""
        return self.plans[key].title

    def segments_of(self, block: Block) -> tuple[Segment, ...]:
        """The segments that this block has today, in today's order."""
        return tuple(self.plans[key] for key in self.order[block.key])

    def all_segments(self) -> Iterator[Segment]:
        """Yield all segments of today, in today's order."""
        for block in self.agenda.blocks:
            yield from self.segments_of(block)

    def instant(self, clock: ClockTime) -> datetime:
        """The instant, in UTC, of a clock time of this day."""
        return self.agenda.instant(self.date, clock)

    @property
    def dates(self) -> tuple[dt.date, ...]:
        """The date of the day, and that on which its last block ends, if that is a later one."""
        last = max(hours.end for hours in self.hours.values()).astimezone(self.agenda.zone)
        over_midnight = last.date() > self.date and last.time() != dt.time()
        return (self.date, last.date()) if over_midnight else (self.date,)

    def pins_of(self, block: Block) -> dict[str, datetime]:
        """The clock times that hold in this block, by segment: an appointment of the block that it was planned in."""
        return {s.key: self.pins[s.key] for s in block.segments if s.key in self.pins}

    def begun(self, block: str) -> bool:
        """Tell whether anything of this block was ever live."""
        return any(self.segments[key].visits for key in self.order[block])

    @property
    def mode(self) -> Mode:
        if self.ended_at:
            return Mode.ENDED
        if self.live:
            return Mode.PAUSED if self.paused_since else Mode.RUNNING
        return Mode.IDLE if any(p.visits for p in self.segments.values()) else Mode.READY

    def block_of(self, key: str) -> str:
        """The key of the block that holds this segment today; KeyError if none does."""
        for block, keys in self.order.items():
            if key in keys:
                return block
        raise KeyError(key)

    def elapsed_s(self, key: str, now: datetime) -> int:
        """Seconds that the segment has used at `now`: its visits less the time it stood paused."""
        total = 0
        for visit in self.segments[key].visits:
            until = visit.end or max(visit.start, now)
            total += seconds(until - visit.start) - visit.paused_s
            if visit.end is None and self.paused_since:
                total -= max(0, seconds(until - self.paused_since))
        return total

    def remaining_s(self, key: str, now: datetime) -> int:
        """Seconds left of its allotment; below zero it is an overrun."""
        return self.segments[key].allotted_s - self.elapsed_s(key, now)

    def used_min(self, key: str, now: datetime) -> int:
        """The minutes that the segment took, by the clock; of the live one, those that are not left of it, or over."""
        progress = self.segments[key]
        if key == self.live:
            left_s = self.remaining_s(key, now)
            return full_minutes(progress.allotted_s) - full_minutes(left_s) * (1 if left_s >= 0 else -1)
        return sum(between(one.start, one.end) - one.paused_min for one in progress.visits if one.end)

    def having(self, key: str, **changes: object) -> Day:
        """The day with these fields of one segment's progress changed."""
        changed = dict(self.segments)
        changed[key] = replace(changed[key], **changes)
        return replace(self, segments=MappingProxyType(changed))

    def allotting(self, key: str, allotted_s: int, at: datetime) -> Day:
        """The day with that much time for a segment from `at` on, its steps with their shares of what is left of it."""
        ends = self.segments[key].step_ends
        if ends:
            ends = restepped(ends, self.elapsed_s(key, at), allotted_s, keeping(self.plans[key]))
        return self.having(key, allotted_s=allotted_s, step_ends=ends)

    def placed(self, key: str, block: str, after: str | None) -> Day:
        """The day with the segment in `block`, after that other one, or first."""
        order = {name: tuple(k for k in keys if k != key) for name, keys in self.order.items()}
        at = order[block].index(after) + 1 if after else 0
        order[block] = (*order[block][:at], key, *order[block][at:])
        return replace(self, order=MappingProxyType(order))

    def led_by(self, who: str | None, at: datetime) -> Day:
        """The day with that one leading, or nobody, from `at` on."""
        return self if who == self.hand else replace(self, hand=who, hands=(*self.hands, (at, who)))

    def leaders(self, visit: Visit) -> tuple[str, ...]:
        """The people who had the hand while `visit` lasted, in order."""
        had: list[str | None] = [None]
        for since, who in self.hands:
            if since <= visit.start:
                had = [who]
            elif visit.end is None or since < visit.end:
                had.append(who)
        return tuple(dict.fromkeys(who for who in had if who))

    def left(self, at: datetime, standing: Standing) -> Day:
        """The day once the live segment is left at `at`."""
        if self.live is None:
            return self
        key, day = self.live, self.resumed(at)
        visits = day.segments[key].visits
        closed = (*visits[:-1], replace(visits[-1], end=at))
        return replace(day.having(key, visits=closed, standing=standing), live=None)

    def resumed(self, at: datetime) -> Day:
        """The day with the pause, if there is one, over at `at`."""
        if self.live is None or self.paused_since is None:
            return self
        *before, last = self.segments[self.live].visits
        more_s, more_min = seconds(at - self.paused_since), between(self.paused_since, at)
        stood = replace(last, paused_s=last.paused_s + more_s, paused_min=last.paused_min + more_min)
        return replace(self.having(self.live, visits=(*before, stood)), paused_since=None)


class DayEvent(Event, frozen=True, kw_only=True):
    """An event of the day."""

    @abstractmethod
    def apply(self, day: Day, number: int) -> Day:
        """Give the day after it; it is the session's event of this number."""

    @abstractmethod
    def sentence(self, day: Day) -> Message:
        """Say what it did, `{who}` and `{at}` still to be filled in. `day` is the day after it."""


class Timing(DayEvent, frozen=True, kw_only=True):
    """An event that moves the day: `undo` takes it back, and a command must have seen it."""

    must_be_seen: ClassVar[bool] = True

    @abstractmethod
    def step(self, day: Day) -> Day:
        """Move the day."""

    def apply(self, day: Day, number: int) -> Day:
        """Move the day, and keep how it stood before."""
        history = (*day.history, Undoable(number, self, replace(day, history=(), undone=())))
        return replace(self.step(day), history=history, undone=(), last_timing=number, last_timing_at=self.at)


def as_planned(segment: Segment) -> Progress:
    """The progress of a segment that nothing has become of yet."""
    return Progress(allotted_s=segment.minutes * 60, step_ends=planned_ends(segment))


def as_added(segment: Segment) -> Progress:
    """The progress of a segment that is new: its steps share the minutes that it is given."""
    whole = segment.minutes * 60
    return Progress(allotted_s=whole, step_ends=restepped(planned_ends(segment), 0, whole, keeping(segment)))


def planned_hours(agenda: Agenda, date: dt.date) -> dict[str, Hours]:
    """The hours of each block on `date`, as they are planned."""
    return {b.key: Hours(*(agenda.instant(date, at) for at in (b.start, b.end))) for b in agenda.blocks}


def seconds(span: timedelta) -> int:
    """Whole seconds of `span`."""
    return span.days * 86_400 + span.seconds
