"""When a line of a checklist is due: `-7d`, `-2h`, `start`, `end`, `+2d`, or as a block or a segment begins.

`-` counts back from the start of what the list stands in (the day, a block, a segment), `+` on from its end. Days and
weeks are those of the calendar, counted from the date of the day, and mean any time of that date; hours and minutes
are to the minute. Planned times: as they are today, once a day's hours were moved.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date, datetime, timedelta

from msgspec import Struct

from workshop_tui.agenda.models import Agenda
from workshop_tui.agenda.prepared import Todo
from workshop_tui.agenda.times import Mistake, parse_duration
from workshop_tui.locale import say
from workshop_tui.text import clean_line

START, END = "start", "end"
LONGEST_DAYS = 3660
"""Days before or after the day at the most: ten years."""
_SIGNED = re.compile(r"(?:[dj]\s*)?(?P<sign>[-+−–])\s*(?P<amount>.+)")
_DAYS = re.compile(r"(?P<count>\d{1,5})\s*(?P<unit>days?|jours?|d|j|weeks?|semaines?|sem\.?|w)?")
_BARE_DAYS = re.compile(r"[dj]\s*[-+−–]\s*\d{1,5}")
"""`J-7`, `D+2`: the number alone is days."""
WHOLE = ""
"""The name of the whole day among the spans of its parts."""


class Moment(Struct, frozen=True):
    """A distance from the start (`after` False) or the end of something: `days` of the calendar, or `minutes`."""

    after: bool
    days: int | None = None
    minutes: int | None = None


class Span(Struct, frozen=True):
    """The instants at which something begins and ends."""

    start: datetime
    end: datetime


class Item(Struct, frozen=True):
    """A line of the day's checklist: its `number`, from 1, in the order of the file, and when it is due.

    `of`: the key of the block or segment whose list it stands in; None: the day's. `at`: the instant, None where it is
    any time of the date `on`.
    """

    number: int
    todo: Todo
    of: str | None
    on: date
    at: datetime | None


def moment(text: str) -> Moment | None:
    """Read a moment; None for `start`, `end` or a key. Raises `Mistake` for a sign before what is no amount."""
    plain = text.strip().casefold()
    found = _SIGNED.fullmatch(plain)
    if found is None:
        return None
    after, amount = found["sign"] == "+", found["amount"]
    days = _DAYS.fullmatch(amount)
    if days and (days["unit"] or _BARE_DAYS.fullmatch(plain)):
        unit = days["unit"] or "d"
        count = int(days["count"]) * (7 if unit.startswith(("w", "sem")) else 1)
        if count > LONGEST_DAYS:
            raise Mistake(say("that is over ten years away"))
        return Moment(after, days=count)
    if days:
        near = f"{found['sign']}{amount}d"
        raise Mistake(say("“{value}” of what? Write {near}, say", value=clean_line(text)[:40], near=near))
    try:
        return Moment(after, minutes=parse_duration(amount))
    except Mistake:
        raise Mistake(
            say("“{value}” is no time before or after: write -7d, -2h, +30min or +2d", value=clean_line(text)[:40])
        ) from None


def lists_of(agenda: Agenda) -> Iterator[tuple[str | None, tuple[Todo, ...]]]:
    """Each checklist, in the order of the file: the key of what it stands in (None: the day), and its lines."""
    yield None, agenda.todo or ()
    for block in agenda.blocks:
        yield block.key, block.todo or ()
        for segment in (*block.segments, *(block.pool or ())):
            yield segment.key, segment.todo or ()


def todos(agenda: Agenda) -> Iterator[tuple[str | None, Todo]]:
    """The lines of all lists, in the order of the file, each with the key of what it stands in.

    Of a course's list, each day has what is its own: the first what comes before the course, the last what comes after
    it, and each what is due as one of its parts begins.
    """
    place = agenda.course
    keys = {block.key for block in agenda.blocks} | {one.key for one in agenda.segments()}
    for of, lines in lists_of(agenda):
        for one in lines:
            if of is None and place and place.days > 1 and not _of_this_day(one, place.number, place.days, keys):
                continue
            yield of, one


def _of_this_day(one: Todo, number: int, days: int, keys: set[str]) -> bool:
    found = moment(one.when) if one.when else None
    if found is None and one.when not in (None, START, END):
        return one.when in keys
    after = found.after if found else one.when == END
    return number == (days if after else 1)


def items(agenda: Agenda, day: date, spans: Mapping[str, Span]) -> list[Item]:
    """The day's checklist, by the time that each line is due. `spans`, in UTC: of the day (`WHOLE`), and by key."""
    found = [
        Item(number, one, of, *_due(one, of, agenda, day, spans)) for number, (of, one) in enumerate(todos(agenda), 1)
    ]
    return sorted(found, key=lambda item: (item.on, item.at is not None, item.at.timestamp() if item.at else 0.0))


def planned_spans(agenda: Agenda, day: date) -> dict[str, Span]:
    """The spans of the day and its parts as they were planned, in UTC."""
    spans = {one.key: Span(agenda.instant(day, one.start), agenda.instant(day, one.end)) for one in agenda.blocks}
    whole = Span(min(one.start for one in spans.values()), max(one.end for one in spans.values()))
    return {WHOLE: whole, **{key: Span(one.start, one.end) for key, one in agenda.planned(day).items()}, **spans}


def _due(
    one: Todo, of: str | None, agenda: Agenda, day: date, spans: Mapping[str, Span]
) -> tuple[date, datetime | None]:
    """The date on which it is due, in the agenda's time zone, and the instant, if it has one."""
    around = spans.get(of or WHOLE) or spans[WHOLE]
    when = one.when or START
    found = moment(when)
    if found and found.days is not None:
        return day + timedelta(days=found.days if found.after else -found.days), None
    if found:
        away = timedelta(minutes=found.minutes or 0)
        at = around.end + away if found.after else around.start - away
    elif when in (START, END):
        at = around.end if when == END else around.start
    else:
        at = (spans.get(when) or around).start
    return at.astimezone(agenda.zone).date(), at
