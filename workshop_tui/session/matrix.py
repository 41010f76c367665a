"""Phases × stakeholders: which notes speak of both. What nobody spoke of is a finding, too."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from workshop_tui.agenda import Agenda, Term
from workshop_tui.session.state import Note


@dataclass(frozen=True)
class Matrix:
    """The notes of each cell, by the keys of a phase and of a stakeholder family, both in the agenda's order."""

    phases: tuple[Term, ...]
    stakeholders: tuple[Term, ...]
    cells: Mapping[tuple[str, str], tuple[Note, ...]]

    def count(self, phase: str, stakeholder: str) -> int:
        """How many notes name both."""
        return len(self.cells.get((phase, stakeholder), ()))

    @property
    def most(self) -> int:
        """The count of the fullest cell."""
        return max(map(len, self.cells.values()), default=0)

    @property
    def silent_phases(self) -> tuple[Term, ...]:
        """The phases in which no cell has a note."""
        return tuple(p for p in self.phases if not any(self.count(p.key, s.key) for s in self.stakeholders))

    @property
    def silent_stakeholders(self) -> tuple[Term, ...]:
        """The stakeholders of whom no cell has a note."""
        return tuple(s for s in self.stakeholders if not any(self.count(p.key, s.key) for p in self.phases))


def matrix(agenda: Agenda, notes: Iterable[Note]) -> Matrix:
    """The matrix of `notes`. A note counts once in each cell that it names; a member counts with its family."""
    family = {member: term.key for term in agenda.stakeholders for member in term.members}
    known = {(p.key, s.key) for p in agenda.phases for s in agenda.stakeholders}
    cells: dict[tuple[str, str], list[Note]] = {}
    for note in notes:
        named = {family.get(key, key) for key in note.taken.stakeholders}
        for cell in {(phase, who) for phase in note.taken.phases for who in named} & known:
            cells.setdefault(cell, []).append(note)
    return Matrix(agenda.phases, agenda.stakeholders, {cell: tuple(those) for cell, those in cells.items()})
