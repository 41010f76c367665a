"""A session summed up for its readers: pure, typed, in no language and no format yet. Every format is made from it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from msgspec.structs import replace

from workshop_tui.agenda import Agenda, Block, Item, Segment, Term, Trainer
from workshop_tui.agenda.vocabulary import BUFFER, REASONS
from workshop_tui.locale import Message, say
from workshop_tui.report.changes import changes
from workshop_tui.report.decided import Decided, decided
from workshop_tui.report.printed import Named, Teller, Told
from workshop_tui.report.requests import Requests, requests_of
from workshop_tui.report.speaking import Speaking, speaking, without_turns
from workshop_tui.session.attendance.presence import Presence, presence
from workshop_tui.session.evaluation.events import SheetRemoved
from workshop_tui.session.evaluation.results import Results, results
from workshop_tui.session.event import Recorded, person
from workshop_tui.session.events import SessionOpened
from workshop_tui.session.notes.degrees import degrees_of
from workshop_tui.session.notes.expectations import CLOSING, is_expectation
from workshop_tui.session.notes.fields import settled
from workshop_tui.session.notes.matrix import Matrix, matrix
from workshop_tui.session.notes.notebook import NoteContent
from workshop_tui.session.points import Point, brought, by_kind
from workshop_tui.session.privacy.confidentiality import Veil
from workshop_tui.session.privacy.hiding import Asked, hidden, told_of
from workshop_tui.session.privacy.together import public, told_points, told_together
from workshop_tui.session.sentences import not_as_planned
from workshop_tui.session.state import State, told
from workshop_tui.session.timing.continuing import chain_of, together
from workshop_tui.session.timing.day import Day, Mode, Standing
from workshop_tui.session.timing.deviations import Deviation, deviations
from workshop_tui.session.timing.events import HandTaken
from workshop_tui.session.timing.revisions import Revision, revisions
from workshop_tui.session.timing.timeline import BlockTimes, SegmentTimes, Timeline, timeline

OTHERWISE_MIN = 3
"""Minutes more or less than planned, from which on a segment is to be planned anew."""


@dataclass(frozen=True)
class Held:
    """A segment, planned against actual.

    `over_s`: used beyond what was planned (of an added one, given), told as `over_min`. `led_by`: who led it, if not as
    planned.
    `together`: what it goes on with, in words, and what both took.
    `left_running`: it is live still, of a day that was left open: how long it was held, nobody knows.
    """

    times: SegmentTimes
    over_s: int
    over_min: int
    led_by: tuple[str, ...]
    left_running: bool = False
    together: Message | None = None

    @property
    def held(self) -> bool:
        """Tell whether it was live at all."""
        return self.times.actual_start is not None

    @property
    def changes(self) -> list[Message]:
        """The changes to it, in words: what was not as planned."""
        led = [say("led by {who}", who=", ".join(self.led_by))] if self.led_by else []
        return [*([self.together] if self.together else []), *not_as_planned(self.times), *led]

    @property
    def skipped(self) -> bool:
        return self.times.standing is Standing.SKIPPED


@dataclass(frozen=True)
class Covered:
    """A programme item, the segments that cover it, and how many notes were taken in them."""

    item: Item
    segments: tuple[Held, ...]
    notes: int

    @property
    def held(self) -> bool:
        return any(segment.held for segment in self.segments)


@dataclass(frozen=True)
class Digest:
    """The content of a report, without what its confidentiality hides. Private notes are in it only if asked for.

    `made_at`: when it was summed up; `revisions`: how often the plan of each block was changed, and when last.
    `presence`: who was there how long, `speaking`: who spoke how long. `notes`: all of them, by segment.
    `trail`: what moved the day, when, in words; `changes`: those that are no ordinary step;
    `departures`: where it departed from its plan, and why, in digests with
    private notes. `words`: the phases that notes name, for the glossary. `asked`: words that may be names, or not.
    """

    state: State
    made_at: datetime
    times: Timeline
    revisions: Mapping[str, Revision]
    veil: Veil
    blocks: tuple[tuple[BlockTimes, tuple[Held, ...]], ...]
    presence: Presence
    speaking: Speaking
    programme: tuple[Covered, ...]
    initiatives: tuple[Named, ...]
    notes: tuple[tuple[Segment | None, tuple[Told, ...]], ...]
    matrix: Matrix
    requests: tuple[Requests, ...]
    trail: tuple[tuple[datetime, Message], ...]
    changes: tuple[tuple[datetime, Message], ...]
    departures: tuple[Deviation, ...]
    asked: tuple[Asked, ...]
    draw: str | None
    """The lot of the session, by which codes are drawn: it is told nobody (`identity` makes what may be)."""
    points: Callable[[], list[Point]]
    """Gives the points of this day and of those that it goes on from: few papers have them, and they are looked for."""

    @property
    def agenda(self) -> Agenda:
        return self.state.agenda

    @property
    def came(self) -> tuple[tuple[Block, int], ...]:
        """Each block that was held, and how many took part in it; nothing if nobody was noted."""
        there = self.presence
        return tuple((half.block, there.came(half)) for half in there.halves if half.held) if there.noted else ()

    @property
    def trainers(self) -> tuple[Trainer, ...]:
        return self.agenda.trainers

    # ── notes, by what they are for ────────────────────────────────────────────────────────────────────
    @property
    def told(self) -> list[Told]:
        """The notes, all of them, by segment."""
        return [one for _segment, notes in self.notes for one in notes]

    @property
    def essential(self) -> list[Told]:
        """The notes of what is to be remembered, and of what was decided."""
        return [one for one in self.told if one.note.taken.remember or one.note.taken.kind == "decision"]

    @property
    def decisions(self) -> list[Decided]:
        """The decisions, in the order in which they were noted, each with how it was taken."""
        return sorted(decided(self.state, self.told), key=lambda one: one.told.note.number)

    @property
    def answers(self) -> Results:
        """The answers to the evaluation, summed up question by question."""
        return results(self.agenda, self.state.evaluation)

    def of_kind(self, *kinds: str) -> list[Told]:
        """The notes of these kinds."""
        return [one for one in self.told if one.note.taken.kind in kinds]

    def in_segments(self, *kinds: str) -> list[Told]:
        """The notes taken in segments of these kinds."""
        return [one for segment, notes in self.notes if segment and segment.kind in kinds for one in notes]

    @property
    def expectations(self) -> list[Told]:
        """The notes of what people came for."""
        return [one for one in self.told if is_expectation(self.state.day, one.note)]

    @property
    def evaluation(self) -> list[Told]:
        """The notes of what was said in the closing, but for late expectations."""
        return [one for one in self.in_segments(CLOSING) if not is_expectation(self.state.day, one.note)]

    @property
    def open_points(self) -> list[Told]:
        """Questions and what was parked, those that are not settled first."""
        return sorted(self.of_kind("question", "parking"), key=lambda one: settled(one.note.taken))

    @property
    def degrees(self) -> list[tuple[Term, int]]:
        """The degrees of participation that were noted of requests, from the least, and of how many each."""
        return degrees_of(self.agenda, (one.note.taken for one in self.told))

    @property
    def brought(self) -> list[tuple[str, list[Point]]]:
        """The points of earlier days that are open still, or were answered on this one, by kind."""
        return by_kind(brought(self.points(), self.state.id))

    @property
    def private_notes(self) -> list[Told]:
        """The notes that are in this digest only because private ones were asked for; but `unasked` quotes."""
        return [one for one in self.told if is_private(one.note.taken) and not is_unasked(one.note.taken)]

    @property
    def unasked(self) -> list[Told]:
        """The quotes of which nobody noted whether their speaker agreed: no paper that leaves prints them."""
        return [one for one in self.told if is_unasked(one.note.taken)]

    @property
    def to_check(self) -> list[Told]:
        """The notes that are marked to be checked."""
        return [one for one in self.told if one.note.taken.check]

    # ── for the review ─────────────────────────────────────────────────────────────────────────────────
    @property
    def incidents(self) -> list[Deviation]:
        """Departures for something technical, or as somebody was late."""
        return [one for one in self.departures if one.reason in ("technical", "late")]

    @property
    def by_reason(self) -> list[tuple[str | None, int, int]]:
        """For each reason, and for none: how many minutes it cost the day in all, how many departures."""
        reasons = [*(word.key for word in REASONS), None]
        those = {reason: [one for one in self.departures if one.reason == reason] for reason in reasons}
        return [(key, sum(one.shift_min or 0 for one in found), len(found)) for key, found in those.items() if found]

    @property
    def otherwise(self) -> list[Held]:
        """Segments that took at least `OTHERWISE_MIN` more or less than planned, or were not held: to plan anew."""
        rows = [row for _block, held in self.blocks for row in held if not row.times.unplanned]
        return [
            row for row in rows if (abs(row.over_min) >= OTHERWISE_MIN if row.held else row.times.plan.kind != BUFFER)
        ]

    @property
    def roles(self) -> tuple[tuple[Term, tuple[Told, ...]], ...]:
        """Observations and ideas, by the stakeholder that they name, in the agenda's order; a member's with its
        family's."""
        families = {key: one for one in self.agenda.stakeholders for key in (one.key, *one.members)}
        by_key: dict[str, tuple[Term, list[Told]]] = {one.key: (one, []) for one in self.agenda.stakeholders}
        for one in self.of_kind("constat", "idee"):
            for who in {term.key: term for term in (families.get(who.key, who) for who in one.stakeholders)}.values():
                by_key.setdefault(who.key, (who, []))[1].append(one)
        return tuple((who, tuple(notes)) for who, notes in by_key.values() if notes)

    @property
    def case_notes(self) -> list[Told]:
        """The notes about the case, and those taken while it was presented."""
        cases = {one.key for one in self.initiatives if one.initiative.case}
        during = {one.note.number for one in self.in_segments("etude-de-cas")}
        return [one for one in self.told if one.about in cases or one.note.number in during]

    @property
    def words(self) -> list[Term]:
        """The phases that notes name, in the agenda's order."""
        named = {key for one in self.told for key in one.note.taken.phases}
        return [phase for phase in self.agenda.phases if phase.key in named]


