"""Where the groups stand at an instant: who is in which, where each is in this round, what it asks, who reports."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from msgspec import Struct

from workshop_tui.holds import Fixed, Key, PersonKey, Words
from workshop_tui.session.attendance.stays import Attendance
from workshop_tui.session.groups.grouping import CALL_BACK_S, Group, Groups, State, groups_of, in_groups, owner
from workshop_tui.session.timing.day import Day, Mode, Standing
from workshop_tui.session.timing.minutes import full_minutes
from workshop_tui.session.timing.steps import round_at

PAUSE = "pause"


class GroupNow(Struct, frozen=True, kw_only=True):
    """A group now: `place` is where it is in this round, `here` how many of its members are there; `asks_min` is what
    it asks for and was not given yet."""

    group: Group
    place: Words | None
    state: Fixed
    asks_min: int = 0
    here: int = 0


class GroupsNow(Struct, frozen=True, kw_only=True):
    """The groups of a segment now. `round` of `rounds`, from 1, where they rotate or have rounds; 0: none. `loose` are
    those who are there and in no group; `made`: whether anybody is in one."""

    segment: Key
    live: bool
    groups: tuple[GroupNow, ...]
    loose: tuple[PersonKey, ...] = ()
    round: int = 0
    rounds: int = 0
    open: bool = False

    @property
    def asks_min(self) -> int:
        """The minutes that would grant all that they ask for; 0: none asks."""
        return max((one.asks_min for one in self.groups), default=0)

    def count(self, state: State) -> int:
        """How many groups say so."""
        return sum(one.state == state for one in self.groups)


class Share(Struct, frozen=True):
    """A group's share of the plenary in which groups report, in seconds, from which second of it on."""

    group: Group
    start_s: int
    share_s: int


def shown_segment(day: Day, groups: Groups) -> str | None:
    """The segment whose groups are shown: those at work, those that report, else the next that has some, or the last
    that had."""
    if day.live and (found := owner(day, groups, day.live) or reported(day, groups)):
        return found
    having = [one.key for one in day.all_segments() if in_groups(day, groups, one.key)]
    to_come = (key for key in having if day.segments[key].unfinished)
    held = [key for key in having if day.segments[key].visits]
    return next(to_come, None) or (held[-1] if held else None)


def groups_now(day: Day, groups: Groups, attendance: Attendance, segment: str, now: datetime) -> GroupsNow:
    """The groups of the segment at `now`."""
    made = groups_of(day, groups, segment, attendance.people)
    here = frozenset(here_of(day, attendance, segment))
    place, rounds = round_now(day, segment, now)
    rounds = max((rounds, *(one.round or 0 for one in made)))
    plan = day.plans[segment]
    where = places(made, place) if plan.rotate else [one.place for one in made]
    told = []
    for one, at in zip(made, where, strict=True):
        state, minutes = said_now(day, groups, segment, one.key, now)
        told.append(
            GroupNow(group=one, place=at, state=state, asks_min=minutes, here=sum(who in here for who in one.members))
        )
    inside = {who for one in made for who in one.members}
    loose = tuple(who for who in attendance.people if who in here and who not in inside) if made else ()
    rotates = bool(plan.rotate) or any(one.round for one in made)
    return GroupsNow(
        segment=segment,
        live=day.live is not None and owner(day, groups, day.live) == segment,
        groups=tuple(told),
        loose=loose,
        round=place + 1 if rotates and rounds else 0,
        rounds=rounds if rotates else 0,
        open=bool(plan.open) or any(one.opened for one in made),
    )


def here_of(day: Day, attendance: Attendance, segment: str) -> tuple[str, ...]:
    """The participants who are there in the segment's block; all who are registered where nobody was marked in it."""
    block = day.block_of(segment) if segment in day.segments else ""
    if any(of == block for _who, of in attendance.marks):
        return attendance.present(block)
    return tuple(attendance.people)


def said_now(day: Day, groups: Groups, segment: str, group: str, now: datetime) -> tuple[State, int]:
    """The state of a group, and the minutes that it asks for still: what was given to the segment since is granted.

    What it said in another segment, or in another round, counts no more.
    """
    said = groups.said.get((segment, group))
    if said is None or said.during not in (None, day.live):
        return "working", 0
    if day.plans[segment].rotate and round_now(day, segment, said.at)[0] != round_now(day, segment, now)[0]:
        return "working", 0
    if said.state != "asks" or day.live is None:
        return (said.state, 0) if said.state == "done" else ("working", 0)
    then = next((one.before for one in day.history if one.number > said.number), day)
    given_s = day.segments[day.live].allotted_s - then.segments[day.live].allotted_s
    left = said.minutes - max(0, full_minutes(given_s) if given_s > 0 else 0)
    return ("asks", left) if left > 0 else ("working", 0)


