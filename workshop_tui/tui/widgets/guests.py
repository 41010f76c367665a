"""The guests of what runs, or of what comes next: who comes, from when until when, and what of it they miss."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import tzinfo

from textual.content import Content

from workshop_tui.agenda import Guest
from workshop_tui.locale import _, clock_time
from workshop_tui.session.reminders import guests_of
from workshop_tui.session.timing.day import Day
from workshop_tui.session.timing.minutes import between
from workshop_tui.session.timing.timeline import SegmentTimes, Timeline


def coming(times: Timeline, day: Day) -> tuple[Content, ...]:
    """A line for each guest whom the live segment needs, or names in its title; if it has none, the next segment."""
    if not day.agenda.guests or times.left_open:
        return ()
    for row in (times.live, times.next):
        guests = tuple(guests_of(day.agenda, row.plan)) if row else ()
        if row and guests:
            return tuple(_told(guest, row, times, day) for guest in guests)
    return ()


def slot_of(guest: Guest, day: Day, zone: tzinfo) -> str:
    """From when until when a guest is there, as far as the agenda says it."""
    arrives, leaves = (at and clock_time(day.instant(at), zone) for at in (guest.arrives, guest.leaves))
    if arrives and leaves:
        return f"{arrives} – {leaves}"
    return _("from {time} on", time=arrives) if arrives else _("until {end}", end=leaves) if leaves else ""


def _told(guest: Guest, row: SegmentTimes, times: Timeline, day: Day) -> Content:
    """The slot comes first: a long name is cut, or goes on below."""
    head = _("Guest")
    if row is not times.live and row.projected_start:
        head = _("Guest at {time}", time=clock_time(row.projected_start, times.zone))
    slot = slot_of(guest, day, times.zone)
    told = Content.assemble((f"{head}  ", "bold $text-muted"), (f"{slot}  " if slot else "", "bold"), guest.name)
    for missed in _missed(guest, row, times, day):
        told += Content.styled(f" · {missed}", "bold $text-warning")
    return told


def _missed(guest: Guest, row: SegmentTimes, times: Timeline, day: Day) -> Iterator[str]:
    """How long a segment has to do without its guest, at its beginning (from now on) and at its end."""
    start = max(times.now, row.actual_start) if row.actual_start else row.projected_start
    if start and guest.leaves and day.instant(guest.leaves) <= start:
        yield _("is gone by then") if row is not times.live else _("is gone")
        return
    if start and guest.arrives and (minutes := between(start, day.instant(guest.arrives))) > 0:
        if row is times.live:
            yield _("arrives in {minutes} min", minutes=minutes)
        else:
            yield _("arrives {minutes} min after its start", minutes=minutes)
    if guest.leaves and row.projected_end and (minutes := between(day.instant(guest.leaves), row.projected_end)) > 0:
        yield _("leaves {minutes} min before its end", minutes=minutes)
