"""The commands of the evaluation, and their rules: hands are counted by who is here, a sheet is nobody's."""

from __future__ import annotations

from abc import abstractmethod
from datetime import datetime
from typing import TYPE_CHECKING, ClassVar

from workshop_tui.agenda import Agenda
from workshop_tui.locale import say
from workshop_tui.session.counting import may_count
from workshop_tui.session.evaluation import events as e
from workshop_tui.session.evaluation.sheets import ANONYMOUS, Evaluation, EvaluationEvent, Mark, Row, Written, rows_of
from workshop_tui.session.may import May
from workshop_tui.session.refusal import Refused
from workshop_tui.session.rooms import RoomCommand
from workshop_tui.text import clean

if TYPE_CHECKING:
    from workshop_tui.session.rooms import Session

MOST_SHEETS = 2_000
"""Sheets of a session at the most: a day has some dozens of people."""
LONGEST = 2_000
"""Characters of one answer in free words at the most."""


class EvaluationCommand(RoomCommand, frozen=True):
    """A command about the evaluation."""

    needs: ClassVar[May] = May.NOTE

    def decided(self, session: Session, at: datetime, by: str) -> EvaluationEvent:
        """Give the event that it makes in this session."""
        return self.decide(session.agenda, session.part(Evaluation), at, by)

    @abstractmethod
    def decide(self, agenda: Agenda, evaluation: Evaluation, at: datetime, by: str) -> EvaluationEvent:
        """Give the event that it makes at `at`. Raises `Refused` if it makes no sense."""


class CountHands(EvaluationCommand, frozen=True):
    """Count so many more hands for a value, or fewer (`change`); or say how many there are (`count`), where `was` were
    seen."""

    question: str
    value: int
    objective: int = 0
    change: int = 0
    count: int | None = None
    was: int | None = None

    def decide(self, agenda: Agenda, evaluation: Evaluation, at: datetime, by: str) -> e.HandsCounted:
        """Count them."""
        row = find_row(agenda, self.question, self.objective)
        if self.value not in row.values():
            raise Refused(
                say("“{value}” is none of: {allowed}", value=self.value, allowed=", ".join(map(str, row.values())))
            )
        before = evaluation.hands_of(self.question, self.objective, self.value)
        may_count(before, self.change, self.count, self.was)
        return e.HandsCounted(
            at=at,
            by=by,
            question=self.question,
            objective=self.objective,
            value=self.value,
            change=self.change,
            count=self.count,
            was=self.was,
        )


class FillIn(EvaluationCommand, frozen=True):
    """Fill in a sheet: marks and words. Whoever sends it, it is nobody's."""

    marks: tuple[Mark, ...] = ()
    words: tuple[Written, ...] = ()

    def decide(self, agenda: Agenda, evaluation: Evaluation, at: datetime, by: str) -> e.EvaluationAnswered:
        """Take it, if it says something, and nothing that is not asked."""
        if len(evaluation.came) >= MOST_SHEETS:
            raise Refused(say("there are too many sheets already, {most}: no more are taken", most=MOST_SHEETS))
        words = tuple(
            Written(question=one.question, text=text) for one in self.words if (text := clean(one.text)[:LONGEST])
        )
        free = {one.key for one in agenda.questions if one.kind == "free"}
        if any(one.question not in free for one in words):
            raise Refused(say("that is not asked"))
        for one in self.marks:
            if one.value not in find_row(agenda, one.question, one.objective).values():
                raise Refused(say("that is not asked"))
        if len({(one.question, one.objective) for one in self.marks}) < len(self.marks):
            raise Refused(say("that is not asked"))
        if not self.marks and not words:
            raise Refused(say("nothing is answered yet"))
        return e.EvaluationAnswered(at=at, by=ANONYMOUS, marks=self.marks, words=words)


class RemoveSheet(EvaluationCommand, frozen=True):
    """Count the sheet of this number no more; or count it again (`back`)."""

    sheet: int
    back: bool = False

    def decide(self, agenda: Agenda, evaluation: Evaluation, at: datetime, by: str) -> e.SheetRemoved:
        """Remove it, if it is there and counts; bring it back, if it was removed."""
        if not 1 <= self.sheet <= len(evaluation.came):
            raise Refused(
                say("there is no sheet {sheet}: {count} came in", sheet=self.sheet, count=len(evaluation.came))
            )
        if (self.sheet in evaluation.removed) is not self.back:
            raise Refused(
                say("sheet {sheet} was not removed", sheet=self.sheet)
                if self.back
                else say("sheet {sheet} is removed already", sheet=self.sheet)
            )
        return e.SheetRemoved(at=at, by=by, sheet=self.sheet, back=self.back)


def find_row(agenda: Agenda, question: str, objective: int) -> Row:
    """The row of this question and objective. Raises `Refused` if it is not asked."""
    for row in rows_of(agenda):
        if (row.asked.key, row.objective) == (question, objective):
            return row
    raise Refused(say("that is not asked") if agenda.questions else NO_EVALUATION)


NO_EVALUATION = say("the agenda asks no evaluation: write evaluation = true at its top, and take it in (replan)")
