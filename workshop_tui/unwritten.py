"""Events and drafts that a terminal could not write, because a disk was full say: held in order, until it can.

Held events count in what that terminal shows. If another has moved the day before they could be written, those
that move it are given up, and told; notes never are.
"""

from __future__ import annotations

from datetime import datetime

from msgspec import structs

from workshop_tui.journal import Unwritable
from workshop_tui.session.event import Event, Recorded
from workshop_tui.session.notes.events import NoteAmended, NoteWithdrawn
from workshop_tui.session.state import State, fold
from workshop_tui.session.timing.events import CommandUndone


class Held:
    """Events that are not on disk, and what is half-typed and is not."""

    def __init__(self) -> None:
        self.events: list[tuple[Event, datetime]] = []
        self.drafts: dict[str, str] = {}
        """The half-typed texts, by what they are about; a new note's under nothing."""
        self.why: Unwritable | None = None
        """The reason why nothing is kept; None while all is."""
        self.given_up: list[Event] = []
        """The events that will never be written: another moved the day first. For the screen to tell, and forget."""

    def __bool__(self) -> bool:
        return bool(self.events or self.drafts)

    def records(self, kept: State) -> list[Recorded]:
        """The events, numbered as if they were written after all that is `kept`."""
        return [Recorded(kept.number + k, at, event) for k, (event, at) in enumerate(self.events, 1)]

    def onto(self, kept: State) -> State:
        """The state that is `kept`, with what is held."""
        return fold(self.records(kept), onto=kept) or kept

    def add(self, kept: State, event: Event, at: datetime) -> Recorded:
        """Hold one more. What takes back or changes one that is held itself forgets or changes that instead."""
        record = Recorded(kept.number + len(self.events) + 1, at, event)
        place = (getattr(event, "number", 0) or 0) - kept.number - 1
        if place < 0:
            self.events.append((event, at))
        elif isinstance(event, CommandUndone | NoteWithdrawn):
            del self.events[place]
        elif isinstance(event, NoteAmended):
            taken, when = self.events[place]
            self.events[place] = (structs.replace(taken, **event.content), when)
        return record

    def give_up(self) -> None:
        """Give up what is held that moves the day: another has moved it."""
        self.given_up += [event for event, _at in self.events if event.must_be_seen]
        self.events = [(event, at) for event, at in self.events if not event.must_be_seen]
