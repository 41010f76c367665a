"""A session in a few lines, for lists and for what is asked of many days: titles, hours and counts, nobody's name.

A store keeps the summary of each session beside its events, and writes it in the transaction of the event that changes
it. One that is missing, older than the events or of another `VERSION` is made anew from them, by the same fold.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from datetime import date, datetime

from msgspec import Struct

from workshop_tui.agenda.clock_time import ClockTime
from workshop_tui.agenda.models import InCourse
from workshop_tui.agenda.structs import decode, encode
from workshop_tui.holds import Fixed, Key, Place, Words
from workshop_tui.session.event import Recorded
from workshop_tui.session.events import SessionOpened
from workshop_tui.session.points import open_ones, points
from workshop_tui.session.state import State, fold
from workshop_tui.session.timing.day import Day, Mode, Standing

VERSION = 5
"""Raise it with any change of `Summary`, or of how one is made: kept ones are made anew then."""


class Summary(Struct, frozen=True, kw_only=True):
    """A session after the event of this `number`, which was recorded at `changed` (UTC)."""

    number: int
    changed: datetime
    session: Fixed
    """The id that it was opened with: where it lies under another, it is a copy."""
    title: Words
    """The agenda's."""
    course: InCourse | None = None
    """The day of a course that it is, if it is one."""
    follows: Fixed | None = None
    """The session that it goes on from."""
    series: Words | None = None
    territory: Place | None = None
    """The agenda's; under `chatham` no territory."""
    pending: int = 0
    """The points noted in it that are open, as far as it says itself; private ones, too."""
    answers: int = 0
    """The points, of this day and of earlier ones, of which it says what became."""
    day: date
    start: ClockTime
    end: ClockTime
    """The hours that its blocks were planned for, from the first start to the last end."""
    mode: Mode
    trainers: int
    notes: int
    overruns: dict[Key, int]
    """The whole minutes longer than planned that each segment took that is done; below zero: shorter."""

    @property
    def open(self) -> bool:
        """Tell whether the session has not ended."""
        return self.mode is not Mode.ENDED


def summary_of(state: State, changed: datetime) -> Summary:
    """The summary of `state`, whose last event was recorded at `changed`."""
    agenda, day = state.agenda, state.day
    return Summary(
        number=state.number,
        changed=changed,
        session=next((one.id for one in state.events[:1] if isinstance(one, SessionOpened)), state.id),
        title=agenda.title,
        course=agenda.course,
        day=state.date,
        start=min(block.start for block in agenda.blocks),
        end=max(block.end for block in agenda.blocks),
        mode=day.mode,
        trainers=len(agenda.trainers),
        notes=len(state.notebook.notes),
        follows=state.follows,
        series=agenda.series,
        territory=agenda.territory if agenda.confidentiality != "chatham" else None,
        pending=len(open_ones(points((state,)))),
        answers=len(state.notebook.answers),
        overruns=_overruns(day),
    )


def _overruns(day: Day) -> dict[Key, int]:
    return {
        key: day.used_min(key, end) - day.plans[key].minutes
        for key, progress in day.segments.items()
        if progress.standing is Standing.DONE and key in day.plans and (end := progress.actual_end)
    }


class Summing:
    """The way from a state that is known to the summary after what landed since: a store follows it as it writes."""

    def __init__(self, known: State) -> None:
        self._known = known
        self.number = known.number
        """The number of the last event that is known."""
        self.over = known.day.mode is Mode.ENDED
        """The session is over: as it is known, then after what landed."""

    def __call__(self, landed: Sequence[Recorded]) -> Summary | None:
        """The summary after the events that `landed`, numbered above; None where only a reading of all tells."""
        if not landed or any(record.event.rewrites_the_past for record in landed):
            return None
        if made := summed(landed, self._known):
            self.over = self.over or not made.open
        return made


def written(summary: Summary) -> str:
    """`summary` as a store keeps it: JSON on a line."""
    return encode(summary)


def read(kept: str) -> Summary | None:
    """The summary that was kept so; None if it is none."""
    try:
        return decode(kept, Summary)
    except ValueError:
        return None


def summed(records: Sequence[Recorded], onto: State | None = None) -> Summary | None:
    """The summary of a session of these events, `onto` those before them; None if they are none.

    Why they are none is told by who reads them, not by who writes.
    """
    with suppress(ValueError, LookupError, TypeError):
        if state := fold(records, onto):
            return summary_of(state, records[-1].recorded_at)
    return None
