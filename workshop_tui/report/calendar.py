"""The planned day as iCalendar: an event a block, its segments in the description. By the library `icalendar`."""

from __future__ import annotations

from datetime import UTC

from icalendar import Calendar, Event

from workshop_tui.locale import clock_time, speaking
from workshop_tui.report.digest import Digest


def calendar(digest: Digest, language: str) -> str:
    """The day in French (`fr`) or English (`en`); instants in UTC, so that no client needs the time zone's rules."""
    agenda, state = digest.agenda, digest.state
    made = Calendar()
    made.add("prodid", "-//workshop-tui//EN")
    made.add("version", "2.0")
    with speaking(language):
        for block, rows in digest.blocks:
            event = Event()
            event.add("uid", f"{state.id}-{block.plan.key}@workshop-tui")
            event.add("dtstamp", block.start.astimezone(UTC))
            event.add("dtstart", block.start.astimezone(UTC))
            event.add("dtend", block.end.astimezone(UTC))
            event.add("summary", f"{agenda.title} — {block.plan.title}")
            planned = [
                f"{clock_time(row.times.planned_start, agenda.zone)} {row.times.plan.title}"
                for row in rows
                if row.times.planned_start
            ]
            event.add("description", "\n".join(planned))
            if agenda.place:
                event.add("location", agenda.place)
            made.add_component(event)
    return str(made.to_ical().decode())
