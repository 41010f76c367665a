"""The parts of the report as JSON that were counted: decisions, and how they were taken; the evaluation."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from workshop_tui.report.shape import Instant, Shape


class VotesShape(Shape):
    """The votes of a majority."""

    in_favour: int = Field(alias="for")
    against: int
    abstain: int


class DotsShape(Shape):
    """An option, and its dots."""

    option: str
    dots: int


class ObjectionShape(Shape):
    """An objection, in its words."""

    text: str
    who: str | None
    lifted: bool


class DecisionShape(Shape):
    """A decision, and how it was taken: as `decisions --json` has it."""

    number: int
    at: Instant
    segment: str | None
    text: str
    private: bool
    rule: Literal["consent", "majority", "dots"] | None
    adopted: bool | None
    result: str | None
    votes: VotesShape | None
    dots: list[DotsShape]
    dots_each: int | None
    objections: list[ObjectionShape]
    who: str | None
    due: str | None


class MarkShape(Shape):
    """A mark that may be given."""

    value: int
    called: str
    count: int


class MarkedShape(Shape):
    """A row of marks: of a question, or of one objective of it."""

    objective: int | None
    about: str | None
    marks: list[MarkShape]
    total: int
    mean: float | None
    few: bool


class QuestionShape(Shape):
    """A question of the evaluation, and its answers."""

    key: str
    text: str
    kind: Literal["scale", "objectives", "free"]
    min: int | None
    max: int | None
    labels: list[str]
    marked: list[MarkedShape]
    words: list[str] | None
    withheld: bool


class EvaluationShape(Shape):
    """The evaluation: as `evaluation --json` has it."""

    sheets: int
    removed: int
    questions: list[QuestionShape]


SAID: dict[str, str] = {
    "decisions": "What was decided, and how.",
    "rule": "How it was taken; null where nobody said so.",
    "adopted": "Whether it was adopted: by a majority, or as no objection stands; null where no rule says so.",
    "result": "What came of it, in words.", "votes": "The votes; null under another rule.",
    "for": "Votes for it.", "against": "Votes against it.", "abstain": "Those who abstained.",
    "dots": "The options and their dots; of an option: how many.", "dots_each": "How many dots each person had.",
    "option": "The option, in words.", "objections": "The objections that were made.",
    "lifted": "Whether it was answered.", "who": "Who carries it; of an objection: who made it.",
    "evaluation": "What was answered to the evaluation; null where the agenda asks none.",
    "sheets": "How many sheets were filled in, without those that were removed.",
    "removed": "How many sheets were removed.", "questions": "The questions, as the agenda asks them.",
    "min": "The lowest value of a scale.", "max": "The highest value of a scale.",
    "labels": "The labels of a scale: of its ends, or of each value.", "marked": "The marks that were given, by row.",
    "objective": "The place of the objective, from 1 on; null of a scale.", "marks": "Each mark that may be given.",
    "value": "The mark; of an objective 1 (reached), 2 (partly) or 3 (not).", "called": "The mark in words.",
    "count": "How many gave it, hands and sheets together.", "total": "How many marks were given.",
    "mean": "The mean, to one decimal; null where there is none.", "few": "Whether these are too few to say much.",
    "words": "What was written, in no order of coming; null where that is withheld.",
    "withheld": "Whether too few wrote for it to be told beside the marks.",
    "due": "By when, in words or as a date.",
}  # fmt: skip
