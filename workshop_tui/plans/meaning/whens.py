"""Times in the cells of a plan: an hour, from one to another, a length, or several of these with words beside them.

How an hour and a length are spelt is `agenda/times`'; here is what stands in tables alone: day fractions of a
spreadsheet, `1:10` under “Durée”, `9-10h30`, `0930`, `9h-9h15 (15')`, `20-30 min`.
"""

from __future__ import annotations

import datetime as dt
import re
from contextlib import suppress
from dataclasses import dataclass, replace

from workshop_tui.agenda.clock_time import ClockTime
from workshop_tui.agenda.times import LONGEST, Mistake, parse_clock, parse_duration
from workshop_tui.plans.meaning.words import is_break
from workshop_tui.plans.rows import Value
from workshop_tui.text.folding import HYPHENS, bare

DAY = 24 * 60
_SIGNS = str.maketrans("’′‘×", "'''x")
_DASH = f"[-{re.escape(HYPHENS)}→>]|->"
_CLOCK = (
    r"(?:\d{1,2}\s*(?:heures?|h)(?:\s*[0-5]\d(?!\d)(?:\s*(?:min|mn|m)\b)?)?(?:\s*[ap]\.?m\b\.?)?"
    r"|\d{1,2}[:.][0-5]\d(?::\d\d)?(?!\d)(?:\s*[ap]\.?m\b\.?)?|\d{1,2}\s*[ap]\.?m\b\.?|midi\b|noon\b|minuit\b|midnight\b)"
)
_TO = rf"\s*(?:{_DASH}|/|\ba\b|\bau\b|\bto\b|\buntil\b|\btill\b|\bjusqu'a\b)\s*"
_RANGE = re.compile(
    rf"(?:\b(?:de|from|entre|between)\s+)?(?P<from>{_CLOCK}|\d{{1,2}}(?=\s*(?:{_DASH}|a\b|to\b)))"
    rf"{_TO}(?P<to>{_CLOCK}|\d{{1,2}}(?![\d'hm]))"
)
_ONE = re.compile(rf"(?:\b(?:a|at|vers|from|de|des|a partir de|dès)\s+)?(?P<from>{_CLOCK})")
_LENGTH = (
    r"(?:\d{1,2}\s*(?:h|heures?|hours?|hrs?)\.?(?:\s*\d{1,2}\s*(?:minutes?|mins?|mn|m|')?\.?)?(?![\w'])"
    r"|\d{1,3}\s*(?:minutes?|mins?|mn|m|'|′)(?!\w)\.?|\d[.,]\d\s*(?:h|heures?|hours?)\b"
    r"|(?:\d\s+)?[1-3]/[2-4]\s*(?:d')?(?:h|heures?|hours?|of an hour)\b"
    r"|(?:un |trois )?quarts? d'heure|(?:une )?demi[- ]heure|half an hour|a quarter of an hour|(?:une|an|one) (?:heure|hour))"
)
_SPAN = re.compile(rf"(?P<least>\d{{1,3}}|{_LENGTH})\s*(?:{_DASH}|/|\ba\b|\bto\b|\bou\b|\bor\b)\s*(?P<most>{_LENGTH})")
_LASTS = re.compile(_LENGTH)
_ABOUT = re.compile(
    r"^(?:env(?:\.|iron)?|about|around|approx\.?|ca\.?|vers|max[.i]?|~|≈|\+/-|\()\s*|\s*(?:env\.?|environ|max\.?|\))$"
)
_CLOCKWISE = re.compile(r"(?P<hours>\d{1,2})[:.](?P<minutes>[0-5]\d)(?::[0-5]\d)?(?:\s*h)?")
_FIXED = re.compile(r"\(?\s*(?:heure fixe|fixed(?: time)?|fixe|!)\s*\)?")
_HALF = re.compile(r"[ap]\.?m\b\.?")


@dataclass(frozen=True)
class When:
    """What a text or a cell says of time: minutes of the day, or of a length; `rest` is what else it says.

    `spelt_out` tells that the hours cannot mean those of an afternoon (`13h`, `1h`, `1 am`).
    """

    start: int | None = None
    end: int | None = None
    minutes: int | None = None
    longest: int | None = None
    fixed: bool = False
    spelt_out: bool = False
    rest: str = ""

    @property
    def is_nothing(self) -> bool:
        """Tell whether no time is said at all."""
        return self.start is None and self.end is None and self.minutes is None


NOTHING = When()


