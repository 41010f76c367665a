"""A plan as it was understood: the agenda that is proposed, and beside it each row, with what is to be said of it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, field

from workshop_tui.locale import Message
from workshop_tui.plans.rows import Row


@dataclass
class Seg:
    """A segment; `start` in minutes of the day. Texts are keyed as in an agenda; `lead` and others hold names."""

    start: int
    title: str
    minutes: int
    at: int | None = None
    longest: int | None = None
    shortest: int | None = None
    kind: str | None = None
    optional: bool = False
    texts: dict[str, str] = field(default_factory=dict)
    people: dict[str, list[str]] = field(default_factory=dict)
    steps: list[tuple[str, int]] = field(default_factory=list)
    remarks: list[Message] = field(default_factory=list)

    @property
    def end(self) -> int:
        """Minutes of the day."""
        return self.start + self.minutes


@dataclass
class Bloc:
    """A block; `before`: what is said above it, of the time before it."""

    title: str
    start: int
    end: int
    segments: list[Seg] = field(default_factory=list)
    before: list[Message] = field(default_factory=list)


@dataclass
class DayPlan:
    """A day, and the date that it is planned for, if one is said."""

    title: str | None = None
    date: dt.date | None = None
    blocks: list[Bloc] = field(default_factory=list)

    @property
    def segments(self) -> Iterator[Seg]:
        for block in self.blocks:
            yield from block.segments


@dataclass(frozen=True)
class ColumnRead:
    """A column: its letter, the words above it, and the field that it was read as; None if it was not read."""

    sheet: str
    column: str
    head: str
    field: str | None


@dataclass
class RowRead:
    """A row, and what it `is`: title, head, day, block, segment, detail, lunch, end, total, about
    (said of the whole), or text, which is not read."""

    sheet: str
    row: Row
    what: str
    day: int | None = None
    block: str | None = None
    segment: Seg | None = None
    remarks: list[Message] = field(default_factory=list)
    mistakes: list[Message] = field(default_factory=list)


@dataclass(frozen=True)
class Question:
    """A thing that only the person knows; `option` answers it."""

    option: str
    message: Message


@dataclass
class Proposal:
    """The whole of it. `mistakes` are of no row; with any, of rows or not, or a question, there is no agenda."""

    title: str | None = None
    language: str = "en"
    zone: str | None = None
    place: str | None = None
    audience: str | None = None
    days: list[DayPlan] = field(default_factory=list)
    columns: list[ColumnRead] = field(default_factory=list)
    rows: list[RowRead] = field(default_factory=list)
    remarks: list[Message] = field(default_factory=list)
    mistakes: list[Message] = field(default_factory=list)
    questions: list[Question] = field(default_factory=list)

    @property
    def is_whole(self) -> bool:
        """Tell whether an agenda can be written of it."""
        return not (self.mistakes or self.questions or any(one.mistakes for one in self.rows))
