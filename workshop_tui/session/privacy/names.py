"""Names of people: where they are said, what their parts are, and what looks like one."""

from __future__ import annotations

import re
from collections.abc import Iterator

from workshop_tui.holds import Holds, texts
from workshop_tui.session.event import Event
from workshop_tui.text import fold
from workshop_tui.text.folding import alike, shortened, words_of

SHORTEST = 3
"""Letters of a part of a name (a first name, a surname) that is looked for by itself."""
_PARTICLES = frozenset({"and", "chez", "des", "les", "par", "pour", "the", "von", "van", "del", "della", "aux", "dit"})
_TITLES = frozenset({"mme", "mlle", "mrs", "miss", "madame", "monsieur", "mademoiselle", "docteur", "doctor", "maitre"})
_ORDER = (Holds.PERSON, Holds.SPEAKER, Holds.SOMEBODY, Holds.OWNER)
_NAMING = frozenset(_ORDER)
"""Kinds of text that may be somebody's name; the names of one event follow one another as these do."""
_BELONGING = frozenset({Holds.AFFILIATION, Holds.PLACE, Holds.OWNER})


def names_in(event: Event) -> Iterator[str]:
    """The names of people that an event says, in order, and codes. Words that are neither (“the town hall”) are not."""
    said = sorted(texts(event, _NAMING), key=lambda one: _ORDER.index(one[0]))
    return (words for holds, words in said if holds is Holds.PERSON or is_name(words) or is_code(words))


def affiliations_in(event: Event) -> Iterator[str]:
    """Whom people belong to, where they are and who owns an initiative, as an event says it."""
    return (words for _holds, words in texts(event, _BELONGING))


def is_code(words: str) -> bool:
    """Whether it is a code, which stands for a name, or for one that was forgotten: P3."""
    return bool(re.fullmatch(r"P[1-9][0-9]*", words))


def is_name(words: str) -> bool:
    """Whether these words look like the name of one person: up to four, each with a capital, but for particles."""
    parts = words.split()
    return 0 < len(parts) <= 4 and all(part[0].isupper() or fold(part) in _PARTICLES | {"de", "du", "la", "le", "d'"}
                                       for part in parts) and any(len(part) >= SHORTEST for part in parts)  # fmt: skip


def parts_of(name: str) -> list[str]:
    """The parts of a name that name somebody by themselves: a first name, a surname."""
    return [word for word in re.split(r"[\s,()/]+", name) if _names_somebody(word)]


def pieces_of(name: str) -> list[str]:
    """The parts of a name, and of double ones each half: “Jean-Philippe”, “Jean”, “Philippe”."""
    halves = (half for part in parts_of(name) for half in words_of(part) if _names_somebody(half))
    return list(dict.fromkeys((*map(alike, parts_of(name)), *halves)))


def initials_of(name: str) -> dict[str, str]:
    """The forms of a name with initials, as `shortened` has them."""
    tokens = [word for word in re.split(r"[\s,()/]+", name) if words_of(word) and alike(word) not in _TITLES]
    return shortened(words_of(tokens[0]), words_of(" ".join(tokens[1:]))) if tokens else {}


def _names_somebody(word: str) -> bool:
    return len(word) >= SHORTEST and alike(word) not in _PARTICLES | _TITLES and bool(words_of(word))
