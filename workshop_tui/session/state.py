"""Where a session stands: the fold of its events, frozen.

`fold` makes a `State` from events, `apply` adds one more; both say nothing about whether the event was
allowed, which is for `decisions` alone. The part that `undo` takes back is its `Day`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from types import MappingProxyType

from workshop_tui.agenda import Agenda, Block, Segment
from workshop_tui.session import events as e
from workshop_tui.session.attendance import NOBODY, Attendance, expected
from workshop_tui.session.attendance import step as step_attendance
from workshop_tui.session.day import Day, Progress, Visit, step
from workshop_tui.session.names import affiliations_in, names_in, says_who_or_where
from workshop_tui.text.folding import alike


@dataclass(frozen=True)
class Undoable:
    """A timing event that stands, and the day and the hand as they were before it."""

    number: int
    event: e.Timing
    before: Day
    hand: str | None


@dataclass(frozen=True)
class Note:
    """A note as it stands; `number` is that of the event that took it.

    `taken` says who took it when, and what it reads now. `changes` are what was done to it since, in order.
    """

    number: int
    taken: e.NoteTaken
    changes: tuple[e.NoteAmended | e.NoteWithdrawn | e.NoteBroughtBack, ...] = ()

    @property
    def last_by(self) -> str:
        """Who wrote what it reads now."""
        return self.changes[-1].by if self.changes else self.taken.by


@dataclass(frozen=True)
class State:
    """A session at one moment. `last_timing` is the number of the last event that a command must have seen, 0 if none.

    `plans` has every segment there ever was: the agenda's, and those added (even if that was taken back: a note may be
    about one). `forgotten` notes are counted, and no more; `erased` are the codes of names that were forgotten. `hand`
    is who leads, if anybody has taken it; `hands`, who led from when on. `pinned` is the note that the room is shown;
    `reasons`, why the day departed from its plan, by the number of the timing event or the key of a segment that
    overran; `named`, the people who were said by name or code, in order, and `affiliations`, where they belong: what
    was said stays said. `ordinary`: of a word that is part of a name (as `alike` has it), whether it is an ordinary one
    where it has no capital, as far as somebody said so.
    """

    id: str
    agenda: Agenda
    date: date
    day: Day
    plans: Mapping[str, Segment]
    hand: str | None = None
    hands: tuple[tuple[datetime, str | None], ...] = ()
    history: tuple[Undoable, ...] = ()
    notes: tuple[Note, ...] = ()
    withdrawn: tuple[Note, ...] = ()
    forgotten: int = 0
    erased: tuple[str, ...] = ()
    pinned: int | None = None
    reasons: Mapping[int | str, e.Reason] = field(default_factory=dict)
    ordinary: Mapping[str, bool] = field(default_factory=dict)
    initiatives: Mapping[str, e.Initiative] = field(default_factory=dict)
    attendance: Attendance = NOBODY
    named: tuple[str, ...] = ()
    affiliations: tuple[str, ...] = ()
    number: int = 0
    last_timing: int = 0
    last_timing_at: datetime | None = None

    def segment(self, key: str) -> Segment:
        """The plan of the segment called `key`; KeyError if there never was one."""
        return self.plans[key]

    def segments(self) -> Iterator[Segment]:
        """All segments of today, in today's order."""
        for block in self.agenda.blocks:
            yield from self.segments_of(block)

    def segments_of(self, block: Block) -> tuple[Segment, ...]:
        """The segments that this block has today, in today's order."""
        return tuple(self.plans[key] for key in self.day.order[block.key])

    def pins(self, block: Block) -> dict[str, datetime]:
        """The clock times that hold in this block, by segment: an appointment of the block that it was planned in."""
        return {s.key: self.agenda.instant(self.date, s.at) for s in block.segments if s.at}


def opened(record: e.Recorded) -> State:
    """The state right after a session's first event. Raises ValueError if it is another kind."""
    event = record.event
    if not isinstance(event, e.SessionOpened):
        raise ValueError(f"a session starts with SessionOpened, not {event.type}")
    plans = {s.key: s for s in event.agenda.segments()}
    day = Day(
        segments=MappingProxyType({key: Progress(allotted_s=s.minutes * 60) for key, s in plans.items()}),
        order=MappingProxyType({b.key: tuple(s.key for s in b.segments) for b in event.agenda.blocks}),
    )
    state = State(event.id, event.agenda, event.date, day, plans=MappingProxyType(plans), number=record.number,
                  attendance=expected(event.agenda))  # fmt: skip
    return _with_names(state, [event])


def fold(records: Iterable[e.Recorded], onto: State | None = None) -> State | None:
    """The state after `records`, in order; None if there is none at all."""
    state, taken = onto, list[Note]()
    for record in records:
        if state is not None and isinstance(record.event, e.NoteTaken):
            taken.append(Note(record.number, record.event))  # a run of notes at once: they are kept in one tuple
            continue
        if state is not None:
            state = _with_notes(state, taken)
            taken = []
        state = opened(record) if state is None else apply(state, record)
    return state if state is None else _with_notes(state, taken)


def _with_notes(state: State, taken: list[Note]) -> State:
    if not taken:
        return state
    noted = replace(state, number=taken[-1].number, notes=(*state.notes, *taken))
    return _with_names(noted, [note.taken for note in taken])


