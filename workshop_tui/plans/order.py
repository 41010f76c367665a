"""The running order of an agenda: its days, their blocks, and each segment with its planned time and its people."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from workshop_tui.agenda import Agenda, Block, Segment
from workshop_tui.agenda.clock_time import ClockTime
from workshop_tui.agenda.course import Course, Plan, days_of
from workshop_tui.agenda.models import Step
from workshop_tui.agenda.times import written
from workshop_tui.agenda.vocabulary import BREAK, BUFFER
from workshop_tui.locale import _


@dataclass(frozen=True)
class Line:
    """A segment at its planned time; `who` are its people in words, a line for each thing that they do."""

    segment: Segment
    start: ClockTime
    end: ClockTime
    who: str

    @property
    def is_break(self) -> bool:
        """Tell whether it is a break."""
        return self.segment.kind == BREAK

    @property
    def is_buffer(self) -> bool:
        """Tell whether it is a buffer."""
        return self.segment.kind == BUFFER


@dataclass(frozen=True)
class Part:
    """A block, and its lines."""

    title: str
    start: ClockTime
    end: ClockTime
    lines: tuple[Line, ...]
    pool: tuple[Segment, ...] = ()

    @property
    def offered(self) -> str:
        """The segments that are offered, and have no time of their own; nothing if there are none."""
        told = ", ".join(f"{one.title} ({length(one.offered_min)})" for one in self.pool)
        return _("Offered: {titles}", titles=told) if told else ""

    @property
    def headed(self) -> str:
        """The title and hours of the block: `Morning (9:00 – 12:00)`."""
        return f"{self.title} ({hours(self.start, self.end)})"

    @property
    def public(self) -> Iterator[tuple[str, str]]:
        """The titles, which participants are told, and of breaks when they are; no buffers."""
        for line in self.lines:
            if not line.is_buffer:
                yield (clock(line.start) if line.is_break else ""), line.segment.seen_as


@dataclass(frozen=True)
class DayOrder:
    """A day: its number and its own title, if it is one of a course, its date, if that is known, and its blocks."""

    number: int | None
    title: str | None
    date: dt.date | None
    parts: tuple[Part, ...]

    @property
    def headed(self) -> str:
        """The heading of a day of a course: `Day 2: Acting (2026-10-02)`."""
        told = _("Day {number}", number=self.number)
        if self.title:
            told = _("{day}: {title}", day=told, title=self.title)
        return f"{told} ({self.date.isoformat()})" if self.date else told


@dataclass(frozen=True)
class Order:
    """The running order: `agenda` is that of its first day, for what all days have in common."""

    title: str
    agenda: Agenda
    days: tuple[DayOrder, ...]

    @property
    def is_course(self) -> bool:
        """Tell whether its days are those of a course."""
        return self.days[0].number is not None

    @property
    def placed(self) -> str:
        """The words for where it is held."""
        return _("Place: {place}", place=self.agenda.place)

    @property
    def parts(self) -> Iterator[tuple[DayOrder, Part]]:
        """Each block, with its day."""
        for day in self.days:
            for part in day.parts:
                yield day, part

    @property
    def lines(self) -> Iterator[Line]:
        """Yield each line, in order."""
        for _day, part in self.parts:
            yield from part.lines


def order_of(plan: Plan) -> Order:
    """The running order of an agenda, or of a course."""
    if not isinstance(plan, Course):
        return Order(plan.title, plan, (DayOrder(None, None, None, _parts(plan)),))
    days = tuple(DayOrder(one.place.number, one.place.day, one.date, _parts(one.agenda)) for one in plan.days)
    return Order(plan.title, days_of(plan)[0], days)


def clock(at: ClockTime) -> str:
    """The hour and minute on a clock: `9h05` in French, `9:05` in English; of the night after, too."""
    return str(written(ClockTime(at.hour, at.minute)))


def hours(start: ClockTime, end: ClockTime) -> str:
    """From when to when."""
    return f"{clock(start)} – {clock(end)}"


def length(minutes: int) -> str:
    """Minutes as people write them: `15 min`, `1h10`."""
    return f"{minutes} min" if minutes < 60 else f"{minutes // 60}h{minutes % 60:02}"


def title_of(segment: Segment) -> str:
    """The title of a segment, which says whether it may be left out."""
    return _("{title} (optional)", title=segment.title) if segment.optional else segment.title


def step_told(step: Step) -> str:
    """A step with its minutes: `Alone (5 min)`, `Station {n} (15 × 6 min, change 50 s)`."""
    if not step.repeat:
        return f"{step.title} ({step.minutes} min)"
    change = step.change if isinstance(step.change, str) else step.change and f"{step.change} min"
    told = f"{step.repeat} × {step.minutes} min"
    if change:
        told = _("{told}, change {change}", told=told, change=change.replace("s", " s"))
    return f"{step.title} ({told})"


def timed(line: Line) -> str:
    """The hours of a segment, which say whether they are fixed."""
    told = hours(line.start, line.end)
    return _("{hours} (fixed)", hours=told) if line.segment.at else told


def _parts(agenda: Agenda) -> tuple[Part, ...]:
    return tuple(
        Part(one.title, one.start, one.end, tuple(_lines(agenda, one)), one.pool or ()) for one in agenda.blocks
    )


def _lines(agenda: Agenda, block: Block) -> Iterator[Line]:
    cursor = block.start.minutes
    for segment in block.segments:
        start = max(cursor, segment.at.minutes) if segment.at else cursor
        cursor = start + segment.minutes
        yield Line(segment, _at(start), _at(cursor), _who(agenda, segment))


def _at(minutes: int) -> ClockTime:
    return ClockTime(minutes // 60, minutes % 60)


def _who(agenda: Agenda, segment: Segment) -> str:
    """The people of a segment. A guest is named only where names may leave the program."""
    named = {one.key: one.name for one in agenda.trainers}
    rule = agenda.confidentiality
    guests = {one.key: one.name for one in agenda.guests if rule == "nominatif" or (one.public and rule != "chatham")}

    def names(keys: Sequence[str]) -> str:
        return ", ".join(named.get(key) or guests.get(key) or _("guest") for key in keys)

    told = (
        names(segment.lead),
        _("support: {names}", names=names(segment.support)) if segment.support else "",
        _("technical: {names}", names=names(segment.tech)) if segment.tech else "",
        _("guest: {names}", names=names(segment.needs)) if segment.needs else "",
    )
    return "\n".join(filter(None, told))
