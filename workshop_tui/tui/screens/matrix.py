"""The matrix: who was spoken of in which phase, by the notes that name both; a cell opens its notes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.app import ComposeResult

from workshop_tui.locale import _, plural, say
from workshop_tui.session.matrix import Matrix, matrix
from workshop_tui.session.state import Note, State
from workshop_tui.tui.screens.over import OverRun
from workshop_tui.tui.widgets.keybar import KeyBar
from workshop_tui.tui.widgets.line import Line
from workshop_tui.tui.widgets.matrix import MatrixGrid

if TYPE_CHECKING:
    from workshop_tui.tui.screens.moving import MovesTheDay

COUNTED = (
    ("sollicitation", say("requests")),
    (None, say("all notes")),
    ("frein", say("barriers")),
    ("levier", say("enablers")),
)
"""What may be counted: a kind of note, and its words."""


class MatrixScreen(OverRun):
    """Requests first: the day is about who turns to whom."""

    NAME = "matrix"
    CSS_PATH = "matrix.tcss"

    def __init__(self, run: MovesTheDay) -> None:
        super().__init__(run)
        self._counted = 0
        self._drawn: tuple[Note, ...] | None = None
        self._matrix: Matrix | None = None

    def compose(self) -> ComposeResult:
        self.listen()
        yield Line(id="heading")
        yield MatrixGrid()
        yield Line(id="cell")
        yield Line(id="silent")
        yield Line(id="echo")
        yield KeyBar(self.keys)

    def outdated(self) -> bool:
        return self.run.session.state.notes is not self._drawn

    def draw(self) -> None:
        state = self.run.session.state
        self._drawn = state.notes
        kind, words = COUNTED[self._counted]
        counted = _of_kind(state, kind)
        self._matrix = made = matrix(state.agenda, counted)
        self.query_one(MatrixGrid).show(made)
        total = plural("{count} note", "{count} notes", len(counted))
        told = _("Phases × stakeholders · {counted}: {total}", counted=words, total=total)
        self.query_one("#heading", Line).show(told)
        silent = [
            str(term.name(axis))
            for axis, terms in (("phases", made.silent_phases), ("stakeholders", made.silent_stakeholders))
            for term in terms
        ]
        told = _("Nobody spoke of: {names}", names=" · ".join(silent)) if counted and silent else ""
        self.query_one("#silent", Line).show(told, layout=True)
        self.on_rows_moved()

    def on_rows_moved(self) -> None:
        cell, made = self.query_one(MatrixGrid).cell, self._matrix
        if cell and made:
            count = plural("{count} note", "{count} notes", made.count(*cell))
            self.query_one("#cell", Line).show(f"{self._name_of(cell)} · {count}")

    def _name_of(self, cell: tuple[str, str]) -> str:
        agenda = self.run.session.state.agenda
        phase = next(term for term in agenda.phases if term.key == cell[0])
        who = next(term for term in agenda.stakeholders if term.key == cell[1])
        return f"{phase.name('phases')} × {who.name('stakeholders')}"

    def action_count(self) -> None:
        self._counted = (self._counted + 1) % len(COUNTED)
        self.draw()

    def action_open(self) -> None:
        cell = self.query_one(MatrixGrid).cell
        if cell is None:
            return
        kind, words = COUNTED[self._counted]

        def those(state: State) -> tuple[Note, ...]:
            return matrix(state.agenda, _of_kind(state, kind)).cells.get(cell, ())

        from workshop_tui.tui.screens.notes import NotesScreen

        self.app.push_screen(NotesScreen(self.run, those, f"{self._name_of(cell)} · {words}"))

    def on_rows_chosen(self) -> None:
        self.action_open()


def _of_kind(state: State, kind: str | None) -> list[Note]:
    """The notes of this kind; all of them without one."""
    return [note for note in state.notes if kind is None or note.taken.kind == kind]
