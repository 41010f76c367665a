"""How a decision was taken, frozen: its rule, what was counted, which objections were said. The decision is a note.

A `DecisionEvent` makes one `Decisions` from another (`events`). Whether it is allowed, the commands say.
"""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Mapping
from datetime import datetime
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, ClassVar, Literal

from msgspec import Struct
from msgspec.structs import replace

from workshop_tui.holds import PersonName, Somebody, Words
from workshop_tui.locale import Message, say
from workshop_tui.session.rooms import RoomEvent, RoomPart

if TYPE_CHECKING:
    from workshop_tui.session.rooms import Session

KIND = "decision"
"""The key of the kind of note that a decision is."""
Rule = Literal["consent", "majority", "dots"]
RULES: dict[Rule, Message] = {"consent": say("consent"), "majority": say("majority"), "dots": say("dots")}
"""The rules, and their words."""
Vote = Literal["for", "against", "abstain"]
VOTES: dict[Vote, Message] = {"for": say("for"), "against": say("against"), "abstain": say("abstain")}
"""The votes that are counted under a majority, and their words."""
Choice = Vote | int
"""A thing that is counted: a vote, or the option of this number."""
Standing = Literal["stands", "lifted", "withdrawn"]


class Objection(Struct, frozen=True):
    """An objection in its words, and who made it. `withdrawn`: it was none; `lifted`: it was answered."""

    text: Words = ""
    who: PersonName | None = None
    standing: Standing = "stands"


class Taken(Struct, frozen=True):
    """How one decision was taken, as far as it was said; `rule` None: by none that is known.

    `options` and `objections` by number, that of the event which said them first; `counts`: votes, or dots by option.
    `each`: the dots that each person has. `counted_at`: when something was counted last.
    """

    rule: Rule | None = None
    who: Somebody | None = None
    due: Words | None = None
    each: int | None = None
    options: Mapping[int, Words] = MappingProxyType({})
    counts: Mapping[Vote | int, int] = MappingProxyType({})
    objections: Mapping[int, Objection] = MappingProxyType({})
    counted_at: datetime | None = None

    def count(self, choice: Choice) -> int:
        """The votes or dots of this choice."""
        return self.counts.get(choice, 0)

    @property
    def choices(self) -> tuple[Choice, ...]:
        """The things that are counted under its rule, in their order."""
        if self.rule == "majority":
            return tuple(VOTES)
        return tuple(sorted(self.options)) if self.rule == "dots" else ()

    @property
    def total(self) -> int:
        """The sum of the votes or dots that were counted under its rule."""
        return sum(self.count(choice) for choice in self.choices)

    @property
    def said(self) -> list[tuple[int, Objection]]:
        """The objections that were made, by number; none that was withdrawn."""
        return [(number, one) for number, one in sorted(self.objections.items()) if one.standing != "withdrawn"]

    @property
    def standing(self) -> list[tuple[int, Objection]]:
        """The objections that stand."""
        return [(number, one) for number, one in self.said if one.standing == "stands"]


NOT_SAID = Taken()


class Decisions(RoomPart, frozen=True):
    """How decisions were taken, by the number of their note."""

    taken: Mapping[int, Taken] = MappingProxyType({})

    def of(self, number: int) -> Taken:
        """How the decision that is this note was taken; nothing is said of it yet, if nothing was."""
        return self.taken.get(number, NOT_SAID)

    def changed(self, number: int, **said: Any) -> Decisions:
        """The decisions with this said of that one."""
        return replace(self, taken=MappingProxyType({**self.taken, number: replace(self.of(number), **said)}))


class DecisionEvent(RoomEvent, frozen=True, kw_only=True):
    """An event about the decision that is the note of this `number`."""

    part: ClassVar[type[RoomPart]] = Decisions
    is_detail: ClassVar[bool] = True
    unkept: ClassVar[Message] = say("that decision is not kept yet")

    number: int

    @property
    def about(self) -> tuple[int, ...]:
        """The numbers of the events that it is about: they have to be kept before it."""
        return (self.number,)

    @property
    @abstractmethod
    def forgotten(self) -> DecisionEvent:
        """The event without the words that people said."""

    @abstractmethod
    def apply(self, decisions: Decisions, number: int) -> Decisions:
        """Give the decisions after it; it is the session's event of this number."""

    def told(self, session: Session) -> Message:
        """Say what it did to a decision of this session."""
        return self.sentence(session.part(Decisions))

    @abstractmethod
    def sentence(self, decisions: Decisions) -> Message:
        """Say what it did, `{who}` and `{at}` still to be filled in."""