def digest(state: State, now: datetime, *, private: bool = False, records: Iterable[Recorded] = ()) -> Digest:
    """The summary of `state`, seen at `now` (an ended day no longer depends on it); its `records` make the trail.

    A quote counts as private unless somebody noted that its speaker agreed to it.
    """
    changed, as_it_is = _revised(state), state
    handed_out = hidden(state)
    records = told_of(state, [one for one in records if _moves(one) or isinstance(one.event, SheetRemoved)])
    state = handed_out.state
    times = timeline(state.day, now if state.day.mode is not Mode.ENDED else state.day.ended_at or now).calm()
    blocks = tuple((block, tuple(_held(state, row, times) for row in block.segments)) for block in times.blocks)
    by_key = {held.times.key: held for _block, rows in blocks for held in rows}
    teller = Teller(state)
    printed = [note for note in state.notebook.notes if private or not is_private(note.taken)]
    said = tuple(teller.note(note) for note in printed)
    notes = _by_segment(state, said)
    about: dict[str, list[int]] = {}
    for one in said:
        if one.about:
            about.setdefault(one.about, []).append(one.note.number)
    noted = {segment.key: len(those) for segment, those in notes if segment}
    departures = tuple(deviations(state.day, times.now)) if private else ()
    spoke = speaking(state, times.now, private=private)
    state = state if private else without_turns(state)
    return Digest(
        state=state,
        made_at=now,
        times=times,
        revisions=changed,
        veil=Veil(state),
        blocks=blocks,
        presence=presence(state.day, state.attendance, times.now),
        speaking=spoke,
        programme=tuple(
            Covered(
                item,
                tuple(by_key[s.key] for s in state.day.all_segments() if item.key in s.covers),
                sum(noted.get(s.key, 0) for s in state.day.all_segments() if item.key in s.covers),
            )
            for item in state.agenda.programme
        ),
        initiatives=tuple(
            teller.initiative(key, about.get(key, ()))
            for key in state.notebook.known
            if key in state.notebook.initiatives or key in about
        ),
        notes=notes,
        matrix=matrix(state.agenda, printed),
        requests=requests_of(state, [one for _segment, those in notes for one in those]),
        trail=tuple((record.event.at, told(state, record.event)) for record in records if _moves(record)),
        changes=tuple((record.event.at, told(state, record.event)) for record in changes(records, departures)),
        departures=departures,
        asked=handed_out.asked,
        draw=as_it_is.names.draw,
        points=partial(_points, as_it_is, private=private),
    )


