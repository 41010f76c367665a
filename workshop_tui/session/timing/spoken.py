"""The instant that an hour of the clock means: an hour stands for one on each day, and for two where clocks go back.

It is that of the day's own hours, or the one nearest to them: after midnight an evening's 00:10 is the next day's. Of
two on the night when clocks go back it is the last one before now, unless an offset says which (docs/time.md).
"""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta, tzinfo

from workshop_tui.agenda.clock_time import ClockTime
from workshop_tui.locale import say
from workshop_tui.session.refusal import Refused
from workshop_tui.session.timing.day import Day


def meant(day: Day, clock: time, now: datetime | None, offset: tzinfo | None = None) -> datetime:
    """The instant, in UTC, of an hour that a person says at `now` (None: of something to come); at this `offset` from
    UTC, if they say it.

    Raises `Refused` if there is no such hour, for clocks go forward.
    """
    blocks = day.agenda.blocks
    start, end = day.hours[blocks[0].key].start, day.hours[blocks[-1].key].end
    dates = {day.date, *(one.astimezone(day.agenda.zone).date() for one in (start, end))}
    near: list[tuple[timedelta, datetime]] = []
    for date in dates | {one + timedelta(days=1) for one in dates}:
        local = datetime.combine(date, clock, offset)
        if found := [local.astimezone(UTC)] if offset else _instants(local, day.agenda.zone):
            near.append((max(timedelta(), start - found[-1], found[0] - end), _last_before(found, now)))
    if not near:
        raise _no_such_hour(clock)
    return min(near)[1]


def begins(day: Day) -> datetime:
    """The first instant, in UTC, of the date of this day."""
    return day.instant(ClockTime(0))


def local_meant(local: datetime, zone: tzinfo, now: datetime | None) -> datetime:
    """The instant, in UTC, of a date and an hour in `zone`. Raises `Refused` as `meant`."""
    if found := _instants(local, zone):
        return _last_before(found, now)
    raise _no_such_hour(local.time())


def _instants(local: datetime, zone: tzinfo) -> list[datetime]:
    """The instants at which clocks in `zone` show that, in order: one, two, or none."""
    found = {local.replace(tzinfo=zone, fold=fold).astimezone(UTC) for fold in (0, 1)}
    return sorted(one for one in found if one.astimezone(zone).replace(tzinfo=None) == local)


def _last_before(found: list[datetime], now: datetime | None) -> datetime:
    return max((one for one in found if now and one <= now), default=found[0])


def _no_such_hour(clock: time) -> Refused:
    from workshop_tui.agenda.times import written  # its patterns take 2 ms, of each command

    return Refused(say("there is no {at} on that day: the clocks go forward", at=written(clock)))
