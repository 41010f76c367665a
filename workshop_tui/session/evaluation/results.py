"""The evaluation summed up: how often each mark was given, and what was written. Pure, in the language in use.

What one person wrote is never told beside the marks they gave: words stand apart, in no order of coming, and under
`FEW` sheets not at all where marks are told. Few marks are said to be few.
"""

from __future__ import annotations

from dataclasses import dataclass

from workshop_tui.agenda import Agenda
from workshop_tui.agenda.evaluation import Asked
from workshop_tui.locale import decimal
from workshop_tui.session.evaluation.sheets import Evaluation, Row, Sheet, rows_of

BAR = 20
"""Signs of the longest bar."""
FEW = 5
"""Answers under which what was written is not told beside the marks, and marks are told to be few."""


@dataclass(frozen=True)
class Marked:
    """A row and its marks: `counts`, by value, hands and sheets together. `about`: the words of the objective."""

    row: Row
    about: str
    counts: dict[int, int]

    @property
    def total(self) -> int:
        """How many marks were given."""
        return sum(self.counts.values())

    @property
    def few(self) -> bool:
        """Tell whether these are too few to say much."""
        return 0 < self.total < FEW

    @property
    def mean(self) -> float | None:
        """The mean of a scale, to one decimal; None of an objective, or where nothing was given."""
        if self.row.objective or not self.total:
            return None
        return round(sum(value * count for value, count in self.counts.items()) / self.total, 1)

    def bar(self, count: int) -> int:
        """The length of the bar of this many: `BAR` signs for the most, one at least for any."""
        most = max(self.counts.values(), default=0)
        return max(1, round(count * BAR / most)) if count else 0

    @property
    def told_mean(self) -> str:
        """The mean as it is told: `4.3`, in French `4,3`; nothing where there is none."""
        return "" if self.mean is None else decimal(f"{self.mean:.1f}")


@dataclass(frozen=True)
class Result:
    """One question, with its marks, or with what was written (`words`, sorted: in no order of coming).

    `withheld`: how many wrote something that is not told beside the marks, for too few sheets were filled in.
    """

    asked: Asked
    marked: tuple[Marked, ...] = ()
    words: tuple[str, ...] = ()
    withheld: int = 0


@dataclass(frozen=True)
class Results:
    """The evaluation, question by question. `sheets`: how many were filled in and count; `removed`: how many do not."""

    questions: tuple[Result, ...]
    sheets: int
    removed: int = 0

    @property
    def any(self) -> bool:
        """Tell whether anything was answered at all."""
        return any(one.words or one.withheld or any(row.total for row in one.marked) for one in self.questions)


def written(agenda: Agenda, evaluation: Evaluation) -> list[tuple[Asked, list[str]]]:
    """The words that were written, by question, whoever wrote them: to be told by themselves, beside no mark."""
    said: dict[str, list[str]] = {}
    for sheet in evaluation.sheets:
        for one in sheet.words:
            said.setdefault(one.question, []).append(one.text)
    return [(asked, sorted(said[asked.key])) for asked in agenda.questions if asked.key in said]


def sheet_told(agenda: Agenda, sheet: Sheet) -> str:
    """The words of a sheet, and no mark beside them, where it has some; else its marks: they tell it from the others,
    for who removes one."""
    if sheet.words:
        return " · ".join(" ".join(one.text.split()) for one in sheet.words)
    asked = {(row.asked.key, row.objective): row for row in rows_of(agenda)}
    rows = [(asked.get((mark.question, mark.objective)), mark.value) for mark in sheet.marks]
    return " · ".join(row.called(value) if row else str(value) for row, value in rows)


def results(agenda: Agenda, evaluation: Evaluation) -> Results:
    """The results of the questions that the agenda asks."""
    given: dict[tuple[str, int], dict[int, int]] = {}
    for sheet in evaluation.sheets:
        for mark in sheet.marks:
            row = given.setdefault((mark.question, mark.objective), {})
            row[mark.value] = row.get(mark.value, 0) + 1
    rows: dict[str, list[Marked]] = {}
    for one in rows_of(agenda):
        sheets = given.get((one.asked.key, one.objective), {})
        counts = {
            value: sheets.get(value, 0) + evaluation.hands_of(one.asked.key, one.objective, value)
            for value in one.values()
        }
        about = agenda.objectives[one.objective - 1] if one.objective else ""
        rows.setdefault(one.asked.key, []).append(Marked(one, about, counts))
    said = {asked.key: tuple(words) for asked, words in written(agenda, evaluation)}
    few = len(evaluation.sheets) < FEW
    questions = tuple(
        Result(
            asked,
            tuple(rows.get(asked.key, ())),
            () if few else said.get(asked.key, ()),
            len(said.get(asked.key, ())) if few else 0,
        )
        for asked in agenda.questions
    )
    return Results(questions, len(evaluation.sheets), len(evaluation.removed))
