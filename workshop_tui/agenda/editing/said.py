"""The fields of a plan as somebody reads and types them: each as a line, or as several, and back to its value.

Raises `Mistake` for what a field cannot hold at all; what it can, and should not, `check` says.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterable
from enum import Enum, auto
from typing import Any, NamedTuple

from workshop_tui.agenda.editing.lines import clock_in, kind_in, step_in
from workshop_tui.agenda.editing.prepared_lines import (
    group_in,
    group_told,
    link_in,
    link_told,
    role_in,
    roles_told,
    todo_in,
    todo_told,
)
from workshop_tui.agenda.editing.rows import Sort, kind_of
from workshop_tui.agenda.times import Mistake, parse_date, parse_duration, parse_percent, parse_span
from workshop_tui.agenda.vocabulary import kind_word, kind_words
from workshop_tui.locale import LANGUAGES, Message, language, say
from workshop_tui.text import clean, clean_line, slug


class As(Enum):
    """The ways in which a field is typed."""

    LINE = auto()
    TEXT = auto()
    TEXTS = auto()
    """A list of texts, one a line."""
    KEYS = auto()
    """A list of keys, with commas."""
    PEOPLE = auto()
    """Trainers, by their names, with commas."""
    MINUTES = auto()
    WARN = auto()
    """A list of lengths, with commas."""
    CLOCK = auto()
    DATE = auto()
    COUNT = auto()
    YES_OR_NO = auto()
    KIND = auto()
    ONE_OF = auto()
    STEPS = auto()
    """A title and minutes, one a line; behind them how often (`x15`), the change between two (`+50s`), a kind."""
    NAMED = auto()
    """A name and an organisation, one a line."""
    GUESTS = auto()
    """A name, and from when to when, one a line."""
    ITEMS = auto()
    """A text, one a line, each an entry of a list."""
    TERMS = auto()
    """The labels of the terms that hold, one a line."""
    PERCENT = auto()
    TODO = auto()
    """A line of a checklist a line: when, what, `@` who."""
    ROLES = auto()
    """A role a line, and who has it."""
    LINKS = auto()
    """A link a line: its words, its address."""
    GROUPS = auto()
    """A group a line: its title, its place or its link."""

    @property
    def is_several(self) -> bool:
        """Tell whether it has several lines."""
        return self in _SEVERAL


_SEVERAL = frozenset({As.TEXT, As.TEXTS, As.STEPS, As.NAMED, As.GUESTS, As.ITEMS, As.TERMS, As.TODO, As.ROLES,
                      As.LINKS, As.GROUPS})  # fmt: skip


class Field(NamedTuple):
    """A field: its label, how it is typed, and the words that it may be, if these are all."""

    label: Message
    typed: As
    words: tuple[str, ...] = ()


CONFIDENTIALITY = ("nominatif", "pseudonyme", "chatham")
MIXED = ("organisation",)
FIELDS: dict[Sort, dict[str, Field]] = {
    Sort.PLAN: {
        "title": Field(say("Title"), As.LINE), "language": Field(say("Language"), As.ONE_OF, tuple(LANGUAGES)),
        "timezone": Field(say("Time zone"), As.LINE), "also": Field(say("Times also in"), As.KEYS),
        "place": Field(say("Place"), As.LINE),
        "mode": Field(say("Form of the day"), As.LINE), "series": Field(say("Series"), As.LINE),
        "territory": Field(say("Territory"), As.LINE), "capacity": Field(say("Capacity"), As.COUNT),
        "warn": Field(say("Warns before the end"), As.WARN), "flex": Field(say("May bend by"), As.PERCENT),
        "confidentiality": Field(say("Confidentiality"), As.ONE_OF, CONFIDENTIALITY),
        "next_meeting": Field(say("Next meeting"), As.LINE),
        "context": Field(say("Context"), As.TEXT), "audience": Field(say("Audience"), As.TEXT),
        "objectives": Field(say("Objectives"), As.TEXTS), "trainers": Field(say("Trainers"), As.NAMED),
        "guests": Field(say("Guests"), As.GUESTS), "participants": Field(say("Participants"), As.NAMED),
        "evaluation": Field(say("Evaluation of the day"), As.YES_OR_NO),
        "programme": Field(say("Programme"), As.ITEMS), "phases": Field(say("Phases"), As.TERMS),
        "stakeholders": Field(say("Stakeholders"), As.TERMS), "kinds": Field(say("Kinds of note"), As.TERMS),
        "degrees": Field(say("Degrees of participation"), As.TERMS), "todo": Field(say("To do"), As.TODO),
    },
    Sort.DAY: {"title": Field(say("Title"), As.LINE), "date": Field(say("Date"), As.DATE)},
    Sort.BLOCK: {
        "title": Field(say("Title"), As.LINE), "start": Field(say("Start"), As.CLOCK),
        "end": Field(say("Hard end"), As.CLOCK), "flex": Field(say("May bend by"), As.PERCENT),
        "todo": Field(say("To do"), As.TODO),
    },
    Sort.SEGMENT: {
        "title": Field(say("Title"), As.LINE), "minutes": Field(say("Minutes"), As.MINUTES),
        "min": Field(say("Cut to"), As.MINUTES), "max": Field(say("Stretched to"), As.MINUTES),
        "flex": Field(say("May bend by"), As.PERCENT), "at": Field(say("Fixed at"), As.CLOCK),
        "kind": Field(say("Kind"), As.KIND),
        "optional": Field(say("Optional"), As.YES_OR_NO), "protected": Field(say("Protected"), As.YES_OR_NO),
        "lead": Field(say("Lead"), As.PEOPLE), "support": Field(say("Support"), As.PEOPLE),
        "tech": Field(say("Technical"), As.PEOPLE), "needs": Field(say("Needs"), As.KEYS),
        "covers": Field(say("Covers"), As.KEYS), "objective": Field(say("Objective"), As.TEXT),
        "prompts": Field(say("Prompts"), As.TEXTS), "method": Field(say("Method"), As.TEXT),
        "form": Field(say("Form"), As.LINE), "material": Field(say("Material"), As.TEXTS),
        "output": Field(say("Output"), As.TEXT), "plan_b": Field(say("Plan B"), As.TEXT),
        "place": Field(say("Place"), As.LINE), "objectives": Field(say("Objectives"), As.TEXTS),
        "evaluate": Field(say("Assessment"), As.TEXT), "steps": Field(say("Steps"), As.STEPS),
        "warn": Field(say("Warns before the end"), As.WARN), "continues": Field(say("Goes on with"), As.LINE),
        "roles": Field(say("Roles"), As.ROLES), "links": Field(say("Links"), As.LINKS),
        "todo": Field(say("To do"), As.TODO), "groups": Field(say("Groups"), As.GROUPS),
        "by": Field(say("Number of groups"), As.COUNT), "mix": Field(say("Spread over the groups"), As.ONE_OF, MIXED),
        "rotate": Field(say("Groups change places"), As.YES_OR_NO),
        "open": Field(say("Groups made on the day"), As.YES_OR_NO),
        "until": Field(say("Groups last until"), As.LINE),
    },
}  # fmt: skip
"""The fields of each sort of row, in the order of the file."""
_YES, _NO = frozenset({"oui", "o", "yes", "y", "true", "vrai"}), frozenset({"non", "n", "no", "false", "faux"})
_SLOT = re.compile(r"(.*?)\s+(\S+?)?\s*[-–]\s*(\S+)?\s*")


def shown(value: Any, typed: As) -> str:
    """A value as it is typed; nothing for what is not said, and a form that says it for what is not of its sort."""
    if isinstance(value, list):
        if typed in (As.KEYS, As.PEOPLE, As.WARN):
            return ", ".join(str(one) for one in value)
        return "\n".join(_entry(one, typed) for one in value)
    if typed is As.ROLES and isinstance(value, dict):
        return roles_told(value)
    if typed is As.YES_OR_NO and isinstance(value, bool):
        return str(say("yes") if value else say("no"))
    if typed is As.KIND and (kind := kind_of(value)):
        return kind_word(kind, language())
    plain = value.isoformat("minutes") if isinstance(value, dt.time) else value
    return "" if plain is None else clean(str(plain))


def _entry(one: Any, typed: As) -> str:
    """A line for an entry of a list."""
    if not isinstance(one, dict):
        return clean_line(str(one))
    if typed in _TOLD:
        return _TOLD[typed](one)
    parts = {name: clean_line(str(value)) for name, value in one.items()}
    if typed is As.STEPS:
        marks = (("repeat", "x"), ("change", "+"), ("kind", "!"))
        more = "".join(f" {sign}{parts[name]}" for name, sign in marks if name in parts)
        return f"{parts.get('title', '')} {parts.get('minutes', '')}{more}".strip()
    if typed is As.GUESTS:
        slot = f"{parts.get('from', '')}-{parts.get('until', '')}" if {"from", "until"} & parts.keys() else ""
        return f"{parts.get('name', '')} {slot}".strip()
    if typed is As.ITEMS:
        return parts.get("text", "")
    return ", ".join(filter(None, (parts.get("name", ""), parts.get("organisation", ""))))


def read(text: str, field: Field, before: Any = None) -> Any:
    """The value that a text says; None for nothing. Raises `Mistake`.

    `before`: the value that there was; of what is prepared, an entry whose line stays is the same in all that it says.
    """
    line = clean_line(text)
    if not line:
        return None
    if field.typed in _READ:
        return _READ[field.typed](line)
    if field.typed is As.TEXT:
        return clean(text)
    return _several(text, field.typed, before) if field.typed.is_several else _word(line, field)


def _several(text: str, typed: As, before: Any) -> Any:
    if typed is As.ROLES:
        return _roles(text, before if isinstance(before, dict) else {})
    if typed in _TOLD:
        return _entries(text, typed, before if isinstance(before, list) else [])
    return [_read_entry(one, typed) for one in clean(text).split("\n") if one.strip()]


def _roles(text: str, before: dict[str, Any]) -> dict[str, Any]:
    kept = {roles_told({role: who}): (role, who) for role, who in before.items()}
    return dict(kept.get(line) or role_in(line) for line in _lines(text))


def _entries(text: str, typed: As, before: list[Any]) -> list[Any]:
    """The entries of these lines; one that is said otherwise, where none came or went, keeps its key."""
    told, lines = [_entry(one, typed) for one in before], _lines(text)
    made: list[Any] = []
    for n, line in enumerate(lines):
        was = before[told.index(line)] if line in told else None
        one = was if was is not None else _READ_ENTRY[typed](line)
        if was is None and len(before) == len(lines) and isinstance(before[n], dict) and "key" in before[n]:
            one = {"key": before[n]["key"]} | one
        made.append(one)
    return made


def _lines(text: str) -> list[str]:
    return [clean_line(one) for one in clean(text).split("\n") if one.strip()]


def _word(line: str, field: Field) -> Any:
    if field.typed is As.COUNT:
        if not line.isdecimal():
            raise Mistake(say("a whole number was expected"))
        return int(line)
    word = slug(line)
    if field.typed is As.YES_OR_NO:
        if word not in _YES | _NO:
            raise Mistake(say("yes or no was expected"))
        return word in _YES
    if word not in field.words:
        raise Mistake(
            say(
                "“{value}” is none of: {allowed}{near}",
                value=line[:40],
                allowed=", ".join(field.words),
                near=Message(""),
            )
        )
    return word


def _read_entry(line: str, typed: As) -> Any:
    line = clean_line(line)
    if typed is As.STEPS:
        return step_in(line)
    if typed is As.ITEMS:
        return {"text": line}
    if typed is As.NAMED:
        name, _comma, organisation = (part.strip() for part in line.partition(","))
        return {"name": name} | ({"organisation": organisation} if organisation else {})
    if typed is As.GUESTS and (found := _SLOT.fullmatch(line)) and (found[2] or found[3]):
        return {"name": found[1]} | {k: clock_in(t) for k, t in (("from", found[2]), ("until", found[3])) if t}
    return {"name": line} if typed is As.GUESTS else line


def _parts(line: str) -> list[str]:
    return [part for one in line.split(",") if (part := one.strip())]


def _percent(line: str) -> str:
    return f"{parse_percent(line)}%"


_TOLD: dict[As, Callable[[dict[str, Any]], str]] = {
    As.TODO: todo_told, As.LINKS: link_told, As.GROUPS: group_told,
}  # fmt: skip
_READ_ENTRY: dict[As, Callable[[str], dict[str, Any]]] = {As.TODO: todo_in, As.LINKS: link_in, As.GROUPS: group_in}
"""Lines of what is prepared, by how it is typed: how an entry is told, and read."""
_READ: dict[As, Callable[[str], Any]] = {
    As.LINE: str, As.CLOCK: clock_in, As.DATE: parse_date, As.MINUTES: parse_duration, As.KEYS: _parts,
    As.PEOPLE: _parts, As.PERCENT: _percent, As.KIND: kind_in,
    As.WARN: lambda line: [parse_span(one) for one in _parts(line)],
}  # fmt: skip
"""Readers of a line, by how it is typed."""


def words_for(field: Field, sheet_words: Iterable[str] = ()) -> list[str]:
    """The words that are offered as they begin."""
    if field.typed is As.KIND:
        return kind_words(language())
    return [*field.words, *sheet_words]
