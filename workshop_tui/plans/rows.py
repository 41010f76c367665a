"""A plan as every form of it is read first: sheets of rows of cells, with nothing understood yet.

A spreadsheet has its sheets; a text, a page or a calendar is one, whose headings, list items and paragraphs are rows
among those of its tables. A cell merged with others is in the first of these; the others are empty.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from enum import Enum, auto

from workshop_tui.locale import Message, say
from workshop_tui.text import clean, clean_line, is_cut

Value = str | float | dt.time | dt.date | dt.timedelta
"""The content of a cell: a text, or what a spreadsheet holds; a `datetime` is a `date`."""
MOST_ROWS, MOST_COLUMNS, MOST_FILLED, MOST_CELLS = 2_000, 60, 20_000, 2_000_000
"""Of a sheet: of a plan, rows that are not empty, columns that are read, cells with something in them; of any, cells
that are looked through."""


class Kind(Enum):
    """Where a row comes from."""

    TABLE = auto()
    HEADING = auto()
    ITEM = auto()
    """Of a list."""
    TEXT = auto()


@dataclass(frozen=True)
class Row:
    """A row: its `number` where the person finds it (a line of a text, a row of a sheet or of the `table`th table), its
    cells, and how deep a heading or an item lies (1: the highest)."""

    number: int
    cells: tuple[Value, ...]
    kind: Kind = Kind.TABLE
    level: int = 0
    table: int = 0
    hidden: bool = False
    """Set where a person who opens the file does not see it."""
    doubt: Message | None = None
    """The words for how it was read, where there is something to say."""

    @property
    def texts(self) -> list[str]:
        """The cells that are not empty, as text."""
        return [text for value in self.cells if (text := text_of(value))]

    @property
    def told(self) -> str:
        """The row on one line."""
        return " | ".join(clean_line(text) for text in self.texts)

    @property
    def place(self) -> Message:
        """The words for where it stands."""
        if self.table > 1:
            return say("table {table}, row {number}", table=self.table, number=self.number)
        return say("row {number}", number=self.number)


@dataclass
class Sheet:
    """A sheet; `name` is empty where there is one alone."""

    name: str
    rows: list[Row] = field(default_factory=list)
    shown: bool = True
    zone: str | None = None
    """The time zone that its hours are in, where it says one."""
    hidden: dict[int, str] = field(default_factory=dict)
    """The first text in each column, from 0, that is not shown, and whose cells are left out."""


class Unread(Exception):
    """A file from which no plan can be read; `message` says why."""

    def __init__(self, message: Message) -> None:
        super().__init__(message.text)
        self.message = message


def text_of(value: Value) -> str:
    """`value` as a person would read it, cleaned; a time as `9:05`."""
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, dt.time):
        return f"{value.hour}:{value.minute:02}"
    if isinstance(value, dt.datetime):
        return f"{value:%Y-%m-%d %H:%M}".removesuffix(" 00:00")
    if isinstance(value, dt.timedelta):
        minutes = round(value.total_seconds() / 60)
        return f"{minutes // 60}:{minutes % 60:02}"
    if isinstance(value, float):
        return f"{round(value, 6):g}"
    return str(value)


TOO_LARGE = say(
    "this is larger than any plan: {rows} rows and {cells} cells at the most", rows=MOST_ROWS, cells=MOST_FILLED
)


def kept(rows: list[Row]) -> list[Row]:
    """`rows` without those that are empty. Raises `Unread` where there are more than any plan has."""
    for row in rows:
        if any(isinstance(value, str) and is_cut(value) for value in row.cells):
            raise Unread(say("{place}: a text has at most 10,000 characters: one in it is longer", place=row.place))
    found = [row for row in rows if row.texts]
    if len(found) > MOST_ROWS or sum(len(row.texts) for row in found) > MOST_FILLED:
        raise Unread(TOO_LARGE)
    return found
