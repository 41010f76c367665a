"""How every store keeps an event and a half-typed note: in columns, and under a key."""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from workshop_tui.journal.doubted import checked, cleaned
from workshop_tui.session.event import Recorded
from workshop_tui.session.events import as_json, from_json


def draft_of(author: str, about: str = "", terminal: str = "") -> str:
    """The key of a draft of `author`: about something that is no new note (`note 12`, say), of a terminal."""
    return "\n".join((author, about, terminal) if terminal else (author, about) if about else (author,))


def terminals_of(kept_as: str) -> str:
    """The beginning of the keys of the drafts that are kept under `kept_as`, each under a terminal."""
    return draft_of(*parts_of(kept_as)[:2], "-")[:-1]


def parts_of(kept_as: str) -> tuple[str, str, str]:
    """The author of a draft that is kept so, what it is about, and its terminal."""
    author, about, terminal, *_none = *kept_as.split("\n"), "", ""
    return author, about, terminal


COLUMNS = ("number", "recorded_at", "at", "author", "timing", "type", "data", "seal")
"""An event as both stores keep it."""


def row(record: Recorded) -> tuple[Any, ...]:
    """`record` as `COLUMNS`."""
    event = record.event
    columns = (
        record.number,
        record.recorded_at.isoformat(),
        event.at.isoformat(),
        event.by,
        int(event.must_be_seen),
        event.type,
        as_json(event),
    )
    return (*columns, seal(*columns))


def recorded(columns: Sequence[Any]) -> Recorded:
    """The record that stands in these columns (the seal left out). Raises `ValueError` if none does."""
    number, recorded_at, _at, _author, _timing, kind, data = columns
    if not (isinstance(recorded_at, str) and isinstance(data, str)):
        raise ValueError(number)
    event = checked(from_json(kind, cleaned(kind, data)))
    return Recorded(number=number, recorded_at=datetime.fromisoformat(recorded_at), event=event)


def seal(*columns: object) -> int:
    """The checksum of an event's columns, in their order (the seal itself left out): CRC-32."""
    return zlib.crc32("\x1f".join(map(str, columns)).encode())
