"""The fields that an agenda's tables are made of: a line, a text, a key, a time zone, a kind of segment.

A line, a text or a key says which kind of text it holds (`holds`): `Line[Words]`, `Line[PersonName]`.
"""

from __future__ import annotations

from typing import Annotated, TypeVar
from zoneinfo import ZoneInfo, available_timezones

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, WithJsonSchema

from workshop_tui import holds
from workshop_tui.agenda.times import Mistake
from workshop_tui.agenda.unknown import near_kind
from workshop_tui.agenda.vocabulary import SEGMENT_KINDS
from workshop_tui.locale import say
from workshop_tui.text import clean, clean_line, slug


def _zone(name: str) -> str:
    try:
        ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        city = name.strip().replace(" ", "_").casefold()
        near = next((z for z in sorted(available_timezones()) if z.casefold().endswith(f"/{city}")), "Europe/Paris")
        raise Mistake(say("no time zone is called “{name}”: write {near}, say", name=name, near=near)) from None
    return name


def _not_empty(text: str) -> str:
    if not text:
        raise Mistake(say("this text is empty"))
    return text


def _segment_kind(name: object) -> object:
    """The key of a kind of segment, given by its key or its English alias, with or without accents and capitals."""
    if not isinstance(name, str):
        return name
    aliases = {alias: key for key, alias in SEGMENT_KINDS.items()}
    plain = slug(name)
    if plain in SEGMENT_KINDS:
        return plain
    if plain in aliases:
        return aliases[plain]
    raise Mistake(say("no kind of segment is called “{name}”{near}", name=name[:40], near=near_kind(plain)))


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
