"""A session summed up for its readers: pure, typed, in no language and no format yet."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from workshop_tui.agenda import Agenda, Block, Item, Segment, Term, Trainer
from workshop_tui.locale import Message, say
from workshop_tui.session.account import not_as_planned, person
from workshop_tui.session.day import Mode, Standing
from workshop_tui.session.details import LABELS as FIELD_LABELS
from workshop_tui.session.details import fields_of, shown
from workshop_tui.session.events import Initiative
from workshop_tui.session.initiatives import CASE_LABELS, LABELS, initiative_of, value
from workshop_tui.session.matrix import Matrix, matrix
from workshop_tui.session.state import Note, State, leaders
from workshop_tui.session.timeline import BlockTimes, SegmentTimes, timeline
from workshop_tui.session.veil import Veil


@dataclass(frozen=True)
class Held:
    """A segment, planned against actual.

    `over_s`: used beyond what was planned (of an added one, given). `led_by`: who led it, if that was not the plan.
    """

    times: SegmentTimes
    over_s: int
    led_by: tuple[str, ...]

    @property
    def held(self) -> bool:
        """Whether it was live at all."""
        return self.times.actual_start is not None

    @property
    def changes(self) -> list[Message]:
        """In words, what of it was not as planned."""
        led = [say("led by {who}", who=", ".join(self.led_by))] if self.led_by else []
        return [*not_as_planned(self.times), *led]

    @property
    def skipped(self) -> bool:
        return self.times.standing is Standing.SKIPPED


@dataclass(frozen=True)
class Covered:
    """A programme item and the segments that cover it."""

    item: Item
    segments: tuple[Held, ...]

    @property
    def held(self) -> bool:
        return any(segment.held for segment in self.segments)


@dataclass(frozen=True)
class Told:
    """A note as it is printed: who took it, and its tags as terms (or as words that no list knows)."""

    note: Note
    author: str
    kind: Term | None
    phases: tuple[Term, ...]
    stakeholders: tuple[Term, ...]
    fields: tuple[tuple[Message, Message | str], ...]
    """Those of its kind that say something: a label, a value."""
    initiative: str | None
    """The name of the one it is about."""

    @property
    def at(self) -> datetime:
        return self.note.taken.at

    @property
    def text(self) -> str:
        return self.note.taken.text


@dataclass(frozen=True)
class Named:
    """An initiative as it is printed: what is said of it, a label and a value each."""

    initiative: Initiative
    fields: tuple[tuple[Message, str], ...]
    case: tuple[tuple[Message, str], ...]


@dataclass(frozen=True)
class Digest:
    """All that a report says, but for what its confidentiality hides. Private notes are in it only if asked for.

    `came`: each block, and how many took part in it; nothing if nobody was noted.
    """

    state: State
    veil: Veil
    came: tuple[tuple[Block, int], ...]
    initiatives: tuple[Named, ...]
    blocks: tuple[tuple[BlockTimes, tuple[Held, ...]], ...]
    programme: tuple[Covered, ...]
    notes: tuple[tuple[Segment | None, tuple[Told, ...]], ...]
    remember: tuple[Told, ...]
    matrix: Matrix
    follow_ups: tuple[Told, ...]
    parking: tuple[Told, ...]

    @property
    def agenda(self) -> Agenda:
        return self.state.agenda

    @property
    def trainers(self) -> tuple[Trainer, ...]:
        return self.agenda.trainers


def digest(state: State, now: datetime, *, private: bool = False) -> Digest:
    """The summary of `state`, seen at `now` (an ended day no longer depends on it)."""
    times = timeline(state, now if state.day.mode is not Mode.ENDED else state.day.ended_at or now)
    blocks = tuple((block, tuple(_held(state, segment) for segment in block.segments)) for block in times.blocks)
    by_key = {held.times.key: held for _block, rows in blocks for held in rows}
    veil = Veil(state)
    told = tuple(_told(state, veil, note) for note in state.notes if private or not note.taken.private)
    came = tuple((block, len(state.attendance.came(block.key))) for block in state.agenda.blocks)
    return Digest(
        state=state,
        veil=veil,
        came=came if any(count for _block, count in came) else (),
        initiatives=tuple(_named(state, veil.initiative(one)) for one in state.initiatives.values()),
        blocks=blocks,
        programme=tuple(
            Covered(item, tuple(by_key[s.key] for s in state.segments() if item.key in s.covers))
            for item in state.agenda.programme
        ),
        notes=_by_segment(state, told),
        remember=tuple(one for one in told if one.note.taken.remember or one.note.taken.kind == "decision"),
        matrix=matrix(state.agenda, (one.note for one in told)),
        follow_ups=tuple(one for one in told if one.note.taken.kind == "action"),
        parking=tuple(one for one in told if one.note.taken.kind == "parking"),
    )


def term(terms: tuple[Term, ...], key: str) -> Term:
    """The term that `key` names, or whose member it is; a tag that no list knows is a term of its own."""
    for one in terms:
        if one.key == key:
            return one
    for one in terms:
        if key in one.members:
            return Term.model_construct(key=one.key, label=key, also=(), members=())
    return Term.model_construct(key=key, label=f"{key} (?)", also=(), members=())


def _held(state: State, times: SegmentTimes) -> Held:
    planned = times.plan.minutes * 60
    led = dict.fromkeys(who for visit in state.day.segments[times.key].visits for who in leaders(state, visit))
    unplanned = tuple(person(state.agenda, who) for who in led if who not in times.plan.lead)
    return Held(times, over_s=times.elapsed_s - planned if times.actual_start else 0, led_by=unplanned)


def _named(state: State, one: Initiative) -> Named:
    def said(labels: dict[str, Message]) -> tuple[tuple[Message, str], ...]:
        rows = ((label, value(state.agenda, one, field)) for field, label in labels.items() if field != "name")
        return tuple((label, words) for label, words in rows if words)

    return Named(one, said(LABELS), said(CASE_LABELS) if one.case else ())


def _told(state: State, veil: Veil, note: Note) -> Told:
    about = initiative_of(state, note)
    note = veil.note(note)
    taken, agenda = note.taken, state.agenda
    return Told(
        note=note,
        author=veil.author(taken.by),
        fields=tuple((FIELD_LABELS[name], shown(agenda, name, said)) for name, said in fields_of(taken)),
        initiative=veil.initiative(state.initiatives[about]).name if about else taken.initiative,
        kind=term(agenda.kinds, taken.kind) if taken.kind else None,
        phases=tuple(term(agenda.phases, key) for key in taken.phases),
        stakeholders=tuple(term(agenda.stakeholders, key) for key in taken.stakeholders),
    )


def _by_segment(state: State, told: tuple[Told, ...]) -> tuple[tuple[Segment | None, tuple[Told, ...]], ...]:
    groups: list[tuple[Segment | None, tuple[Told, ...]]] = []
    for segment in (None, *state.plans.values()):
        key = segment.key if segment else None
        mine = tuple(one for one in told if one.note.taken.segment == key)
        if mine:
            groups.append((segment, mine))
    return tuple(groups)
