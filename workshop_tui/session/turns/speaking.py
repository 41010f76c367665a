"""How long each turn was: a turn ends as the next begins, at a pause, with its segment, or when somebody said so.

A pure function of the day, the floor and an instant (docs/time.md, “Turns”). A turn is of the segment that was live
when it began; where none was, as after an `undo`, it has no time. They never add up to more than a segment has used.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime

from msgspec import Struct

from workshop_tui.session.timing.day import Day, seconds
from workshop_tui.session.timing.timeline import left_open, seen_at
from workshop_tui.session.turns.floor import Floor, Turn, Who


class Stretch(Struct, frozen=True):
    """A segment was live and not paused from `start` to `end`; None: it still is. `visit`: which one of its visits."""

    segment: str
    visit: int
    start: datetime
    end: datetime | None


class Spoken(Struct, frozen=True):
    """A turn as it was: of which segment and visit of it, from when to when, how many seconds.

    `open`: it goes on, its end is now. `cut`: a pause ended it, or what else the day did.
    """

    turn: Turn
    segment: str | None
    visit: int
    start: datetime
    end: datetime
    open: bool = False
    cut: bool = False

    @property
    def seconds(self) -> int:
        return seconds(self.end - self.start)


def stretches(day: Day) -> list[Stretch]:
    """The times in which a segment was live and not paused, in order: from the timing events that stand."""
    days = [*(undoable.before for undoable in day.history), day][1:]
    found: list[Stretch] = []
    since: tuple[str, int, datetime] | None = None
    for undoable, after in zip(day.history, days, strict=True):
        at, live = undoable.event.at, None
        if after.live and after.paused_since is None:
            live = (after.live, len(after.segments[after.live].visits))
        if since and live != since[:2]:
            found.append(Stretch(*since, at))
            since = None
        if live and since is None:
            since = (*live, at)
    if since:
        found.append(Stretch(*since, None))
    return found


def spoken(day: Day, floor: Floor, now: datetime) -> tuple[Spoken, ...]:
    """The turns as they were, seen at `now`, in the order in which they began."""
    now, those = _seen(day, floor, now), stretches(day) if floor.turns else []
    turns = sorted((one for one in floor.turns if one.start <= now), key=lambda one: (one.start, one.number))
    ends: list[datetime | None] = [*(one.start for one in turns[1:]), None]
    return tuple(_spoken(one, then, those, now) for one, then in zip(turns, ends, strict=False))


def _seen(day: Day, floor: Floor, now: datetime) -> datetime:
    """`now`; of a day that was left open, its last hard end: how long anybody spoke after that, nobody knows."""
    now = seen_at(day, now)
    if not floor.turns or not left_open(day, now):
        return now
    return min(now, max(*(hours.end for hours in day.hours.values()), *(one.start for one in floor.turns)))


def _spoken(turn: Turn, then: datetime | None, those: list[Stretch], now: datetime) -> Spoken:
    began = turn.start
    stretch = next(
        (one for one in reversed(those) if one.start <= began and (one.end is None or began < one.end)), None
    )
    if stretch is None:
        return Spoken(turn, None, 0, turn.start, turn.start, cut=True)
    limits = [one for one in (turn.end, then, stretch.end, now) if one]
    end = max(turn.start, min(limits))
    goes_on = turn.end is None and then is None and (stretch.end is None or stretch.end > now)
    cut = stretch.end is not None and not goes_on and end == stretch.end and end not in (turn.end, then)
    return Spoken(turn, stretch.segment, stretch.visit, turn.start, end, open=goes_on, cut=cut)


def runs_at(day: Day, at: datetime) -> bool:
    """Tell whether a segment was live, and not paused, at that instant."""
    return any(one.start <= at and (one.end is None or at < one.end) for one in stretches(day))


def turn_at(day: Day, floor: Floor, at: datetime) -> Spoken | None:
    """The turn that was open at that instant, as it was then, whatever ended it later; None if nobody spoke."""
    turns = [one for one in floor.turns if one.start <= at]
    if not turns:
        return None
    found = _spoken(max(turns, key=lambda one: (one.start, one.number)), None, stretches(day), at)
    return found if found.open else None


def open_turn(found: tuple[Spoken, ...]) -> Spoken | None:
    """The turn that goes on; None if nobody has the floor."""
    return found[-1] if found and found[-1].open else None


def totals(found: Iterable[Spoken]) -> dict[Who, int]:
    """The seconds that each speaker has spoken, in the order in which they first did."""
    sums: dict[Who, int] = {}
    for one in found:
        sums[one.turn.speaker] = sums.get(one.turn.speaker, 0) + one.seconds
    return sums


def in_segment(found: Iterable[Spoken], segment: str) -> Iterator[Spoken]:
    """Yield the turns of a segment."""
    return (one for one in found if one.segment == segment)
