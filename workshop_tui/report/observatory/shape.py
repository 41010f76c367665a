"""The observatory as JSON, of the fields that `fields` has."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import msgspec

from workshop_tui.agenda.structs import encode
from workshop_tui.locale import speaking
from workshop_tui.report.observatory.departures import ByReason, Overrun
from workshop_tui.report.observatory.fields import (
    VERSION,
    CellShape,
    Count,
    DegreeShape,
    InitiativeShape,
    KindShape,
    ObservatoryShape,
    ReasonShape,
    RecurringShape,
    RequestShape,
    SegmentShape,
    SessionShape,
    SilenceShape,
    Silent,
    StepShape,
    Words,
    WordShape,
)
from workshop_tui.report.observatory.grid import Grid
from workshop_tui.report.observatory.initiatives import Followed, Step
from workshop_tui.report.observatory.requests import Asked, Requests, answered
from workshop_tui.report.observatory.series import Said, Series, Spread
from workshop_tui.report.observatory.whole import Observatory
from workshop_tui.report.observatory.words import Axis, Word


def schema() -> dict[str, Any]:
    """The JSON Schema of the observatory."""
    head = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"urn:workshop-tui:observatory:{VERSION}",
        "title": "workshop-tui observatory",
    }
    return head | msgspec.json.schema(ObservatoryShape)


def as_json(whole: Observatory, language: str) -> str:
    """The observatory, its labels in French (`fr`) or English (`en`)."""
    with speaking(language):
        return encode(shape(whole), indent=2) + "\n"


def shape(whole: Observatory) -> ObservatoryShape:
    """The whole observatory, in the language in use."""
    series, made = whole.series, whole.grid
    return ObservatoryShape(
        version=VERSION,
        series=series.name,
        confidentiality=series.rule,  # type: ignore[arg-type]
        fold=series.fold,
        first=series.first.isoformat(),
        last=series.last.isoformat(),
        of_sessions=len(series.sessions),
        of_territories=series.all_territories,
        without_territory=series.nowhere_said,
        territories=series.territories,
        sessions=_sessions(series),
        phases=_words(made.phases),
        stakeholders=_words(made.stakeholders),
        kinds_of_notes=_words(Axis(series.sessions, "kinds").words()),
        degrees_of_participation=[
            WordShape(one.key, str(one.label), one.known_in) for one in whole.requests.by_degree if one.key
        ],
        cells=[
            CellShape(phase.key, who.key, count(cell.spread))
            for phase in made.phases
            for who in made.stakeholders
            if (cell := made.cells.get((phase.key, who.key)))
        ],
        silent=silent(made),
        requests=[
            RequestShape(
                one.phase.key,
                one.purpose,
                one.way,  # type: ignore[arg-type]
                one.asker.key,
                one.asked.key,
                *counts(one.count),
            )
            for one in whole.requests.rows
        ],
        degrees=degrees(whole.requests),
        recurring=[
            *(
                RecurringShape(one.phase.key, one.kind, count(one.spread), quoted(series, one.notes, one.spread))
                for one in whole.recurring
            ),
            *(
                RecurringShape(word.key, "verbatim", count(spread), quoted(series, notes, spread))
                for word, spread, notes in whole.verbatims
            ),
        ],
        initiatives=[initiative(series, one) for one in whole.told_initiatives],
        folded_initiatives=len(whole.initiatives) - len(whole.told_initiatives),
        reasons=[reason(one) for one in whole.departures.by_reason],
        segments=[segment(one) for one in whole.departures.by_segment],
        kinds=[KindShape(one.word.key, count(one.spread)) for one in whole.kinds],
    )


def count(spread: Spread) -> Count:
    """A spread as it is told."""
    told = (None, None) if spread.folded else (spread.sessions, spread.territories)
    return Count(told[0], spread.all_sessions, told[1], spread.all_territories, spread.folded)


def silent(made: Grid) -> Silent:
    """The phases, stakeholders and cells that nobody spoke of."""
    return Silent(
        [one.key for one in made.silent_phases],
        [one.key for one in made.silent_stakeholders],
        [SilenceShape(one.phase.key, [who.key for who in one.stakeholders]) for one in made.silences],
    )


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


def degrees(found: Requests) -> list[DegreeShape]:
    """The requests by degree of participation and way; those of which there are none are left out."""
    return [
        DegreeShape(one.key, way, *counts(asked))  # type: ignore[arg-type]
        for one in found.by_degree
        for way, asked in one.ways.items()
        if asked.spread.places
    ]


def quoted(series: Series, notes: Iterable[Said], spread: Spread | None = None) -> list[Words]:
    """The notes as they are quoted; none where the count that they are of (`spread`) is folded."""
    if spread is not None and spread.folded:
        return []
    return [
        Words(
            one.note.taken.text,
            None if series.nowhere else series.called(one.place),
            series.sessions[one.place].agenda.territory,
            one.note.taken.kind,
            one.note.taken.details.answer if one.note.taken.details and answered(one) else None,
        )
        for one in series.in_order(notes)
    ]


def initiative(series: Series, one: Followed) -> InitiativeShape:
    """An initiative over the sessions."""
    return InitiativeShape(
        one.key,
        one.name,
        list(one.also),
        count(one.spread),
        [word.key for word in one.way],
        [_step(series, step) for step in one.steps],
        [word.key for word in one.links],
        {str(label): list(map(str, values)) for label, values in one.fields},
        quoted(series, one.notes),
    )


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
