"""The fields of its own that each kind of note has: asked for after the text, never before."""

from __future__ import annotations

from typing import Any

from msgspec.structs import replace

from workshop_tui.agenda import Agenda
from workshop_tui.agenda.vocabulary import MET, PURPOSES
from workshop_tui.locale import Message, say
from workshop_tui.session.notes.notebook import FIELDS, Details, NoteContent
from workshop_tui.session.notes.tags import find_term, find_word, known_term
from workshop_tui.text import clean, clean_line

WORDS = {"purpose": PURPOSES, "met": MET}
"""The fields whose values are words of ours."""
ENDS = ("asker", "asked")
"""The two ends of a request."""
TERMS = {**dict.fromkeys(ENDS, "stakeholders"), "degree": "degrees"}
"""The fields whose values are terms of the agenda, each with the list that they are of."""


def asked_for(agenda: Agenda, kind: str | None) -> tuple[str, ...]:
    """The fields of a kind, in the order in which they are asked for; a degree only where the agenda has degrees."""
    return tuple(name for name in FIELDS.get(kind or "", ()) if name != "degree" or agenda.degrees)


def fields_of(note: NoteContent) -> list[tuple[str, str | bool]]:
    """List what is said in the fields of this note's kind, in order."""
    said = note.details
    values = ((name, getattr(said, name)) for name in FIELDS.get(note.kind or "", ())) if said else ()
    return [(name, value) for name, value in values if value is not None]


def said_in(details: Details) -> list[tuple[str, str | bool]]:
    """List what is said at all, with the names of its fields, in their order."""
    values = ((name, getattr(details, name)) for name in Details.__struct_fields__)
    return [(name, value) for name, value in values if value is not None]


def settled(note: NoteContent) -> bool:
    """Tell whether this question is answered, or what was parked dealt with."""
    return bool(note.details and note.details.settled)


def shown(agenda: Agenda, name: str, value: str | bool) -> Message | str:
    """A field's value in words."""
    if isinstance(value, bool):
        return say("yes") if value else say("no")
    if axis := TERMS.get(name):
        term = known_term(agenda, axis, value)
        return term.name(axis) if term else value
    return next((word.label for word in WORDS.get(name, ()) if word.key == value), value)


def read(agenda: Agenda, given: Details, was: Details | None = None) -> Details | None:
    """`was` with what is `given`, cleaned, words as keys; an empty text takes one away. None if nothing is left."""
    said: dict[str, Any] = {}
    for name, value in said_in(given):
        said[name] = value if isinstance(value, bool) else _read(agenda, name, value) or None
    details = replace(was or Details(), **said)
    return details if details != Details() else None


def _read(agenda: Agenda, name: str, text: str) -> str:
    if axis := TERMS.get(name):
        return find_term(agenda, axis, text) or clean_line(text)
    if name in WORDS:
        return find_word(WORDS[name], text)
    return clean(text) if name == "answer" else clean_line(text)
