"""Words that are found in a text however they are spelt, and what stands in their place.

Words that belong together may have spaces, line ends, hyphens, apostrophes, dots or low lines between them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, MutableMapping
from enum import Enum
from functools import cached_property, lru_cache
from urllib.parse import quote, unquote

from msgspec import Struct, field

from workshop_tui.text.camel import apart, in_one, is_camel
from workshop_tui.text.folding import LETTER, by_letter, places, words_of
from workshop_tui.text.titles import SHORT_TITLES, TITLES

_BETWEEN = r"[\s'._-]{1,3}"
"""Signs that may stand between words that belong together, folded."""
_JOINED = "[._-]?"
"""A sign that may stand between words of which others are written in one, folded."""
_TITLED = rf",\s{{0,2}}(?:{'|'.join(sorted(TITLES | SHORT_TITLES))})\.?\s"
_UNTITLED = r"[\s'.,_(-]{1,3}"
_APART = rf"(?:{_TITLED}|{_UNTITLED})"
"""Signs between the parts of a whole name: “Dupont, Marie”, “Dupont, Mme Marie”."""
_SIGNS = ("#", "@", "!", "~")
"""Signs after which words may be written in one: `@mariedupont`."""
SHORTEST_PART = 3
"""Letters of a part of a name (a first name, a surname) that is looked for by itself."""
_ENDINGS = frozenset("aeinrstxz")
"""Endings of an ordinary word, none of them an initial: “petits”, “année”."""
_LONGEST_ADDRESS = 200
_ESCAPED = r"\S*%[0-9A-Fa-f]{2}\S*"
_SAFE = "!#$&'()*+,/:;=?@[]~"
"""Signs of an address that stay as they are."""


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


class Replacing(Struct, frozen=True, dict=True):
    """Words, as `alike` has them, and what stands in their place.

    `initials`: for the letters of shortened names, their pattern and what stands there. `ordinary` says of words in
    small letters whether they are ordinary ones; those of which it says nothing are asked. `joined`: what becomes of
    several words, or an initial and a surname, written as one without a capital or a sign: “marchand” for Marc Hand. In
    an address they are nothing else than the name.
    """

    words: Mapping[str, Instead]
    initials: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    ordinary: Mapping[str, bool] = field(default_factory=dict)
    joined: Case = Case.ASKED

    def text(self, text: str, *, sure: bool = False, asked: MutableMapping[str, str] | None = None) -> str:
        """`text` with what stands in their place. `sure`: nothing in it is an ordinary word.

        Words to be asked about go into `asked`: as `alike` has them, and as they are written here. A text is gone
        through once: notes, titles and keys are told again with each paper.
        """
        told, met = self._remembered(text, sure)
        if asked is not None:
            for word, written in met.items():
                asked.setdefault(word, written)
        return told

    @cached_property
    def _remembered(self) -> Callable[[str, bool], tuple[str, dict[str, str]]]:
        return lru_cache(maxsize=2048)(self._gone_through)

    def _gone_through(self, text: str, sure: bool) -> tuple[str, dict[str, str]]:
        """`text` with what stands in their place, and the words in it to be asked about."""
        asked: dict[str, str] = {}
        if "%" in text:
            text = re.sub(_ESCAPED, lambda found: self._unescaped(found[0], sure, asked), text)
        told = self._told(text, sure, asked)
        words = apart(told)
        return told if words is told else in_one(self._told(words, sure, asked)), asked

    def _unescaped(self, address: str, sure: bool, asked: dict[str, str]) -> str:
        """An address (`…/Marie%20Dupont.pdf`) with what stands in the place of words in it; itself without such."""
        try:
            plain = unquote(address, errors="strict")
        except UnicodeDecodeError:
            return address
        told = self._told(plain, sure, asked)
        return address if told == plain else quote(told, safe=_SAFE)

    def _told(self, text: str, sure: bool, asked: dict[str, str]) -> str:
        if not self.words and not self.initials:
            return text
        plain = by_letter(text)
        pattern = self._titled if re.search(_TITLED, plain) else self._untitled
        match = pattern.search(plain)
        if match is None:
            return text
        told, at, stands = "", 0, places(text)

        def put(match: re.Match[str]) -> str | None:
            written = text[stands[match.start(1)] : stands[match.end(1)]]
            return None if self._is_two(match, written) else self._instead(match, written, sure, asked)

        while match:
            instead, resumed = put(match), _end(match)
            if instead is None and self._is_loose(match):
                firm, resumed = self._firm.match(plain, match.start()), match.start() + 1
                instead = put(firm) if firm else None
                resumed = _end(firm) if firm and instead is not None else resumed
            if instead is not None:
                told += text[at : stands[match.start()]] + instead
                at = stands[resumed]
            match = pattern.search(plain, resumed)
        return told + text[at:]

    @cached_property
    def _titled(self) -> re.Pattern[str]:
        return _one_of([*self._shortened, *self._forms, *self._written_in_one])

    @cached_property
    def _untitled(self) -> re.Pattern[str]:
        """As `_titled`, for a text that has no title after a comma: it is compiled in half the time."""
        words = [form.replace(_APART, _UNTITLED) for form in self._forms]
        return _one_of([*self._shortened, *words, *self._written_in_one])

    @cached_property
    def _firm(self) -> re.Pattern[str]:
        """Words without initials or a comma, for where what looked like more than them was none."""
        words = [form.replace(_APART, _BETWEEN) for form in self._forms]
        return _one_of([*words, *self._written_in_one])

    @property
    def _shortened(self) -> list[str]:
        return sorted((pattern for pattern, _instead in self.initials.values()), key=len, reverse=True)

    @property
    def _written_in_one(self) -> list[str]:
        several = sorted((one for one in self.words if one.count(" ") == 1), key=len, reverse=True)
        return [one.replace(" ", "") for one in several]

    @cached_property
    def _forms(self) -> list[str]:
        """The words, the longest first; three and more may also be in one, all of them or some: `@mariedupont-durand`.
        Each stands before its parts: `@jean-marcroche` is no Jean, and “Jean-O’Laf Roche” is one name."""
        between = {Case.ASKED: _BETWEEN, Case.CAPITAL: _BETWEEN}
        forms = []
        for words, one in sorted(self.words.items(), key=lambda one: len(one[0]), reverse=True):
            forms.append(between.get(one.case, _APART).join(words.split()))
            if words.count(" ") > 1:
                forms.append(words.replace(" ", _JOINED))
        return forms

    @cached_property
    def _joined(self) -> dict[str, Instead]:
        return {words.replace(" ", ""): instead for words, instead in self.words.items()}

    def _is_loose(self, match: re.Match[str]) -> bool:
        """Tell whether something else may begin where this was none: initials, a joined form, a lower-case phrase."""
        found = self.words.get(_spoken(match[1])[0])
        return found is None or found.case is Case.CAPITAL or "," in match[1]

    def _is_two(self, match: re.Match[str], written: str) -> bool:
        """Tell whether a comma ends something else than the name: “le matin, Anne”, “Matin, Anne Matin”."""
        before, comma, _after = match[1].partition(",")
        if not comma:
            return False
        later = match.re.search(match.string, match.start(1) + len(before) + 1)
        if later and later.start() < match.end() < later.end():
            again = match.re.search(match.string, match.end())  # “Dupont, Marie – Dupont Marie”: twice the name
            return not (again and again.start() < later.end() < again.end())
        return _is_small(written.partition(",")[0])

    def _instead(self, match: re.Match[str], written: str, sure: bool, asked: dict[str, str]) -> str | None:
        """The text in the place of what was found, as it is `written`; None: that stays."""
        phrase, letters = _spoken(match[1])
        if letters not in self._joined and letters not in self.initials:
            phrase, letters = _spoken(re.sub(_TITLED, ", ", match[1]))
        small, found = _is_small(written), self.words.get(phrase)
        if found is None and letters in self.initials and (phrase != letters or letters not in self._joined):
            shown = self.initials[letters][1]
            if phrase != letters:
                return shown if _has_initials(written) or "_" in written or _is_in_address(match) else None
            if sure or _is_in_address(match) or is_camel(written):
                return shown
            found = Instead(shown, Case.CAPITAL if self._is_ordinary(letters) else self.joined)
            small = found.case is Case.CAPITAL or _is_small(written[1:]) or bool(self.ordinary.get(letters))
        elif found is None:
            found = self._joined[letters]
            if found.case is not Case.NEVER and _is_small(written[1:]) and not _is_in_address(match):
                small = small or self.joined is Case.CAPITAL
                found = Instead(found.text, self.joined)
            elif found.case is not Case.NEVER:
                return found.text
        if found.case is Case.NEVER:
            return None
        if found.case is Case.ANY or sure or not small or (found.case is Case.ASKED and _is_mailbox(match)):
            return found.text
        if found.case is Case.ASKED and phrase not in self.ordinary:
            asked.setdefault(phrase, " ".join(written.split()))
        return None if found.case is Case.CAPITAL or self.ordinary.get(phrase) else found.text

    def _is_ordinary(self, letters: str) -> bool:
        """Tell whether a word that looks like a login may be a form of an ordinary one: “petits” for Sophie Petit."""
        return len(letters) <= SHORTEST_PART or (letters[-1] in _ENDINGS and letters[:-1] in self._joined)


def replacing(
    words: Mapping[str, Instead],
    initials: Mapping[str, tuple[str, str]] | None = None,
    ordinary: Mapping[str, bool] | None = None,
    joined: Case = Case.ASKED,
) -> Replacing:
    """Give the `Replacing` of these: the very same one as long as they are as they were, with its pattern and all that
    it has gone through, for a session's names change less often than it does."""
    return _same(tuple(words.items()), tuple((initials or {}).items()), frozenset((ordinary or {}).items()), joined)


