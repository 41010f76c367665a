"""Calendars (.ics): an event a segment, or, where its description lists hours and titles, an event a block."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from typing import Any
from zoneinfo import ZoneInfo

from workshop_tui.locale import Message, say
from workshop_tui.plans.forms.lines import plain
from workshop_tui.plans.forms.recurring import key_of, replaced, times_of
from workshop_tui.plans.rows import Kind, Row, Sheet, Unread, kept

_TAGGED, _ENDS = (
    re.compile(r"</?(?:p|br|b|i|u|ul|ol|li|div|span|a|strong|em)\b[^<>]*>", re.I),
    re.compile(r"</(?:p|li|div)>", re.I),
)
_TIMED_LINE = re.compile(r"\s*\d{1,2}(?:h(?:\d\d)?|[:.]\d\d)\s*(?:[ap]\.?m\.?)?\b.*\S", re.IGNORECASE)
_REPEATS = say("it is held again and again: read once")
_CANCELLED = say("cancelled")
_HEADS = ("Date", "Start", "End", "Title", "Description", "Place")


def read(raw: bytes, zone: dt.tzinfo) -> list[Sheet]:
    """The events as a table, in their order; those of no zone, and in UTC, at the hours of `zone`. Raises `Unread`."""
    from icalendar import Calendar

    try:
        calendar = Calendar.from_ical(raw)
        named_zone = _zone_of(calendar)
        zone = named_zone or zone
        events = sorted(_events(calendar, zone), key=_when)
    except (ValueError, TypeError, KeyError, IndexError, AttributeError, OverflowError):
        raise Unread(say("this calendar cannot be read: export it again as .ics")) from None
    if not events:
        raise Unread(say("this calendar has no event"))
    named = str(calendar.get("X-WR-CALNAME", ""))
    rows = [Row(0, (named,), Kind.HEADING, 1)] if named else []
    for number, event in enumerate(events, 1):
        event["title"] = event["title"].removeprefix(f"{named} — ")
        for row in _rows(number, event):
            if row.kind is Kind.TABLE and not (rows and rows[-1].kind is Kind.TABLE):
                rows.append(Row(0, _HEADS))
            rows.append(row)
    return [Sheet("", kept(rows), zone=named_zone.key if named_zone else None)]


def _zone_of(calendar: Any) -> ZoneInfo | None:
    """The zone that the calendar says its hours to be shown in, else the one of most of its events."""
    with suppress(LookupError, ValueError, OSError):
        return ZoneInfo(str(calendar["X-WR-TIMEZONE"]))
    starts = [one.decoded("DTSTART") for one in calendar.walk("VEVENT") if "DTSTART" in one]
    zones = Counter(str(getattr(getattr(one, "tzinfo", None), "key", "")) for one in starts)
    with suppress(LookupError, ValueError, OSError):
        return ZoneInfo(max(zones.keys() - {"", "UTC", "Etc/UTC"}, key=zones.__getitem__))
    return None


def _events(calendar: Any, zone: dt.tzinfo) -> Iterator[dict[str, Any]]:
    """Each time of each event that has a beginning."""
    found = [one for one in calendar.walk("VEVENT") if "DTSTART" in one]
    moved = {key for one in found if (key := replaced(one))}
    for one in found:
        times = times_of(one)
        for start in times.starts[: 1 if "RECURRENCE-ID" in one else None]:
            if "RECURRENCE-ID" in one or key_of(one, start) not in moved:
                yield _event(one, start, zone, None if times.whole else _REPEATS)


def _event(one: Any, start: Any, zone: dt.tzinfo, doubt: Message | None) -> dict[str, Any]:
    """The content of an event: `start` and `end` (None of a whole day), `title`, `told` and `place`; `doubt`, what is
    to be said of it, and whether it is `off`."""
    first = one.decoded("DTSTART")
    end = start + (one.decoded("DTEND") - first if "DTEND" in one else one.decoded("DURATION", dt.timedelta()))
    title, told, place = (str(one.get(name, "")) for name in ("SUMMARY", "DESCRIPTION", "LOCATION"))
    off = str(one.get("STATUS", "")).upper() == "CANCELLED"
    made = {"title": title, "told": told, "place": place, "doubt": _CANCELLED if off else doubt, "off": off}
    if not isinstance(start, dt.datetime):
        return made | {"start": start, "end": None}
    return made | {"start": _local(start, zone), "end": _local(end, zone), "open": end == start}


def _bare(told: str) -> str:
    """A description without the tags that some programs write into it."""
    return plain(_ENDS.sub("\n", told)) if _TAGGED.search(told) else told


def _local(at: dt.datetime, zone: dt.tzinfo) -> dt.datetime:
    if at.tzinfo is None:
        return at
    return at.astimezone(zone).replace(tzinfo=None)


def _when(event: dict[str, Any]) -> tuple[Any, ...]:
    start = event["start"]
    moment = start if isinstance(start, dt.datetime) else dt.datetime.combine(start, dt.time())
    return (moment, event["end"] is not None)


def _rows(number: int, event: dict[str, Any]) -> Iterator[Row]:
    start, end, doubt = event["start"], event["end"], event["doubt"]
    if end is None:
        named = f"{start.isoformat()}: {event['title']}"
        yield Row(number, (named,), Kind.HEADING, 2, hidden=event["off"], doubt=doubt)
        return
    day = start.date()
    lines = [line for line in event["told"].split("\n") if line.strip()]
    if not event["off"] and len(lines) > 1 and all(map(_TIMED_LINE.fullmatch, lines)):
        hours = f"{start:%H:%M} – {end:%H:%M}"
        yield Row(number, (f"{day.isoformat()}",), Kind.HEADING, 2)
        yield Row(number, (f"{event['title']} ({hours})",), Kind.HEADING, 3, doubt=doubt)
        for line in lines:
            yield Row(number, (line,), Kind.ITEM, 1)
        return
    cells = (
        dt.datetime.combine(day, dt.time()),
        start.time(),
        "" if event["open"] else end.time(),
        event["title"],
        _bare(event["told"]),
        event["place"],
    )
    yield Row(number, cells, hidden=event["off"], doubt=doubt)
