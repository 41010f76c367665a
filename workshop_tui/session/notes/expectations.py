"""Expectations: what people came for, and whether the day met it, which is asked in its closing."""

from __future__ import annotations

from workshop_tui.agenda.vocabulary import MET, ROUND
from workshop_tui.locale import Message, say
from workshop_tui.session.notes.notebook import Note, Notebook
from workshop_tui.session.timing.day import Day
from workshop_tui.session.timing.timeline import Timeline

EXPECTATION = "attente"
"""The kind of such a note."""
CLOSING = "bilan"
"""The kind of segment in which it is asked whether they are met."""


def is_expectation(day: Day, note: Note) -> bool:
    """Tell whether it says what somebody came for: by its kind, or as a note without one, taken in the check-in."""
    taken = note.taken
    segment = day.plans.get(taken.segment or "")
    return taken.kind == EXPECTATION or (taken.kind is None and segment is not None and segment.kind == ROUND)


def to_review(day: Day, notebook: Notebook, times: Timeline) -> list[Note]:
    """The expectations of which nobody said yet whether they are met; none but in the closing."""
    if times.live is None or times.live.plan.kind != CLOSING:
        return []
    return [note for note in notebook.notes if is_expectation(day, note) and not answer(note)]


def answer(note: Note) -> str:
    """The answer to whether it is met: a key of `vocabulary.MET`; nothing if nobody said so."""
    return (note.taken.details and note.taken.details.met) or ""


def next_answer(note: Note) -> str:
    """The answer that follows when one key goes through them: met, partly, not, not said."""
    answers = ["", *(word.key for word in MET)]
    said = answer(note)
    return answers[(answers.index(said) + 1) % len(answers)] if said in answers else answers[1]


def shown_answer(said: str) -> Message | str:
    """An answer in words."""
    return next((word.label for word in MET if word.key == said), said or say("not said"))
