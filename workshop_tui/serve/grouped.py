"""A group's page: what is left, its place, its notes, what it asks; no name of a person, nothing that moves the day."""

from __future__ import annotations

from collections.abc import Iterator
from http import HTTPStatus
from typing import Annotated, Literal

from msgspec import Meta, Struct
from msgspec.structs import replace

from workshop_tui.journal import JournalError
from workshop_tui.locale import _, language
from workshop_tui.serve.desk import Desk
from workshop_tui.serve.doing import Answer, answer, not_done, noted
from workshop_tui.serve.presses import NotePress
from workshop_tui.serve.sight import Sight
from workshop_tui.serve.views import Clock, clock, remaining
from workshop_tui.session.event import Instant
from workshop_tui.session.groups.commands import LONGEST_MIN, SayOfGroup
from workshop_tui.session.groups.grouping import CALL_BACK_S, Group, groups_of, in_groups, owner
from workshop_tui.session.groups.standing import groups_now
from workshop_tui.session.groups_told import report_told, state_told
from workshop_tui.session.notes.commands import TakeNote
from workshop_tui.session.notes.notebook import Note
from workshop_tui.session.refusal import Refused
from workshop_tui.session.state import State, told
from workshop_tui.shapes import VERSION

SHOWN = 50
"""Notes of a group that its page shows, the newest."""


class Whose(Struct, frozen=True):
    """The group of a page: its segment, and its key."""

    segment: str
    key: str


class Noted(Struct, frozen=True):
    """A note of the group."""

    number: int
    at: int
    text: str


class GroupView(Struct, frozen=True, kw_only=True):
    """A group's view. `at_work`: its time runs, or stands still; `ends` and `left_s` as in the room's. `back_s`: the
    seconds before the end from which on it is called back. `told`: its state, or its turn to report, in words."""

    version: int = VERSION
    clock: Clock
    mode: str
    title: str
    segment: str
    place: str
    link: str
    at_work: bool
    ends: int | None
    left_s: int | None
    back_s: int
    state: str
    told: str
    round: int
    rounds: int
    notes: tuple[Noted, ...]
    warn: tuple[float, ...]


class GroupNote(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A note that a group takes; `began`: when its typing began, by which the same one is taken once."""

    text: str
    began: Instant | None = None


class GroupWord(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A word of a group on itself."""

    state: Literal["working", "done", "asks"]
    minutes: Annotated[int, Meta(ge=0, le=LONGEST_MIN)] = 0


SENT: dict[str, type[GroupNote | GroupWord]] = {"note": GroupNote, "say": GroupWord}
"""The things that a group's page may send, by the last word of their address."""


def all_groups(state: State) -> Iterator[tuple[Whose, Group]]:
    """Yield all groups of today, segment by segment."""
    for segment in state.day.all_segments():
        if in_groups(state.day, state.groups, segment.key):
            for one in groups_of(state.day, state.groups, segment.key, {}):
                yield Whose(segment.key, one.key), one


def group_view(whose: Whose, sight: Sight) -> GroupView:
    """The group's view, in the language in use. It has no name of a person, whatever the confidentiality."""
    state, times, veil = sight.state, sight.times, sight.veil
    assert veil is not None
    made = groups_now(state.day, state.groups, state.attendance, whose.segment, sight.now)
    one = next((one for one in made.groups if one.group.key == whose.key), None)
    at_work = made.live and times.live is not None and not times.left_open and one is not None
    ends, left_s = remaining(times) if at_work else (None, None)
    if at_work and one:
        words = str(state_told(one))
    else:
        words = _("This group is closed: its notes stay") if one is None else report_told(state, whose.segment)
    return GroupView(
        clock=clock(sight),
        mode=times.mode.value,
        title=veil.text(str(one.group.called) if one else whose.key),
        segment=veil.planned(times.live.plan.title) if times.live else "",
        place=veil.text(one.place or "") if one else "",
        link=veil.planned(one.group.link or "") if one else "",
        at_work=at_work,
        ends=ends,
        left_s=left_s,
        back_s=CALL_BACK_S,
        state=one.state if one else "working",
        told=veil.text(words),
        round=made.round,
        rounds=made.rounds,
        notes=tuple(
            Noted(note.number, int(note.taken.at.timestamp() * 1000), veil.text(note.taken.text))
            for note in [note for note in reversed(state.notebook.notes) if _is_of(state, whose, note)][:SHOWN]
        ),
        warn=state.agenda.warns(times.live.plan if times.live else None),
    )


class Following:
    """Makes the view of a group again and again: anew where something happened, or another round began."""

    def __init__(self, whose: Whose) -> None:
        self._whose = whose
        self._made: dict[str, tuple[State, object, GroupView]] = {}

    def __call__(self, sight: Sight) -> GroupView:
        """Give the view, in the language in use."""
        live, spoken = sight.times.live, language()
        step = (sight.times.mode, live.step.part if live and live.step else None)
        state, then, view = self._made.get(spoken, (None, None, None))
        if view is None or state is not sight.state or then != step:
            view = group_view(self._whose, sight)
            self._made[spoken] = sight.state, step, view
        ends, left_s = remaining(sight.times) if view.at_work else (None, None)
        return replace(view, clock=clock(sight), ends=ends, left_s=left_s)


def group_press(desk: Desk, whose: Whose, asked: GroupNote | GroupWord) -> Answer:
    """Do what a group asks for: a note, or a word on itself; signed with what it is called."""
    session = None
    try:
        session = desk.session_of(_signature(desk, whose))
        if isinstance(asked, GroupNote):
            where = session.state.day.live if _at_work(session.state, whose) else whose.segment
            return HTTPStatus.OK, noted(session, _Noting(text=asked.text, began=asked.began, where=where, whose=whose))
        if not _at_work(session.state, whose):
            return HTTPStatus.CONFLICT, not_done(desk, session, _("This group is not at work now"))
        record = session.do(SayOfGroup(whose.key, asked.state, asked.minutes))
        return HTTPStatus.OK, answer(session.state, str(told(session.state, record.event)), record.number)
    except Refused as why:
        return HTTPStatus.CONFLICT, not_done(desk, session, str(why))
    except JournalError as error:
        return HTTPStatus.SERVICE_UNAVAILABLE, not_done(desk, session, _("Not kept: {why}", why=error))


def _signature(desk: Desk, whose: Whose) -> str:
    """The name that a group signs with: what it is called, and no trainer's."""
    state = desk.sight.state
    called = next((str(one.called) for of, one in all_groups(state) if of == whose), whose.key)
    return f"{called} ({whose.segment})" if state.agenda.trainer(desk.called(called)) else called


class _Noting(NotePress, frozen=True, kw_only=True):
    """A note as a trainer's page takes one, of that group and segment."""

    whose: Whose
    where: str | None

    def command(self, state: State) -> TakeNote:
        return replace(super().command(state), segment=self.where, group=self.whose.key)


def _at_work(state: State, whose: Whose) -> bool:
    live = state.day.live
    return live is not None and owner(state.day, state.groups, live) == whose.segment


def _is_of(state: State, whose: Whose, note: Note) -> bool:
    taken = note.taken
    if taken.group != whose.key or taken.private:
        return False
    return owner(state.day, state.groups, taken.segment) in (whose.segment, None)
