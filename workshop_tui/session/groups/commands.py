"""Commands on groups, and their rules: who goes into which, what a group says, which are made during the day."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING, ClassVar

from workshop_tui.locale import say
from workshop_tui.session.attendance.commands import find_participant
from workshop_tui.session.attendance.stays import Attendance
from workshop_tui.session.groups import events as e
from workshop_tui.session.groups.forming import formed
from workshop_tui.session.groups.grouping import (
    Formed,
    Group,
    GroupEvent,
    Groups,
    Opened,
    State,
    groups_of,
    in_groups,
    owner,
)
from workshop_tui.session.groups.standing import asked_min, here_of, said_now, shown_segment
from workshop_tui.session.may import May
from workshop_tui.session.refusal import Refused, offered
from workshop_tui.session.rooms import RoomCommand
from workshop_tui.session.timing.day import Day
from workshop_tui.session.timing.lookup import BEGINNING, EXACTLY, WITHIN, fresh_key, only_one
from workshop_tui.session.timing.replanning_commands import Extend
from workshop_tui.text import clean_line, letters

if TYPE_CHECKING:
    from workshop_tui.session.rooms import Session

LONGEST_MIN = 60
"""Minutes that a group may ask for at once."""
ROUNDS = 20
"""Rounds that a group may be in."""


class GroupCommand(RoomCommand, frozen=True):
    """A command about groups: anybody may say it who may take notes, for it moves nothing."""

    needs: ClassVar[May] = May.NOTE

    def decided(self, session: Session, at: datetime, by: str) -> GroupEvent:
        """Give the event that it makes in this session."""
        return self.decide(session.day, session.part(Groups), session.attendance, session.lot, at, by)

    @abstractmethod
    def decide(self, day: Day, groups: Groups, attendance: Attendance, seed: str, at: datetime, by: str) -> GroupEvent:
        """Give the event that it makes at `at`; `seed` is the session's lot. Raises `Refused` if it makes no sense."""


class FormGroups(GroupCommand, frozen=True):
    """Put all who are there into the groups of the segment (None: the one that is shown); `again`: anew."""

    needs: ClassVar[May] = May.LEAD

    segment: str | None = None
    again: bool = False

    def decide(
        self, day: Day, groups: Groups, attendance: Attendance, seed: str, at: datetime, by: str
    ) -> e.GroupsFormed:
        """Form them; refused if they are formed, if there are none, or if nobody is there."""
        segment = meant_segment(day, groups, self.segment)
        made = groups_of(day, groups, segment, attendance.people)
        plan, drawn = day.plans[segment], groups.drawn.get(segment, 0)
        if not made:
            raise Refused(say("“{title}” has no groups yet: people choose, or open some", title=plan.title))
        if drawn and not self.again:
            raise Refused(say("the groups of “{title}” are made: say “again” to make them anew", title=plan.title))
        people = here_of(day, attendance, segment)
        if not people:
            raise Refused(say("nobody is registered: there is nobody to put into groups"))
        if drawn:
            written = {one.key: one.members for one in plan.groups or ()}
            named = {one.key: written.get(one.key, ()) for one in made}
        else:
            named = {one.key: one.members for one in made}
        there = frozenset(people)
        named = {key: tuple(who for who in those if who in there) for key, those in named.items()}
        where = {who: letters(attendance.people[who].organisation or "") for who in people} if plan.mix else None
        found = formed(named, people, f"{seed}/{segment}/{drawn}", where)
        told = tuple(Formed(group=key, members=members) for key, members in found.items())
        return e.GroupsFormed(at=at, by=by, segment=segment, groups=told)


class PlaceMember(GroupCommand, frozen=True):
    """Put somebody into a group of the segment (None: the one that is shown); `group` None: into none."""

    who: str
    group: str | None
    segment: str | None = None

    def decide(
        self, day: Day, groups: Groups, attendance: Attendance, seed: str, at: datetime, by: str
    ) -> e.MemberPlaced:
        """Put them there; refused if they are there already."""
        segment = meant_segment(day, groups, self.segment)
        made = groups_of(day, groups, segment, attendance.people)
        key = find_participant(attendance, self.who)
        group = find_group(made, self.group) if self.group is not None else None
        there = next((one for one in made if key in one.members), None)
        if (there and there.key) == (group and group.key):
            name = attendance.name(key)
            if group is None:
                raise Refused(say("{name} is in no group", name=name))
            raise Refused(say("{name} is in “{group}” already", name=name, group=group.called))
        return e.MemberPlaced(at=at, by=by, segment=segment, key=key, group=group.key if group else None)


class SayOfGroup(GroupCommand, frozen=True):
    """Say of a group that it works, is done, or asks for `minutes`."""

    group: str
    state: State
    minutes: int = 0

    def decide(self, day: Day, groups: Groups, attendance: Attendance, seed: str, at: datetime, by: str) -> e.GroupSaid:
        """Say it; refused if no group is at work now, or if it says so already."""
        segment = owner(day, groups, day.live) if day.live else None
        if segment is None:
            raise Refused(say("no groups are at work now"))
        if self.state == "asks" and not 1 <= self.minutes <= LONGEST_MIN:
            raise Refused(say("a group asks for 1 to {most} minutes", most=LONGEST_MIN))
        group = find_group(groups_of(day, groups, segment, {}), self.group)
        was = said_now(day, groups, segment, group.key, at)
        minutes = self.minutes if self.state == "asks" else 0
        if was == (self.state, minutes):
            raise Refused(say("“{group}” says so already", group=group.called))
        return e.GroupSaid(
            at=at, by=by, segment=segment, group=group.key, state=self.state, minutes=minutes, during=day.live
        )


