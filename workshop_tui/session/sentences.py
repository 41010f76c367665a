"""Sentences about what is no event: what is not as planned, a day that was left open, how likely something is."""

from __future__ import annotations

from datetime import tzinfo

from workshop_tui.locale import Message, _, clock_time, dated_time, plural, say
from workshop_tui.session.timing.day import UNFINISHED
from workshop_tui.session.timing.timeline import BlockTimes, SegmentTimes, Timeline

EVEN = 0.5
"""The chance from which on something is likely."""


def not_as_planned(row: SegmentTimes) -> list[Message]:
    """Say what of a segment is not as the agenda has it: added, moved, gone from it, with more or less time."""
    told = [say("added")] if row.added else [say("gone from the plan")] if row.gone else []
    if row.moved and row.from_block:
        told.append(say("moved from “{block}”", block=row.from_block.title))
    elif row.moved and not row.added:
        told.append(say("moved"))
    if row.change_min:
        told.append(say("{given} min instead of {planned}", given=row.allotted_min, planned=row.plan.minutes))
    return told


def to_come(times: Timeline) -> str:
    """“2 segments are not finished. It goes on until 16:30.”, of a day that is to end now; else nothing."""
    left = sum(row.standing in UNFINISHED for block in times.blocks for row in block.segments)
    told = [plural("{count} segment is not finished.", "{count} segments are not finished.", left)] if left else []
    if times.now < times.last_end:
        told.append(_("It goes on until {end}.", end=clock_time(times.last_end, times.zone)))
    return " ".join(told)


def after_its_end(times: Timeline) -> str:
    """“2 days after its end”, of a day that was left open."""
    return plural("{count} day after its end", "{count} days after its end", times.left_open)


def was_left_open(times: Timeline) -> str:
    """“2 days after its end (2026-05-04 16:30)”, of a day that was left open."""
    return f"{after_its_end(times)} ({dated_time(times.last_end, times.zone)})"


def likelihood(chance: float | None, block: BlockTimes, zone: tzinfo) -> tuple[str, ...]:
    """“31 % chance to end by 12:00”, and the same shorter, where there is no room: “by 12:00: 31 %”, or beside an end
    that is foreseen for that time “31 % chance”.

    Nothing if it is not known; nor if it is likely and the end that is foreseen is late: beside “12:33 (+3)”, “93 %
    chance to end by 12:30” is no help.
    """
    if chance is None or (block.late_min > 0 and chance >= EVEN):
        return ()
    told = {"percent": percent(chance), "time": clock_time(block.end, zone)}
    foreseen = block.projected_end and clock_time(block.projected_end, zone)
    brief = _("{percent} chance", **told) if foreseen == told["time"] else _("by {time}: {percent}", **told)
    return _("{percent} chance to end by {time}", **told), brief


def percent(chance: float) -> Message:
    """Whole per cents, and neither 0 nor 100 as long as it is not certain."""
    share = round(chance * 100) if chance in (0, 1) else min(99, max(1, round(chance * 100)))
    return say("{share}%", share=share)
