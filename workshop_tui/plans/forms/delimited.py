"""Tables as text (.csv, .tsv): cells between `;`, `,` or tabs, whichever makes the most even table."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from contextlib import suppress
from itertools import islice, pairwise

from workshop_tui.locale import say
from workshop_tui.plans.rows import MOST_COLUMNS, Row, Sheet, Unread, kept
from workshop_tui.report.tables import unguarded

_SEPARATOR = re.compile(r"sep=(.)\n", re.IGNORECASE)
"""Excel's own first line."""
_LOOKED_AT = 200
"""Rows by which the sign between cells is found."""


def read(text: str, tabs: bool = False) -> list[Sheet]:
    """The table as one sheet. Raises `Unread`."""
    told = _SEPARATOR.match(text)
    delimiter = told[1] if told else "\t" if tabs and "\t" in text else _delimiter(text)
    rows = _cells(text[told.end() - 1 :] if told else text, delimiter)
    widths = Counter(len(cells) for _line, cells in rows if len(cells) > 1)
    width = max(widths, key=widths.__getitem__, default=0)
    return [Sheet("", kept([_row(number, cells, width, delimiter) for number, cells in rows]))]


def _row(number: int, cells: list[str], width: int, delimiter: str) -> Row:
    """A row; where it has more cells than the others, a sign with a space beside it stood within one."""
    within = [k for k, (one, after) in enumerate(pairwise(cells)) if one[-1:] == " " or after[:1] == " "]
    doubt = None
    if width and len(cells) - width == len(within) > 0:
        for k in reversed(within):
            cells[k : k + 2] = [f"{cells[k].strip()} {delimiter} {cells[k + 1].strip()}"]
        doubt = say("a “{sign}” is taken for a part of its cell", sign=delimiter)
    elif width and any(cell.strip() for cell in cells[width:]):
        doubt = say("this row has more cells than the others: is a “{sign}” part of one?", sign=delimiter)
    return Row(number, tuple(map(unguarded, cells[:MOST_COLUMNS])), doubt=doubt)


def _cells(text: str, delimiter: str) -> list[tuple[int, list[str]]]:
    """The line that each row begins on, and its cells. Raises `Unread` where quotation marks are not closed."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    found, line = list[tuple[int, list[str]]](), 1
    try:
        for cells in reader:
            found.append((line, cells))
            line = reader.line_num + 1
    except csv.Error:
        raise Unread(say("line {line}: this is no table: is a quotation mark not closed?", line=line)) from None
    return found


def _delimiter(text: str) -> str:
    def evenness(delimiter: str) -> int:
        widths = Counter[int]()
        with suppress(csv.Error):
            rows = islice(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter), _LOOKED_AT)
            widths.update(len(cells) for cells in rows if len(cells) > 1)
        return max((width - 1) * count for width, count in widths.items()) if widths else 0

    return max(";,\t|", key=evenness)
