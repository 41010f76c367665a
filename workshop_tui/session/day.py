"""The timing of a day, frozen, and what each timing event makes of it. All of this is what `undo` takes back."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from types import MappingProxyType
from typing import Any

from workshop_tui.session import events as e


class Standing(StrEnum):
    """What a segment is now."""

    UPCOMING = "upcoming"
    LIVE = "live"
    SET_ASIDE = "set_aside"
    DONE = "done"
    SKIPPED = "skipped"


class Mode(StrEnum):
    """What the session is now."""

    READY = "ready"
    RUNNING = "running"
    PAUSED = "paused"
    IDLE = "idle"
    ENDED = "ended"


UNFINISHED = frozenset({Standing.UPCOMING, Standing.SET_ASIDE})


@dataclass(frozen=True)
class Visit:
    """One stretch during which a segment was live; `paused_s` of it stood still. `end` None: still live."""

    start: datetime
    end: datetime | None = None
    paused_s: int = 0


@dataclass(frozen=True)
class Progress:
    """One segment's day: what it is, the seconds it has, the stretches it was live."""

    allotted_s: int
    standing: Standing = Standing.UPCOMING
    visits: tuple[Visit, ...] = ()

    @property
    def unfinished(self) -> bool:
        return self.standing in UNFINISHED

    @property
    def actual_start(self) -> datetime | None:
        """The start of its first visit."""
        return self.visits[0].start if self.visits else None

    @property
    def actual_end(self) -> datetime | None:
        """The end of its last visit; None while it is live."""
        return self.visits[-1].end if self.visits else None


@dataclass(frozen=True)
class Day:
    """The timing of the day: all that `undo` takes back.

    `order` is the keys of each block's segments as they follow one another today; `moved` are those that
    somebody put elsewhere than planned.
    """

    segments: Mapping[str, Progress]
    order: Mapping[str, tuple[str, ...]]
    moved: frozenset[str] = frozenset()
    live: str | None = None
    paused_since: datetime | None = None
    ended_at: datetime | None = None

    @property
    def mode(self) -> Mode:
        if self.ended_at:
            return Mode.ENDED
        if self.live:
            return Mode.PAUSED if self.paused_since else Mode.RUNNING
        return Mode.IDLE if any(p.visits for p in self.segments.values()) else Mode.READY

    def block_of(self, key: str) -> str:
        """The key of the block that holds this segment today; KeyError if none does."""
        for block, keys in self.order.items():
            if key in keys:
                return block
        raise KeyError(key)

    def elapsed_s(self, key: str, now: datetime) -> int:
        """Seconds that the segment has used at `now`: its visits less the time it stood paused."""
        total = 0
        for visit in self.segments[key].visits:
            until = visit.end or max(visit.start, now)
            total += seconds(until - visit.start) - visit.paused_s
            if visit.end is None and self.paused_since:
                total -= max(0, seconds(until - self.paused_since))
        return total

    def remaining_s(self, key: str, now: datetime) -> int:
        """Seconds left of its allotment; below zero it is an overrun."""
        return self.segments[key].allotted_s - self.elapsed_s(key, now)

    def having(self, key: str, **changes: object) -> Day:
        """This day with these fields of one segment's progress changed."""
        changed = dict(self.segments)
        changed[key] = replace(changed[key], **changes)  # type: ignore[arg-type]
        return replace(self, segments=MappingProxyType(changed))

    def placed(self, key: str, block: str, after: str | None) -> Day:
        """This day with the segment in `block`, after that other one, or first."""
        order = {name: tuple(k for k in keys if k != key) for name, keys in self.order.items()}
        at = order[block].index(after) + 1 if after else 0
        order[block] = (*order[block][:at], key, *order[block][at:])
        return replace(self, order=MappingProxyType(order))

    def left(self, at: datetime, standing: Standing) -> Day:
        """This day once the live segment is left at `at`."""
        if self.live is None:
            return self
        key, day = self.live, self.resumed(at)
        visits = day.segments[key].visits
        closed = (*visits[:-1], replace(visits[-1], end=at))
        return replace(day.having(key, visits=closed, standing=standing), live=None)

    def resumed(self, at: datetime) -> Day:
        """This day with the pause, if there is one, over at `at`."""
        if self.live is None or self.paused_since is None:
            return self
        *before, last = self.segments[self.live].visits
        stood = replace(last, paused_s=last.paused_s + seconds(at - self.paused_since))
        return replace(self.having(self.live, visits=(*before, stood)), paused_since=None)


def seconds(span: timedelta) -> int:
    """Whole seconds of `span`."""
    return span.days * 86_400 + span.seconds


def step(day: Day, event: e.Timing) -> Day:
    """`day` after one more timing event (but `CommandUndone`, which is for the state, which knows the days before)."""
    return _STEPS[type(event)](day, event)


def _started(day: Day, event: e.SegmentStarted) -> Day:
    day = day.left(event.at, Standing(event.left_as))
    visits = (*day.segments[event.segment].visits, Visit(event.at))
    return replace(day.having(event.segment, standing=Standing.LIVE, visits=visits), live=event.segment)


def _allotted(day: Day, event: e.AllotmentsChanged) -> Day:
    for change in event.changes:
        day = day.having(change.segment, allotted_s=change.after_s)
    return day


def _added(day: Day, event: e.SegmentAdded) -> Day:
    segments = {**day.segments, event.segment: Progress(allotted_s=event.minutes * 60)}
    return replace(day, segments=MappingProxyType(segments)).placed(event.segment, event.block, event.after)


def _moved(day: Day, event: e.SegmentMoved) -> Day:
    return replace(day, moved=day.moved | {event.segment}).placed(event.segment, event.block, event.after)


def _adjusted(day: Day, event: e.ProposalApplied) -> Day:
    for change in event.changes:
        day = day.having(change.segment, allotted_s=change.after_s)
    for key in event.skipped:
        day = day.having(key, standing=Standing.SKIPPED)
    if event.into:
        for key in reversed(event.carried):
            day = day.placed(key, event.into, event.after)
        day = replace(day, moved=day.moved | set(event.carried))
    return day


def _restored(day: Day, event: e.SegmentRestored) -> Day:
    standing = Standing.SET_ASIDE if day.segments[event.segment].visits else Standing.UPCOMING
    return day.having(event.segment, standing=standing)


_STEPS: dict[type, Callable[[Day, Any], Day]] = {
    e.SegmentStarted: _started,
    e.SegmentStopped: lambda day, event: day.left(event.at, Standing.DONE),
    e.Paused: lambda day, event: replace(day, paused_since=event.at),
    e.Resumed: lambda day, event: day.resumed(event.at),
    e.AllotmentsChanged: _allotted,
    e.SegmentAdded: _added,
    e.SegmentMoved: _moved,
    e.ProposalApplied: _adjusted,
    e.SegmentSkipped: lambda day, event: day.having(event.segment, standing=Standing.SKIPPED),
    e.SegmentRestored: _restored,
    e.SessionEnded: lambda day, event: replace(day.left(event.at, Standing.DONE), ended_at=event.at),
    e.SessionReopened: lambda day, event: replace(day, ended_at=None),
}
