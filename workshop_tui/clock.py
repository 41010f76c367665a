"""Now, passed in: the system's clock, a rehearsal's faster one, a test's. The only reader of real time."""

from __future__ import annotations

import time
from datetime import UTC, date, datetime, timedelta
from typing import Protocol

from workshop_tui.host.zone import host_zone

__all__ = ["Clock", "FixedClock", "RehearsalClock", "SystemClock", "host_zone"]

MADE = datetime(2026, 1, 1, tzinfo=UTC)
"""The beginning of the year in which this program was first handed out: no right clock shows an instant before it."""


FIRST_DAY = date(2021, 1, 1)
"""The beginning of the year of the first day that was run with it: the seed's."""


class Clock(Protocol):
    """A clock: it tells the time."""

    def now(self) -> datetime:
        """The present instant, in UTC, to the whole second (durations are kept in seconds)."""
        ...


class SystemClock:
    """The machine's own wall clock."""

    def now(self) -> datetime:
        return datetime.now(UTC).replace(microsecond=0)


class RehearsalClock:
    """A clock that starts at `start` and runs `speed` times faster; it can jump ahead, over lunch say."""

    def __init__(self, start: datetime, speed: float) -> None:
        self._start = start.astimezone(UTC)
        self.speed = speed
        self._zero = time.monotonic()

    def now(self) -> datetime:
        run = timedelta(seconds=(time.monotonic() - self._zero) * self.speed)
        return (self._start + run).replace(microsecond=0)

    def jump(self, instant: datetime) -> None:
        """Go to `instant`, if it lies ahead."""
        if instant > self.now():
            self._start, self._zero = instant.astimezone(UTC), time.monotonic()


class FixedClock:
    """A clock that stands where a test puts it."""

    def __init__(self, instant: datetime) -> None:
        self.instant = instant

    def now(self) -> datetime:
        return self.instant.astimezone(UTC).replace(microsecond=0)