@lru_cache(maxsize=16)
def _same(
    words: tuple[tuple[str, Instead], ...],
    initials: tuple[tuple[str, tuple[str, str]], ...],
    ordinary: frozenset[tuple[str, bool]],
    joined: Case,
) -> Replacing:
    return Replacing(dict(words), dict(initials), dict(ordinary), joined)


def _one_of(forms: Iterable[str]) -> re.Pattern[str]:
    """Compile what finds any of these patterns, the first ones first, as words in group 1, and digits after letters."""
    begun: dict[str, dict[str, None]] = {}
    for form in forms:
        begun.setdefault(form[0], {})[form[1:]] = None
    if not begun:
        return re.compile("(?!)()")
    either = "|".join(f"{first}(?<!{LETTER}{first})(?:{'|'.join(rest)})" for first, rest in begun.items())
    return re.compile(rf"({either})(?:(?<=[^\W\d_])\d{{1,4}})?(?!{LETTER})")


@lru_cache(maxsize=4096)
def _spoken(found: str) -> tuple[str, str]:
    """Give what was found as `alike` has it, and its letters."""
    words = words_of(found)
    return " ".join(words), "".join(words)


def _end(match: re.Match[str]) -> int:
    """Where it ends, with the bracket that closes one in it."""
    closes = match[1].count("(") > match[1].count(")") and match.string[match.end() : match.end() + 1] == ")"
    return match.end() + closes


