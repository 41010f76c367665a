"""Headings of a plan, and rows that are one: which day begins there, which block, from when to when."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass

from workshop_tui.plans.meaning.spans import LONGEST_LINE, When, leading, plain_of_same_length, trailing
from workshop_tui.text import clean_line, fold

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "janvier janv january jan",
            "fevrier fevr february feb",
            "mars march mar",
            "avril avr april apr",
            "mai may",
            "juin june jun",
            "juillet juil july jul",
            "aout august aug",
            "septembre sept september sep",
            "octobre oct october",
            "novembre nov november",
            "decembre dec december",
        ),
        1,
    )
    for name in names.split()
}
_MONTH = "|".join(sorted(_MONTHS, key=len, reverse=True))
_WEEKDAY = (
    "lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|monday|tuesday|wednesday|thursday|friday|saturday|sunday"
)
_DATE = re.compile(
    rf"(?:\b(?:{_WEEKDAY})\b\s*,?\s*(?:le\s+)?)?(?:(?P<iso>\d{{4}}-\d\d-\d\d)|(?P<d>\d{{1,2}})[/.](?P<m>\d{{1,2}})[/.](?P<y>\d{{4}}|\d\d)\b"
    rf"|(?P<day>\d{{1,2}})(?:er|st|nd|rd|th)?\s+(?:of\s+)?(?P<month>{_MONTH})\b\.?(?:,?\s+(?P<year>\d{{4}}))?"
    rf"|(?P<month2>{_MONTH})\b\.?\s+(?P<day2>\d{{1,2}})(?:st|nd|rd|th)?\b(?:,?\s+(?P<year2>\d{{4}}))?)"
)
_DAYS_BEFORE = re.compile(r"(?:\b\d{1,2}(?:er|st|nd|rd|th)?\s*(?:,|&|/|[-–]|et\b|and\b|au\b|to\b)\s*)+$")
"""Days before a date of which it says the month: `12 et 13 novembre`."""
_UP_TO = re.compile(r"(?:\bau|\bto|[-–])\s*$")
_DAYS_AFTER = re.compile(
    rf"\b(?P<month>{_MONTH})\b\.?\s+(?P<first>\d{{1,2}})\s*(?:[-–&]|and|to)\s*(?P<last>\d{{1,2}})\b,?\s+(?P<year>\d{{4}})"
)
"""The same behind it: `November 12–13, 2026`."""
_ORDINALS = {
    "premier": 1, "premiere": 1, "1er": 1, "1ere": 1, "deuxieme": 2, "second": 2, "seconde": 2, "troisieme": 3,
    "quatrieme": 4, "cinquieme": 5, "2e": 2, "3e": 3, "4e": 4, "5e": 5, "2eme": 2, "3eme": 3, "4eme": 4, "5eme": 5,
    "first": 1, "third": 3, "fourth": 4, "fifth": 5, "1st": 1, "2nd": 2, "3rd": 3, "4th": 4, "5th": 5,
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5,
}  # fmt: skip
_NUMBERED = re.compile(
    rf"\b(?:jour(?:nee)?|day|j|d)\s*(?:n[°o]?\s*)?[.#]?\s*(?P<number>\d{{1,2}}|one|two|three|four|five)\b"
    rf"|\b(?P<nth>{'|'.join(_ORDINALS)})\s+(?:jour(?:nee)?|day)\b"
)
_PARTS = re.compile(
    r"\b(?:matin(?:ee|al)?|apres[- ]?midi|aprem|soir(?:ee)?|morning|afternoon|evening|am|pm|a\.m\.|p\.m\."
    r"|nuit|night|midday)\b"
)
_SMALL = (
    r"\b(?:seance|session|du|de|la|le|l'|d'|the|in|bloc|block|partie|part|demi-journee|demi journee|half day|programme"
    r"|program|planning)\b"
)


@dataclass(frozen=True)
class Section:
    """A heading: the day that begins there (its `number`, `date` and title, so far as they are said), and the block
    (`title`, and its hours in minutes of the day)."""

    day: bool = False
    number: int | None = None
    date: dt.date | None = None
    day_title: str | None = None
    title: str | None = None
    part_of_day: bool = False
    only_part: bool = False
    """Set if nothing but a part of the day is said."""
    hours: When | None = None
    named: str = ""
    """The words by which the day is named, folded."""


def section_of(text: str) -> Section:
    """The meaning of a heading."""
    text = clean_line(text)
    if len(text) > LONGEST_LINE:
        return Section(title=text)
    hours = trailing(text)
    if hours and hours.end is not None:
        text = hours.rest
    else:
        hours = None
    said = plain_of_same_length(text)
    number, date = None, None
    if (hours is None) and (first := leading(said)).end is not None:
        hours, text = first, text[len(text) - len(first.rest) :]
        said = plain_of_same_length(text)
    cut = list[tuple[int, int]]()
    if found := _NUMBERED.search(said):
        named = found["number"] or found["nth"]
        number = int(named) if named.isdecimal() else _ORDINALS[named]
        cut.append(found.span())
    if dated := _DATE.search(said):
        date = _date(dated)
        cut.append(dated.span())
    elif weekday := re.search(rf"\b(?:{_WEEKDAY})\b(?:\s+\d{{1,2}}$)?", said):
        cut.append(weekday.span())
    if cut and not _stands_apart(said, cut):
        return Section(title=text or None, date=date, part_of_day=_PARTS.search(said) is not None, hours=hours)
    rest, sign = _without(text, cut)
    is_part = _PARTS.search(plain_of_same_length(rest)) is not None
    only_part = is_part and not re.sub(r"[\W_]+", "", _PARTS.sub("", re.sub(_SMALL, "", plain_of_same_length(rest))))
    if not cut:
        return Section(
            title=(cased(rest) if is_part else rest) or None, part_of_day=is_part, only_part=only_part, hours=hours
        )
    block = bool(rest) and (only_part or (is_part and sign != ":"))
    return Section(
        day=True,
        number=number,
        date=date,
        day_title=None if block else cased(rest) or None,
        title=cased(rest[:1].upper() + rest[1:]) if block else None,
        part_of_day=is_part,
        only_part=only_part,
        hours=hours,
        named=" ".join(said[start:end] for start, end in sorted(cut)),
    )


def _stands_apart(said: str, cut: list[tuple[int, int]]) -> bool:
    """Tell whether a day that is named is one: at the beginning, at the end behind a sign, or with a part of it alone;
    within a sentence (“the talks of Monday”) it is not."""
    start, end = min(cut)[0], max(one[1] for one in cut)
    before = re.sub(r"^(?:le|the|du|on|a)\s", "", said[:start]).strip(" ([")
    left = re.sub(r"[\W_]+|du", "", _PARTS.sub("", re.sub(_SMALL, "", said[:start] + " " + said[end:])))
    return not before or not left or (before[-1] in ":–—-|·," and not said[end:].strip(" )]."))


def date_in(text: str) -> dt.date | None:
    """The first date that `text` names, with its year; None if it names none."""
    return next(iter(dates_in(text)), None)


def dates_in(text: str) -> list[dt.date]:
    """The dates that `text` names, with their year: of `12 et 13 novembre 2026` both, of `du 12 au 14` all three."""
    said = plain_of_same_length(text)
    if after := _DAYS_AFTER.search(said):
        named = range(int(after["first"]), int(after["last"]) + 1)
        return _of_month(named, int(after["year"]), _MONTHS[fold(after["month"])])
    found = list(_DATE.finditer(said))
    dates = [date for one in found if (date := _date(one))]
    if len(dates) != 1:
        return dates
    [last] = dates
    before = _DAYS_BEFORE.search(said[: next(one.start() for one in found if _date(one))])
    days = [int(one) for one in re.findall(r"\d{1,2}", before[0])] if before else []
    if before and len(days) == 1 and _UP_TO.search(before[0]):
        days = list(range(days[0], last.day))
    if days != sorted(days) or max(days, default=0) >= last.day:
        return dates
    return [*_of_month(days, last.year, last.month), last]


def _of_month(days: Iterable[int], year: int, month: int) -> list[dt.date]:
    """The dates of these days of a month, so far as it has them."""
    found = list[dt.date]()
    with suppress(ValueError):
        found += [dt.date(year, month, day) for day in days]
    return found


def cased(title: str) -> str:
    """`title`, in small letters where it is all in capitals."""
    title = title.strip(" \xa0\u202f:–—-|·,.")
    letters = [sign for sign in title if sign.isalpha()]
    if len(letters) > 3 and all(map(str.isupper, letters)):
        return title.capitalize()
    return title


def _without(text: str, cut: list[tuple[int, int]]) -> tuple[str, str]:
    """`text` without these places, and the sign that stood behind the last of them."""
    sign = ""
    for start, end in sorted(cut, reverse=True):
        after = text[end:].lstrip(" \xa0\u202f)]")
        sign = sign or after[:1]
        text = f"{text[:start].rstrip(' ([')} {after}"
    bare = text.strip(" \xa0\u202f:–—-|·,()[]/")
    bare += ")" if bare.count("(") > bare.count(")") else ""
    return re.sub(r"^(?:le|the|du|on)\s+$", "", bare, flags=re.IGNORECASE), sign


def _date(found: re.Match[str]) -> dt.date | None:
    """The date that was found; None where it has no year, or there is no such day."""
    with suppress(ValueError):
        if found["iso"]:
            return dt.date.fromisoformat(found["iso"])
        if found["d"]:
            return dt.date(_year(found["y"]), int(found["m"]), int(found["d"]))
        if year := found["year"] or found["year2"]:
            month = _MONTHS[fold(found["month"] or found["month2"])]
            return dt.date(int(year), month, int(found["day"] or found["day2"]))
    return None


def _year(written: str) -> int:
    return int(written) + (2000 if len(written) == 2 else 0)
