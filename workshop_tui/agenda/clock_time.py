"""A time of day, as it is kept; `times` reads it as people write it."""

from __future__ import annotations

from datetime import time


class ClockTime(time):
    """A time of day to the minute, local to the agenda's time zone; written as `09:05`."""

    def __str__(self) -> str:
        return f"{self:%H:%M}"
