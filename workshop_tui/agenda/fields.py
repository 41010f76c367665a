"""The fields that an agenda's tables are made of: a line, a text, a key, a time zone, a kind of segment.

A line, a text or a key says which kind of text it holds (`holds`): `Line[Words]`, `Line[PersonName]`.
"""

from __future__ import annotations

from typing import Annotated, TypeVar
from zoneinfo import ZoneInfo

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, WithJsonSchema

from workshop_tui import holds
from workshop_tui.agenda.times import Mistake
from workshop_tui.agenda.vocabulary import SEGMENT_KINDS
from workshop_tui.locale import Message, say
from workshop_tui.text import clean, clean_line


def _zone(name: str) -> str:
    try:
        ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        raise Mistake(say("no time zone is called “{name}”: write Europe/Paris, say", name=name)) from None
    return name


def _not_empty(text: str) -> str:
    if not text:
        raise Mistake(say("this text is empty"))
    return text


def _segment_kind(name: object) -> object:
    """The key of a kind of segment, given by its key or its English alias."""
    if isinstance(name, str) and name not in SEGMENT_KINDS:
        aliases = {alias: key for key, alias in SEGMENT_KINDS.items()}
        if name not in aliases:
            from difflib import get_close_matches

            close = get_close_matches(name, [*SEGMENT_KINDS, *aliases], n=1)
            near = say(" (did you mean “{near}”?)", near=close[0]) if close else Message("")
            raise Mistake(say("no kind of segment is called “{name}”{near}", name=name[:40], near=near))
        return aliases[name]
    return name


Kind = TypeVar("Kind", bound=str)
Line = Annotated[Kind, AfterValidator(clean_line), AfterValidator(_not_empty)]
Text = Annotated[Kind, AfterValidator(clean)]
Keyed = Annotated[Kind, Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9_.-]*$", max_length=80)]
Key = Keyed[holds.Key]
PersonKey = Keyed[holds.PersonKey]
TrainerKey = Keyed[holds.TrainerKey]
Tag = Keyed[holds.Tag]
Zone = Annotated[holds.Fixed, AfterValidator(_zone)]
SegmentKind = Annotated[
    holds.Fixed, BeforeValidator(_segment_kind), WithJsonSchema({"enum": [*SEGMENT_KINDS, *SEGMENT_KINDS.values()]})
]


class Table(BaseModel):
    """A table of the agenda: frozen, and strict about its keys."""

    model_config = ConfigDict(
        frozen=True, extra="forbid", populate_by_name=True, str_max_length=100_000, defer_build=True
    )
