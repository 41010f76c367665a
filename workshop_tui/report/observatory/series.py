"""Sessions that are looked at together, as they may leave the program, and how far what was said in them spreads.

A session counts once, whoever took notes there and however many. A session's territory is its agenda's, whatever its
spelling; a session whose agenda says none counts in none.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from workshop_tui.agenda import Agenda
from workshop_tui.locale import Message, _, plural, say
from workshop_tui.report.digest import is_private
from workshop_tui.session.notes.notebook import Note
from workshop_tui.session.privacy.apart import as_they_stand, told_apart
from workshop_tui.session.privacy.confidentiality import Veil
from workshop_tui.session.privacy.hiding import Asked
from workshop_tui.session.state import State
from workshop_tui.text import letters
from workshop_tui.text.saints import spelt_out

CHATHAM = "chatham"
FOLD_CHATHAM = 3
"""Sessions under which a count is folded under `chatham`, unless somebody says otherwise."""
Meant = Callable[[State], Iterable[Note]]
"""Gives those of a session's notes that are meant."""


@dataclass(frozen=True)
class Said:
    """A note of the session at this place."""

    place: int
    note: Note


@dataclass(frozen=True)
class Spread:
    """How far something spreads: in how many of all sessions it was said, and of all territories; 0 if there are none.

    `fold`: the sessions under which it is only told that they are fewer.
    """

    places: frozenset[int]
    territories: int
    all_sessions: int
    all_territories: int
    fold: int = 0

    @property
    def sessions(self) -> int:
        return len(self.places)

    @property
    def folded(self) -> bool:
        return 0 < self.sessions < self.fold

    @property
    def figure(self) -> str:
        """The count for a narrow cell: `5 (3)`, sessions and territories; `< 3` where it is folded, `·` for none."""
        if not self.places:
            return "·"
        if self.folded:
            return f"<\u00a0{self.fold}"
        return f"{self.sessions} ({self.territories})" if self.all_territories else str(self.sessions)

    def __str__(self) -> str:
        """The count with its denominators, in the language in use."""
        if self.folded:
            return _("fewer than {fold} of {all} sessions", fold=self.fold, all=self.all_sessions)
        sessions = plural(
            "{count} of {all} sessions", "{count} of {all} sessions", self.sessions, all=self.all_sessions
        )
        if not self.all_territories:
            return sessions
        territories = plural(
            "{count} of {all} territories", "{count} of {all} territories", self.territories, all=self.all_territories
        )
        return f"{sessions}, {territories}"


@dataclass(frozen=True)
class Series:
    """Sessions, the earliest first, without what the strictest confidentiality of all hides.

    `raw` are the same as they are: what is one thing over sessions is found there, and nothing of it is told.
    `notes`: those that are meant, without private ones and quotes to which nobody agreed.
    """

    name: str | None
    sessions: tuple[State, ...]
    raw: tuple[State, ...]
    notes: tuple[Said, ...]
    rule: str
    asked: tuple[Asked, ...]
    fold: int
    territory_keys: tuple[str | None, ...]
    """The territory of each session, as it is compared; told to nobody."""

    @cached_property
    def by_place(self) -> dict[int, list[Said]]:
        """The notes of each session, by its place."""
        found: dict[int, list[Said]] = {}
        for one in self.notes:
            found.setdefault(one.place, []).append(one)
        return found

    @property
    def agenda(self) -> Agenda:
        """The last session's."""
        return self.sessions[-1].agenda

    @property
    def nowhere(self) -> bool:
        """Tell whether neither session, nor day, nor territory is told of anything that was said (`chatham`)."""
        return self.rule == CHATHAM

    @property
    def warning(self) -> Message | None:
        """Say what the confidentiality does."""
        if self.nowhere:
            return say("neither who said it, nor whom they belong to, nor where, nor in which session, is told")
        return Veil(self.sessions[-1]).warning if self.rule != "nominatif" else None

    @property
    def first(self) -> date:
        return self.sessions[0].date

    @property
    def last(self) -> date:
        return self.sessions[-1].date

    @property
    def territories(self) -> list[str]:
        """The names of the territories, each once; none where they are not told."""
        those = reversed([*zip(self.territory_keys, self.sessions, strict=True)])
        named = {key: one.agenda.territory for key, one in those if key}
        return sorted(filter(None, named.values()), key=letters)

    @property
    def all_territories(self) -> int:
        """The number of territories."""
        return len({key for key in self.territory_keys if key})

    @property
    def nowhere_said(self) -> int:
        """The number of sessions whose agenda says no territory."""
        return self.territory_keys.count(None)

    def spread(self, places: Iterable[int]) -> Spread:
        """How far something spreads that was said in the sessions at these places."""
        those = frozenset(places)
        where = {key for place in those if (key := self.territory_keys[place])}
        return Spread(those, len(where), len(self.sessions), self.all_territories, self.fold)

    def spread_of(self, notes: Iterable[Said]) -> Spread:
        """How far these notes spread."""
        return self.spread(one.place for one in notes)

    def called(self, place: int) -> str:
        """The name of a session in tables: `S3`."""
        return f"S{place + 1}"

    def place_told(self, place: int) -> str:
        """Say in which session something was said, and where: `S3, Haut-Lac`; nothing where that is not told."""
        if self.nowhere:
            return ""
        return ", ".join(filter(None, (self.called(place), self.sessions[place].agenda.territory)))

    def in_order(self, notes: Iterable[Said]) -> list[Said]:
        """The notes in the order in which they are told: of time; by their words where none may be told by it."""
        if self.nowhere:
            return sorted(notes, key=lambda one: (letters(one.note.taken.text), one.note.taken.text))
        return sorted(notes, key=lambda one: (one.place, one.note.taken.at, one.note.number))


def series_of(
    states: Sequence[State],
    *,
    name: str | None = None,
    fold: int | None = None,
    private: bool = False,
    names: bool = False,
    meant: Meant | None = None,
) -> Series:
    """The sessions together, one at least; `meant` gives those of a session's notes that are looked at.

    `private`: with what is for the co-trainers only; `names`: with all that confidentiality hides.
    """
    raw = sorted(states, key=lambda one: (one.date, one.id))
    together = as_they_stand(raw) if names else told_apart(raw)
    found = []
    for place, (one, told) in enumerate(zip(raw, together.sessions, strict=True)):
        wanted = {note.number for note in (meant(one) if meant else one.notebook.notes)}
        found += [
            Said(place, note)
            for note in told.notebook.notes
            if note.number in wanted and (private or not is_private(note.taken))
        ]
    if fold is None:
        fold = FOLD_CHATHAM if together.rule == CHATHAM else 0
    keys = tuple(letters(spelt_out(one.agenda.territory or "")) or None for one in raw)
    named = name or _common([one.agenda.series for one in together.sessions])
    return Series(named, together.sessions, tuple(raw), tuple(found), together.rule, together.asked, fold, keys)


def _common(named: Sequence[str | None]) -> str | None:
    """The series that all sessions are part of; None if they are of several, or of none."""
    found = {letters(one or ""): one for one in named}
    return next(iter(found.values())) if len(found) == 1 else None
