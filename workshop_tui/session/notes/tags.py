"""Tags: the key that a person means by a word, and the label of a key. Without accents or case."""

from __future__ import annotations

from workshop_tui.agenda import Agenda, Term
from workshop_tui.agenda.vocabulary import Word
from workshop_tui.locale import LANGUAGES, Message, speaking
from workshop_tui.text import clean_line, fold


def find_tag(agenda: Agenda, axis: str, named: str) -> str:
    """The key that a person means by `named` (`find_term`). What no list knows is kept as it was written."""
    return find_term(agenda, axis, named) or clean_line(named)


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
