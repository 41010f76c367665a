"""A course: an agenda of several days, each of them an agenda of its own, which is what a session keeps.

Programme, people and vocabulary are the course's: each day has them all. In a file, `[[days]]` with their blocks stand
in the place of `[[blocks]]`; a file without them is one day.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Annotated, Any

from msgspec import NODEFAULT, Meta, Struct, defstruct
from msgspec.structs import fields, replace

from workshop_tui.agenda.continuing import numbered
from workshop_tui.agenda.fields import Date, Line, Table
from workshop_tui.agenda.flex import flexed
from workshop_tui.agenda.least import at_least
from workshop_tui.agenda.midnight import settled_days
from workshop_tui.agenda.models import Agenda, Block, InCourse
from workshop_tui.agenda.rules import Path, Wrong
from workshop_tui.holds import Words
from workshop_tui.locale import Message, say


class DayTable(Table, frozen=True, kw_only=True):
    """A day of a course: its blocks, and the date that it is planned for."""

    title: Line[Words] | None = None
    date: Date | None = None
    blocks: Annotated[tuple[Block, ...], Meta(min_length=1)]


def _of_the_course() -> Iterator[tuple[str, Any, Any]]:
    """The fields of an agenda that are the course's, as `defstruct` wants them."""
    for one in fields(Agenda):
        if one.name not in ("blocks", "course"):
            yield (one.name, one.type, one.default) if one.default is not NODEFAULT else (one.name, one.type, NODEFAULT)


CourseTable: type[Any] = defstruct(
    "Course",
    [*_of_the_course(), ("days", Annotated[tuple[DayTable, ...], Meta(min_length=1)], NODEFAULT)],
    bases=(Table,),
    namespace={"__doc__": "An agenda of several days."},
    frozen=True,
    kw_only=True,
)
"""A course as it stands in a file: an agenda with days in the place of blocks."""


class CourseDay(Struct, frozen=True):
    """A day of a course: its agenda, and the date that it is planned for, if it has one."""

    agenda: Agenda
    date: dt.date | None

    @property
    def place(self) -> InCourse:
        """The day that it is, of how many."""
        assert self.agenda.course, "each day of a course says which it is"
        return self.agenda.course

    @property
    def called(self) -> Message:
        """The day in a few words: `day 2: 2026-10-02 · Acting`."""
        number, title = self.place.number, self.place.day
        if not (self.date or title):
            return say("day {number}", number=number)
        told = " · ".join(filter(None, (self.date.isoformat() if self.date else "", title)))
        return say("day {number}: {title}", number=number, title=told)


class Course(Struct, frozen=True):
    """An agenda of several days; one at least."""

    title: str
    days: tuple[CourseDay, ...]

    def day(self, number: int) -> CourseDay:
        """The day with this number. Raises `NoDay`."""
        if not 1 <= number <= len(self.days):
            raise NoDay(say("there is no day {number}; there are: {days}", number=number, days=self.listed))
        return self.days[number - 1]

    @property
    def listed(self) -> str:
        """The days, one after another."""
        return ", ".join(str(one.called) for one in self.days)

    @property
    def whole(self) -> Agenda:
        """The days as if they were one, to look at what ties them together; its blocks are no day's."""
        first = self.days[0].agenda
        return replace(
            first, title=self.title, course=None, blocks=tuple(b for one in self.days for b in one.agenda.blocks)
        )

    @property
    def begins(self) -> list[int]:
        """The places in `whole` of each day's first block."""
        starts = [0]
        for one in self.days[:-1]:
            starts.append(starts[-1] + len(one.agenda.blocks))
        return starts

    def place_of(self, path: Path) -> Path:
        """The place in the file of what stands at `path` in `whole`."""
        if len(path) < 2 or path[0] != "blocks" or not isinstance(path[1], int):
            return path
        day = max(n for n, start in enumerate(self.begins) if start <= path[1])
        return ("days", day, "blocks", path[1] - self.begins[day], *path[2:])

    def mistakes(self) -> Iterator[Wrong]:
        """The days that do not follow one another."""
        dated = [(n, one.date) for n, one in enumerate(self.days) if one.date]
        for (_before, last), (n, date) in pairwise(dated):
            if date <= last:
                yield (
                    ("days", n, "date"),
                    say("this day comes after {last}, the one above it: days go in their order", last=last.isoformat()),
                )


