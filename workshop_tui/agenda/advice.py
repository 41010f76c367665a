"""Warnings of what is unwise in an agenda but possible, which `--strict` makes mistakes."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from workshop_tui.agenda import prepared_rules
from workshop_tui.agenda.fields import seconds_of
from workshop_tui.agenda.flex import bends
from workshop_tui.agenda.models import Agenda, Block, Segment
from workshop_tui.agenda.people import Guest
from workshop_tui.agenda.rules import Path, Wrong
from workshop_tui.agenda.vocabulary import BREAK, BUFFER, ROUND
from workshop_tui.locale import say

WITHOUT_BREAK = 90
"""Minutes that a group sits without a break before it stops listening."""
EACH = 45
"""Seconds that a person needs in a round."""


def warnings(agenda: Agenda) -> Iterator[Wrong]:
    """Every warning, with the path of what it is about."""
    if agenda.capacity and len(agenda.participants) > agenda.capacity:
        yield (
            ("participants", agenda.capacity),
            say("more participants than the capacity of {capacity}", capacity=agenda.capacity),
        )
    covered = {key for segment in agenda.segments() for key in segment.covers}
    for i, item in enumerate(agenda.programme):
        if item.key not in covered:
            yield ("programme", i), say("no segment covers this programme item")
    for i, block in enumerate(agenda.blocks):
        here: Path = ("blocks", i)
        if not any(s.kind == BUFFER for s in block.segments):
            yield here, say('this block has no buffer (kind = "buffer")')
        yield from _filled(block, here)
        yield from _affordable(block, here)
        yield from _segments(agenda, block, here)
    yield from _breaks(agenda)
    yield from prepared_rules.unwise(agenda)


def _planned(block: Block) -> Iterator[tuple[Segment, int, int]]:
    cursor = block.start.minutes
    for segment in block.segments:
        start = max(cursor, segment.at.minutes) if segment.at else cursor
        cursor = start + segment.minutes
        yield segment, start, cursor


def _filled(block: Block, here: Path) -> Iterator[Wrong]:
    """Time that nothing is planned for, after the last segment of a block."""
    *_before, (_segment, _start, until) = _planned(block)
    free = block.end.minutes - until
    if free > 0:
        yield (*here, "end"), say("nothing is planned for the last {free} min before this end", free=free)


def _affordable(block: Block, here: Path) -> Iterator[Wrong]:
    cursor = block.start.minutes
    for segment in block.segments:
        start = max(cursor, segment.at.minutes) if segment.at else cursor
        cursor = start + (segment.minutes if segment.max is None else segment.max)
    over = cursor - block.end.minutes
    if over > 0:
        yield here, say("if every segment ran to its max this block would be {over} min too long", over=over)


def _segments(agenda: Agenda, block: Block, here: Path) -> Iterator[Wrong]:
    guests = {guest.key: guest for guest in agenda.guests}
    for j, (segment, start, end) in enumerate(_planned(block)):
        path = (*here, "segments", j)
        if segment.flex and not bends(segment):
            yield (
                (*path, "flex"),
                say(
                    "flex means nothing here: breaks, fixed times, protected segments and those with "
                    "bounds of their own keep their minutes"
                ),
            )
        for k, step in enumerate(segment.steps):
            if step.minutes == 0:
                yield (*path, "steps", k, "minutes"), say("a step of 0 minutes is never shown: leave it out")
            if step.change and (step.repeat or 1) == 1:
                yield (
                    (*path, "steps", k, "change"),
                    say("change means nothing here: it stands between two rounds of a step that is repeated"),
                )
        for i, key in enumerate(segment.needs):
            if key in guests and not _present(guests[key], start, end):
                yield (*path, "needs", i), say("{name} is not there for all of it", name=guests[key].name)
        if segment.kind == ROUND and agenda.capacity:
            each = segment.minutes * 60 // agenda.capacity
            if each < EACH:
                yield (*path, "minutes"), say("{each} s a person in this round: under {least} s", each=each, least=EACH)


def _present(guest: Guest, start: int, end: int) -> bool:
    arrives = 0 if guest.arrives is None else guest.arrives.minutes
    leaves = end if guest.leaves is None else guest.leaves.minutes
    return arrives <= start and end <= leaves


def _pauses(segment: Segment, start: int, end: int) -> Iterator[tuple[int, int]]:
    """From when to when there is a break in a segment, in minutes of the day: all of it, or steps of it."""
    if segment.kind == BREAK:
        yield start, end
        return
    cursor_s = start * 60
    for step in segment.steps:
        since_s, cursor_s = cursor_s, cursor_s + step.planned_s
        if step.kind == BREAK:
            rounds = range(step.repeat or 1)
            gap_s = step.minutes * 60 + seconds_of(step.change or 0)
            yield from ((begins // 60, begins // 60 + step.minutes) for begins in (since_s + n * gap_s for n in rounds))


def _breaks(agenda: Agenda) -> Iterator[Wrong]:
    """A stretch goes from a break (or the block's start) to the next one (or the end of its last segment)."""
    for i, block in enumerate(agenda.blocks):
        rows = list(_planned(block))
        stretches = [(0, 0, rows[0][1])]
        stretches += [(j, *times) for j, row in enumerate(rows) for times in _pauses(*row)]
        stretches.append((len(rows) - 1, rows[-1][2], 0))
        for (_j, _until, since), (j, until, _since) in pairwise(stretches):
            if until - since > WITHOUT_BREAK:
                yield (
                    ("blocks", i, "segments", j),
                    say("{minutes} min without a break before here", minutes=until - since),
                )
