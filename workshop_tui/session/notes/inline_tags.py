"""Tags typed inside a note: `#emergence`, `@elus`, `!frein`, `~atelier-velo`.

A word that names no tag stays what it is: nothing that was typed is lost.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import takewhile

from workshop_tui.agenda import Agenda
from workshop_tui.agenda.vocabulary import tag_letters
from workshop_tui.locale import Message, say
from workshop_tui.session.notes.tags import doubt, find_term
from workshop_tui.text import fold, letters

SIGNS = {"#": "phases", "@": "stakeholders", "!": "kinds"}
"""The list that each sign stands for; `~` stands for an initiative, which needs no list."""
SINGLE = frozenset("!~")
"""Signs of which a note has one tag: the last."""
SHORTEST_BEGINNING = 3
"""Letters that the beginning of a tag has at the least: a whole one may be shorter."""
_TAG = re.compile(r"(?<!\S)([#@!~])([^\s#@!~]*[^\s#@!~.,;:?)…])")
_WORD = re.compile(r"[.,;:/]?[^\S\n]+(?![#@!~])(\S*[^\s#@!~.,;:?)…])")
MOST_WORDS = 6
"""Words of a label that is looked for in a text, at the most."""
_BEGUN = re.compile(r"(?<!\S)([#@!])(\S+)$")


@dataclass(frozen=True)
class Inline:
    """A note's text without the tags in it, and the tags by axis (keys), each once, in order.

    It has one kind and one initiative: the last that was typed. Those before it are `replaced`, as they were typed.
    """

    text: str
    tags: dict[str, tuple[str, ...]] = field(default_factory=dict)
    initiative: str | None = None
    replaced: tuple[str, ...] = ()


@dataclass(frozen=True)
class _Typed:
    """A tag as it was typed: its sign, its word or words, and where it stands, the sign included."""

    sign: str
    word: str
    start: int
    end: int

    @property
    def whole(self) -> str:
        return f"{self.sign}{self.word}"


def _typed(agenda: Agenda, text: str) -> list[_Typed]:
    """List all that looks like a tag in `text`: a sign and a word, or all the words of a label (“#Mise en œuvre”)."""
    found: list[_Typed] = []
    for match in _TAG.finditer(text):
        if found and match.start() < found[-1].end:
            continue
        end = _end_of_label(agenda, text, match) if match[1] in SIGNS else match.end()
        found.append(_Typed(match[1], text[match.start(2) : end], match.start(), end))
    return found


def _end_of_label(agenda: Agenda, text: str, match: re.Match[str]) -> int:
    """Find where the longest label that begins with this tag's word ends; where it is none, the word does."""
    called = [name for term in getattr(agenda, SIGNS[match[1]]) for name in term.called(SIGNS[match[1]])]
    at, end = match.end(), match.end()
    for _more in range(MOST_WORDS - 1):
        begun = tag_letters(text[match.start(2) : at])
        more = _WORD.match(text, at)
        if more is None or not any(name.startswith(begun) for name in called):
            break
        at = more.end()
        if tag_letters(text[match.start(2) : at]) in called:
            end = at
    return end


def read_inline(agenda: Agenda, text: str) -> Inline:
    """Take the tags out of `text`: at its beginning or end they go, within it their words stay."""
    found = [one for one in _typed(agenda, text) if one.sign == "~" or _meant(agenda, one)]
    tags: dict[str, dict[str, None]] = {}
    single: dict[str, _Typed] = {}
    replaced = []
    for one in found:
        if one.sign in SINGLE:
            before = single.get(one.sign)
            if before and _named(agenda, before) != _named(agenda, one):
                replaced.append(before.whole)
            single[one.sign] = one
        else:
            tags.setdefault(SIGNS[one.sign], {})[_meant(agenda, one) or ""] = None
    if "!" in single:
        tags["kinds"] = {_named(agenda, single["!"]): None}
    initiative = _named(agenda, single["~"]) if "~" in single else None
    outer = _outer(text, found)
    read, at = "", 0
    for k, one in enumerate(found):
        read += text[at : one.start] + ("" if k in outer else one.word)
        at = one.end
    read += text[at:]
    text = read.strip() if outer else read
    return Inline(text, {a: tuple(t) for a, t in tags.items()}, initiative, tuple(replaced))


def _named(agenda: Agenda, one: _Typed) -> str:
    """The thing that a tag names: a key, or an initiative's name."""
    return one.word if one.sign == "~" else _meant(agenda, one) or ""


def only_one(last: str, replaced: Iterable[str]) -> Message:
    """Say that a note has one such tag, and that the `last` took the place of those `replaced`."""
    return say("a note has one: “{last}” takes the place of “{first}”", last=last, first="”, “".join(replaced))


def unknown(agenda: Agenda, text: str) -> list[Message]:
    """Say of each tag typed in `text` that no list knows it, and what could be meant: it stays in the text."""
    found = (one for one in _typed(agenda, text) if one.sign in SIGNS)
    tags = (one for one in found if len(letters(one.word)) >= SHORTEST_BEGINNING)
    others = (one for one in tags if not one.word.isdigit() and not _meant(agenda, one))
    doubts = (doubt(agenda, SIGNS[one.sign], one.word) for one in others)
    return [one for one in doubts if one]


def sign_at_end(text: str) -> str | None:
    """The axis of the sign alone that `text` ends with: somebody asks for its list; None if it ends otherwise."""
    return SIGNS.get(text[-1:]) if len(text) < 2 or text[-2].isspace() else None


def _outer(text: str, found: list[_Typed]) -> set[int]:
    """Find which of `found` stand at the beginning or the end of `text`, with nothing but space outside them."""
    edges = [0, *(edge for one in found for edge in (one.start, one.end)), len(text)]
    blank = [not text[start:end].strip() for start, end in zip(edges[::2], edges[1::2], strict=True)]
    leading = len(list(takewhile(bool, blank)))
    trailing = len(list(takewhile(bool, reversed(blank))))
    return {k for k in range(len(found)) if k < leading or k >= len(found) - trailing}


def _meant(agenda: Agenda, one: _Typed) -> str | None:
    """The key that the word names, if a list knows it."""
    axis, word = SIGNS[one.sign], one.word
    key, terms = find_term(agenda, axis, word), getattr(agenda, axis)
    whole = len(word) >= SHORTEST_BEGINNING or any(tag_letters(word) in term.called(axis) for term in terms)
    return key if whole else None


def completed(agenda: Agenda, text: str) -> str | None:
    """`text` with the tag that is being typed at its end completed; None if there is none, or nothing to complete."""
    begun = _BEGUN.search(text)
    if begun is None:
        return None
    axis, wanted = SIGNS[begun[1]], fold(begun[2])
    for term in getattr(agenda, axis):
        for name in (term.key, str(term.name(axis)).lower(), *term.also, *term.members):
            if fold(name).startswith(wanted) and " " not in name and len(fold(name)) == len(name):
                rest = name[len(begun[2]) :]
                return text + rest if rest else None
    return None
