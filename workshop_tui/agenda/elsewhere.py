"""The same times for those far away: what clocks show there, in the zones that an agenda names (`also`)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, datetime, tzinfo
from zoneinfo import ZoneInfo

from msgspec import Struct

from workshop_tui.agenda.models import Agenda
from workshop_tui.locale import _, clock_time


class There(Struct, frozen=True):
    """A place far away: the name of its time zone, and what it is called, by its last part."""

    zone: str
    called: str


def zones(agenda: Agenda) -> tuple[There, ...]:
    """The places far away, in the order of the agenda, each once."""
    named = [zone for zone in dict.fromkeys(agenda.also or ()) if zone != agenda.timezone]
    return tuple(There(zone, zone.rpartition("/")[2].replace("_", " ")) for zone in named)


Clock = Callable[[datetime, tzinfo], str]
"""How an hour is written."""


def hours_there(there: There, start: datetime, end: datetime, day: date, clock: Clock = clock_time) -> str:
    """From when to when clocks there show, with the date if it is not `day`: `21:00 – 22:00 (the day before)`."""
    zone = ZoneInfo(there.zone)
    told = f"{clock(start, zone)} – {clock(end, zone)}"
    return _dated(told, start.astimezone(zone).date(), day)


def hour_there(there: There, at: datetime, day: date) -> str:
    """The hour that clocks there show."""
    zone = ZoneInfo(there.zone)
    return _dated(clock_time(at, zone), at.astimezone(zone).date(), day)


def all_there(agenda: Agenda, start: datetime, end: datetime, day: date, clock: Clock = clock_time) -> Iterator[str]:
    """The hours in each place: `New York 3:00 – 6:00`."""
    for there in zones(agenda):
        yield f"{there.called} {hours_there(there, start, end, day, clock)}"


def _dated(told: str, on: date, day: date) -> str:
    if on < day:
        return _("{time} (the day before)", time=told)
    return _("{time} (the day after)", time=told) if on > day else told
