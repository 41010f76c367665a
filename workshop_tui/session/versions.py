"""Versions of what is kept: which events a program may read, said once for every store and for the record.

A change of the events that an older program would take for damage is one more line here; the stores and the record
count these lines, and an older program then refuses in words. A test knows the events' shape by `FINGERPRINT`: it fails
until both are brought up to date.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from workshop_tui.session.event import Event

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
NEEDS: dict[str, int] = {
    "NamesExpired": 5,
    "HoursChanged": 6, "DayShifted": 6, "Replanned": 6,
    "SessionOpened.draw": 7,
    "CommandRedone": 8,
    "SessionOpened.agenda.course": 9, "Replanned.agenda.course": 9,
    "SessionOpened.follows": 10, "PointAnswered": 10,
}  # fmt: skip
"""Events, and fields of theirs that say something, with how many lines of `SINCE` who reads them knows; the others
need what every store has that this program works on."""
RECORD = len(SINCE)
"""The version of a record (TOML): its first had initiatives already."""
FINGERPRINT = "6d52a4a002abfc48"
"""Of the names and types of all events, their fields and parts (`tests/session/test_versions.py` computes it)."""


def refusing(since: str) -> str:
    """Write the SQL of a step that changes no table: it only counts."""
    return f"SELECT '{since}, which an older program cannot read'"


def needed(event: Event) -> int:
    """Count the lines of `SINCE` that a program knows which reads this event."""
    return max((count for what, count in NEEDS.items() if what.partition(".")[0] == event.type and _has(event, what)),
               default=0)  # fmt: skip


def _has(event: Event, what: str) -> bool:
    """Tell whether it has what stands behind its type in `what`: a field, or one of that, that says something."""
    found: object = event
    for name in what.split(".")[1:]:
        found = getattr(found, name, None)
    return found is not None
