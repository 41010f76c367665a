"""The answers to the evaluation, frozen: hands that were counted, and sheets that were filled in by nobody by name.

A mark is a value of a scale; of an objective 1 (reached), 2 (partly) or 3 (not). Where a mark stands: its question, and
the place of the objective from 1 on (0: none).
"""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, ClassVar

from msgspec import Struct
from msgspec.structs import replace

from workshop_tui.agenda import Agenda
from workshop_tui.agenda.evaluation import Asked
from workshop_tui.holds import Key, Words
from workshop_tui.locale import Message, say
from workshop_tui.session.event import Part
from workshop_tui.session.rooms import RoomEvent, RoomPart

if TYPE_CHECKING:
    from workshop_tui.session.rooms import Session

ANONYMOUS = "anonymous"
"""The author of every sheet: nobody by name."""
MET_MARKS = {1: say("reached"), 2: say("partly"), 3: say("not reached")}
"""The words for the marks of an objective."""


class Mark(Part, frozen=True, kw_only=True):
    """A mark that was given."""

    question: Key
    objective: int = 0
    value: int


class Written(Part, frozen=True, kw_only=True):
    """Words that were written."""

    question: Key
    text: Words


class Sheet(Struct, frozen=True):
    """The answers of one person; nobody knows whose they are."""

    marks: tuple[Mark, ...] = ()
    words: tuple[Written, ...] = ()


class Evaluation(RoomPart, frozen=True):
    """The answers: `hands` by question, objective and value, and all the sheets that `came`, in that order.

    `removed`: the numbers, from 1 on, of those that count no more: a mistake, a joke.
    """

    hands: Mapping[tuple[Key, int, int], int] = MappingProxyType({})
    came: tuple[Sheet, ...] = ()
    removed: frozenset[int] = frozenset()

    @property
    def sheets(self) -> tuple[Sheet, ...]:
        """The sheets that count."""
        return tuple(one for number, one in enumerate(self.came, 1) if number not in self.removed)

    def hands_of(self, question: str, objective: int, value: int) -> int:
        """The hands that were counted for this value."""
        return self.hands.get((question, objective, value), 0)

    def counted(self, question: str, objective: int, value: int, count: int) -> Evaluation:
        """The evaluation with so many hands for this value."""
        return replace(self, hands=MappingProxyType({**self.hands, (question, objective, value): count}))


class Row(Struct, frozen=True):
    """A row of the evaluation that is marked: its question, and the objective that it is about (0: none)."""

    asked: Asked
    objective: int = 0

    def values(self) -> tuple[int, ...]:
        """The marks that may be given."""
        return tuple(MET_MARKS) if self.objective else tuple(range(self.asked.low, self.asked.high + 1))

    def called(self, value: int) -> str:
        """The words for a mark: `3`, `1 (not at all)`; of an objective `reached`."""
        if self.objective:
            return str(MET_MARKS[value])
        label = self.label(value)
        return f"{value} ({label})" if label else str(value)

    def label(self, value: int) -> str:
        """The label of a value of the scale, if it has one."""
        labels, values = self.asked.labels, self.values()
        ends = len(labels) == 2 < len(values)
        named = dict(zip((values[0], values[-1]) if ends else values, labels, strict=False))
        return named.get(value, "")


def rows_of(agenda: Agenda) -> Iterator[Row]:
    """The rows that are marked, in the order of the agenda."""
    for asked in agenda.questions:
        if asked.kind == "scale":
            yield Row(asked)
        elif asked.kind == "objectives":
            yield from (Row(asked, place) for place in range(1, len(agenda.objectives) + 1))


class EvaluationEvent(RoomEvent, frozen=True, kw_only=True):
    """An event of the evaluation."""

    part: ClassVar[type[RoomPart]] = Evaluation
    is_detail: ClassVar[bool] = True

    @abstractmethod
    def apply(self, evaluation: Evaluation, number: int) -> Evaluation:
        """Give the evaluation after it; it is the session's event of this number."""

    def told(self, session: Session) -> Message:
        """Say what it did, and nothing of whose answer it is."""
        return self.sentence()

    @abstractmethod
    def sentence(self) -> Message:
        """Say what it did, `{who}` and `{at}` still to be filled in."""
