"""The plan of each block as the day has changed it so far: how often, when last, and what it is now.

What changes a plan is what people were told of it: its hours, its segments, their order, the minutes that they have. A
pure function of the events that were; what was taken back was a change, and so is taking it back.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta

from msgspec import Struct

from workshop_tui.agenda import Block, Segment
from workshop_tui.session.event import Event
from workshop_tui.session.timing.day import Day, DayEvent, Standing


class Revision(Struct, frozen=True):
    """The number of changes of a block's plan, and the instant of the last one; or when the session was opened."""

    number: int
    at: datetime


def revisions(day: Day, events: Sequence[Event]) -> dict[str, Revision]:
    """The revision of each block, by its key, after `events`, which led to `day`, in order."""
    was = Day.of(day.agenda, day.date)
    found = {block.key: Revision(0, events[0].at) for block in day.agenda.blocks}
    for number, event in enumerate(events, 1):
        if not isinstance(event, DayEvent):
            continue
        after = event.apply(was, number)
        for key, revision in found.items():
            if _plan(was, key) != _plan(after, key):
                found[key] = Revision(revision.number + 1, max(revision.at, event.at))
        was = after
    return found


def planned_now(day: Day, block: Block) -> Iterator[tuple[datetime, Segment]]:
    """Yield the segments of `block` that are to be held, each with its start if all goes by the plan of today."""
    cursor, pins = day.hours[block.key].start, day.pins_of(block)
    for segment in day.segments_of(block):
        if day.segments[segment.key].standing is not Standing.SKIPPED:
            start = max(cursor, pins.get(segment.key, cursor))
            cursor = start + timedelta(seconds=day.segments[segment.key].allotted_s)
            yield start, segment


def _plan(day: Day, block: str) -> object:
    rows = [(key, day.segments[key], day.pins.get(key)) for key in day.order[block]]
    return day.hours[block], [(key, row.allotted_s, row.standing is Standing.SKIPPED, pin) for key, row, pin in rows]
