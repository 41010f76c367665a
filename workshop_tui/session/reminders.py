"""Reminders: the guests to come, and what was parked before its block ends."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from workshop_tui.agenda import Agenda, Guest, Segment
from workshop_tui.session.notes.fields import settled
from workshop_tui.session.notes.notebook import Note
from workshop_tui.session.state import State
from workshop_tui.session.timing.timeline import SegmentTimes, Timeline
from workshop_tui.text import fold

AHEAD = timedelta(minutes=10)
"""The time before its projected start at which a segment's guests are named."""


def guests_expected(state: State, times: Timeline) -> list[tuple[Guest, SegmentTimes]]:
    """The guests that segments about to start need, each once, with the segment; none for one that is live."""
    known = {guest.key: guest for guest in state.agenda.guests}
    found: dict[str, tuple[Guest, SegmentTimes]] = {}
    for block in times.blocks:
        for row in block.segments:
            if row.projected_start and row.projected_start - times.now <= AHEAD:
                for key in row.plan.needs:
                    if key in known:
                        found.setdefault(key, (known[key], row))
    return list(found.values())


def guests_of(agenda: Agenda, segment: Segment) -> Iterator[Guest]:
    """The guests that a segment needs, in its order, then those whom its title names."""
    title = _words(segment.title) if agenda.guests else ""
    yield from (guest for key in segment.needs for guest in agenda.guests if guest.key == key)
    yield from (
        one
        for one in agenda.guests
        if one.key not in segment.needs and _words(one.name).strip() and _words(one.name) in title
    )


def parked(state: State, times: Timeline) -> tuple[Note, ...]:
    """The notes that were parked in the current block, when that is about to end, and are not settled."""
    block = times.block(times.current) if times.current else None
    end = min(block.end, block.projected_end or block.end) if block else None
    if block is None or end is None or times.live is None or end - times.now > AHEAD:
        return ()
    segments = {row.key for row in block.segments}
    return tuple(
        note
        for note in state.notebook.notes
        if note.taken.kind == "parking" and note.taken.segment in segments and not settled(note.taken)
    )


def _words(text: str) -> str:
    """The words of `text` as they are compared, each between spaces."""
    return f" {fold(text)} "
