"""Groups in words, a line each: for who lists them on the command line, and for who hears them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from workshop_tui.locale import Message, _, plural, say
from workshop_tui.session.groups.standing import GroupNow, GroupsNow, groups_now, report_in, reporting
from workshop_tui.session.state import State
from workshop_tui.text import clean_line, cut

NAMES = 8
"""People who are named as being in no group; of more there is the count."""
MOST = 4
"""Groups that are told one by one in one line; of more there are counts."""


NAME = 20
"""Characters of a group's name in the line of all of them: what it asks for has room after it."""


def state_told(one: GroupNow) -> Message:
    """Say where a group stands: “asks for 2 min”."""
    if one.state == "asks":
        return say("asks for {minutes} min", minutes=one.asks_min)
    return say("has finished") if one.state == "done" else say("working")


def line_of(made: GroupsNow) -> str:
    """Tell the groups in one line: each of a few with its state, of many the counts; what they ask for comes first."""
    done, asking = made.count("done"), [one for one in made.groups if one.state == "asks"]
    if len(made.groups) <= MOST:
        first = sorted(made.groups, key=lambda one: one.state != "asks")
        told = [_("{group} {state}", group=cut(str(one.group.called), NAME), state=state_told(one)) for one in first]
    else:
        told = [plural("{count} group at work", "{count} groups at work", len(made.groups) - done)]
        told += [_("{count} done", count=done)] if done else []
        if asking:
            told.insert(
                0,
                plural(
                    "{count} group asks for {minutes} min",
                    "{count} groups ask for up to {minutes} min",
                    len(asking),
                    minutes=made.asks_min,
                ),
            )
    turned = [_("round {round} of {rounds}", round=made.round, rounds=made.rounds)] if made.round else []
    return " · ".join([*turned, *told])


def lines(state: State, segment: str, now: datetime) -> Iterator[str]:
    """Yield the groups of the segment, a line each, then who is in none, and how they report."""
    made = groups_now(state.day, state.groups, state.attendance, segment, now)
    yield _("Groups of “{title}”", title=state.day.title(segment)) + (
        " · " + _("round {round} of {rounds}", round=made.round, rounds=made.rounds) if made.round else ""
    )
    for one in made.groups:
        names = ", ".join(state.attendance.name(key) for key in one.group.members)
        turn = _("round {round}", round=one.group.round) if one.group.round else ""
        word = str(state_told(one)) if made.live else ""
        parts = [str(one.group.called), one.place or "", turn, word, _("{here} there", here=one.here), names]
        yield "\t".join(clean_line(part) for part in parts if part)
    if told := loose_told(state, made):
        yield told
    if told := report_told(state, segment):
        yield told


def loose_told(state: State, made: GroupsNow) -> str:
    """Say who is there and in no group, or how many, where nobody is in one yet; nothing where people choose."""
    if not made.loose:
        return ""
    if any(one.group.members for one in made.groups):
        names = [state.attendance.name(key) for key in made.loose[:NAMES]]
        more = len(made.loose) - len(names)
        told = ", ".join(names) + (_(" and {count} more", count=more) if more else "")
        return _("In no group: {names}", names=told)
    if made.open:
        return ""
    return plural(
        "Nobody is in a group yet: {count} is there", "Nobody is in a group yet: {count} are there", len(made.loose)
    )


def report_told(state: State, segment: str) -> str:
    """Say in which segment groups report, in which order, and how long each; nothing where none is to come."""
    shares = reporting(state.day, state.groups, state.attendance, segment)
    plenary = report_in(state.day, state.groups, segment)
    if not shares or plenary is None:
        return ""
    told = share_told(shares[0].share_s)
    order = ", ".join(str(one.group.called) for one in shares)
    return _("Reporting in “{title}”, {each} each: {order}", title=state.day.title(plenary), each=told, order=order)


def share_told(share_s: int) -> str:
    """A share of the plenary: “4 min”, “3 min 20 s”."""
    minutes, seconds = divmod(share_s, 60)
    return (
        _("{minutes} min {seconds} s", minutes=minutes, seconds=seconds)
        if seconds
        else _("{minutes} min", minutes=minutes)
    )


def grid(made: GroupsNow) -> list[str]:
    """The groups of an open segment by place, a line each with the rounds in order; nothing where none has a place."""
    placed = [one for one in made.groups if one.place and one.group.opened]
    lines = []
    for place in dict.fromkeys(one.place for one in placed):
        here = sorted((one for one in placed if one.place == place), key=lambda one: one.group.round or 0)
        told = [f"{one.group.round} {one.group.called}" if one.group.round else str(one.group.called) for one in here]
        lines.append(_("{place}: {groups}", place=place, groups=" · ".join(told)))
    return lines


def places_told(made: GroupsNow) -> list[str]:
    """Where each group is now, a line each, as a room is shown it; of many rounds, those of this one."""
    if made.open:
        return grid(made)
    return [_("{group}: {place}", group=one.group.called, place=one.place) for one in made.groups if one.place]