def when_of(value: Value, *, lengths: bool = False, in_hours: bool = False) -> When:
    """What a cell of a column of times says; of one of `lengths`, where `1:10` is an hour and ten minutes.

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
    if in_hours:
        return round(value * 60)
    return round(value * DAY) if value < 1 else round(value) if abs(value - round(value)) < 1e-6 else None


def read_length(text: str) -> int | None:
    """The minutes that `text` says; None if it says none."""
    with suppress(Mistake):
        return parse_duration(text)
    return None


def read_clock(text: str) -> int | None:
    """The minutes of the day of the hour that `text` says; None if it says none."""
    with suppress(Mistake):
        return parse_clock(text).minutes
    return None


def plain(text: str) -> str:
    """`text` as times are looked for in it: without accents and case, `1½` as `1 1/2`."""
    return bare(re.sub("[¼½¾⅓⅔]", r" \g<0>", text)).replace("\u2044", "/").translate(_SIGNS)


def _length_in(text: str, in_hours: bool) -> When:
    said = " ".join(plain(text).split())
    if not said:
        return NOTHING
    said = _ABOUT.sub("", _ABOUT.sub("", said))
    if in_hours and re.fullmatch(r"\d{1,2}(?:[.,]\d{1,2})?", said):
        return When(minutes=round(float(said.replace(",", ".")) * 60))
    if (minutes := read_length(said)) is not None:
        return When(minutes=minutes)
    if found := _CLOCKWISE.fullmatch(said):
        return When(minutes=int(found["hours"]) * 60 + int(found["minutes"]))
    if (found := re.fullmatch(r"pt(?:(\d+)h)?(?:(\d+)m)?(?:\d+s)?", said)) and (found[1] or found[2]):
        return When(minutes=int(found[1] or 0) * 60 + int(found[2] or 0))
    if (found := re.fullmatch(rf"(\d{{1,3}})\s*(?:{_DASH}|/|a|to)\s*(\d{{1,3}})", said)) and int(found[1]) < int(
        found[2]
    ):
        return When(minutes=int(found[1]), longest=int(found[2]))
    if (found := _SPAN.fullmatch(said)) and (span := _length(found)):
        return span
    if (found := re.fullmatch(r"(\d)\s*[x*]\s*(.+)", said)) and (each := read_length(found[2])):
        return When(minutes=int(found[1]) * each)
    found_when = _times_in(text)
    return found_when if not found_when.rest or found_when.minutes is not None else replace(NOTHING, rest=text)


def _times_in(text: str) -> When:
    """The hours and the length at the beginning of a text, in any order, and what is left of it."""
    said = " ".join(plain(text).split())
    if not said:
        return NOTHING
    if (at := _bare_number(said)) is not None:
        return When(start=at)
    found = leading(said)
    if found.is_nothing:
        return replace(NOTHING, rest=text)
    rest = found.rest
    if rest and (fixed := _FIXED.fullmatch(rest)):
        return replace(found, fixed=True, rest=rest[fixed.end() :])
    if rest and found.minutes is None and (inner := leading(rest.strip("()[]{}"))).minutes and inner.start is None:
        return replace(found, minutes=inner.minutes, longest=inner.longest, rest=inner.rest)
    if rest and found.start is None and (inner := leading(rest.strip("()[]{} "))).start is not None:
        return replace(inner, minutes=found.minutes, longest=found.longest)
    return found


def _bare_number(said: str) -> int | None:
    """The hour that a number alone is: `9`, `0930`."""
    if found := re.fullmatch(r"(\d{1,2})(\d\d)?", said):
        hour, minute = (int(found[1]), int(found[2] or 0))
        if len(said) != 2 or hour < 24:
            return hour * 60 + minute if hour < 30 and minute < 60 else None
    return None


def leading(text: str) -> When:
    """The time with which a text begins, which is folded as `plain` has it; `rest` is what comes after it.

    A length is one only if no hour is meant: of `9h` and `1h30` both are read as hours.
    """
    opened = text.lstrip("([ ")
    if (found := _RANGE.match(opened)) and (hours := _range(found)):
        return replace(hours, rest=_after(opened, found.end()))
    for pattern in (_SPAN, _LASTS):
        if (lasts := pattern.match(opened)) and (length := _length(lasts)) and not _ONE.match(opened):
            return replace(length, rest=_after(opened, lasts.end()))
    if (one := _ONE.match(opened)) and (at := read_clock(one["from"])) is not None:
        return When(start=at, spelt_out=_is_spelt_out(one["from"], at), rest=_after(opened, one.end()))
    return replace(NOTHING, rest=text)


def _after(text: str, end: int) -> str:
    return text[end:].lstrip(" )]:.,;-–—|·\t")


def trailing(text: str) -> When | None:
    """The length or the hours with which a text ends, in parentheses or behind a dash; None if there are none. `rest`
    is what comes before, as long as `text` has it."""
    said = plain(text)
    if len(said) != len(text):
        said = plain_of_same_length(text)
    found = re.search(
        rf"\s*(?:[(\[](?P<in>[^()\[\]]+)[)\]]|[,:]\s+(?P<behind>[^,:()]+)|\s(?:{_DASH})\s+(?P<dash>[^()]+))\s*$", said
    )
    bare_one = _bare(text, said)
    if bare_one and bare_one.end is not None and not (found and found["in"]):
        return bare_one
    return (_trailing(text, found) if found else None) or bare_one


def _bare(text: str, said: str) -> When | None:
    """The hours, or the length of a break, with which a text ends without any sign before them: `Lunch 12:00 – 13:30`."""
    for found in re.finditer(r"\s+(?=\d)", said):
        inner = said[found.end() :].strip()
        if (matched := _RANGE.fullmatch(inner)) and (hours := _range(matched)):
            return replace(hours, rest=text[: found.start()].strip())
        if is_break(text[: found.start()]) and (lasts := _LASTS.fullmatch(inner)) and (length := _length(lasts)):
            return replace(length, rest=text[: found.start()].strip())
    return None


def _trailing(text: str, found: re.Match[str]) -> When | None:
    """What the end of a text says that was found there."""
    inner = (found["in"] or found["behind"] or found["dash"]).strip()
    if fixed := _FIXED.fullmatch(inner):
        return When(fixed=bool(fixed), rest=text[: found.start()].strip())
    inner = _ABOUT.sub("", _ABOUT.sub("", inner))
    for pattern, read in ((_RANGE, _range), (_SPAN, _length), (_LASTS, _length)):
        if (matched := pattern.fullmatch(inner)) and (said_when := read(matched)):
            return replace(said_when, rest=text[: found.start()].strip())
    return None


def plain_of_same_length(text: str) -> str:
    """`plain`, sign by sign, so that places in it are places in `text`."""
    return "".join(one if len(one := bare(sign)) == 1 else sign for sign in text).translate(_SIGNS)


def _range(found: re.Match[str]) -> When | None:
    """From when to when; what one of the two leaves out is the other's (`9-10h`, `9 – 10:30 am`)."""
    first, last = found["from"], found["to"]
    if re.fullmatch(r"\d{1,2}", first) and re.fullmatch(r"\d{1,2}", last) and int(first) >= int(last):
        return None
    start, end = _hour(first), _hour(last)
    if start is None or end is None:
        return None
    halves = (_HALF.search(first), _HALF.search(last))
    if halves[1] and not halves[0] and start < DAY // 2:
        with_half = read_clock(f"{first if ':' in first or '.' in first else f'{start // 60}:00'} {halves[1][0]}")
        start = with_half if with_half is not None and with_half <= end else start
    elif halves[0] and not halves[1] and end < DAY // 2 and end + DAY // 2 > start >= DAY // 2:
        end += DAY // 2
    return When(start=start, end=end, spelt_out=_is_spelt_out(first, start))


