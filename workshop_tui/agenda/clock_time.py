"""A time of day, as it is kept, and the instant that it is; `times` reads it as people write it."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta, tzinfo
from functools import lru_cache
from typing import Any, Self

HOURS = 60
"""Hours from the day's midnight that a time may be written with: a day begins before the 24th, and lasts 36 at most."""


class ClockTime(time):
    """A time of day to the minute, local to the agenda's time zone; written as `09:05`.

    One that is `days` after the day itself is written as `24:30`: half an hour after midnight, in the same day's night.
    """

    days: int

    def __new__(cls, hour: int = 0, minute: int = 0, *, days: int = 0) -> Self:
        """Make it of an hour from 0 on: `24` is the next midnight."""
        made = super().__new__(cls, hour % 24, minute)
        made.days = days + hour // 24
        return made

    @classmethod
    def read(cls, text: str) -> Self:
        """The time that `str` wrote. Raises ValueError for anything else."""
        hour, _colon, rest = text.partition(":")
        if not (len(hour) == 2 and hour.isdecimal() and int(hour) < HOURS):
            raise ValueError(text)
        return cls(int(hour), time.fromisoformat(f"00:{rest}").minute)

    @property
    def minutes(self) -> int:
        """Minutes since the day's first midnight."""
        return (self.days * 24 + self.hour) * 60 + self.minute

    def later(self, days: int) -> ClockTime:
        """The same time of day, so many days after."""
        return ClockTime(self.hour, self.minute, days=self.days + days)

    def __str__(self) -> str:
        return f"{self.days * 24 + self.hour:02}:{self.minute:02}"

    def __repr__(self) -> str:
        return f"ClockTime({self})"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, time) and super().__eq__(other) and self.days == getattr(other, "days", 0)

    def __ne__(self, other: object) -> bool:
        return not self == other

    def __lt__(self, other: time) -> bool:
        return _place(self) < _place(other)

    def __le__(self, other: time) -> bool:
        return _place(self) <= _place(other)

    def __gt__(self, other: time) -> bool:
        return _place(self) > _place(other)

    def __ge__(self, other: time) -> bool:
        return _place(self) >= _place(other)

    def __hash__(self) -> int:
        return super().__hash__() if not self.days else hash((self.days, super().__hash__()))

    def __reduce__(self) -> Any:
        return ClockTime.read, (str(self),)

    def __reduce_ex__(self, protocol: Any) -> Any:
        return self.__reduce__()


def _place(clock: time) -> tuple[int, int, int]:
    return getattr(clock, "days", 0), clock.hour, clock.minute


@lru_cache(maxsize=1024)
def instant_of(local: datetime, zone: tzinfo) -> datetime:
    """The instant, in UTC, at which clocks in `zone` show that: the first one, if they show it twice.

    An hour that clocks leave out is the instant at which they go forward: so times keep their order.
    """
    instant = local.replace(tzinfo=zone).astimezone(UTC)
    if instant.astimezone(zone).replace(tzinfo=None) == local:
        return instant
    before, after = local.replace(tzinfo=zone, fold=1).astimezone(UTC), instant
    offset = before.astimezone(zone).utcoffset()
    while after - before > timedelta(seconds=1):
        middle = (before + (after - before) / 2).replace(microsecond=0)
        before, after = (middle, after) if middle.astimezone(zone).utcoffset() == offset else (before, middle)
    return after
