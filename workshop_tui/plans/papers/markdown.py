"""The running order as Markdown: a heading and a table a block."""

from __future__ import annotations

from collections.abc import Iterator

from workshop_tui.plans.order import Order, Part, clock, title_of
from workshop_tui.plans.papers.columns import columns_of
from workshop_tui.report.template import escape


def page(order: Order) -> str:
    """The running order, for who leads."""
    columns = columns_of(order)

    def table(part: Part) -> Iterator[str]:
        yield _row([str(column.head) for column in columns])
        yield "|" + " --- |" * len(columns)
        for line in part.lines:
            yield _row([column.text(line) for column in columns])

    return "\n".join(_page(order, table))


def public_page(order: Order) -> str:
    """The short form for participants: blocks, titles, and when the breaks are."""

    def listed(part: Part) -> Iterator[str]:
        for line in part.lines:
            if not line.is_buffer:
                at = f"{clock(line.start)} " if line.is_break else ""
                yield f"- {escape(at + title_of(line.segment))}"

    return "\n".join(_page(order, listed))


def _page(order: Order, body: object) -> Iterator[str]:
    yield f"# {escape(order.title)}"
    yield ""
    if order.agenda.place:
        yield escape(order.agenda.place)
        yield ""
    of_course = order.days[0].number is not None
    for day in order.days:
        if of_course:
            yield f"## {escape(day.headed)}"
            yield ""
        for part in day.parts:
            yield f"{'###' if of_course else '##'} {escape(part.headed)}"
            yield ""
            yield from body(part)  # type: ignore[operator]
            yield ""


def _row(cells: list[str]) -> str:
    return "| " + " | ".join("<br>".join(map(escape, cell.split("\n"))) for cell in cells) + " |"
