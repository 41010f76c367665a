"""The floor: the turns that were begun, who asked to speak, the round; and the grammar of what changes it.

A turn has the instant at which it began, and one at which it ended where somebody said so. What else ends it (the next
turn, a pause, another segment, the end of the day) follows from the day itself (`speaking`): nothing is written for it.
"""

# Types as they are, and not as texts: to read a day, msgspec works those out, 1.4 ms of each start.

from abc import abstractmethod
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, ClassVar

from msgspec import Struct
from msgspec.structs import replace

from workshop_tui.agenda import Agenda
from workshop_tui.holds import Account, Affiliation, PersonKey, Somebody, TrainerKey
from workshop_tui.locale import Message
from workshop_tui.session.attendance.stays import Attendance
from workshop_tui.session.event import Part
from workshop_tui.session.may import May
from workshop_tui.session.rooms import RoomCommand, RoomEvent, RoomPart
from workshop_tui.session.timing.day import Day

if TYPE_CHECKING:
    from workshop_tui.session.rooms import Session

AT_ONCE = timedelta(seconds=1)
"""The time in which two people do the same thing at once: the first holds."""


class Who(Part, frozen=True, kw_only=True):
    """A speaker: one of these. A `label` is whatever somebody typed: a table, the public, a person on no list."""

    participant: PersonKey | None = None
    guest: PersonKey | None = None
    trainer: TrainerKey | None = None
    organisation: Affiliation | None = None
    label: Somebody | None = None


Called = Callable[[Who], str]
"""The name of a speaker."""
UNKNOWN = "[…]"
"""The sign for a speaker of whom nothing may be told."""


def caller(agenda: Agenda, attendance: Attendance) -> Called:
    """Give what names a speaker. Of somebody who was struck off the key is left."""
    guests = {one.key: one.name for one in agenda.guests}

    def called(who: Who) -> str:
        if who.participant is not None:
            return attendance.name(who.participant)
        if who.guest is not None:
            return guests.get(who.guest, who.guest)
        if who.trainer is not None:
            trainer = agenda.trainer(who.trainer)
            return trainer.name if trainer else who.trainer
        return who.organisation or who.label or UNKNOWN

    return called


class Turn(Struct, frozen=True):
    """A turn: that of the TurnBegun of this `number`. `end`: said by somebody; None: it follows from the day."""

    number: int
    speaker: Who
    start: datetime
    by: Account
    end: datetime | None = None


class Round(Struct, frozen=True):
    """A round: each of `over` speaks once, the rest of the segment divided among those who have not.

    `begun` is the number of its event; turns of a greater one are in it. `open`: who comes later belongs to it, too.
    """

    begun: int
    start: datetime
    over: tuple[Who, ...]
    open: bool = True


class Floor(RoomPart, frozen=True):
    """The turns, in the order in which they began; `asked`: who asked to speak, the first first.

    `begun` counts the turns that were ever begun, withdrawn ones too: who begins or ends one says how many it had seen.
    `last` is the number of the event that changed last who speaks, `overtaken` are those that came too late to do so.
    `shown`: the room sees what the speaker has left.
    """

    turns: tuple[Turn, ...] = ()
    asked: tuple[Who, ...] = ()
    round: Round | None = None
    begun: int = 0
    last: int = 0
    overtaken: frozenset[int] = frozenset()
    shown: bool = False

    def turn(self, number: int) -> Turn | None:
        """The turn with this number; None if there is none, or it was withdrawn."""
        return next((one for one in self.turns if one.number == number), None)

    def having(self, number: int, **changes: object) -> "Floor":
        """The floor with these fields of one turn changed."""
        turns = (replace(one, **changes) if one.number == number else one for one in self.turns)
        return replace(self, turns=tuple(turns))


class TurnEvent(RoomEvent, frozen=True, kw_only=True):
    """An event of the floor. It moves nothing: `undo` passes it by."""

    part: ClassVar[type[RoomPart]] = Floor

    @abstractmethod
    def apply(self, floor: Floor, number: int) -> Floor:
        """Give the floor after it; it is the session's event of this number."""

    def told(self, session: "Session") -> Message:
        """Say what it did, with the names that speakers have in this session."""
        return self.sentence(caller(session.agenda, session.attendance))

    @abstractmethod
    def sentence(self, called: Called) -> Message:
        """Say what it did, `{who}` and `{at}` still to be filled in."""


class TurnCommand(RoomCommand, frozen=True):
    """A command on turns: whoever takes notes may say who speaks."""

    needs: ClassVar[May] = May.NOTE

    def decided(self, session: "Session", at: datetime, by: str) -> TurnEvent:
        """Give the event that it makes in this session."""
        return self.decide(session.day, session.attendance, session.part(Floor), at, by)

    @abstractmethod
    def decide(self, day: Day, attendance: Attendance, floor: Floor, at: datetime, by: str) -> TurnEvent:
        """Give the event that it makes at `at`. Raises `Refused` if it makes no sense."""
