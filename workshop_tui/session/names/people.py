"""The names of people that events say, the parts of a name, and what looks like one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from workshop_tui.holds import Holds, texts
from workshop_tui.session.event import Event
from workshop_tui.session.names.codes import is_code
from workshop_tui.text import fold
from workshop_tui.text.folding import APOSTROPHES, alike, words_of
from workshop_tui.text.persons import surnames_of, wholes_of, written
from workshop_tui.text.replacing import SHORTEST_PART
from workshop_tui.text.titles import TITLES

_PARTICLES = frozenset({"and", "chez", "des", "les", "par", "pour", "the", "von", "van", "del", "della", "aux", "dit"})
_ORDER = (Holds.PERSON, Holds.SPEAKER, Holds.SOMEBODY, Holds.OWNER)
_NAMING = frozenset(_ORDER)
"""Kinds of text that may be somebody's name; the names of one event follow one another as these do."""
_BELONGING = frozenset({Holds.AFFILIATION, Holds.PLACE, Holds.OWNER})


def names_in(event: Event, *, counted: bool = False) -> Iterator[str]:
    """The names of people that an event says, in order, and codes. Words that are neither (“the town hall”) are not.

    `counted`: only those that were known for names when codes were counted, or those after them would have another.
    """
    said = sorted(texts(event, _NAMING), key=lambda one: _ORDER.index(one[0]))
    is_named = _has_capitals if counted else is_name
    return (words for holds, words in said if holds is Holds.PERSON or is_named(words) or is_code(words))


def affiliations_in(event: Event) -> Iterator[str]:
    """Yield whom people belong to, where they are and who owns an initiative, as an event says it."""
    return (words for _holds, words in texts(event, _BELONGING))


def is_name(words: str) -> bool:
    """Tell whether these words look like the name of one person: up to four, each with a capital (“d’Ormesson”, too),
    but for particles; in a script without capitals, any."""
    return _has_capitals(" ".join(_begun(part) for part in words.split()))


def _begun(part: str) -> str:
    """A part of a name without what is elided before it; in capitals, in a script that has none."""
    own = re.sub(rf"^[dDlL]['{APOSTROPHES}](?=\w)", "", part)
    return own if own.lower() != own.upper() or not own.isalpha() else "X" * max(len(own), SHORTEST_PART)


def _has_capitals(words: str) -> bool:
    parts = words.split()
    own = [part for part in parts if fold(part) not in _PARTICLES | {"de", "du", "la", "le", "d"}]
    long = any(len(part) >= SHORTEST_PART for part in parts) or sum(len(part) > 1 for part in own) > 1
    return 0 < len(parts) <= 4 and all(part[0].isupper() for part in own) and long


def parts_of(name: str) -> list[str]:
    """The parts of a name that name somebody by themselves: a first name, a surname."""
    return [word for word in re.split(r"[\s,()/]+", name) if _names_somebody(word)]


@lru_cache(maxsize=4096)
def pieces_of(name: str) -> tuple[str, ...]:
    """The parts of a name, and of double ones each half: “Jean-Philippe”, “Jean”, “Philippe”."""
    parts = [part for spelt in written(name) for part in parts_of(spelt)]
    halves = (half for part in parts for half in words_of(part) if _names_somebody(half))
    return tuple(dict.fromkeys((*map(alike, parts), *halves)))


@lru_cache(maxsize=4096)
def spelt_of(name: str) -> frozenset[str]:
    """The letters of a name, whole and in its parts, in each spelling but those with initials."""
    return frozenset(form.replace(" ", "") for form in (*pieces_of(name), *wholes_of(name), *surnames_of(name)))


def joins_of(name: str) -> set[str]:
    """The letters of two words of a name and more, as they stand one after the other in a spelling of it."""
    spelt = [form.split() for form in wholes_of(name)]
    return {"".join(words[k:end]) for words in spelt for k in range(len(words)) for end in range(k + 2, len(words) + 1)}


def _names_somebody(word: str) -> bool:
    return len(word) >= SHORTEST_PART and alike(word) not in _PARTICLES | TITLES and bool(words_of(word))
