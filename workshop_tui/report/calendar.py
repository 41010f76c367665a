"""The planned day as iCalendar: an event a block, its segments in the description. By the library `icalendar`.

An event keeps its UID. Where the day changed the plan of its block, it says so as calendars compare two files: its
SEQUENCE is higher and its LAST-MODIFIED later; DTSTAMP is when the file was made (RFC 5545, 3.8.7). A block that an
edited agenda has no more is an event that was cancelled: a calendar that has it strikes it out.
"""

from __future__ import annotations

from datetime import UTC

from icalendar import Calendar, Event

from workshop_tui.locale import clock_time, speaking
from workshop_tui.report.digest import Digest
from workshop_tui.session.timing.day import Hours
from workshop_tui.session.timing.revisions import Revision, planned_now


def calendar(digest: Digest, language: str) -> str:
    """The day in French (`fr`) or English (`en`); instants in UTC, so that no client needs the time zone's rules."""
    agenda, state = digest.agenda, digest.state
    made = Calendar()
    made.add("prodid", "-//workshop-tui//EN")
    made.add("version", "2.0")
    with speaking(language):
        for block, _rows in digest.blocks:
            hours, revision = Hours(block.start, block.end), digest.revisions[block.plan.key]
            event = _event(digest, block.plan.key, block.plan.title, hours, revision)
            planned = (f"{clock_time(at, agenda.zone)} {one.title}" for at, one in planned_now(state.day, block.plan))
            event.add("description", "\n".join(planned))
            made.add_component(event)
        for key, revision in digest.revisions.items():
            if removed := revision.removed:
                event = _event(digest, key, removed.title, removed.hours, revision)
                event.add("status", "CANCELLED")
                made.add_component(event)
    return str(made.to_ical().decode())


def _event(digest: Digest, key: str, title: str, hours: Hours, revision: Revision) -> Event:
    """The event of the block called `key`, without what is held in it."""
    agenda = digest.agenda
    event = Event()
    event.add("uid", f"{digest.state.id}-{key}@workshop-tui")
    event.add("sequence", revision.number)
    event.add("dtstamp", digest.made_at.astimezone(UTC))
    event.add("last-modified", revision.at.astimezone(UTC))
    event.add("dtstart", hours.start.astimezone(UTC))
    event.add("dtend", hours.end.astimezone(UTC))
    event.add("summary", f"{agenda.title} — {title}")
    if agenda.place:
        event.add("location", agenda.place)
    return event