class OpenGroup(GroupCommand, frozen=True):
    """Make a group during the day, in the segment (None: the one that is shown, or is live); with `key`, change that
    one. A place or round that is not given stays as it was."""

    title: str
    place: str | None = None
    round: int | None = None
    key: str | None = None
    segment: str | None = None

    def decide(
        self, day: Day, groups: Groups, attendance: Attendance, seed: str, at: datetime, by: str
    ) -> e.GroupOpened:
        """Open it, or change it; refused without a title, where its place is taken, or if nothing changes."""
        segment = self.segment or shown_segment(day, groups) or day.live
        if segment is None:
            raise Refused(say("nothing is live, and no segment with groups is to come"))
        title, place = clean_line(self.title), clean_line(self.place or "")
        if not letters(title):
            raise Refused(say("a group needs a title"))
        if self.round is not None and not 1 <= self.round <= ROUNDS:
            raise Refused(say("a round is a number from 1 to {most}", most=ROUNDS))
        there = groups.opened.get(segment, ())
        was = next((one for one in there if one.key == self.key or letters(one.title) == letters(title)), None)
        taken = {one.key for one in groups_of(day, groups, segment, {})}
        after = Opened(
            key=was.key if was else fresh_key(title, "group", taken),
            title=title,
            place=place or (was.place if was else None),
            round=self.round or (was.round if was else None),
        )
        if after == was:
            raise Refused(say("“{title}” is open already", title=title))
        for one in there:
            both = one.place and after.place and letters(one.place) == letters(after.place)
            if both and one.key != after.key and one.round == after.round:
                raise Refused(say("“{place}” is taken then, by “{title}”", place=one.place, title=one.title))
        return e.GroupOpened(at=at, by=by, segment=segment, group=after)


class CloseGroup(GroupCommand, frozen=True):
    """Say that a group which was made during the day is none."""

    group: str
    segment: str | None = None

    def decide(
        self, day: Day, groups: Groups, attendance: Attendance, seed: str, at: datetime, by: str
    ) -> e.GroupClosed:
        """Close it; refused if it is the agenda's."""
        segment = meant_segment(day, groups, self.segment)
        group = find_group(groups_of(day, groups, segment, {}), self.group)
        if not group.opened:
            raise Refused(say("“{group}” is in the agenda: it is closed there", group=group.called))
        return e.GroupClosed(at=at, by=by, segment=segment, key=group.key)


def granting(day: Day, groups: Groups, now: datetime) -> Extend:
    """The one command that gives all groups at work the minutes that they ask for. Raises `Refused` if none does."""
    segment = owner(day, groups, day.live) if day.live else None
    asked = asked_min(day, groups, segment, now) if segment else 0
    if not asked:
        raise Refused(say("no group asks for time"))
    return Extend(asked)


def suggestion(day: Day, groups: Groups, attendance: Attendance, who: str, segment: str | None = None) -> str:
    """The key of the group into which this participant fits best: the smallest other one, by those who are there, and
    of these the one with the fewest of the same organisation, where they are mixed. Raises `Refused` if none is."""
    found = meant_segment(day, groups, segment)
    key, here = find_participant(attendance, who), frozenset(here_of(day, attendance, found))
    made = groups_of(day, groups, found, attendance.people)
    others = [one for one in made if key not in one.members]
    if not others:
        raise Refused(say("there is no other group"))
    where = letters(attendance.people[key].organisation or "") if day.plans[found].mix else ""

    def fits(one: Group) -> tuple[int, int, int]:
        alike = [who for who in one.members if letters(attendance.people[who].organisation or "") == where]
        return len(here.intersection(one.members)), len(alike) if where else 0, one.number

    return min(others, key=fits).key


def meant_segment(day: Day, groups: Groups, segment: str | None) -> str:
    """The segment whose groups are meant: that one, else the one that is shown. Raises `Refused` if there is none."""
    found = segment or shown_segment(day, groups)
    if found is None:
        raise Refused(say("there are no groups today: the agenda has none, and none was opened"))
    return owner(day, groups, found) or found


def find_anywhere(day: Day, groups: Groups, named: str, segment: str | None = None) -> tuple[str, str]:
    """The segment and the key of the group that a person means: of that segment, or those that are shown, else of any
    segment of today. Raises `Refused`."""
    first = meant_segment(day, groups, segment)
    others = (one.key for one in day.all_segments() if in_groups(day, groups, one.key))
    refused: Refused | None = None
    for key in dict.fromkeys((first, *others)):
        try:
            return key, find_group(groups_of(day, groups, key, {}), named).key
        except Refused as refusal:
            refused = refused or refusal
    raise refused or Refused(say("there are no groups today"))


def find_group(made: Iterable[Group], named: str) -> Group:
    """The group that a person means: by key, number, title, or the only beginning or part of one. Raises `Refused`."""
    known = {one.key: one for one in made}
    if named in known:
        return known[named]
    titles = {key: str(one.called) for key, one in known.items()}
    names = {key: (letters(key), letters(title), str(known[key].number)) for key, title in titles.items()}
    wanted = letters(named)
    words = {key: tuple(map(letters, title.split())) for key, title in titles.items()}
    found = (
        only_one(names, wanted, titles, (EXACTLY,))
        or only_one(words, wanted, titles, (EXACTLY,))
        or only_one({key: (letters(title),) for key, title in titles.items()}, wanted, titles, (BEGINNING, WITHIN))
    )
    if found is None:
        near = offered(titles.values(), named)
        raise Refused(say("no group is called “{name}”{near}", name=clean_line(named), near=near))
    return known[found]
