"""Limits: what is left of a block in numbers, and which limits will be missed if nothing is done."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from workshop_tui.agenda import Segment
from workshop_tui.agenda.vocabulary import BREAK, BUFFER
from workshop_tui.session.timing.day import Standing, seconds
from workshop_tui.session.timing.minutes import MINUTE
from workshop_tui.session.timing.remainder import Part, Remainder
from workshop_tui.session.timing.steps import Round, droppable
from workshop_tui.session.timing.timeline import BlockTimes, SegmentTimes, Timeline

SHORTEST_BREAK_MIN = 5
"""Minutes that a break has at the least, in a hurry too."""


def block_to_fit(times: Timeline) -> BlockTimes | None:
    """The first block from the current one on that misses a limit, else the current one; None if none has work left."""
    late = next((block for block, by in late_blocks(times) if by > 0), None)
    return late or (times.block(times.current) if times.current else None)


def late_blocks(times: Timeline) -> Iterator[tuple[BlockTimes, int]]:
    """Each block from the current one on, and how far it is past the limit that it misses most, in seconds."""
    for block in times.blocks:
        if block.entered is not None:
            yield block, remainder_of(block, times.now).landing().late


def remainder_of(block: BlockTimes, now: datetime) -> Remainder:
    """The remainder of `block`: what is left of it, as numbers counted from `now`."""
    entered = block.entered or now
    rows = [row for row in block.segments if row.projected_end]
    rows.sort(key=lambda row: row.standing is not Standing.LIVE)
    return Remainder(seconds(entered - now), seconds(block.end - now), tuple(_part(row, now) for row in rows))


def _part(row: SegmentTimes, now: datetime) -> Part:
    """Rest r, floor f = min(r, max(0, min − elapsed)) and ceiling g = max(r, max − elapsed) of `time.md`."""
    plan, live, rest = row.plan, row.standing is Standing.LIVE, max(0, row.remaining_s)
    floor = min(rest, max(0, plan.shortest * MINUTE - row.elapsed_s))
    return Part(
        key=row.key,
        rest=rest,
        floor=floor,
        ceiling=max(rest, plan.longest * MINUTE - row.elapsed_s),
        tier=0 if plan.kind == BUFFER else 2 if plan.cut_last else 1,
        pin=seconds(row.pin - now) if row.pin and not live else None,
        droppable=plan.optional and not live and rest > 0,
        hurried=min(floor, _hurried(plan, rest, row.elapsed_s)),
        rounds=tuple(one.length_s for one in rounds_of(row)),
    )


def rounds_of(row: SegmentTimes) -> tuple[Round, ...]:
    """The rounds of its steps that may be dropped, the last ones first; none of what is protected."""
    free = any(step.repeat for step in row.plan.steps) and not row.plan.cut_last
    return droppable(row.plan, row.step_ends, row.elapsed_s) if free else ()


def _hurried(plan: Segment, rest: int, elapsed: int) -> int:
    """The floor of a segment in a hurry: half of what is left of it; of a break never under five minutes in all, and of
    what is protected, or has a fixed time, all of it."""
    if plan.at is not None or (plan.cut_last and plan.kind != BREAK) or plan.protected:
        return rest
    half = -(-rest // 2)
    return max(half, min(rest, SHORTEST_BREAK_MIN * MINUTE - elapsed)) if plan.kind == BREAK else half


def front_of(block: BlockTimes, but: str | None = None) -> str | None:
    """The segment after which the front of what is left of `block` is; None if nothing of it is done or live.

    `but` is a segment that does not count: the one to be put there.
    """
    begun = {Standing.DONE, Standing.LIVE}
    return next((row.key for row in reversed(block.segments) if row.standing in begun and row.key != but), None)
