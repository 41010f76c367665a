"""An event, a command, and what both are told in: the grammar of the rooms beside this file.

An event is something that happened, said once and kept for good; it carries what it does to its room's part of the
session (`apply`) and how it is told (`sentence`). A command is what a person means to do; it carries the rule that says
whether it may be done, and the event that it makes (`decide`).
"""

# Types as they are, and not as texts: to read a day, msgspec works those out, 1.4 ms of each start.

from datetime import datetime
from typing import Annotated, ClassVar

from msgspec import Meta, Struct

from workshop_tui import holds
from workshop_tui.agenda import Agenda
from workshop_tui.holds import Account
from workshop_tui.locale import Message, TimeOfDay
from workshop_tui.session.may import May
from workshop_tui.text.titles import first_name

Instant = Annotated[datetime, Meta(tz=True)]
"""An instant with its offset: UTC, in whole seconds."""


class Event(Struct, frozen=True, kw_only=True, tag=True, forbid_unknown_fields=True):
    """A fact that took effect at `at`, as `by` said. Its class's name is its type in files, and does not change."""

    def __init_subclass__(cls) -> None:
        """Let what is found in events be found in those of this class, too, which may have come late."""
        holds.learn()

    must_be_seen: ClassVar[bool] = False
    """True if it moves the day, or says who leads it: a command is refused that has not seen it."""

    rewrites_the_past: ClassVar[bool] = False
    """True if something was removed from all that had been written: who has read that reads it again."""

    prepares: ClassVar[bool] = False
    """True if it is no part of how the day went, but of getting ready for it: nothing has to come after it."""

    at: Instant
    by: Account

    @property
    def type(self) -> str:
        """The event's name in files."""
        return type(self).__name__


class Part(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A part of an event. None: not said."""


class Command(Struct, frozen=True):
    """An intent: what a person means to do."""

    needs: ClassVar[May] = May.LEAD
    """The right of the terminal that it is done at."""


class Recorded(Struct, frozen=True):
    """An event in the journal, under its `number` (from 1, without gaps)."""

    number: int
    recorded_at: datetime
    event: Event


def person(agenda: Agenda, by: str) -> str:
    """The name to show for who did it: a trainer's first name, else as written."""
    trainer = agenda.trainer(by)
    return first_name(trainer.name) if trainer else by


def named(agenda: Agenda, key: str) -> str:
    """The name to show for somebody whom the agenda may know: as `person`; of others, the name; else as written."""
    others = {one.key: one.name for one in agenda.participants} | {one.key: one.name for one in agenda.guests}
    return others[key] if key in others and agenda.trainer(key) is None else person(agenda, key)


def filled(message: Message, **values: object) -> Message:
    """`message`, and each message in it, with these values where it has none of its own."""
    inner = {k: filled(v, **values) if isinstance(v, Message) else v for k, v in message.values.items()}
    return Message(message.text, {**values, **inner})


def signed(event: Event, sentence: Message, agenda: Agenda) -> Message:
    """`sentence` with who said it and when: “Aurélie moved on to “Pause” at 10:44”."""
    return filled(sentence, who=person(agenda, event.by), at=TimeOfDay(event.at, agenda.zone))
