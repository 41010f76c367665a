"""The columns of the running order: how each is headed, and what of a segment stands in it.

A page has those that one reads; a table that is worked on (`everything`) all that an agenda says of a segment.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from workshop_tui.agenda.prepared import Link, objectives_of
from workshop_tui.agenda.vocabulary import kind_word
from workshop_tui.locale import Message, _, language, say
from workshop_tui.plans.order import Line, Order, clock, length, step_told, timed, title_of


@dataclass(frozen=True)
class Column:
    """A column: its head, its share of a page's width, and the text of it for a segment."""

    head: Message
    width: int
    text: Callable[[Line], str]
    links: Callable[[Line], tuple[Link, ...]] | None = None
    """The links in it, if it has some: a page that can lead to them does."""


TIMES = (
    Column(say("Time"), 13, timed),
    Column(say("Length"), 7, lambda line: length(line.segment.minutes)),
    Column(say("Segment"), 20, lambda line: title_of(line.segment)),
)
DETAILS = (
    Column(say("Objective"), 19, lambda line: "\n".join(objectives_of(line.segment))),
    Column(say("Method"), 24, lambda line: line.segment.method or ""),
    Column(say("Material"), 13, lambda line: "\n".join(line.segment.material)),
    Column(say("Who"), 14, lambda line: line.who),
    Column(say("Place"), 10, lambda line: line.segment.place or ""),
    Column(say("Assessment"), 14, lambda line: line.segment.evaluate or ""),
    Column(
        say("Links"),
        16,
        lambda line: "\n".join(map(printed, line.segment.links or ())),
        lambda line: line.segment.links or (),
    ),
    Column(say("Plan B"), 16, lambda line: line.segment.plan_b or ""),
)
OTHERS = (
    Column(say("Form"), 14, lambda line: line.segment.form or ""),
    Column(say("Output"), 16, lambda line: line.segment.output or ""),
    Column(say("Prompts"), 24, lambda line: "\n".join(line.segment.prompts)),
    Column(say("Sub-steps"), 18, lambda line: "\n".join(map(step_told, line.segment.steps))),
    Column(say("To do"), 20, lambda line: "\n".join(line.todo)),
    Column(say("Type"), 10, lambda line: _kind(line.segment.kind)),
    Column(say("Shortest"), 8, lambda line: _minutes(line.segment.min)),
    Column(say("Longest"), 8, lambda line: _minutes(line.segment.max)),
    Column(say("Fixed at"), 8, lambda line: clock(line.segment.at) if line.segment.at else ""),
    Column(say("Optional"), 8, lambda line: "x" if line.segment.optional else ""),
)


def used(columns: Iterable[Column], order: Order) -> tuple[Column, ...]:
    """Leave out of `columns` those in which nothing stands."""
    lines = list(order.lines)
    return tuple(column for column in columns if any(column.text(line) for line in lines))


def columns_of(order: Order) -> tuple[Column, ...]:
    """The columns of a page: time, length and segment, times far away, and what else there is to say."""
    return (*TIMES[:1], *elsewhere(order), *TIMES[1:], *used(DETAILS, order))


def elsewhere(order: Order) -> tuple[Column, ...]:
    """A column for each place far away: when a segment is held by clocks there."""

    def column(place: int, called: str) -> Column:
        return Column(Message("{place}", {"place": called}), 11, lambda line: line.there[place])

    return tuple(column(place, there.called) for place, there in enumerate(order.there))


def printed(link: Link) -> str:
    """A link on paper: its words, and the address."""
    return _("{label}: {value}", label=link.text, value=link.url) if link.text else link.url


def everything(order: Order) -> tuple[Column, ...]:
    """The columns of a table behind its times and titles: all that is said of any segment."""
    return (*elsewhere(order), *used((*DETAILS, *OTHERS), order))


def _kind(kind: str | None) -> str:
    return "" if kind is None else kind_word(kind, language())


def _minutes(minutes: int | None) -> str:
    return "" if minutes is None else str(minutes)
