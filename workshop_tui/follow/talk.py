"""A talk on a session: what every command has in common. It asks nothing that has to be seen: a number may answer."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from workshop_tui.follow.voice import Voice
from workshop_tui.journal import JournalError, NotShown
from workshop_tui.locale import Message, _, clock_time, dated_time, plural
from workshop_tui.service import Session
from workshop_tui.session.decide import still_meant
from workshop_tui.session.event import Command, Recorded
from workshop_tui.session.refusal import LeftOpen, NotLeading, Refused, Several
from workshop_tui.session.state import State
from workshop_tui.session.timing.commands import End
from workshop_tui.session.timing.lookup import find_block, find_segment
from workshop_tui.session.timing.timeline import timeline
from workshop_tui.spoken.announcing import Announcer
from workshop_tui.spoken.results import result
from workshop_tui.spoken.words import Titles, block_name, block_said, quoted, sentences, spoken
from workshop_tui.text import fold
from workshop_tui.text.folding import alike

MOST = 20
"""Things to choose from that are listed."""


@dataclass(frozen=True)
class Choice:
    """One of several things that a number does."""

    told: str
    do: Callable[[], object]


class Talk:
    """A session, the voice that answers, and what a number would choose now.

    `asks`: somebody is there who can be asked; a script is not, and is taken at its word. `confined` to the session: a
    report is written beside it, and nowhere else.
    """

    def __init__(self, session: Session, voice: Voice, *, asks: bool, confined: bool = False) -> None:
        session.take_up()
        self.session = session
        self.voice = voice
        self.asks = asks
        self.confined = confined
        self.titles = Titles()
        self.announcer = Announcer(session.state, self.titles, by=session.by)
        self.mine: set[int] = set()
        """The numbers of the events that were made here."""
        self.ended = False
        self._choices: tuple[Choice, ...] = ()
        self._settled: dict[str, str] = {}
        """The keys that were chosen for a name, by that name."""

    @property
    def state(self) -> State:
        """The session as it is known."""
        return self.session.state

    @property
    def now(self) -> datetime:
        """The present instant of the session."""
        return self.session.now()

    # ── answers ────────────────────────────────────────────────────────────────────────────────────────
    def answer(self, *parts: str) -> None:
        """Say these parts as sentences on one line."""
        self.voice.answer(sentences(*parts))

    def refuse(self, why: Message | str) -> None:
        """Say why something is not done."""
        self.answer(spoken(str(why)))

    def do(self, command: Command, at: datetime | None = None, *, take: bool = False) -> Recorded | None:
        """Do it, and say the result; or why not."""
        try:
            if at is None and self.asks:
                still_meant(self.state.day, command, self.now)
            record = self.session.do(command, at, take=take)
        except NotLeading as refusal:
            self.offer(
                [Choice(_("take the hand and do it"), lambda: self.do(command, at, take=True))], spoken(str(refusal))
            )
            return None
        except LeftOpen as refusal:
            at, zone = refusal.end if isinstance(command, End) else self.now, self.state.agenda.zone
            as_of = _("end it as of {at}", at=dated_time(at, zone))
            told = as_of if isinstance(command, End) else _("do it now all the same")
            self.offer([Choice(told, lambda: self.do(command, at, take=take))], spoken(str(refusal)))
            return None
        except NotShown as error:
            self.answer(str(error))
            return error.record
        except JournalError as error:
            self.answer(_("not kept: {why}", why=error))
            return None
        self.mine.add(record.number)
        self.voice.answer(result(self.state, record.event, self.now, self.titles, record.number))
        if record.event.must_be_seen:
            self.announcer.answered(self.state, self.now)
        return record

    # ── choosing ───────────────────────────────────────────────────────────────────────────────────────
    def offer(self, choices: Sequence[Choice], *before: str) -> None:
        """List things to do, of which a number does one."""
        self._choices = tuple(choices[:MOST])
        if before:
            self.answer(*before)
        for number, choice in enumerate(self._choices, 1):
            self.voice.answer(sentences(_("{number}, {choice}", number=number, choice=choice.told)))

    def sure(self, question: str, choice: str, do: Callable[[], object]) -> None:
        """Do it once somebody who can be asked has said so with a 1."""
        if self.asks:
            self.offer([Choice(choice, do)], question)
        else:
            do()

    def choose(self, number: int) -> None:
        """Do what this number stands for."""
        if 1 <= number <= len(self._choices):
            chosen, self._choices = self._choices[number - 1], ()
            self.attempt(chosen.do)
        elif self._choices:
            count = len(self._choices)
            self.answer(plural("there is {count} to choose from", "there are {count} to choose from", count))
        else:
            self.answer(_("nothing is to be chosen now"))

    def forget_choices(self) -> None:
        """Let a number mean nothing any more: something else was said."""
        self._choices, self._settled = (), {}

    def attempt(self, do: Callable[[], object]) -> None:
        """Do it; what is refused is said, what could mean several things is asked."""
        try:
            do()
        except Several as several:
            name = several.name
            called = [self._told_apart(key, title) for key, title in several.choices]
            choices = [
                Choice(
                    self._with_time(key, one) if called.count(one) > 1 else one, partial(self._settle, name, key, do)
                )
                for (key, _title), one in zip(several.choices, called, strict=True)
            ]
            self.offer(choices, _("several could be meant"))
        except Refused as refusal:
            self.refuse(refusal.message)
        except JournalError as error:
            self.refuse(error.message)

    def _told_apart(self, key: str, title: str) -> str:
        """A thing that may be meant: of a segment, with its block, for two may be called alike."""
        if key not in self.state.day.segments:
            return spoken(title)
        block = self.state.day.block_of(key)
        named = next(block_name(self.state, one) for one in self.state.agenda.blocks if one.key == block)
        return _("{title}, {block}", title=quoted(title), block=named)

    def _with_time(self, key: str, called: str) -> str:
        """A segment that is called as another of its block: with the time at which it began, or would begin."""
        if key not in self.state.day.segments:
            return called
        times = timeline(self.state.day, self.now)
        row = times.segment(key)
        at = row.actual_start or row.projected_start or row.planned_start
        return _("{title}, at {at}", title=called, at=clock_time(at, times.zone)) if at else called

    def _settle(self, name: str, key: str, do: Callable[[], object]) -> None:
        self._settled[name] = key
        self.attempt(do)

    def segment(self, named: str) -> str:
        """The key of the segment that is meant. Raises `Refused`."""
        return self._settled.get(fold(named)) or find_segment(self.state.day, named)

    def block(self, named: str) -> str:
        """The key of the block that is meant, by what it is called in the plan, or here. Raises `Refused`."""
        try:
            return self._settled.get(fold(named)) or find_block(self.state.day, named)
        except Several:
            raise
        except Refused:
            if found := block_said(self.state, named):
                return found
            raise

    def person(self, named: str) -> str:
        """The name by which a participant is meant, or the key that was chosen for it."""
        return self._settled.get(alike(named), named)
