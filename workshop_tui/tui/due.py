"""Home's lines of what is to be done for the sessions of the coming days, and for those just over."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from textual.content import Content

from workshop_tui.agenda import Agenda
from workshop_tui.agenda.course import Course
from workshop_tui.agenda.moments import items, planned_spans
from workshop_tui.journal import JournalError
from workshop_tui.journal.journal import Store
from workshop_tui.journal.listing import Listed
from workshop_tui.journal.sessions import load
from workshop_tui.locale import _
from workshop_tui.session.checklist.lines import Line, due_told, left, lines, told_of
from workshop_tui.session.timing.day import Mode

NEAR = timedelta(days=14)
"""How far away, before or after today, a day is whose checklist is looked at."""
READ = 12
"""Sessions that are read for it at the most, the nearest first."""


def due(store: Store, sessions: Iterable[Listed], now: datetime) -> dict[str, Content]:
    """By session, a line of what is left to do for it; nothing of those that have nothing left, or cannot be read."""
    near = sorted((one for one in sessions if _is_near(one.day, now)), key=lambda one: abs(_away(one.day, now)))
    found = dict[str, Content]()
    for one in near[:READ]:
        try:
            state = load(store, one.id)
        except JournalError:
            continue  # home says so itself
        waiting = left(lines(state.day, state.checklist))
        if Mode(one.mode) is Mode.ENDED:
            waiting = [line for line in waiting if line.item.on > state.date]
        if waiting:
            found[one.id] = told(waiting, state.agenda, state.date, now)
    return found


def due_before(plan: Course, agenda: Agenda, day: date, sessions: Iterable[Listed], now: datetime) -> Content:
    """Tell what is to be done for a day of a course that has its date, and no session yet; nothing of one far away."""
    dated = any(one.date == day for one in plan.days) and _is_near(day.isoformat(), now)
    if not (dated and agenda.has_todos) or any(one.title == agenda.title for one in sessions):
        return Content("")
    waiting = [Line(one, None) for one in items(agenda, day, planned_spans(agenda, day)) if one.on <= day]
    return Content(" · ") + told(waiting, agenda, day, now) if waiting else Content("")


def told(waiting: list[Line], agenda: Agenda, day: date, now: datetime) -> Content:
    """`to do by 2026-10-01: Ask about diets (host) and 3 more`; a sign says that it is late."""
    first, today = waiting[0], now.astimezone(agenda.zone).date()
    late = first.overdue(now, today)
    by = first.item.on.isoformat() if first.item.at is None else due_told(first.item, agenda, today)
    line = _("to do by {when}: {what}", when=by, what=told_of(first.item, agenda))
    more = _(" and {count} more", count=len(waiting) - 1) if waiting[1:] else ""
    return Content.styled(("! " if late else "") + line + more, "$text-warning" if late else "$text-muted")


def _is_near(day: str, now: datetime) -> bool:
    return abs(_away(day, now)) <= NEAR.days


def _away(day: str, now: datetime) -> int:
    return (date.fromisoformat(day) - now.astimezone().date()).days
