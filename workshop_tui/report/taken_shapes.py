"""The parts of the report as JSON that were counted: decisions, and how they were taken."""

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


SAID: dict[str, str] = {
    "decisions": "What was decided, and how.",
    "rule": "How it was taken; null where nobody said so.",
    "adopted": "Whether it was adopted: by a majority, or as no objection stands; null where no rule says so.",
    "result": "What came of it, in words.", "votes": "The votes; null under another rule.",
    "for": "Votes for it.", "against": "Votes against it.", "abstain": "Those who abstained.",
    "dots": "The options and their dots; of an option: how many.", "dots_each": "How many dots each person had.",
    "option": "The option, in words.", "objections": "The objections that were made.",
    "lifted": "Whether it was answered.", "who": "Who carries it; of an objection: who made it.",
    "due": "By when, in words or as a date.",
}  # fmt: skip
