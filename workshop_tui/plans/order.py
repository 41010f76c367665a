"""The running order of an agenda: its days, their blocks, and each segment with its planned time and its people."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from msgspec.structs import replace

from workshop_tui.agenda import Agenda, Block, Segment
from workshop_tui.agenda.clock_time import ClockTime
from workshop_tui.agenda.course import Course, CourseDay, Plan, days_of
from workshop_tui.agenda.elsewhere import There, all_there, hours_there, zones
from workshop_tui.agenda.models import Step
from workshop_tui.agenda.moments import Item
from workshop_tui.agenda.times import written
from workshop_tui.agenda.vocabulary import BREAK, BUFFER
from workshop_tui.clock import host_zone
from workshop_tui.locale import _
from workshop_tui.plans import prepared


@dataclass(frozen=True)
class Line:
    """A segment at its planned time; `who` are its people in words, a line for each thing that they do.

    `there`: its hours in each place far away, in words; `todo`: what is due with it, in words.
    """

    segment: Segment
    start: ClockTime
    end: ClockTime
    who: str
    there: tuple[str, ...] = ()
    todo: tuple[str, ...] = ()

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
    there: str = ""
    """The hours of the block in the places far away."""
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
    agenda: Agenda
    todo: tuple[str, ...] = ()
    """The lines of its checklist, in words."""

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
    on: dt.date

    @property
    def is_course(self) -> bool:
        """Tell whether its days are those of a course."""
        return self.days[0].number is not None

    @property
    def placed(self) -> str:
        """The words for where it is held."""
        return _("Place: {place}", place=self.agenda.place)

    @property
    def about(self) -> Iterator[str]:
        """The lines under the title: where it is held, and of which date the times far away are."""
        if self.agenda.place:
            yield self.placed
        if there := zones(self.agenda):
            named = ", ".join(one.called for one in there)
            yield _("Times in {places} are those of {date}", places=named, date=self.on.isoformat())

    @property
    def there(self) -> tuple[There, ...]:
        """The places far away."""
        return zones(self.agenda)

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


SOME_DAY = dt.date(2001, 1, 1)
"""A date for what no date is known of: times far away are those of that day."""


def order_of(plan: Plan, first: dt.date = SOME_DAY) -> Order:
    """The running order of an agenda, or of a course, whose days that have no date follow one another from `first`."""
    if not isinstance(plan, Course):
        return Order(plan.title, plan, (_day(plan, None, first),), first)
    days, on = list[DayOrder](), first
    for one in plan.days:
        on = one.date or on
        days.append(_day(one.agenda, one, on))
        on += dt.timedelta(days=1)
    return Order(plan.title, days_of(plan)[0], tuple(days), plan.days[0].date or first)


def _day(agenda: Agenda, of: CourseDay | None, on: dt.date) -> DayOrder:
    if agenda.also and agenda.timezone is None:
        agenda = replace(agenda, timezone=host_zone())
    found, dated = prepared.checklist(agenda, on), bool(of and of.date)
    todo = [(item, prepared.told(item, agenda, on, hour, dated=dated)) for item in found]
    parts = tuple(_parts(agenda, on, todo))
    lines = tuple(told for _item, told in todo)
    if of is None:
        return DayOrder(None, None, None, parts, agenda, lines)
    return DayOrder(of.place.number, of.place.day, of.date, parts, agenda, lines)


def clock(at: ClockTime) -> str:
    """The hour and minute on a clock: `9h05` in French, `9:05` in English; of the night after, too."""
    return str(written(ClockTime(at.hour, at.minute)))


def hour(at: dt.datetime, zone: dt.tzinfo) -> str:
    """The hour and minute of an instant, as `clock` has them."""
    local = at.astimezone(zone)
    return clock(ClockTime(local.hour, local.minute))


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


def _parts(agenda: Agenda, on: dt.date, todo: Sequence[tuple[Item, str]]) -> Iterator[Part]:
    for n, one in enumerate(agenda.blocks):
        there = " · ".join(all_there(agenda, agenda.instant(on, one.start), agenda.instant(on, one.end), on, hour))
        lines = tuple(_lines(agenda, one, on, todo, first=n == 0))
        yield Part(one.title, one.start, one.end, lines, there, one.pool or ())


def _lines(
    agenda: Agenda, block: Block, on: dt.date, todo: Sequence[tuple[Item, str]], *, first: bool
) -> Iterator[Line]:
    """The lines of a block. With each segment stands what of the checklist is its own, with the first one what is its
    block's, and with the first of all the rest."""
    planned, places = agenda.planned(on) if agenda.also else {}, zones(agenda)
    parts = {one.key for one in agenda.segments()} | {one.key for one in agenda.blocks}
    cursor = block.start.minutes
    for n, segment in enumerate(block.segments):
        start = max(cursor, segment.at.minutes) if segment.at else cursor
        cursor = start + segment.minutes
        own = {segment.key} | ({block.key} if n == 0 else set())
        lines = tuple(
            told for item, told in todo if (_of(item, parts) in own or (first and n == 0 and _of(item, parts) is None))
        )
        there = tuple(
            hours_there(one, planned[segment.key].start, planned[segment.key].end, on, hour) for one in places
        )
        yield Line(segment, _at(start), _at(cursor), _who(agenda, segment), there, lines)


def _of(item: Item, parts: Collection[str]) -> str | None:
    """The key of what a line of the checklist is about: what begins as it is due, else what its list stands in."""
    return item.todo.when if item.todo.when in parts else item.of


def _at(minutes: int) -> ClockTime:
    return ClockTime(minutes // 60, minutes % 60)


def _who(agenda: Agenda, segment: Segment) -> str:
    """The people of a segment. A guest is named only where names may leave the program."""

    def names(keys: Sequence[str]) -> str:
        return prepared.names(keys, agenda, _("guest"))

    told = (
        names(segment.lead),
        _("support: {names}", names=names(segment.support)) if segment.support else "",
        _("technical: {names}", names=names(segment.tech)) if segment.tech else "",
        _("guest: {names}", names=names(segment.needs)) if segment.needs else "",
        *prepared.roles_of(segment, agenda),
    )
    return "\n".join(filter(None, told))
