"""The name of a person taken apart, and the forms in which it is written: when two spellings are one person.

The words of a name stand in any order, with or without a title, a comma, and what is in brackets or after a dash.
Particles and hyphens make one unit: “Ana | de la Tour”, “Jean-Marc | Pause”.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import chain, permutations, product
from types import MappingProxyType

from workshop_tui.text.folding import APOSTROPHES, alike, words_of
from workshop_tui.text.saints import saints_of
from workshop_tui.text.titles import SHORT_TITLES, TITLES

PARTICLES = frozenset({"de", "du", "des", "d", "la", "le", "les", "l", "van", "von", "der", "den", "del", "della", "di",
                       "da", "dos", "el", "al", "ben", "saint", "st"})  # fmt: skip
_BRACKETS = r"\([^)]*\)?|\[[^]]*\]?"
_OWNER = rf"(?<=\w)['{APOSTROPHES}][sS]\b"
"""The end of what is somebody's: “Marie’s”."""
_BESIDE = r"\s+[-–—]\s+|[/|;]"
_ABBREVIATIONS = frozenset({"ps", "nb"})
"""Letters with dots that are no initials."""
_UMLAUTS = {"ä": "ae", "ö": "oe", "ü": "ue", "ø": "oe", "å": "aa",
            "Ä": "Ae", "Ö": "Oe", "Ü": "Ue", "Ø": "Oe", "Å": "Aa"}  # fmt: skip
_SPELT_OUT = r"(?i)([äöüøå]|(?<![aeiouyq])(?:ae|[ou]e(?!u))(?!l(?:le?|la)?s?\b|t\b)|aa)"
"""A letter that is spelt out where nobody has it, or what may be one so: not in “Bauer”, “Quentin”, “Lesueur”, nor at
the end of “Maelle”, “Samuel” and “Huet”."""
_MOST_SPELT = 3
"""Such letters of a name that are each taken either way; where it has more, all of them are taken one way."""
_CAPITALS = r"([^\W\d_][a-zà-öø-ÿ]+)([A-ZÀ-ÖØ-Þ][a-zà-öø-ÿ])"
"""A capital within a word: `LeGoff`."""
_IRISH = r"\b([oOÓó])(?=[^aeiouyAEIOUY\W])([^\W\d_]{3,})"
_MOST = 3
"""Units of a name up to which every order is known; of longer ones, those that begin with the first or the last."""


@lru_cache(maxsize=4096)
def spellings_of(person: str) -> frozenset[str]:
    """The spellings by which two names are known as one person's: with whatever stands between the words, in any
    order. Those of one word have a mark: “Marchand” is not Marc Hand."""
    words = words_of(" ".join(_core(person)))
    wholes = {form.replace(" ", "") for form in wholes_of(person) if len(words) > 1}
    cores = {" ".join(sorted(words_of(" ".join(_core(spelt))))) + "." for spelt in written(person)}
    return frozenset(wholes | cores)


def same_person(one: str, other: str) -> bool:
    """Tell whether these are spellings of one name."""
    return not spellings_of(one).isdisjoint(spellings_of(other))


@lru_cache(maxsize=4096)
def written(name: str) -> tuple[str, ...]:
    """`name`, and as it is written where nobody has its letters (“Mueller” for Müller), or somebody has (“Müller” for
    Mueller); or with a sign where it has none (“Jean-Pierre” for JeanPierre, “O’Brien” for OBrien); saints shortened
    or not."""
    parts = re.split(_SPELT_OUT, name)
    ways = [(part[:1], _UMLAUTS.get(part, part)) for part in parts[1::2]]
    chosen = product(*ways) if len(ways) <= _MOST_SPELT else zip(*ways, strict=True)
    spelt = ["".join((*chain(*zip(parts[::2], way, strict=False)), parts[-1])) for way in chosen]
    split = [re.sub(_IRISH, r"\1'\2", re.sub(_CAPITALS, r"\1-\2", one)) for one in (name, *spelt)]
    return tuple(dict.fromkeys(said for one in (name, *spelt, *split) for said in saints_of(one)))


@lru_cache(maxsize=4096)
def wholes_of(name: str) -> tuple[str, ...]:
    """The spellings of a whole name, as `alike` has them: as it stands, and its words in any order, units in one."""
    whole = []
    for spelt in written(name):
        whole += [alike(spelt)] if alike(spelt) else []
        head = _units(_core(spelt.split(",", maxsplit=1)[0]))
        for units in (_units(_core(spelt)), head if len(head) > 1 else []):
            for order in _orders(units) if units else ():
                whole += [" ".join(" ".join(unit) for unit in order), " ".join("".join(unit) for unit in order)]
    return tuple(dict.fromkeys(whole))


@lru_cache(maxsize=4096)
def surnames_of(name: str) -> tuple[str, ...]:
    """The units of a name that begin with particles, as `alike` has them, and the ends of them that still do; of
    double ones each half, too (“Le Bihan” of Le Bihan-Kermarrec)."""
    units = [unit for spelt in written(name) for unit in _units(_core(spelt)) if unit[0] in PARTICLES]
    ends = [" ".join(unit[k:]) for unit in units for k in range(len(unit) - 1) if unit[k] in PARTICLES]
    return (*ends, *(" ".join(half) for unit in units for half in _particled(unit)))


