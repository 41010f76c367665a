"""One report over the days of a course, or of any sessions that follow one another: what each day's own does not say.

Coverage of what was announced, attendance by half-day over all days, what was agreed with its history, the essential of
each day. Under the strictest confidentiality of all days; a name that was said on one is hidden on each.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from workshop_tui.agenda import Agenda, Item
from workshop_tui.locale import speaking
from workshop_tui.report.digest import Covered, Digest, digest
from workshop_tui.report.tables import written
from workshop_tui.report.template import page
from workshop_tui.session.event import person
from workshop_tui.session.points import Point, by_kind
from workshop_tui.session.privacy.confidentiality import Veil
from workshop_tui.session.privacy.hiding import Asked
from workshop_tui.session.privacy.together import joined, public, told_together
from workshop_tui.session.state import State
from workshop_tui.session.timing.halfdays import HalfDay
from workshop_tui.shapes.points import point_shape

FORMATS = ("md", "html", "json", "csv")
TABLES = ("points", "halves")
"""The tables that there are as CSV."""


@dataclass(frozen=True)
class Half:
    """A half-day of one of the days. `came`: how many took part; None where nobody was noted, or it was not held."""

    day: date
    half: HalfDay
    came: int | None
    registered: int


@dataclass(frozen=True)
class Over:
    """A programme item over all days: what covers it on each."""

    item: Item
    days: tuple[tuple[date, Covered], ...]

    @property
    def held(self) -> bool:
        return any(covered.held for _day, covered in self.days)

    @property
    def notes(self) -> int:
        return sum(covered.notes for _day, covered in self.days)


@dataclass(frozen=True)
class Course:
    """The content of the report over the days, without what their confidentiality hides."""

    title: str
    days: tuple[Digest, ...]
    programme: tuple[Over, ...]
    halves: tuple[Half, ...]
    points: tuple[Point, ...]
    veil: Veil
    asked: tuple[Asked, ...]

    @property
    def agenda(self) -> Agenda:
        """The last day's."""
        return self.days[-1].agenda

    @property
    def kinds(self) -> list[tuple[str, list[Point]]]:
        """The points of each kind that there are, in the order of `KINDS`."""
        return by_kind(self.points)

    def who(self, by: str) -> str:
        """The name to show for who gave an answer."""
        return person(self.agenda, by)


def course(days: Sequence[State], now: datetime, *, private: bool = False) -> Course:
    """Sum up days that follow one another, the earliest first, seen at `now`. Private points only if asked for."""
    together, own = told_together(days), joined(days)
    digests = tuple(digest(one, now, private=private) for one in own)
    last = digests[-1].agenda
    items = {covered.item.key: covered.item for one in digests for covered in one.programme}
    return Course(
        title=last.course.title if last.course else last.title,
        days=digests,
        programme=tuple(Over(item, tuple(_covering(digests, key))) for key, item in items.items()),
        halves=tuple(half for one in digests for half in _halves(one)),
        points=tuple(together.points if private else public(together.points)),
        veil=Veil(own[-1]),
        asked=together.asked,
    )


def made(form: str, found: Course, language: str, *, table: str, bom: bool, semicolon: bool) -> str:
    """The report in one of `FORMATS`; `table`, `bom` and `semicolon` are of CSV."""
    if form == "csv":
        return as_csv(found, table, language, bom=bom, semicolon=semicolon)
    return as_json(found) if form == "json" else {"md": as_markdown, "html": as_html}[form](found, language)


def _covering(digests: Sequence[Digest], key: str) -> list[tuple[date, Covered]]:
    found = ((one.state.date, covered) for one in digests for covered in one.programme if covered.item.key == key)
    return [(day, covered) for day, covered in found if covered.segments]


def _halves(one: Digest) -> list[Half]:
    there = one.presence
    return [
        Half(one.state.date, half, there.came(half) if half.held and there.noted else None, len(there.people))
        for half in there.halves
    ]


def as_markdown(found: Course, language: str) -> str:
    """The report in French (`fr`) or English (`en`)."""
    agenda = found.agenda
    return page("course.md.j2", language, agenda.zone, c=found, agenda=agenda)


def as_html(found: Course, language: str) -> str:
    """The same as a page."""
    from workshop_tui.report.html import document, html_of

    return document(html_of(as_markdown(found, language)), found.title, language, "report.css")


def as_csv(found: Course, table: str, language: str, *, bom: bool = False, semicolon: bool = False) -> str:
    """`points`, a row an answer (or a point without one), or `halves`, a row a half-day."""
    with speaking(language):
        rows = {"points": _points, "halves": _half_rows}[table](found)
    return written(rows, bom=bom, semicolon=semicolon)


def _points(found: Course) -> list[list[str]]:
    rows = [["point", "day", "kind", "text", "who", "due", "open", "answered", "outcome", "why", "by"]]
    for one in found.points:
        details = one.note.taken.details
        fields = (details.who or "", details.due or "") if details else ("", "")
        said = [one.handle, one.day.isoformat(), one.kind, one.note.taken.text, *fields, str(int(one.open))]
        rows += [
            [*said, step.day.isoformat(), step.answer.outcome, step.answer.why or "", found.who(step.answer.by)]
            for step in one.history
        ] or [[*said, "", "", "", ""]]
    return rows


def _half_rows(found: Course) -> list[list[str]]:
    return [
        ["day", "block", "title", "came", "registered", "held_minutes"],
        *(
            [
                one.day.isoformat(),
                one.half.block.key,
                one.half.block.title,
                "" if one.came is None else str(one.came),
                str(one.registered),
                str(one.half.minutes) if one.half.held else "",
            ]
            for one in found.halves
        ),
    ]


def as_json(found: Course) -> str:
    """The report for programs: docs/report.md, “Over the days of a course”."""
    zone = found.agenda.zone
    shape: dict[str, Any] = {
        "version": 1,
        "title": found.title,
        "confidentiality": found.agenda.confidentiality,
        "days": [
            {
                "session": one.state.id,
                "title": one.agenda.title,
                "date": one.state.date.isoformat(),
                "ended": bool(one.state.day.ended_at),
                "essential": [each.text for each in one.essential],
            }
            for one in found.days
        ],
        "programme": [
            {
                "key": one.item.key,
                "text": one.item.text,
                "held": one.held,
                "notes": one.notes,
                "days": [{"date": day.isoformat(), "held": covered.held} for day, covered in one.days],
            }
            for one in found.programme
        ],
        "halves": [
            {
                "date": one.day.isoformat(),
                "block": one.half.block.key,
                "title": one.half.block.title,
                "came": one.came,
                "registered": one.registered,
                "held": one.half.held,
                "held_minutes": one.half.minutes if one.half.held else None,
            }
            for one in found.halves
        ],
        "points": [point_shape(one, zone) for one in found.points],
    }
    return json.dumps(shape, ensure_ascii=False, indent=2) + "\n"
