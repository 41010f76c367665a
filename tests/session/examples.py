"""An event of every kind, made from its type: `text` in each field that may say one, keys of what there is elsewhere.

So whatever can happen is tried wherever texts are (hiding, forgetting, every format) without anybody thinking of it. A
new kind is among them by itself; one that these values do not fit says so, and gets its own in `BY_NAME`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from functools import cache
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin, get_type_hints

from msgspec import NODEFAULT, Struct
from msgspec.structs import fields, replace

from tests.conftest import DAY, utc
from workshop_tui.agenda import Agenda, Participant, Segment, Term
from workshop_tui.agenda.evaluation import Asked
from workshop_tui.agenda.groups import PlannedGroup
from workshop_tui.holds import Holds, fields_of
from workshop_tui.session.attendance.events import AttendanceCleared, ParticipantStruck
from workshop_tui.session.event import Event, Recorded
from workshop_tui.session.events import KINDS, SessionOpened
from workshop_tui.session.names.events import NameForgotten
from workshop_tui.session.notes.events import InitiativeWithdrawn, NoteForgotten, NoteWithdrawn
from workshop_tui.session.state import State
from workshop_tui.session.timing.events import CommandRedone, CommandUndone
from workshop_tui.text import slug

TAKING_AWAY = (
    SessionOpened, CommandUndone, CommandRedone, NoteWithdrawn, NoteForgotten, InitiativeWithdrawn, ParticipantStruck,
    AttendanceCleared, NameForgotten,
)  # fmt: skip
"""The kinds that make less of a session: each is tried by itself, not before the others."""


def example(kind: type[Event], text: str, state: State, at: datetime) -> Event:
    """An event of this kind in the session of `state`, `text` in all its fields that may say it."""
    known = {"at": at, "number": _number(kind, state)} | ({"segment": slug(text)} if kind.__name__ in ADDING else {})
    return _struct(kind, text, BY_NAME | {"agenda": state.agenda} | known)


def examples(text: str, state: State, at: datetime) -> Iterator[Event]:
    """Yield an event of each kind that takes nothing away."""
    yield from (example(kind, text, state, at) for kind in KINDS.values() if kind not in TAKING_AWAY)


def recorded(state: State, event: Event) -> Recorded:
    """The event as the next one of this session."""
    return Recorded(state.number + 1, event.at, event)


BY_NAME: dict[str, Any] = {
    "block": "matin", "into": "matin", "after": "tour", "code": "P9", "blocks": ("matin",), "ending": None, "pins": (),
}  # fmt: skip
"""Values for fields of these names: things of the seed's day."""
ADDING = ("SegmentAdded",)
"""The kinds whose `segment` is new, and called after its title."""
_BY_KIND = {
    Holds.SIGNATURE: "Pascal Loviconi", Holds.TRAINER_KEY: "pascal", Holds.KEY: "accueil", Holds.FIXED: "fixed",
}  # fmt: skip
_KEYS = (Holds.PERSON_KEY, Holds.INITIATIVE_KEY)


def _number(kind: type[Event], state: State) -> int:
    """The number of what an event of this kind is about: a command, else a note."""
    if kind is CommandUndone:
        return state.day.history[-1].number
    return state.notebook.notes[-1].number


@cache
def _hints(kind: Any) -> dict[str, Any]:
    return get_type_hints(kind, include_extras=True)


def _struct(kind: Any, text: str, by_name: Mapping[str, Any]) -> Any:
    hints, made = _hints(kind), {}
    for field in fields(kind):
        if field.name in by_name:
            made[field.name] = by_name[field.name]
        elif isinstance(field.default, bool):
            made[field.name] = field.default
        else:
            value = _value(hints[field.name], text, by_name)
            assert value is not None or field.default is not NODEFAULT, f"no example of {kind.__name__}.{field.name}"
            made[field.name] = field.default if value is None else value
    return kind(**made)


def _value(hint: Any, text: str, by_name: Mapping[str, Any]) -> Any:
    """A value of this type; None if none is known."""
    origin, args = get_origin(hint), [one for one in get_args(hint) if one not in (NoneType, ...)]
    if origin is Annotated:
        marks = [mark for mark in hint.__metadata__ if isinstance(mark, Holds)]
        return _text(marks[0], text) if marks else _value(args[0], text, by_name)
    if origin is Literal:
        return args[0]
    if origin is None:
        made = isinstance(hint, type) and issubclass(hint, Struct)
        return _struct(hint, text, by_name) if made else {bool: True, int: 2, datetime: utc(9), date: DAY}.get(hint)
    values = tuple(_value(one, text, by_name) for one in args)
    if origin in (Union, UnionType):
        return values[0]
    return {values[0]: values[1]} if issubclass(origin, Mapping) else origin(values)


def _text(holds: Holds, text: str) -> str:
    return slug(text) if holds in _KEYS else _BY_KIND.get(holds, text)


def filled(agenda: Agenda, text: str, *, signed: bool = False) -> Agenda:
    """The agenda with `text` in each of its fields that may say one, optional ones, too; keys stay, and terms.

    `signed`: in those that trainers sign with, too. Somebody is expected whom it did not expect.
    """
    asked = Asked(key="first", text=text, labels=(text, text))
    expecting = replace(
        agenda, participants=(Participant(key="first", name=text), *agenda.participants), evaluation=(asked,)
    )
    block, *later = expecting.blocks
    group = PlannedGroup(key="table", title="Table", place="Hall", link="https://example.org")
    first = replace(block.segments[0], groups=(group,))
    expecting = replace(expecting, blocks=(replace(block, segments=(first, *block.segments[1:])), *later))
    return _filled(expecting, text, SAYING | ({Holds.SIGNATURE} if signed else set()))


SAYING = frozenset({Holds.WORDS, Holds.PERSON, Holds.SOMEBODY, Holds.SPEAKER, Holds.OWNER, Holds.PLACE,
                    Holds.AFFILIATION})  # fmt: skip
"""Kinds of text in which a person says something."""


def _filled(one: Any, text: str, kinds: frozenset[Holds]) -> Any:
    changes: dict[str, Any] = {}
    part: Any = type(one)
    for field in fields_of(part):
        shape, value = field.shape, getattr(one, field.name)
        if shape.parts and value is not None:
            changes[field.name] = _filled(value, text, kinds)
        elif shape.each and shape.each.parts and Term not in shape.each.parts:
            if value is None and Segment in shape.each.parts:
                continue  # a block's pool: it is written among its segments
            made = (_struct(shape.each.parts[0], text, BY_NAME),) if value is None else value
            changes[field.name] = tuple(_filled(part, text, kinds) for part in made)
        elif shape.kinds & kinds:
            changes[field.name] = (text,) if shape.each else {text: (text,)} if shape.keys else text
    return replace(one, **changes)