def _with_names(state: State, events: Iterable[e.Event]) -> State:
    """`state` with the people and where they belong, as these events say them."""
    named, places = list[str](), list[str]()
    for event in filter(says_who_or_where, events):
        named += names_in(event)
        places += affiliations_in(event)
    if not named and not places:
        return state
    named, places = [*state.named, *named], [*state.affiliations, *places]
    return replace(state, named=tuple(dict.fromkeys(named)), affiliations=tuple(dict.fromkeys(places)))


def apply(state: State, record: e.Recorded) -> State:
    """`state` after one more event."""
    after = _applied(state, record)
    if not isinstance(record.event, e.NoteTaken | e.SessionOpened):
        after = _with_names(after, [record.event])
    if after.hand == state.hand:
        return after
    return replace(after, hands=(*state.hands, (record.event.at, after.hand)))


def leaders(state: State, visit: Visit) -> tuple[str, ...]:
    """Who had the hand while `visit` lasted, in order."""
    had: list[str | None] = [None]
    for since, who in state.hands:
        if since <= visit.start:
            had = [who]
        elif visit.end is None or since < visit.end:
            had.append(who)
    return tuple(dict.fromkeys(who for who in had if who))


def _applied(state: State, record: e.Recorded) -> State:
    event, number = record.event, record.number
    if isinstance(event, e.Noting):
        return _noted(replace(state, number=number), number, event)
    if isinstance(event, e.SessionOpened | e.Saying | e.Attending):
        return _said(replace(state, number=number), event)
    if isinstance(event, e.NameForgotten):
        return replace(state, number=number, erased=(*state.erased, event.code))
    if isinstance(event, e.HandTaken):
        return replace(state, number=number, last_timing=number, hand=event.by)
    stamped = replace(state, number=number, last_timing=number, last_timing_at=event.at)
    if isinstance(event, e.CommandUndone):
        return _undo(stamped, event.number)
    if isinstance(event, e.SegmentAdded):
        added = Segment(key=event.segment, title=event.title, minutes=event.minutes)
        stamped = replace(stamped, plans=MappingProxyType({**state.plans, event.segment: added}))
    undoable = Undoable(number, event, state.day, state.hand)
    hand = event.hand if isinstance(event, e.SegmentStarted) else state.hand
    return replace(stamped, day=step(state.day, event), hand=hand, history=(*state.history, undoable))


def _said(state: State, event: e.SessionOpened | e.Saying | e.Attending) -> State:  # noqa: PLR0911 a case an event
    """What moves nothing, and is no note."""
    match event:
        case e.SessionOpened():
            return state
        case e.NotePinned():
            return replace(state, pinned=event.number)
        case e.InitiativeRecorded():
            return replace(state, initiatives=MappingProxyType({**state.initiatives, event.key: event.initiative}))
        case e.InitiativeWithdrawn():
            left = {key: one for key, one in state.initiatives.items() if key != event.key}
            return replace(state, initiatives=MappingProxyType(left))
        case e.WordSettled():
            return replace(state, ordinary=MappingProxyType({**state.ordinary, alike(event.word): event.ordinary}))
        case e.ReasonGiven():
            about = event.change or event.segment or 0
            given = {key: reason for key, reason in state.reasons.items() if key != about}
            reasons = given | {about: event.reason} if event.reason else given
            return replace(state, reasons=MappingProxyType(reasons))
        case _:
            return replace(state, attendance=step_attendance(state.attendance, event))


def _noted(state: State, number: int, event: e.Noting) -> State:
    if isinstance(event, e.NoteTaken):
        return _with_notes(state, [Note(number, event)])
    if isinstance(event, e.NoteForgotten):
        notes, withdrawn = (
            tuple(note for note in those if note.number != event.number) for those in (state.notes, state.withdrawn)
        )
        return replace(state, notes=notes, withdrawn=withdrawn, forgotten=state.forgotten + 1)
    return _changed(state, event)


def _changed(state: State, event: e.NoteAmended | e.NoteWithdrawn | e.NoteBroughtBack) -> State:
    """The notes after one was amended, withdrawn or brought back, in the order in which they were taken."""
    notes = {note.number: note for note in state.notes}
    withdrawn = {note.number: note for note in state.withdrawn}
    note = notes.get(event.number) or withdrawn.get(event.number)
    if note is None:
        raise KeyError(event.number)
    changes = (*note.changes, event)
    if isinstance(event, e.NoteAmended):
        note = replace(note, taken=note.taken.model_copy(update=event.content), changes=changes)
        (notes if note.number in notes else withdrawn)[note.number] = note
        return replace(state, notes=tuple(notes.values()), withdrawn=tuple(withdrawn.values()))
    going, coming = (notes, withdrawn) if isinstance(event, e.NoteWithdrawn) else (withdrawn, notes)
    going.pop(note.number, None)
    coming[note.number] = replace(note, changes=changes)
    by_number = sorted(notes.values(), key=lambda one: one.number)
    return replace(state, notes=tuple(by_number), withdrawn=tuple(withdrawn.values()))


def _undo(state: State, number: int) -> State:
    for i, undoable in enumerate(state.history):
        if undoable.number == number:
            event = undoable.event
            handed_over = isinstance(event, e.SegmentStarted) and event.hand == state.hand
            hand = undoable.hand if handed_over else state.hand
            return replace(state, day=undoable.before, hand=hand, history=state.history[:i])
    return state
