"""The plan of each block as the day has changed it so far: how often, when last, and what it is now.

What changes a plan is what people were told of it: its hours, its segments, their order, titles and minutes. A
pure function of the events that were; what was taken back was a change, and so is taking it back.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta

from msgspec import Struct

from workshop_tui.agenda import Block, Segment
from workshop_tui.session.event import Event
from workshop_tui.session.timing.day import Day, DayEvent, Hours, Standing


class Removed(Struct, frozen=True):
    """A block that an edited agenda has no more: its title, and the hours that it had last."""

    title: str
    hours: Hours


class Revision(Struct, frozen=True):
    """The number of changes of a block's plan, and the instant of the last one; or when the session was opened."""

    number: int
    at: datetime
    removed: Removed | None = None


def revisions(was: Day, opened_at: datetime, events: Iterable[Event]) -> dict[str, Revision]:
    """The revision of each block that there ever was, by its key, after `events`, in order, which began with the day as
    it `was` opened then. One that an edited agenda brings begins with that, one that it removes ends with it."""
    found = {block.key: Revision(0, opened_at) for block in was.agenda.blocks}
    for number, event in enumerate(events, 2):  # the first one opened the session
        if not isinstance(event, DayEvent):
            continue
        after = event.apply(was, number)
        for key in dict.fromkeys((*found, *(block.key for block in after.agenda.blocks))):
            before = found.get(key)
            if before is None:
                found[key] = Revision(0, event.at)
            elif _plan(was, key) != (plan := _plan(after, key)):
                removed = None if plan else Removed(was.agenda.block(key).title, was.hours[key])
                found[key] = Revision(before.number + 1, max(before.at, event.at), removed)
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


def _plan(day: Day, key: str) -> object:
    """The plan of that block, as people were told it; None while there is none."""
    agenda = day.agenda
    block = next((one for one in agenda.blocks if one.key == key), None)
    if block is None:
        return None
    rows = [(one.title, one.key, day.segments[one.key], day.pins.get(one.key)) for one in day.segments_of(block)]
    told = [(*named, row.allotted_s, row.standing is Standing.SKIPPED, pin) for *named, row, pin in rows]
    return agenda.title, agenda.place, block.title, day.hours[key], told
