"""Tables side by side, as one below the other: columns that are days (`Horaire | Lundi | Mardi`), a cell with the lines
of each day, or a table each under `Matin` and `Après-midi`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from workshop_tui.locale import say
from workshop_tui.plans.meaning import words
from workshop_tui.plans.meaning.heads import fields_of, is_timed
from workshop_tui.plans.meaning.sections import section_of
from workshop_tui.plans.meaning.spans import NOTHING
from workshop_tui.plans.meaning.whens import when_of
from workshop_tui.plans.rows import Kind, Row, Sheet, Value, text_of

_HEADING = 6
"""How deep the heading of a day lies, that was the head of a column."""


def by_day(sheet: Sheet) -> Sheet:
    """The sheet with a table for each day where the columns of one are days."""
    rows, made = sheet.rows, list[Row]()
    while rows:
        days = _days_of(rows[0])
        below = _below(rows[1:]) if days else []
        if days and below and not (_are_parts(rows[0], days) and not _hold_times(below, days)):
            above = made.pop() if made and _heads_each(made[-1], days) else None
            made += _tables(rows[0], days, [*([above] if above else []), *below])
            rows = rows[1 + len(below) :]
        else:
            made.append(rows[0])
            rows = rows[1:]
    return replace(sheet, rows=made)


def _days_of(head: Row) -> list[int]:
    """The columns that are days, or parts of one, by this row; none if it says the same of two."""
    if head.kind is not Kind.TABLE:
        return []
    texts = [(k, text) for k, value in enumerate(head.cells) if (text := text_of(value))]
    days = [
        k for k, text in texts if section_of(text).only_part or (section_of(text).day and not section_of(text).title)
    ]
    names = {text for k, text in texts if k in days}
    return days if 1 < len(days) == len(names) and len(texts) - len(days) < 2 + len(days) else []


def _heads_each(row: Row, days: Sequence[int]) -> bool:
    """Tell whether the row above days that stand side by side heads the table of each."""
    ends = [*days[1:], len(row.cells)]
    return row.kind is Kind.TABLE and all(
        any(is_timed(name) for k in range(day, end) for name in fields_of(text_of(_cell(row, k)))[:1])
        for day, end in zip(days, ends, strict=True)
    )


def _are_parts(head: Row, days: Sequence[int]) -> bool:
    return not all(section_of(text_of(head.cells[k])).day for k in days)


def _hold_times(below: Sequence[Row], days: Sequence[int]) -> bool:
    """Tell whether a table of its own stands under each of these columns."""
    ends = [*days[1:], _width(below[0], below)]
    return all(
        end > day + 1 and any(_has_times(below, k) for k in range(day, end))
        for day, end in zip(days, ends, strict=True)
    )


def _below(rows: Sequence[Row]) -> list[Row]:
    found = []
    for row in rows:
        if row.kind is not Kind.TABLE or _days_of(row):
            break
        found.append(row)
    return found


def _tables(head: Row, days: Sequence[int], below: Sequence[Row]) -> Iterator[Row]:
    timed = next((k for k in range(min(days)) if _has_times(below, k)), None)
    ends = [*days[1:], _width(head, below)]
    apart = all(any(_has_times(below, k) for k in range(day, end)) for day, end in zip(days, ends, strict=True))
    for day, end in zip(days, ends, strict=True):
        yield Row(head.number, (text_of(head.cells[day]),), Kind.HEADING, _HEADING, head.table)
        if apart and end > day + 1:
            yield from (cut for row in below if (cut := replace(row, cells=row.cells[day:end])).texts)
            continue
        if timed is None:
            yield from _lines(day, below)
            continue
        yield from _one_day(head, timed, day, days, below)


def _one_day(head: Row, timed: int, day: int, days: Sequence[int], below: Sequence[Row]) -> list[Row]:
    """The table of a day, whose times stand in column `timed`."""
    others = [k for k in range(_width(head, below)) if k not in (*days, timed)]
    named = text_of(_cell(head, timed))
    time = named if any(map(is_timed, fields_of(named))) else "Time"
    made = [Row(0, (time, text_of(head.cells[day]), *(_cell(head, k) for k in others)), table=head.table)]
    for row in below:
        shared = [_cell(row, k) for k in others]
        when = when_of(_cell(row, timed)) if text_of(_cell(row, timed)) else NOTHING
        if text_of(_cell(row, day)) or _merged(row, days):
            title = _cell(row, day) or _cell(row, days[0])
            made.append(replace(row, cells=(_cell(row, timed), title, *shared)))
        elif when.start is not None and row is below[-1]:
            made.append(replace(row, cells=(_cell(row, timed), "")))
        elif when.start is not None and when.end is None and len(made) > 1:
            told = say("nothing stands beside {time} below it: it goes on", time=text_of(_cell(row, timed)))
            made[-1] = replace(made[-1], doubt=told)
    return made


def _lines(day: int, below: Sequence[Row]) -> Iterator[Row]:
    """The content of the cells of a day, a line a row."""
    for row in below:
        for line in text_of(_cell(row, day)).split("\n"):
            if line.strip():
                yield Row(row.number, (line.strip(),), Kind.ITEM, 1, row.table)


def _has_times(rows: Sequence[Row], k: int) -> bool:
    found = [when_of(_cell(row, k)) for row in rows if text_of(_cell(row, k))]
    return bool(found) and sum(not one.is_nothing for one in found) * 2 >= len(found)


def _merged(row: Row, days: Sequence[int]) -> bool:
    """Tell whether a row has one text for all days, as breaks have."""
    filled = [k for k in days if text_of(_cell(row, k))]
    return filled == [days[0]] and _is_shared(text_of(_cell(row, days[0])))


def _is_shared(text: str) -> bool:
    return words.is_break(text) or words.is_lunch(text) or words.is_end(text)


def _cell(row: Row, k: int) -> Value:
    return row.cells[k] if k < len(row.cells) else ""


def _width(head: Row, below: Sequence[Row]) -> int:
    return max(len(head.cells), *(len(row.cells) for row in below))
