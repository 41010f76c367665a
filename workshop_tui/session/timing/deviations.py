"""The deviations of a day from its plan, and why: what was changed, and the segments that overran.

A reason is one of four, given with one key (`vocabulary.REASONS`), when it happens or afterwards. `undo` of a change
takes its reason along; a segment that no longer overruns needs none.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from msgspec import Struct

from workshop_tui.agenda.vocabulary import Reason
from workshop_tui.locale import DAY_MIN, Message, Span, say
from workshop_tui.session.event import Recorded, signed
from workshop_tui.session.timing import events as e
from workshop_tui.session.timing import replanning_events as r
from workshop_tui.session.timing.day import Day, Timing, Undoable, seconds
from workshop_tui.session.timing.minutes import MINUTE, between, changed_by, full_minutes
from workshop_tui.session.timing.timeline import left_open

LEAST_MIN = 2
"""Minutes late or over, from which on it is told: a minute is nobody's to explain."""


class Deviation(Struct, frozen=True):
    """One deviation from the plan: the timing event numbered `change`, or `segment`, which overran.

    `shift_s`: how many seconds the day gained by it or lost (below zero), `shift_min` the minutes that are told of
    that; None if it only changed the order, the hours or the plan. `about`: the segments that it is about.
    """

    at: datetime
    words: Message
    shift_s: int | None
    shift_min: int | None
    about: tuple[str, ...]
    change: int | None = None
    segment: str | None = None
    reason: Reason | None = None

    @property
    def name(self) -> str:
        """The name that it is called by: its number, or the segment's key."""
        return str(self.change or self.segment)


def deviations(day: Day, now: datetime) -> list[Deviation]:
    """List all deviations that still stand at `now`, in order of time."""
    found = [*_changes(day, now), *_overruns(day, now)]
    return sorted(found, key=lambda one: one.at)


def deviated(day: Day, record: Recorded, now: datetime) -> bool:
    """Tell whether the day deviated from its plan by this: by the change itself, or by the segment that it left."""
    left = record.event.left if isinstance(record.event, e.SegmentStarted) else None
    left = record.event.segment if isinstance(record.event, e.SegmentStopped) else left
    return any(record.number == one.change or (left and left == one.segment) for one in deviations(day, now))


def latest(day: Day, now: datetime) -> Deviation | None:
    """The deviation meant if nobody says which: the last without a reason, else the last; None if there is none."""
    found = deviations(day, now)
    return next((one for one in reversed(found) if one.reason is None), found[-1] if found else None)


def _overruns(day: Day, now: datetime) -> Iterator[Deviation]:
    unknown = day.live if left_open(day, now) else None
    for key, progress in day.segments.items():
        over_s, over = -day.remaining_s(key, now), day.used_min(key, now) - full_minutes(progress.allotted_s)
        if progress.visits and over >= LEAST_MIN and key != unknown:
            words = say("“{title}” overran by {minutes} min", title=day.title(key), minutes=over)
            if over >= DAY_MIN:
                words = say("“{title}” overran by {span}", title=day.title(key), span=Span(over))
            reason = day.reasons.get(key)
            yield Deviation(progress.actual_end or now, words, over_s, over, (key,), segment=key, reason=reason)


def _changes(day: Day, now: datetime) -> Iterator[Deviation]:
    for place, undoable in enumerate(day.history):
        number, event = undoable.number, undoable.event
        after = day.history[place + 1].before if place + 1 < len(day.history) else day
        reason = day.reasons.get(number)
        match event:
            case r.AllotmentsChanged():
                about = tuple(_touched(undoable.before, after))
                shift = sum(_left(after, event.at, about)) - sum(_left(undoable.before, event.at, about))
                told = sum(changed_by(one.before_s, one.after_s) for one in event.changes)
                yield Deviation(event.at, _told(event, day), shift, told, about, change=number, reason=reason)
            case r.ProposalApplied() | r.SegmentSkipped() | r.SegmentRestored():
                about, carried = tuple(_touched(undoable.before, after)), getattr(event, "carried", ())
                was, left = (_left(one, event.at, about) for one in (undoable.before, after))
                gone = _left(undoable.before, event.at, carried)
                shift = sum(left) - sum(was) - sum(gone)
                told = sum(map(full_minutes, left)) - sum(map(full_minutes, (*was, *gone)))
                about = (*about, *(key for key in carried if key not in about))
                yield Deviation(event.at, _told(event, day), shift, told, about, change=number, reason=reason)
            case r.SegmentAdded():
                added, about = event.minutes, (event.segment,)
                yield Deviation(event.at, _told(event, day), added * MINUTE, added, about, change=number, reason=reason)
            case r.SegmentMoved():
                yield Deviation(event.at, _told(event, day), None, None, (event.segment,), change=number, reason=reason)
            case r.HoursChanged() | r.DayShifted() | r.Replanned():
                yield Deviation(event.at, _told(event, day), None, None, (), change=number, reason=reason)
            case e.Paused():
                live, end = (undoable.before.live,) if undoable.before.live else (), _resumed_at(day, place, now)
                stood, told = seconds(end - event.at), between(event.at, end)
                yield Deviation(event.at, _told(event, day), stood, told, live, change=number, reason=reason)
            case e.SegmentStarted():
                due = _due(undoable)
                if due and (late := between(due, event.at)) >= LEAST_MIN:
                    words, late_s = (
                        say("{deed}, {minutes} min late", deed=_told(event, day), minutes=late),
                        event.at - due,
                    )
                    about = (event.segment,)
                    yield Deviation(event.at, words, seconds(late_s), late, about, change=number, reason=reason)


def _told(event: Timing, day: Day) -> Message:
    return signed(event, event.sentence(day), day.agenda)


def _resumed_at(day: Day, place: int, now: datetime) -> datetime:
    """The end of the pause that stands at `place` in the history; now, if it is not over."""
    for one, following in zip(day.history[place + 1 :], day.history[place + 2 :], strict=False):
        if following.before.paused_since is None:
            return one.event.at
    return day.history[-1].event.at if day.paused_since is None else max(now, day.history[place].event.at)


def _touched(before: Day, after: Day) -> Iterator[str]:
    """The segments whose time or place in the day is another."""
    for key, progress in after.segments.items():
        was = before.segments.get(key)
        if was and (was.allotted_s != progress.allotted_s or was.standing is not progress.standing):
            yield key


def _left(day: Day, at: datetime, keys: tuple[str, ...]) -> list[int]:
    """Seconds that each of these segments still wants of the day."""
    return [
        max(0, day.remaining_s(key, at))
        for key in keys
        if key in day.segments and (day.segments[key].unfinished or key == day.live)
    ]


def _due(started: Undoable) -> datetime | None:
    """The start of its block that the first segment of the block was to begin at; None if it was not the first."""
    before, event = started.before, started.event
    if before.live or not isinstance(event, e.SegmentStarted):
        return None
    key = before.block_of(event.segment)
    if any(before.segments[one].visits for one in before.order[key]):
        return None
    return before.hours[key].start
