"""The rules of notes: what a note needs, which segment it belongs to, and what may be changed in one afterwards.

A note may be amended, withdrawn and brought back by anybody in the session; what it said before stays in the record.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from workshop_tui.locale import say
from workshop_tui.session import details
from workshop_tui.session import events as e
from workshop_tui.session import intents as i
from workshop_tui.session.initiatives import find_initiative
from workshop_tui.session.naming import Refused, find_tag
from workshop_tui.session.state import Note, State
from workshop_tui.text import clean, clean_line


def take(state: State, intent: i.TakeNote, at: datetime, by: str) -> e.NoteTaken:
    """A new note. Raises `Refused` if it has no text."""
    return e.NoteTaken(
        at=at,
        by=by,
        text=_text(intent.text),
        kind=_kind(state, intent.kind),
        phases=_tags(state, "phases", intent.phases),
        stakeholders=_tags(state, "stakeholders", intent.stakeholders),
        segment=intent.segment or segment_at(state, at),
        initiative=_initiative(state, intent.initiative),
        private=intent.private,
        remember=intent.remember,
        check=intent.check,
        details=details.read(state.agenda, intent.details) if intent.details else None,
    )


def amend(state: State, intent: i.AmendNote, at: datetime, by: str) -> e.NoteAmended:
    """The note as it reads from here on. Raises `Refused` if there is no such note, or nothing changes."""
    was = find_note(state, intent.number).taken
    content: dict[str, Any] = was.content
    if intent.text is not None:
        content["text"] = _text(intent.text)
    if intent.kind is not None:
        content["kind"] = _kind(state, intent.kind)
    for axis in ("phases", "stakeholders"):
        if (tags := getattr(intent, axis)) is not None:
            content[axis] = _tags(state, axis, tags)
    if intent.initiative is not None:
        content["initiative"] = _initiative(state, intent.initiative)
    if intent.segment is not None:
        content["segment"] = intent.segment
    if intent.details is not None:
        content["details"] = details.read(state.agenda, intent.details, was.details)
    for mark in ("private", "remember", "check"):
        if (given := getattr(intent, mark)) is not None:
            content[mark] = given
    after = e.NoteAmended(at=at, by=by, number=intent.number, **content)
    if after.content == was.content:
        raise Refused(say("that note reads so already"))
    return after


def withdraw(state: State, intent: i.WithdrawNote, at: datetime, by: str) -> e.NoteWithdrawn:
    """The note counts no more. Raises `Refused` if there is no such note."""
    return e.NoteWithdrawn(at=at, by=by, number=find_note(state, intent.number).number)


def bring_back(state: State, intent: i.BringBackNote, at: datetime, by: str) -> e.NoteBroughtBack:
    """A withdrawn note counts again. Raises `Refused` if none with this number was withdrawn."""
    if intent.number not in {note.number for note in state.withdrawn}:
        raise Refused(say("no note {number} was withdrawn", number=intent.number))
    return e.NoteBroughtBack(at=at, by=by, number=intent.number)


def pin(state: State, intent: i.PinNote, at: datetime, by: str) -> e.NotePinned:
    """The room is shown this note, or none. Raises `Refused` if it is private, or that is so already."""
    if intent.number is not None and find_note(state, intent.number).taken.private:
        raise Refused(say("that note is private: the room is not shown it"))
    if intent.number == state.pinned:
        raise Refused(
            say("the room is shown no note") if intent.number is None else say("the room is shown it already")
        )
    return e.NotePinned(at=at, by=by, number=intent.number)


def forget(state: State, number: int, at: datetime, by: str) -> e.NoteForgotten:
    """What the note said is to be removed for good. Raises `Refused` if there is no such note, withdrawn or not."""
    return e.NoteForgotten(at=at, by=by, number=find_note(state, number, withdrawn=True).number)


def find_note(state: State, number: int, *, withdrawn: bool = False) -> Note:
    """The note with this number. Raises `Refused` if there is none, or it was withdrawn (unless that is no matter)."""
    for note in (*state.notes, *(state.withdrawn if withdrawn else ())):
        if note.number == number:
            return note
    if any(note.number == number for note in state.withdrawn):
        raise Refused(say("note {number} was withdrawn", number=number))
    raise Refused(say("there is no note {number}", number=number))


def segment_at(state: State, at: datetime) -> str | None:
    """The segment that was live at `at`, else the last that had been before it."""
    begun = [
        (visit.start, key)
        for key, progress in state.day.segments.items()
        for visit in progress.visits
        if visit.start <= at
    ]
    return max(begun)[1] if begun else None


def _text(text: str) -> str:
    cleaned = clean(text)
    if not cleaned:
        raise Refused(say("a note needs a text"))
    return cleaned


def _kind(state: State, named: str | None) -> str | None:
    return (find_tag(state, "kinds", named) or None) if named else None


def _tags(state: State, axis: str, named: Iterable[str]) -> tuple[str, ...]:
    found = (find_tag(state, axis, one) for one in named)
    return tuple(dict.fromkeys(tag for tag in found if tag))


def _initiative(state: State, named: str | None) -> str | None:
    """The key of the one that is meant; one that nobody recorded is kept as it was written."""
    return (find_initiative(state, named) or clean_line(named) or None) if named else None