def asked_min(day: Day, groups: Groups, segment: str, now: datetime) -> int:
    """The minutes that would grant all that the groups of the segment ask for; 0: none asks."""
    asked = (said_now(day, groups, segment, group, now) for of, group in groups.said if of == segment)
    return max((minutes for _state, minutes in asked), default=0)


def round_now(day: Day, segment: str, now: datetime) -> tuple[int, int]:
    """The round in which the groups of the segment are, from 0, and how many there are: the steps of the live segment,
    or of their own; else, where they last over several segments, those. Pauses are none: the round before stands."""
    order = [one.key for one in day.all_segments()]
    until = day.plans[segment].until
    both = segment in order and until in order
    span = order[order.index(segment) : order.index(str(until))] if both else [segment]
    live = day.live if day.live in span else segment
    if live in day.segments and (ends := day.segments[live].step_ends):
        elapsed_s = day.elapsed_s(live, now) if day.segments[live].visits else 0
        return round_at(day.plans[live], ends, elapsed_s)
    reached = span.index(live) if live in span else 0
    rounds = [n for n, key in enumerate(span) if n and day.plans[key].kind != PAUSE]
    return max(0, sum(n <= reached for n in rounds) - 1), len(rounds)


def places(made: Sequence[Group], turned: int) -> tuple[str | None, ...]:
    """Where each group is once all have moved on to the next place that many times: a place without a name is called
    as the group that began there."""
    names = [one.place or str(one.called) for one in made]
    return tuple(names[(n + turned) % len(names)] for n in range(len(names)))


# ── reporting back ─────────────────────────────────────────────────────────────────────────────────────────
def reported(day: Day, groups: Groups) -> str | None:
    """The segment whose groups report in the live one: the last that was held before it, pauses apart, if it had
    groups, and the live one has none; None otherwise."""
    live = day.live
    if live is None or owner(day, groups, live) or day.plans[live].kind == PAUSE:
        return None
    begun = day.segments[live].visits[0].start
    held = [
        (visit.start != visit.end, visit.start, key)  # one of no length only where there is no other
        for key, progress in day.segments.items()
        for visit in progress.visits
        if key != live and visit.start <= begun and day.plans[key].kind != PAUSE
    ]
    return owner(day, groups, max(held)[2]) if held else None


def report_in(day: Day, groups: Groups, segment: str) -> str | None:
    """The segment in which the groups of that one are to report: the live one if they do, else what follows them."""
    if day.live and reported(day, groups) == segment:
        return day.live
    order = [one.key for one in day.all_segments()]
    if segment not in order:
        return None
    after = order[order.index(segment) + 1 :]
    until = day.plans[segment].until
    after = after[after.index(until) :] if until in after else after
    return next(
        (
            key
            for key in after
            if day.plans[key].kind != PAUSE
            and day.segments[key].standing is not Standing.SKIPPED
            and not in_groups(day, groups, key)
        ),
        None,
    )


def shares(made: Sequence[Group], seconds: int) -> tuple[Share, ...]:
    """The groups in the order in which they report, each with an equal share of so many seconds, whole ones, which add
    up to all of them."""
    if not made:
        return ()
    starts = [seconds * n // len(made) for n in range(len(made) + 1)]
    return tuple(Share(one, starts[n], starts[n + 1] - starts[n]) for n, one in enumerate(made))


def reporting(day: Day, groups: Groups, attendance: Attendance, segment: str) -> tuple[Share, ...]:
    """The order in which the groups of the segment report, by what the plenary has today; nothing where none is."""
    plenary = report_in(day, groups, segment)
    made = groups_of(day, groups, segment, attendance.people)
    return shares(made, day.segments[plenary].allotted_s) if plenary else ()


def called_back(day: Day, groups: Groups, now: datetime) -> bool:
    """Tell whether groups are at work, and are to come back: two minutes before the end of the live segment."""
    live = day.live
    if live is None or owner(day, groups, live) is None or day.mode is not Mode.RUNNING:
        return False
    return day.remaining_s(live, now) <= CALL_BACK_S
