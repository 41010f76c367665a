"""A decision as it is printed: its note, and how it was taken."""

from __future__ import annotations

from dataclasses import dataclass

from workshop_tui.locale import Message
from workshop_tui.report.printed import Told
from workshop_tui.session.decisions.results import adopted, ranked, result
from workshop_tui.session.decisions.taken import KIND, NOT_SAID, RULES, Objection, Taken
from workshop_tui.session.state import State


@dataclass(frozen=True)
class Decided:
    """A decision: `told`, its note, and `taken`, how it was taken. `result` is in the language in use."""

    told: Told
    taken: Taken

    @property
    def text(self) -> str:
        return self.told.text

    @property
    def rule(self) -> Message | None:
        """The rule, in words; None if none is known."""
        return RULES[self.taken.rule] if self.taken.rule else None

    @property
    def adopted(self) -> bool | None:
        """True if it was adopted; None where no rule says so, or nothing was counted."""
        return adopted(self.taken)

    @property
    def result(self) -> str:
        """The words for what came of it; nothing where no rule is known."""
        return result(self.taken)

    @property
    def dots(self) -> list[tuple[str, int]]:
        """The options that dots were given to, the most first."""
        return ranked(self.taken) if self.taken.rule == "dots" else []

    @property
    def objections(self) -> list[Objection]:
        """The objections that were made: those that stand, and those that were lifted."""
        return [one for _number, one in self.taken.said]

    @property
    def who(self) -> str | None:
        """The person who carries it."""
        return self.taken.who

    @property
    def due(self) -> str | None:
        """By when, in words or as a date."""
        return self.taken.due


def decided(state: State, notes: list[Told]) -> list[Decided]:
    """The decisions among these notes, each with how it was taken."""
    return [Decided(one, state.decisions.of(one.note.number)) for one in notes if one.note.taken.kind == KIND]


def is_told(those: list[Decided]) -> bool:
    """Tell whether anything is known of how any of these was taken: then they stand together, under their own
    heading."""
    return any(one.taken != NOT_SAID for one in those)
