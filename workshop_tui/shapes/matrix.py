"""The answer of `matrix --json`, as docs/notes.md has it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from workshop_tui.agenda import Term
from workshop_tui.session.notes.matrix import Matrix
from workshop_tui.shapes import answer


def matrix(
    session: str, made: Matrix, counted: str, handles: Mapping[int, str], degrees: Iterable[tuple[Term, int]]
) -> str:
    """The answer: each cell of the matrix, with its notes, what nobody spoke of, and of how many requests each of the
    `degrees` of participation was noted. `counted` is what it counts.

    Over several days notes are called by their `handles`, by what Python knows them by; else by their numbers.
    """
    cells = [
        {
            "phase": p.key,
            "stakeholder": s.key,
            "count": made.count(p.key, s.key),
            "notes": [handles.get(id(note), note.number) for note in made.cells.get((p.key, s.key), ())],
        }
        for p in made.phases
        for s in made.stakeholders
    ]
    silent = {
        "phases": [term.key for term in made.silent_phases],
        "stakeholders": [term.key for term in made.silent_stakeholders],
    }
    told = [{"degree": term.key, "label": str(term.name("degrees")), "count": count} for term, count in degrees]
    return answer(session, counted=counted, cells=cells, silent=silent, degrees=told)
