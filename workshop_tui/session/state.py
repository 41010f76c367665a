"""The state of a session: the fold of its events, frozen. Each room has its part of it.

`fold` makes a `State` from events, `apply` adds one more; both say nothing about whether the event was allowed, which
is for the commands alone.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date, datetime
from functools import cached_property
from types import MappingProxyType
from typing import TYPE_CHECKING, Annotated

from msgspec import Struct
from msgspec.structs import replace

from workshop_tui.agenda import Agenda
from workshop_tui.holds import Fixed, Holds
from workshop_tui.locale import Message
from workshop_tui.session.attendance.events import AttendanceEvent
from workshop_tui.session.attendance.stays import Attendance, expected
from workshop_tui.session.event import Event, Recorded, signed
from workshop_tui.session.events import SessionOpened
from workshop_tui.session.names.events import NameEvent, Names
from workshop_tui.session.notes.events import NoteTaken
from workshop_tui.session.notes.notebook import Initiative, Linked, Note, Notebook, NoteEvent
from workshop_tui.session.rooms import Part, RoomEvent, RoomPart, part_of
from workshop_tui.session.timing.day import Day, DayEvent, Timing
from workshop_tui.session.timing.events import CommandRedone, CommandUndone

if TYPE_CHECKING:
    from workshop_tui.session.checklist.events import Checklist
    from workshop_tui.session.decisions.taken import Decisions
    from workshop_tui.session.evaluation.sheets import Evaluation
    from workshop_tui.session.groups.grouping import Groups
    from workshop_tui.session.turns.floor import Floor


class Chain:
    """The days around one of a course: those that it goes on from, the earliest first, read when they are asked for.

    `after`: those that go on from it, where all are looked at together.
    """

    def __init__(self, read: Callable[[], tuple[State, ...]], after: tuple[State, ...] = ()) -> None:
        self.read = read
        self.after = after

    @cached_property
    def before(self) -> tuple[State, ...]:
        """The days before it, as they were when they were first asked for."""
        return self.read()

    @property
    def others(self) -> tuple[State, ...]:
        """The days around it."""
        return (*self.before, *self.after)

    @property
    def initiatives(self) -> dict[str, Initiative]:
        """The initiatives of the days before it; of one that was spoken of twice, as it was left."""
        return {key: one for day in self.before for key, one in day.notebook.initiatives.items()}


class State(Struct, frozen=True, kw_only=True):
    """A session at one moment, after the event of this `number`.

    `events` are all that happened, in order: names that were said are found in them when somebody asks. `said_at` is
    the latest instant of those that neither prepare nor move the day: what moves it may be taken back, instant and all.
    `parts`: by the name of its class, the part of each room that not every session uses (`rooms`), if anything happened
    there.
    """

    id: Fixed
    day: Day
    notebook: Notebook
    attendance: Attendance
    names: Names = Names()
    parts: Mapping[Fixed, RoomPart] = MappingProxyType({})
    said_at: datetime | None = None
    events: tuple[Event, ...] = ()
    number: int = 0
    follows: Fixed | None = None
    coded: int = 0
    chain: Annotated[Chain | None, Holds.FIXED] = None

    def part(self, of: type[Part]) -> Part:
        """The part of a room, of this class."""
        return part_of(self.parts, of)

    def with_part(self, part: RoomPart) -> State:
        """The session with this part of a room."""
        return replace(self, parts=MappingProxyType({**self.parts, type(part).__name__: part}))

    @property
    def floor(self) -> Floor:
        """The turns that people took to speak."""
        from workshop_tui.session.turns.floor import Floor

        return self.part(Floor)

    @property
    def has_turns(self) -> bool:
        """True if anything was ever said of turns; to ask loads nothing."""
        return "Floor" in self.parts

    @property
    def checklist(self) -> Checklist:
        """The answers about the lines of the checklist."""
        from workshop_tui.session.checklist.events import Checklist

        return self.part(Checklist)

    @property
    def groups(self) -> Groups:
        """The groups as they were made."""
        from workshop_tui.session.groups.grouping import Groups

        return self.part(Groups)

    @property
    def has_groups(self) -> bool:
        """True if there are any, of the plan or made today; to ask loads nothing."""
        return "Groups" in self.parts or any(one.in_groups for one in self.day.plans.values())

    @property
    def decisions(self) -> Decisions:
        """How decisions were taken."""
        from workshop_tui.session.decisions.taken import Decisions

        return self.part(Decisions)

    @property
    def evaluation(self) -> Evaluation:
        """The answers to the evaluation."""
        from workshop_tui.session.evaluation.sheets import Evaluation

        return self.part(Evaluation)

    @property
    def lot(self) -> str:
        """The lot that draws by chance in this session, the same each time."""
        return self.names.draw or self.id

    @property
    def forgotten(self) -> int:
        """How many notes were removed for good; the first reports' templates, of which people made theirs, ask here."""
        return self.notebook.forgotten

    @property
    def named(self) -> tuple[str, ...]:
        """The people who were said by name or code, on the days before too, in order: what was said stays said."""
        return tuple(dict.fromkeys(name for day in self._days for name in day.named_today))

    @property
    def named_today(self) -> Iterator[str]:
        """The people who were said by name or code in this session, in order."""
        from workshop_tui.session.names.people import names_in

        counted = self.names.draw is None
        return (name for event in self.events for name in names_in(event, counted=counted))

    @property
    def affiliations(self) -> tuple[str, ...]:
        """The affiliations of people, as they were said."""
        from workshop_tui.session.names.people import affiliations_in

        events = (event for day in self._days for event in day.events)
        return tuple(dict.fromkeys(place for event in events for place in affiliations_in(event)))

    @property
    def erased(self) -> tuple[str, ...]:
        """The codes of names that were forgotten, on the days around it too."""
        return tuple(code for day in self._days for code in day.names.erased)

    @property
    def ordinary(self) -> dict[str, bool]:
        """The answers whether a word that is part of a name is an ordinary one; those of this day hold."""
        return {word: said for day in (*self._days, self) for word, said in day.names.ordinary.items()}

    @property
    def coded_before(self) -> int:
        """The number of codes that were given on days that are no longer there: nobody else has one of these."""
        return self._days[0].coded

    @property
    def _days(self) -> tuple[State, ...]:
        return (*self.chain.before, self, *self.chain.after) if self.chain else (self,)

    @property
    def agenda(self) -> Agenda:
        """The agenda, as it was planned."""
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
    return State(
        id=event.id,
        day=Day.of(event.agenda, event.date),
        notebook=Notebook(event.agenda),
        attendance=expected(event.agenda),
        names=Names(draw=event.draw),
        number=record.number,
        events=(event,),
        follows=event.follows,
        coded=event.coded,
    )


