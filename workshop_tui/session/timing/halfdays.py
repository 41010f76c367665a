"""The half-days of the day: when each block was really held. Attendance is counted in them (docs/attendance.md).

A half-day goes by the clock: a segment of the morning that is held in the afternoon is afternoon. Instants are whole
minutes, as a clock shows them, so that what is printed adds up. A pure function of (day, now).
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, time, timedelta, tzinfo
from itertools import pairwise

from msgspec import Struct
from msgspec.structs import replace

from workshop_tui.agenda import Block, Segment
from workshop_tui.agenda.vocabulary import BREAK
from workshop_tui.locale import Message, say
from workshop_tui.session.timing.day import Day, Mode
from workshop_tui.session.timing.minutes import between, minute
from workshop_tui.session.timing.timeline import current_block, seen_at

LUNCH = timedelta(minutes=30)
"""A stop, or a planned break, from this length on is a meal: nobody is paid for it."""
NOON, EVENING = time(12), time(18)
"""The clock times from which on a half-day is one of the afternoon, and of the evening."""
LEFT_RUNNING = timedelta(hours=2)
"""A segment still live so long after its block and its own time are over was left running by mistake."""


class Span(Struct, frozen=True):
    """A span from one minute to another, never before it."""

    start: datetime
    end: datetime

    @property
    def minutes(self) -> int:
        return between(self.start, self.end)

    def within(self, other: Span) -> Span | None:
        """The part of it that lies in `other`; of no length where they only touch."""
        start, end = max(self.start, other.start), min(self.end, other.end)
        return Span(start, end) if start <= end else None


class HalfDay(Struct, frozen=True):
    """A block as it was held: `spans`, in order, none for one that nothing was held in.

    `running`: it is going on, its end is now; `to_come`: nothing was held in it, and may still be.
    """

    block: Block
    planned: Span
    spans: tuple[Span, ...] = ()
    running: bool = False
    to_come: bool = False

    def called(self, zone: tzinfo) -> Message:
        """Name it on papers, by when it was to begin: a block's title says what it is about, and not when it is."""
        begins = self.planned.start.astimezone(zone).time()
        return say("Morning") if begins < NOON else say("Afternoon") if begins < EVENING else say("Evening")

    @property
    def held(self) -> bool:
        return bool(self.spans)

    @property
    def minutes(self) -> int:
        """The minutes that it was held, without meals."""
        return sum(span.minutes for span in self.spans)

    @property
    def planned_minutes(self) -> int:
        """The minutes that it was to be held, without the meals planned in it."""
        return max(0, self.planned.minutes - sum(one.minutes for one in self.block.segments if _is_meal(one)))


class _Stretch(Struct, frozen=True):
    """A segment of the block with this index was live from `start` to `end`; `live`: it still is, and that is now."""

    block: int
    segment: str
    start: datetime
    end: datetime
    live: bool = True


def half_days(day: Day, now: datetime) -> tuple[HalfDay, ...]:
    """The blocks of the day as they were held, seen at `now`; none overlaps another."""
    now = seen_at(day, now)
    hours = _hours(day)
    found: list[list[_Stretch]] = [[] for _block in hours]
    for stretch in _by_the_clock([_ended_by_lunch(day, one, hours) for one in _stretches(day, now)], hours):
        found[stretch.block].append(_ended_by_itself(day, stretch, hours))
    begun = max((k for k, those in enumerate(found) if those), default=-1)
    current = current_block(day, now)
    made = []
    for k, block in enumerate(day.agenda.blocks):
        idle = k == begun and block is current and not day.live and now < hours[k].end
        spans = _joined([one for one in found[k] if not _is_meal(day.plan(one.segment))], now if idle else None)
        over = day.mode is Mode.ENDED or k < begun or now >= hours[k].end
        made.append(
            HalfDay(
                block,
                _to_the_minute(hours[k]),
                tuple(_to_the_minute(span) for span in spans),
                running=any(one.live for one in found[k]) or (idle and bool(spans) and spans[-1].end == now),
                to_come=not spans and not over,
            )
        )
    return tuple(made)


