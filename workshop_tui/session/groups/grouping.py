"""Groups as they were made, frozen: the room's part of a session, and the groups that follow from it and the day."""

# Types as they are, and not as texts: to read a day, msgspec works those out, 1.4 ms of each start.

from abc import abstractmethod
from collections.abc import Mapping
from datetime import datetime
from types import MappingProxyType
from typing import TYPE_CHECKING, ClassVar, Literal

from msgspec import Struct
from msgspec.structs import replace

from workshop_tui.agenda import Segment
from workshop_tui.holds import Key, PersonKey, Words
from workshop_tui.locale import Message, say
from workshop_tui.session.attendance.stays import Attendance
from workshop_tui.session.event import Part
from workshop_tui.session.rooms import RoomEvent, RoomPart
from workshop_tui.session.timing.day import Day

if TYPE_CHECKING:
    from workshop_tui.session.rooms import Session

CALL_BACK_S = 120
"""Seconds before the end at which groups are called back."""
State = Literal["working", "done", "asks"]
"""The states of a group."""


class Opened(Part, frozen=True, kw_only=True):
    """A group that was made during the day: its topic, where, and in which round, from 1, if there are several."""

    key: Key
    title: Words
    place: Words | None = None
    round: int | None = None


class Formed(Part, frozen=True, kw_only=True):
    """The people who are put into a group."""

    group: Key
    members: tuple[PersonKey, ...]


class Said(Struct, frozen=True):
    """The word of a group on itself: its state, the minutes that it asks for, `during` which segment, in the event of
    which number."""

    state: State
    minutes: int
    during: Key | None
    at: datetime
    number: int


class Groups(RoomPart, frozen=True):
    """The groups' part of a session. `placed`: by segment and person, the group that they were put into, or None; who
    is not there is where the agenda has them. `opened`: by segment, the groups made during the day. `said`: by segment
    and group, its last word. `drawn`: how often the groups of a segment were made."""

    placed: Mapping[tuple[Key, PersonKey], Key | None] = MappingProxyType({})
    opened: Mapping[Key, tuple[Opened, ...]] = MappingProxyType({})
    said: Mapping[tuple[Key, Key], Said] = MappingProxyType({})
    drawn: Mapping[Key, int] = MappingProxyType({})

    def placing(self, segment: str, group: str | None, people: tuple[str, ...]) -> "Groups":
        """The same with these people in that group of the segment."""
        return replace(self, placed={**self.placed, **{(segment, one): group for one in people}})


class GroupEvent(RoomEvent, frozen=True, kw_only=True):
    """An event about groups."""

    part: ClassVar[type[RoomPart]] = Groups

    @abstractmethod
    def apply(self, groups: Groups, number: int) -> Groups:
        """Give the groups after it; it is the session's event of this number."""

    def told(self, session: "Session") -> Message:
        """Say what it did to the groups of this session."""
        return self.sentence(session.day, session.part(Groups), session.attendance)

    @abstractmethod
    def sentence(self, day: Day, groups: Groups, attendance: Attendance) -> Message:
        """Say what it did, `{who}` and `{at}` still to be filled in."""


class Group(Struct, frozen=True, kw_only=True):
    """A group of a segment as it is now; `number` is its place among them, from 1. `title` None: it has its number."""

    key: Key
    number: int
    title: Words | None
    place: Words | None = None
    link: Words | None = None
    round: int | None = None
    lead: tuple[PersonKey, ...] = ()
    members: tuple[PersonKey, ...] = ()
    opened: bool = False

    @property
    def called(self) -> Message:
        """The words by which people call it."""
        return Message("{title}", {"title": self.title}) if self.title else say("Group {number}", number=self.number)


def in_groups(day: Day, groups: Groups, segment: str) -> bool:
    """Tell whether the segment has groups: by its plan, or by what was made of it today."""
    return day.plans[segment].in_groups or bool(groups.opened.get(segment))


def groups_of(day: Day, groups: Groups, segment: str, people: Mapping[str, object]) -> tuple[Group, ...]:
    """The groups of a segment, as the agenda has them, then those made today; none has anybody but `people`."""
    made = (*_planned(day.plans[segment]), *_opened(groups, segment))
    keys = {one.key for one in made}
    members: dict[str, list[str]] = {key: [] for key in keys}
    for one in made:
        members[one.key] += [who for who in one.members if who in people and (segment, who) not in groups.placed]
    for (of, who), group in groups.placed.items():
        if of == segment and group in keys and who in people:
            members[group].append(who)
    return tuple(replace(one, number=n, members=tuple(members[one.key])) for n, one in enumerate(made, 1))


def _planned(plan: Segment) -> tuple[Group, ...]:
    written = tuple(
        Group(
            key=one.key, number=0, title=one.title, place=one.place, link=one.link, lead=one.lead, members=one.members
        )
        for one in plan.groups or ()
    )
    counted = range(1, (plan.by or 0) + 1) if not written else ()
    return (*written, *(Group(key=f"group-{n}", number=n, title=None) for n in counted))


def _opened(groups: Groups, segment: str) -> tuple[Group, ...]:
    return tuple(
        Group(key=one.key, number=0, title=one.title, place=one.place, round=one.round, opened=True)
        for one in groups.opened.get(segment, ())
    )


def owner(day: Day, groups: Groups, segment: str | None) -> str | None:
    """The segment whose groups are at work in this one: itself, or an earlier one whose groups last until later."""
    if segment is None or in_groups(day, groups, segment):
        return segment
    order = [one.key for one in day.all_segments()]
    if segment not in order:
        return None
    place = order.index(segment)
    for key in reversed(order[:place]):
        until = day.plans[key].until
        if until in order and order.index(until) > place and in_groups(day, groups, key):
            return key
    return None


def title_of(day: Day, groups: Groups, segment: str, group: str) -> Message:
    """The words by which a group of the segment is called; its key where there is none of it any more."""
    if segment in day.plans:
        for one in groups_of(day, groups, segment, {}):
            if one.key == group:
                return one.called
    return Message("{title}", {"title": group})


def with_group(day: Day, groups: Groups, group: str) -> str | None:
    """The last segment of today that has a group of this key, as the note of a plenary says; None if none has."""
    order = reversed([one.key for one in day.all_segments()])
    return next((key for key in order if any(one.key == group for one in groups_of(day, groups, key, {}))), None)
