"""Times of day and durations, the way people write them: `9h30`, `13:30`, `7 pm`; `45`, `45'`, `1h30`, `¾ h`.

What has one meaning is read; what may have two (`1:10`, `9h5`) is refused, with what to write instead. `24h30` is half
an hour after midnight, on the next day.
"""

from __future__ import annotations

import re
from contextlib import suppress
from datetime import date, datetime, time

from workshop_tui.agenda.clock_time import HOURS, ClockTime
from workshop_tui.locale import Message, say
from workshop_tui.text.folding import bare

LONGEST = 24 * 60
NIGHT = 7
"""The hour before which an evening's end is meant to be on the next day."""
_HOURS, _MINUTES = r"(?:heures?|hours?|hrs?|h)\.?", r"(?:minutes?|mins?|mn|m|')\.?"
_CLOCK = re.compile(
    rf"(?P<hour>\d{{1,2}})(?:\s*(?:{_HOURS})\s*(?:(?P<minute>\d\d)\s*(?:{_MINUTES})?)?|[:.](?P<of_hour>\d\d)(?::\d\d)?"
    r"|(?=\s*[ap]))\s*(?P<half>[ap]\.?m\.?)?"
)
_DURATION = re.compile(
    r"(?P<hours>\d{1,2})?(?:[.,](?P<tenth>\d))?(?:\s*(?<!\d)(?P<part>[1-3]/[2-4]))?\s*"
    rf"(?:d'|of an? )?{_HOURS}\s*(?:(?:(?:and|et)\s+)?(?P<minutes>\d{{1,2}})\s*(?:{_MINUTES})?|(?P<more>[1-3]/[2-4]))?"
    rf"|(?P<only>\d{{1,4}})\s*(?:{_MINUTES})?"
)
_SECONDS = r"(?:secondes?|seconds?|secs?|s)\.?"
_SECONDS_SIGN = re.compile(r"(?<=\d)\s*(?:″|''|’’|′′|\")\s*$")
_SPAN = re.compile(
    rf"(?P<minutes>\d{{1,4}})\s*(?:{_MINUTES})\s*(?:(?:et|and)\s+)?(?P<seconds>\d{{1,2}})\s*(?:{_SECONDS})?"
    rf"|(?P<only>\d{{1,5}})\s*(?:{_SECONDS})"
)
"""A length with seconds: `1m30`, `1 min 30 s`, `90s`."""
_SPELT = {
    "quart d'heure": 15, "un quart d'heure": 15, "quarter of an hour": 15, "a quarter of an hour": 15,
    "demi-heure": 30, "une demi-heure": 30, "demi heure": 30, "une demi heure": 30, "half an hour": 30,
    "trois quarts d'heure": 45, "three quarters of an hour": 45, "une heure": 60, "an hour": 60, "one hour": 60,
    "une heure et demie": 90, "1 heure et demie": 90, "1 h et demie": 90, "1h et demie": 90,
    "an hour and a half": 90, "one and a half hours": 90, "one hour and a half": 90, "1 hour and a half": 90,
    "two hours": 120, "deux heures": 120,
}  # fmt: skip
"""Durations in words."""
ZONES = frozenset({
    "UTC", "GMT", "Z", "PST", "PDT", "PT", "MST", "MDT", "MT", "CST", "CDT", "CT", "EST", "EDT", "ET", "AST", "BST",
    "IST", "WET", "WEST", "CET", "CEST", "EET", "EEST", "MSK", "JST", "AEST", "AEDT",
})  # fmt: skip
"""Short names of time zones that people write behind a time."""
_NAMED = {"midi": ClockTime(12), "noon": ClockTime(12), "minuit": ClockTime(), "midnight": ClockTime()}
_PERCENT = re.compile(r"\s*±?\s*([0-9]{1,3})\s*%?\s*")
_DATED = re.compile(r"(?:\d{4}-\d\d-\d\d[t ])?(?P<clock>\d\d:\d\d)(?::\d\d(?:\.\d+)?)? ?(?:z|[-+]\d\d:?\d\d)?")
"""A TOML time that has a date before it, or an offset after it."""
_BETWEEN = re.compile(r"\s*(?:[-–—→]|\ba\b|\bto\b|\bet\b|\bou\b|\bor\b)\s*")
_ABOUT = re.compile(r"(?:env(?:\.|iron)?|about|around|approx\.?|ca\.?|vers|de|max[.i]?|[~≈])\s*")


