"""The running order as iCalendar: an event a block, its segments in the description; a checklist is tasks."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

from workshop_tui.agenda import Agenda
from workshop_tui.clock import host_zone
from workshop_tui.plans.order import DayOrder, Order, Part, hours, title_of
from workshop_tui.plans.prepared import checklist, who_of
from workshop_tui.text import slug

if TYPE_CHECKING:
    from icalendar import Event, Todo


def calendar(order: Order, first: date, made_at: datetime, *, public: bool) -> str:
    """The days, those without a date from `first` on, one after another; hours are those of the agenda's time zone,
    else the host's; instants in UTC, so that no client needs the zone's rules. `made_at` is its stamp."""
    from icalendar import Calendar
    from msgspec.structs import replace

    agenda = order.agenda if order.agenda.timezone else replace(order.agenda, timezone=host_zone())
    made = Calendar()
    made.add("prodid", "-//workshop-tui//EN")
    made.add("version", "2.0")
    made.add("x-wr-calname", order.title)
    made.add("x-wr-timezone", agenda.timezone)
    on = first
    for day in order.days:
        on = day.date or on
        for part in day.parts:
            event = _event(order, agenda, day, part, on, public)
            event.add("dtstamp", made_at.astimezone(UTC))
            made.add_component(event)
        for task in [] if public else _tasks(order, day, on, agenda.timezone):
            task.add("dtstamp", made_at.astimezone(UTC))
            made.add_component(task)
        on += timedelta(days=1)
    return str(made.to_ical().decode())


def _tasks(order: Order, day: DayOrder, on: date, zone: str | None) -> Iterator[Todo]:
    """The lines of the day's checklist as tasks: each keeps its UID while its words stay."""
    from icalendar import Todo as Made
    from msgspec.structs import replace

    agenda = day.agenda if day.agenda.timezone else replace(day.agenda, timezone=zone)
    for item in checklist(agenda, on):
        task = Made()
        task.add("uid", f"{slug(order.title)}-{day.number or 1}-{item.todo.key}@workshop-tui")
        task.add("summary", item.todo.text)
        task.add("status", "NEEDS-ACTION")
        task.add("due", item.at or item.on)
        if who := who_of(item, agenda):
            task.add("description", who)
        yield task


def _event(order: Order, agenda: Agenda, day: DayOrder, part: Part, on: date, public: bool) -> Event:
    from icalendar import Event as Made

    event = Made()
    event.add("uid", f"{slug(order.title)}-{day.number or 1}-{slug(part.title)}-{part.start}@workshop-tui")
    event.add("dtstart", agenda.instant(on, part.start))
    event.add("dtend", agenda.instant(on, part.end))
    event.add("summary", f"{order.title} — {part.title}")
    if public:
        lines = [f"{at} {title}".strip() for at, title in part.public]
    else:
        lines = [f"{hours(line.start, line.end)} {title_of(line.segment)}" for line in part.lines]
    event.add("description", "\n".join([*lines, *([part.there] if part.there else ())]))
    if agenda.place:
        event.add("location", agenda.place)
    return event
