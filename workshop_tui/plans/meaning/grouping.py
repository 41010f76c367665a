"""Entries in days and in groups, as headings and columns say: a group becomes a block, or several."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from workshop_tui.locale import say
from workshop_tui.plans.meaning.entries import Entry, Heading, Piece
from workshop_tui.plans.meaning.proposal import RowRead
from workshop_tui.plans.meaning.sections import Section, section_of
from workshop_tui.plans.meaning.spans import When, trailing
from workshop_tui.text import fold

_GENERAL = {
    "agenda",
    "programme",
    "program",
    "planning",
    "schedule",
    "deroule",
    "horaires",
    "conducteur",
    "running order",
}
"""Headings that say of no block what it is."""
_DEEPEST = 6
"""The level of the deepest heading; what lies deeper is a line."""
_EARLIEST = 5 * 60
"""The hour from which on one that is earlier than those above it begins another day."""


@dataclass
class Group:
    """The entries under one heading; `hours` are those that it says."""

    title: str | None = None
    hours: When | None = None
    part_of_day: bool = False
    level: int = 0
    entries: list[Entry] = field(default_factory=list)


@dataclass
class DayGroups:
    """A day: its number, title and date so far as they are said, and its groups."""

    number: int | None = None
    title: str | None = None
    date: dt.date | None = None
    said: str | None = None
    named: str = ""
    heading: RowRead | None = None
    groups: list[Group] = field(default_factory=list)

    @property
    def entries(self) -> list[Entry]:
        """The entries of all its groups."""
        return [entry for group in self.groups for entry in group.entries]


def title_of(pieces: Sequence[Piece]) -> Heading | None:
    """The heading that is the title of the whole: the first one, unless it heads no more than a day or a block."""
    headings = [one for one in pieces if isinstance(one, Heading)]
    if not headings or headings[0].section.day or headings[0].section.only_part or not headings[0].section.title:
        return None
    first = headings[0]
    if pieces and pieces[0] is not first:
        return None
    heading = [one for one, after in pairwise(pieces) if isinstance(one, Heading) and isinstance(after, Entry)]
    others = [one for one in heading if one is not first and not one.section.day]
    alone = not others and not first.section.hours
    above = bool(first.level) and all(not one.level or one.level > first.level for one in headings[1:])
    followed = len(pieces) > 1 and isinstance(pieces[1], Heading)
    return first if alone or followed or (above and not first.section.hours) else None


def grouped(pieces: Sequence[Piece], title: Heading | None, days: list[DayGroups]) -> None:
    """Add the entries of a sheet to `days`, which it begins one of if it is the first, or says that it does."""
    last: Heading | None = None
    for piece in [*pieces, None]:
        if last and not isinstance(piece, Entry) and not last.section.day:
            last.read.what = "text"  # it heads nothing
        last = None
        if piece is None:
            break
        if piece is title:
            piece.read.what = "title"
        elif isinstance(piece, Heading):
            _head(days, piece.section, piece)
            last = piece
        else:
            _enter(days, piece)


def _head(days: list[DayGroups], section: Section, heading: Heading | None) -> None:
    if section.day and is_another(days, section):
        title = None if fold(section.day_title or "") in _GENERAL else section.day_title
        days.append(
            DayGroups(section.number, title, section.date, title, section.named, heading.read if heading else None)
        )
    elif not days:
        days.append(DayGroups())
    day = days[-1]
    day.date = day.date or section.date
    if heading and section.day:
        heading.read.day = len(days)
    if section.title or section.hours or section.day:
        title = None if not section.hours and fold(section.title or "") in _GENERAL else section.title
        day.groups.append(Group(title, section.hours, section.part_of_day, heading.level if heading else 0))


def is_another(days: list[DayGroups], section: Section) -> bool:
    """Tell whether a heading begins another day than the one before."""
    if days and not days[-1].entries and section.date and days[-1].date and section.date != days[-1].date:
        return True
    if not days or not days[-1].entries:
        if days and (days[-1].number, days[-1].date) == (None, None) and not days[-1].entries:
            days.pop()
        return not (days and section.number is None and not days[-1].entries)
    last = days[-1]
    if section.number is not None and last.number is not None:
        return section.number != last.number
    if section.date and last.date:
        return section.date != last.date
    if section.named and last.named:
        return section.named != last.named
    return section.number is not None or section.date is not None or not section.part_of_day


def _enter(days: list[DayGroups], entry: Entry) -> None:
    if entry.day or entry.date:
        _in_a_day(days, entry)
    if not days:
        days.append(DayGroups())
    if entry.block:
        said = trailing(entry.block)
        hours = said if said and said.end is not None else None
        title = hours.rest if hours else entry.block
        last = days[-1].groups[-1] if days[-1].groups else None
        if last is None or fold(last.title or "") != fold(title) or (hours and last.hours and last.hours != hours):
            days[-1].groups.append(Group(title, hours, section_of(title).part_of_day))
    group = days[-1].groups[-1] if days[-1].groups else None
    if group and group.entries and 0 < entry.level <= min(group.level, _DEEPEST):
        days[-1].groups.append(group := Group())
    if group and not group.entries and _begins_another(days, entry):
        entry.read.remarks.append(say("begins before what is above it ends: taken for another day"))
        days[-1].groups.pop()
        days.append(DayGroups(groups=[group]))
    elif group is None:
        group = Group()
        days[-1].groups.append(group)
    group.entries.append(entry)


def _in_a_day(days: list[DayGroups], entry: Entry) -> None:
    """Begin the day that a column names, if it is another than that of the row above."""
    named = section_of(entry.day or "")
    last = days[-1] if days else None
    key = fold(entry.day or (entry.date.isoformat() if entry.date else ""))
    is_other = bool(last and last.date and entry.date and last.date != entry.date)
    if last is None or (last.entries and fold(last.said or "") != key) or (is_other and not last.entries):
        days.append(DayGroups(named.number, named.day_title if named.day else None, entry.date or named.date))
    days[-1].said = key
    days[-1].date = days[-1].date or entry.date


def _begins_another(days: list[DayGroups], entry: Entry) -> bool:
    """Tell whether the first entry of a table begins earlier than the one before, in the morning of another day."""
    starts = [one.when.start for one in days[-1].entries if one.when.start is not None]
    begins = entry.when.start
    if begins is None or not starts or begins < _EARLIEST or begins >= starts[-1]:
        return False
    return entry.when.spelt_out or not (starts[-1] < 13 * 60 + 30 and begins + 12 * 60 > starts[-1] and begins < 8 * 60)
