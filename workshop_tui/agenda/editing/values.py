"""Values as TOML has them, and tables as a person writes them: a line a key, in the order of the documentation."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Mapping
from typing import Any

from workshop_tui.agenda.course import DayTable
from workshop_tui.agenda.groups import PlannedGroup
from workshop_tui.agenda.models import Agenda, Block, Segment, Step, Term
from workshop_tui.agenda.people import Guest, Participant, Trainer
from workshop_tui.agenda.vocabulary import LISTS

ORDER: dict[str, tuple[str, ...]] = {
    "": tuple(one for one in Agenda.__struct_encode_fields__ if one != "course"),
    **{
        name: table.__struct_encode_fields__
        for name, table in {
            "days": DayTable, "blocks": Block, "segments": Segment, "steps": Step, "groups": PlannedGroup,
            "trainers": Trainer, "guests": Guest, "participants": Participant, **dict.fromkeys(LISTS, Term),
        }.items()
    },
}  # fmt: skip
"""The keys of each table in their order; those of the top of the file under nothing."""
_ESCAPES = {"\b": "\\b", "\t": "\\t", "\n": "\\n", "\f": "\\f", "\r": "\\r", '"': '\\"', "\\": "\\\\"}
_ESCAPED = re.compile('[\x00-\x1f"\\\\\x7f-\x9f\ud800-\udfff\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]')
_BARE = re.compile(r"[A-Za-z0-9_-]+")


def written(value: Any, newline: str = "\n") -> str:
    """`value` as TOML: a text of several lines over as many, a list on one."""
    if isinstance(value, str):
        return _several(value, newline) if "\n" in value else f'"{_escaped(value)}"'
    if isinstance(value, dt.datetime | dt.date | dt.time):
        return value.isoformat()
    if isinstance(value, Mapping):
        return "{ " + ", ".join(f"{key(name)} = {written(one)}" for name, one in value.items()) + " }"
    if isinstance(value, Iterable):
        return "[" + ", ".join(f'"{_escaped(one)}"' if isinstance(one, str) else written(one) for one in value) + "]"
    return _number(value)


def key(name: str) -> str:
    """A key as TOML has it."""
    return name if _BARE.fullmatch(name) else f'"{_escaped(name)}"'


def line(name: str, value: Any, newline: str) -> str:
    """The line (or lines) that says `name = value`."""
    return f"{key(name)} = {written(value, newline)}{newline}"


def table(header: str, said: Mapping[str, Any], newline: str) -> str:
    """The table that says this, and the lists of tables inside it under it: a block with its segments, say."""
    name = header.rpartition(".")[2]
    inner = {one: value for one, value in said.items() if _is_tables(value)}
    own = ordered(name, {one: value for one, value in said.items() if one not in inner})
    text = f"[[{header}]]{newline}" + "".join(line(one, value, newline) for one, value in own.items())
    for one, tables in inner.items():
        gap = "" if one == "steps" else newline
        text += "".join(gap + table(f"{header}.{one}", entry, newline) for entry in tables)
    return text


def ordered(name: str, said: Mapping[str, Any]) -> dict[str, Any]:
    """The same, in the order of the table of that `name`; what it does not know comes last."""
    return {one: said[one] for one in sorted(said, key=lambda one: rank(name, one))}


def rank(name: str, one: str) -> int:
    """The place of the key `one` in a table of that `name`."""
    known = ORDER.get(name, ())
    return known.index(one) if one in known else len(known)


def _is_tables(value: object) -> bool:
    return isinstance(value, list) and bool(value) and all(isinstance(one, dict) for one in value)


def _number(value: float) -> str:
    """A number, true or false."""
    return repr(value).lower() if isinstance(value, bool) else repr(value)


def _several(text: str, newline: str) -> str:
    lines = [_escaped(one).replace('\\"', '"').replace('"""', '""\\"') for one in text.split("\n")]
    if lines[-1].endswith('"'):
        lines[-1] = lines[-1][:-1] + '\\"'
    return f'"""{newline}{newline.join(lines)}"""'


def _escaped(text: str) -> str:
    return _ESCAPED.sub(lambda found: _ESCAPES.get(found[0]) or f"\\u{ord(found[0]):04x}", text)
