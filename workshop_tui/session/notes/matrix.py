"""Phases × stakeholders: which notes speak of both. What nobody spoke of is a finding, too."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from workshop_tui.agenda import Agenda, Term
from workshop_tui.agenda.vocabulary import COLLECTIVE, UNORDERED
from workshop_tui.locale import Message, say
from workshop_tui.session.notes.notebook import Note, NoteContent


@dataclass(frozen=True)
class Counted:
    """The notes that a matrix counts: those of a `kind`; of requests, those that go one way only.

    `silence` says of which terms there is none. `way`: `from` the collective to the stakeholder, `to` it from the
    stakeholder; None: either.
    """

    words: Message
    silence: Message
    kind: str | None = None
    way: str | None = None


COUNTED = {
    "requests": Counted(say("requests"), say("No request concerns: {names}"), "sollicitation"),
    "from-collective": Counted(
        say("requests of the collective"), say("The collective asks nothing of: {names}"), "sollicitation", "from"
    ),
    "to-collective": Counted(
        say("requests to the collective"), say("Nothing is asked of the collective by: {names}"), "sollicitation", "to"
    ),
    "all": Counted(say("all notes"), say("No note concerns: {names}")),
    "barriers": Counted(say("barriers"), say("No barrier concerns: {names}"), "frein"),
    "enablers": Counted(say("enablers"), say("No enabler concerns: {names}"), "levier"),
}
"""The choices of what is counted: requests first, for the day is about who turns to whom."""


@dataclass(frozen=True)
class Matrix:
    """The notes of each cell, by the keys of a phase and of a column, both in the agenda's order.

    A stakeholder is a family, or a member of one.
    """

    phases: tuple[Term, ...]
    stakeholders: tuple[Term, ...]
    cells: Mapping[tuple[str, str], tuple[Note, ...]]

    def count(self, phase: str, stakeholder: str) -> int:
        """The number of notes that name both."""
        return len(self.cells.get((phase, stakeholder), ()))

    def total(self, *, phase: str | None = None, stakeholder: str | None = None) -> int:
        """The number of notes that stand in a cell of this phase, or of this stakeholder; of both None: in any cell.

        A note that names several counts once, so that a total may be less than the sum of its cells.
        """
        cells = self.cells.items()
        those = [notes for (p, s), notes in cells if phase in (None, p) and stakeholder in (None, s)]
        return len({id(note) for notes in those for note in notes})  # of a course two may have one number

    def figure(self, phase: str, stakeholder: str) -> str:
        """The count as it is shown; nothing for none."""
        return str(self.count(phase, stakeholder) or "")

    def total_figure(self, *, phase: str | None = None, stakeholder: str | None = None) -> str:
        """The total as it is shown; nothing for none."""
        return str(self.total(phase=phase, stakeholder=stakeholder) or "")

    @property
    def fullest(self) -> tuple[str, str] | None:
        """The keys of the cell with the most notes, the first of several; None if none has any."""
        places = ((phase.key, who.key) for who in self.stakeholders for phase in self.phases)
        return max((cell for cell in places if self.count(*cell)), key=lambda cell: self.count(*cell), default=None)

    @property
    def most(self) -> int:
        """The count of the fullest cell."""
        return max(map(len, self.cells.values()), default=0)

    def level(self, count: int) -> int:
        """How much `count` is here: 0 none, 1 some, 2 half of the fullest cell or more, 3 as much as that."""
        return 0 if not count else 3 if count == self.most else 2 if 2 * count >= self.most else 1

    @property
    def silent_phases(self) -> tuple[Term, ...]:
        """The phases in which no cell has a note."""
        return tuple(p for p in self.phases if not any(self.count(p.key, s.key) for s in self.stakeholders))

    @property
    def silent_stakeholders(self) -> tuple[Term, ...]:
        """The stakeholders of whom no cell has a note."""
        return tuple(s for s in self.stakeholders if not any(self.count(p.key, s.key) for p in self.phases))


def way_of(notes: Iterable[Note]) -> str:
    """Tell which way the requests among `notes` go: `from` the collective, `to` it, `both`; nothing if no one says."""
    requests = [note.taken.details for note in notes if note.taken.kind == "sollicitation" and note.taken.details]
    ways = {way for said in requests for way, end in (("from", said.asker), ("to", said.asked)) if end == COLLECTIVE}
    return "both" if len(ways) == 2 else next(iter(ways), "")


def silence(made: Matrix, counted: Counted) -> Message | None:
    """Say which phases and stakeholders have none of what is `counted`; None if all have.

    The collective is at an end of every request, and is not counted where somebody is at the other: nothing is said of
    it there.
    """
    silent = [("phases", one) for one in made.silent_phases if one.key not in UNORDERED]
    silent += [
        ("stakeholders", one)
        for one in made.silent_stakeholders
        if counted.kind != "sollicitation" or one.key != COLLECTIVE
    ]
    if not silent:
        return None
    names = [str(one.name(axis)) for axis, one in silent]
    return Message(counted.silence.text, {"names": " · ".join(names)})


def matrix(
    agenda: Agenda, notes: Iterable[Note], counted: Counted = COUNTED["all"], *, members: bool = False
) -> Matrix:
    """The matrix of those of `notes` that are `counted`. A note counts once in each cell that it names.

    A member counts with its family; with `members`, in a column of its own after its family's, which then has the
    notes that name the family itself.
    """
    family = {} if members else _families(agenda)
    columns = tuple(_columns(agenda)) if members else agenda.stakeholders
    known = {(p.key, s.key) for p in agenda.phases for s in columns}
    cells: dict[tuple[str, str], list[Note]] = {}
    for note in notes:
        named = {family.get(key, key) for key in counted_of(note.taken, counted)}
        for cell in {(phase, who) for phase in note.taken.phases for who in named} & known:
            cells.setdefault(cell, []).append(note)
    return Matrix(agenda.phases, columns, {cell: tuple(those) for cell, those in cells.items()})


def counted_of(taken: NoteContent, counted: Counted) -> set[str]:
    """The stakeholders under which a note counts; none if it is not counted.

    A request also speaks of the ends of its way, but the collective only if nobody else is at the other end; counted
    one way, it speaks of that end alone.
    """
    if counted.kind is not None and taken.kind != counted.kind:
        return set()
    said = taken.details if taken.kind == "sollicitation" else None
    asker, asked = (said.asker, said.asked) if said else (None, None)
    if counted.way == "from":
        return {asked} if asked and asker == COLLECTIVE else set()
    if counted.way == "to":
        return {asker} if asker and asked == COLLECTIVE else set()
    ends = {end for end in (asker, asked) if end}
    return {*taken.stakeholders, *(ends - {COLLECTIVE} or ends)}


def counted_under(agenda: Agenda, taken: NoteContent) -> list[str]:
    """List the columns in which a note counts, in the agenda's order: families, a member's under its family."""
    families = _families(agenda)
    named = {families.get(key, key) for key in counted_of(taken, COUNTED["all"])}
    return [term.key for term in agenda.stakeholders if term.key in named]


def speaks_of(agenda: Agenda, taken: NoteContent, named: str) -> bool:
    """Tell whether a note names this stakeholder, a member of the family, or has one of them at an end of a request."""
    members = next((set(term.members) for term in agenda.stakeholders if term.key == named), set())
    ends = {taken.details.asker, taken.details.asked} if taken.details else set()
    return bool({named, *members} & {*taken.stakeholders, *ends})


def _families(agenda: Agenda) -> dict[str, str]:
    """The family of each member."""
    return {member: term.key for term in agenda.stakeholders for member in term.members}


def _columns(agenda: Agenda) -> Iterable[Term]:
    for term in agenda.stakeholders:
        yield term
        yield from map(term.member, term.members)
