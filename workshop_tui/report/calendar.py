"""The planned day as iCalendar: an event a block, its segments in the description. By the library `icalendar`.

An event keeps its UID. Where the day changed the plan of its block, it says so as calendars compare two files: its
SEQUENCE is higher and its LAST-MODIFIED later; DTSTAMP is when the file was made (RFC 5545, 3.8.7).
"""

from __future__ import annotations

from datetime import UTC

from icalendar import Calendar, Event

from workshop_tui.locale import clock_time, speaking
from workshop_tui.report.digest import Digest
from workshop_tui.session.timing.revisions import planned_now


def calendar(digest: Digest, language: str) -> str:
    """The day in French (`fr`) or English (`en`); instants in UTC, so that no client needs the time zone's rules."""
    agenda, state = digest.agenda, digest.state
    made = Calendar()
    made.add("prodid", "-//workshop-tui//EN")
    made.add("version", "2.0")
    with speaking(language):
        for block, _rows in digest.blocks:
            revision = digest.revisions[block.plan.key]
            event = Event()
            event.add("uid", f"{state.id}-{block.plan.key}@workshop-tui")
            event.add("sequence", revision.number)
            event.add("dtstamp", digest.made_at.astimezone(UTC))
            event.add("last-modified", revision.at.astimezone(UTC))
            event.add("dtstart", block.start.astimezone(UTC))
            event.add("dtend", block.end.astimezone(UTC))
            event.add("summary", f"{agenda.title} — {block.plan.title}")
            planned = (f"{clock_time(at, agenda.zone)} {one.title}" for at, one in planned_now(state.day, block.plan))
            event.add("description", "\n".join(planned))
            if agenda.place:
                event.add("location", agenda.place)
            made.add_component(event)
    return str(made.to_ical().decode())
