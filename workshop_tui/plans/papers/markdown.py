"""The running order as Markdown: a heading and a table a block."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from workshop_tui.plans.order import Order, Part
from workshop_tui.plans.papers.columns import columns_of
from workshop_tui.report.template import escape


def page(order: Order) -> str:
    """The running order, for who leads."""
    columns = columns_of(order)

    def table(part: Part) -> Iterator[str]:
        yield _row(str(column.head) for column in columns)
        yield "|" + " --- |" * len(columns)
        for line in part.lines:
            yield _row(column.text(line) for column in columns)
        if part.offered:
            yield from ("", escape(part.offered))

    return "\n".join(_page(order, table))


def public_page(order: Order) -> str:
    """The short form for participants: blocks, titles, and when the breaks are."""
    return "\n".join(_page(order, lambda part: (f"- {escape(f'{at} {title}'.strip())}" for at, title in part.public)))


def _page(order: Order, body: Callable[[Part], Iterable[str]]) -> Iterator[str]:
    yield f"# {escape(order.title)}"
    yield ""
    if order.agenda.place:
        yield escape(order.placed)
        yield ""
    for day in order.days:
        if order.is_course:
            yield f"## {escape(day.headed)}"
            yield ""
        for part in day.parts:
            yield f"{'###' if order.is_course else '##'} {escape(part.headed)}"
            yield ""
            yield from body(part)
            yield ""


def _row(cells: Iterable[str]) -> str:
    return "| " + " | ".join("<br>".join(map(escape, cell.split("\n"))) for cell in cells) + " |"
