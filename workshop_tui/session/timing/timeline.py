"""The times when everything was planned, happened, and will happen if nobody does anything: `time.md`, "Projection".

A pure function of (day, now). Instants are UTC, durations seconds. A day that was left open is over, all but in words:
`calm` foresees nothing of it.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta, tzinfo
from typing import NamedTuple

from msgspec import Struct
from msgspec.structs import replace

from workshop_tui.agenda import Block, Segment
from workshop_tui.agenda.models import Planned
from workshop_tui.session.timing.day import UNFINISHED, Day, Hours, Mode, Standing, planned_hours, seconds
from workshop_tui.session.timing.minutes import between, full_minutes
from workshop_tui.session.timing.steps import StepNow, step_now

LEFT_OPEN = timedelta(hours=6)
"""The time after its last hard end from which on a day that is not ended was left open, once midnight has passed."""


class SegmentTimes(Struct, frozen=True):
    """One segment at an instant. Projections are None for what is over, skipped or left over.

    An `added` one was never planned, a `gone` one is not any more: their planned times are None. `from_block` is
    the block that a `moved` one was planned in, if another. `pin` is the clock time that it does not start before.
    `due` is when it would start by the plan and the day's hours: as planned, as long as nobody has changed these.
    `used_min` are the minutes that it took, as they are told. `step_ends`: the seconds of it at which its steps end.
    """

    plan: Segment
    standing: Standing
    left_over: bool
    added: bool
    moved: bool
    gone: bool
    from_block: Block | None
    pin: datetime | None
    planned_start: datetime | None
    planned_end: datetime | None
    due: datetime | None
    allotted_s: int
    elapsed_s: int
    used_min: int
    actual_start: datetime | None
    actual_end: datetime | None
    projected_start: datetime | None = None
    projected_end: datetime | None = None
    step_ends: tuple[int, ...] = ()

    @property
    def key(self) -> str:
        return self.plan.key

    @property
    def unplanned(self) -> bool:
        """Tell whether the plan does not have it: nothing of it was planned, as far as the plan goes."""
        return self.added or self.gone

    @property
    def remaining_s(self) -> int:
        """Seconds left of its allotment; below zero it is an overrun."""
        return self.allotted_s - self.elapsed_s

    @property
    def step(self) -> StepNow | None:
        """The step that it is in; None if it has none, or all are over."""
        return step_now(self.plan, self.step_ends, self.elapsed_s)

    @property
    def start(self) -> datetime | None:
        """The instant it started, will start, or was to; None for an added one that is skipped or left over."""
        return self.actual_start or self.projected_start or self.due

    @property
    def shift_s(self) -> int | None:
        """Seconds after it was due that it started or will start; None if it neither did nor will, or was added."""
        known = self.actual_start or self.projected_start
        return seconds(known - self.due) if known and self.due else None

    @property
    def shift_min(self) -> int:
        """The minutes between the clock times at which it was due and started or will start; 0 as for `shift_s`."""
        known = self.actual_start or self.projected_start
        return between(self.due, known) if known and self.due else 0

    @property
    def allotted_min(self) -> int:
        """The minutes that it has today."""
        return full_minutes(self.allotted_s)

    @property
    def change_min(self) -> int:
        """The minutes more than planned that it has today; below zero: less."""
        return self.allotted_min - self.plan.minutes


class BlockTimes(Struct, frozen=True):
    """One block at an instant. `projected_end` is None if nothing in it was held nor will be.

    `start` and `end` are its hours today, `planned` those of the agenda.
    `entered` is where its projection begins; None for a block that the day has left, or an ended day.
    """

    plan: Block
    planned: Hours
    start: datetime
    end: datetime
    entered: datetime | None
    projected_end: datetime | None
    segments: tuple[SegmentTimes, ...]

    @property
    def moved(self) -> bool:
        """Tell whether it has other hours today than planned."""
        return (self.start, self.end) != (self.planned.start, self.planned.end)

    @property
    def slack_s(self) -> int | None:
        """Seconds from the projected end to the hard end; below zero the block ends late."""
        return None if self.projected_end is None else seconds(self.end - self.projected_end)

    @property
    def late_min(self) -> int:
        """The minutes from the hard end to the projected end, as clocks show them; below zero early, 0 if none is."""
        return between(self.end, self.projected_end) if self.projected_end else 0


class Timeline(Struct, frozen=True):
    """The whole day at an instant. `next` is the segment that the command `next` would start.

    `left_open` is how many days ago its last hard end was, by the date, if the day was left open since; else 0.
    """

    now: datetime
    zone: tzinfo
    mode: Mode
    blocks: tuple[BlockTimes, ...]
    current: str | None
    live: SegmentTimes | None
    next: SegmentTimes | None
    left_open: int = 0

    @property
    def last_end(self) -> datetime:
        """The last hard end of the day."""
        return max(block.end for block in self.blocks)

    def calm(self) -> Timeline:
        """The timeline as a person sees it: of a day that was left open, nothing is foreseen."""
        if not self.left_open:
            return self
        blocks = tuple(_not_foreseen(block) for block in self.blocks)
        by_key = {row.key: row for block in blocks for row in block.segments}
        live, following = (by_key.get(row.key) if row else None for row in (self.live, self.next))
        return replace(self, blocks=blocks, live=live, next=following, current=None)

    def segment(self, key: str) -> SegmentTimes:
        """The times of one segment; KeyError if there is none."""
        for block in self.blocks:
            for times in block.segments:
                if times.key == key:
                    return times
        raise KeyError(key)

    def block(self, key: str) -> BlockTimes:
        """The times of one block; KeyError if there is none."""
        for block in self.blocks:
            if block.plan.key == key:
                return block
        raise KeyError(key)

    def block_of(self, key: str) -> BlockTimes:
        """The block of a segment; KeyError if there is none."""
        for block in self.blocks:
            if any(times.key == key for times in block.segments):
                return block
        raise KeyError(key)


def current_block(day: Day, now: datetime) -> Block | None:
    """The live segment's block; else the last with work left whose start has come, else the first."""
    if day.mode is Mode.ENDED:
        return None
    if day.live:
        live_in = day.block_of(day.live)
        return next(block for block in day.agenda.blocks if block.key == live_in)
    left = [b for b in day.agenda.blocks if any(day.segments[key].unfinished for key in day.order[b.key])]
    begun = [b for b in left if day.hours[b.key].start <= now]
    return begun[-1] if begun else (left[0] if left else None)


