"""Times of day and durations, the way people write them: `9h`, `9h30`, `13:30`, `1h30`, `45`."""

from __future__ import annotations

import re
from datetime import time

from workshop_tui.locale import Message, say

LONGEST = 24 * 60
_CLOCK = re.compile(r"(\d{1,2})\s*(?:[h:]\s*(\d{2})?)", re.IGNORECASE)
_DURATION = re.compile(r"(?:(\d{1,2})\s*h\s*(\d{1,2})?|(\d{1,4}))\s*(?:min|mn|m)?\.?", re.IGNORECASE)


class Mistake(ValueError):
    """A value that the agenda cannot hold; `message` says why, in no language yet."""

    def __init__(self, message: Message) -> None:
        super().__init__(message.text)
        self.message = message


class ClockTime(time):
    """A time of day to the minute, local to the agenda's time zone; written as `09:05`."""

    def __str__(self) -> str:
        return f"{self:%H:%M}"


def parse_clock(value: object) -> ClockTime:
    """Read a time of day to the minute. Raises `Mistake` for `25h`, `9h75` or what is no time at all."""
    if isinstance(value, time):
        return ClockTime(value.hour, value.minute)
    found = _CLOCK.fullmatch(value.strip()) if isinstance(value, str) else None
    if found:
        hour, minute = int(found[1]), int(found[2] or 0)
        if hour < 24 and minute < 60 and (found[2] or ":" not in str(value)):
            return ClockTime(hour, minute)
    raise Mistake(say("“{value}” is no time of day: write 9h, 9h30 or 13:30", value=_brief(value)))


def parse_duration(value: object) -> int:
    """Whole minutes, from 0 to a day. Raises `Mistake` otherwise."""
    minutes: int | None = None
    if isinstance(value, int) and not isinstance(value, bool):
        minutes = value
    elif isinstance(value, str) and (found := _DURATION.fullmatch(value.strip())):
        minutes = int(found[3]) if found[3] else int(found[1]) * 60 + int(found[2] or 0)
    if minutes is None or not 0 <= minutes <= LONGEST:
        raise Mistake(say("“{value}” is no duration: write minutes (20) or “1h30”", value=_brief(value)))
    return minutes


def _brief(value: object) -> str:
    text = " ".join(str(value).split())
    return text if len(text) <= 40 else text[:39] + "…"
