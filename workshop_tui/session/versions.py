"""Versions of what is kept: which events a program may read, said once for every store and for the record.

A change of the events that an older program would take for damage is one more line here; the stores and the record
count these lines, and an older program then refuses in words. A test knows the events' shape by `FINGERPRINT`: it fails
until both are brought up to date.
"""

from __future__ import annotations

SINCE: tuple[str, ...] = (
    "initiatives, attendance and pins are events",
    "reasons are events, and whether an expectation is met is a field",
    "that a name was forgotten is an event",
    "whether a word is a name is an event",
    "that all names were removed after a time is an event",
    "that the hours of a day were moved, or its agenda edited, is an event",
    "codes of names are drawn",
    "that what was taken back is brought back is an event",
    "that a session is a day of a course is in its agenda",
    "what a session follows, and what became of a point of an earlier day, is in events",
    "how far segments may bend is in the agenda, and that a block was landed in a hurry is an event",
    "that a term of the vocabulary has a short label is in the agenda",
)
"""The things that an older program cannot read, in order; only ever added to."""
RECORD = len(SINCE)
"""The version of a record (TOML): its first had initiatives already."""
FINGERPRINT = "2fe3dcd4dd85b946"
"""Of the names and types of all events, their fields and parts (`tests/session/test_versions.py` computes it)."""


def refusing(since: str) -> str:
    """Write the SQL of a step that changes no table: it only counts."""
    return f"SELECT '{since}, which an older program cannot read'"
