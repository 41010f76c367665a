"""The answers of `notes --json` and `initiative --json`, as docs/notes.md and docs/initiatives.md have them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import tzinfo
from typing import Any

from msgspec.structs import asdict

from workshop_tui.agenda.structs import table
from workshop_tui.session.notes.notebook import Initiative, Note
from workshop_tui.session.state import State
from workshop_tui.shapes import answer, iso


def notes(state: State, shown: Iterable[Note]) -> str:
    """The answer: these notes of the session, each with what was done to it."""
    zone = state.agenda.zone
    return answer(state.id, notes=[{**note_shape(one, zone), "changes": _changes(one, zone)} for one in shown])


def notes_over_days(session: str, days: Iterable[tuple[State, Iterable[Note]]]) -> str:
    """The answer over several days: the notes of each, with the session and the day that they are of."""
    told = [
        {
            "session": state.id,
            "day": state.date.isoformat(),
            **note_shape(one, state.agenda.zone),
            "changes": _changes(one, state.agenda.zone),
        }
        for state, shown in days
        for one in shown
    ]
    return answer(session, notes=told)


def initiatives(state: State, shown: Iterable[tuple[str, Initiative, Iterable[int]]]) -> str:
    """The answer: initiatives by their keys, each with the numbers of the notes about it."""
    return answer(state.id, initiatives=[initiative_shape(*one) for one in shown])


def note_shape(note: Note, zone: tzinfo) -> dict[str, Any]:
    """A note: its number, when and by whom, then its content; the fields of its kind are its `details`."""
    taken = note.taken
    said = {name: value for name, value in taken.content.items() if name not in {"text", "details"}}
    about = {"number": note.number, "at": iso(taken.at, zone), "by": taken.by}
    return {**about, **said, "text": taken.text, "details": table(taken.details) if taken.details else {}}


def initiative_shape(key: str, one: Initiative, about: Iterable[int]) -> dict[str, Any]:
    """An initiative: its key, all that was said of it, and the numbers of the notes about it."""
    return {"key": key, **asdict(one), "notes": list(about)}


def _changes(note: Note, zone: tzinfo) -> list[dict[str, Any]]:
    return [{"at": iso(one.at, zone), "by": one.by, "what": one.type} for one in note.changes]
