"""Events of groups: people put into them, groups made during the day, and what each says of itself.

| event | how it is undone |
| --- | --- |
| GroupsFormed | form them again, or move a person |
| MemberPlaced | put them back |
| GroupSaid | say the other |
| GroupOpened | GroupClosed |
| GroupClosed | open it again |
"""

# Types as they are, and not as texts: to read a day, msgspec works those out, 1.4 ms of each start.

from msgspec.structs import replace

from workshop_tui.holds import Key, PersonKey
from workshop_tui.locale import Message, say
from workshop_tui.session.attendance.stays import Attendance
from workshop_tui.session.groups.grouping import Formed, GroupEvent, Groups, Opened, Said, State, title_of
from workshop_tui.session.timing.day import Day


class GroupsFormed(GroupEvent, frozen=True, kw_only=True):
    """The groups of this segment have these people in them; who was in one, and is not named, is in none."""

    segment: Key
    groups: tuple[Formed, ...]

    def apply(self, groups: Groups, number: int) -> Groups:
        """Put each into their group."""
        left = {of: None if of[0] == self.segment else group for of, group in groups.placed.items()}
        after = replace(
            groups, placed=left, drawn={**groups.drawn, self.segment: groups.drawn.get(self.segment, 0) + 1}
        )
        for one in self.groups:
            after = after.placing(self.segment, one.group, one.members)
        return after

    def sentence(self, day: Day, groups: Groups, attendance: Attendance) -> Message:
        """Say how many."""
        return say(
            "{who} made the groups of “{title}” at {at}: {count}", title=day.title(self.segment), count=len(self.groups)
        )


class MemberPlaced(GroupEvent, frozen=True, kw_only=True):
    """The participant called `key` is in this group of the segment; None: in none."""

    segment: Key
    key: PersonKey
    group: Key | None = None

    def apply(self, groups: Groups, number: int) -> Groups:
        """Put them there, the last of it."""
        left = {of: group for of, group in groups.placed.items() if of != (self.segment, self.key)}
        return replace(groups, placed=left).placing(self.segment, self.group, (self.key,))

    def sentence(self, day: Day, groups: Groups, attendance: Attendance) -> Message:
        """Say who, and where."""
        name = attendance.name(self.key)
        if self.group is None:
            return say("{who} takes {name} out of the groups", name=name)
        group = title_of(day, groups, self.segment, self.group)
        return say("{who} puts {name} into “{group}”", name=name, group=group)


class GroupSaid(GroupEvent, frozen=True, kw_only=True):
    """The group says of itself that it works, is done, or asks for `minutes`; `during`: the live segment then."""

    segment: Key
    group: Key
    state: State
    minutes: int = 0
    during: Key | None = None

    def apply(self, groups: Groups, number: int) -> Groups:
        """Let that be its last word."""
        word = Said(self.state, self.minutes, self.during, self.at, number)
        return replace(groups, said={**groups.said, (self.segment, self.group): word})

    def sentence(self, day: Day, groups: Groups, attendance: Attendance) -> Message:
        """Say which, and what."""
        group = title_of(day, groups, self.segment, self.group)
        if self.state == "asks":
            return say("“{group}” asks for {minutes} min", group=group, minutes=self.minutes)
        return say("“{group}” is done", group=group) if self.state == "done" else say("“{group}” works", group=group)


class GroupOpened(GroupEvent, frozen=True, kw_only=True):
    """A group of this segment was made during the day; one of the same key is this from here on."""

    segment: Key
    group: Opened

    def apply(self, groups: Groups, number: int) -> Groups:
        """Put it in its place, or at the end."""
        there = groups.opened.get(self.segment, ())
        known = any(one.key == self.group.key for one in there)
        after = tuple(self.group if one.key == self.group.key else one for one in there)
        return replace(groups, opened={**groups.opened, self.segment: after if known else (*there, self.group)})

    def sentence(self, day: Day, groups: Groups, attendance: Attendance) -> Message:
        """Say which."""
        return say("{who} opened the group “{title}”", title=self.group.title)


class GroupClosed(GroupEvent, frozen=True, kw_only=True):
    """The group that was made during the day is none; notes that were taken in it stay."""

    segment: Key
    key: Key

    def apply(self, groups: Groups, number: int) -> Groups:
        """Leave it out."""
        left = tuple(one for one in groups.opened.get(self.segment, ()) if one.key != self.key)
        return replace(groups, opened={**groups.opened, self.segment: left})

    def sentence(self, day: Day, groups: Groups, attendance: Attendance) -> Message:
        """Say which."""
        return say("{who} closed the group “{title}”", title=title_of(day, groups, self.segment, self.key))


EVENTS = (GroupsFormed, MemberPlaced, GroupSaid, GroupOpened, GroupClosed)
"""The events of groups, all of them."""
