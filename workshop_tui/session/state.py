"""Where the day stands: the fold of its events, frozen.

`Day` is the part that `undo` takes back; `State` is all of it. `fold` makes one from events, `apply` adds
one more; both say nothing about whether the event was allowed, which is for `decisions` alone.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import StrEnum
from types import MappingProxyType
from typing import Any

from workshop_tui.agenda import Agenda, Segment
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
    """The timing of the day: all that `undo` takes back."""

    segments: Mapping[str, Progress]
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

    def _with(self, key: str, **changes: object) -> Day:
        changed = dict(self.segments)
        changed[key] = replace(changed[key], **changes)  # type: ignore[arg-type]
        return replace(self, segments=MappingProxyType(changed))

    def _left(self, at: datetime, standing: Standing) -> Day:
        """This day once the live segment is left at `at`."""
        if self.live is None:
            return self
        key, day = self.live, self._resumed(at)
        visits = day.segments[key].visits
        closed = (*visits[:-1], replace(visits[-1], end=at))
        return replace(day._with(key, visits=closed, standing=standing), live=None)

    def _resumed(self, at: datetime) -> Day:
        if self.live is None or self.paused_since is None:
            return self
        *before, last = self.segments[self.live].visits
        stood = replace(last, paused_s=last.paused_s + seconds(at - self.paused_since))
        return replace(self._with(self.live, visits=(*before, stood)), paused_since=None)


@dataclass(frozen=True)
class Undoable:
    """A timing event that stands, and the day as it was before it."""

    number: int
    event: e.Timing
    before: Day


@dataclass(frozen=True)
class Note:
    """A note as it stands; `number` is that of the event that took it."""

    number: int
    taken: e.NoteTaken


@dataclass(frozen=True)
class State:
    """A session at one moment. `last_timing` is the number of the last timing event, 0 if none."""

    id: str
    agenda: Agenda
    date: date
    day: Day
    history: tuple[Undoable, ...] = ()
    notes: tuple[Note, ...] = ()
    number: int = 0
    last_timing: int = 0
    last_timing_at: datetime | None = None

    def segment(self, key: str) -> Segment:
        """The plan of the segment called `key`."""
        return self.agenda.segment(key)


def seconds(span: timedelta) -> int:
    """Whole seconds of `span`."""
    return span.days * 86_400 + span.seconds


def opened(record: e.Recorded) -> State:
    """The state right after a session's first event. Raises ValueError if it is another kind."""
    event = record.event
    if not isinstance(event, e.SessionOpened):
        raise ValueError(f"a session starts with SessionOpened, not {event.type}")
    segments = {s.key: Progress(allotted_s=s.minutes * 60) for s in event.agenda.segments()}
    day = Day(segments=MappingProxyType(segments))
    return State(id=event.id, agenda=event.agenda, date=event.date, day=day, number=record.number)


def fold(records: Iterable[e.Recorded], onto: State | None = None) -> State | None:
    """The state after `records`, in order; None if there is none at all."""
    state = onto
    for record in records:
        state = opened(record) if state is None else apply(state, record)
    return state


def apply(state: State, record: e.Recorded) -> State:
    """`state` after one more event."""
    event, number = record.event, record.number
    if isinstance(event, e.NoteTaken):
        return replace(state, number=number, notes=(*state.notes, Note(number, event)))
    if isinstance(event, e.SessionOpened):
        return replace(state, number=number)
    stamped = replace(state, number=number, last_timing=number, last_timing_at=event.at)
    if isinstance(event, e.CommandUndone):
        return _undo(stamped, event.number)
    step = Undoable(number, event, state.day)
    return replace(stamped, day=_step(state.day, event), history=(*state.history, step))


def _undo(state: State, number: int) -> State:
    for i, step in enumerate(state.history):
        if step.number == number:
            return replace(state, day=step.before, history=state.history[:i])
    return state


def _step(day: Day, event: e.Timing) -> Day:
    return _STEPS[type(event)](day, event)


def _started(day: Day, event: e.SegmentStarted) -> Day:
    day = day._left(event.at, Standing(event.left_as))
    visits = (*day.segments[event.segment].visits, Visit(event.at))
    return replace(day._with(event.segment, standing=Standing.LIVE, visits=visits), live=event.segment)


def _allotted(day: Day, event: e.AllotmentsChanged) -> Day:
    for change in event.changes:
        day = day._with(change.segment, allotted_s=change.after_s)
    return day


def _restored(day: Day, event: e.SegmentRestored) -> Day:
    standing = Standing.SET_ASIDE if day.segments[event.segment].visits else Standing.UPCOMING
    return day._with(event.segment, standing=standing)


_STEPS: dict[type, Callable[[Day, Any], Day]] = {
    e.SegmentStarted: _started,
    e.SegmentStopped: lambda day, event: day._left(event.at, Standing.DONE),
    e.Paused: lambda day, event: replace(day, paused_since=event.at),
    e.Resumed: lambda day, event: day._resumed(event.at),
    e.AllotmentsChanged: _allotted,
    e.SegmentSkipped: lambda day, event: day._with(event.segment, standing=Standing.SKIPPED),
    e.SegmentRestored: _restored,
    e.SessionEnded: lambda day, event: replace(day._left(event.at, Standing.DONE), ended_at=event.at),
    e.SessionReopened: lambda day, event: replace(day, ended_at=None),
}
