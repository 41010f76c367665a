"""The vocabularies of several sessions, joined by key; a tag that no list knows has a row of its own."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from workshop_tui.agenda.vocabulary import tag_letters
from workshop_tui.locale import Message, say
from workshop_tui.session.notes.tags import terms_of
from workshop_tui.session.state import State

NONE = {
    "phases": say("No phase said"),
    "stakeholders": say("No stakeholder said"),
    "kinds": say("No kind said"),
    "degrees": say("No degree said"),
}
"""The words for what has no tag of an axis; its key is empty."""


@dataclass(frozen=True)
class Word:
    """A tag of several sessions under one key. `has`: the sessions whose vocabulary has it; none: no list knows it."""

    key: str
    label: Message
    short: Message
    has: frozenset[int] = frozenset()

    @property
    def known(self) -> bool:
        return bool(self.has)


class Axis:
    """The tags of an axis (of `vocabulary.LISTS`) over several sessions, in the order of their lists.

    A stakeholder that is a member of a family in its session counts with that family there.
    """

    def __init__(self, sessions: Sequence[State], name: str) -> None:
        self.name = name
        self._families = [
            {tag_letters(member): term.key for term in terms_of(one.agenda, name) for member in term.members}
            for one in sessions
        ]
        self._terms: dict[str, Word] = {}
        self._order: list[str] = []
        for place in reversed(range(len(sessions))):
            self._join(place, terms_of(sessions[place].agenda, name))

    def _join(self, place: int, terms: Iterable[object]) -> None:
        """Take the list of a session in: what others have not goes behind what it follows there."""
        at = 0
        for term in terms:
            key: str = term.key  # type: ignore[attr-defined]
            same = tag_letters(key)
            if same not in self._terms:
                self._order.insert(at, same)
                named, short = term.name(self.name), term.short(self.name)  # type: ignore[attr-defined]
                self._terms[same] = Word(key, named, short, frozenset({place}))
            else:
                was = self._terms[same]
                self._terms[same] = Word(was.key, was.label, was.short, was.has | {place})
            at = self._order.index(same) + 1

    def key(self, place: int, tag: str) -> str:
        """The key under which a tag of that session counts. One that no list knows is known from here on."""
        if not tag:
            return ""
        same = tag_letters(tag)
        same = tag_letters(self._families[place].get(same, tag))
        if same not in self._terms:
            label = say("{tag} (?)", tag=tag)
            self._terms[same] = Word(tag, label, label)
            self._order.append(same)
        return self._terms[same].key

    def word(self, key: str) -> Word:
        """The tag of this key."""
        return self._terms[tag_letters(key)] if key else Word("", NONE[self.name], NONE[self.name])

    def words(self, used: Iterable[str] = ()) -> tuple[Word, ...]:
        """The tags of the lists, then those that no list knows and are `used`; what has none last, if it is."""
        those = {*used}
        known = [self._terms[same] for same in self._order]
        found = [one for one in known if one.known] + [one for one in known if not one.known and one.key in those]
        return (*found, *([self.word("")] if "" in those else []))
