"""The running order as CSV: a row a segment, with its day and its block."""

from __future__ import annotations

from workshop_tui.locale import _
from workshop_tui.plans.order import DayOrder, Order, clock
from workshop_tui.plans.papers.columns import everything
from workshop_tui.report.tables import written


def page(order: Order, *, bom: bool, semicolon: bool) -> str:
    """The running order, for who leads."""
    columns = everything(order)
    heads = [_("Block"), _("Start"), _("End"), _("Length"), _("Segment"), *(str(column.head) for column in columns)]
    rows = [[*_day_head(order), *heads]]
    for day, part in order.parts:
        for line in part.lines:
            segment = line.segment
            rows.append(
                [
                    *_day(day),
                    part.headed,
                    clock(line.start),
                    clock(line.end),
                    str(segment.minutes),
                    segment.title,
                    *(column.text(line) for column in columns),
                ]
            )
    return written(rows, bom=bom, semicolon=semicolon)


def public_page(order: Order, *, bom: bool, semicolon: bool) -> str:
    """The short form for participants."""
    there = [_("Elsewhere")] if order.there else []
    rows = [[*_day_head(order), _("Block"), *there, _("Time"), _("Segment")]]
    for day, part in order.parts:
        rows += [[*_day(day), part.headed, *([part.there] if there else ()), at, title] for at, title in part.public]
    return written(rows, bom=bom, semicolon=semicolon)


def _day_head(order: Order) -> list[str]:
    return [_("Day")] if order.is_course else []


def _day(day: DayOrder) -> list[str]:
    return [day.headed] if day.number is not None else []
