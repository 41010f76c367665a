"""Events of a calendar that are held again: each time of those that come each day or on days of the week, and end."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any

_WEEKDAYS = {name: number for number, name in enumerate(("MO", "TU", "WE", "TH", "FR", "SA", "SU"))}
_READ = {"FREQ", "COUNT", "UNTIL", "INTERVAL", "BYDAY", "WKST"}
MOST_TIMES = 100
"""Times of one event that are read."""
_MOST_DAYS = 4_000


@dataclass(frozen=True)
class Times:
    """The beginnings of an event; not `whole` where there are more, or others, that are not read."""

    starts: list[Any]
    whole: bool


def times_of(event: Any) -> Times:
    """The times at which an event begins, dates or instants, without those that it leaves out."""
    start, rules = event.decoded("DTSTART"), event.get("RRULE")
    found, whole = [start], True
    if rules is not None:
        rule = {} if isinstance(rules, list) else {str(name).upper(): value for name, value in rules.items()}
        if set(rule) <= _READ and rule.get("FREQ", [""])[0] in ("DAILY", "WEEKLY") and set(rule) & {"COUNT", "UNTIL"}:
            found = list(islice(_each(start, rule), MOST_TIMES + 1))
            whole = len(found) <= MOST_TIMES
        else:
            whole = False
    left_out = set(map(_key, _dates(event.get("EXDATE"))))
    found += [one for one in _dates(event.get("RDATE")) if isinstance(one, type(start))]
    return Times([one for one in sorted(found[:MOST_TIMES], key=_key) if _key(one) not in left_out], whole)


def _each(start: Any, rule: dict[str, Any]) -> Iterator[Any]:
    """Each time by a rule: its days are those of the calendar, at the hour of the first."""
    interval, count = int(rule.get("INTERVAL", [1])[0]), int(rule.get("COUNT", [_MOST_DAYS])[0])
    until = rule.get("UNTIL", [None])[0]
    weekly = rule["FREQ"][0] == "WEEKLY"
    days = {_WEEKDAYS[str(one)[-2:]] for one in rule.get("BYDAY", [])}
    days = days or ({start.weekday()} if weekly else set(range(7)))
    for number in range(_MOST_DAYS):
        again = start + dt.timedelta(days=number)
        since = (number + start.weekday()) // 7 if weekly else number
        if again.weekday() not in days or since % max(1, interval):
            continue
        if count <= 0 or (until is not None and _is_after(again, until)):
            return
        count -= 1
        yield again


def _is_after(one: Any, until: Any) -> bool:
    """Tell whether a time is after the last one; a date is the whole of its day."""
    if not isinstance(until, dt.datetime) or not isinstance(one, dt.datetime):
        return bool(_day(one) > _day(until))
    return bool((one > until) if (one.tzinfo is None) == (until.tzinfo is None) else _naive(one) > _naive(until))


def _day(one: dt.date) -> dt.date:
    return one.date() if isinstance(one, dt.datetime) else one


def _naive(one: dt.datetime) -> dt.datetime:
    return one.replace(tzinfo=None)


def _dates(listed: Any) -> Iterator[Any]:
    for one in listed if isinstance(listed, list) else [] if listed is None else [listed]:
        yield from (date.dt for date in one.dts if isinstance(date.dt, dt.date))


def _key(one: Any) -> str:
    """A time as what it is compared by."""
    if isinstance(one, dt.datetime) and one.tzinfo is not None:
        return one.astimezone(dt.UTC).isoformat()
    return str(one.isoformat())


def replaced(event: Any) -> tuple[str, str] | None:
    """The event, and its time, that this one stands for; None if it stands for itself."""
    return (str(event.get("UID", "")), _key(event.decoded("RECURRENCE-ID"))) if "RECURRENCE-ID" in event else None


def key_of(event: Any, start: Any) -> tuple[str, str]:
    """The event that begins then, as `replaced` names it."""
    return str(event.get("UID", "")), _key(start)
