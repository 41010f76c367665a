"""Where a day departed from its plan, and why: what was changed, and the segments that overran.

A reason is one of four, given with one key (`vocabulary.REASONS`), when it happens or afterwards. `undo` of a change
takes its reason along; a segment that no longer overruns needs none.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from workshop_tui.locale import Message, say
from workshop_tui.session import events as e
from workshop_tui.session import intents as i
from workshop_tui.session.account import told
from workshop_tui.session.day import Day, seconds
from workshop_tui.session.naming import Refused
from workshop_tui.session.state import State, Undoable

LEAST_S = 120
"""Seconds late or over, from which on it is told: a minute is nobody's to explain."""


@dataclass(frozen=True)
class Departure:
    """One departure from the plan: the timing event numbered `change`, or `segment`, which overran.

    `shift_s`: how many seconds the day gained by it or lost (below zero); None if it only changed the order. `about`:
    the segments that it is about.
    """

    at: datetime
    words: Message
    shift_s: int | None
    about: tuple[str, ...]
    change: int | None = None
    segment: str | None = None
    reason: e.Reason | None = None

    @property
    def name(self) -> str:
        """What it is called: its number, or the segment's key."""
        return str(self.change or self.segment)


def departures(state: State, now: datetime) -> list[Departure]:
    """All of them that still stand at `now`, in order of time."""
    found = [*_changes(state, now), *_overruns(state, now)]
    return sorted(found, key=lambda one: one.at)


def departed(state: State, record: e.Recorded, now: datetime) -> bool:
    """Whether the day departed from its plan by this: by the change itself, or by the segment that it left."""
    left = record.event.left if isinstance(record.event, e.SegmentStarted) else None
    left = record.event.segment if isinstance(record.event, e.SegmentStopped) else left
    return any(record.number == one.change or (left and left == one.segment) for one in departures(state, now))


def give(state: State, intent: i.GiveReason, at: datetime, by: str) -> e.ReasonGiven:
    """The reason of a departure. Raises `Refused` if there is no such departure, or nothing changes."""
    about = intent.change or intent.segment
    found = next((one for one in departures(state, at) if about in (one.change, one.segment)), None)
    if found is None:
        raise Refused(say("the day did not depart from its plan there"))
    if found.reason == intent.reason:
        raise Refused(say("that is its reason already") if intent.reason else say("it has no reason yet"))
    return e.ReasonGiven(at=at, by=by, reason=intent.reason, change=intent.change, segment=intent.segment)


def latest(state: State, now: datetime) -> Departure | None:
    """The one that is meant if nobody says which: the last without a reason, else the last; None if there is none."""
    found = departures(state, now)
    return next((one for one in reversed(found) if one.reason is None), found[-1] if found else None)


def _overruns(state: State, now: datetime) -> Iterator[Departure]:
    for key, progress in state.day.segments.items():
        over_s = -state.day.remaining_s(key, now)
        if progress.visits and over_s >= LEAST_S:
            words = say(
                "“{title}” overran by {minutes} min", title=state.segment(key).title, minutes=round(over_s / 60)
            )
            reason = state.reasons.get(key)
            yield Departure(progress.actual_end or now, words, over_s, (key,), segment=key, reason=reason)


def _changes(state: State, now: datetime) -> Iterator[Departure]:
    for place, undoable in enumerate(state.history):
        number, event = undoable.number, undoable.event
        after = state.history[place + 1].before if place + 1 < len(state.history) else state.day
        reason = state.reasons.get(number)
        match event:
            case e.AllotmentsChanged() | e.ProposalApplied() | e.SegmentSkipped() | e.SegmentRestored():
                about = tuple(_touched(undoable.before, after))
                shift = _left_s(after, event.at, about) - _left_s(undoable.before, event.at, about)
                if isinstance(event, e.ProposalApplied) and event.carried:
                    shift -= _left_s(undoable.before, event.at, event.carried)
                    about = (*about, *(key for key in event.carried if key not in about))
                yield Departure(event.at, told(state, event), shift, about, change=number, reason=reason)
            case e.SegmentAdded():
                yield Departure(
                    event.at, told(state, event), event.minutes * 60, (event.segment,), change=number, reason=reason
                )
            case e.SegmentMoved():
                yield Departure(event.at, told(state, event), None, (event.segment,), change=number, reason=reason)
            case e.Paused():
                live = (undoable.before.live,) if undoable.before.live else ()
                stood = seconds(_resumed_at(state, place, now) - event.at)
                yield Departure(event.at, told(state, event), stood, live, change=number, reason=reason)
            case e.SegmentStarted():
                late_s = _late_s(state, undoable)
                if late_s >= LEAST_S:
                    words = say("{deed}, {minutes} min late", deed=told(state, event), minutes=round(late_s / 60))
                    yield Departure(event.at, words, late_s, (event.segment,), change=number, reason=reason)


def _resumed_at(state: State, place: int, now: datetime) -> datetime:
    """When the pause that stands at `place` in the history was over; now, if it is not."""
    for one, following in zip(state.history[place + 1 :], state.history[place + 2 :], strict=False):
        if following.before.paused_since is None:
            return one.event.at
    return state.history[-1].event.at if state.day.paused_since is None else max(now, state.history[place].event.at)


def _touched(before: Day, after: Day) -> Iterator[str]:
    """The segments whose time or place in the day is another."""
    for key, progress in after.segments.items():
        was = before.segments.get(key)
        if was and (was.allotted_s != progress.allotted_s or was.standing is not progress.standing):
            yield key


def _left_s(day: Day, at: datetime, keys: tuple[str, ...]) -> int:
    """Seconds that these segments still want of the day."""
    return sum(
        max(0, day.remaining_s(key, at))
        for key in keys
        if key in day.segments and (day.segments[key].unfinished or key == day.live)
    )


def _late_s(state: State, started: Undoable) -> int:
    """Seconds after its block's start that the first segment of the block began; 0 if it was not the first."""
    before, event = started.before, started.event
    if before.live or not isinstance(event, e.SegmentStarted):
        return 0
    key = before.block_of(event.segment)
    if any(before.segments[one].visits for one in before.order[key]):
        return 0
    block = next(block for block in state.agenda.blocks if block.key == key)
    return seconds(event.at - state.agenda.instant(state.date, block.start))