class Mistake(ValueError):
    """A value that the agenda cannot hold; `message` says why, in no language yet."""

    def __init__(self, message: Message) -> None:
        super().__init__(message.text)
        self.message = message


def parse_clock(value: object) -> ClockTime:
    """Read a time of day to the minute. Raises `Mistake` for `60h`, `9h75` or what is no time at all."""
    if isinstance(value, ClockTime):
        return value
    if isinstance(value, time):
        return ClockTime(value.hour, value.minute)
    plain = _plain(value)
    found = _clock(plain)
    if found is None:
        raise Mistake(_no_clock(_brief(value), plain))
    return found


def parse_duration(value: object) -> int:
    """Whole minutes, from 0 to a day. Raises `Mistake` otherwise."""
    minutes: int | None = None
    if isinstance(value, int | float) and not isinstance(value, bool):
        minutes = int(value) if value == value // 1 else None
    elif isinstance(value, str):
        minutes = _duration(_plain(value))
    if minutes is None or not 0 <= minutes <= LONGEST:
        raise Mistake(_no_duration(_brief(value), _plain(value)))
    return minutes


def parse_span(value: object) -> int | str:
    """A length to the second, up to a day: minutes where they are whole, else as `50s`. Raises `Mistake` otherwise."""
    found = _SPAN.fullmatch(_plain(_SECONDS_SIGN.sub("s", value))) if isinstance(value, str) else None
    if found is None:
        return _whole_minutes(value)
    seconds = int(found["minutes"] or 0) * 60 + int(found["seconds"] or found["only"] or 0)
    if seconds > LONGEST * 60 or (found["seconds"] and int(found["seconds"]) > 59):
        raise Mistake(_no_duration(_brief(value), _plain(value)))
    return f"{seconds}s" if seconds % 60 else seconds // 60


def _whole_minutes(value: object) -> int:
    if isinstance(value, str) and (two := re.fullmatch(r"\s*(\d{1,2})\s*[:.]\s*([0-5]\d)\s*", value)):
        raise Mistake(
            say(
                '“{value}” is no length: write "{meant}" if these are minutes and seconds',
                value=_brief(value),
                meant=f"{int(two[1])}m{two[2]}",
            )
        )
    try:
        return parse_duration(value)
    except Mistake:
        raise Mistake(say("“{value}” is no length: write “50s”, “1m30” or minutes (2)", value=_brief(value))) from None


def minutes_last(text: str) -> tuple[str, int | None]:
    """A title, and the minutes that stand behind it: `A detour 1 h 30`; None if none do."""
    words = text.split()
    for count in (4, 3, 2, 1):
        with suppress(Mistake):
            if len(words) > count:
                return " ".join(words[:-count]), parse_duration(" ".join(words[-count:]))
    return " ".join(words), None


def parse_percent(value: object) -> int:
    """Whole percents, from 0 to 100. Raises `Mistake` otherwise."""
    percents: int | None = None
    if isinstance(value, int | float) and not isinstance(value, bool):
        percents = int(value) if value == value // 1 else None
    elif isinstance(value, str) and (found := _PERCENT.fullmatch(value)):
        percents = int(found[1])
    if percents is None or not 0 <= percents <= 100:
        raise Mistake(say('“{value}” is no share of a length: write "20%"; 100 is the most', value=_brief(value)))
    return percents


def parse_date(value: object) -> date:
    """A date, as ISO 8601 writes it. Raises `Mistake` otherwise."""
    if isinstance(value, date) and not isinstance(value, datetime):
        return value
    with suppress(ValueError):
        return date.fromisoformat(value.strip() if isinstance(value, str) else "")
    raise Mistake(say("“{value}” is no date: write 2026-10-01", value=_brief(value)))


def minutes_between(start: time, end: time) -> int:
    """Minutes from `start` to `end`, which is on the next day if it comes first."""
    return ((end.hour - start.hour) * 60 + end.minute - start.minute) % LONGEST


def written(clock: time) -> Message:
    """`clock` as an agenda has it: `9h30` in French, `9:30` in English."""
    hour = clock.hour + 24 * getattr(clock, "days", 0)
    return say("{hour}:{minute}", hour=hour, minute=f"{clock.minute:02}")


