"""The matrix over several sessions, for the widget that shows a session's: what it counts are sessions."""

from __future__ import annotations

from dataclasses import dataclass

from workshop_tui.agenda import Term
from workshop_tui.report.observatory.grid import Cell, Grid
from workshop_tui.report.observatory.series import Spread
from workshop_tui.report.observatory.words import Word
from workshop_tui.session.notes.matrix import Matrix

NOT_SAID = "–"
"""The key of what has no tag: an empty one would be none."""


@dataclass(frozen=True)
class SpreadMatrix(Matrix):
    """A matrix whose counts are the sessions of a grid; a folded one is told as such."""

    grid: Grid

    def count(self, phase: str, stakeholder: str) -> int:
        return self.spread(phase, stakeholder).sessions

    def total(self, *, phase: str | None = None, stakeholder: str | None = None) -> int:
        return self._total(phase, stakeholder).sessions

    def level(self, count: int) -> int:
        return 1 if 0 < count < self.grid.series.fold else super().level(count)

    @property
    def most(self) -> int:
        return max((cell.spread.sessions for cell in self.grid.cells.values()), default=0)

    def figure(self, phase: str, stakeholder: str) -> str:
        return _figure(self.spread(phase, stakeholder))

    def total_figure(self, *, phase: str | None = None, stakeholder: str | None = None) -> str:
        return _figure(self._total(phase, stakeholder))

    def cell(self, phase: str, stakeholder: str) -> Cell | None:
        """The cell of both; None if nothing was said of them."""
        return self.grid.cells.get((_key(phase), _key(stakeholder)))

    def spread(self, phase: str, stakeholder: str) -> Spread:
        """How far a cell spreads."""
        return self.grid.spread(_key(phase), _key(stakeholder))

    def _total(self, phase: str | None, stakeholder: str | None) -> Spread:
        return self.grid.total(
            phase=None if phase is None else _key(phase),
            stakeholder=None if stakeholder is None else _key(stakeholder),
        )


def spread_matrix(made: Grid) -> SpreadMatrix:
    """The grid as a matrix."""
    cells = {
        (phase or NOT_SAID, who or NOT_SAID): tuple(one.note for one in cell.notes)
        for (phase, who), cell in made.cells.items()
    }
    return SpreadMatrix(tuple(map(_term, made.phases)), tuple(map(_term, made.stakeholders)), cells, made)


def _term(word: Word) -> Term:
    return Term(key=word.key or NOT_SAID, label=str(word.label), short_label=str(word.short))


def _key(key: str) -> str:
    return "" if key == NOT_SAID else key


def _figure(spread: Spread) -> str:
    return f"<{spread.fold}" if spread.folded else str(spread.sessions) if spread.sessions else ""
