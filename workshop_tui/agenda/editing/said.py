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
from workshop_tui.agenda.editing.rows import Sort, kind_of
from workshop_tui.agenda.times import Mistake, parse_date, parse_duration, parse_percent, parse_span
from workshop_tui.agenda.vocabulary import SEGMENT_KINDS
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

    @property
    def is_several(self) -> bool:
        """Tell whether it has several lines."""
        return self in (As.TEXT, As.TEXTS, As.STEPS, As.NAMED, As.GUESTS, As.ITEMS, As.TERMS)


class Field(NamedTuple):
    """A field: its label, how it is typed, and the words that it may be, if these are all."""

    label: Message
    typed: As
    words: tuple[str, ...] = ()


CONFIDENTIALITY = ("nominatif", "pseudonyme", "chatham")
FIELDS: dict[Sort, dict[str, Field]] = {
    Sort.PLAN: {
        "title": Field(say("Title"), As.LINE), "language": Field(say("Language"), As.ONE_OF, LANGUAGES),
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
        "degrees": Field(say("Degrees of participation"), As.TERMS),
    },
    Sort.DAY: {"title": Field(say("Title"), As.LINE), "date": Field(say("Date"), As.DATE)},
    Sort.BLOCK: {
        "title": Field(say("Title"), As.LINE), "start": Field(say("Start"), As.CLOCK),
        "end": Field(say("Hard end"), As.CLOCK), "flex": Field(say("May bend by"), As.PERCENT),
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
    if typed is As.YES_OR_NO and isinstance(value, bool):
        return str(say("yes") if value else say("no"))
    if typed is As.KIND and (kind := kind_of(value)):
        return SEGMENT_KINDS[kind] if language() == "en" else kind
    plain = value.isoformat("minutes") if isinstance(value, dt.time) else value
    return "" if plain is None else clean(str(plain))


def _entry(one: Any, typed: As) -> str:
    """A line for an entry of a list."""
    if not isinstance(one, dict):
        return clean_line(str(one))
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


def read(text: str, field: Field) -> Any:
    """The value that a text says; None for nothing. Raises `Mistake`."""
    line = clean_line(text)
    if not line:
        return None
    if field.typed in _READ:
        return _READ[field.typed](line)
    if field.typed is As.TEXT:
        return clean(text)
    if field.typed.is_several:
        return [_read_entry(one, field.typed) for one in clean(text).split("\n") if one.strip()]
    return _word(line, field)


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
        raise Mistake(say("“{value}” is none of: {allowed}{near}", value=line[:40], allowed=", ".join(field.words),
                          near=Message("")))  # fmt: skip
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


_READ: dict[As, Callable[[str], Any]] = {
    As.LINE: str, As.CLOCK: clock_in, As.DATE: parse_date, As.MINUTES: parse_duration, As.KEYS: _parts,
    As.PEOPLE: _parts, As.PERCENT: _percent, As.KIND: kind_in,
    As.WARN: lambda line: [parse_span(one) for one in _parts(line)],
}  # fmt: skip
"""Readers of a line, by how it is typed."""


def words_for(field: Field, sheet_words: Iterable[str] = ()) -> list[str]:
    """The words that are offered as they begin."""
    if field.typed is As.KIND:
        return list(SEGMENT_KINDS.values() if language() == "en" else SEGMENT_KINDS)
    return [*field.words, *sheet_words]
