"""A list of people in any form that tables have: a spreadsheet or a Word table is read as the CSV it would be."""

from __future__ import annotations

import csv
import io
from datetime import UTC
from pathlib import Path

from workshop_tui.plans.forms.reading import raw_of, read
from workshop_tui.plans.rows import Sheet, text_of
from workshop_tui.session.attendance import roster

_PACKED = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")


def listed(file: Path) -> roster.Roster:
    """The people whom `file` names; lines are rows, in the first sheet of a workbook. Raises `Unread`."""
    raw = raw_of(file)
    if raw.startswith(_PACKED):
        sheets = read(file, UTC)
        raw = _as_csv(sheets[0]).encode() if sheets else b""
    return roster.read(raw)


def _as_csv(sheet: Sheet) -> str:
    """The sheet as CSV, a line a row: empty ones, too, so that lines are counted as rows are."""
    page, last = io.StringIO(), 0
    writer = csv.writer(page, delimiter=";", lineterminator="\n")
    for row in sheet.rows:
        page.write("\n" * (row.number - last - 1))
        writer.writerow([" ".join(text_of(value).split()) for value in row.cells])
        last = row.number
    return page.getvalue()
