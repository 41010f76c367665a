"""The answers of `--json` over several sessions: parts of the observatory's JSON; docs/observatory.md."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from workshop_tui.agenda.structs import encode, table
from workshop_tui.report.observatory.departures import Departures
from workshop_tui.report.observatory.fields import VERSION
from workshop_tui.report.observatory.grid import Grid
from workshop_tui.report.observatory.initiatives import Followed
from workshop_tui.report.observatory.requests import requests
from workshop_tui.report.observatory.series import Said, Series
from workshop_tui.report.observatory.shape import count, degrees, initiative, quoted, reason, segment, silent


def matrix(series: Series, made: Grid, counted: str) -> str:
    """The cells, with the notes of each, what nobody spoke of, and requests by degree of participation."""
    cells = [
        {
            "phase": phase,
            "stakeholder": who,
            "count": count(cell.spread),
            "notes": quoted(series, cell.notes, cell.spread),
        }
        for (phase, who), cell in made.cells.items()
    ]
    return _answer(series, counted=counted, cells=cells, silent=silent(made), degrees=degrees(requests(series)))


def notes(series: Series, told: Iterable[Said]) -> str:
    """The notes, each with its tags and the fields of its kind."""
    return _answer(series, notes=[_note(series, one) for one in told])


def initiatives(series: Series, found: Iterable[Followed]) -> str:
    """The initiatives."""
    return _answer(series, initiatives=[initiative(series, one) for one in found])


def departures(series: Series, found: Departures) -> str:
    """The departures from the plan, by reason and by segment."""
    return _answer(
        series, reasons=[reason(one) for one in found.by_reason], segments=[segment(one) for one in found.by_segment]
    )


def _note(series: Series, one: Said) -> dict[str, Any]:
    taken, state = one.note.taken, series.sessions[one.place]
    where = {"session": series.called(one.place), "id": state.id or None, "date": state.date.isoformat()}
    said = {
        "kind": taken.kind,
        "phases": taken.phases,
        "stakeholders": taken.stakeholders,
        "initiative": taken.initiative,
        "text": taken.text,
        "details": table(taken.details) if taken.details else {},
    }
    named = dict.fromkeys(where) | {"number": None} if series.nowhere else where | {"number": one.note.number}
    return {**named, "territory": state.agenda.territory, **said}


def _answer(series: Series, **parts: object) -> str:
    head = {
        "version": VERSION,
        "series": series.name,
        "of_sessions": len(series.sessions),
        "of_territories": series.all_territories,
        "fold": series.fold,
    }
    return encode({**head, **parts}, indent=2) + "\n"
