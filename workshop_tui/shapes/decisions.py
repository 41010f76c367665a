"""The answer of `decisions --json`, as docs/decisions.md has it, and the part that the report as JSON has of it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import tzinfo
from typing import Any

from workshop_tui.session.decisions.results import adopted, result
from workshop_tui.session.decisions.taken import VOTES, Taken
from workshop_tui.session.notes.notebook import Note
from workshop_tui.session.state import State
from workshop_tui.shapes import answer, iso


def decisions(state: State, shown: Iterable[Note]) -> str:
    """The answer: these decisions of the session, and how each was taken."""
    zone = state.agenda.zone
    return answer(state.id, decisions=[decision_shape(one, state.decisions.of(one.number), zone) for one in shown])


def decision_shape(note: Note, taken: Taken, zone: tzinfo) -> dict[str, Any]:
    """A decision: the number of its note, when and where it was taken, what was decided; by which rule, with which
    counts and objections, who carries it, by when, and what came of it."""
    said = note.taken
    return {
        "number": note.number,
        "at": iso(said.at, zone),
        "segment": said.segment,
        "text": said.text,
        "private": said.private,
        "rule": taken.rule,
        "adopted": adopted(taken),
        "result": result(taken) or None,
        "votes": {vote: taken.count(vote) for vote in VOTES} if taken.rule == "majority" else None,
        "dots": [{"option": taken.options[key], "dots": taken.count(key)} for key in sorted(taken.options)],
        "dots_each": taken.each,
        "objections": [
            {"text": one.text, "who": one.who, "lifted": one.standing == "lifted"} for _number, one in taken.said
        ],
        "who": taken.who,
        "due": taken.due,
    }
