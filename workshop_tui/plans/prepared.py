"""The checklist of a day as a running order tells it: when something is to be done, what, and by whom."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator

from workshop_tui.agenda import Agenda, Segment
from workshop_tui.agenda.elsewhere import Clock
from workshop_tui.agenda.moments import Item, items, planned_spans
from workshop_tui.locale import _, plural


def checklist(agenda: Agenda, day: dt.date) -> tuple[Item, ...]:
    """The lines of the day's checklist, by the time that they are due, as if it were held on `day`."""
    return tuple(items(agenda, day, planned_spans(agenda, day)))


def told(item: Item, agenda: Agenda, day: dt.date, clock: Clock, *, dated: bool) -> str:
    """A line in words: `7 days before: Ask about diets (host)`; `dated`: whether the day is really on that date."""
    who = who_of(item, agenda)
    text = _("{when}: {what}", when=when(item, agenda, day, clock, dated=dated), what=item.todo.text)
    return f"{text} ({who})" if who else text


def when(item: Item, agenda: Agenda, day: dt.date, clock: Clock, *, dated: bool) -> str:
    """When it is due: the hour on the day itself, else how many days before or after, or the date."""
    away = (item.on - day).days
    hour = clock(item.at, agenda.zone) if item.at else ""
    if away == 0:
        return hour or _("on the day")
    on = item.on.isoformat() if dated else _away(away)
    return f"{on}, {hour}" if hour else on


def _away(days: int) -> str:
    if days < 0:
        return plural("{count} day before", "{count} days before", -days)
    return plural("{count} day after", "{count} days after", days)


def who_of(item: Item, agenda: Agenda) -> str:
    """The names of who sees to it."""
    return names(item.todo.who or (), agenda)


def roles_of(segment: Segment, agenda: Agenda) -> Iterator[str]:
    """A line a role: `scribe: Ann Lee`."""
    for role, who in (segment.roles or {}).items():
        yield _("{role}: {names}", role=role, names=names(who, agenda))


def names(keys: Iterable[str], agenda: Agenda, otherwise: str | None = None) -> str:
    """The names of people: trainers are named, guests and participants only where names may leave the program.

    Of a key that nobody has, `otherwise`; left out: the words themselves.
    """
    named = {one.key: one.name for one in agenda.trainers}
    open_ = agenda.confidentiality == "nominatif"
    public = agenda.confidentiality != "chatham"
    others = {one.key: one.name if open_ or (one.public and public) else _("guest") for one in agenda.guests}
    others |= {one.key: one.name if open_ else _("participant") for one in agenda.participants}
    return ", ".join(named.get(key) or others.get(key) or otherwise or key for key in keys)
