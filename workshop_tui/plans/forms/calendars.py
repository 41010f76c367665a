"""Calendars (.ics): an event a segment, or, where its description lists hours and titles, an event a block."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from contextlib import suppress
from typing import Any
from zoneinfo import ZoneInfo

from workshop_tui.locale import say
from workshop_tui.plans.rows import Kind, Row, Sheet, Unread, kept

_TIMED_LINE = re.compile(r"\s*\d{1,2}(?:h(?:\d\d)?|[:.]\d\d)\s*(?:[ap]\.?m\.?)?\b.*\S", re.IGNORECASE)
_HEADS = ("Date", "Start", "End", "Title", "Description", "Place")


def read(raw: bytes, zone: dt.tzinfo) -> list[Sheet]:
    """The events as a table, in their order; those of no zone, and in UTC, at the hours of `zone`. Raises `Unread`."""
    from icalendar import Calendar

    try:
        calendar = Calendar.from_ical(raw)
        zone = _zone_of(calendar) or zone
        events = sorted((_event(one, zone) for one in calendar.walk("VEVENT") if "DTSTART" in one), key=_when)
    except (ValueError, TypeError, KeyError, IndexError, AttributeError, OverflowError):
        raise Unread(say("this calendar cannot be read: export it again as .ics")) from None
    if not events:
        raise Unread(say("this calendar has no event"))
    named = str(calendar.get("X-WR-CALNAME", ""))
    rows = [Row(0, (named,), Kind.HEADING, 1)] if named else []
    rows.append(Row(0, _HEADS))
    for number, event in enumerate(events, 1):
        event["title"] = event["title"].removeprefix(f"{named} — ")
        rows += _rows(number, event)
    return [Sheet("", kept(rows))]


def _zone_of(calendar: Any) -> dt.tzinfo | None:
    """The zone that the calendar says its hours to be shown in."""
    with suppress(LookupError, ValueError, OSError):
        return ZoneInfo(str(calendar["X-WR-TIMEZONE"]))
    return None


def _event(one: Any, zone: dt.tzinfo) -> dict[str, Any]:
    """The content of an event: `start` and `end` (None of a whole day), `title`, `told` and `place`."""
    start = one.decoded("DTSTART")
    end = one.decoded("DTEND") if "DTEND" in one else start + one.decoded("DURATION", dt.timedelta())
    title, told, place = (str(one.get(name, "")) for name in ("SUMMARY", "DESCRIPTION", "LOCATION"))
    if not isinstance(start, dt.datetime):
        return {"start": start, "end": None, "title": title, "told": told, "place": place}
    return {"start": _local(start, zone), "end": _local(end, zone), "title": title, "told": told, "place": place}


def _local(at: dt.datetime, zone: dt.tzinfo) -> dt.datetime:
    if at.tzinfo is None:
        return at
    return (at.astimezone(zone) if at.utcoffset() == dt.timedelta() else at).replace(tzinfo=None)


def _when(event: dict[str, Any]) -> tuple[Any, ...]:
    start = event["start"]
    moment = start if isinstance(start, dt.datetime) else dt.datetime.combine(start, dt.time())
    return (moment, event["end"] is not None)


def _rows(number: int, event: dict[str, Any]) -> Iterator[Row]:
    start, end = event["start"], event["end"]
    if end is None:
        yield Row(number, (f"{event['title']} ({start.isoformat()})",), Kind.HEADING, 2)
        return
    day = start.date()
    lines = [line for line in event["told"].split("\n") if line.strip()]
    if len(lines) > 1 and all(map(_TIMED_LINE.fullmatch, lines)):
        hours = f"{start:%H:%M} – {end:%H:%M}"
        yield Row(number, (f"{day.isoformat()}",), Kind.HEADING, 2)
        yield Row(number, (f"{event['title']} ({hours})",), Kind.HEADING, 3)
        for line in lines:
            yield Row(number, (line,), Kind.ITEM, 1)
        return
    cells = (
        dt.datetime.combine(day, dt.time()),
        start.time(),
        end.time(),
        event["title"],
        event["told"],
        event["place"],
    )
    yield Row(number, cells)
