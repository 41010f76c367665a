"""The lines of a session's checklist, each with when it is due by the plan of today, and who ticked it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from msgspec import Struct

from workshop_tui.agenda import Agenda
from workshop_tui.agenda.moments import WHOLE, Item, Span, items
from workshop_tui.locale import Message, clock_time, dated_time, say
from workshop_tui.session.checklist.events import Checklist, Tick
from workshop_tui.session.event import named, person
from workshop_tui.session.refusal import Refused, there_are
from workshop_tui.session.timing.day import Day
from workshop_tui.session.timing.revisions import planned_now
from workshop_tui.text import clean_line

AHEAD = timedelta(days=1)
"""The time before it is due from which on a line is due soon."""


class Line(Struct, frozen=True):
    """A line: the item of the plan, and its tick, if it is done."""

    item: Item
    done: Tick | None

    @property
    def number(self) -> int:
        """The number by which people mean it: its place in the file, from 1."""
        return self.item.number

    def overdue(self, now: datetime, today: date) -> bool:
        """Tell whether it is not done, and should be."""
        late = self.item.at < now if self.item.at else self.item.on < today
        return late and self.done is None


def lines(day: Day, checklist: Checklist) -> list[Line]:
    """The lines of the day's checklist, by the time that they are due."""
    if not day.agenda.has_todos:
        return []
    found = items(day.agenda, day.date, spans(day))
    return [Line(one, checklist.done(one.todo.key)) for one in found]


def spans(day: Day) -> dict[str, Span]:
    """From when to when the day and its parts are by the plan of today: hours as they were moved, skipped ones none."""
    blocks = {key: Span(hours.start, hours.end) for key, hours in day.hours.items()}
    found = {WHOLE: Span(min(one.start for one in blocks.values()), max(one.end for one in blocks.values()))}
    for block in day.agenda.blocks:
        found |= dict.fromkeys((one.key for one in block.segments), blocks[block.key])
    for block in day.agenda.blocks:
        for start, one in planned_now(day, block):
            found[one.key] = Span(start, start + timedelta(seconds=day.segments[one.key].allotted_s))
    return found | blocks


def left(found: Iterable[Line], until: datetime | None = None) -> list[Line]:
    """The lines that are not done; those that are due by `until`, if that is given."""
    return [one for one in found if one.done is None and (until is None or _by(one.item, until))]


def _by(item: Item, until: datetime) -> bool:
    return item.at <= until if item.at else item.on <= until.date()


def meant_line(found: Iterable[Line], named: str) -> Line:
    """The line that a person means: by its number, or its key. Raises `Refused`."""
    found = list(found)
    word = named.strip()
    for one in found:
        if word in (str(one.number), one.item.todo.key):
            return one
    there = there_are(str(number) for number in sorted(one.number for one in found))
    raise Refused(say("the checklist has no line “{name}”{there}", name=clean_line(named), there=there))


def due_told(item: Item, agenda: Agenda, day: date) -> str:
    """When a line is due: the date, the hour on the day itself, or both."""
    if item.at is None:
        return item.on.isoformat()
    return _time(item.at, agenda, day)


def people_told(agenda: Agenda, item: Item) -> str:
    """The names of who sees to a line: trainers by their first names, guests by their names."""
    return ", ".join(named(agenda, one) for one in item.todo.who or ())


def told_of(item: Item, agenda: Agenda) -> str:
    """The words of a line on one line, and who sees to it: “Ask about diets (host)”."""
    who = people_told(agenda, item)
    return clean_line(f"{item.todo.text} ({who})" if who else item.todo.text)


def done_told(line: Line, agenda: Agenda, day: date) -> Message | None:
    """Say who ticked a line, and when; None while it is to be done."""
    if line.done is None:
        return None
    return say("{who}, {at}", who=person(agenda, line.done.by), at=_time(line.done.at, agenda, day))


def _time(at: datetime, agenda: Agenda, day: date) -> str:
    """The hour of an instant, with its date where that is another than the day's."""
    on = at.astimezone(agenda.zone).date()
    return clock_time(at, agenda.zone) if on == day else dated_time(at, agenda.zone)
