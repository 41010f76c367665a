"""The matrix: who was spoken of in which phase, by the notes that name both; the notes of a cell stand beside it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.content import Content

from workshop_tui.locale import _, clock_time, plural
from workshop_tui.session.event import person
from workshop_tui.session.notes.degrees import degrees_among
from workshop_tui.session.notes.matrix import COUNTED, Matrix, matrix, silence, way_of
from workshop_tui.session.notes.notebook import Note
from workshop_tui.session.notes.tags import label
from workshop_tui.session.state import State, group_told
from workshop_tui.tui.parts.over import OverRun
from workshop_tui.tui.widgets.frames import Below
from workshop_tui.tui.widgets.keybar import KeyBar
from workshop_tui.tui.widgets.line import Line
from workshop_tui.tui.widgets.matrix import WAYS, MatrixGrid
from workshop_tui.tui.widgets.running import Running

SHOWN = 40
"""Notes of a cell beside the table at the most: `enter` shows all of them."""

if TYPE_CHECKING:
    from workshop_tui.tui.parts.moving import MovesTheDay


class MatrixScreen(OverRun):
    """Requests first: the day is about who turns to whom. It opens on the first count that has something."""

    NAME = "matrix"
    CSS_PATH = [*OverRun.CSS_PATH, "matrix.tcss"]
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (110, "-wide")]
    VERTICAL_BREAKPOINTS = [(0, "-low"), (30, "-high")]

    def __init__(self, run: MovesTheDay) -> None:
        super().__init__(run)
        self._counted = "requests"
        self._members = False
        self._segment: str | None = None
        self._group: str | None = None
        self._drawn: tuple[Note, ...] | None = None
        self._matrix: Matrix | None = None
        self._total, self._room = 0, 0

    def compose(self) -> ComposeResult:
        self.listen()
        yield Running()
        yield Line(id="heading")
        with Below(id="both"):
            with Below(id="table"):
                yield Line(id="heads")
                yield MatrixGrid()
                yield Line(id="silent")
            with Below(id="selected"):
                yield Line(id="cell")
                yield Line(id="those")
        yield Line(id="echo")
        yield KeyBar(self.keys)

    def outdated(self) -> bool:
        return self.run.session.state.notebook.notes is not self._drawn

    def draw(self) -> None:
        state = self.run.session.state
        anew = self._drawn is None
        if anew:
            self._counted = next((name for name in COUNTED if self._made(state, name).most), self._counted)
        self._drawn = state.notebook.notes
        self._matrix = made = self._made(state)
        self._total = made.total()
        self.query_one("#heading", Line).show(self._told())
        silent = silence(made, COUNTED[self._counted]) if self._total else None
        told = "\n".join(filter(None, (self._degrees(state), str(silent or ""))))
        self.query_one("#silent", Line).show(Content(told), layout=True)
        requests = COUNTED[self._counted].kind == "sollicitation"
        self.query_one(MatrixGrid).show(made, ways=requests, anew=anew)
        self._lay(made)
        self.on_rows_moved()

    def _told(self) -> str:
        """Say what is counted."""
        state, counted = self.run.session.state, COUNTED[self._counted]
        total = plural("{count} note", "{count} notes", self._total)
        where = f" · {state.day.title(self._segment)}" if self._segment else ""
        where += f" · {group_told(state, self._segment, self._group)}" if self._group else ""
        return _("Phases × stakeholders · {counted}: {total}", counted=counted.words, total=total) + where

    def _lay(self, made: Matrix) -> None:
        """Give the table the lines that it needs, as far as there are any, and its notes the others."""
        beside, both, grid = self.has_class("-wide"), self.query_one("#both"), self.query_one(MatrixGrid)
        silent = self.query_one("#silent").size.height
        lines = both.size.height - (silent if beside else 1)
        rows = len(made.stakeholders) + 1
        self._room = max(4, lines)
        heads = len(grid.heads(self._room)) or 1
        grid.styles.height = max(3, min(rows, self._room - heads))

    def on_rows_moved(self) -> None:
        grid, made = self.query_one(MatrixGrid), self._matrix
        heads = grid.heads(self._room)
        self.query_one("#heads", Line).show(Content("\n").join(heads), layout=True)
        if grid.cell and made:
            count = plural("{count} note", "{count} notes", made.count(*grid.cell))
            self.query_one("#cell", Line).show(f"{self._name_of(grid.cell)} · {count}")
            those = made.cells.get(grid.cell, ())
            self.query_one("#those", Line).show(self._notes(those), layout=True)

    def _notes(self, those: tuple[Note, ...]) -> Content:
        """The notes of a cell, the newest first: when and who, then what was said."""
        agenda = self.run.session.state.agenda
        told = []
        for note in reversed(those[-SHOWN:]):
            taken = note.taken
            kind = taken.kind if COUNTED[self._counted].kind is None else None
            parts = (
                clock_time(taken.at, agenda.zone),
                person(agenda, taken.by),
                str(label(agenda, "kinds", kind)) if kind else "",
                WAYS[way_of((note,))],
            )
            head = "  ".join(part for part in parts if part)
            told.append(Content.assemble((head, "$text-muted"), "\n", taken.text))
        return Content("\n").join(told) if told else Content.styled(_("Nobody spoke of both."), "$text-muted")

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

    def action_group(self) -> None:
        """The next group that has notes, after the last of them all notes again."""
        noted = (note.taken.group for note in self.run.session.state.notebook.notes)
        choices = [None, *dict.fromkeys(key for key in noted if key)]
        place = choices.index(self._group) if self._group in choices else 0
        self._group = choices[(place + 1) % len(choices)]
        self.draw()

    def _made(self, state: State, counted: str = "") -> Matrix:
        """The matrix of what is `counted`: without it, what is shown."""
        notes = self._meant(state)
        return matrix(state.agenda, notes, COUNTED[counted or self._counted], members=self._members)

    def _meant(self, state: State) -> Iterator[Note]:
        """Yield the notes of the segment and of the group that are looked at."""
        for note in state.notebook.notes:
            if self._segment in (None, note.taken.segment) and self._group in (None, note.taken.group):
                yield note

    def _degrees(self, state: State) -> str:
        """Say how far they were let in who asked or were asked, of how many requests; nothing where none says so."""
        said = degrees_among(state.agenda, self._meant(state), COUNTED[self._counted])
        told = _("; ").join(_("{label}: {value}", label=term.name("degrees"), value=count) for term, count in said)
        return _("Degrees of participation, of requests:") + f" {told}" if told else ""

    def action_open(self) -> None:
        cell = self.query_one(MatrixGrid).cell
        if cell is None:
            return

        def those(state: State) -> tuple[Note, ...]:
            return self._made(state).cells.get(cell, ())

        self.run.show_notes(those, f"{self._name_of(cell)} · {COUNTED[self._counted].words}")

    def on_rows_chosen(self) -> None:
        self.action_open()
