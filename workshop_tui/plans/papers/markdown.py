"""The running order as Markdown: a heading and a table a block."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from workshop_tui.locale import _
from workshop_tui.plans.order import Line, Order, Part
from workshop_tui.plans.papers.columns import Column, columns_of
from workshop_tui.report.linked import link
from workshop_tui.report.template import escape


def page(order: Order) -> str:
    """The running order, for who leads."""
    columns = columns_of(order)

    def table(part: Part) -> Iterator[str]:
        yield _row(str(column.head) for column in columns)
        yield "|" + " --- |" * len(columns)
        for line in part.lines:
            yield _line(_cell(column, line) for column in columns)
        if part.offered:
            yield from ("", escape(part.offered))

    return "\n".join(_page(order, table, public=False))


def public_page(order: Order) -> str:
    """The short form for participants: blocks, titles, and when the breaks are."""
    return "\n".join(
        _page(order, lambda part: (f"- {escape(f'{at} {title}'.strip())}" for at, title in part.public), public=True)
    )


def _page(order: Order, body: Callable[[Part], Iterable[str]], *, public: bool) -> Iterator[str]:
    yield f"# {escape(order.title)}"
    yield ""
    for told in order.about:
        yield escape(told)
        yield ""
    for day in order.days:
        if order.is_course:
            yield f"## {escape(day.headed)}"
            yield ""
        if day.todo and not public:
            yield ("### " if order.is_course else "## ") + _("To do")
            yield ""
            yield from (f"- {escape(line)}" for line in day.todo)
            yield ""
        for part in day.parts:
            yield f"{'###' if order.is_course else '##'} {escape(part.headed)}"
            yield ""
            if part.there and public:
                yield escape(part.there)
                yield ""
            yield from body(part)
            yield ""


def _row(cells: Iterable[str]) -> str:
    return _line("<br>".join(map(escape, cell.split("\n"))) for cell in cells)


def _line(cells: Iterable[str]) -> str:
    return "| " + " | ".join(cells) + " |"


def _cell(column: Column, line: Line) -> str:
    """A cell: its links lead to where they lead."""
    if column.links:
        return "<br>".join(map(link, column.links(line)))
    return "<br>".join(map(escape, column.text(line).split("\n")))
