"""Spreadsheets (.xlsx, .xlsm, .ods, .xls), by calamine: of a formula, the value that was kept with it.

calamine makes a cell of every place up to the last one that is filled, so that one is looked for before it is asked.
"""

from __future__ import annotations

import datetime as dt
import io
import re
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import replace
from xml.etree.ElementTree import Element
from zipfile import ZipFile

from workshop_tui.host.silence import silent
from workshop_tui.locale import say
from workshop_tui.plans.forms.hidden import Hidden, hidden_in_calc, hidden_in_excel
from workshop_tui.plans.forms.packed import part, repacked, tree
from workshop_tui.plans.rows import MOST_CELLS, MOST_COLUMNS, TOO_LARGE, Row, Sheet, Unread, Value, kept, text_of

_CELL = re.compile(rb'\br=["\']([A-Z]{1,3})(\d{1,7})["\']')
_NEEDED = re.compile(
    r"(\[Content_Types\]\.xml|mimetype|content\.xml|META-INF/manifest\.xml|.*\.rels"
    r"|xl/(workbook|sharedStrings|styles)\.xml|xl/worksheets/[^/]+\.xml)",
    re.IGNORECASE,
)
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_DAMAGED = say("this spreadsheet cannot be read: it may be damaged; save it again as .xlsx or .csv")
_PANIC = "PanicException"
"""The name of what calamine raises where a damaged file breaks a promise of its own: no Exception, and of no module."""
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"


def read_packed(archive: ZipFile) -> list[Sheet]:
    """The sheets of an .xlsx or .ods file. Raises `Unread`."""
    if b"encryption-data" in part(archive, "META-INF/manifest.xml"):
        raise Unread(say("this file is protected by a password: save it again without one"))
    for name in archive.namelist():
        if name.lower().startswith("xl/worksheets/") and name.lower().endswith(".xml"):
            _measure(part(archive, name))
    hidden = hidden_in_excel(archive)
    if content := part(archive, "content.xml"):
        whole = tree(content)
        _measure_tables(whole)
        hidden = hidden_in_calc(whole)
    return read(repacked(archive, lambda name: _NEEDED.fullmatch(name) is not None), hidden)


def read(stream: io.BytesIO, hidden: Mapping[str, Hidden] | None = None) -> list[Sheet]:
    """The sheets of a workbook that are shown; `hidden`: what is not shown of each. Raises `Unread`."""
    from python_calamine import CalamineError, PasswordError

    try:
        with silent():
            return list(_sheets(stream, hidden or {}))
    except PasswordError:
        raise Unread(say("this file is protected by a password: save it again without one")) from None
    except Unread:
        raise
    except (CalamineError, OSError, ValueError):
        raise Unread(_DAMAGED) from None
    except BaseException as error:
        if type(error).__name__ != _PANIC:
            raise
        raise Unread(_DAMAGED) from None


def _sheets(stream: io.BytesIO, hidden: Mapping[str, Hidden]) -> Iterator[Sheet]:
    from python_calamine import CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

    book = CalamineWorkbook.from_filelike(stream)
    for about in book.sheets_metadata:
        if about.typ != SheetTypeEnum.WorkSheet or about.visible != SheetVisibleEnum.Visible:
            yield Sheet(about.name, shown=False)
            continue
        sheet = book.get_sheet_by_name(about.name)
        if sheet.total_height * sheet.total_width > MOST_CELLS:
            raise Unread(TOO_LARGE)
        unseen, first = hidden.get(about.name, Hidden()), sheet.start[1] if sheet.start else 0
        before = [""] * first if first + sheet.width <= MOST_COLUMNS else []
        rows = [
            Row(number, _values([*before, *cells]), hidden=number in unseen.rows)
            for number, cells in enumerate(sheet.iter_rows(), 1)
        ]
        yield _seen(Sheet(about.name, kept(rows)), unseen.columns)


def _seen(sheet: Sheet, columns: Set[int]) -> Sheet:
    """The sheet without what stands in columns that are not shown, of which it keeps the first texts."""
    for k in sorted(columns):
        texts = [text for row in sheet.rows if k < len(row.cells) and (text := text_of(row.cells[k]))]
        if texts:
            sheet.hidden[k] = texts[0]
    if sheet.hidden:
        sheet.rows = kept(
            [
                replace(row, cells=tuple("" if k in sheet.hidden else cell for k, cell in enumerate(row.cells)))
                for row in sheet.rows
            ]
        )
    return sheet


def _values(cells: Sequence[object]) -> tuple[Value, ...]:
    values = [_value(cell) for cell in cells[:MOST_COLUMNS]]
    while values and values[-1] == "":
        values.pop()
    return tuple(values)


def _value(cell: object) -> Value:
    if isinstance(cell, bool):
        return "x" if cell else ""
    if isinstance(cell, int | float):
        return float(cell)
    return cell if isinstance(cell, str | dt.date | dt.time | dt.timedelta) else str(cell)


def _measure(sheet: bytes) -> None:
    """Raise `Unread` where the last cell of an .xlsx sheet is farther than any plan's."""
    last_row = last_column = 0
    for letters, digits in _CELL.findall(sheet):
        last_row = max(last_row, int(digits))
        column = 0
        for letter in letters:
            column = column * 26 + letter - 64
        last_column = max(last_column, column)
    if last_row * last_column > MOST_CELLS:
        raise Unread(TOO_LARGE)


def _measure_tables(content: Element) -> None:
    """The same of an .ods file, in which a cell or a row may say how often it is repeated."""
    for table in content.iter(f"{_TABLE}table"):
        row_number = width = height = 0
        for row in table.iter(f"{_TABLE}table-row"):
            row_number += _repeated(row, "rows")
            if filled := max(_filled(row), default=0):
                width, height = max(width, filled), row_number
        if width * height > MOST_CELLS:
            raise Unread(TOO_LARGE)


def _filled(row: Element) -> Iterator[int]:
    """The number of each column of a row that has something in it."""
    column = 0
    for cell in row:
        column += _repeated(cell, "columns")
        if len(cell) or f"{_OFFICE}value-type" in cell.attrib:
            yield column


def _repeated(one: Element, what: str) -> int:
    written = one.get(f"{_TABLE}number-{what}-repeated", "1")
    return int(written) if written.isdecimal() and len(written) < 9 else MOST_CELLS