def _hour(text: str) -> int | None:
    return int(text) * 60 if re.fullmatch(r"\d{1,2}", text) and int(text) < 25 else read_clock(text)


def _is_spelt_out(text: str, at: int) -> bool:
    return "h" in text or _HALF.search(text) is not None or at >= 13 * 60


def _length(found: re.Match[str]) -> When | None:
    groups = found.groupdict()
    if groups.get("most"):
        most, least = read_length(groups["most"]), read_length(groups["least"])
        if most and least and least < most:
            return When(minutes=least, longest=most)
        return None
    minutes = read_length(" ".join(found[0].split()))
    return When(minutes=minutes) if minutes and minutes <= LONGEST else None


def timed(text: str) -> When:
    """What the beginning and the end of a text say: `9h00 – Accueil (15 min)`; `rest` is the text without that."""
    first = leading(plain_of_same_length(text))
    rest = text if first.is_nothing else text[len(text) - len(first.rest) :].strip()
    last, fixed = trailing(rest), False
    if last and last.fixed:
        fixed, rest = True, last.rest
        last = trailing(rest)
    if last is None or not last.rest or (first.start is not None and last.start is not None):
        return replace(first, rest=rest, fixed=fixed)
    return When(
        start=last.start if first.start is None else first.start,
        end=last.end if first.end is None else first.end,
        minutes=last.minutes if first.minutes is None else first.minutes,
        longest=last.longest if first.longest is None else first.longest,
        fixed=fixed, spelt_out=first.spelt_out or last.spelt_out, rest=last.rest,
    )  # fmt: skip