def linked(state: State, chain: Chain | None) -> State:
    """`state` with the days around it."""
    if chain is None:
        return state
    notebook = replace(state.notebook, linked=Linked(lambda: chain.initiatives))
    return replace(state, chain=chain, notebook=notebook)


def fold(records: Iterable[Recorded], onto: State | None = None) -> State | None:
    """The state after `records`, in order; None if there is none at all."""
    records = list(records)
    state, taken = onto, list[Note]()
    for record in records:
        if state is not None and isinstance(record.event, NoteTaken):
            taken.append(Note(record.number, record.event))  # a run of notes at once: they are kept in one tuple
            continue
        if state is not None:
            state = _with_notes(state, taken)
            taken = []
        state = opened(record) if state is None else _applied(state, record)
    if state is None:
        return None
    events = tuple(record.event for record in records)
    return replace(_with_notes(state, taken), events=events if onto is None else (*onto.events, *events))


def apply(state: State, record: Recorded) -> State:
    """`state` after one more event."""
    return replace(_applied(state, record), events=(*state.events, record.event))


def _applied(state: State, record: Recorded) -> State:
    """`state` after one more event, which is still to be kept."""
    event, number = record.event, record.number
    state = replace(state, number=number)
    if not isinstance(event, Timing) and not event.prepares:
        state = replace(state, said_at=max(state.said_at or event.at, event.at))
    match event:
        case DayEvent():
            day = event.apply(state.day, number)
            if day.agenda is not state.day.agenda:
                state = replace(state, notebook=replace(state.notebook, agenda=day.agenda))
            state = replace(state, day=day)
        case NoteEvent():
            state = replace(state, notebook=event.apply(state.notebook, number))
        case AttendanceEvent():
            state = replace(state, attendance=event.apply(state.attendance, number))
        case NameEvent():
            state = replace(state, names=event.apply(state.names, number))
        case RoomEvent():
            state = state.with_part(event.apply(state.part(event.part), number))
        case SessionOpened():
            pass
        case _:
            raise TypeError(event.type)
    return state


def overtaken(state: State, record: Recorded) -> Message | None:
    """Say who was named to speak while this event was on its way, and counts in its place; None where it counts, or
    where both named the same one."""
    if not state.has_turns or record.number not in state.floor.overtaken or not state.floor.last:
        return None
    from workshop_tui.session.turns.events import TurnBegun

    event, stands = record.event, state.events[state.floor.last - 1]
    same = isinstance(event, TurnBegun) and isinstance(stands, TurnBegun) and event.speaker == stands.speaker
    return None if same else told(state, stands)


def told(state: State, event: Event) -> Message:
    """Say what an event did: “Aurélie moved on to “Pause” at 10:44”. `state` is the session that it belongs to."""
    match event:
        case CommandUndone() | CommandRedone() if about := _about(state, event):
            sentence = event.naming(told(state, about))
        case DayEvent():
            sentence = event.sentence(state.day)
        case NoteEvent():
            sentence = event.sentence(state.notebook)
        case AttendanceEvent():
            sentence = event.sentence(state.attendance)
        case RoomEvent():
            sentence = event.told(state)
        case NameEvent() | SessionOpened():
            sentence = event.sentence()
        case _:
            raise TypeError(event.type)
    return signed(event, sentence, state.agenda)


def group_told(state: State, segment: str | None, group: str) -> Message:
    """The words by which a group is called that a note of this segment was taken in; its key if nobody knows it."""
    from workshop_tui.session.groups.grouping import owner, title_of, with_group

    whose = owner(state.day, state.groups, segment) or with_group(state.day, state.groups, group)
    return title_of(state.day, state.groups, whose or "", group)


def _about(state: State, event: CommandUndone | CommandRedone) -> Timing | None:
    """The event that it took or brought back; None where that is not in the record: it was held, and is gone there."""
    about = state.events[event.number - 1] if event.number <= len(state.events) else None
    return about if isinstance(about, Timing) and not isinstance(about, CommandUndone | CommandRedone) else None


def _with_notes(state: State, taken: list[Note]) -> State:
    if not taken:
        return state
    said_at = max(state.said_at or taken[0].taken.at, *(note.taken.at for note in taken))
    return replace(state, number=taken[-1].number, said_at=said_at, notebook=state.notebook.adding(taken))
