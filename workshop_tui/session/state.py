"""Where a session stands: the fold of its events, frozen. Each room has its part of it.

`fold` makes a `State` from events, `apply` adds one more; both say nothing about whether the event was allowed, which
is for the commands alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from types import MappingProxyType

from msgspec import Struct
from msgspec.structs import replace

from workshop_tui.agenda import Agenda
from workshop_tui.locale import Message
from workshop_tui.session.attendance.events import AttendanceEvent
from workshop_tui.session.attendance.stays import Attendance, expected
from workshop_tui.session.event import Event, Recorded, signed
from workshop_tui.session.events import SessionEvent, SessionOpened
from workshop_tui.session.notes.events import NoteEvent, NoteTaken
from workshop_tui.session.notes.notebook import Note, Notebook
from workshop_tui.session.privacy.names import affiliations_in, names_in, says_who_or_where
from workshop_tui.session.timing.day import Day
from workshop_tui.session.timing.events import DayEvent


class State(Struct, frozen=True, kw_only=True):
    """A session at one moment, after the event of this `number`.

    `erased` are the codes of names that were forgotten; `named`, the people who were said by name or code, in order,
    and `affiliations`, where they belong: what was said stays said. `ordinary`: of a word that is part of a name (as
    `alike` has it), whether it is an ordinary one where it has no capital, as far as somebody said so.
    """

    id: str
    day: Day
    notebook: Notebook
    attendance: Attendance
    erased: tuple[str, ...] = ()
    named: tuple[str, ...] = ()
    affiliations: tuple[str, ...] = ()
    ordinary: Mapping[str, bool] = MappingProxyType({})
    number: int = 0

    @property
    def agenda(self) -> Agenda:
        """What was planned."""
        return self.day.agenda

    @property
    def date(self) -> date:
        """The day on which it is held."""
        return self.day.date


def opened(record: Recorded) -> State:
    """Begin with a session's first event. Raises ValueError if it is another kind."""
    event = record.event
    if not isinstance(event, SessionOpened):
        raise ValueError(f"a session starts with SessionOpened, not {event.type}")
    state = State(
        id=event.id,
        day=Day.of(event.agenda, event.date),
        notebook=Notebook(event.agenda),
        attendance=expected(event.agenda),
        number=record.number,
    )
    return _with_names(state, [event])


def fold(records: Iterable[Recorded], onto: State | None = None) -> State | None:
    """The state after `records`, in order; None if there is none at all."""
    state, taken = onto, list[Note]()
    for record in records:
        if state is not None and isinstance(record.event, NoteTaken):
            taken.append(Note(record.number, record.event))  # a run of notes at once: they are kept in one tuple
            continue
        if state is not None:
            state = _with_notes(state, taken)
            taken = []
        state = opened(record) if state is None else apply(state, record)
    return state if state is None else _with_notes(state, taken)


def apply(state: State, record: Recorded) -> State:
    """`state` after one more event."""
    event, number = record.event, record.number
    if isinstance(event, NoteTaken):
        return _with_notes(state, [Note(number, event)])
    state = replace(state, number=number)
    match event:
        case DayEvent():
            return replace(state, day=event.apply(state.day, number))
        case NoteEvent():
            state = replace(state, notebook=event.apply(state.notebook, number))
        case AttendanceEvent():
            state = replace(state, attendance=event.apply(state.attendance, number))
        case SessionEvent():
            return event.apply(state, number)
    return _with_names(state, [event])


def told(state: State, event: Event) -> Message:
    """Say what an event did: “Aurélie moved on to “Pause” at 10:44”. `state` is the session that it belongs to."""
    match event:
        case DayEvent():
            return signed(event, event.sentence(state.day), state.agenda)
        case NoteEvent():
            return signed(event, event.sentence(state.notebook), state.agenda)
        case AttendanceEvent():
            return signed(event, event.sentence(state.attendance), state.agenda)
        case SessionEvent():
            return signed(event, event.sentence(state), state.agenda)
    raise TypeError(event.type)


def _with_notes(state: State, taken: list[Note]) -> State:
    if not taken:
        return state
    noted = replace(state, number=taken[-1].number, notebook=state.notebook.adding(taken))
    return _with_names(noted, [note.taken for note in taken])


def _with_names(state: State, events: Iterable[Event]) -> State:
    """`state` with the people and where they belong, as these events say them."""
    named, places = list[str](), list[str]()
    for event in filter(says_who_or_where, events):
        named += names_in(event)
        places += affiliations_in(event)
    if not named and not places:
        return state
    named, places = [*state.named, *named], [*state.affiliations, *places]
    return replace(state, named=tuple(dict.fromkeys(named)), affiliations=tuple(dict.fromkeys(places)))
