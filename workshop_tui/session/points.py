"""Points that outlast a day: follow-ups, questions, what was parked, expectations that were not met.

A point is a note of one day. The days that follow say what became of it; it is told once, with that history.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence

from msgspec import Struct

from workshop_tui.agenda import Agenda
from workshop_tui.holds import Fixed
from workshop_tui.locale import Message, say
from workshop_tui.session.notes.commands import AnswerPoint
from workshop_tui.session.notes.expectations import EXPECTATION, is_expectation
from workshop_tui.session.notes.fields import settled
from workshop_tui.session.notes.notebook import OUTCOMES, Answer, Note, Outcome
from workshop_tui.session.notes.tags import known_term, label
from workshop_tui.session.refusal import Refused, there_are
from workshop_tui.session.state import State
from workshop_tui.text import clean_line, fold

KINDS = ("action", "question", "parking", EXPECTATION)
"""The kinds of points, in the order in which they are gone through."""
SEVERAL = {
    "action": say("Follow-ups"), "question": say("Questions"), "parking": say("Parking lot"),
    EXPECTATION: say("Expectations"),
}  # fmt: skip
"""The headings over points of a kind that has the label of our own."""
UNMET = ("en-partie", "non")
"""The answers to an expectation that leave it open."""


class Step(Struct, frozen=True):
    """An answer to a point, and the session and day on which it was given."""

    session: Fixed
    day: dt.date
    answer: Answer


class Point(Struct, frozen=True):
    """A point: a note of a session, of this kind, and what was said of it since."""

    session: Fixed
    day: dt.date
    note: Note
    kind: Fixed
    history: tuple[Step, ...] = ()

    @property
    def handle(self) -> str:
        """The name by which a person means it: `formation-2026-10-01/12`."""
        return f"{self.session}/{self.note.number}"

    @property
    def outcome(self) -> str | None:
        """The last answer; None if there is none yet."""
        return self.history[-1].answer.outcome if self.history else None

    @property
    def open(self) -> bool:
        """Tell whether somebody still has to do or say something about it."""
        if self.history:
            return self.outcome == "goes_on"
        return not settled(self.note.taken)


def points(days: Sequence[State]) -> list[Point]:
    """The points of these days, which follow one another: by kind, then in the order in which they were noted."""
    steps: dict[tuple[str, int], list[Step]] = {}
    for day in days:
        for (session, number), given in day.notebook.answers.items():
            steps.setdefault((session or day.id, number), []).append(Step(day.id, day.date, given))
    found = [
        Point(day.id, day.date, note, kind, tuple(steps.get((day.id, note.number), ())))
        for day in days
        for note in day.notebook.notes
        if (kind := _kind(day, note))
    ]
    return sorted(found, key=lambda one: KINDS.index(one.kind))


def points_of(state: State) -> list[Point]:
    """The points of a session and of those that it follows."""
    return points((*(state.chain.before if state.chain else ()), state))


def open_ones(found: Iterable[Point]) -> list[Point]:
    """The points that are open."""
    return [one for one in found if one.open]


def brought(found: Iterable[Point], session: str) -> list[Point]:
    """The points of other days that are open, or were answered in this session."""
    before = (one for one in found if one.session != session)
    return [one for one in before if one.open or any(step.session == session for step in one.history)]


def by_kind(found: Iterable[Point]) -> list[tuple[str, list[Point]]]:
    """The points of each kind that there are, in the order of `KINDS`."""
    kinds: dict[str, list[Point]] = {kind: [] for kind in KINDS}
    for one in found:
        kinds[one.kind].append(one)
    return [(kind, those) for kind, those in kinds.items() if those]


def answering(state: State, point: Point, outcome: Outcome | None, why: str | None = None) -> AnswerPoint:
    """The command that says in this session what became of the point."""
    return AnswerPoint(point.note.number, outcome, why, None if point.session == state.id else point.session)


def heading(agenda: Agenda, kind: str) -> Message:
    """The heading over points of this kind: the agenda's own label for it, else that of several."""
    term = known_term(agenda, "kinds", kind)
    return SEVERAL[kind] if kind in SEVERAL and not (term and term.label) else label(agenda, "kinds", kind)


def outcome_word(answer: Answer) -> Message:
    """The words for an outcome: “goes on”."""
    return OUTCOMES[answer.outcome]


def by_date_and_person(found: Iterable[Point]) -> list[Point]:
    """The points by the date that they are due, those with none last; then by who sees to them, then by day."""

    def place(one: Point) -> tuple[bool, str, str, dt.date, int]:
        details = one.note.taken.details
        who, when = (details.who or "", details.due or "") if details else ("", "")
        day = due_date(one)
        return day is None, day.isoformat() if day else when, fold(who), one.day, one.note.number

    return sorted(found, key=place)


def due_date(point: Point) -> dt.date | None:
    """The date by which it is to be done, where one was written."""
    said = point.note.taken.details.due if point.note.taken.details else None
    try:
        return dt.date.fromisoformat((said or "").strip())
    except ValueError:
        return None


def meant_point(found: Sequence[Point], named: str) -> Point:
    """The point that a person means, by its handle, or by its number where only one has it. Raises `Refused`."""
    session, _slash, number = named.strip().rpartition("/")
    those = [one for one in found if str(one.note.number) == number and session in ("", one.session)]
    if len(those) == 1:
        return those[0]
    if those:
        handles = ", ".join(one.handle for one in those)
        raise Refused(say("several points could be meant: {points}", points=handles))
    there = there_are(one.handle for one in found)
    raise Refused(say("no point is “{name}”{there}", name=clean_line(named), there=there))


def _kind(day: State, note: Note) -> str | None:
    """The kind of point that a note is; None if it is none."""
    taken = note.taken
    if taken.kind != EXPECTATION and taken.kind in KINDS:
        return taken.kind
    unmet = taken.details is not None and taken.details.met in UNMET  # first: of ten thousand few have one
    return EXPECTATION if unmet and is_expectation(day.day, note) else None
