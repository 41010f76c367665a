"""The fields that an agenda's tables are made of: a line, a text, a key, a duration, a kind of segment.

A type says what the field holds once it has been read; `Written` says how a person may write it, which is the gate's
to read (`gate`, with Pydantic). What stands in a session was read there once, and is only decoded. A line, a text or a
key says which kind of text it holds, too (`holds`): `Line[Words]`, `Line[PersonName]`.
"""

from __future__ import annotations

from datetime import date
from enum import Enum, auto
from typing import Annotated, TypeVar

from msgspec import Meta, Struct

from workshop_tui import holds
from workshop_tui.agenda.clock_time import ClockTime


class Written(Enum):
    """How a person may write a field."""

    LINE = auto()
    """A text on one line, not empty."""
    TEXT = auto()
    ZONE = auto()
    """The name of a time zone: `Europe/Paris`."""
    SEGMENT_KIND = auto()
    """A key of `vocabulary.SEGMENT_KINDS`, or its English alias."""
    CLOCK = auto()
    """`9h`, `9h30`, `13:30`, or a TOML time."""
    MINUTES = auto()
    """Minutes, or `1h30`."""
    SPAN = auto()
    """Minutes, or to the second: `90s`, `1m30`."""
    PERCENT = auto()
    """`20%`, or the number alone: 0 to 100."""
    COUNT = auto()
    """A whole number, and neither true nor a text."""
    DATE = auto()
    """`2026-10-01`, with or without quotes."""
    WHEN = auto()
    """`-7d`, `+2h`, `start`, `end`, or the key of a block or a segment (`moments`)."""
    ONE_OR_SEVERAL = auto()
    """A list, or one text alone."""
    NOWHERE = auto()
    """Not in a file: the program fills it in."""


Kind = TypeVar("Kind", bound=str)
Line = Annotated[Kind, Written.LINE]
Text = Annotated[Kind, Written.TEXT]
Keyed = Annotated[Kind, Meta(pattern=r"^[A-Za-z0-9][A-Za-z0-9_.-]*$", max_length=80)]
Key = Keyed[holds.Key]
PersonKey = Keyed[holds.PersonKey]
TrainerKey = Keyed[holds.TrainerKey]
Tag = Keyed[holds.Tag]
Zone = Annotated[holds.Fixed, Written.ZONE]
SegmentKind = Annotated[holds.Fixed, Written.SEGMENT_KIND]
Clock = Annotated[ClockTime, Written.CLOCK]
Minutes = Annotated[int, Written.MINUTES]
Span = Annotated[int | holds.Fixed, Written.SPAN]
"""A length to the second: minutes where they are whole, else as `50s` (`seconds_of`)."""
Count = Annotated[int, Meta(ge=1, le=1_000), Written.COUNT]
Percent = Annotated[int, Written.PERCENT]
Date = Annotated[date, Written.DATE]
When = Annotated[holds.Key, Written.WHEN]


def seconds_of(span: int | str) -> int:
    """Seconds of a `Span` that was read."""
    return span * 60 if isinstance(span, int) else int(span.removesuffix("s"))


class Table(Struct, frozen=True, forbid_unknown_fields=True):
    """A table of the agenda: frozen, and strict about its keys."""