def _points(state: State, *, private: bool) -> list[Point]:
    """The points, without what is hidden."""
    before = state.chain.before if state.chain else ()
    found = list(told_together((*before, state)).points) if before else told_points(state, Veil(state))
    return found if private else public(found)


def _revised(state: State) -> Mapping[str, Revision]:
    opened, *events = state.events
    assert isinstance(opened, SessionOpened)
    found, veil = revisions(Day.of(opened.agenda, opened.date), opened.at, events), Veil(state)
    return {
        key: replace(one, removed=replace(one.removed, title=veil.planned(one.removed.title))) if one.removed else one
        for key, one in found.items()
    }


def is_private(taken: NoteContent) -> bool:
    """Tell whether no paper that leaves prints it: it is for the co-trainers, or a quote to which nobody agreed."""
    return taken.private or (taken.kind == "verbatim" and not (taken.details and taken.details.agreed))


def is_unasked(taken: NoteContent) -> bool:
    """Tell whether it is a quote of which nobody noted whether its speaker agreed."""
    agreed = taken.details.agreed if taken.details else None
    return taken.kind == "verbatim" and not taken.private and agreed is None


def _moves(record: Recorded) -> bool:
    return record.event.must_be_seen and not isinstance(record.event, HandTaken)


def _held(state: State, times: SegmentTimes, seen: Timeline) -> Held:
    planned, left_running = times.plan.minutes * 60, bool(seen.left_open) and times.standing is Standing.LIVE
    led = dict.fromkeys(who for visit in state.day.segments[times.key].visits for who in state.day.leaders(visit))
    unplanned = tuple(person(state.agenda, who) for who in led if who not in times.plan.lead)
    known = times.actual_start is not None and not left_running
    over_s, over_min = times.elapsed_s - planned if known else 0, times.used_min - times.plan.minutes if known else 0
    whole = together(state.day, times.key, seen.now) if times.plan.continues else None
    return Held(times, over_s, over_min, unplanned, left_running, whole)


def _by_segment(state: State, told: tuple[Told, ...]) -> tuple[tuple[Segment | None, tuple[Told, ...]], ...]:
    by_key: dict[str | None, list[Told]] = {}
    for one in told:
        by_key.setdefault(one.note.taken.segment, []).append(one)
    plans = state.day.plans
    places = {key: place for place, key in enumerate(plans)}
    keys = sorted(
        plans, key=lambda key: (places[chain_of(state.day, key)[0]], places[key])
    )  # what goes on with another
    segments = [(None, by_key.get(None)), *((plans[key], by_key.get(key)) for key in keys)]  # stands right behind it
    return tuple((segment, tuple(those)) for segment, those in segments if those)
