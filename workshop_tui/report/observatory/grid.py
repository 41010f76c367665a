"""Phases × stakeholders over several sessions: in how many each was spoken of, and what nobody spoke of."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from workshop_tui.agenda.vocabulary import UNORDERED
from workshop_tui.report.observatory.series import Said, Series, Spread
from workshop_tui.report.observatory.words import Axis, Word
from workshop_tui.session.notes.matrix import COUNTED, Counted, counted_of


@dataclass(frozen=True)
class Cell:
    """A phase and a stakeholder that were spoken of together, with the notes."""

    spread: Spread
    notes: tuple[Said, ...]


@dataclass(frozen=True)
class Silence:
    """A phase, and the stakeholders of whom nobody spoke there, in as many sessions as have the words for both."""

    phase: Word
    stakeholders: tuple[Word, ...]

    @property
    def fewest(self) -> int:
        """The least number of sessions whose vocabulary has the phase and one of these stakeholders."""
        return min(len(self.phase.has & who.has) for who in self.stakeholders)


@dataclass(frozen=True)
class Grid:
    """The cells in which something was said, by the keys of phase and stakeholder, in the order of the vocabularies."""

    series: Series
    phases: tuple[Word, ...]
    stakeholders: tuple[Word, ...]
    cells: Mapping[tuple[str, str], Cell]
    ends: frozenset[tuple[str, str]] = frozenset()
    """The phases and the stakeholders who asked there, or were asked: of them somebody spoke, counted or not (the
    collective stands at an end of most requests, and is not counted there)."""

    def spread(self, phase: str, stakeholder: str) -> Spread:
        """How far a cell spreads."""
        cell = self.cells.get((phase, stakeholder))
        return cell.spread if cell else self.series.spread(())

    def total(self, *, phase: str | None = None, stakeholder: str | None = None) -> Spread:
        """How far all cells of this phase, or of this stakeholder, spread together; of both None: any cell."""
        those = [cell for (p, s), cell in self.cells.items() if phase in (None, p) and stakeholder in (None, s)]
        return self.series.spread(place for cell in those for place in cell.spread.places)

    @property
    def most(self) -> int:
        """The sessions of the fullest cell that is told."""
        return max((cell.spread.sessions for cell in self.cells.values() if not cell.spread.folded), default=0)

    @property
    def silent_phases(self) -> tuple[Word, ...]:
        """The phases of the lists in which nobody spoke of a stakeholder."""
        said = {phase for phase, _who in self.cells}
        return tuple(one for one in self.phases if one.known and one.key not in said | UNORDERED)

    @property
    def silent_stakeholders(self) -> tuple[Word, ...]:
        """The stakeholders of the lists of whom nobody spoke in a phase."""
        said = {who for _phase, who in (*self.cells, *self.ends)}
        return tuple(one for one in self.stakeholders if one.known and one.key not in said)

    @property
    def silences(self) -> tuple[Silence, ...]:
        """The cells of which nobody spoke, but those of phases and stakeholders that are silent altogether."""
        silent = {one.key for one in (*self.silent_phases, *self.silent_stakeholders)}
        found = []
        for phase in self.phases:
            if not phase.known or phase.key in silent | UNORDERED:
                continue
            nobody = tuple(
                who
                for who in self.stakeholders
                if phase.has & who.has
                and who.key not in silent
                and (phase.key, who.key) not in self.cells
                and (phase.key, who.key) not in self.ends
            )
            if nobody:
                found.append(Silence(phase, nobody))
        return tuple(found)


def grid(series: Series, counted: Counted = COUNTED["all"], *, notes: Iterable[Said] | None = None) -> Grid:
    """The grid of those of the notes that are `counted`.

    A note that names a phase and no stakeholder, or the other way round, counts in a row or column for that; one that
    names neither counts nowhere.
    """
    phases, stakeholders = Axis(series.sessions, "phases"), Axis(series.sessions, "stakeholders")
    cells: dict[tuple[str, str], list[Said]] = {}
    ends: set[tuple[str, str]] = set()
    for one in series.notes if notes is None else notes:
        taken = one.note.taken
        named = counted_of(taken, counted)
        if (counted.kind not in (None, taken.kind)) or (counted.way and not named):
            continue
        rows = dict.fromkeys(phases.key(one.place, tag) for tag in taken.phases or ("",))
        columns = dict.fromkeys(stakeholders.key(one.place, tag) for tag in sorted(named) or ("",))
        if said := taken.details:
            both = {stakeholders.key(one.place, end) for end in (said.asker, said.asked) if end}
            ends |= {(phase, who) for phase in rows for who in both}
        for cell in ((phase, who) for phase in rows for who in columns if phase or who):
            cells.setdefault(cell, []).append(one)
    made = {cell: Cell(series.spread_of(those), tuple(series.in_order(those))) for cell, those in cells.items()}
    return Grid(
        series, phases.words(p for p, _s in made), stakeholders.words(s for _p, s in made), made, frozenset(ends)
    )
