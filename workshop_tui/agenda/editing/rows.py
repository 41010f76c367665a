"""The rows of a plan as it is being edited: the times that follow from it, and what `check` says of each.

What is not right yet has its row, too: a length that is none counts as nothing, and a start that is none as the end of
the block before it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import Enum, auto
from functools import lru_cache
from typing import Any

from msgspec.structs import replace as replaced

from workshop_tui.agenda.clock_time import ClockTime
from workshop_tui.agenda.editing.sheet import Sheet
from workshop_tui.agenda.flex import leeway_of
from workshop_tui.agenda.midnight import days_of_blocks
from workshop_tui.agenda.models import Block, Segment
from workshop_tui.agenda.rules import Path
from workshop_tui.agenda.times import Mistake, parse_clock, parse_duration, parse_percent
from workshop_tui.agenda.vocabulary import SEGMENT_KINDS
from workshop_tui.locale import Message
from workshop_tui.text import clean_line, slug

LONGEST_TITLE = 300
"""Characters of a title that a row has: no screen is wider."""


class Sort(Enum):
    """The sorts of row."""

    PLAN = auto()
    """The whole file: its title, and what holds for all of it."""
    DAY = auto()
    BLOCK = auto()
    SEGMENT = auto()


@dataclass(frozen=True)
class Remark:
    """A mistake, or a warning, of something at `path`."""

    path: Path
    message: Message
    warning: bool


@dataclass(frozen=True)
class PlanRow:
    """A row: a segment from its start, for its minutes; a block, from its start to its end."""

    sort: Sort
    path: Path
    title: str
    start: ClockTime | None = None
    end: ClockTime | None = None
    minutes: int | None = None
    shortest: int | None = None
    longest: int | None = None
    pinned: bool = False
    optional: bool = False
    kind: str | None = None
    free: int | None = None
    """Of a block: minutes that are left in it; fewer than none if it is too long."""
    date: str = ""
    remarks: tuple[Remark, ...] = ()


def rows_of(sheet: Sheet) -> list[PlanRow]:
    """The rows of a sheet, from the whole to its segments, with nothing said of them yet."""
    return [PlanRow(Sort.PLAN, (), _title(sheet.data)), *_timed(sheet)]


def judged_rows(rows: list[PlanRow], remarks: Sequence[Remark]) -> list[PlanRow]:
    """The rows, each with the remarks that are about it."""
    known = {row.path for row in rows}
    about: dict[Path, list[Remark]] = {}
    for one in remarks:
        nearest = next(path for k in range(len(one.path), -1, -1) if (path := one.path[:k]) in known)
        about.setdefault(nearest, []).append(one)
    return [_with(row, about.get(row.path, [])) for row in rows]


def carried(before: list[PlanRow], rows: list[PlanRow]) -> list[PlanRow]:
    """The rows, each with what was said of the one that it was before a change: those above it and below it stay."""
    most = min(len(before), len(rows))
    above = next((k for k in range(most) if _is_other(before[k], rows[k])), most)
    below = next((k for k in range(most - above) if _is_other(before[-1 - k], rows[-1 - k])), most - above)
    was = before[:above] + [None] * (len(rows) - above - below) + before[len(before) - below :]
    if len(before) == len(rows):
        was = [*before]
    return [_with(row, [*one.remarks]) if one else row for row, one in zip(rows, was, strict=True)]


def _is_other(one: PlanRow, row: PlanRow) -> bool:
    return one.title != row.title or one.sort is not row.sort


@lru_cache(maxsize=32)
def remarks_of(sheet: Sheet) -> tuple[Remark, ...]:
    """Mistakes and warnings of that text, as `check` finds them: once, for undo and redo come back to a sheet."""
    from workshop_tui.agenda.reading import judged

    _plan, wrong, unwise = judged(sheet.data)
    return (
        *(Remark(path, message, warning=False) for path, message in wrong),
        *(Remark(path, message, warning=True) for path, message in unwise),
    )


def _with(row: PlanRow, remarks: list[Remark]) -> PlanRow:
    return replace(row, remarks=tuple(remarks)) if remarks else row


def _timed(sheet: Sheet) -> Iterator[PlanRow]:
    for day in sheet.days():
        if day:
            said = _table(sheet.at(day))
            yield PlanRow(Sort.DAY, day, _title(said), date=clean_line(str(said.get("date", ""))))
        yield from _blocks(sheet, day)


def _blocks(sheet: Sheet, day: Path) -> Iterator[PlanRow]:
    tables = [_table(one) for one in _list(sheet.at((*day, "blocks")))]
    given = [(_clock(one.get("start")), _clock(one.get("end"))) for one in tables]
    blocks = []
    before = ClockTime(9)
    for said, (given_start, given_end) in zip(tables, given, strict=True):
        start = given_start or before
        before = given_end or start
        flexes = (_percent(said.get("flex")), _percent(_table(sheet.data).get("flex")))
        segments = tuple(_segment(one, flexes) for one in _list(said.get("segments")))
        blocks.append(Block(key="b", title="b", start=start, end=before, segments=segments))
    for n, (block, said) in enumerate(zip(days_of_blocks(blocks), tables, strict=True)):
        begins, ends = (one is not None for one in given[n])
        path: Path = (*day, "blocks", n)
        yield PlanRow(
            Sort.BLOCK,
            path,
            _title(said),
            start=block.start if begins else None,
            end=block.end if ends else None,
            free=_free(block) if begins and ends else None,
        )
        yield from _segments(block, [_table(one) for one in _list(said.get("segments"))], path, known=begins)


def _segments(block: Block, tables: list[dict[str, Any]], path: Path, *, known: bool) -> Iterator[PlanRow]:
    """The rows of a block's segments, one after another, none before its fixed time; `known`: when it begins."""
    cursor = block.start.minutes
    for n, (segment, said) in enumerate(zip(block.segments, tables, strict=True)):
        start = max(cursor, segment.at.minutes) if segment.at else cursor
        cursor = start + segment.minutes
        minutes = None if _duration(said.get("minutes")) is None else segment.minutes
        yield PlanRow(
            Sort.SEGMENT,
            (*path, "segments", n),
            _title(said),
            _at(start) if known else None,
            _at(cursor),
            minutes,
            segment.shortest,
            segment.longest,
            segment.at is not None,
            segment.optional,
            segment.kind,
        )