@lru_cache(maxsize=4096)
def initials_of(name: str) -> Mapping[str, str]:
    """The forms of a name with initials, each as a pattern by its letters: of whichever part comes first."""
    forms: dict[str, str] = {}
    for spelt in reversed(written(name)):
        forms |= _initials_of(spelt)
    return MappingProxyType(forms)


def _initials_of(name: str) -> dict[str, str]:
    units = _units(_given_first(name))
    forms: dict[str, str] = {}
    for first, rest in ((units[:1], units[1:]), (units[:-1], units[-1:])):
        given, family = [word for unit in first for word in unit], [word for unit in rest for word in unit]
        forms = _shortened(family, given, dotted=False) | forms
        for k in range(len(family)):
            if k == 0 or family[k - 1] in PARTICLES:
                forms |= _shortened(given[:1], family[k:], dotted=False)
        for half in _halves(family):
            forms = _shortened(given[:1], [half], dotted=False) | forms
        for several in _particled(family):
            forms = _shortened(given[:1], [*several], dotted=False) | forms
        for half in _halves(given):
            forms = _shortened([half], family, dotted=False) | forms
        forms |= _shortened(given, family)
    return forms


def _particled(words: Sequence[str]) -> list[tuple[str, ...]]:
    """The words of several that particles begin, each by itself behind these."""
    first = next((k for k, word in enumerate(words) if word not in PARTICLES), 0)
    halves = _halves([*words[first:]]) if first else []
    return [(*words[:first], half) for half in halves]


def _halves(words: list[str]) -> list[str]:
    """The words of several by which somebody may be called alone."""
    return [word for word in words if len(word) > 2 and word not in PARTICLES] if len(words) > 1 else []


def _shortened(first: list[str], rest: list[str], *, dotted: bool = True) -> dict[str, str]:
    """The forms in which a name is written with initials, each as a pattern by its letters: `C. Fontaine`, `Cl.
    Fontaine`, `Fontaine, C.`, `cfontaine`, `fontaine.c`, `C.F.`; without `dotted`, none that only the right order has.

    `first` and `rest` are its words, folded. “M. Fontaine” is none: it stands for monsieur.
    """
    if not first or not rest:
        return {}
    initials, surname = [word[0] for word in first], r"[\s'._-]{0,3}".join(map(re.escape, rest))
    letters, every = "".join(rest), [*initials, *(word[0] for word in rest)]
    sir = initials == ["m"]
    leading = r"[\s._-]{0,3}".join(initials) + ("[._-]?" if sir else r"[\s._-]{0,3}")
    trailing = r"\.?[\s-]{0,2}".join(initials) + r"(?:\.|(?!'))"
    beside = r"(?:[\s,]{1,3}|[._-]?)" if dotted and not sir else r"(?:\s{1,3}|[._-]?)"
    forms = {"".join(initials) + letters: leading + surname, letters + "".join(initials): surname + beside + trailing}
    if len(letters) < 2:
        forms = {}
    if dotted and "".join(every) not in _ABBREVIATIONS:
        forms["".join(every)] = r"\.[\s-]{0,2}".join(every) + r"\."
    begun = [first[0][:size] for size in range(2, min(5, len(first[0])))] if dotted else []
    return forms | {begin + letters: begin + r"\.[\s-]{0,2}" + surname for begin in begun}


def _core(name: str) -> list[str]:
    """The words of a name as they are written, without titles, brackets, a possessive and what is beside it."""
    plain = re.sub(_OWNER, "", re.sub(_BRACKETS, " ", name))
    heads = [head for head in re.split(_BESIDE, plain) if words_of(head)]
    words = [word for word in re.split(r"[\s,]+", heads[0] if heads else name) if words_of(word)]
    long = [word for word in words if alike(word) not in TITLES]
    short = [word for word in long if alike(word) not in SHORT_TITLES]
    return short if any(len(word) > 2 for word in short) else long or words


def _given_first(name: str) -> list[str]:
    """The words of a name, those of the given name first where a comma or capitals say which they are."""
    family, comma, given = re.sub(_BRACKETS, " ", name).partition(",")
    if comma and words_of(given):
        return [*_core(given), *_core(family)]
    words = _core(name)
    capitals = 0
    while capitals < len(words) and len(alike(words[capitals])) > 1 and words[capitals].isupper():
        capitals += 1
    return words[capitals:] + words[:capitals]


def _units(words: list[str]) -> list[tuple[str, ...]]:
    """The words, folded, those together that belong together: particles go with what follows them."""
    units: list[tuple[str, ...]] = []
    before: tuple[str, ...] = ()
    for word in words:
        before += tuple(words_of(word))
        if before[-1] not in PARTICLES:
            units.append(before)
            before = ()
    return [*units, before] if before else units


def _orders(units: list[tuple[str, ...]]) -> Iterator[tuple[tuple[str, ...], ...]]:
    if len(units) <= _MOST:
        yield from permutations(units)
    else:
        yield from ((*units,), (*units[1:], units[0]), (units[-1], *units[:-1]))
