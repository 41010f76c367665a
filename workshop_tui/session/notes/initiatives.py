"""Initiatives: what a collective runs, as participants tell it, and which notes are about it."""

from __future__ import annotations

from collections.abc import Mapping

from workshop_tui.agenda import Agenda
from workshop_tui.agenda.vocabulary import NATURES
from workshop_tui.locale import Message, say
from workshop_tui.session.notes.notebook import Initiative, Note, Notebook
from workshop_tui.session.notes.tags import label
from workshop_tui.session.refusal import Refused, offered
from workshop_tui.session.timing.lookup import BEGINNING, only_one
from workshop_tui.text import clean_line, letters, slug

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
"""The labels of what is said of every initiative, in the order in which it is asked for."""
CASE_LABELS = {
    "question": say("question of the case"),
    "options": say("options heard"),
    "tools": say("tools offered"),
    "kept": say("what the presenter keeps"),
}
"""The labels of what is also said of the one that is presented as the case."""
LONG = frozenset({"need", "stakes", *CASE_LABELS})
"""Fields that may have several lines."""


def find_initiative(notebook: Notebook, named: str) -> str | None:
    """The key of the initiative that a person means, as `meant_initiative`; None too if several could be meant."""
    try:
        return meant_initiative(notebook, named)
    except Refused:
        return None


def meant_initiative(notebook: Notebook, named: str) -> str | None:
    """The key of the initiative that a person means by its key, its name, or the beginning of one; None if there is
    none. Raises `Refused` if several could be meant."""
    return meant_among(notebook.known, named)


def meant_among(those: Mapping[str, Initiative], named: str) -> str | None:
    """The key of the one of `those` initiatives that a person means, as `meant_initiative`."""
    wanted, key = letters(named), slug(named)
    if key in those:
        return key
    titles = {of: one.name for of, one in those.items()}
    names, keys = {of: (letters(name),) for of, name in titles.items()}, {of: (of,) for of in titles}
    return only_one(names, wanted, titles) or only_one(keys, key, titles, (BEGINNING,))


def no_initiative(known: Mapping[str, Initiative], named: str) -> Refused:
    """Give the refusal of what is no initiative's name: it names the nearest, or which there are."""
    there = offered((one.name for one in known.values()), named)
    return Refused(say("no initiative is called “{name}”{there}", name=clean_line(named), there=there))


def initiative_of(notebook: Notebook, note: Note) -> str | None:
    """The key of the initiative that a note is about, if it is known; it may have been recorded after the note."""
    named = note.taken.initiative
    return find_initiative(notebook, named) if named else None


def notes_by_initiative(notebook: Notebook) -> dict[str, tuple[Note, ...]]:
    """The notes about each initiative, by its key. Each name is looked up once, however many notes have it."""
    meant: dict[str, str | None] = {}
    about: dict[str, list[Note]] = {key: [] for key in notebook.known}
    for note in notebook.notes:
        if named := note.taken.initiative:
            if named not in meant:
                meant[named] = find_initiative(notebook, named)
            if key := meant[named]:
                about[key].append(note)
    return {key: tuple(notes) for key, notes in about.items()}


def notes_about(notebook: Notebook, key: str) -> tuple[Note, ...]:
    """The notes about the initiative called `key`."""
    return notes_by_initiative(notebook).get(key, ())


def value(agenda: Agenda, one: Initiative, field: str) -> Message | str:
    """The value of an initiative's field, in words of no language yet; nothing if nothing is said in it."""
    said = getattr(one, field)
    if field == "phase":
        return label(agenda, "phases", said) if said else ""
    if field == "stakeholders":
        labels: dict[str, object] = {f"k{k}": label(agenda, "stakeholders", key) for k, key in enumerate(said)}
        return Message(", ".join(f"{{{name}}}" for name in labels), labels) if labels else ""
    return nature(said) if field == "nature" and said else said or ""


def words(agenda: Agenda, one: Initiative, field: str) -> str:
    """`value` in the language in use."""
    return str(value(agenda, one, field))


def nature(key: str) -> Message:
    """The words for a nature; one that no list knows is as it was written."""
    return next((word.label for word in NATURES if word.key == key), Message("{label}", {"label": key}))
