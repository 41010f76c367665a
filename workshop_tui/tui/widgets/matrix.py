"""Phases × stakeholders as rows and columns: a count a cell, shaded by it, one cell selected."""

from __future__ import annotations

from collections.abc import Iterator

from textual import events
from textual.content import Content

from workshop_tui.session.notes.matrix import Matrix
from workshop_tui.text.abridging import apart
from workshop_tui.tui.widgets.rows import SELECTED, Columns, Row, Rows

NARROWEST = 3
"""Cells of a column at the least."""
SHADES = ("", "on $primary-darken-3", "on $primary-darken-2", "bold on $primary-darken-1")
"""None, some, half as many as the fullest cell or more, as many: the count says the same without colour."""


class MatrixGrid(Rows):
    """Up and down are the rows' own; left and right select a column. `Moved` says that another cell is selected."""

    def __init__(self) -> None:
        super().__init__(id="grid")
        self._matrix: Matrix | None = None
        self._column = 0

    @property
    def cell(self) -> tuple[str, str] | None:
        """The keys of the selected phase and stakeholder."""
        if self._matrix is None or self.selected is None:
            return None
        return self.selected, self._matrix.stakeholders[self._column].key

    @property
    def selected_cell(self) -> int:
        """The cell of the selected count."""
        return self.columns.cell_of(self._column) + self.columns.width - 2

    def show(self, matrix: Matrix) -> None:
        """Draw it."""
        self._matrix = matrix
        self._column = min(self._column, len(matrix.stakeholders) - 1)
        self.draw(list(self._lines(matrix)))
        if self.selected is None:
            self.action_move(0)

    def _lines(self, matrix: Matrix) -> Iterator[Row]:
        columns = len(matrix.stakeholders)
        label = max(10, min(24, self.width - 6 * columns))
        cell = max(NARROWEST, (self.width - label) // columns)
        fit = max(1, (self.width - label) // cell)
        first = self.columns.first_of(fit, columns, self._column)  # those that fit, with the selected one among them
        shown = list(enumerate(matrix.stakeholders))[first : first + fit]
        self.columns = Columns(label, cell, first, len(shown))
        named = apart([str(who.short("stakeholders")) for who in matrix.stakeholders], cell - 1, _short)
        heads = [(k, _short(SELECTED * (k == self._column) + named[k], cell).rjust(cell)) for k, _who in shown]
        yield (
            None,
            Content.assemble(
                " " * label, *((head, "bold reverse" if k == self._column else "bold") for k, head in heads)
            ),
        )
        for phase in matrix.phases:
            name = Content(str(phase.name("phases"))).truncate(label - 1, ellipsis=True, pad=True).plain + " "
            row = Content(name)
            for k, who in shown:
                count = matrix.count(phase.key, who.key)
                shade = SHADES[0 if not count else 3 if count == matrix.most else 2 if 2 * count >= matrix.most else 1]
                mark = f"[{count}]" if k == self._column and phase.key == self.selected else f"{count or '·'} "
                row += Content.assemble((mark.rjust(cell), shade))
            yield phase.key, row

    def on_key(self, event: events.Key) -> None:
        if event.key in ("left", "right") and self._matrix:
            event.stop()
            step = 1 if event.key == "right" else -1
            self.take(max(0, min(len(self._matrix.stakeholders) - 1, self._column + step)))

    def take(self, column: int) -> None:
        self._column = column
        self._redraw()
        self.post_message(self.Moved())

    def _highlight(self, row: int | None) -> None:
        super()._highlight(row)
        self._redraw()

    def on_resize(self, event: events.Resize) -> None:
        if self._matrix:
            self.show(self._matrix)

    def _redraw(self) -> None:
        if self._matrix:
            self.draw(list(self._lines(self._matrix)))


def _short(name: str, width: int) -> str:
    """`name` on `width` cells at the most."""
    return Content(name).truncate(width, ellipsis=width > 4).plain
