"""The planned day as iCalendar: an event a block, its segments in the description. By the library `icalendar`.

An event keeps its UID. Where the day changed the plan of its block, it says so as calendars compare two files: its
SEQUENCE is higher and its LAST-MODIFIED later; DTSTAMP is when the file was made (RFC 5545, 3.8.7). A block that an
edited agenda has no more is an event that was cancelled: a calendar that has it strikes it out. Follow-ups are tasks,
and so is the checklist.
"""

from __future__ import annotations

from datetime import UTC

from icalendar import Calendar, Event, Todo

from workshop_tui.agenda.vocabulary import BUFFER
from workshop_tui.locale import clock_time, language, speaking
from workshop_tui.report.digest import Digest
from workshop_tui.report.identity import uid_of
from workshop_tui.session.checklist.lines import Line, lines, people_told
from workshop_tui.session.notes.notebook import Outcome
from workshop_tui.session.points import Point, due_date
from workshop_tui.session.timing.day import Hours
from workshop_tui.session.timing.minutes import minute
from workshop_tui.session.timing.revisions import Revision, planned_now
from workshop_tui.text.typography import typeset

_STATUS: dict[Outcome, str] = {"done": "COMPLETED", "goes_on": "IN-PROCESS", "dropped": "CANCELLED"}
"""How a calendar calls each outcome."""


def calendar(digest: Digest, spoken: str) -> str:
    """The day in French (`fr`) or English (`en`); instants in UTC, so that no client needs the time zone's rules."""
    agenda, state = digest.agenda, digest.state
    made = Calendar()
    made.add("prodid", "-//workshop-tui//EN")
    made.add("version", "2.0")
    with speaking(spoken):
        for block, _rows in digest.blocks:
            hours, revision = Hours(minute(block.start), minute(block.end)), digest.revisions[block.plan.key]
            event = _event(digest, block.plan.key, block.plan.title, hours, revision)
            planned = (
                f"{clock_time(at, agenda.zone)} {one.title}"
                for at, one in planned_now(state.day, block.plan)
                if one.kind != BUFFER  # it is the trainers' own
            )
            event.add("description", _typeset("\n".join(planned)))
            made.add_component(event)
        for key, revision in digest.revisions.items():
            if removed := revision.removed:
                event = _event(digest, key, removed.title, removed.hours, revision)
                event.add("status", "CANCELLED")
                made.add_component(event)
        for point in digest.points():
            if point.kind == "action" and _concerns(digest, point):
                made.add_component(_task(digest, point))
        for line in lines(state.day, state.checklist):
            made.add_component(_to_do(digest, line))
    return str(made.to_ical().decode())


def _to_do(digest: Digest, line: Line) -> Todo:
    """A line of the checklist as a task, which keeps its UID; each tick, and each taking back, raises its SEQUENCE."""
    state, item = digest.state, line.item
    tick = state.checklist.ticks.get(item.todo.key)
    task = Todo()
    task.add("uid", uid_of(digest.draw, state.id, item.todo.key))
    task.add("sequence", tick.changes if tick else 0)
    task.add("dtstamp", digest.made_at.astimezone(UTC))
    if tick:
        task.add("last-modified", tick.at.astimezone(UTC))
    task.add("summary", _typeset(item.todo.text))
    task.add("status", "COMPLETED" if line.done else "NEEDS-ACTION")
    if line.done:
        task.add("completed", line.done.at.astimezone(UTC))
    task.add("due", item.at.astimezone(UTC) if item.at else item.on)
    if who := people_told(digest.agenda, item):
        task.add("description", _typeset(who))
    return task


def _typeset(text: str) -> str:
    return typeset(text, language())


def _concerns(digest: Digest, point: Point) -> bool:
    """Tell whether the point was noted on this day, is still open, or was answered on this day."""
    session = digest.state.id
    return point.open or session in (point.session, *(step.session for step in point.history))


def _task(digest: Digest, point: Point) -> Todo:
    """A follow-up as a task, which keeps its UID from one day to the next; each answer raises its SEQUENCE."""
    taken, last = point.note.taken, point.history[-1].answer if point.history else None
    task = Todo()
    task.add("uid", uid_of(digest.draw, point.session, str(point.note.number)))
    task.add("sequence", len(point.history))
    task.add("dtstamp", digest.made_at.astimezone(UTC))
    task.add("last-modified", (last.at if last else taken.at).astimezone(UTC))
    task.add("summary", _typeset(taken.text))
    task.add("status", _STATUS[last.outcome] if last else "NEEDS-ACTION")
    if last and last.outcome == "done":
        task.add("completed", last.at.astimezone(UTC))
    if day := due_date(point):
        task.add("due", day)
    details, why = taken.details, [step.answer.why for step in point.history if step.answer.why]
    said = [details.who, None if day else details.due, *why] if details else why
    if told := "\n".join(filter(None, said)):
        task.add("description", _typeset(told))
    return task


def _event(digest: Digest, key: str, title: str, hours: Hours, revision: Revision) -> Event:
    """The event of the block called `key`, without what is held in it."""
    agenda = digest.agenda
    event = Event()
    event.add("uid", uid_of(digest.draw, digest.state.id, key))
    event.add("sequence", revision.number)
    event.add("dtstamp", digest.made_at.astimezone(UTC))
    event.add("last-modified", revision.at.astimezone(UTC))
    event.add("dtstart", hours.start.astimezone(UTC))
    event.add("dtend", hours.end.astimezone(UTC))
    event.add("summary", _typeset(f"{agenda.title} — {title}"))
    if agenda.place:
        event.add("location", agenda.place)
    return event
