"""The commands of how decisions are taken, and their rules. Anybody in the session may count; nothing moves the day."""

from __future__ import annotations

from abc import abstractmethod
from datetime import datetime
from typing import TYPE_CHECKING, ClassVar, Literal

from workshop_tui.locale import say
from workshop_tui.session.counting import may_count
from workshop_tui.session.decisions import events as e
from workshop_tui.session.decisions.taken import KIND, Choice, DecisionEvent, Decisions, Rule, Standing, Taken
from workshop_tui.session.may import May
from workshop_tui.session.notes.commands import find_note
from workshop_tui.session.notes.notebook import Note, Notebook
from workshop_tui.session.refusal import Refused, there_are
from workshop_tui.session.rooms import RoomCommand
from workshop_tui.text import clean, clean_line
from workshop_tui.text.folding import alike

if TYPE_CHECKING:
    from workshop_tui.session.rooms import Session

MOST_EACH = 99
"""Dots that a person has at the most."""


class DecisionCommand(RoomCommand, frozen=True):
    """A command about the decision that is the note of this `number`."""

    needs: ClassVar[May] = May.NOTE

    number: int

    def decided(self, session: Session, at: datetime, by: str) -> DecisionEvent:
        """Give the event that it makes in this session."""
        return self.decide(session.notebook, session.part(Decisions), at, by)

    @abstractmethod
    def decide(self, notebook: Notebook, decisions: Decisions, at: datetime, by: str) -> DecisionEvent:
        """Give the event that it makes at `at`. Raises `Refused` if it makes no sense."""


class PutDecision(DecisionCommand, frozen=True):
    """Say by which rule it is taken, who carries it, by when, how many dots each has; None: as before, nothing (`""`,
    `none`, 0) takes it away."""

    rule: Rule | Literal["none"] | None = None
    who: str | None = None
    due: str | None = None
    each: int | None = None

    def decide(self, notebook: Notebook, decisions: Decisions, at: datetime, by: str) -> e.DecisionPut:
        """Say so, if that changes anything."""
        find_decision(notebook, self.number)
        if self.each is not None and not 0 <= self.each <= MOST_EACH:
            raise Refused(say("each has 1 to {most} dots, not {count}", most=MOST_EACH, count=self.each))
        who, due = (None if text is None else clean_line(text) for text in (self.who, self.due))
        event = e.DecisionPut(at=at, by=by, number=self.number, rule=self.rule, who=who, due=due, each=self.each)
        if event.apply(decisions, 0).of(self.number) == decisions.of(self.number):
            raise Refused(say("that is said of decision {number} already", number=self.number))
        return event


class NameOption(DecisionCommand, frozen=True):
    """Call an option so; a new one if `option` is None; without a name it is none any more."""

    name: str
    option: int | None = None

    def decide(self, notebook: Notebook, decisions: Decisions, at: datetime, by: str) -> e.OptionNamed:
        """Name it, unless another is called so."""
        find_decision(notebook, self.number)
        taken, name = decisions.of(self.number), clean_line(self.name)
        if self.option is not None and self.option not in taken.options:
            raise Refused(say("that option is not there any more"))
        if self.option is None and not name:
            raise Refused(say("an option needs a name"))
        if any(alike(name) == alike(other) for key, other in taken.options.items() if key != self.option):
            raise Refused(say("there is an option “{name}” already", name=name))
        return e.OptionNamed(at=at, by=by, number=self.number, option=self.option, name=name)


class CountVotes(DecisionCommand, frozen=True):
    """Count so many more, or fewer, of a choice (`change`); or say how many there are (`count`), where `was` were
    seen."""

    choice: Choice
    change: int = 0
    count: int | None = None
    was: int | None = None

    def decide(self, notebook: Notebook, decisions: Decisions, at: datetime, by: str) -> e.VotesCounted:
        """Count them: never below none, and not over what somebody else counted meanwhile."""
        find_decision(notebook, self.number)
        taken = decisions.of(self.number)
        if isinstance(self.choice, int) and self.choice not in taken.options:
            raise Refused(say("that option is not there any more"))
        may_count(taken.count(self.choice), self.change, self.count, self.was)
        return e.VotesCounted(
            at=at, by=by, number=self.number, choice=self.choice, change=self.change, count=self.count, was=self.was
        )


class SayObjection(DecisionCommand, frozen=True):
    """Say an objection, a new one if `objection` is None; None stays as it is, no text in `who` is nobody by name."""

    text: str | None = None
    who: str | None = None
    objection: int | None = None
    standing: Standing | None = None

    def decide(self, notebook: Notebook, decisions: Decisions, at: datetime, by: str) -> e.ObjectionSaid:
        """Say it, if that changes anything."""
        find_decision(notebook, self.number)
        text = None if self.text is None else clean(self.text)
        if text == "" or (self.objection is None and text is None):
            raise Refused(say("an objection needs its words"))
        if self.objection is not None and self.objection not in dict(decisions.of(self.number).said):
            raise Refused(say("that objection is not there any more"))
        who = None if self.who is None else clean_line(self.who)
        event = e.ObjectionSaid(
            at=at, by=by, number=self.number, objection=self.objection, text=text, who=who, standing=self.standing
        )
        if self.objection and event.apply(decisions, 0) == decisions:
            raise Refused(say("that objection reads so already"))
        return event


def find_decision(notebook: Notebook, number: int) -> Note:
    """The decision that is the note of this number. Raises `Refused` if there is none."""
    note = find_note(notebook, number)
    if note.taken.kind != KIND:
        there = there_are(str(one.number) for one in decisions_in(notebook))
        raise Refused(say("note {number} is no decision{there}", number=number, there=there))
    return note


def decisions_in(notebook: Notebook) -> list[Note]:
    """The decisions, in the order in which they were noted."""
    return [note for note in notebook.notes if note.taken.kind == KIND]


def find_option(taken: Taken, named: str) -> int | None:
    """The number of the option that is called so; None if none is. Raises `Refused` if several could be meant."""
    wanted = alike(clean_line(named))
    exact = [key for key, name in taken.options.items() if alike(name) == wanted]
    found = exact or [key for key, name in taken.options.items() if wanted and alike(name).startswith(wanted)]
    if len(found) > 1:
        names = ", ".join(taken.options[key] for key in found)
        raise Refused(say("several options could be meant: {names}", names=names))
    return found[0] if found else None
