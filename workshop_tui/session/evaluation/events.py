"""The events of the evaluation. A sheet has no author, and nothing of the device that it came from.

| event | how it is undone |
| --- | --- |
| HandsCounted | count the other way |
| EvaluationAnswered | never: nobody knows whose it is; it can be removed (SheetRemoved) |
| SheetRemoved | bring it back |
"""

# Types as they are, and not as texts: to read a day, msgspec works those out, 1.4 ms of each start.

from msgspec.structs import replace

from workshop_tui.holds import Key
from workshop_tui.locale import Message, say
from workshop_tui.session.counting import counted
from workshop_tui.session.evaluation.sheets import Evaluation, EvaluationEvent, Mark, Sheet, Written


class HandsCounted(EvaluationEvent, frozen=True, kw_only=True):
    """So many more hands for a value, or fewer (`change`); or all of them (`count`), where `was` were seen."""

    question: Key
    objective: int = 0
    value: int
    change: int = 0
    count: int | None = None
    was: int | None = None

    def apply(self, evaluation: Evaluation, number: int) -> Evaluation:
        """Count them; never below none, nor over what somebody else counted meanwhile."""
        before = evaluation.hands_of(self.question, self.objective, self.value)
        after = counted(before, self.change, self.count, self.was)
        return evaluation.counted(self.question, self.objective, self.value, after)

    def sentence(self) -> Message:
        """Say so."""
        return say("{who} counted hands for the evaluation at {at}")


class EvaluationAnswered(EvaluationEvent, frozen=True, kw_only=True):
    """A sheet was filled in."""

    marks: tuple[Mark, ...] = ()
    words: tuple[Written, ...] = ()

    def apply(self, evaluation: Evaluation, number: int) -> Evaluation:
        """Lay it with the others."""
        return replace(evaluation, came=(*evaluation.came, Sheet(self.marks, self.words)))

    def sentence(self) -> Message:
        """Say so, and not whose it is."""
        return say("a sheet of the evaluation came in at {at}")


class SheetRemoved(EvaluationEvent, frozen=True, kw_only=True):
    """The sheet of this number, from 1 on in the order in which they came, counts no more; or does again (`back`)."""

    sheet: int
    back: bool = False

    def apply(self, evaluation: Evaluation, number: int) -> Evaluation:
        """Count it no more, or again."""
        those = evaluation.removed
        return replace(evaluation, removed=those - {self.sheet} if self.back else those | {self.sheet})

    def sentence(self) -> Message:
        """Say which."""
        if self.back:
            return say("{who} brought sheet {sheet} of the evaluation back at {at}", sheet=self.sheet)
        return say("{who} removed sheet {sheet} of the evaluation at {at}", sheet=self.sheet)


EVENTS = (HandsCounted, EvaluationAnswered, SheetRemoved)
"""The events of the evaluation, all of them."""
