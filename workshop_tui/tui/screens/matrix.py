"""The matrix: who was spoken of in which phase, by the notes that name both; a cell opens its notes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.app import ComposeResult

from workshop_tui.locale import _, plural
from workshop_tui.session.notes.matrix import COUNTED, Matrix, matrix, silence
from workshop_tui.session.notes.notebook import Note
from workshop_tui.session.notes.tags import label
from workshop_tui.session.state import State
from workshop_tui.tui.parts.over import OverRun
from workshop_tui.tui.widgets.keybar import KeyBar
from workshop_tui.tui.widgets.line import Line
from workshop_tui.tui.widgets.matrix import MatrixGrid
from workshop_tui.tui.widgets.running import Running

if TYPE_CHECKING:
    from workshop_tui.tui.parts.moving import MovesTheDay


class MatrixScreen(OverRun):
    """Requests first: the day is about who turns to whom. It opens on the first count that has something."""

    NAME = "matrix"
    CSS_PATH = [*OverRun.CSS_PATH, "matrix.tcss"]

    def __init__(self, run: MovesTheDay) -> None:
        super().__init__(run)
        self._counted = "requests"
        self._members = False
        self._segment: str | None = None
        self._drawn: tuple[Note, ...] | None = None
        self._matrix: Matrix | None = None

    def compose(self) -> ComposeResult:
        self.listen()
        yield Running()
        yield Line(id="heading")
        yield MatrixGrid()
        yield Line(id="cell")
        yield Line(id="silent")
        yield Line(id="echo")
        yield KeyBar(self.keys)

    def outdated(self) -> bool:
        return self.run.session.state.notebook.notes is not self._drawn

    def draw(self) -> None:
        state = self.run.session.state
        if self._drawn is None:
            self._counted = next((name for name in COUNTED if self._made(state, name).most), self._counted)
        self._drawn = state.notebook.notes
        self._matrix = made = self._made(state)
        self.query_one(MatrixGrid).show(made)
        counted = {note.number for notes in made.cells.values() for note in notes}
        total = plural("{count} note", "{count} notes", len(counted))
        told = _("Phases × stakeholders · {counted}: {total}", counted=COUNTED[self._counted].words, total=total)
        where = f" · {state.day.title(self._segment)}" if self._segment else ""
        self.query_one("#heading", Line).show(told + where)
        silent = silence(made, COUNTED[self._counted]) if counted else None
        self.query_one("#silent", Line).show(str(silent or ""), layout=True)
        self.on_rows_moved()

    def on_rows_moved(self) -> None:
        cell, made = self.query_one(MatrixGrid).cell, self._matrix
        if cell and made:
            count = plural("{count} note", "{count} notes", made.count(*cell))
            self.query_one("#cell", Line).show(f"{self._name_of(cell)} · {count}")

    def _name_of(self, cell: tuple[str, str]) -> str:
        agenda = self.run.session.state.agenda
        return f"{label(agenda, 'phases', cell[0])} × {label(agenda, 'stakeholders', cell[1])}"

    def action_count(self) -> None:
        names = list(COUNTED)
        self._counted = names[(names.index(self._counted) + 1) % len(names)]
        self.draw()

    def action_members(self) -> None:
        self._members = not self._members
        self.draw()

    def action_segment(self) -> None:
        """The next segment that has notes, after the last of them all of them again."""
        state = self.run.session.state
        noted = {note.taken.segment for note in state.notebook.notes}
        choices = [None, *(key for key in state.day.plans if key in noted)]
        place = choices.index(self._segment) if self._segment in choices else 0
        self._segment = choices[(place + 1) % len(choices)]
        self.draw()

    def _made(self, state: State, counted: str = "") -> Matrix:
        """The matrix of what is `counted`: without it, what is shown."""
        notes = (note for note in state.notebook.notes if self._segment in (None, note.taken.segment))
        return matrix(state.agenda, notes, COUNTED[counted or self._counted], members=self._members)

    def action_open(self) -> None:
        cell = self.query_one(MatrixGrid).cell
        if cell is None:
            return

        def those(state: State) -> tuple[Note, ...]:
            return self._made(state).cells.get(cell, ())

        self.run.show_notes(those, f"{self._name_of(cell)} · {COUNTED[self._counted].words}")

    def on_rows_chosen(self) -> None:
        self.action_open()
