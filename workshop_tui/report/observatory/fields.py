"""The fields of the observatory's JSON, and what each means (`workshop-tui schema --observatory`); docs/observatory.md.

`version` counts what would break a reader: a field that is renamed, removed, or comes to mean something else. Fields
may be added without it. What is folded has no count: null. Under `chatham` no session, day or territory is told.
"""

from __future__ import annotations

from typing import Annotated, Literal

from msgspec import Meta, Struct

VERSION = 1


class Count(Struct):
    """How far something spreads. `folded`: fewer sessions than `fold`, and not told how many."""

    sessions: int | None
    of_sessions: int
    territories: int | None
    of_territories: int
    folded: bool


class SessionShape(Struct):
    """A session: `name` is what it is called in this report, `id` its own; null where a name is hidden in that."""

    name: str
    id: str | None
    date: str
    title: str
    territory: str | None


class WordShape(Struct):
    """A phase, a stakeholder, a kind of note or a degree of participation. `known_in`: the number of sessions whose
    vocabulary has it; 0: in none, it is a tag as it was written. An empty key: none was said."""

    key: str
    label: str
    known_in: int


class Words(Struct):
    """A note as it is quoted, and in which session (`name`) and territory; null where that is not told."""

    text: str
    session: str | None
    territory: str | None
    kind: str | None
    answer: str | None


class CellShape(Struct):
    """A phase and a stakeholder that were spoken of together, in at least one session."""

    phase: str
    stakeholder: str
    count: Count


class SilenceShape(Struct):
    """A phase, and the stakeholders of whom nobody spoke in it."""

    phase: str
    stakeholders: list[str]


class Silent(Struct):
    """The silence of all sessions: whole phases, whole stakeholders, and the cells of the others."""

    phases: list[str]
    stakeholders: list[str]
    cells: list[SilenceShape]


class RequestShape(Struct):
    """The requests of one phase, purpose, asker and asked (keys; empty: not said). `way`: from or to the collective."""

    phase: str
    purpose: str
    way: Literal["from", "to", "other"]
    asker: str
    asked: str
    count: Count
    answered: Count
    unanswered: Count


class DegreeShape(Struct):
    """The requests of one degree of participation (empty: not said) that go one way."""

    degree: str
    way: Literal["from", "to", "other"]
    count: Count
    answered: Count
    unanswered: Count


class RecurringShape(Struct):
    """The barriers (`frein`), the enablers (`levier`) or the agreed quotes (`verbatim`) of a phase."""

    phase: str
    kind: str
    count: Count
    notes: list[Words]


class StepShape(Struct):
    """An initiative in one session: the phase that it had reached, and those in which it was spoken of."""

    session: str | None
    date: str | None
    reached: str | None
    spoken: list[str]


class InitiativeShape(Struct):
    """An initiative over the sessions. `phases`: those it went through, in the order of dates."""

    key: str
    name: str
    also: list[str]
    count: Count
    phases: list[str]
    steps: list[StepShape]
    stakeholders: list[str]
    said: dict[str, list[str]]
    notes: list[Words]


class ReasonShape(Struct):
    """The departures from the plan for a reason (null: none was given)."""

    reason: str | None
    count: Count
    departures: int | None
    minutes: int | None


class SegmentShape(Struct):
    """A segment, by its title, that departed from its plan; `planned`: the number of sessions that planned it."""

    title: str
    count: Count
    planned: int
    minutes: list[int]


class KindShape(Struct):
    """A kind of note."""

    kind: str
    count: Count


class ObservatoryShape(Struct):
    """The observatory of some sessions."""

    version: Annotated[int, Meta(description="The version of this shape.")]
    series: str | None
    confidentiality: Literal["nominatif", "pseudonyme", "chatham"]
    fold: int
    first: str
    last: str
    of_sessions: int
    of_territories: int
    without_territory: int
    territories: list[str]
    sessions: list[SessionShape]
    phases: list[WordShape]
    stakeholders: list[WordShape]
    kinds_of_notes: list[WordShape]
    degrees_of_participation: list[WordShape]
    cells: list[CellShape]
    silent: Silent
    requests: list[RequestShape]
    degrees: list[DegreeShape]
    recurring: list[RecurringShape]
    initiatives: list[InitiativeShape]
    folded_initiatives: int
    reasons: list[ReasonShape]
    segments: list[SegmentShape]
    kinds: list[KindShape]
