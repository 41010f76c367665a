"""The changes of a day for who led it: what moved it, but that it went on as planned, and what `departures` tell; and
which sheets of the evaluation were removed."""

from __future__ import annotations

from collections.abc import Iterable

from workshop_tui.session.event import Recorded
from workshop_tui.session.timing.deviations import Deviation
from workshop_tui.session.timing.events import Resumed, SegmentStarted, SegmentStopped, SessionEnded


def changes(records: Iterable[Recorded], departures: Iterable[Deviation]) -> list[Recorded]:
    """List those of `records`, which moved the day or removed a sheet, that are no ordinary step of it and not among
    the `departures`."""
    told = {one.change for one in departures}
    return [one for one in records if one.number not in told and not _ordinary(one)]


def _ordinary(one: Recorded) -> bool:
    event = one.event
    if isinstance(event, SegmentStarted):
        return event.left is None or event.left_as == "done"
    return isinstance(event, SegmentStopped | SessionEnded | Resumed)
