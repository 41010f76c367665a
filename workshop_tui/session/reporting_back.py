"""Groups that report back: a round of turns over them, in their order, with equal shares of what the segment has left.

A group speaks under what it is called, as any label does: it is nobody on a list.
"""

from __future__ import annotations

from collections import Counter

from workshop_tui.locale import say
from workshop_tui.session.attendance.stays import Attendance
from workshop_tui.session.groups.commands import meant_segment
from workshop_tui.session.groups.grouping import Group, Groups, groups_of, owner
from workshop_tui.session.refusal import Refused
from workshop_tui.session.timing.day import Day
from workshop_tui.session.turns.commands import BeginRound
from workshop_tui.session.turns.floor import Who
from workshop_tui.text import clean_line


def round_of_groups(day: Day, groups: Groups, attendance: Attendance, segment: str | None = None) -> BeginRound:
    """The command that begins a round over the groups of the segment (None: the one that is shown). Raises `Refused` if
    it has none, or they have not been at work yet."""
    found = meant_segment(day, groups, segment)
    made = groups_of(day, groups, found, attendance.people)
    title = day.plans[found].title
    if not made:
        raise Refused(say("“{title}” has no groups yet: people choose, or open some", title=title))
    if not day.segments[found].visits and owner(day, groups, day.live) != found:
        raise Refused(say("the groups of “{title}” have not been at work yet", title=title))
    return BeginRound(those=speakers(made))


def speakers(made: tuple[Group, ...]) -> tuple[Who, ...]:
    """The groups as speakers, each under what it is called; those of one name have their number behind it."""
    names = [clean_line(str(one.called)) for one in made]
    count = Counter(names)
    return tuple(
        Who(label=name if count[name] == 1 else f"{name} {one.number}") for one, name in zip(made, names, strict=True)
    )
