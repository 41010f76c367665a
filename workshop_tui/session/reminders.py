"""Reminders: the guests to come, and what was parked before its block ends."""

from __future__ import annotations

from datetime import timedelta

from workshop_tui.agenda import Guest
from workshop_tui.session.notes.fields import settled
from workshop_tui.session.notes.notebook import Note
from workshop_tui.session.state import State
from workshop_tui.session.timing.timeline import SegmentTimes, Timeline

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