def next_segment(day: Day, now: datetime) -> str | None:
    """The segment that `next` would start: never one over the border of the current block."""
    block = current_block(day, now)
    if block is None:
        return None
    keys = day.order[block.key]
    after = keys[keys.index(day.live) + 1 :] if day.live else []
    found = next((key for key in (*after, *keys) if waits(day, key)), None)
    if found or day.live:
        return found
    later = day.agenda.blocks[day.agenda.blocks.index(block) + 1 :]  # nothing of this one is wanted any more
    return next((key for one in later for key in day.order[one.key] if waits(day, key)), None)


def waits(day: Day, key: str) -> bool:
    """Tell whether the day goes on with it by itself: it is unfinished, and not optional, planned and left without any
    time."""
    plan, progress = day.plans[key], day.segments[key]
    return progress.unfinished and not (plan.optional and not plan.minutes and not progress.allotted_s)


def timeline(day: Day, now: datetime) -> Timeline:
    """The timeline of where everything stands and will stand, seen at `now`."""
    now = seen_at(day, now)
    planned, hours, due, home = _laid_out(day)
    current = current_block(day, now)
    blocks: list[BlockTimes] = []
    cursor: datetime | None = None
    for block in day.agenda.blocks:
        start = day.hours[block.key].start
        if block is current:
            cursor = now if day.live else max(start, now)
        elif cursor is not None:
            cursor = max(start, cursor)
        entered, pins = cursor, day.pins_of(block)
        projected, end = _walk(day, block, pins, entered, now)
        cursor = end or cursor
        rows = []
        for segment in day.segments_of(block):
            key, progress = segment.key, day.segments[segment.key]
            begins, ends = projected.get(key, (None, None))
            rows.append(
                SegmentTimes(
                    plan=segment,
                    standing=progress.standing,
                    left_over=progress.unfinished and ends is None,
                    added=key not in planned and key not in day.gone,
                    gone=key in day.gone,
                    moved=key in day.moved,
                    from_block=home.get(key) if home.get(key) is not block else None,
                    pin=pins.get(key),
                    planned_start=planned[key].start if key in planned else None,
                    planned_end=planned[key].end if key in planned else None,
                    due=due[key].start if key in due else None,
                    allotted_s=progress.allotted_s,
                    elapsed_s=day.elapsed_s(key, now),
                    used_min=day.used_min(key, now),
                    actual_start=progress.actual_start,
                    actual_end=progress.actual_end,
                    projected_start=begins,
                    projected_end=ends,
                    step_ends=progress.step_ends,
                )
            )
        held = [row.actual_end for row in rows if row.actual_end]
        last = end or (max(held) if held else None)
        hard_end = day.hours[block.key].end
        blocks.append(BlockTimes(block, hours[block.key], start, hard_end, entered, last, tuple(rows)))
    by_key = {row.key: row for one in blocks for row in one.segments}
    return Timeline(
        now,
        day.agenda.zone,
        day.mode,
        tuple(blocks),
        current.key if current else None,
        live=by_key.get(day.live or ""),
        next=by_key.get(next_segment(day, now) or ""),
        left_open=left_open(day, now),
    )


