"""The instant that an hour of the clock means: an hour stands for one on each day, and for two where clocks go back.

It is that of the day's own hours, or the one nearest to them: after midnight an evening's 00:10 is the next day's, and
so is 24:10 of any day. Of two on the night when clocks go back, or in a day of more than 24 hours, it is the last one
before now, unless an offset says which (docs/time.md). An hour of the plan is the one nearest to what it is about.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta, tzinfo

from workshop_tui.agenda.clock_time import ClockTime
from workshop_tui.locale import say
from workshop_tui.session.refusal import Refused
from workshop_tui.session.timing.day import Day

NEAR = timedelta(hours=6)
"""How far from the day's hours an hour may be that has come, and is meant rather than one within them that has not."""


def meant(day: Day, clock: time, now: datetime | None, offset: tzinfo | None = None) -> datetime:
    """The instant, in UTC, of an hour that a person says at `now` (None: of something to come); at this `offset` from
    UTC, if they say it.

    Raises `Refused` if there is no such hour, for clocks go forward.
    """
    blocks = day.agenda.blocks
    start, end = day.hours[blocks[0].key].start, day.hours[blocks[-1].key].end
    near: list[tuple[timedelta, datetime]] = []
    for on in sorted(_dates(day, clock, start, end)):
        local = datetime.combine(on, clock, offset)
        if found := [local.astimezone(UTC)] if offset else _instants(local, day.agenda.zone):
            near.append((max(timedelta(), start - found[-1], found[0] - end), _last_before(found, now)))
    if not near:
        raise _no_such_hour(clock)
    come = [one for one in near if now and one[1] <= now and one[0] <= NEAR]
    least = min(come or near)[0]
    return _last_before([instant for away, instant in near if away == least], now)


def planned_near(day: Day, clock: ClockTime, near: datetime) -> datetime:
    """The instant, in UTC, of an hour of the plan: on the day or after, as near to that as can be."""
    if clock.days:
        return day.instant(clock)
    away = (near.astimezone(day.agenda.zone).date() - day.date).days
    on_days = {max(0, away + n) for n in (-1, 0, 1)}
    found = [day.instant(clock.later(days)) for days in on_days]
    return min(found, key=lambda instant: (abs(instant - near), instant < near))


def _dates(day: Day, clock: time, start: datetime, end: datetime) -> set[date]:
    """The dates on which that hour may be meant: those from the day's first to the one after its last."""
    if isinstance(clock, ClockTime) and clock.days:
        return {day.date + timedelta(days=clock.days)}
    first, last = (one.astimezone(day.agenda.zone).date() for one in (start, end))
    days = (max(last, day.date) - (least := min(first, day.date))).days + 1
    return {least + timedelta(days=n) for n in range(days + 1)}


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
