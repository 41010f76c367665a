"""A day with pinned and optional segments, and commands to it, drawn at random for Hypothesis."""

from __future__ import annotations

from datetime import UTC, datetime

from hypothesis import strategies as st

from workshop_tui.agenda.reading import agenda_of
from workshop_tui.session.timing.commands import End, Goto, Next, Pause, Redo, Reopen, Resume, Stop, Undo
from workshop_tui.session.timing.replanning_commands import Add, Extend, Fit, Move, Restore, Skip

START = datetime(2026, 3, 2, 8, 30, tzinfo=UTC)
AGENDA = agenda_of(
    {
        "title": "Any",
        "timezone": "UTC",
        "blocks": [
            {
                "key": "am",
                "title": "AM",
                "start": "9h",
                "end": "11h",
                "segments": [
                    {"key": "a", "title": "A", "minutes": 10, "min": 5, "max": 20},
                    {"key": "b", "title": "B", "minutes": 30, "min": 20, "optional": True},
                    {"key": "c", "title": "C", "minutes": 20, "at": "10h"},
                    {"key": "d", "title": "D", "minutes": 5},
                ],
            },
            {
                "key": "pm",
                "title": "PM",
                "start": "13h",
                "end": "14h",
                "segments": [
                    {"key": "x", "title": "X", "minutes": 25},
                    {"key": "y", "title": "Y", "minutes": 15, "at": "13h30"},
                ],
            },
            {
                "key": "eve",
                "title": "Eve",
                "start": "14h",
                "end": "15h",
                "segments": [
                    {"key": "z", "title": "Z", "minutes": 60},
                ],
            },
        ],
    }
)
KEYS = st.sampled_from([segment.key for segment in AGENDA.segments()])
SIMPLE = st.sampled_from([Next(), Stop(), Pause(), Resume(), End(), Reopen(), Undo(), Redo()])
NAMED = st.one_of(KEYS.map(Goto), KEYS.map(Skip), KEYS.map(Restore), KEYS.map(Next))
EXTENDED = st.builds(Extend, st.integers(-40, 40), st.one_of(st.none(), KEYS))
BLOCKS = st.sampled_from([block.key for block in AGENDA.blocks])
CHANGED = st.one_of(
    st.builds(Add, st.sampled_from(["New", "Newer"]), st.integers(1, 30), st.one_of(st.none(), KEYS)),
    st.builds(Move, KEYS, KEYS),
    st.builds(Move, KEYS, st.none(), BLOCKS),
    st.builds(Fit, st.sampled_from(["squeeze", "drop", "carry", "stretch"]), late=st.booleans()),
    st.builds(Fit, st.just("hand"), st.tuples(st.tuples(KEYS, st.integers(0, 4000))), late=st.booleans()),
)
