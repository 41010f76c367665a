"""The answer of `tags --json`, as docs/notes.md has it."""

from __future__ import annotations

from workshop_tui.session.notes.draft import AXES
from workshop_tui.session.state import State
from workshop_tui.shapes import answer


def tags(state: State) -> str:
    """The answer: each list with its terms: key, label, what else they are called, members; and the initiatives."""
    lists = {
        axis: [
            {"key": term.key, "label": str(term.name(axis)), "also": list(term.also), "members": list(term.members)}
            for term in getattr(state.agenda, axis) or ()
        ]
        for axis in (*AXES, "degrees")
    }
    initiatives = [{"key": key, "name": one.name} for key, one in state.notebook.initiatives.items()]
    return answer(state.id, **lists, initiatives=initiatives)