def _plain(value: object) -> str:
    """`value` without accents, case, typographic signs or the quotes around it; `1½` as `1 1/2`."""
    text = re.sub("[¼½¾⅓⅔]", r" \g<0>", str(value))
    text = bare(text).replace("\u2044", "/").translate(str.maketrans("’′‘", "'''", '“”„"«»'))
    return " ".join(text.split())


def _clock(plain: str) -> ClockTime | None:
    if plain in _NAMED:
        return _NAMED[plain]
    found = _CLOCK.fullmatch(plain)
    if not found:
        return None
    hour, minute = int(found["hour"]), int(found["minute"] or found["of_hour"] or 0)
    if half := found["half"]:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if half.startswith("p") else 0)
    return ClockTime(hour, minute) if hour < HOURS and minute < 60 else None


def _duration(plain: str) -> int | None:
    found = _DURATION.fullmatch(plain)
    if not found:
        return _SPELT.get(plain)
    if found["only"]:
        return int(found["only"])
    if not (found["hours"] or found["part"]):
        return None
    parts = [part.split("/") for part in (found["part"], found["more"]) if part]
    return (
        int(found["hours"] or 0) * 60
        + int(found["tenth"] or 0) * 6
        + int(found["minutes"] or 0)
        + sum(60 * int(above) // int(below) for above, below in parts)
    )


def _no_clock(value: str, plain: str) -> Message:
    """Why `value` is no time of day, and what to write instead."""
    if two := _two_clocks(plain):
        start, end = two
        return say(
            '“{value}” is a start and an end: write "{start}" here; the length goes into minutes = {length}',
            value=value,
            start=written(start),
            length=minutes_between(start, end),
        )
    parts = plain.replace("(", " ").replace(")", " ").rsplit(maxsplit=1)
    if len(parts) == 2 and parts[1].upper() in ZONES and (clock := _clock(parts[0])):
        return say(
            '“{value}” names a time zone: write "{meant}", for hours are those of the agenda’s timezone',
            value=value,
            meant=written(clock),
        )
    if meant := _meant_clock(plain):
        return say('“{value}” is no time of day: write "{meant}"', value=value, meant=written(meant))
    return say("“{value}” is no time of day: write 9h, 9h30 or 13:30", value=value)


def _meant_clock(plain: str) -> ClockTime | None:
    """The time that `plain` most likely means, though it may mean another."""
    plain = _ABOUT.sub("", plain, count=1) if _ABOUT.match(plain) else plain
    if dated := _DATED.fullmatch(plain):
        plain = dated["clock"]
    elif found := re.fullmatch(r"(\d{1,2})(?: ?[h,' -] ?(\d{1,2})|(\d\d))?", plain):
        plain = f"{found[1]}h{(found[2] or found[3] or '0'):0>2}"
    clock = _clock(plain)
    return clock if clock and not clock.days else None


def _two_clocks(plain: str) -> tuple[time, time] | None:
    parts = [_clock(part) for part in _BETWEEN.split(plain, maxsplit=1)]
    if len(parts) == 2 and parts[0] and parts[1] and (parts[0] < parts[1] or parts[1].hour < NIGHT <= parts[0].hour):
        return parts[0], parts[1]
    return None


def _no_duration(value: str, plain: str) -> Message:
    """Why `value` is no duration, and what to write instead."""
    if two := _two_clocks(plain):
        return say(
            "“{value}” is a start and an end: write the minutes between them: {length}",
            value=value,
            length=minutes_between(*two),
        )
    lengths = [_duration(part) for part in _BETWEEN.split(plain, maxsplit=1)]
    if len(lengths) == 2 and lengths[0] and lengths[1] and lengths[0] < lengths[1]:
        return say(
            "“{value}” is two lengths: write minutes = {least}, and max = {most} on the next line",
            value=value,
            least=lengths[0],
            most=lengths[1],
        )
    if found := re.fullmatch(r"(\d{1,2})[:.,](\d\d)(?::00)?(?: ?h)?", plain):
        return say(
            '“{value}” is no duration: write "{meant}" if these are hours and minutes',
            value=value,
            meant=f"{int(found[1])}h{found[2]}",
        )
    if _ABOUT.match(plain) and (meant := _duration(_ABOUT.sub("", plain, count=1))):
        return say("“{value}” is no duration: write {meant}", value=value, meant=meant)
    return say("“{value}” is no duration: write minutes (20) or “1h30”", value=value)


def _brief(value: object) -> str:
    text = " ".join(str(value).split())
    return text if len(text) <= 40 else text[:39] + "…"
