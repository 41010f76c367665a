"""What a person means by a name: a segment, a block, a tag. By key or by words, without accents or case."""

from __future__ import annotations

from collections.abc import Container
from itertools import count

from workshop_tui.agenda import Agenda, Term
from workshop_tui.agenda.vocabulary import Word
from workshop_tui.locale import LANGUAGES, Message, say, speaking
from workshop_tui.session.state import State
from workshop_tui.text import clean_line, fold, slug


class Refused(Exception):
    """A command that makes no sense in the present state; `message` says why. Nothing has changed."""

    def __init__(self, message: Message) -> None:
        super().__init__(message.text)
        self.message = message

    def __str__(self) -> str:
        return str(self.message)


class NotLeading(Refused):
    """Somebody else leads. Taking the hand first makes it possible."""


def find_segment(state: State, named: str) -> str:
    """The key of the segment that a person means by its key, or by its title. Raises `Refused`."""
    segments = list(state.segments())
    if any(segment.key == named for segment in segments):
        return named
    wanted = fold(named)
    for match in (str.__eq__, str.startswith):
        found = [s.key for s in segments if wanted and (match(fold(s.key), wanted) or match(fold(s.title), wanted))]
        if len(found) == 1:
            return found[0]
    raise Refused(say("no segment is called “{name}”", name=clean_line(named)))


def find_block(state: State, named: str) -> str:
    """The key of the block that a person means by its key, or by its title. Raises `Refused`."""
    wanted = fold(named)
    for block in state.agenda.blocks:
        if wanted and wanted in {fold(block.key), fold(block.title)}:
            return block.key
    known = ", ".join(block.key for block in state.agenda.blocks)
    raise Refused(say("no block is called “{name}”: there are {known}", name=clean_line(named), known=known))


def find_tag(state: State, axis: str, named: str) -> str:
    """The key that a person means by `named` (`find_term`). What no list knows is kept as it was written."""
    return find_term(state.agenda, axis, named) or clean_line(named)


def find_term(agenda: Agenda, axis: str, named: str) -> str | None:
    """The key that a person means by `named`, on `axis` (`phases`, `stakeholders` or `kinds`); None if no list has it.

    A key, a label in either language, an alias or a member (kept as the member), without accents or case;
    the unique beginning of one is enough.
    """
    terms, wanted = getattr(agenda, axis), fold(named)
    for term in terms:
        for member in term.members:
            if wanted in term.member(member).called(axis):
                return str(member)
    for term in terms:
        if wanted in term.called(axis):
            return str(term.key)
    begun = [t.key for t in terms if wanted and any(name.startswith(wanted) for name in t.called(axis))]
    return str(begun[0]) if len(begun) == 1 else None


def find_word(words: tuple[Word, ...], named: str) -> str:
    """The key of the word that a person means by its key or its label, or the beginning; else as it was written."""
    wanted = fold(named)
    for match in (str.__eq__, str.startswith):
        for word in words:
            names = [fold(word.key)]
            for language in LANGUAGES:
                with speaking(language):
                    names.append(fold(str(word.label)))
            if wanted and any(match(name, wanted) for name in names):
                return word.key
    return clean_line(named)


def fresh_key(named: str, otherwise: str, taken: Container[str]) -> str:
    """A key made from what something is called, `otherwise` if nothing of that makes one; none of those `taken`."""
    base = slug(named) or otherwise
    keys = (base if n == 1 else f"{base}-{n}" for n in count(1))
    return next(key for key in keys if key not in taken)


def label(agenda: Agenda, axis: str, key: str) -> Message:
    """The label of a tag, a member's too; a key that no list knows is shown as it is, flagged with “?”."""
    term = known_term(agenda, axis, key)
    return term.name(axis) if term else Message("{label}", {"label": f"{key}?"})


def known_term(agenda: Agenda, axis: str, key: str) -> Term | None:
    """The term of this key, or the member of one as a term of its own; None if no list has it."""
    terms: tuple[Term, ...] = getattr(agenda, axis)
    for term in terms:
        if term.key == key:
            return term
    return next((term.member(key) for term in terms if key in term.members), None)
