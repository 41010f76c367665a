"""Stakeholders × phases as rows and columns: a count a cell, shaded by it, with totals; one cell is selected."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from msgspec import Struct
from textual import events
from textual.app import App
from textual.content import Content

from workshop_tui.locale import _
from workshop_tui.session.notes.matrix import Matrix, way_of
from workshop_tui.tui.widgets.heads import Head, flat, stair
from workshop_tui.tui.widgets.rows import Columns, Row, Rows

NARROWEST, WIDEST, LABEL = 4, 8, 12
"""Cells of a column at the least and at the most, and of the names beside them at the least."""
SHADES = ("$text-disabled", "on $heat-1", "on $heat-2", "bold on $heat-3")
"""None, some, half as many as the fullest cell or more, as many: the count says the same without colour."""
FEW_COLOURS = ("", "bold", "on $primary-darken-2", "bold reverse")
NO_COLOURS = ("", "", "bold", "bold reverse")
"""The same on a terminal of sixteen colours, and of none."""
NONE = "·"
WAYS = {"from": "→", "to": "←", "both": "↔", "": ""}
"""Signs of the ways that requests go, seen from the collective: what it asks, what it is asked."""


class Laid(Struct, frozen=True):
    """The table's measures in cells, and which of its phases are shown."""

    label: int
    cell: int
    total: int
    first: int
    count: int

    @property
    def starts(self) -> list[int]:
        """The first cell of each column that is shown."""
        return [self.label + self.cell * k for k in range(self.count)]


class MatrixGrid(Rows):
    """Up and down are the rows' own; left and right select a column. `Moved` says that another cell is selected."""

    def __init__(self) -> None:
        super().__init__(id="grid")
        self._matrix: Matrix | None = None
        self._ways = False
        self._column = 0

    @property
    def cell(self) -> tuple[str, str] | None:
        """The keys of the selected phase and stakeholder."""
        if self._matrix is None or self.selected is None:
            return None
        return self._matrix.phases[self._column].key, self.selected

    @property
    def selected_cell(self) -> int:
        """The cell of the selected count."""
        return self.columns.cell_of(self._column) + self.columns.width - 2

    def show(self, matrix: Matrix, *, ways: bool, anew: bool = False) -> None:
        """Draw it, with the `ways` that requests go; `anew`: with the fullest cell selected."""
        self._matrix, self._ways = matrix, ways
        self._column = min(self._column, len(matrix.phases) - 1)
        if anew and (fullest := matrix.fullest):
            self._column = next(k for k, phase in enumerate(matrix.phases) if phase.key == fullest[0])
        self._redraw()
        if anew and fullest:
            self.select(fullest[1])
        elif self.selected is None:
            self.action_move(0)

    def heads(self, height: int) -> list[Content]:
        """The lines over the columns: a stair, if `height` lines hold it and most of the rows."""
        matrix, laid = self._matrix, self._laid()
        if matrix is None or laid is None:
            return []
        phases = matrix.phases[laid.first : laid.first + laid.count]
        heads = [Head(str(one.name("phases")), str(one.short("phases"))) for one in phases]
        picked, total = self._column - laid.first, _("Total")
        place = [
            start + laid.cell - 1 for start in laid.starts
        ]  # above the figure, beside the sign of the selected row
        if len(heads) + min(len(matrix.stakeholders) + 1, 8) <= height:
            end = 1 + laid.label + laid.cell * laid.count + laid.total - 1
            return stair(heads, place, self.width + 1, picked, (total, end), _ways_told() if self._ways else ())
        return [flat(heads, [start + 1 for start in laid.starts], laid.cell, picked, total)]

    def _laid(self) -> Laid | None:
        matrix = self._matrix
        if matrix is None or not matrix.phases:
            return None
        names = [Content(str(who.name("stakeholders"))).cell_length for who in matrix.stakeholders]
        total, columns = max(6, len(_("Total")) + 1), len(matrix.phases)
        room = self.width - total
        label = max(LABEL, min(max(names, default=0) + 1, room - NARROWEST * columns))
        phases = [Content(str(one.name("phases"))).cell_length for one in matrix.phases]
        over = max(length - NARROWEST * k for k, length in enumerate(reversed(phases))) - 2  # names beyond the last
        cell = max(NARROWEST, min(WIDEST, (self.width - label - max(total, over)) // columns))
        count = max(1, min(columns, (room - label) // cell))
        return Laid(label, cell, total, self.columns.first_of(count, columns, self._column), count)

    def _lines(self, matrix: Matrix, laid: Laid) -> Iterator[Row]:
        shown = list(enumerate(matrix.phases))[laid.first : laid.first + laid.count]
        self.columns = Columns(laid.label, laid.cell, laid.first, len(shown))
        for who in matrix.stakeholders:
            name = Content(str(who.name("stakeholders"))).truncate(laid.label - 1, ellipsis=True, pad=True)
            row = Content(name.plain + " ")
            for k, phase in shown:
                row += self._cell(matrix, phase.key, who.key, laid.cell, picked=k == self._column)
            yield who.key, row + _total(matrix.total_figure(stakeholder=who.key), laid.total)
        row = Content.styled(_("Total").ljust(laid.label), "bold $text-muted")
        for _k, phase in shown:
            row += _total(matrix.total_figure(phase=phase.key), laid.cell)
        yield None, row + _total(matrix.total_figure(), laid.total)

    def _cell(self, matrix: Matrix, phase: str, who: str, width: int, *, picked: bool) -> Content:
        notes = matrix.cells.get((phase, who), ())
        way, figure = WAYS[way_of(notes)] if self._ways else "", matrix.figure(phase, who) or NONE
        if picked and who == self.selected:
            figure = matrix.figure(phase, who) or "0"
            told = f"[{way}{figure}]"
            return Content.styled((told if len(told) <= width else f"[{figure}]").rjust(width), "bold")
        level = matrix.level(matrix.count(phase, who))
        return Content(f"{way}{figure} ".rjust(width)).stylize(shades(self.app)[level])

    def on_key(self, event: events.Key) -> None:
        if event.key in ("left", "right") and self._matrix:
            event.stop()
            step = 1 if event.key == "right" else -1
            self.take(max(0, min(len(self._matrix.phases) - 1, self._column + step)))

    def take(self, column: int) -> None:
        self._column = column
        self._redraw()
        self.post_message(self.Moved())

    def _highlight(self, row: int | None) -> None:
        super()._highlight(row)
        self._redraw()

    def sized(self) -> None:
        if self._matrix:
            self.show(self._matrix, ways=self._ways)
            self.post_message(self.Moved())

    def coloured(self) -> None:
        self._redraw()

    def _redraw(self) -> None:
        if self._matrix and (laid := self._laid()):
            self.draw(list(self._lines(self._matrix, laid)))


def shades(app: App[Any]) -> tuple[str, ...]:
    """The styles of a count by its level, as this terminal can tell them apart."""
    return NO_COLOURS if app.has_class("mono") else FEW_COLOURS if app.has_class("sixteen") else SHADES


def _total(count: str, width: int) -> Content:
    """A total, right in its column."""
    return Content.styled(f"{count or NONE} ".rjust(width), "bold $text-muted" if count else "$text-disabled")


def _ways_told() -> list[str]:
    """Say what the signs of the ways mean."""
    return [
        _("{sign} the collective asks", sign=WAYS["from"]),
        _("{sign} it is asked", sign=WAYS["to"]),
        _("{sign} both ways", sign=WAYS["both"]),
    ]
