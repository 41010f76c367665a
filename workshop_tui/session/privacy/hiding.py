"""A session without what its confidentiality hides: all that is handed out is made from that, and hides nothing itself.

And the words of which somebody has to say whether they are a name (`veil` says when).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from msgspec.structs import replace

from workshop_tui.agenda import Segment
from workshop_tui.holds import Holds
from workshop_tui.session.attendance.stays import Attendance
from workshop_tui.session.event import Recorded
from workshop_tui.session.names.events import Names
from workshop_tui.session.notes.notebook import Notebook
from workshop_tui.session.privacy.confidentiality import Veil
from workshop_tui.session.state import State
from workshop_tui.session.timing.day import Day, Undoable
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
    veil = Veil(state)
    if not veil.hides:
        return Hidden(state)
    told = _State(veil).told()
    return Hidden(told, tuple(Asked(word, tuple(veil.people(alike(word)))) for word in veil.asked.values()))


def told_of(state: State, records: list[Recorded]) -> list[Recorded]:
    """The `records` of a session without what is hidden."""
    veil = Veil(state)
    return [Recorded(one.number, one.recorded_at, veil.part(one.event)) for one in records] if veil.hides else records


def words(state: State) -> list[Asked]:
    """The words that were settled, then those that nobody has settled yet; none where no name is hidden."""
    if not Veil(state).hides:
        return []
    veil = Veil(state)
    settled = [Asked(word, tuple(veil.people(word)), ordinary) for word, ordinary in state.names.ordinary.items()]
    return [*(one for one in settled if one.people), *hidden(state).asked]


@dataclass(frozen=True)
class _State:
    """The parts of a state, each without what is hidden.

    They are made anew: a field that is not named here is empty in what leaves the program.
    """

    veil: Veil

    def told(self) -> State:
        state = self.veil.state
        return State(
            id=self._id(state.id),
            day=self._day(state.day),
            notebook=self._notebook(state.notebook),
            attendance=self._attendance(state.attendance),
            names=Names(erased=state.names.erased),
            number=state.number,
        )

    def _id(self, name: str) -> str:
        told = self.veil.planned(name)
        return name if told == name else slug(told) or "session"

    def _day(self, day: Day) -> Day:
        veil = self.veil
        return replace(
            self._course(day),
            agenda=veil.agenda,
            plans=self._plans(),
            hand=day.hand and veil.account(day.hand),
            hands=tuple((at, who and veil.account(who)) for at, who in day.hands),
            reasons=MappingProxyType(
                {self._key(about) if isinstance(about, str) else about: why for about, why in day.reasons.items()}
            ),
            history=tuple(map(self._undoable, day.history)),
        )

    def _undoable(self, one: Undoable) -> Undoable:
        return replace(one, event=self.veil.part(one.event), before=self._day(one.before))

    def _course(self, day: Day) -> Day:
        """The day with the keys of its segments as they are told."""
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

    def _plans(self) -> Mapping[str, Segment]:
        planned = {segment.key: segment for segment in self.veil.agenda.segments()}
        plans = (planned.get(key) or self.veil.part(one) for key, one in self.veil.state.day.plans.items())
        return MappingProxyType({one.key: one for one in plans})

    def _notebook(self, notebook: Notebook) -> Notebook:
        veil = self.veil
        initiatives = {veil.initiatives[key]: veil.initiative(one) for key, one in notebook.initiatives.items()}
        return Notebook(
            agenda=veil.agenda,
            notes=tuple(map(veil.note, notebook.notes)),
            withdrawn=tuple(map(veil.note, notebook.withdrawn)),
            forgotten=notebook.forgotten,
            pinned=notebook.pinned,
            initiatives=MappingProxyType(initiatives),
        )

    def _attendance(self, attendance: Attendance) -> Attendance:
        keys = self.veil.keys[Holds.PERSON_KEY]
        marks = {(keys[who], block): those for (who, block), those in attendance.marks.items()}
        people = {keys[key]: self.veil.part(one) for key, one in attendance.people.items()}
        return Attendance(people=people, marks=marks)

    def _key(self, key: str) -> str:
        return self.veil.keys[Holds.KEY].get(key, key)
