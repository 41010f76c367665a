"""The time zone of this machine, by a name that every other machine knows: sessions are read elsewhere.

`TZ` may name one, in another case too, or be a rule (`CET-1CEST,M3.5.0,M10.5.0/3`, `IST-5:30`: POSIX). A rule is the
zone whose clocks show for a year what this machine's show.
"""

from __future__ import annotations

import os
import re
import time
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta
from functools import cache
from zoneinfo import ZoneInfo, available_timezones

_RULE = r":?(?:[A-Za-z]{3,}|<[-+A-Za-z0-9]{3,}>)[-+]?\d.*"
_DAY_S = 86_400
_DAYS = 366
_CONTINENTS = ("Europe", "America", "Asia", "Australia", "Africa", "Pacific", "Atlantic", "Indian")
"""The beginnings of zones' names, in the order in which one of several that are alike is taken."""


def host_zone() -> str:
    """The name of this machine's time zone; where it has none, of the one as far from UTC as it is now."""
    if said := _said():
        return _of_variable(said) or _as_far()
    import warnings

    from tzlocal import get_localzone_name

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            name = get_localzone_name() or "UTC"
        known = datetime.now(ZoneInfo(name)).utcoffset() == timedelta(seconds=_offset_s(time.time()))
    except (LookupError, ValueError, OSError):
        known = False
    return name if known else _alike() or _as_far()


def unknown_zone() -> str | None:
    """The value of `TZ` that is neither the name nor the rule of a zone; None if it is one, or nothing."""
    said = _said()
    return said if said and not _of_variable(said) else None


def _said() -> str:
    """The value of `TZ`; empty on Windows, which does not listen to it."""
    return os.environ.get("TZ", "").strip() if hasattr(time, "tzset") else ""


@cache
def _of_variable(said: str) -> str | None:
    return _named(said) or (_alike(by_name="," not in said) if re.fullmatch(_RULE, said) else None)


def _named(said: str) -> str | None:
    """The zone that is called so, in any case, or that this is the file of."""
    name = said.removeprefix(":").partition("zoneinfo/")[2] or said.removeprefix(":")
    name = name.removeprefix("posix/").removeprefix("right/")
    try:
        return ZoneInfo(name).key
    except (LookupError, ValueError, OSError):
        alike = name.casefold()
        return next((one for one in available_timezones() if one.casefold() == alike), None)


def _alike(*, by_name: bool = False) -> str | None:
    """The zone whose clocks show for a year what this machine's do; `by_name`: or at least now, where one of the same
    short names does (`CET-1CEST`, which says no day, has those of New York for most systems)."""
    now_s = time.time()
    if all(_offset_s(at) == _offset_s(now_s) for at in _days(now_s)) and _offset_s(now_s) % 3600 == 0:
        return _as_far()
    seasons = [now_s + quarter * _DAY_S * _DAYS / 4 for quarter in range(4)]
    zones = [zone for name in available_timezones() if _shows(zone := ZoneInfo(name), [now_s])]
    alike = [zone for zone in zones if _shows(zone, seasons) and _shows(zone, _days(now_s))]
    alike = alike or [zone for zone in zones if by_name and _names(zone, seasons) == set(time.tzname)]
    return (
        min(alike, key=lambda zone: (_names(zone, seasons) != set(time.tzname), *_place(zone.key))).key
        if alike
        else None
    )


def _as_far() -> str:
    hours, rest = divmod(_offset_s(time.time()), 3600)
    return "UTC" if rest or not hours else f"Etc/GMT{-hours:+d}"


def _place(name: str) -> tuple[int, str]:
    continent = name.partition("/")[0]
    return _CONTINENTS.index(continent) if continent in _CONTINENTS else len(_CONTINENTS), name


def _days(now_s: float) -> Iterator[float]:
    return (now_s + day * _DAY_S for day in range(_DAYS))


def _shows(zone: ZoneInfo, instants: Iterable[float]) -> bool:
    return all(
        datetime.fromtimestamp(at, UTC).astimezone(zone).utcoffset() == timedelta(seconds=_offset_s(at))
        for at in instants
    )


def _names(zone: ZoneInfo, instants: list[float]) -> set[str]:
    """The short names that this zone goes by in a year: `CET`, `CEST`."""
    return {datetime.fromtimestamp(at, zone).tzname() or "" for at in instants}


def _offset_s(at: float) -> int:
    return time.localtime(at).tm_gmtoff
