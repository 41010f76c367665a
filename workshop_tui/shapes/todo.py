"""The answer of `todo --json`, as docs/agenda.md has it."""

from __future__ import annotations

from typing import Any

from workshop_tui.session.checklist.lines import Line, lines
from workshop_tui.session.state import State
from workshop_tui.shapes import answer, iso


def todo(state: State) -> str:
    """The answer: the lines of the checklist, by the time that they are due."""
    return answer(state.id, todo=[line_shape(one, state) for one in lines(state.day, state.checklist)])


def line_shape(one: Line, state: State) -> dict[str, Any]:
    """A line: what, whose, when it is due (`due_at` null: any time of `due_on`), and who ticked it."""
    item, zone = one.item, state.agenda.zone
    return {
        "number": one.number,
        "text": item.todo.text,
        "who": list(item.todo.who or ()),
        "when": item.todo.when,
        "of": item.of,
        "due_on": item.on.isoformat(),
        "due_at": iso(item.at, zone),
        "done": one.done is not None,
        "done_by": one.done.by if one.done else None,
        "done_at": iso(one.done.at, zone) if one.done else None,
    }
