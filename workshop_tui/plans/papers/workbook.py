"""The running order as .xlsx: real times, and formulas by which a longer segment moves all that come after it.

Of each block the first start is a time; every other one is the end above it, every end a start and a length. A segment
at a fixed time that is not the end above it has its own. Each formula stands there with its value.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from workshop_tui.agenda.clock_time import ClockTime
from workshop_tui.locale import _
from workshop_tui.plans.order import DayOrder, Line, Order, Part
from workshop_tui.plans.papers.columns import DETAILS, Column, everything

_DAY = 24 * 60
_TIMES = 4
"""Columns before the details: start, end, length and title."""
_TITLE_WIDTH, _LINE_HIGH = 28, 13.5
"""The width of titles, in signs, and the height of a line, in points: not every program fits rows to their texts."""


def book(order: Order) -> bytes:
    """The running order, for who leads: a sheet a day."""
    return _book(order, public=False)


def public_book(order: Order) -> bytes:
    """The short form for participants."""
    return _book(order, public=True)


def _book(order: Order, *, public: bool) -> bytes:
    from xlsxwriter import Workbook

    made = io.BytesIO()
    with Workbook(made, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}) as workbook:
        workbook.set_properties(
            {"title": order.title, "created": datetime(2000, 1, 1, tzinfo=UTC).replace(tzinfo=None)}
        )
        formats = _formats(workbook)
        for day in order.days:
            name = _("Day {number}", number=day.number) if day.number is not None else _("Running order")
            sheet = workbook.add_worksheet(name)
            _Sheet(sheet, order, day, formats).write_public() if public else _Sheet(sheet, order, day, formats).write()
    return made.getvalue()


def _formats(workbook: Any) -> dict[str, Any]:
    text = {"text_wrap": True, "valign": "top", "border": 1, "border_color": "#B0B7BF", "font_size": 10}
    time, length = text | {"num_format": "hh:mm", "align": "left"}, text | {"num_format": "[h]:mm", "align": "left"}
    grey = {"bg_color": "#F0F2F4"}
    return {
        name: workbook.add_format(given)
        for name, given in {
            "title": {"bold": True, "font_size": 15},
            "day": {"bold": True, "font_size": 12},
            "plain": {"font_size": 10},
            "block": {"bold": True, "font_size": 12, "bottom": 1},
            "head": text | {"bold": True, "bg_color": "#DCE3EA"},
            "text": text,
            "time": time,
            "length": length,
            "strong": text | {"bold": True},
            "total": length | {"bold": True},
            "grey": text | grey,
            "grey time": time | grey,
            "grey length": length | grey,
            "grey strong": text | grey | {"bold": True},
        }.items()
    }


def _width(column: Column) -> float:
    """The width of a column, in signs."""
    return max(8, column.width * 1.4)


def _lines(text: str, width: float) -> int:
    """The lines that a text takes, so wide; a few signs of each are lost where words end."""
    return sum(-(-len(line) // max(1, int(width * 0.9))) or 1 for line in text.split("\n"))


class _Sheet:
    """One sheet; `row` is the next one, from 0."""

    def __init__(self, sheet: Any, order: Order, day: DayOrder, formats: dict[str, Any]) -> None:
        self.sheet, self.order, self.day, self.formats = sheet, order, day, formats
        self.columns: Sequence[Column] = everything(order)
        self.row = 0

    def write(self) -> None:
        """Write the running order."""
        last = _TIMES + sum(column in DETAILS for column in self.columns) - 1
        self._about()
        breaks = []
        for number, part in enumerate(self.day.parts):
            if number:
                breaks.append(self.row)
            self.sheet.write_string(self.row, 0, part.headed, self.formats["block"])
            self._heads([_("Start"), _("End"), _("Length"), _("Segment"), *(str(one.head) for one in self.columns)])
            self._part(part)
        self.sheet.set_column(0, 2, 8)
        self.sheet.set_column(3, 3, _TITLE_WIDTH)
        for k, column in enumerate(self.columns):
            self.sheet.set_column(_TIMES + k, _TIMES + k, _width(column))
        self._print(breaks, last)

    def write_public(self) -> None:
        """Write the short form."""
        self._about()
        for part in self.day.parts:
            self.sheet.write_string(self.row, 0, part.headed, self.formats["block"])
            self.row += 1
            if part.there:
                self.sheet.write_string(self.row, 0, part.there, self.formats["plain"])
                self.row += 1
            for at, title in part.public:
                self.sheet.write_string(self.row, 0, at, self.formats["text"])
                self.sheet.write_string(self.row, 1, title, self.formats["text"])
                self.row += 1
            self.row += 1
        self.sheet.set_column(0, 0, 8)
        self.sheet.set_column(1, 1, 60)
        self._print([], 1)

    def _about(self) -> None:
        self.sheet.write_string(0, 0, self.order.title, self.formats["title"])
        self.row = 1
        if self.order.is_course:
            self.sheet.write_string(self.row, 0, self.day.headed, self.formats["day"])
            self.row += 1
        for told in self.order.about:
            self.sheet.write_string(self.row, 0, told, self.formats["plain"])
            self.row += 1
        self.row += 1

    def _heads(self, heads: Sequence[str]) -> None:
        for k, head in enumerate(heads):
            self.sheet.write_string(self.row + 1, k, head, self.formats["head"])
        self.row += 2

    def _part(self, part: Part) -> None:
        first, before = self.row, None
        for line in part.lines:
            self._line(line, before)
            before = line.end
            self.row += 1
        whole = sum(line.segment.minutes for line in part.lines)
        self.sheet.write_string(self.row, 0, _("Total"), self.formats["strong"])
        self.sheet.write_blank(self.row, 1, None, self.formats["text"])
        self.sheet.write_formula(self.row, 2, f"=SUM(C{first + 1}:C{self.row})", self.formats["total"], whole / _DAY)
        self.row += 2

    def _line(self, line: Line, before: ClockTime | None) -> None:
        row, name = self.row, "grey " if line.is_break or line.is_buffer else ""
        time, length = self.formats[f"{name}time"], self.formats[f"{name}length"]
        start, end = line.start.minutes / _DAY, line.end.minutes / _DAY
        if before == line.start:
            self.sheet.write_formula(row, 0, f"=B{row}", time, start)
        else:
            self.sheet.write_number(row, 0, start, time)
        self.sheet.write_formula(row, 1, f"=A{row + 1}+C{row + 1}", time, end)
        self.sheet.write_number(row, 2, line.segment.minutes / _DAY, length)
        self.sheet.write_string(row, 3, line.segment.title, self.formats[f"{name}strong"])
        texts = [column.text(line) for column in self.columns]
        for k, text in enumerate(texts):
            self.sheet.write_string(row, _TIMES + k, text, self.formats[name.strip() or "text"])
        widths = (_TITLE_WIDTH, *map(_width, self.columns))
        lines = max(_lines(text, width) for text, width in zip((line.segment.title, *texts), widths, strict=True))
        self.sheet.set_row(row, lines * _LINE_HIGH + 2)

    def _print(self, breaks: list[int], last: int) -> None:
        self.sheet.set_paper(9)  # A4
        self.sheet.set_landscape()
        self.sheet.set_margins(0.4, 0.4, 0.5, 0.5)
        self.sheet.fit_to_pages(1, 0)
        self.sheet.print_area(0, 0, max(self.row - 1, 0), last)
        if breaks:
            self.sheet.set_h_pagebreaks(breaks)
