"""A session without what its confidentiality hides: all that is handed out is made from that, and hides nothing itself.

And the words of which somebody has to say whether they are a name (`veil` says when), with the rule for the answer.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from types import MappingProxyType

from workshop_tui.agenda import Segment
from workshop_tui.holds import Holds
from workshop_tui.locale import say
from workshop_tui.session import events as e
from workshop_tui.session import intents as i
from workshop_tui.session.attendance import Attendance
from workshop_tui.session.day import Day
from workshop_tui.session.naming import Refused
from workshop_tui.session.state import State, Undoable
from workshop_tui.session.veil import Veil
from workshop_tui.text import clean_line, slug
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
    veil = Veil(state)
    if not veil.hides:
        return Hidden(state)
    told = _State(veil).told()
    return Hidden(told, tuple(Asked(word, tuple(veil.people(alike(word)))) for word in veil.asked.values()))


def told_of(state: State, records: list[e.Recorded]) -> list[e.Recorded]:
    """These `records` of a session without what is hidden."""
    veil = Veil(state)
    return [replace(record, event=veil.part(record.event)) for record in records] if veil.hides else records


def words(state: State) -> list[Asked]:
    """The words that were settled, then those that nobody has settled yet; none where no name is hidden."""
    if not Veil(state).hides:
        return []
    veil = Veil(state)
    settled = [Asked(word, tuple(veil.people(word)), ordinary) for word, ordinary in state.ordinary.items()]
    return [*(one for one in settled if one.people), *hidden(state).asked]


def settle(state: State, intent: i.SettleWord, at: datetime, by: str) -> e.WordSettled:
    """The answer for a word. Raises `Refused` if it is no part of a name, or that is known already."""
    word = alike(clean_line(intent.word))
    if not word or not Veil(state).people(word):
        raise Refused(say("“{word}” is part of nobody’s name", word=clean_line(intent.word)))
    if state.ordinary.get(word) is intent.ordinary:
        raise Refused(say("that is known of “{word}” already", word=clean_line(intent.word)))
    return e.WordSettled(at=at, by=by, word=clean_line(intent.word), ordinary=intent.ordinary)


@dataclass(frozen=True)
class _State:
    """The parts of a state, each without what is hidden."""

    veil: Veil

    def told(self) -> State:
        state, veil = self.veil.state, self.veil
        return replace(
            state,
            id=self._id(state.id),
            agenda=veil.agenda,
            day=self._day(state.day),
            plans=self._plans(),
            hand=state.hand and veil.account(state.hand),
            hands=tuple((at, who and veil.account(who)) for at, who in state.hands),
            history=tuple(map(self._undoable, state.history)),
            notes=tuple(map(veil.note, state.notes)),
            withdrawn=tuple(map(veil.note, state.withdrawn)),
            reasons=MappingProxyType(
                {self._key(about) if isinstance(about, str) else about: why for about, why in state.reasons.items()}
            ),
            initiatives=MappingProxyType(
                {veil.initiatives[key]: veil.initiative(one) for key, one in state.initiatives.items()}
            ),
            attendance=self._attendance(state.attendance),
            ordinary={},
            named=(),
            affiliations=(),
        )

    def _id(self, name: str) -> str:
        told = self.veil.planned(name)
        return name if told == name else slug(told) or "session"

    def _plans(self) -> Mapping[str, Segment]:
        planned = {segment.key: segment for segment in self.veil.agenda.segments()}
        plans = (planned.get(key) or self.veil.part(one) for key, one in self.veil.state.plans.items())
        return MappingProxyType({one.key: one for one in plans})

    def _undoable(self, one: Undoable) -> Undoable:
        return replace(
            one,
            event=self.veil.part(one.event),
            before=self._day(one.before),
            hand=one.hand and self.veil.account(one.hand),
        )

    def _day(self, day: Day) -> Day:
        if all(old == new for old, new in self.veil.keys[Holds.KEY].items()):
            return day
        order = {block: tuple(map(self._key, keys)) for block, keys in day.order.items()}
        return replace(
            day,
            segments=MappingProxyType({self._key(key): progress for key, progress in day.segments.items()}),
            order=MappingProxyType(order),
            moved=frozenset(map(self._key, day.moved)),
            live=day.live and self._key(day.live),
        )

    def _attendance(self, attendance: Attendance) -> Attendance:
        keys = self.veil.keys[Holds.PERSON_KEY]
        marks = {(keys[who], block): those for (who, block), those in attendance.marks.items()}
        people = {keys[key]: self.veil.part(one) for key, one in attendance.people.items()}
        return replace(attendance, people=people, marks=marks)

    def _key(self, key: str) -> str:
        return self.veil.keys[Holds.KEY].get(key, key)
