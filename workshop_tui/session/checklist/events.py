"""The events of the checklist: a line is done, or is to be done after all.

| event | how it is undone |
| --- | --- |
| TodoDone, TodoReopened | the other of the two |
"""

# Types as they are, and not as texts: to read a day, msgspec works those out, 1.4 ms of each start.

from abc import abstractmethod
from collections.abc import Mapping
from datetime import datetime
from types import MappingProxyType
from typing import TYPE_CHECKING, ClassVar

from msgspec import Struct
from msgspec.structs import replace

from workshop_tui.agenda import Agenda
from workshop_tui.agenda.moments import todos
from workshop_tui.holds import Account, Key
from workshop_tui.locale import Message, say
from workshop_tui.session.rooms import RoomEvent, RoomPart

if TYPE_CHECKING:
    from workshop_tui.session.rooms import Session


class Tick(Struct, frozen=True):
    """The last answer about a line: whether it is `done`, who said so and when; `changes` counts the answers."""

    done: bool
    by: Account
    at: datetime
    changes: int


class Checklist(RoomPart, frozen=True):
    """The answers about the lines of the agenda's lists, by their keys."""

    ticks: Mapping[Key, Tick] = MappingProxyType({})

    def done(self, key: str) -> Tick | None:
        """The tick of the line called `key`; None while it is to be done."""
        tick = self.ticks.get(key)
        return tick if tick and tick.done else None


class ChecklistEvent(RoomEvent, frozen=True, kw_only=True):
    """An event about the line called `key`. It may come long before the day, and long after it."""

    part: ClassVar[type[RoomPart]] = Checklist
    prepares: ClassVar[bool] = True
    done: ClassVar[bool]

    key: Key

    def apply(self, checklist: Checklist, number: int) -> Checklist:
        """Keep the answer, unless another had just said the same; it is the session's event of this number."""
        before = checklist.ticks.get(self.key)
        if before and before.done is self.done:
            return checklist
        tick = Tick(self.done, self.by, self.at, before.changes + 1 if before else 1)
        return replace(checklist, ticks=MappingProxyType({**checklist.ticks, self.key: tick}))

    def text(self, agenda: Agenda) -> str:
        """The words of the line; its key where an edited agenda has it no more."""
        return next((one.text for _of, one in todos(agenda) if one.key == self.key), self.key)

    def told(self, session: "Session") -> Message:
        """Say what it did, of a line of this session's agenda."""
        return self.sentence(session.agenda)

    @abstractmethod
    def sentence(self, agenda: Agenda) -> Message:
        """Say what it did, `{who}` and `{at}` still to be filled in."""


class TodoDone(ChecklistEvent, frozen=True, kw_only=True):
    """The line called `key` is done."""

    done: ClassVar[bool] = True

    def sentence(self, agenda: Agenda) -> Message:
        """Say which."""
        return say("{who} ticked “{text}” at {at}", text=self.text(agenda))


class TodoReopened(ChecklistEvent, frozen=True, kw_only=True):
    """The line called `key` is to be done after all."""

    done: ClassVar[bool] = False

    def sentence(self, agenda: Agenda) -> Message:
        """Say which."""
        return say("{who} opened “{text}” again at {at}", text=self.text(agenda))


EVENTS = (TodoDone, TodoReopened)
"""The events of the checklist, all of them."""
