"""Rows and columns that a spreadsheet hides, as an .xlsx or .ods file says them: a person does not see these.

calamine gives them like others; an .xls says them where nothing here reads.
"""

from __future__ import annotations

import posixpath
import re
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element
from zipfile import ZipFile

from workshop_tui.plans.forms.packed import part, tree
from workshop_tui.plans.rows import MOST_COLUMNS

_ROW = re.compile(rb"<(?:\w+:)?row\b([^<>]*)>")
_COLUMN = re.compile(rb"<(?:\w+:)?col\b([^<>]*)>")
_SAID = re.compile(rb"\b(\w+)\s*=\s*[\"']([^\"']*)[\"']")
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_RELATED = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_MOST_ROWS = 100_000
"""Rows of a sheet up to which it is looked for hidden ones."""


@dataclass
class Hidden:
    """The hidden rows of a sheet, by their number from 1, and its hidden columns, from 0."""

    rows: set[int] = field(default_factory=set)
    columns: set[int] = field(default_factory=set)


def hidden_in_excel(archive: ZipFile) -> dict[str, Hidden]:
    """The hidden rows and columns of each sheet of an .xlsx file, by its name. Raises `Unread`."""
    book, links = part(archive, "xl/workbook.xml"), part(archive, "xl/_rels/workbook.xml.rels")
    if not (book and links):
        return {}
    files = {one.get("Id"): one.get("Target", "") for one in tree(links)}
    found = {}
    for sheet in tree(book).iter():
        if sheet.tag.endswith("}sheet") and (target := files.get(sheet.get(_RELATED))):
            name = target.lstrip("/") if target.startswith("/") else posixpath.join("xl", target)
            found[sheet.get("name", "")] = _in_sheet(part(archive, posixpath.normpath(name)))
    return found


def _in_sheet(sheet: bytes) -> Hidden:
    made, number = Hidden(), 0
    for attributes in _ROW.findall(sheet):
        said = dict(_SAID.findall(attributes))
        number = _whole(said.get(b"r")) or number + 1
        if said.get(b"hidden") in (b"1", b"true"):
            made.rows.add(number)
    for attributes in _COLUMN.findall(sheet):
        said = dict(_SAID.findall(attributes))
        if said.get(b"hidden") in (b"1", b"true"):
            made.columns.update(range(_whole(said.get(b"min")) - 1, min(_whole(said.get(b"max")), MOST_COLUMNS)))
    return made


def _whole(digits: bytes | None) -> int:
    return int(digits) if digits and digits.isdigit() and len(digits) < 9 else 0


def hidden_in_calc(content: Element) -> dict[str, Hidden]:
    """The hidden rows and columns of each sheet of an .ods file, by its name."""
    found = {}
    for table in content.iter(f"{_TABLE}table"):
        made = found[table.get(f"{_TABLE}name", "")] = Hidden()
        made.rows = {number + 1 for number in _hidden(table, "row", _MOST_ROWS)}
        made.columns = _hidden(table, "column", MOST_COLUMNS)
    return found


def _hidden(table: Element, what: str, most: int) -> set[int]:
    """The places, from 0, of the hidden rows or columns."""
    found, place = set[int](), 0
    for one in table.iter(f"{_TABLE}table-{what}"):
        written = one.get(f"{_TABLE}number-{what}s-repeated", "1")
        many = min(int(written), most) if written.isdecimal() and len(written) < 9 else most
        if one.get(f"{_TABLE}visibility") in ("collapse", "filter"):
            found.update(range(place, min(place + many, most)))
        place += many
    return found
