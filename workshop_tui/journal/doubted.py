"""An event as another program may have written it into a file: what ours cannot have written is left out, or refused.

Ours cleans a text where it is typed, and reads agendas through `agenda.gate`. A file that somebody else lays into a
shared folder went through neither: its control characters go here, an agenda of a size that no day has is refused.
"""

from __future__ import annotations

import re
from typing import Any

from workshop_tui.session.event import Event
from workshop_tui.session.events import SessionOpened
from workshop_tui.session.timing.replanning_events import Replanned
from workshop_tui.text import plain

MOST_SEGMENTS = 3000
"""Segments of an agenda: 36 hours have fewer minutes."""
MOST_MINUTES = 36 * 60
YEARS = range(1900, 9000)
"""Years whose days can be reckoned with in every time zone."""
_UNWRITTEN = "[\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff\ufff9-\ufffb]|" + r"\\u"
"""Signs that no text of ours has; nor has our JSON any as `\\u…`."""


def cleaned(kind: str, data: str) -> str:
    """The event's JSON without what repaints a terminal or turns a line round. Raises `ValueError` if it is no JSON."""
    seen = data.replace("\u00a0", "").replace("\u202f", "")  # French has them before its signs
    if ("\\u" not in data and seen.isprintable()) or not re.search(_UNWRITTEN, data):
        return data
    import json

    try:
        return json.dumps(_plain(json.loads(data)), ensure_ascii=False)
    except RecursionError:
        raise ValueError(kind) from None


def _plain(value: Any) -> Any:
    if isinstance(value, str):
        return plain(value)
    if isinstance(value, list):
        return [_plain(one) for one in value]
    if isinstance(value, dict):
        return {plain(key): _plain(one) for key, one in value.items()}
    return value


def checked(event: Event) -> Event:
    """The event, if it may be: its agenda has the size of a day's. Raises `ValueError`."""
    if isinstance(event, SessionOpened | Replanned):
        segments = [segment for block in event.agenda.blocks for segment in block.segments]
        lengths = (length for one in segments for length in (one.minutes, one.min, one.max) if length is not None)
        if len(segments) > MOST_SEGMENTS or not all(0 <= length <= MOST_MINUTES for length in lengths):
            raise ValueError(event.type)
    if isinstance(event, SessionOpened) and event.date.year not in YEARS:
        raise ValueError(event.type)
    return event
