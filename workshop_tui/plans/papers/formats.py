"""Every format of the running order, by name. Each imports what it needs when it is asked for."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime

from workshop_tui.agenda.course import Plan
from workshop_tui.locale import speaking
from workshop_tui.plans.order import Order, order_of


@dataclass(frozen=True)
class Wanted:
    """How it is wanted: the language (`fr` or `en`), whether in the form for participants (`public`), the date of the
    first day that has none, the instant at which it is made, and, of CSV, whether with a byte-order mark and with
    semicolons."""

    language: str
    public: bool
    date: date
    made_at: datetime
    bom: bool = False
    semicolon: bool = False


def made(form: str, plan: Plan, wanted: Wanted) -> str | bytes:
    """The running order in the format called `form`. Raises KeyError if there is none."""
    with speaking(wanted.language):
        return _MADE[form](order_of(plan, wanted.date), wanted)


def _markdown(order: Order, wanted: Wanted) -> str:
    from workshop_tui.plans.papers import markdown

    return markdown.public_page(order) if wanted.public else markdown.page(order)


def _html(order: Order, wanted: Wanted) -> str:
    from workshop_tui.plans.papers import html

    return html.public_page(order) if wanted.public else html.page(order)


def _workbook(order: Order, wanted: Wanted) -> bytes:
    from workshop_tui.plans.papers import workbook

    return workbook.public_book(order) if wanted.public else workbook.book(order)


def _table(order: Order, wanted: Wanted) -> str:
    from workshop_tui.plans.papers import table

    page = table.public_page if wanted.public else table.page
    return page(order, bom=wanted.bom, semicolon=wanted.semicolon)


def _word(order: Order, wanted: Wanted) -> bytes:
    from workshop_tui.plans.papers import word

    return word.public_document(order) if wanted.public else word.document(order)


def _calendar(order: Order, wanted: Wanted) -> str:
    from workshop_tui.plans.papers.calendar import calendar

    return calendar(order, wanted.date, wanted.made_at, public=wanted.public)


_MADE: dict[str, Callable[[Order, Wanted], str | bytes]] = {
    "md": _markdown, "html": _html, "xlsx": _workbook, "csv": _table, "docx": _word, "ics": _calendar,
}  # fmt: skip
FORMATS = tuple(_MADE)
