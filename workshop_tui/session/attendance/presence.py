"""How long each participant was there, half-day by half-day: the one count that every screen, list and report shows.

In whole minutes of the clock, as they are printed: what is printed adds up, and nothing but the rate is ever rounded.
Somebody stays until they leave or the half-day ends, never beyond what was held of it; of a half-day that was not held
nobody is absent. How a half-day is reckoned stands in `halfdays`.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, tzinfo
from enum import StrEnum

from workshop_tui.agenda import Participant
from workshop_tui.locale import _, clock_time, say
from workshop_tui.session.attendance.stays import Attendance, Stay
from workshop_tui.session.timing.day import Day
from workshop_tui.session.timing.halfdays import HalfDay, Span, half_days
from workshop_tui.session.timing.minutes import minute
from workshop_tui.text import fold


class Being(StrEnum):
    """The standing of a participant in a half-day. `outside`: noted, but at no time when it was held."""

    PRESENT = "present"
    ABSENT = "absent"
    OUTSIDE = "outside"
    NOT_HELD = "not_held"
    TO_COME = "to_come"


WORDS = {
    Being.ABSENT: say("not there"),
    Being.OUTSIDE: say("not there while it was held"),
    Being.NOT_HELD: say("not held"),
    Being.TO_COME: say("to come"),
}


@dataclass(frozen=True)
class Cell:
    """One participant in one half-day. `times`: what counts of the `noted` stays; `here`: still there, as it runs."""

    half: HalfDay
    noted: tuple[Stay, ...]
    times: tuple[Span, ...]
    here: bool

    @property
    def being(self) -> Being:
        if self.half.to_come:
            return Being.TO_COME
        if not self.half.held:
            return Being.NOT_HELD
        if self.times:
            return Being.PRESENT
        return Being.OUTSIDE if self.noted else Being.ABSENT

    @property
    def minutes(self) -> int:
        return sum(span.minutes for span in self.times)

    def told(self, zone: tzinfo) -> str:
        """`9h02 – 12h00`, `9h02 –` while it runs, else what they were instead; times that do not count in brackets."""
        if self.being is Being.PRESENT:
            ends = [None if self.here and span is self.times[-1] else span.end for span in self.times]
            return _spans([(span.start, end) for span, end in zip(self.times, ends, strict=True)], zone)
        noted = _spans([(stay.start, stay.end) for stay in self.noted], zone)
        if self.being is Being.TO_COME and noted:
            return noted
        word = str(WORDS[self.being])
        return f"{word} ({noted})" if noted else word


@dataclass(frozen=True)
class Attended:
    """One participant's day. `rate`: the share of the held hours that they were there, in whole per cents."""

    key: str
    person: Participant
    cells: tuple[Cell, ...]

    @property
    def minutes(self) -> int:
        return sum(cell.minutes for cell in self.cells)

    @property
    def rate(self) -> int | None:
        return rate(self.minutes, sum(cell.half.minutes for cell in self.cells))


@dataclass(frozen=True)
class Presence:
    """The day of all participants, by name, at an instant."""

    halves: tuple[HalfDay, ...]
    people: tuple[Attended, ...]

    @property
    def noted(self) -> bool:
        """Tell whether anybody was said to be there at all."""
        return any(cell.noted for one in self.people for cell in one.cells)

    @property
    def held_minutes(self) -> int:
        """The hours of the half-days that were held: what each participant could have been there."""
        return sum(half.minutes for half in self.halves)

    @property
    def planned_minutes(self) -> int:
        return sum(half.planned_minutes for half in self.halves)

    @property
    def minutes(self) -> int:
        """The trainee-hours, in minutes: everybody's, summed."""
        return sum(one.minutes for one in self.people)

    @property
    def rate(self) -> int | None:
        return rate(self.minutes, self.held_minutes * len(self.people))

    def of(self, half: HalfDay) -> tuple[Cell, ...]:
        """The cells of all participants in that half-day."""
        return tuple(cell for one in self.people for cell in one.cells if cell.half.block.key == half.block.key)

    def came(self, half: HalfDay) -> int:
        """How many were there at some time while it was held."""
        return sum(cell.being is Being.PRESENT for cell in self.of(half))

    def here(self, half: HalfDay) -> int:
        """How many are there, as it runs, or have come before it began."""
        return sum(cell.here for cell in self.of(half))

    def minutes_in(self, half: HalfDay) -> int:
        """The trainee-hours of that half-day, in minutes."""
        return sum(cell.minutes for cell in self.of(half))


def presence(day: Day, attendance: Attendance, now: datetime) -> Presence:
    """Count who was there, seen at `now`."""
    halves = half_days(day, now)
    return Presence(
        halves,
        tuple(
            Attended(key, person, tuple(_cell(half, attendance.stays(key, half.block.key)) for half in halves))
            for key, person in sorted(attendance.people.items(), key=lambda one: (fold(one[1].name), one[0]))
        ),
    )


def rate(part: int, whole: int) -> int | None:
    """`part` of `whole` in whole per cents, halves up; None of nothing."""
    return (200 * part + whole) // (2 * whole) if whole else None


def rate_told(share: int | None) -> str:
    """`60 %`; a dash for None."""
    return "—" if share is None else _("{share}%", share=share)


def held_told(half: HalfDay, zone: tzinfo) -> str:
    """When it was held: `9h02 – 12h06`, `9h02 –` while it runs, else that it was not, or is to come."""
    if not half.held:
        return str(WORDS[Being.TO_COME if half.to_come else Being.NOT_HELD])
    last = half.spans[-1]
    return _spans([(span.start, None if half.running and span is last else span.end) for span in half.spans], zone)


def _cell(half: HalfDay, noted: tuple[Stay, ...]) -> Cell:
    times = []
    for stay in noted:
        for span in half.spans:
            start, end = minute(stay.start), minute(stay.end) if stay.end else span.end
            if start <= end and (found := Span(start, end).within(span)):
                times.append(found)
    lasting = tuple(span for span in times if span.minutes) or tuple(times[:1])
    staying = bool(noted) and noted[-1].end is None
    return Cell(half, noted, lasting, staying and (half.to_come or (half.running and bool(lasting))))


def _spans(spans: list[tuple[datetime, datetime | None]], zone: tzinfo) -> str:
    ends = [f" {clock_time(end, zone)}" if end else "" for _start, end in spans]
    return ", ".join(f"{clock_time(start, zone)} –{end}" for (start, _end), end in zip(spans, ends, strict=True))
