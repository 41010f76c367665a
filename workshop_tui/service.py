"""The one way through the house: open a session, do a thing in it, follow it.

The screens and the command line both come through here, so there is no second way to start a segment:
intent → `decide` → event → `append` (checked and written in one transaction) → `apply`.
"""

from __future__ import annotations

from datetime import date, datetime
from functools import cached_property
from typing import TYPE_CHECKING

from workshop_tui.agenda import Agenda
from workshop_tui.clock import Clock, host_zone
from workshop_tui.journal import Conflict, Journal, JournalError, Store
from workshop_tui.journal.sessions import overruns_before, state_of
from workshop_tui.locale import say
from workshop_tui.session.account import told
from workshop_tui.session.decisions import decide
from workshop_tui.session.events import Recorded, SessionOpened
from workshop_tui.session.intents import Intent, TakeHand
from workshop_tui.session.naming import Refused
from workshop_tui.session.state import State, apply
from workshop_tui.text import clean_line, fold, slug

if TYPE_CHECKING:
    from workshop_tui.session.chance import Past


class Session:
    """An open session, as one terminal sees it: the state it knows, and the way to change it."""

    def __init__(self, journal: Journal, clock: Clock, by: str) -> None:
        self.journal = journal
        self.clock = clock
        self.state: State = state_of(journal)
        self.by = author(self.state.agenda, by)

    def do(self, intent: Intent, at: datetime | None = None, *, take: bool = False) -> Recorded:
        """Do it, or raise `Refused` (in words, nothing changed) or `JournalError` (nothing written).

        `take` takes the hand first, if somebody else leads.

        Exactly once: if another timing command landed since `self.state` was read, this one is refused
        with what happened instead.
        """
        if take and self.state.hand not in (None, self.by):
            self.do(TakeHand())
        now = self.clock.now()
        event = decide(self.state, intent, now, self.by, at)
        try:
            record = self.journal.append(event, now, seen=self.state.last_timing)
        except Conflict as conflict:
            self.catch_up()
            raise Refused(told(self.state, conflict.record.event)) from None
        self.catch_up()
        return record

    def catch_up(self) -> list[Recorded]:
        """Read what has landed since, here or elsewhere, and return it."""
        records = self.journal.read(self.state.number)
        for record in records:
            self.state = apply(self.state, record)
        return records

    def follow(self) -> list[Recorded]:
        """`catch_up`, if the file has changed at all."""
        return self.catch_up() if self.journal.changed() else []

    @cached_property
    def past(self) -> Past:
        """How much longer than planned its segments took on earlier days: reads the store's other sessions, once."""
        return overruns_before(self.journal.store, self.state)

    def close(self) -> None:
        """Leave it; the day goes on."""
        self.journal.close()


def author(agenda: Agenda, name: str) -> str:
    """Who `name` is: the key of a trainer called so (key, name or first name), else the name, cleaned."""
    wanted = fold(name)
    for trainer in agenda.trainers:
        if wanted in {fold(trainer.key), fold(trainer.name), fold(trainer.name.split(" ")[0])}:
            return trainer.key
    return clean_line(name)[:60] or "?"


def session_id(plan: str, agenda: Agenda, day: date) -> str:
    """The id of the session of this agenda (its file is `plan`) on this day: `collectifs-habitants-2021-05-04`."""
    return f"{slug(plan) or slug(agenda.title) or 'session'}-{day.isoformat()}"


def zoned(agenda: Agenda) -> Agenda:
    """The agenda with a time zone: its own, else the host's."""
    return agenda if agenda.timezone else agenda.model_copy(update={"timezone": host_zone()})


def opening(agenda: Agenda, day: date, name: str, clock: Clock, by: str) -> Recorded:
    """The first event of the session `name`. An agenda without a time zone has the host's from here on."""
    now = clock.now()
    return Recorded(1, now, SessionOpened(at=now, by=author(agenda, by), id=name, agenda=zoned(agenda), date=day))


def create(
    store: Store,
    agenda: Agenda,
    day: date,
    name: str,
    clock: Clock,
    by: str,
    present: frozenset[str] = frozenset(),
) -> None:
    """Make the session `name` (its id) of `agenda` for `day`. Raises `JournalError` if it is there."""
    if name != slug(name) or not name:
        raise JournalError(say("an id has lower-case letters, digits and “-” only: {name}", name=clean_line(name)))
    try:
        store.create(name, [opening(agenda.settled(present), day, name, clock, by)])
    except FileExistsError:
        raise JournalError(say("the session {name} is there already", name=name)) from None
