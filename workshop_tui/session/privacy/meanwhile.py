"""Forgetting that came between: what is half-typed, held or just written here when somebody was forgotten elsewhere.

The record does not have the name any more. A terminal that read the session before knows it; what a terminal that is
gone left behind says itself whom it names, by their codes.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from workshop_tui.holds import texts
from workshop_tui.session.event import Event, Recorded
from workshop_tui.session.names.codes import is_code
from workshop_tui.session.names.events import NameForgotten, NamesExpired
from workshop_tui.session.notes.events import NoteForgotten
from workshop_tui.session.privacy.confidentiality import LEFT_OUT, Veil
from workshop_tui.session.privacy.forgetting import (
    TEXTS,
    Without,
    WithoutNames,
    WithoutNote,
    any_name,
    known_name,
)
from workshop_tui.session.state import State
from workshop_tui.text.folding import alike


def forgotten_between(before: State, after: State) -> WithoutNames:
    """How to forget, in what is half-typed or was said elsewhere, whoever was forgotten between these two states.

    By their codes, for `before` knows who has them; whoever has none was left out, and stands in the record of then.
    """
    veil, codes = Veil(before), [*after.names.erased]
    for code in before.names.erased:
        codes.remove(code)
    known = (name for name, code in veil.codes.items() if code in codes and not is_code(name))
    left_out = _left_out(before, after) if LEFT_OUT in codes else ()
    return WithoutNames(
        (
            *(known_name(before, veil, name) for name in known),
            *(any_name(before, veil, name, LEFT_OUT, {}, {}) for name in left_out),
        )
    )


def named_in(state: State, events: Iterable[Event], drafts: Iterable[str]) -> dict[str, str]:
    """The names, by their codes, of all who are known in the session and stand in these events and texts, which are
    not written yet: so that whoever is forgotten meanwhile is known by the code."""
    records, texts_held = [Recorded(0, event.at, event) for event in events], [*drafts]
    veil, found = Veil(state), dict[str, str]()
    for name, code in veil.codes.items():
        if not is_code(name):
            one = known_name(state, veil, name)
            if any(one.event(record) != record.event for record in records) or any(
                one.draft("", "", text) != text for text in texts_held
            ):
                found[code] = name
    return found


def forgotten_since(state: State, number: int, known: dict[str, str]) -> Iterator[Without]:
    """Yield how to leave out what was forgotten after the event with this number, in what was said before and is
    written late. `known` has the names by their codes: the session has them no more."""
    veil = Veil(state)
    for event in state.events[number:]:
        if isinstance(event, NoteForgotten):
            yield WithoutNote(event.number)
        codes = event.codes if isinstance(event, NamesExpired) else ()
        for code in (event.code,) if isinstance(event, NameForgotten) else codes:
            if code in known:
                yield known_name(state, veil, known[code], code)


def _left_out(before: State, after: State) -> Iterable[str]:
    """The words in the place of which something is left out, once each."""
    found: dict[str, str] = {}
    for was, now in zip(before.events, after.events, strict=False):
        for (_kind, said), (_same, left) in zip(texts(was, TEXTS), texts(now, TEXTS), strict=False):
            if said != left and LEFT_OUT in left:
                pattern = "(.+?)".join(map(re.escape, left.split(LEFT_OUT)))
                gone = re.fullmatch(pattern, said, re.DOTALL)
                found |= {alike(words): words for words in (gone.groups() if gone else ()) if words != LEFT_OUT}
    return found.values()
