"""The answer of `groups --json`, and the groups of the live segment in `status --json`, as docs/groups.md has them."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import asdict

from workshop_tui.session.state import State
from workshop_tui.shapes import answer

if TYPE_CHECKING:
    from workshop_tui.session.groups.standing import GroupsNow


class GroupStatus(Struct, frozen=True, kw_only=True):
    """One group. `place` is where it is in this round; `asks_min` what it asks for and was not given yet; `report_s`
    its share of the plenary, 0 if none is to come."""

    key: str
    title: str
    place: str | None
    link: str | None
    round: int | None
    state: str
    asks_min: int
    here: int
    members: list[str]
    lead: list[str]
    opened: bool
    report_s: int


class GroupsStatus(Struct, frozen=True, kw_only=True):
    """The groups of a segment. `round` of `rounds`, from 1, where there are any, else 0. `without`: the keys of those
    who are there and in no group; `report_in`: the segment in which groups report, or null."""

    segment: str
    at_work: bool
    round: int
    rounds: int
    asks_min: int
    report_in: str | None
    groups: list[GroupStatus]
    without: list[str]


def groups(state: State, segment: str, now: datetime) -> str:
    """The answer: the groups of that segment at `now`."""
    return answer(state.id, **asdict(groups_status(state, segment, now)))


def groups_status(state: State, segment: str, now: datetime, *, people: bool = True) -> GroupsStatus:
    """The groups of that segment at `now`; not `people`: nobody's key stands in it."""
    from workshop_tui.session.groups.standing import groups_now, report_in, reporting

    day, made = state.day, groups_now(state.day, state.groups, state.attendance, segment, now)
    shares = {one.group.key: one.share_s for one in reporting(day, state.groups, state.attendance, segment)}
    return GroupsStatus(
        segment=segment,
        at_work=made.live,
        round=made.round,
        rounds=made.rounds,
        asks_min=made.asks_min,
        report_in=report_in(day, state.groups, segment),
        groups=_each(made, shares, people=people),
        without=list(made.loose) if people else [],
    )


def _each(made: GroupsNow, shares: dict[str, int], *, people: bool) -> list[GroupStatus]:
    return [
        GroupStatus(
            key=one.group.key,
            title=str(one.group.called),
            place=one.place,
            link=one.group.link,
            round=one.group.round,
            state=one.state,
            asks_min=one.asks_min,
            here=one.here,
            members=list(one.group.members) if people else [],
            lead=list(one.group.lead) if people else [],
            opened=one.group.opened,
            report_s=shares.get(one.group.key, 0),
        )
        for one in made.groups
    ]
