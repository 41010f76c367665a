"""A row of a table as an entry: each cell in the field of its column."""

from __future__ import annotations

import datetime as dt
import re

from workshop_tui.locale import say
from workshop_tui.plans.meaning import words
from workshop_tui.plans.meaning.columns import Columns
from workshop_tui.plans.meaning.entries import Entry, take_time
from workshop_tui.plans.meaning.heads import PARALLEL
from workshop_tui.plans.meaning.proposal import RowRead
from workshop_tui.plans.meaning.sections import cased, date_in
from workshop_tui.plans.rows import Row, Value, text_of
from workshop_tui.text import clean_line, fold

_FIRST_YEAR = 1905
"""The last year in which a spreadsheet counts its days from."""
_DATED = re.compile(r"\d{4}-\d\d-\d\d|\d{1,2}/\d{1,2}/\d{4}")
_TIMES = ("start", "end", "time", "length")
_NO = ("", "non", "no", "0", "faux", "false")


def entry_of(row: Row, read: RowRead, columns: Columns) -> Entry:
    """The entry that a row is."""
    entry = Entry(read)
    for k, value in enumerate(row.cells):
        names = columns.fields.get(k, ())
        text = text_of(value)
        if not (names and text):
            continue
        if names[0] in _TIMES:
            if names[0] != "end" and not (entry.day or entry.date):
                entry.date = _dated(value)
            take_time(entry, names[0], columns.when(k, value), text, is_title=k == columns.title)
        elif names[0] == PARALLEL:
            _take_beside(entry, text)
        elif k == columns.title:
            _take_title(entry, names, text)
        else:
            _take(entry, names[0], columns, k, value)
    if words.is_total(next(iter(row.texts), "")) or words.is_total(entry.title):
        entry.what = read.what = "total"
    return entry


def _take(entry: Entry, name: str, columns: Columns, k: int, value: Value) -> None:
    """Take a cell of column `k`, which is neither of a time nor the title."""
    text = text_of(value)
    if name in ("min", "max", "at"):
        said = columns.when(k, value)
        entry.add(name, str(said.minutes if said.minutes is not None else said.start))
    elif name == "day":
        entry.day, entry.date = text, _date(value)
    elif name == "block":
        entry.block = cased(clean_line(text))
    elif name == "optional":
        entry.optional = fold(text) not in _NO
    elif name == "title":
        entry.add("content", text)
    elif name != "number":
        entry.add(name, text)


def _take_beside(entry: Entry, text: str) -> None:
    """Take what is held at the same time as what is in the columns before it."""
    first, _end, rest = text.partition("\n")
    title = clean_line(first)
    if entry.title and title not in entry.title.split(" / "):
        entry.title = f"{entry.title} / {title}"
        entry.read.remarks.append(say("“{title}” is at the same time: one segment", title=title))
    entry.title = entry.title or title
    if rest.strip():
        entry.add("content", rest.strip())


def _dated(value: Value) -> dt.date | None:
    """The date that stands with an hour; a spreadsheet's hours without one are of its first year."""
    if isinstance(value, dt.datetime):
        return value.date() if value.year > _FIRST_YEAR else None
    return date_in(value) if isinstance(value, str) and _DATED.match(value.strip()) else None


def _date(value: Value) -> dt.date | None:
    if isinstance(value, dt.datetime):
        return value.date()
    return value if isinstance(value, dt.date) else date_in(text_of(value))


def _take_title(entry: Entry, names: tuple[str, ...], text: str) -> None:
    """Take the title: of several lines, the first one; the others are what else the column has, or the contents."""
    first, _end, rest = text.partition("\n")
    entry.title = clean_line(first)
    if rest.strip():
        entry.add(next((name for name in names if name != "title"), "content"), rest.strip())
