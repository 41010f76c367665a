"""Degrees of participation: of how many requests each was noted. Where none was, nothing is counted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from workshop_tui.agenda import Agenda, Term
from workshop_tui.agenda.vocabulary import COLLECTIVE
from workshop_tui.session.notes.matrix import Counted
from workshop_tui.session.notes.notebook import Note, NoteContent
from workshop_tui.session.notes.tags import known_term, terms_of

REQUEST = "sollicitation"


def degrees_of(agenda: Agenda, taken: Iterable[NoteContent]) -> list[tuple[Term, int]]:
    """The degrees that were noted of requests, from the least, and of how many requests each."""
    said = Counter(one.details.degree for one in taken if one.kind == REQUEST and one.details and one.details.degree)
    order = [term.key for term in terms_of(agenda, "degrees")]
    keys = sorted(said, key=lambda key: order.index(key) if key in order else len(order))
    return [(known_term(agenda, "degrees", key) or Term(key=key, label=f"{key} (?)"), said[key]) for key in keys]


def degrees_among(agenda: Agenda, notes: Iterable[Note], counted: Counted) -> list[tuple[Term, int]]:
    """The degrees of the requests that a matrix counts: one way only, if it does; none where it counts no requests."""
    if counted.kind not in (None, REQUEST):
        return []
    return degrees_of(agenda, (one.taken for one in notes if _goes(one.taken, counted.way)))


def _goes(taken: NoteContent, way: str | None) -> bool:
    ends = {"from": taken.details.asker, "to": taken.details.asked} if taken.details else {}
    return way is None or ends.get(way) == COLLECTIVE
