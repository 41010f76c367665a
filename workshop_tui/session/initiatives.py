"""The rules of initiatives: what a collective runs, as participants tell it, and which notes are about it."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from msgspec.structs import replace

from workshop_tui.agenda import Agenda
from workshop_tui.agenda.vocabulary import NATURES
from workshop_tui.locale import Message, say
from workshop_tui.session import events as e
from workshop_tui.session import intents as i
from workshop_tui.session.naming import Refused, find_tag, find_word, fresh_key, label
from workshop_tui.session.state import Note, State
from workshop_tui.text import clean, clean_line, fold, slug

LABELS = {
    "name": say("name"),
    "kind": say("type"),
    "territory": say("territory"),
    "carried_by": say("carried by"),
    "status": say("status"),
    "nature": say("nature"),
    "need": say("need or wish"),
    "stakes": say("stakes"),
    "phase": say("phase reached"),
    "stakeholders": say("links already made"),
    "reported_by": say("reported by"),
}
"""What is said of every initiative, in the order in which it is asked for."""
CASE_LABELS = {
    "question": say("question of the case"),
    "options": say("options heard"),
    "tools": say("tools offered"),
    "kept": say("what the presenter keeps"),
}
"""And of the one that is presented as the case."""
LONG = frozenset({"need", "stakes", *CASE_LABELS})
"""Fields that may have several lines."""


def record(state: State, intent: i.RecordInitiative, at: datetime, by: str) -> e.InitiativeRecorded:
    """A new initiative, or more about one. Raises `Refused` without a name, or if nothing changes."""
    key = intent.key or find_initiative(state, intent.name or "")
    was = state.initiatives.get(key) if key else None
    said = {
        field: _read(state, field, given)
        for field in e.Initiative.__struct_fields__
        if (given := getattr(intent, field)) is not None
    }
    if not said.get("name", was and was.name):
        raise Refused(say("an initiative needs a name"))
    after = replace(was, **said) if was else e.Initiative(**said)
    if after == was:
        raise Refused(say("that is noted of “{name}” already", name=after.name))
    return e.InitiativeRecorded(
        at=at, by=by, key=key or fresh_key(after.name, "initiative", state.initiatives), initiative=after
    )


def withdraw(state: State, intent: i.WithdrawInitiative, at: datetime, by: str) -> e.InitiativeWithdrawn:
    """It is none. Raises `Refused` if there is none called so."""
    key = find_initiative(state, intent.named)
    if key is None:
        raise Refused(say("no initiative is called “{name}”", name=clean_line(intent.named)))
    return e.InitiativeWithdrawn(at=at, by=by, key=key)


def find_initiative(state: State, named: str) -> str | None:
    """The key of the initiative that a person means by its key, its name, or the only beginning of one; or None."""
    wanted, key = fold(named), slug(named)
    if key in state.initiatives:
        return key
    names = {of: fold(one.name) for of, one in state.initiatives.items()}
    for match in (str.__eq__, str.startswith):
        found = [of for of, name in names.items() if wanted and (match(name, wanted) or (key and match(of, key)))]
        if len(found) == 1:
            return found[0]
    return None


def initiative_of(state: State, note: Note) -> str | None:
    """The key of the initiative that a note is about, if it is known; it may have been recorded after the note."""
    named = note.taken.initiative
    return find_initiative(state, named) if named else None


def notes_by_initiative(state: State) -> dict[str, tuple[Note, ...]]:
    """The notes about each initiative, by its key. Each name is looked up once, however many notes have it."""
    meant: dict[str, str | None] = {}
    about: dict[str, list[Note]] = {key: [] for key in state.initiatives}
    for note in state.notes:
        if named := note.taken.initiative:
            if named not in meant:
                meant[named] = find_initiative(state, named)
            if key := meant[named]:
                about[key].append(note)
    return {key: tuple(notes) for key, notes in about.items()}


def notes_about(state: State, key: str) -> tuple[Note, ...]:
    """The notes about the initiative called `key`."""
    return notes_by_initiative(state).get(key, ())


def value(agenda: Agenda, one: e.Initiative, field: str) -> Message | str:
    """What is said in a field of an initiative, in words of no language yet; nothing if nothing is."""
    said = getattr(one, field)
    if field == "phase":
        return label(agenda, "phases", said) if said else ""
    if field == "stakeholders":
        labels: dict[str, object] = {f"k{k}": label(agenda, "stakeholders", key) for k, key in enumerate(said)}
        return Message(", ".join(f"{{{name}}}" for name in labels), labels) if labels else ""
    return nature(said) if field == "nature" and said else said or ""


def words(agenda: Agenda, one: e.Initiative, field: str) -> str:
    """`value` in the language in use."""
    return str(value(agenda, one, field))


def nature(key: str) -> Message:
    """The words for a nature; one that no list knows is as it was written."""
    return next((word.label for word in NATURES if word.key == key), Message("{label}", {"label": key}))


def _read(state: State, field: str, given: Any) -> Any:
    """What was given for a field, cleaned; tags as keys."""
    if field == "case":
        return bool(given)
    if field == "stakeholders":
        found = (find_tag(state, "stakeholders", one) for one in given)
        return tuple(dict.fromkeys(tag for tag in found if tag))
    text = clean(given) if field in LONG else clean_line(given)
    if not text:
        return None
    if field == "phase":
        return find_tag(state, "phases", text)
    return find_word(NATURES, text) if field == "nature" else text