def _around(match: re.Match[str]) -> tuple[str, str]:
    """The signs right before and after it, up to white space."""
    before = match.string[max(0, match.start() - _LONGEST_ADDRESS) : match.start()]
    after = match.string[match.end() : match.end() + _LONGEST_ADDRESS]
    return re.split(r"\s", before)[-1], re.split(r"\s", after)[0]


def _is_in_address(match: re.Match[str]) -> bool:
    """Tell whether it stands after a sign (`@`, `~`…), or in the address of a mail or a page."""
    before, after = _around(match)
    return before.endswith(_SIGNS) or "@" in before + after or bool(re.search(r"://|www\.|\.[a-z]{2,}/", before))


def _is_mailbox(match: re.Match[str]) -> bool:
    """Tell whether it is, or is in, that part of a mail address that says whose it is, or somebody's `@name`."""
    before, after = _around(match)
    return before == "@" or bool(re.match(r"[\w.+-]*@\w", after))


def _is_small(written: str) -> bool:
    """Tell whether it is in small letters, of a script that has capitals."""
    return written == written.lower() != written.upper()


def _has_initials(written: str) -> bool:
    """Tell whether single letters have a dot or a capital, and a surname one, too: “y a rivière” is no name."""
    words = re.findall(f"{LETTER}+", written)
    singles = [word for word in words if len(word) == 1]
    longer = [word for word in words if len(word) > 1]
    named = not longer or any(not _is_small(word) for word in longer)
    return bool(longer and "." in written) or (named and all(map(str.isupper, singles)))
