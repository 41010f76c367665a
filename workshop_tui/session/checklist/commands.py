"""Commands on the checklist, and their rules: what is done is ticked once, and opened again."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, ClassVar

from workshop_tui.agenda import Agenda
from workshop_tui.agenda.moments import todos
from workshop_tui.locale import TimeOfDay, say
from workshop_tui.session.checklist.events import Checklist, ChecklistEvent, TodoDone, TodoReopened
from workshop_tui.session.event import person
from workshop_tui.session.may import May
from workshop_tui.session.refusal import Refused
from workshop_tui.session.rooms import RoomCommand

if TYPE_CHECKING:
    from workshop_tui.session.rooms import Session


class ChecklistCommand(RoomCommand, frozen=True):
    """A command about the line called `key`: anybody may say it at any time, for it moves nothing."""

    needs: ClassVar[May] = May.NOTE

    key: str

    def decided(self, session: Session, at: datetime, by: str) -> ChecklistEvent:
        """Give the event that it makes in this session."""
        return self.decide(session.agenda, session.part(Checklist), at, by)

    def decide(self, agenda: Agenda, checklist: Checklist, at: datetime, by: str) -> ChecklistEvent:
        """Give the event that it makes at `at`. Raises `Refused` if it says nothing new."""
        line = next((one for _of, one in todos(agenda) if one.key == self.key), None)
        if line is None:
            raise Refused(say("the checklist has no such line any more"))
        done = checklist.done(line.key)
        return self.of(
            line.text,
            done and say(", by {who} at {at}", who=person(agenda, done.by), at=TimeOfDay(done.at, agenda.zone)),
            at,
            by,
        )

    def of(self, text: str, done: object, at: datetime, by: str) -> ChecklistEvent:
        """The event about the line of this `text`; `done`: by whom and when, in words, if it is done."""
        raise NotImplementedError


class TickTodo(ChecklistCommand, frozen=True):
    """Say that a line is done."""

    def of(self, text: str, done: object, at: datetime, by: str) -> ChecklistEvent:
        """Tick it; refused if it is ticked already."""
        if done:
            raise Refused(say("“{text}” is done already{told}", text=text, told=done))
        return TodoDone(at=at, by=by, key=self.key)


class OpenTodo(ChecklistCommand, frozen=True):
    """Say that a line is to be done after all."""

    def of(self, text: str, done: object, at: datetime, by: str) -> ChecklistEvent:
        """Open it again; refused if it is open."""
        if not done:
            raise Refused(say("“{text}” is not done yet", text=text))
        return TodoReopened(at=at, by=by, key=self.key)
