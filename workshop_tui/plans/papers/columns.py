"""The columns of the running order: how each is headed, and what of a segment stands in it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from workshop_tui.locale import Message, say
from workshop_tui.plans.order import Line, Order, length, timed, title_of


@dataclass(frozen=True)
class Column:
    """A column: its head, its share of a page's width, and the text of it for a segment."""

    head: Message
    width: int
    text: Callable[[Line], str]


TIMES = (
    Column(say("Time"), 10, timed),
    Column(say("Length"), 7, lambda line: length(line.segment.minutes)),
    Column(say("Segment"), 20, lambda line: title_of(line.segment)),
)
DETAILS = (
    Column(say("Objective"), 19, lambda line: line.segment.objective or ""),
    Column(say("Method"), 24, lambda line: line.segment.method or ""),
    Column(say("Material"), 13, lambda line: "\n".join(line.segment.material)),
    Column(say("Who"), 14, lambda line: line.who),
    Column(say("Plan B"), 16, lambda line: line.segment.plan_b or ""),
)


def used(columns: Iterable[Column], order: Order) -> tuple[Column, ...]:
    """Those of `columns` in which something stands."""
    lines = list(order.lines)
    return tuple(column for column in columns if any(column.text(line) for line in lines))


def columns_of(order: Order) -> tuple[Column, ...]:
    """The columns of a paper: time, length and segment, and what else there is to say."""
    return (*TIMES, *used(DETAILS, order))
