"""When two spellings are one: how words are compared, where one begins and ends, and how they are found in a text.

Case, accents, the normal form, the shape of an apostrophe or a hyphen, no-break spaces and invisible signs make no
difference. A word is a run of letters and digits; words that belong together may have spaces, line ends, hyphens,
apostrophes, dots or low lines between them.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, MutableMapping, Sequence
from dataclasses import dataclass, field
from enum import Enum
from functools import cache, cached_property
from itertools import filterfalse

from msgspec import Struct

_ALIKE = str.maketrans(
    dict.fromkeys("’‘ʼ`´′‛＇", "'")
    | dict.fromkeys("‐‑‒–—−﹣－", "-")
    | dict.fromkeys("\u00ad\u200b\u200c\u200d\u2060\ufeff", "")
    | {"œ": "oe", "Œ": "OE", "æ": "ae", "Æ": "AE", "ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "ı": "i"}
)
_BETWEEN = r"[\s'._-]{1,3}"
"""What may stand between words that belong together, folded."""
_LETTER = r"[^\W_]"
_SIGNS = ("#", "@", "!", "~")
"""Signs after which words may be written in one: `@mariedupont`."""
_ABBREVIATIONS = frozenset({"ps", "nb"})
"""Letters with dots that are no initials."""


def fold(text: str) -> str:
    """`text` for comparing what people type: without accents, case or outer space."""
    if text.isascii():
        return text.replace("`", "'").casefold().strip()
    decomposed = unicodedata.normalize("NFKD", text.translate(_ALIKE))
    return "".join(filterfalse(unicodedata.combining, decomposed)).casefold().strip()


def slug(text: str) -> str:
    """A key made from a title: ASCII lower-case words joined by `-`, at most 60; may be empty."""
    words = re.findall("[a-z0-9]+", fold(text))
    return "-".join(words)[:60].rstrip("-")


def words_of(text: str) -> list[str]:
    """The words of `text`, folded."""
    return re.findall(f"{_LETTER}+", fold(text))


def alike(text: str) -> str:
    """`text` as names are compared: its words, folded, a space between them."""
    return " ".join(words_of(text))


class Case(Enum):
    """In which case a word is taken for what is looked for."""

    ANY = "in any case"
    CAPITAL = "only if it has a capital"
    NEVER = "in no case: it is somebody else's, who is named"
    ASKED = "in any case, unless somebody said that it is an ordinary word where it has no capital"


class Instead(Struct, frozen=True):
    """The text that stands in the place of words, if they are found in this case."""

    text: str
    case: Case = Case.ANY


def shortened(first: list[str], rest: list[str]) -> dict[str, str]:
    """The forms in which a name is written with initials: `C. Fontaine`, `Fontaine C.`, `C.F.`, each as a pattern by
    its letters.

    `first` and `rest` are its words, folded. “M. Fontaine” is none: it stands for monsieur.
    """
    if not first or not rest:
        return {}
    initials, surname = [word[0] for word in first], _BETWEEN.join(map(re.escape, rest))
    forms = {
        "".join(initials + rest): r"[\s.-]{0,3}".join(initials) + r"[\s.-]{1,3}" + surname,
        "".join(rest + initials): surname + r"[\s,]{1,3}" + r"\.[\s-]{0,2}".join(initials) + r"\.",
    }
    every = [*initials, *(word[0] for word in rest)]
    dotted = {"".join(every): r"\.[\s-]{0,2}".join(every) + r"\."}
    return (forms if initials != ["m"] else {}) | ({} if "".join(every) in _ABBREVIATIONS else dotted)


@dataclass(frozen=True)
class Replacing:
    """Words, as `alike` has them, and what stands in their place.

    `initials`: for the letters of `shortened` names, their pattern and what stands there. `ordinary` says of words in
    small letters whether they are ordinary ones; those of which it says nothing are asked. `joined`: what becomes of
    several words written as one without a capital or a sign, “marchand” for Marc Hand.
    """

    words: Mapping[str, Instead]
    initials: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    ordinary: Mapping[str, bool] = field(default_factory=dict)
    joined: Case = Case.ASKED

    def text(self, text: str, *, sure: bool = False, asked: MutableMapping[str, str] | None = None) -> str:
        """`text` with what stands in their place. `sure`: nothing in it is an ordinary word.

        Words to be asked about go into `asked`: as `alike` has them, and as they are written here.
        """
        if self._pattern is None:
            return text
        plain = _folded(text)
        match = self._pattern.search(plain)
        if match is None:
            return text
        told, at, places = "", 0, _places(text)
        while match:
            start, end = places[match.start()], places[match.end()]
            instead = self._instead(match, text[start:end], sure, asked)
            if instead is not None:
                told += text[at:start] + instead
                at = end
            passed = instead is not None or match.lastgroup == "words"
            match = self._pattern.search(plain, match.end() if passed else match.start() + 1)
        return told + text[at:]

    @cached_property
    def _pattern(self) -> re.Pattern[str] | None:
        words = sorted(self.words, key=len, reverse=True)
        found = {
            "initials": sorted((pattern for pattern, _instead in self.initials.values()), key=len, reverse=True),
            "words": [_BETWEEN.join(one.split()) for one in words],
            "joined": [one.replace(" ", "") for one in words if " " in one],
        }
        groups = "|".join(f"(?P<{name}>{'|'.join(forms)})" for name, forms in found.items() if forms)
        return re.compile(rf"(?<!{_LETTER})(?:{groups})(?!{_LETTER})") if groups else None

    @cached_property
    def _joined(self) -> dict[str, Instead]:
        return {words.replace(" ", ""): instead for words, instead in self.words.items()}

    def _instead(
        self, match: re.Match[str], written: str, sure: bool, asked: MutableMapping[str, str] | None
    ) -> str | None:
        """The text in the place of what was found, as it is `written`; None: that stays."""
        letters = "".join(words_of(match[0]))
        if match.lastgroup == "initials":
            return self.initials[letters][1] if _has_initials(written) else None
        found, small = self._joined[letters], _is_small(written)
        case = found.case
        if case is Case.NEVER:
            return None
        if match.lastgroup == "joined" and match.string[: match.start()][-1:] not in _SIGNS and _is_small(written[1:]):
            case, small = self.joined, True
        if case is Case.ANY or sure or not small:
            return found.text
        word = alike(written)
        if case is Case.ASKED and word not in self.ordinary and asked is not None:
            asked.setdefault(word, " ".join(written.split()))
        return None if case is Case.CAPITAL or self.ordinary.get(word) else found.text


def _is_small(written: str) -> bool:
    """Whether it is in small letters, of a script that has capitals."""
    return written == written.lower() != written.upper()


def _has_initials(written: str) -> bool:
    """Whether single letters have a dot or a capital, and a surname one, too: “y a rivière” is no name."""
    words = re.findall(f"{_LETTER}+", written)
    singles = [word for word in words if len(word) == 1]
    longer = [word for word in words if len(word) > 1]
    named = not longer or any(not _is_small(word) for word in longer)
    return bool(longer and "." in written) or (named and all(map(str.isupper, singles)))


def _folded(text: str) -> str:
    """`text` folded letter by letter, white space as it is."""
    return text.lower().replace("`", "'") if text.isascii() else "".join(map(_letters, text))


def _places(text: str) -> Sequence[int]:
    """Where each letter of `_folded(text)` stands in `text`; the end last."""
    if text.isascii() or set(map(len, map(_letters, text))) == {1}:
        return range(len(text) + 1)
    return [*(place for place, letter in enumerate(text) for _ in _letters(letter)), len(text)]


@cache
def _letters(letter: str) -> str:
    return fold(letter) if letter.strip() else " "
