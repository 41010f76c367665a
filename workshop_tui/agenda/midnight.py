"""The days that clock times lie in: an evening that ends at `0h30` ends on the day after (docs/agenda.md).

A clock time is written without a day. Which one is meant follows from what stands before it, and is settled once, when
an agenda is read: from there on `00:30` of the day after is `24:30`, and later times are greater. What people write as
`24h30` is that already. What makes no sense on any day stays as it is, for `rules` to refuse.
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from workshop_tui.agenda.clock_time import ClockTime
from workshop_tui.agenda.models import Agenda, Block, Segment
from workshop_tui.agenda.people import Guest
from workshop_tui.agenda.times import LONGEST

NIGHT_MIN = 16 * 60
"""Minutes up to which a block that ends at an earlier hour than it begins is one over midnight; a longer one only if
what is planned in it goes on after midnight, or if it is a whole day, else its end is a slip."""
EVENING = ClockTime(20)
"""The end from which on the next block may be on the day after."""
SOON_MIN, MORNING_MIN = 6 * 60, 12 * 60
"""Minutes after the end of an evening, or of a block that goes on after midnight, within which such a block begins."""


def settled_days(agenda: Agenda) -> Agenda:
    """`agenda` with each clock time on the day that it is meant on."""
    blocks = days_of_blocks(agenda.blocks)
    guests = tuple(_guest(guest, blocks[0].start, blocks[-1].end) for guest in agenda.guests)
    if blocks == agenda.blocks and guests == agenda.guests:
        return agenda
    return replace(agenda, blocks=blocks, guests=guests)


def days_of_blocks(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """The blocks of one day, in order, with each clock time on the day that it is meant on."""
    made: list[Block] = []
    for block in blocks:
        start = _start(block.start, made[-1]) if made else block.start
        end = _end(block, start)
        segments = tuple(_segment(one, start, end) for one in block.segments)
        made.append(replace(block, start=start, end=end, segments=segments))
    return tuple(made)


def without_days(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """The blocks of a day with clock times as people write them, `00:30`; as they are, `24:30`, if they would then mean
    another day."""

    def plain(segment: Segment) -> Segment:
        return replace(segment, at=segment.at.later(-segment.at.days)) if segment.at else segment

    def bare(block: Block) -> Block:
        start, end = (clock.later(-clock.days) for clock in (block.start, block.end))
        return replace(block, start=start, end=end, segments=tuple(map(plain, block.segments)))

    shown = tuple(map(bare, blocks))
    short = all(block.end.minutes - block.start.minutes <= NIGHT_MIN for block in blocks)
    return shown if short and days_of_blocks(shown) == blocks else blocks


def _start(start: ClockTime, last: Block) -> ClockTime:
    """The start of a block that comes after `last`."""
    before = last.end
    if start.days or start >= before:
        return start
    after = start.later(max(1, before.days))
    if last.start < after < before:
        return after  # it overlaps that one, in the night
    if after < before:
        after = after.later(1)
    waits = after.minutes - before.minutes
    over_midnight = before > ClockTime(24)
    meant = waits <= MORNING_MIN if over_midnight else waits <= SOON_MIN and before >= EVENING
    return after if meant else start


def _end(block: Block, start: ClockTime) -> ClockTime:
    """The end of a block that begins at `start`."""
    end = block.end
    if end.days or end > start:
        return end
    after = end.later(start.days)
    if after > start:
        return after
    after = after.later(1)
    planned_until = start.minutes + sum(segment.longest for segment in block.segments)
    goes_on = planned_until > (start.days + 1) * 24 * 60
    lasts = after.minutes - start.minutes
    return after if goes_on or lasts <= NIGHT_MIN or lasts == LONGEST else end


def _segment(segment: Segment, start: ClockTime, end: ClockTime) -> Segment:
    """A segment of a block from `start` to `end`, its clock time within these if there is a day on which it is."""
    at = segment.at
    if at is None or at.days or start <= at < end:
        return segment
    meant = next((day for day in map(at.later, (1, 2)) if start <= day < end), at)
    return replace(segment, at=meant)


def _guest(guest: Guest, start: ClockTime, end: ClockTime) -> Guest:
    """A guest of a day from `start` to `end`."""
    arrives, leaves = guest.arrives, guest.leaves
    if arrives and arrives < start and arrives.later(1) < end:
        arrives = arrives.later(1)
    if leaves and not leaves.days and leaves <= (arrives or start):
        after = leaves.later(1)
        leaves = after if after.minutes - end.minutes <= SOON_MIN else leaves
    changed = (arrives, leaves) != (guest.arrives, guest.leaves)
    return replace(guest, arrives=arrives, leaves=leaves) if changed else guest
