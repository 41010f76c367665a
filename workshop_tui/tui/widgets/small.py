"""The matrix in small, under the timetable: who was spoken of in which phase so far. It changes as notes come."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content

from workshop_tui.locale import _
from workshop_tui.tui.widgets.line import Line

if TYPE_CHECKING:
    from workshop_tui.session.notes.matrix import Matrix
    from workshop_tui.session.notes.notebook import Note
    from workshop_tui.session.state import State

CELL, LABEL = 4, 8
"""Cells of a column, and of the names beside them at the least."""


class Small(Line):
    """A row for each stakeholder of whom was spoken, the most spoken of where there is no room for all."""

    def __init__(self) -> None:
        super().__init__(id="small", classes="panel")
        self._drawn: object = None
        self._matrix: Matrix | None = None
        self._notes: tuple[Note, ...] | None = None

    def show_notes(self, state: State, hint: str) -> None:
        """Draw it, if a note came or went since; `hint` says which key takes one. Not before the first frame."""
        width, height = self.content_size
        if not self.display or height < 2 or width < LABEL + CELL * 3:
            return
        if state.notebook.notes is not self._notes or self._matrix is None:
            from workshop_tui.session.notes.matrix import matrix

            self._notes, self._drawn = state.notebook.notes, None
            self._matrix = matrix(state.agenda, state.notebook.notes)
        what = (width, height, hint, self.app.theme)
        if what != self._drawn:
            self._drawn = what
            self.border_title = Content(_("Who was spoken of, and when"))
            self.show(Content("\n").join(self._rows(self._matrix, width, height, hint)))

    def _rows(self, made: Matrix, width: int, height: int, hint: str) -> list[Content]:
        from workshop_tui.tui.widgets.heads import Head, flat
        from workshop_tui.tui.widgets.matrix import NONE, shades

        if not made.most:
            nobody = Content(_("No note names a phase and a stakeholder yet") + hint)
            return nobody.stylize("$text-muted").wrap(width)
        columns = min(len(made.phases), (width - LABEL) // CELL - 1)
        label = width - CELL * (columns + 1)
        phases = made.phases[:columns]
        heads = [Head(str(one.name("phases")), str(one.short("phases"))) for one in phases]
        told = [flat(heads, [label + CELL * k for k in range(columns)], CELL, None, "")]
        totals = {who.key: made.total(stakeholder=who.key) for who in made.stakeholders}
        most = sorted((who for who in totals if totals[who]), key=lambda who: -totals[who])[: height - 1]
        levels = shades(self.app)
        for who in (one for one in made.stakeholders if one.key in most):
            row = Content(str(who.name("stakeholders"))).truncate(label - 1, ellipsis=True, pad=True) + " "
            for phase in phases:
                count = made.count(phase.key, who.key)
                row += Content(f"{count or NONE} ".rjust(CELL)).stylize(levels[made.level(count)])
            told.append(row + Content.styled(f"{totals[who.key]}".rjust(CELL), "bold $text-muted"))
        return told
