"""A session without what its confidentiality hides: all that is handed out is made from that, and hides nothing itself.

And the words of which somebody has to say whether they are a name (`veil` says when).
"""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType

from msgspec.structs import replace

from workshop_tui.agenda import Agenda, Participant, Segment
from workshop_tui.session.event import Recorded
from workshop_tui.session.privacy.confidentiality import Veil
from workshop_tui.session.state import State
from workshop_tui.text import slug
from workshop_tui.text.folding import alike


@dataclass(frozen=True)
class Asked:
    """A word that stands somewhere in small letters: a name of one of `people`, or an ordinary word?

    `ordinary`: what somebody answered; None: nobody did yet, and it is hidden.
    """

    word: str
    people: tuple[str, ...]
    ordinary: bool | None = None


@dataclass(frozen=True)
class Hidden:
    """A session as it may leave the program, and the words in it that nobody has settled yet."""

    state: State
    asked: tuple[Asked, ...] = ()


def hidden(state: State) -> Hidden:
    """`state` without what is hidden; itself where nothing is."""
    return hidden_by(Veil(state))


def hidden_by(veil: Veil) -> Hidden:
    """The session of that veil without what it hides; itself where that is nothing."""
    if not veil.hides:
        return Hidden(veil.state)
    told = _told(veil)
    return Hidden(told, tuple(Asked(word, tuple(veil.people(alike(word)))) for word in veil.asked.values()))


def told_of(state: State, records: list[Recorded]) -> list[Recorded]:
    """The `records` of a session without what is hidden."""
    veil = Veil(state)
    return [Recorded(one.number, one.recorded_at, veil.part(one.event)) for one in records] if veil.hides else records


def words(state: State) -> list[Asked]:
    """The words that were settled, then those that nobody has settled yet; none where no name is hidden."""
    veil = Veil(state)
    if not veil.hides:
        return []
    settled = [Asked(word, tuple(veil.people(word)), ordinary) for word, ordinary in state.names.ordinary.items()]
    return [*(one for one in settled if one.people), *hidden_by(veil).asked]


def _told(veil: Veil) -> State:
    """The state without what is hidden: each of its texts as its type says, whatever part it stands in.

    What only the program needs is not told at all: what happened, event by event, which words are ordinary, how codes
    are drawn, and which sessions are linked with this one (`together` tells points). People stand in the order of their
    codes, for in that of their registration they stand on lists.
    """
    state, agenda = veil.state, veil.agenda
    agenda = replace(agenda, participants=tuple(sorted(agenda.participants, key=_code)))
    planned = {segment.key: segment for segment in veil.agenda.segments()}
    book = replace(state.notebook, answers=MappingProxyType({}))
    names = replace(state.names, ordinary=MappingProxyType({}), draw=None)
    left = replace(state, events=(), follows=None, chain=None, notebook=book, names=names)
    told = veil.part(
        left,
        {Agenda: lambda _agenda: agenda, Segment: lambda one: planned.get(one.key) or veil.part(one)},
    )
    people = dict(sorted(told.attendance.people.items(), key=lambda one: _code(one[1])))
    told = replace(told, attendance=replace(told.attendance, people=people))
    called = veil.planned(state.id)
    return replace(told, id=state.id if called == state.id else slug(called) or "session")


def _code(one: Participant) -> tuple[int, str]:
    """A code by its number."""
    return len(one.name), one.name
