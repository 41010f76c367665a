"""Tags: the key that a person means by a word, and the label of a key. By their `letters`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache

from workshop_tui.agenda import Agenda, Term
from workshop_tui.agenda.vocabulary import WORDS, Word, tag_letters
from workshop_tui.locale import LANGUAGES, Message, say, speaking
from workshop_tui.text import clean_line, letters


def find_tag(agenda: Agenda, axis: str, named: str) -> str:
    """The key that a person means by `named` (`find_term`). What no list knows is kept as it was written."""
    return find_term(agenda, axis, named) or clean_line(named)


def find_term(agenda: Agenda, axis: str, named: str) -> str | None:
    """The key that a person means by `named`, on `axis` (of `vocabulary.LISTS`); None if no list has it.

    A key, a label in either language, an alias or a member (kept as the member), by their `letters`; a part of a label
    that only one has (“ESS” of “Entreprises, ESS”), or the unique beginning of one, is enough.
    """
    terms, wanted = terms_of(agenda, axis), tag_letters(named)
    for term in terms:
        for member in term.members:
            if wanted in term.member(member).called(axis):
                return str(member)
    for term in terms:
        if wanted in term.called(axis):
            return str(term.key)
    if not wanted:
        return None
    parts = [t.key for t in terms if wanted in t.parts(axis)]
    begun = [t.key for t in terms if any(name.startswith(wanted) for name in t.called(axis) | t.parts(axis))]
    return next((str(keys[0]) for keys in (parts, begun) if len(keys) == 1), None)


def terms_of(agenda: Agenda, axis: str) -> tuple[Term, ...]:
    """The terms of a list; degrees of participation are ours where the agenda has none of its own."""
    terms: tuple[Term, ...] | None = getattr(agenda, axis)
    return terms or (_ours(axis) if axis == "degrees" else ())


@cache
def _ours(axis: str) -> tuple[Term, ...]:
    return tuple(Term(key=word.key, also=word.also, members=word.members) for word in WORDS[axis].values())


UNKNOWN = {
    "degrees": say("no list knows the degree of participation “{name}”{near}"),
    "kinds": say("no list knows the kind of note “{name}”{near}"),
    "phases": say("no list knows the phase “{name}”{near}"),
    "stakeholders": say("no list knows the stakeholder “{name}”{near}"),
}


def doubt(agenda: Agenda, axis: str, named: str) -> Message | None:
    """Say of a tag that no list knows which could be meant, or the nearest; None if one does."""
    wanted = tag_letters(named)
    if not wanted or find_term(agenda, axis, named) is not None:
        return None
    called = {str(term.key): term.called(axis) | term.parts(axis) for term in terms_of(agenda, axis)}
    begun = [key for key, names in called.items() if any(name.startswith(wanted) for name in names)]
    near = say(": several could be meant: {names}", names=", ".join(begun)) if begun else nearest(called, wanted)
    return Message(UNKNOWN[axis].text, {"name": clean_line(named), "near": near})


def doubt_word(words: tuple[Word, ...], named: str) -> Message | None:
    """Say of a word that is none of `words` the same as `doubt`."""
    wanted = letters(named)
    called = {word.key: _called(word) for word in words}
    if not wanted or any(name.startswith(wanted) for names in called.values() for name in names):
        return None
    return say("no list knows the word “{name}”{near}", name=clean_line(named), near=nearest(called, wanted))


def nearest(called: Mapping[str, Iterable[str]], wanted: str) -> Message:
    """The key of the nearest of what is `called` so, by `letters`, as a question; nothing if none is near."""
    from difflib import get_close_matches

    keys = {name: key for key, names in called.items() for name in names}
    close = get_close_matches(wanted, keys, n=1, cutoff=0.6)
    return say(" (did you mean “{near}”?)", near=keys[close[0]]) if close else Message("")


def _called(word: Word) -> list[str]:
    """A word's key and its label in both languages: their `letters`."""
    names = [letters(word.key)]
    for language in LANGUAGES:
        with speaking(language):
            names.append(letters(str(word.label)))
    return names


def find_word(words: tuple[Word, ...], named: str) -> str:
    """The key of the word that a person means by its key or its label, or the beginning; else as it was written."""
    wanted = letters(named)
    for match in (str.__eq__, str.startswith):
        for word in words:
            if wanted and any(match(name, wanted) for name in _called(word)):
                return word.key
    return clean_line(named)


def label(agenda: Agenda, axis: str, key: str) -> Message:
    """The label of a tag, a member's too; a key that no list knows is shown as it is, flagged with “?”."""
    term = known_term(agenda, axis, key)
    return term.name(axis) if term else Message("{label}", {"label": f"{key}?"})


def known_term(agenda: Agenda, axis: str, key: str) -> Term | None:
    """The term of this key, or the member of one as a term of its own; None if no list has it."""
    terms = terms_of(agenda, axis)
    for term in terms:
        if term.key == key:
            return term
    return next((term.member(key) for term in terms if key in term.members), None)
