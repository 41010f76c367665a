"""The notes that are requests, summed up for a report: in which phase who turned to whom."""

from __future__ import annotations

from dataclasses import dataclass

from workshop_tui.agenda import Term
from workshop_tui.agenda.vocabulary import COLLECTIVE
from workshop_tui.report.printed import Told
from workshop_tui.session.state import State


@dataclass(frozen=True)
class Requests:
    """The requests of one phase (None: of no phase): the collective's, those to it, and the others."""

    phase: Term | None
    of_collective: tuple[Told, ...]
    to_collective: tuple[Told, ...]
    others: tuple[Told, ...]


def requests_of(state: State, notes: list[Told]) -> tuple[Requests, ...]:
    """The requests among `notes`, by phase in the agenda's order, those of none at the end."""
    asked = [one for one in notes if one.note.taken.kind == "sollicitation"]
    found = []
    for phase in (*state.agenda.phases, None):
        ways: dict[str, list[Told]] = {"of": [], "to": [], "other": []}
        for one in asked:
            if phase.key in one.note.taken.phases if phase else not _phase_known(state, one):
                ways[_way(one)].append(one)
        if any(ways.values()):
            found.append(Requests(phase, tuple(ways["of"]), tuple(ways["to"]), tuple(ways["other"])))
    return tuple(found)


def _way(one: Told) -> str:
    """Tell whether a request is one `of` the collective, one `to` it, or an `other`."""
    if one.details.asker == COLLECTIVE:
        return "of"
    return "to" if one.details.asked == COLLECTIVE else "other"


def _phase_known(state: State, one: Told) -> bool:
    return any(phase.key in one.note.taken.phases for phase in state.agenda.phases)