class _Laid(NamedTuple):
    """The part that no clock changes: when each segment was planned and is due, each block's hours, its segments."""

    planned: dict[str, Planned]
    hours: dict[str, Hours]
    due: dict[str, Planned]
    home: dict[str, Block]


_LAST: list[tuple[Day, _Laid]] = []
"""The day that was asked for last, and how it is laid out: a clock ticks some thousand times between two commands."""


def _laid_out(day: Day) -> _Laid:
    for last, laid in _LAST[:]:
        if last is day:
            return laid
    agenda = day.agenda
    laid = _Laid(
        agenda.planned(day.date),
        planned_hours(agenda, day.date),
        agenda.laid_out({key: today.start for key, today in day.hours.items()}, day.pins),
        {s.key: block for block in agenda.blocks for s in block.segments},
    )
    _LAST[:] = [(day, laid)]
    return laid


def left_open(day: Day, now: datetime) -> int:
    """How many days ago the day's last hard end was, by the date, if it was left open since; else 0."""
    end, zone = max(hours.end for hours in day.hours.values()), day.agenda.zone
    if day.mode is Mode.ENDED or now - end < LEFT_OPEN:
        return 0
    return (now.astimezone(zone).date() - end.astimezone(zone).date()).days


def _not_foreseen(block: BlockTimes) -> BlockTimes:
    """The block without what was foreseen of it."""
    rows = tuple(
        replace(row, projected_start=None, projected_end=None, left_over=row.standing in UNFINISHED)
        for row in block.segments
    )
    held = [row.actual_end for row in rows if row.actual_end]
    known = held and not any(row.standing is Standing.LIVE for row in rows)
    return replace(block, entered=None, segments=rows, projected_end=max(held) if known else None)


def remaining(day: Day, block: Block) -> list[Segment]:
    """The segments that the block has left, in the order of projection: the live one first, wherever it stands."""
    live, progress = day.live, day.segments
    left = [s for s in day.segments_of(block) if s.key == live or progress[s.key].unfinished]
    return sorted(left, key=lambda segment: segment.key != live)


def _walk(
    day: Day, block: Block, pins: Mapping[str, datetime], cursor: datetime | None, now: datetime
) -> tuple[dict[str, tuple[datetime | None, datetime]], datetime | None]:
    """Projected (start, end) of the block's segments from `cursor` on, and where the last one ends.

    The live one's start is no projection; without a cursor (a block left behind, an ended day) there is
    nothing to project.
    """
    if cursor is None:
        return {}, None
    projected: dict[str, tuple[datetime | None, datetime]] = {}
    for segment in remaining(day, block):
        key, live = segment.key, segment.key == day.live
        start = cursor if live else max(cursor, pins.get(key, cursor))
        cursor = start + timedelta(seconds=max(0, day.remaining_s(key, now)))
        projected[key] = (None if live else start, cursor)
    return projected, cursor if projected else None


def seen_at(day: Day, now: datetime) -> datetime:
    """`now`, never before the last timing command: a clock set back makes no time negative."""
    now = now.replace(microsecond=0)
    return max(now, day.last_timing_at) if day.last_timing_at else now