def _free(block: Block) -> int:
    cursor = block.start.minutes
    for one in block.segments:
        cursor = (max(cursor, one.at.minutes) if one.at else cursor) + one.minutes
    return block.end.minutes - cursor


def _at(minutes: int) -> ClockTime:
    hours, rest = divmod(minutes, 60)
    return ClockTime(hours, rest)


def _segment(said: Any, flexes: tuple[int | None, ...]) -> Segment:
    """A segment as far as it can be read; `flexes` of what it is in, the nearest first."""
    said = _table(said)
    kind = kind_of(said.get("kind"))
    made = Segment(
        key="s",
        title="s",
        minutes=_duration(said.get("minutes")) or 0,
        min=_duration(said.get("min")),
        max=_duration(said.get("max")),
        at=_clock(said.get("at")),
        optional=said.get("optional") is True,
        kind=kind,
        flex=_percent(said.get("flex")),
        protected=said["protected"] if isinstance(said.get("protected"), bool) else None,
    )
    return replaced(made, leeway=leeway_of(made, *flexes))


def kind_of(said: object) -> str | None:
    """The kind of segment that is called so, in either language; None for anything else."""
    word = slug(said) if isinstance(said, str) else ""
    if word in SEGMENT_KINDS:
        return word
    return next((kind for kind, alias in SEGMENT_KINDS.items() if alias == word and word), None)


def _title(said: dict[str, Any]) -> str:
    title = said.get("title")
    return clean_line(title[: 4 * LONGEST_TITLE])[:LONGEST_TITLE] if isinstance(title, str) else ""


def _table(said: object) -> dict[str, Any]:
    return said if isinstance(said, dict) else {}


def _list(said: object) -> list[Any]:
    return said if isinstance(said, list) else []


def _clock(said: object) -> ClockTime | None:
    try:
        return None if said is None else parse_clock(said)
    except Mistake:
        return None


def _percent(said: object) -> int | None:
    try:
        return None if said is None else parse_percent(said)
    except Mistake:
        return None


def _duration(said: object) -> int | None:
    try:
        return None if said is None else parse_duration(said)
    except Mistake:
        return None
