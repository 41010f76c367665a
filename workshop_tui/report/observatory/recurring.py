"""Barriers and enablers, phase by phase: in how many sessions there were some, and in which words."""

from __future__ import annotations

from dataclasses import dataclass

from workshop_tui.report.observatory.series import Said, Series, Spread
from workshop_tui.report.observatory.words import Axis, Word

SIDES = ("frein", "levier")
"""The kinds of note that weigh on a phase."""
QUOTED = 2
"""Notes of one session that are printed in one place: who notes much does not weigh more."""


@dataclass(frozen=True)
class Recurring:
    """The barriers of a phase, or its enablers (`kind`), and the quotes of that phase that go with them."""

    phase: Word
    kind: str
    spread: Spread
    notes: tuple[Said, ...]

    @property
    def printed(self) -> tuple[Said, ...]:
        """The notes that are printed: at the most `QUOTED` of a session, none where the count is folded."""
        if self.spread.folded:
            return ()
        counts: dict[int, int] = {}
        found = []
        for one in self.notes:
            counts[one.place] = counts.get(one.place, 0) + 1
            if counts[one.place] <= QUOTED:
                found.append(one)
        return tuple(found)

    @property
    def more(self) -> int:
        """The number of notes that are not printed."""
        return 0 if self.spread.folded else len(self.notes) - len(self.printed)


@dataclass(frozen=True)
class Kind:
    """The notes of a kind: in how many sessions there were some."""

    word: Word
    spread: Spread


def recurring(series: Series) -> tuple[Recurring, ...]:
    """The barriers and enablers of each phase that has some, in the order of the phases."""
    phases = Axis(series.sessions, "phases")
    found: dict[tuple[str, str], list[Said]] = {}
    for one in series.notes:
        if one.note.taken.kind in SIDES:
            for phase in dict.fromkeys(phases.key(one.place, tag) for tag in one.note.taken.phases or ("",)):
                found.setdefault((phase, one.note.taken.kind), []).append(one)
    used = [phase for phase, _kind in found]
    return tuple(
        Recurring(phase, kind, series.spread_of(those), tuple(series.in_order(those)))
        for phase in phases.words(used)
        for kind in SIDES
        if (those := found.get((phase.key, kind)))
    )


def kinds(series: Series) -> tuple[Kind, ...]:
    """The kinds of notes that there were, in the order of the lists; those that no list knows, too."""
    axis = Axis(series.sessions, "kinds")
    found: dict[str, set[int]] = {}
    for one in series.notes:
        found.setdefault(axis.key(one.place, one.note.taken.kind or ""), set()).add(one.place)
    return tuple(Kind(word, series.spread(found[word.key])) for word in axis.words(found) if word.key in found)


def verbatims(series: Series) -> tuple[tuple[Word, Spread, tuple[Said, ...]], ...]:
    """The quotes to which their speakers agreed, by phase."""
    phases = Axis(series.sessions, "phases")
    found: dict[str, list[Said]] = {}
    for one in series.notes:
        if one.note.taken.kind == "verbatim":
            for phase in dict.fromkeys(phases.key(one.place, tag) for tag in one.note.taken.phases or ("",)):
                found.setdefault(phase, []).append(one)
    return tuple(
        (word, series.spread_of(found[word.key]), tuple(series.in_order(found[word.key])))
        for word in phases.words(found)
        if word.key in found
    )
