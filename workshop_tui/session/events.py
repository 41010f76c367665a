"""The events of a session, all that can happen: those of every room and of the session itself; written and read.

A session is the fold of these; nothing else is kept. Every event has `at`, the instant (UTC, whole seconds) it took
effect, and `by`, who said so.
"""

from __future__ import annotations

from abc import abstractmethod
from datetime import date
from types import MappingProxyType
from typing import TYPE_CHECKING, ClassVar

from msgspec.structs import replace

from workshop_tui.agenda import Agenda
from workshop_tui.agenda.structs import convert, decode, encode, table
from workshop_tui.holds import Fixed, Words
from workshop_tui.locale import Message, say
from workshop_tui.session.attendance import events as attendance
from workshop_tui.session.event import Event
from workshop_tui.session.notes import events as notes
from workshop_tui.session.timing import events as timing
from workshop_tui.text.folding import alike

if TYPE_CHECKING:
    from workshop_tui.session.state import State


class SessionEvent(Event, frozen=True, kw_only=True):
    """An event of the session as a whole."""

    @abstractmethod
    def apply(self, state: State, number: int) -> State:
        """Give the session after it; it is the session's event of this number."""

    @abstractmethod
    def sentence(self, state: State) -> Message:
        """Say what it did, `{who}` and `{at}` still to be filled in."""


class SessionOpened(SessionEvent, frozen=True, kw_only=True):
    """A session of this agenda exists, for this day. It is the first event, and is never undone."""

    id: Fixed
    agenda: Agenda
    date: date

    def apply(self, state: State, number: int) -> State:
        """Change nothing: `state.opened` begins with it."""
        return state

    def sentence(self, state: State) -> Message:
        """Say so."""
        return say("{who} opened the session at {at}")


class NameForgotten(SessionEvent, frozen=True, kw_only=True):
    """Somebody's name has been removed for good from all that was said before: `code` stands in its place."""

    rewrites_the_past: ClassVar[bool] = True

    code: Fixed

    def apply(self, state: State, number: int) -> State:
        """Keep the code: it stays theirs."""
        return replace(state, erased=(*state.erased, self.code))

    def sentence(self, state: State) -> Message:
        """Say which code."""
        return say("{who} had a name removed for good at {at}: {code} stands in its place", code=self.code)


class WordSettled(SessionEvent, frozen=True, kw_only=True):
    """A word that is part of a name is an ordinary one where it has no capital, or is the name there, too.

    Undone by saying the other.
    """

    word: Words
    ordinary: bool

    def apply(self, state: State, number: int) -> State:
        """Keep the answer."""
        return replace(state, ordinary=MappingProxyType({**state.ordinary, alike(self.word): self.ordinary}))

    def sentence(self, state: State) -> Message:
        """Say which, and what it is."""
        if self.ordinary:
            return say("{who} says that “{word}” is an ordinary word", word=self.word)
        return say("{who} says that “{word}” is a name", word=self.word)


KINDS: dict[str, type[Event]] = {
    kind.__name__: kind
    for kind in (SessionOpened, NameForgotten, WordSettled, *timing.EVENTS, *notes.EVENTS, *attendance.EVENTS)
}
"""Every kind of event, by its name in files."""


def from_json(kind: str, data: str | bytes) -> Event:
    """Read the event of this `type` that was written as `data`. Raises `ValueError` if it is none."""
    if kind not in KINDS:
        raise ValueError(kind)
    return decode(data, KINDS[kind])


def from_data(kind: str, data: dict[str, object]) -> Event:
    """Read the event of this `type` that `data` says, as TOML has it.

    Raises `ValueError` for a type that is none, msgspec's `ValidationError` for what that type does not have.
    """
    if kind not in KINDS:
        raise ValueError(kind)
    return convert(data, KINDS[kind])


def as_table(event: Event) -> dict[str, object]:
    """Give the event as plain values, as TOML and JSON have it: when, who, of which type, then its own fields."""
    written = table(event)
    return {"at": written.pop("at"), "by": written.pop("by"), "type": event.type, **written}


def as_json(event: Event) -> str:
    """Write the event as `from_json` reads it."""
    return encode(as_table(event))
