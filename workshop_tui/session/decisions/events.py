"""The events of how decisions were taken. Counts are kept as they were made: what two terminals count adds up.

| event | how it is undone |
| --- | --- |
| DecisionPut | say it otherwise; an empty text, the rule `none`, take it away |
| OptionNamed | name it otherwise; an empty name takes it away |
| VotesCounted | count the other way |
| ObjectionSaid | say it otherwise, or that it is withdrawn |
"""

# Types as they are, and not as texts: to read a day, msgspec works those out, 1.4 ms of each start.

from types import MappingProxyType
from typing import Literal

from msgspec.structs import replace

from workshop_tui.holds import PersonName, Somebody, Words
from workshop_tui.locale import Message, say
from workshop_tui.session.decisions.taken import (
    RULES,
    VOTES,
    DecisionEvent,
    Decisions,
    Objection,
    Rule,
    Standing,
    Taken,
    Vote,
)


class DecisionPut(DecisionEvent, frozen=True, kw_only=True):
    """The decision is taken by this rule, somebody carries it, by then. None: as before; nothing: not said any more."""

    rule: Rule | Literal["none"] | None = None
    who: Somebody | None = None
    due: Words | None = None
    each: int | None = None

    @property
    def forgotten(self) -> DecisionEvent:
        return replace(self, who=None, due=None)

    def apply(self, decisions: Decisions, number: int) -> Decisions:
        """Let what is given be so."""
        was = decisions.of(self.number)
        return decisions.changed(
            self.number,
            rule=was.rule if self.rule is None else None if self.rule == "none" else self.rule,
            who=was.who if self.who is None else self.who or None,
            due=was.due if self.due is None else self.due or None,
            each=was.each if self.each is None else self.each or None,
        )

    def sentence(self, decisions: Decisions) -> Message:
        """Say by which rule."""
        if self.rule and self.rule != "none":
            rule = RULES[self.rule]
            return say("{who} put decision {number} to {rule} at {at}", number=self.number, rule=rule)
        return say("{who} changed how decision {number} is taken at {at}", number=self.number)


class OptionNamed(DecisionEvent, frozen=True, kw_only=True):
    """An option of the decision is called so; a new one, under the number of this event, if `option` is None."""

    option: int | None = None
    name: Words

    @property
    def about(self) -> tuple[int, ...]:
        return (self.number, *((self.option,) if self.option else ()))

    @property
    def forgotten(self) -> DecisionEvent:
        return replace(self, name="")

    def apply(self, decisions: Decisions, number: int) -> Decisions:
        """Call it so; without a name it is none."""
        key = self.option or number
        left = {one: name for one, name in decisions.of(self.number).options.items() if one != key}
        named = {**left, key: self.name} if self.name else left
        return decisions.changed(self.number, options=MappingProxyType(named))

    def sentence(self, decisions: Decisions) -> Message:
        """Say which."""
        if not self.name:
            return say("{who} took an option of decision {number} away at {at}", number=self.number)
        return say("{who} named the option “{name}” of decision {number} at {at}", name=self.name, number=self.number)


class VotesCounted(DecisionEvent, frozen=True, kw_only=True):
    """So many more votes or dots of a choice, or fewer (`change`); or all of them (`count`).

    `was`: the count that its person saw. Where that is another by then, `count` does not hold: nothing that somebody
    else counted meanwhile is lost.
    """

    choice: Vote | int
    change: int = 0
    count: int | None = None
    was: int | None = None

    @property
    def about(self) -> tuple[int, ...]:
        return (self.number, *((self.choice,) if isinstance(self.choice, int) else ()))

    @property
    def forgotten(self) -> DecisionEvent:
        return self

    def apply(self, decisions: Decisions, number: int) -> Decisions:
        """Count them; never below none."""
        taken = decisions.of(self.number)
        counts = MappingProxyType({**taken.counts, self.choice: self.after(taken)})
        return decisions.changed(self.number, counts=counts, counted_at=self.at)

    def after(self, taken: Taken) -> int:
        """The count of the choice after it."""
        before = taken.count(self.choice)
        if self.count is None:
            return max(0, before + self.change)
        return self.count if self.was in (None, before) else before

    def sentence(self, decisions: Decisions) -> Message:
        """Say how many there are by it."""
        taken = decisions.of(self.number)
        named = VOTES[self.choice] if not isinstance(self.choice, int) else taken.options.get(self.choice, "…")
        told = {"name": named, "number": self.number}
        if self.count is not None:
            return say("{who} counted {count} for decision {number} at {at}: {name}", count=self.count, **told)
        change = f"{self.change:+}".replace("-", "−")
        return say("{who} counted {count} for decision {number} at {at}: {name}", count=change, **told)


class ObjectionSaid(DecisionEvent, frozen=True, kw_only=True):
    """An objection to the decision reads so; a new one, under the number of this event, if `objection` is None.

    None: as before; no text in `who`: nobody by name.
    """

    objection: int | None = None
    text: Words | None = None
    who: PersonName | None = None
    standing: Standing | None = None

    @property
    def about(self) -> tuple[int, ...]:
        return (self.number, *((self.objection,) if self.objection else ()))

    @property
    def forgotten(self) -> DecisionEvent:
        return replace(self, text=None if self.text is None else "", who=None)

    def apply(self, decisions: Decisions, number: int) -> Decisions:
        """Let it read so."""
        key, objections = self.objection or number, decisions.of(self.number).objections
        was = objections.get(key, Objection())
        one = Objection(
            text=was.text if self.text is None else self.text,
            who=was.who if self.who is None else self.who or None,
            standing=self.standing or was.standing,
        )
        return decisions.changed(self.number, objections=MappingProxyType({**objections, key: one}))

    def sentence(self, decisions: Decisions) -> Message:
        """Say what became of it."""
        if self.objection is None:
            return say("{who} noted an objection to decision {number} at {at}", number=self.number)
        if self.standing == "lifted":
            return say("{who} noted at {at} that an objection to decision {number} is lifted", number=self.number)
        if self.standing == "withdrawn":
            return say("{who} withdrew an objection to decision {number} at {at}", number=self.number)
        return say("{who} changed an objection to decision {number} at {at}", number=self.number)


EVENTS = (DecisionPut, OptionNamed, VotesCounted, ObjectionSaid)
"""The events of how decisions are taken, all of them."""
