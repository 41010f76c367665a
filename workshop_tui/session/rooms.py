"""Rooms that not every session uses (turns, checklist, groups, decisions, evaluation), and what they have in common:
they are loaded when an event of theirs is read, or a command is given, and not before.

Their events and commands know their part of the state (`part`), and take the rest of what they need from the `Session`
that they are given: who folds events, tells or decides knows none of these rooms.
"""

# Types as they are, and not as texts: to read a day, msgspec works those out, 1.4 ms of each start.

from abc import abstractmethod
from collections.abc import Iterator, Mapping
from datetime import datetime
from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING, Any, ClassVar, TypeVar

from msgspec import Struct

from workshop_tui import holds
from workshop_tui.locale import Message
from workshop_tui.session.event import Command, Event

if TYPE_CHECKING:
    from typing import Protocol

    from workshop_tui.agenda import Agenda
    from workshop_tui.session.attendance.stays import Attendance
    from workshop_tui.session.notes.notebook import Notebook
    from workshop_tui.session.timing.day import Day

LATER: Mapping[str, tuple[str, ...]] = {
    "turns": (
        "TurnBegun", "TurnEnded", "TurnCorrected", "TurnWithdrawn", "SpeechAsked", "SpeechNoLongerAsked", "RoundBegun",
        "RoundEnded", "TurnsShown",
    ),
    "checklist": ("TodoDone", "TodoReopened"),
    "groups": ("GroupsFormed", "MemberPlaced", "GroupSaid", "GroupOpened", "GroupClosed"),
    "decisions": ("DecisionPut", "OptionNamed", "VotesCounted", "ObjectionSaid"),
    "evaluation": ("HandsCounted", "EvaluationAnswered", "SheetRemoved"),
}  # fmt: skip
"""The rooms, with the names of their events in files."""


class RoomPart(Struct, frozen=True):
    """A room's part of the state; as it is made from nothing, it is that of a session without any event of the room."""

    def __init_subclass__(cls) -> None:
        """A class that comes later may hold other kinds of text than those that are known."""
        holds.learn()


Part = TypeVar("Part", bound=RoomPart)


@cache
def _empty(of: type[RoomPart]) -> RoomPart:
    return of()


def part_of(parts: Mapping[str, RoomPart], of: type[Part]) -> Part:
    """The part of this class among `parts`, by the names of their classes; else one and the same empty one."""
    kept = parts.get(of.__name__) or _empty(of)
    if not isinstance(kept, of):
        raise TypeError(of)
    return kept


if TYPE_CHECKING:

    class Session(Protocol):
        """A session, as far as rooms ask for it; `lot` is what draws by chance there."""

        @property
        def agenda(self) -> Agenda: ...
        @property
        def day(self) -> Day: ...
        @property
        def notebook(self) -> Notebook: ...
        @property
        def attendance(self) -> Attendance: ...
        @property
        def lot(self) -> str: ...
        def part(self, of: type[Part]) -> Part: ...


class RoomEvent(Event, frozen=True, kw_only=True):
    """An event of one of these rooms."""

    part: ClassVar[type[RoomPart]]
    """The room's part of the state, which it changes."""

    is_detail: ClassVar[bool] = False
    """True if it is told unasked to those alone who want to hear all."""

    unkept: ClassVar[Message]
    """The refusal of one that is `about` an event which is not kept yet: of kinds that are about others."""

    @property
    def about(self) -> tuple[int, ...]:
        """The numbers of the events that it is about: they have to be kept before it."""
        return ()

    @abstractmethod
    def apply(self, part: Any, number: int) -> RoomPart:
        """Give the room's part after it; it is the session's event of this number."""

    @abstractmethod
    def told(self, session: "Session") -> Message:
        """Say what it did, `{who}` and `{at}` still to be filled in."""


class RoomCommand(Command, frozen=True):
    """A command of one of these rooms."""

    @abstractmethod
    def decided(self, session: "Session", at: datetime, by: str) -> Event:
        """Give the event that it makes at `at`. Raises `Refused` if it makes no sense."""


class Kinds(Mapping[str, type[Event]]):
    """Kinds of event by their names in files: those of `LATER` are loaded when they are asked for."""

    def __init__(self, known: Mapping[str, type[Event]]) -> None:
        self._known = dict(known)
        self._rooms = {name: room for room, names in LATER.items() for name in names}

    def __getitem__(self, name: str) -> type[Event]:
        """The kind of this name. Raises KeyError."""
        if name not in self._known and (room := self._rooms.get(name)):
            events: tuple[type[Event], ...] = import_module(f"workshop_tui.session.{room}.events").EVENTS
            self._known |= {kind.__name__: kind for kind in events}
        return self._known[name]

    def __iter__(self) -> Iterator[str]:
        """Yield the names of all."""
        return iter(dict.fromkeys((*self._known, *self._rooms)))

    def __len__(self) -> int:
        """Count all."""
        return len({*self._known, *self._rooms})