Plan = Agenda | Course
"""The content of an agenda's file."""


def course_of(table: Any) -> Course:
    """The course that a `CourseTable` says."""
    common = {one: getattr(table, one) for one in table.__struct_fields__ if one != "days"}
    count = len(table.days)
    days = []
    for number, day in enumerate(table.days, 1):
        place = InCourse(title=table.title, number=number, days=count, day=day.title)
        agenda = Agenda(**(common | {"title": _called(place)}), blocks=day.blocks, course=place)
        days.append(CourseDay(flexed(numbered(settled_days(agenda))), day.date))
    return Course(table.title, tuple(days))


def _called(place: InCourse) -> str:
    """The title of a day: the course's, which day it is, and its own."""
    numbered = f"{place.title} ({place.number}/{place.days})" if place.days > 1 else place.title
    return f"{numbered} · {place.day}" if place.day else numbered


class NoDay(Exception):
    """No day of the plan is meant, or it cannot be known which; `message` says why, and which days there are."""

    def __init__(self, message: Message) -> None:
        super().__init__(message.text)
        self.message = message


def day_of(plan: Plan, today: dt.date, number: int | None = None, on: dt.date | None = None) -> tuple[Agenda, dt.date]:
    """The agenda of the day that is meant, and the date on which it is held.

    By its `number`; else by its date (`on`); else the one of `today`, or the next to come. Raises `NoDay`.
    """
    if not isinstance(plan, Course):
        if number not in (None, 1):
            raise NoDay(say("there is no day {number}: this agenda is one day", number=number))
        return plan, on or today
    if number is None and len(plan.days) == 1:
        number = 1
    if number is not None:
        day = plan.day(number)
        return day.agenda, on or day.date or today
    for day in plan.days:
        if day.date and (day.date == on if on else day.date >= today):
            return day.agenda, day.date
    if on:
        raise NoDay(
            say(
                "no day of this course is on {date}; --day says which is meant: {days}",
                date=on.isoformat(),
                days=plan.listed,
            )
        )
    raise NoDay(say("none of its dates says which day is meant; --day says it: {days}", days=plan.listed))


def next_day(plan: Plan, today: dt.date, held: Sequence[tuple[int, dt.date]]) -> tuple[Agenda, dt.date]:
    """The agenda of the day that is next, and its date; `held`: the days held so far, the latest first.

    That is the one which is held today; else the next to come by its date; else the one after the last that was held.
    """
    if not isinstance(plan, Course):
        return plan, today
    last, on = held[0] if held else (0, None)
    if on == today and last <= len(plan.days):
        return plan.days[last - 1].agenda, today
    for day in plan.days:
        if day.date and day.date >= today:
            return day.agenda, day.date
    return plan.days[last if last < len(plan.days) else 0].agenda, today


def same_day(plan: Plan, agenda: Agenda, number: int | None = None) -> Agenda:
    """The day of `plan`, an edited agenda, that `agenda` was: by its `number`, if one is given. Raises `NoDay`."""
    if not isinstance(plan, Course):
        return at_least(plan)
    number = number or (agenda.course.number if agenda.course else None)
    if number is None:
        raise NoDay(say("the session is no day of a course; --day says which of these it is: {days}", days=plan.listed))
    return at_least(plan.day(number).agenda)


def days_of(plan: Plan) -> tuple[Agenda, ...]:
    """The agenda of each day: one, where the plan is no course."""
    return tuple(one.agenda for one in plan.days) if isinstance(plan, Course) else (plan,)
