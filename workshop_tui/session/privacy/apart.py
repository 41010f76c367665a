"""Sessions of different groups, as they may leave the program together: the strictest rule of all holds for each.

A name that one of them protects is hidden in all. People are not followed from one session to the next: a code is drawn
anew for each person of each session, and is none that any of the sessions has.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any
from urllib.parse import unquote

from msgspec.structs import replace

from workshop_tui.holds import Holds, rewritten, texts
from workshop_tui.session.attendance.events import ParticipantExpected
from workshop_tui.session.names.codes import codes_drawn, is_code
from workshop_tui.session.names.events import Names
from workshop_tui.session.names.people import joins_of, pieces_of, spelt_of
from workshop_tui.session.privacy.confidentiality import Veil
from workshop_tui.session.privacy.hiding import Asked, Hidden, hidden_by
from workshop_tui.session.privacy.together import RULES, under
from workshop_tui.session.state import Chain, State, linked
from workshop_tui.text import letters
from workshop_tui.text.camel import apart
from workshop_tui.text.folding import words_of
from workshop_tui.text.saints import saints_of

_CODE = re.compile(r"(?<![^\W_])P[1-9][0-9]*(?![^\W_])")
_SAID = frozenset(Holds) - {Holds.FIXED, Holds.KEY, Holds.TRAINER_KEY}
"""Kinds of text in which a name may stand."""
_SHORTEST = 3
"""Letters of a word of a place that is looked for in other sessions."""


@dataclass(frozen=True)
class Apart:
    """The sessions without what is hidden, in their order, the rule that held, and the words that nobody settled yet.

    Private notes are still in them.
    """

    sessions: tuple[State, ...]
    rule: str
    asked: tuple[Asked, ...]


def told_apart(states: Sequence[State]) -> Apart:
    """The sessions as they may leave the program together."""
    rule = max((one.agenda.confidentiality for one in states), key=RULES.index, default=RULES[0])
    said = [_Said(one) for one in states]
    own = [under(one, rule) for one in states]
    strangers = _Strangers(own, said) if rule != RULES[0] else None
    veils = [Veil(strangers.beside(place) if strangers else one) for place, one in enumerate(own)]
    told = [hidden_by(veil) for veil in veils]
    known = [frozenset(_codes_of(veil)) for veil in veils]
    codes = _NewCodes(states, frozenset().union(*known, *(one.codes for one in said)))
    sessions = tuple(
        rewritten(_named(one, state), codes.change(place, known[place]))
        for place, (one, state) in enumerate(zip(told, states, strict=True))
    )
    asked = {each.word: each for one in told for each in one.asked}
    return Apart(sessions, rule, tuple(asked.values()))


def as_they_stand(states: Sequence[State]) -> Apart:
    """The sessions with all names."""
    return Apart(tuple(states), RULES[0], ())


def _named(told: Hidden, state: State) -> State:
    """The session under the id that it has, none where something in that is hidden; without how it came about."""
    return replace(told.state, id=state.id if told.state.id == state.id else "", events=(), chain=None)


def _codes_of(veil: Veil) -> Iterator[str]:
    """Yield the codes by which people are called in a session: those that its rule gives, that were said, or that are
    left of a name."""
    yield from veil.codes.values() if veil.hides else ()
    yield from filter(is_code, veil.state.named)
    yield from veil.state.erased


class _Said:
    """The words of all that was said in a session, and what looks like codes there."""

    def __init__(self, state: State) -> None:
        days = (*(state.chain.before if state.chain else ()), state)
        found = "\n".join({text for day in days for event in day.events for _holds, text in texts(event, _SAID)})
        found = f"{found}\n{unquote(found)}" if "%" in found else found
        camel = apart(found)
        words = (*words_of(found), *(words_of(camel) if camel is not found else ()))
        self.tokens = frozenset((*words, *(word.rstrip("0123456789") for word in words)))
        self.codes = frozenset(_CODE.findall(found))


class _Strangers:
    """The people and the places of every session, by the words in which they may be said in another."""

    def __init__(self, states: Sequence[State], said: Sequence[_Said]) -> None:
        self._states, self._said = states, said
        self._parts = _Index()
        """First names, surnames: who has them in other sessions need not be told apart."""
        self._wholes = _Index()
        """Whole names, by their last word, and as they are written in one."""
        self._places = _Index()
        for place, one in enumerate(states):
            veil = Veil(one)
            for name in veil.codes:
                if not is_code(name):
                    self._note(place, name)
            for words in one.affiliations if veil.rule == RULES[-1] else ():
                written = [*words_of(words), *map(letters, saints_of(words))]
                self._places.add(place, words, (word for word in written if len(word) >= _SHORTEST))
        self._settled: dict[str, bool] = {}
        for one in states:
            for word, ordinary in one.ordinary.items():
                self._settled[word] = ordinary and self._settled.get(word, True)

    def _note(self, place: int, name: str) -> None:
        pieces = {piece for piece in pieces_of(name) if " " not in piece}
        for piece in pieces:
            self._parts.add(place, piece, (piece,))
        words = words_of(name)
        if len(words) > 1:
            self._wholes.add(place, name, {*spelt_of(name) - pieces, *joins_of(name), max(words, key=len)})

    def beside(self, place: int) -> State:
        """The session at `place`, with those of the others of whom it may speak."""
        state, tokens = self._states[place], self._said[place].tokens
        people = [
            *(name for name in self._wholes.others(place, tokens) if _may_be_said(name, tokens)),
            *self._parts.others(place, tokens),
        ]
        before = state.chain.before if state.chain else ()
        at = state.events[0].at
        named = [ParticipantExpected(at=at, by="", key="x", name=name) for name in people]
        from_there = [
            ParticipantExpected(at=at, by="", key="x", name="", organisation=words)
            for words in self._places.others(place, tokens)
        ]
        names = Names(ordinary=MappingProxyType(self._settled), draw=state.names.draw or "x")
        others = replace(state, events=(*named, *from_there), chain=None, names=names)
        return linked(state, Chain(lambda: before, (others,)))


def _may_be_said(name: str, tokens: frozenset[str]) -> bool:
    """Tell whether the whole name may stand among these words: each of its own, or several in one."""
    return all(word in tokens for word in words_of(name) if len(word) >= _SHORTEST) or bool(
        tokens & ((spelt_of(name) | joins_of(name)) - {*pieces_of(name)})
    )


class _Index:
    """Names and places of sessions, each with where they were said, by words."""

    def __init__(self) -> None:
        self._by_word: dict[str, set[str]] = {}
        self._where: dict[str, set[int]] = {}

    def add(self, place: int, said: str, words: Iterable[str]) -> None:
        """Take in what a session said, which may be found by these words."""
        self._where.setdefault(said, set()).add(place)
        for word in words:
            self._by_word.setdefault(word, set()).add(said)

    def others(self, place: int, tokens: frozenset[str]) -> list[str]:
        """List what other sessions said, and this one did not, of which one of the words is among the `tokens`."""
        near = {said for token in tokens & self._by_word.keys() for said in self._by_word[token]}
        return sorted(said for said in near if place not in self._where[said])


class _NewCodes:
    """Codes for those of all sessions: drawn by their lots, none of which can be told from them."""

    def __init__(self, states: Sequence[State], taken: frozenset[str]) -> None:
        lots = sorted(f"{one.names.draw or ''} {one.id}" for one in states)
        self._free = (code for code in codes_drawn(" ".join(lots)) if code not in taken)
        self._given: dict[tuple[int, str], str] = {}

    def change(self, place: int, known: frozenset[str]) -> Any:
        """Give what changes the codes that are known in the session at this place into new ones."""

        def new(found: re.Match[str]) -> str:
            code = found[0]
            if code not in known:
                return code
            if (place, code) not in self._given:
                self._given[place, code] = next(self._free)
            return self._given[place, code]

        def changed(_part: Any, holds: Holds, text: str) -> str | None:
            return _CODE.sub(new, text) if holds in _SAID and "P" in text else text

        return changed