def block_at(day: Day, at: datetime) -> Block:
    """The block that somebody who comes or goes at `at` is there for: the one held then, else the one in whose hours
    it is, else the live segment's, else the first that is not over by then."""
    halves, then = half_days(day, at), minute(at)
    for half in reversed(halves):
        if half.held and half.spans[0].start <= then and (half.running or then <= half.spans[-1].end):
            return half.block
    for half in halves:
        if half.planned.start <= then < half.planned.end:
            return half.block
    if day.live:
        own = day.block_of(day.live)
        return next(block for block in day.agenda.blocks if block.key == own)
    return next((half.block for half in halves if then < half.planned.end), halves[-1].block)


def _hours(day: Day) -> list[Span]:
    return [Span(day.hours[b.key].start, day.hours[b.key].end) for b in day.agenda.blocks]


def _stretches(day: Day, now: datetime) -> Iterator[_Stretch]:
    """Yield what was live when, in order: from the timing events that stand."""
    index = {block.key: k for k, block in enumerate(day.agenda.blocks)}
    days = [*(undoable.before for undoable in day.history), day][1:]
    since: _Stretch | None = None
    visit: tuple[str, int] | None = None
    for undoable, after in zip(day.history, days, strict=True):
        at, live = undoable.event.at, _live(after)
        if live == visit:
            continue
        if since:
            yield replace(since, end=at, live=False)
        since = _Stretch(index[after.block_of(live[0])], live[0], at, max(at, now)) if live else None
        visit = live
    if since:
        yield since


def _live(day: Day) -> tuple[str, int] | None:
    """The live segment, and which visit of it this is."""
    return (day.live, len(day.segments[day.live].visits)) if day.live else None


def _ended_by_lunch(day: Day, one: _Stretch, hours: list[Span]) -> _Stretch:
    """A segment that seems to have gone on all through a meal between two blocks was left running: it ended with its
    block, or with its own time if that is later."""
    for before, after in pairwise(hours):
        due = _due(day, one, before)
        if after.start - before.end >= LUNCH and one.start < before.end and due < after.start <= one.end:
            return replace(one, end=due, live=False)
    return one


def _ended_by_itself(day: Day, one: _Stretch, hours: list[Span]) -> _Stretch:
    """A segment that seems to have gone on for hours after all was over was left running: it ended likewise."""
    due = _due(day, one, hours[one.block])
    return replace(one, end=due, live=False) if one.end - due >= LEFT_RUNNING else one


def _due(day: Day, one: _Stretch, hours: Span) -> datetime:
    return max(hours.end, one.start + timedelta(seconds=day.segments[one.segment].allotted_s))


def _by_the_clock(stretches: list[_Stretch], hours: list[Span]) -> Iterator[_Stretch]:
    """Yield each as of the half-day that it was held in: its own block's if it touches the hours of that, else the one
    in whose hours it began, else its own; and once a half-day has begun, none goes back to the one before."""
    begun = 0
    for one in stretches:
        block, own = one.block, hours[one.block]
        if not (one.start < own.end and one.end > own.start):
            block = next((k for k, span in enumerate(hours) if span.start <= one.start < span.end), block)
        begun = max(begun, block)
        yield replace(one, block=begun)


def _is_meal(segment: Segment) -> bool:
    return segment.kind == BREAK and segment.minutes * 60 >= LUNCH.total_seconds()


def _joined(stretches: list[_Stretch], now: datetime | None) -> list[Span]:
    """The time that they cover, short stops between them too; up to `now`, if there is one, as if they went on."""
    spans: list[Span] = []
    for one in stretches:
        if not spans or one.start - spans[-1].end >= LUNCH:
            spans.append(Span(one.start, one.end))
        else:
            spans[-1] = replace(spans[-1], end=max(spans[-1].end, one.end))
    if spans and now and now - spans[-1].end < LUNCH:
        spans[-1] = replace(spans[-1], end=now)
    return spans


def _to_the_minute(span: Span) -> Span:
    return Span(minute(span.start), minute(span.end))
