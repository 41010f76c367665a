"""Versions of what is kept: which events a program may read, said once for every store and for the record.

A change of the events that an older program would take for damage is one more line here; the stores and the record
count these lines, and an older program then refuses in words. A test knows the events' shape by `FINGERPRINT`: it fails
until both are brought up to date.
"""

from __future__ import annotations

from collections.abc import Iterator
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
    "checklists, roles, links and other time zones are in the agenda, and what of a list is done is in events",
    "repeated steps, pools, guests who are public and what a room is shown are in the agenda",
    "who spoke, and for how long, is in events",
    "groups are in the agenda, and what became of them in events",
    "an evaluation is in the agenda, and its answers and how a decision was taken in events",
    "the series and the territory of a session are in its agenda",
)
"""The things that an older program cannot read, in order; only ever added to."""
NEEDS: dict[str, int] = {
    "NamesExpired": 5,
    "HoursChanged": 6, "DayShifted": 6, "Replanned": 6,
    "SessionOpened.draw": 7,
    "CommandRedone": 8,
    "SessionOpened.follows": 10, "PointAnswered": 10,
    "ProposalApplied.kind.hurry": 11,
    "TodoDone": 13, "TodoReopened": 13,
    "ProposalApplied.rounds": 14, "SegmentAdded.pool": 14,
    "TurnBegun": 15, "TurnEnded": 15, "TurnCorrected": 15, "TurnWithdrawn": 15, "SpeechAsked": 15,
    "SpeechNoLongerAsked": 15, "RoundBegun": 15, "RoundEnded": 15, "TurnsShown": 15,
    "GroupsFormed": 16, "MemberPlaced": 16, "GroupSaid": 16, "GroupOpened": 16, "GroupClosed": 16,
    "NoteTaken.group": 16, "NoteAmended.group": 16,
    "DecisionPut": 17, "OptionNamed": 17, "VotesCounted": 17, "ObjectionSaid": 17,
    "HandsCounted": 17, "EvaluationAnswered": 17, "SheetRemoved": 17,
    "ContactShared": 18, "NoteTaken.details.degree": 18, "NoteAmended.details.degree": 18,
}  # fmt: skip
"""Events, fields of theirs that say something, and what they say, or what in them says something, with how many lines
of `SINCE` who reads them knows; the others need what every store has that this program works on."""
IN_AGENDA: dict[str, int] = {
    "course": 9, "flex": 11, "leeway": 11, "short": 12,
    "todo": 13, "roles": 13, "evaluate": 13, "links": 13, "spelt": 13, ".also": 13, "segments.place": 13,
    "segments.objectives": 13,
    "repeat": 14, "change": 14, "first": 14, "steps.kind": 14, "segments.warn": 14, "warn.text": 14, "room": 14,
    "continues": 14, "pool": 14, "public": 14,
    "groups": 16, "by": 16, "mix": 16, "rotate": 16, "open": 16,
    "evaluation": 17, "series": 18, "territory": 18, "contact": 18, "share": 18,
    "next_meeting": 18, "degrees": 18,
}  # fmt: skip
"""As `NEEDS`, of a field anywhere in an agenda; with what it stands in (nothing: the agenda), of one there alone; as a
text there (`warn.text`).
"""
RECORD = len(SINCE)
"""The version of a record (TOML): its first had initiatives already."""
FINGERPRINT = "bbca4f93ce9b4ac9"
"""Of the names and types of all events, their fields and parts (`tests/session/test_versions.py` computes it)."""


def refusing(since: str) -> str:
    """Write the SQL of a step that changes no table: it only counts."""
    return f"SELECT '{since}, which an older program cannot read'"


def needed(event: Event) -> int:
    """Count the lines of `SINCE` that a program knows which reads this event."""
    counts = [count for what, count in NEEDS.items() if what.partition(".")[0] == event.type and _says(event, what)]
    if (agenda := getattr(event, "agenda", None)) is not None:
        from workshop_tui.agenda.structs import table

        counts += (IN_AGENDA[field] for field in _fields(table(agenda), "") if field in IN_AGENDA)
    return max(counts, default=0)


def _says(event: Event, what: str) -> bool:
    """Tell whether it has what stands behind its type in `what`: a field that says something, or just that."""
    _type, field, value = (*what.split("."), "", "")[:3]
    said = getattr(event, field, None) if field else event
    return said is not None and (not value or said == value or getattr(said, value, None) is not None)


def _fields(written: object, within: str) -> Iterator[str]:
    """Yield the names of all fields that say something, at whatever depth, alone and with what they are `within`."""
    if isinstance(written, dict):
        for name, value in written.items():
            if value is not None:
                yield from (name, f"{within}.{name}")
                yield from _fields(value, name)
    elif isinstance(written, list | tuple):
        for one in written:
            yield from (f"{within}.text",) if isinstance(one, str) else _fields(one, within)
