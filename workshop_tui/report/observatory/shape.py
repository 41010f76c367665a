"""The observatory as JSON: its fields and what each means (`workshop-tui schema --observatory`); docs/observatory.md.

`version` counts what would break a reader: a field that is renamed, removed, or comes to mean something else. Fields
may be added without it. What is folded has no count: null. Under `chatham` no session, day or territory is told.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated, Any, Literal

import msgspec
from msgspec import Meta, Struct

from workshop_tui.agenda.structs import encode
from workshop_tui.locale import speaking
from workshop_tui.report.observatory.departures import ByReason, Overrun
from workshop_tui.report.observatory.grid import Grid
from workshop_tui.report.observatory.initiatives import Followed, Step
from workshop_tui.report.observatory.requests import Asked, answered
from workshop_tui.report.observatory.series import Said, Series, Spread
from workshop_tui.report.observatory.whole import Observatory
from workshop_tui.report.observatory.words import Axis, Word

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
    """A phase, a stakeholder or a kind of note. `known_in`: the number of sessions whose vocabulary has it; 0: in none,
    it is a tag as it was written. An empty key: none was said."""

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
    cells: list[CellShape]
    silent: Silent
    requests: list[RequestShape]
    recurring: list[RecurringShape]
    initiatives: list[InitiativeShape]
    folded_initiatives: int
    reasons: list[ReasonShape]
    segments: list[SegmentShape]
    kinds: list[KindShape]


def schema() -> dict[str, Any]:
    """The JSON Schema of the observatory."""
    head = {"$schema": "https://json-schema.org/draft/2020-12/schema", "$id": f"urn:workshop-tui:observatory:{VERSION}",
            "title": "workshop-tui observatory"}  # fmt: skip
    return head | msgspec.json.schema(ObservatoryShape)


def as_json(whole: Observatory, language: str) -> str:
    """The observatory, its labels in French (`fr`) or English (`en`)."""
    with speaking(language):
        return encode(shape(whole), indent=2) + "\n"


def shape(whole: Observatory) -> ObservatoryShape:
    """The whole observatory, in the language in use."""
    series, made = whole.series, whole.grid
    return ObservatoryShape(
        version=VERSION, series=series.name, confidentiality=series.rule, fold=series.fold,  # type: ignore[arg-type]
        first=series.first.isoformat(), last=series.last.isoformat(), of_sessions=len(series.sessions),
        of_territories=series.all_territories, without_territory=series.nowhere_said, territories=series.territories,
        sessions=_sessions(series),
        phases=_words(made.phases), stakeholders=_words(made.stakeholders),
        kinds_of_notes=_words(Axis(series.sessions, "kinds").words()),
        cells=[CellShape(phase.key, who.key, count(cell.spread)) for phase in made.phases for who in made.stakeholders
               if (cell := made.cells.get((phase.key, who.key)))],
        silent=silent(made),
        requests=[
            RequestShape(one.phase.key, one.purpose, one.way, one.asker.key, one.asked.key,  # type: ignore[arg-type]
                         *counts(one.count))
            for one in whole.requests.rows
        ],
        recurring=[
            *(RecurringShape(one.phase.key, one.kind, count(one.spread), quoted(series, one.notes, one.spread))
              for one in whole.recurring),
            *(RecurringShape(word.key, "verbatim", count(spread), quoted(series, notes, spread))
              for word, spread, notes in whole.verbatims),
        ],
        initiatives=[initiative(series, one) for one in whole.told_initiatives],
        folded_initiatives=len(whole.initiatives) - len(whole.told_initiatives),
        reasons=[reason(one) for one in whole.departures.by_reason],
        segments=[segment(one) for one in whole.departures.by_segment],
        kinds=[KindShape(one.word.key, count(one.spread)) for one in whole.kinds],
    )  # fmt: skip


def count(spread: Spread) -> Count:
    """A spread as it is told."""
    told = (None, None) if spread.folded else (spread.sessions, spread.territories)
    return Count(told[0], spread.all_sessions, told[1], spread.all_territories, spread.folded)


def silent(made: Grid) -> Silent:
    """The phases, stakeholders and cells that nobody spoke of."""
    return Silent(
        [one.key for one in made.silent_phases], [one.key for one in made.silent_stakeholders],
        [SilenceShape(one.phase.key, [who.key for who in one.stakeholders]) for one in made.silences],
    )  # fmt: skip


def reason(one: ByReason) -> ReasonShape:
    """The departures for a reason."""
    told = (None, None) if one.spread.folded else (one.count, one.minutes)
    return ReasonShape(one.reason, count(one.spread), *told)


def segment(one: Overrun) -> SegmentShape:
    """The departures of a segment."""
    return SegmentShape(one.title, count(one.spread), one.planned, [] if one.spread.folded else list(one.minutes))


def counts(asked: Asked) -> tuple[Count, Count, Count]:
    """The requests, those with an answer, those without."""
    return count(asked.spread), count(asked.answered), count(asked.unanswered)


def quoted(series: Series, notes: Iterable[Said], spread: Spread | None = None) -> list[Words]:
    """The notes as they are quoted; none where the count that they are of (`spread`) is folded."""
    if spread is not None and spread.folded:
        return []
    return [
        Words(
            one.note.taken.text, None if series.nowhere else series.called(one.place),
            series.sessions[one.place].agenda.territory, one.note.taken.kind,
            one.note.taken.details.answer if one.note.taken.details and answered(one) else None,
        )
        for one in series.in_order(notes)
    ]  # fmt: skip


def initiative(series: Series, one: Followed) -> InitiativeShape:
    """An initiative over the sessions."""
    return InitiativeShape(
        one.key, one.name, list(one.also), count(one.spread), [word.key for word in one.way],
        [_step(series, step) for step in one.steps], [word.key for word in one.links],
        {str(label): list(map(str, values)) for label, values in one.fields}, quoted(series, one.notes),
    )  # fmt: skip


def _step(series: Series, step: Step) -> StepShape:
    session, day = (None, None) if series.nowhere else (series.called(step.place), step.day.isoformat())
    return StepShape(session, day, step.reached.key if step.reached else None, [word.key for word in step.spoken])


def _sessions(series: Series) -> list[SessionShape]:
    if series.nowhere:
        return []
    return [
        SessionShape(series.called(place), one.id or None, one.date.isoformat(), one.agenda.title, one.agenda.territory)
        for place, one in enumerate(series.sessions)
    ]


def _words(those: Iterable[Word]) -> list[WordShape]:
    return [WordShape(one.key, str(one.label), len(one.has)) for one in those]
