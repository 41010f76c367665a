"""The running order as one HTML file, which prints on A4 landscape, a page a block: no script, nothing from afar."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from html import escape

from workshop_tui.agenda.prepared import Link
from workshop_tui.locale import _, language
from workshop_tui.plans.order import Line, Order, Part
from workshop_tui.plans.papers.columns import Column, columns_of, printed
from workshop_tui.report.html import document


def page(order: Order) -> str:
    """The running order, for who leads."""
    columns = columns_of(order)
    return _page(order, lambda part: _table(part, columns), public=False)


def public_page(order: Order) -> str:
    """The short form for participants."""

    def listed(part: Part) -> str:
        items = (f"<li>{escape(f'{at} {title}'.strip())}</li>\n" for at, title in part.public)
        return f"<ul>\n{''.join(items)}</ul>\n"

    return _page(order, listed, public=True)


def _page(order: Order, body: Callable[[Part], str], *, public: bool) -> str:
    return document("".join(_body(order, body, public=public)), order.title, language(), "report.css", "plan.css")


def _body(order: Order, body: Callable[[Part], str], *, public: bool) -> Iterator[str]:
    yield f"<h1>{escape(order.title)}</h1>\n"
    yield from (f"<p>{escape(told)}</p>\n" for told in order.about)
    level = "h3" if order.is_course else "h2"
    for day in order.days:
        to_do = escape(_("To do"))
        for number, part in enumerate(day.parts):
            yield "<section>\n"
            if order.is_course and not number:
                yield f"<h2>{escape(day.headed)}</h2>\n"
            if not number and day.todo and not public:
                lines = "".join(f"<li>{escape(line)}</li>\n" for line in day.todo)
                yield f"<{level}>{to_do}</{level}>\n<ul>\n{lines}</ul>\n"
            there = f"<p>{escape(part.there)}</p>\n" if part.there and public else ""
            yield f"<{level}>{escape(part.headed)}</{level}>\n{there}{body(part)}</section>\n"


def _table(part: Part, columns: tuple[Column, ...]) -> str:
    whole = sum(column.width for column in columns)
    widths = "".join(f'<col style="width: {100 * column.width / whole:.1f}%">' for column in columns)
    heads = "".join(f'<th scope="col">{escape(str(column.head))}</th>' for column in columns)
    rows = "".join(_row(line, columns) for line in part.lines)
    return (
        f'<div class="wide"><table>\n<caption>{escape(part.headed)}</caption>\n<colgroup>{widths}</colgroup>\n'
        f"<thead><tr>{heads}</tr></thead>\n<tbody>\n{rows}</tbody>\n</table></div>\n"
        + (f"<p>{escape(part.offered)}</p>\n" if part.offered else "")
    )


def _row(line: Line, columns: tuple[Column, ...]) -> str:
    cells = "".join(f"<td>{_cell(column, line)}</td>" for column in columns)
    return f"<tr{' class=break' if line.is_break or line.is_buffer else ''}>{cells}</tr>\n"


def _cell(column: Column, line: Line) -> str:
    """A cell; its links lead to where they lead, and tell nobody from where."""
    if column.links:
        return "<br>".join(map(_anchor, column.links(line)))
    return "<br>".join(map(escape, column.text(line).split("\n")))


def _anchor(link: Link) -> str:
    if link.address is None:
        return escape(printed(link))
    return f'<a href="{escape(link.address)}" rel="noopener noreferrer">{escape(link.told)}</a>'
