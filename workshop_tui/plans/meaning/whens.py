"""Times in the cells of a plan: an hour, from one to another, a length, or several of these with words beside them.

Texts are `spans`'; here is what stands in tables alone: day fractions of a spreadsheet, `1:10` under “Durée”, `0930`.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace

from workshop_tui.agenda.clock_time import ClockTime
from workshop_tui.plans.meaning.spans import (
    ABOUT,
    DASH,
    DAY,
    FIXED,
    NOTHING,
    SPAN,
    When,
    leading,
    length_of,
    plain,
    read_length,
)
from workshop_tui.plans.rows import Value

_CLOCKWISE = re.compile(r"(?P<hours>\d{1,2})[:.](?P<minutes>[0-5]\d)(?::[0-5]\d)?(?:\s*h)?")
_QUARTERS = (0.25, 0.5, 0.75)
"""Of an hour: `1,5` is an hour and a half, for nobody plans half a minute, and half a day has an end of its own."""
_ISO = re.compile(r"pt(?:(?P<hours>\d+)h)?(?:(?P<minutes>\d+)m)?(?:\d+s)?")
_ABOUT_NOW = re.compile(r"^(?:env(?:\.|iron)?|vers|about|around|approx\.?|ca\.?|des|~|≈|\+/-)\s*(?=\d)")
_DATED = re.compile(
    r"^(?:\d{4}-\d\d-\d\d|\d{1,2}/\d{1,2}/\d{4})(?:t|,?\s+(?:a |at )?)"
    r"(\d{1,2}[:h.]\d\d)(?::\d\d(?:[.,]\d+)?)?z?"
)
"""An hour with its date before it, as other programs export it: `2026-06-01 09:00:00`."""
_DECIMAL = re.compile(r"(\d{1,2}[.,]\d{1,2}) ?(?:h|heures?|hours?|hrs?)")
_ONE = re.compile(r"^(?:une?|one|an) (?=h)")
_PARTS = {"demie": " 1/2", "demi": " 1/2", "quart": " 1/4", "a half": " 1/2", "a quarter": " 1/4"}
_AND_A_PART = re.compile(r" (?:et|and) (demie?|quart|a half|a quarter)\b")
"""A part of an hour in words: `1 heure et demie`."""
_COUNTED = re.compile(r"[th] ?\+ ?(.+)")
"""A time that counts from the beginning: `T+10`, `H + 1h30`."""
_TIMES = re.compile(r"(\d)\s*[x*]\s*(.+)")
_BETWEEN = re.compile(rf"(\d{{1,3}})\s*(?:{DASH}|/|a|to)\s*(\d{{1,3}})")


def when_of(value: Value, *, lengths: bool = False, in_hours: bool = False) -> When:
    """The time that a cell says, of a column of times; of one of `lengths`, where `1:10` is an hour and ten minutes.

    `in_hours`: bare numbers are hours.
    """
    if isinstance(value, str):
        return _length_in(value, in_hours) if lengths else _times_in(value)
    if lengths:
        minutes = _minutes(value, in_hours)
        return When(minutes=minutes) if minutes else NOTHING
    at = clock_of(value)
    return When(start=at.minutes) if at else NOTHING


def clock_of(value: Value) -> ClockTime | None:
    """The hour in a cell; None if there is none."""
    if isinstance(value, dt.datetime | dt.time):
        rounded = round((value.hour * 3600 + value.minute * 60 + value.second) / 60)
        return _clock_at(rounded)
    if isinstance(value, dt.timedelta):
        return _clock_at(round(value.total_seconds() / 60))
    if isinstance(value, float):
        return _of_number(value)
    if isinstance(value, str):
        found = _times_in(value)
        return _clock_at(found.start) if found.start is not None and not found.rest else None
    return None


def _clock_at(minutes: int) -> ClockTime | None:
    return ClockTime(minutes // 60, minutes % 60) if 0 <= minutes < 60 * 60 else None


def _of_number(value: float) -> ClockTime | None:
    """The hour that a number stands for: part of a day, `9`, `9.3` for 9.30, `930`."""
    if 0 <= value < 1:
        return _clock_at(round(value * DAY))
    hours, rest = int(value), round(value % 1, 4)
    if hours < 24:
        hundredths = round(rest * 100, 2)
        dotted = hundredths == int(hundredths) and hundredths < 60 and hundredths not in (25, 50)
        return ClockTime(hours, int(hundredths) if dotted else round(rest * 60) % 60)
    if rest == 0 and 100 <= value < 2400 and value % 100 < 60:
        return ClockTime(int(value) // 100, int(value) % 100)
    return _clock_at(round(rest * DAY)) if value > 20_000 else None  # a date with its hour


def _minutes(value: Value, in_hours: bool) -> int | None:
    """The length in a cell that is no text."""
    if isinstance(value, dt.time | dt.datetime):
        return value.hour * 60 + value.minute + round(value.second / 60)
    if isinstance(value, dt.timedelta):
        return round(value.total_seconds() / 60)
    if not isinstance(value, float) or value <= 0:
        return None
    if in_hours or value % 1 in _QUARTERS:
        return round(value * 60)
    return round(value * DAY) if value < 1 else round(value) if abs(value - round(value)) < 1e-6 else None


def _length_in(text: str, in_hours: bool) -> When:
    """The length that a cell of lengths says; the hours, if it says some."""
    said = ABOUT.sub("", ABOUT.sub("", " ".join(plain(text).split())))
    if not said:
        return NOTHING
    if minutes := _spelt(said, in_hours):
        return When(minutes=minutes)
    if (found := _BETWEEN.fullmatch(said)) and int(found[1]) < int(found[2]):
        return When(minutes=int(found[1]), longest=int(found[2]))
    if (found := SPAN.fullmatch(said)) and (span := length_of(found)):
        return span
    times = _times_in(text)
    return times if not times.rest or times.minutes is not None else replace(NOTHING, rest=text)


def _spelt(said: str, in_hours: bool) -> int | None:
    """The minutes that a text is, as people write them, as `1:10`, as ISO 8601 (`PT45M`), or as `2 x 20 min`."""
    if re.fullmatch(r"\d{1,2}(?:[.,]\d{1,2})?", said):
        number = float(said.replace(",", "."))
        if in_hours or number % 1 in _QUARTERS:
            return round(number * 60)
    said = _ONE.sub("1 ", _AND_A_PART.sub(lambda found: _PARTS[found[1]], said))
    if (minutes := read_length(said)) is not None:
        return minutes
    if found := _DECIMAL.fullmatch(said):
        return round(float(found[1].replace(",", ".")) * 60)
    if found := _CLOCKWISE.fullmatch(said) or _ISO.fullmatch(said):
        return int(found["hours"] or 0) * 60 + int(found["minutes"] or 0)
    if (found := _TIMES.fullmatch(said)) and (each := read_length(found[2])):
        return int(found[1]) * each
    return None


def _times_in(text: str) -> When:
    """The hours and the length at the beginning of a text, in any order, and what is left of it."""
    written = " ".join(text.split())
    said = _ABOUT_NOW.sub("", _DATED.sub(r"\1", " ".join(plain(text).split())))
    found = _folded(said, text)
    if found.rest and not found.is_nothing and len(said) == len(written) and said.endswith(found.rest):
        return replace(found, rest=written[len(written) - len(found.rest) :])
    return found


def _folded(said: str, text: str) -> When:
    """The times of a cell whose text is folded, as `said`."""
    if (at := _bare_number(said)) is not None:
        return When(start=at)
    if (counted := _COUNTED.fullmatch(said)) and (since := read_length(counted[1])) is not None:
        return When(start=since)
    found = leading(said)
    if found.is_nothing or not found.rest:
        return replace(found, rest=text.strip() if found.is_nothing else "")
    if fixed := FIXED.fullmatch(found.rest):
        return replace(found, fixed=True, rest=found.rest[fixed.end() :])
    inner = _behind(found.rest)
    if found.minutes is None and inner.minutes and inner.start is None:
        return replace(found, minutes=inner.minutes, longest=inner.longest, rest=inner.rest)
    return _with(found, inner)


def _behind(rest: str) -> When:
    """The time behind another one; in parentheses it is a length: `10h00 (1h)`."""
    inside = rest.strip("()[]{} ")
    lasts = read_length(inside) if rest[0] in "([" else None
    return When(minutes=lasts) if lasts else leading(inside)


def _with(found: When, inner: When) -> When:
    """The time that a cell begins with, and the one behind it."""
    if found.start is None and inner.start is not None:
        return replace(inner, minutes=found.minutes, longest=found.longest)
    if found.end is None and inner.start is not None and inner.end is None and not inner.rest:
        return replace(found, end=inner.start, rest="")
    return found


def _bare_number(said: str) -> int | None:
    """The hour that a number alone is: `9`, `0930`."""
    if found := re.fullmatch(r"(\d{1,2})(\d\d)?", said):
        hour, minute = (int(found[1]), int(found[2] or 0))
        if len(said) != 2 or hour < 24:
            return hour * 60 + minute if hour < 30 and minute < 60 else None
    return None
