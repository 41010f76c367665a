"""When everything was planned, happened, and will happen if nobody does anything: `time.md`, "Projection".

A pure function of (state, now). Instants are UTC, durations seconds.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta, tzinfo

from workshop_tui.agenda import Block, Segment
from workshop_tui.session.state import Mode, Standing, State, seconds


@dataclass(frozen=True)
class SegmentTimes:
    """One segment at an instant. Projections are None for what is over, skipped or left over."""

    plan: Segment
    standing: Standing
    left_over: bool
    planned_start: datetime
    planned_end: datetime
    allotted_s: int
    elapsed_s: int
    actual_start: datetime | None
    actual_end: datetime | None
    projected_start: datetime | None = None
    projected_end: datetime | None = None

    @property
    def key(self) -> str:
        return self.plan.key

    @property
    def remaining_s(self) -> int:
        """Below zero it is an overrun."""
        return self.allotted_s - self.elapsed_s

    @property
    def start(self) -> datetime:
        """When it started, will start, or was planned to."""
        return self.actual_start or self.projected_start or self.planned_start

    @property
    def shift_s(self) -> int | None:
        """How much later than planned it started or will start; None if it neither did nor will."""
        known = self.actual_start or self.projected_start
        return None if known is None else seconds(known - self.planned_start)


@dataclass(frozen=True)
class BlockTimes:
    """One block at an instant. `projected_end` is None if nothing in it was held nor will be."""

    plan: Block
    start: datetime
    end: datetime
    projected_end: datetime | None
    segments: tuple[SegmentTimes, ...]

    @property
    def slack_s(self) -> int | None:
        """Seconds from the projected end to the hard end; below zero the block ends late."""
        return None if self.projected_end is None else seconds(self.end - self.projected_end)


@dataclass(frozen=True)
class Timeline:
    """The whole day at an instant. `next` is the segment that the command `next` would start."""

    now: datetime
    zone: tzinfo
    mode: Mode
    blocks: tuple[BlockTimes, ...]
    current: str | None
    live: SegmentTimes | None
    next: SegmentTimes | None

    def segment(self, key: str) -> SegmentTimes:
        """The times of one segment; KeyError if there is none."""
        for block in self.blocks:
            for times in block.segments:
                if times.key == key:
                    return times
        raise KeyError(key)

    def block_of(self, key: str) -> BlockTimes:
        """The block of a segment; KeyError if there is none."""
        for block in self.blocks:
            if any(times.key == key for times in block.segments):
                return block
        raise KeyError(key)


def current_block(state: State, now: datetime) -> Block | None:
    """The live segment's block; else the last with work left whose start has come, else the first."""
    day = state.day
    if day.mode is Mode.ENDED:
        return None
    if day.live:
        return state.agenda.block_of(day.live)
    left = [b for b in state.agenda.blocks if any(day.segments[s.key].unfinished for s in b.segments)]
    begun = [b for b in left if state.agenda.instant(state.date, b.start) <= now]
    return begun[-1] if begun else (left[0] if left else None)


def next_segment(state: State, now: datetime) -> str | None:
    """The segment that `next` would start: never one over the border of the current block."""
    block, day = current_block(state, now), state.day
    if block is None:
        return None
    keys = [s.key for s in block.segments]
    after = keys[keys.index(day.live) + 1 :] if day.live else []
    return next((key for key in (*after, *keys) if day.segments[key].unfinished), None)


def timeline(state: State, now: datetime) -> Timeline:
    """Where everything stands and will stand, seen at `now`."""
    now = _floor(state, now)
    planned = state.agenda.planned(state.date)
    current = current_block(state, now)
    blocks: list[BlockTimes] = []
    cursor: datetime | None = None
    for block in state.agenda.blocks:
        start = state.agenda.instant(state.date, block.start)
        if block is current:
            cursor = now if state.day.live else max(start, now)
        elif cursor is not None:
            cursor = max(start, cursor)
        projected, end = _walk(state, block, cursor, now)
        cursor = end or cursor
        rows = []
        for segment in block.segments:
            progress = state.day.segments[segment.key]
            begins, ends = projected.get(segment.key, (None, None))
            rows.append(
                SegmentTimes(
                    plan=segment,
                    standing=progress.standing,
                    left_over=progress.unfinished and ends is None,
                    planned_start=planned[segment.key].start,
                    planned_end=planned[segment.key].end,
                    allotted_s=progress.allotted_s,
                    elapsed_s=state.day.elapsed_s(segment.key, now),
                    actual_start=progress.actual_start,
                    actual_end=progress.actual_end,
                    projected_start=begins,
                    projected_end=ends,
                )
            )
        held = [row.actual_end for row in rows if row.actual_end]
        last = end or (max(held) if held else None)
        hard_end = state.agenda.instant(state.date, block.end)
        blocks.append(BlockTimes(block, start, hard_end, last, tuple(rows)))
    by_key = {row.key: row for one in blocks for row in one.segments}
    return Timeline(
        now,
        state.agenda.zone,
        state.day.mode,
        tuple(blocks),
        current.key if current else None,
        live=by_key.get(state.day.live or ""),
        next=by_key.get(next_segment(state, now) or ""),
    )


def _walk(
    state: State, block: Block, cursor: datetime | None, now: datetime
) -> tuple[dict[str, tuple[datetime | None, datetime]], datetime | None]:
    """Projected (start, end) of the block's segments from `cursor` on, and where the last one ends.

    The live one (whose start is no projection) comes first, wherever it stands; without a cursor (a block
    left behind, an ended day) there is nothing to project.
    """
    if cursor is None:
        return {}, None
    projected: dict[str, tuple[datetime | None, datetime]] = {}
    live = state.day.live
    order = sorted(block.segments, key=lambda s: s.key != live)
    for segment in order:
        progress = state.day.segments[segment.key]
        if not (progress.unfinished or segment.key == live):
            continue
        remaining = timedelta(seconds=max(0, state.day.remaining_s(segment.key, now)))
        start = cursor
        if segment.key == live:
            projected[segment.key] = (None, cursor + remaining)
        else:
            if segment.at:
                start = max(start, state.agenda.instant(state.date, segment.at))
            projected[segment.key] = (start, start + remaining)
        cursor = projected[segment.key][1]
    return projected, cursor if projected else None


def _floor(state: State, now: datetime) -> datetime:
    """`now`, never before the last timing command: a clock set back makes no time negative."""
    now = now.replace(microsecond=0)
    return max(now, state.last_timing_at) if state.last_timing_at else now
