"""Commands on turns, and their rules: who speaks, who has done, who asks to, a round, and what was noted wrongly."""

from __future__ import annotations

from datetime import datetime

from workshop_tui.locale import TimeOfDay, exact_time, say
from workshop_tui.session.attendance.stays import Attendance
from workshop_tui.session.event import filled, person
from workshop_tui.session.refusal import Refused
from workshop_tui.session.timing.day import Day, Mode
from workshop_tui.session.turns import events as e
from workshop_tui.session.turns.floor import AT_ONCE, Floor, Turn, TurnCommand, Who, caller
from workshop_tui.session.turns.order import block_of, standing
from workshop_tui.session.turns.people import find, known, present
from workshop_tui.session.turns.speaking import Spoken, runs_at, turn_at
from workshop_tui.text import clean_line
from workshop_tui.text.folding import words_of

LATEST = say("no turn has been noted yet")


class Speaker(TurnCommand, frozen=True):
    """About a speaker: by `name`, as people say it; or as it is, a `label` of nobody on a list; or known exactly."""

    name: str = ""
    label: str = ""
    who: Who | None = None

    def meant(self, day: Day, attendance: Attendance, floor: Floor, at: datetime) -> Who:
        """The speaker who is meant. Raises `Refused`."""
        if self.who is not None:
            return self.who
        if label := clean_line(self.label):
            return Who(label=label)
        if not words_of(self.name):
            raise Refused(say("a speaker needs a name"))
        return find(known(day, attendance, floor, block_of(day, at)), self.name)


class BeginTurn(Speaker, frozen=True):
    """Let somebody speak, from then on."""

    def decide(self, day: Day, attendance: Attendance, floor: Floor, at: datetime, by: str) -> e.TurnBegun:
        """Begin it; refused while nothing runs, if they speak already, or if somebody else just named another."""
        who = self.meant(day, attendance, floor, at)
        _running(day, at)
        last = turn_at(day, floor, at)
        if floor.turns and at < max(one.start for one in floor.turns):
            raise _before_the_last(day, floor.turns[-1], attendance)
        if last and last.turn.speaker == who:
            raise Refused(say("{name} speaks already", name=caller(day.agenda, attendance)(who)))
        if last and last.turn.by != by and at - last.start <= AT_ONCE:
            raise _just_named(day, attendance, last)
        return e.TurnBegun(at=at, by=by, speaker=who, seen=floor.begun)


class EndTurn(TurnCommand, frozen=True):
    """Let nobody speak any more."""

    def decide(self, day: Day, attendance: Attendance, floor: Floor, at: datetime, by: str) -> e.TurnEnded:
        """End it; refused if nobody speaks."""
        if turn_at(day, floor, at) is None or any(one.start > at for one in floor.turns):
            raise Refused(say("nobody has the floor"))
        return e.TurnEnded(at=at, by=by, seen=floor.begun)


class AskToSpeak(Speaker, frozen=True):
    """Put somebody on the list of those who ask to speak."""

    def decide(self, day: Day, attendance: Attendance, floor: Floor, at: datetime, by: str) -> e.SpeechAsked:
        """Put them there; refused if they are."""
        who = self.meant(day, attendance, floor, at)
        if who in floor.asked:
            raise Refused(say("{name} asks to speak already", name=caller(day.agenda, attendance)(who)))
        return e.SpeechAsked(at=at, by=by, speaker=who)


class NoLongerAsk(Speaker, frozen=True):
    """Take somebody off that list."""

    def decide(self, day: Day, attendance: Attendance, floor: Floor, at: datetime, by: str) -> e.SpeechNoLongerAsked:
        """Take them off; refused if they are not on it."""
        who = self.meant(day, attendance, floor, at)
        if who not in floor.asked:
            raise Refused(say("{name} does not ask to speak", name=caller(day.agenda, attendance)(who)))
        return e.SpeechNoLongerAsked(at=at, by=by, speaker=who)


class BeginRound(TurnCommand, frozen=True):
    """Begin a round: over these, by name, or known exactly; over nobody in particular: over all who are there, and who
    comes later."""

    names: tuple[str, ...] = ()
    those: tuple[Who, ...] = ()

    def decide(self, day: Day, attendance: Attendance, floor: Floor, at: datetime, by: str) -> e.RoundBegun:
        """Begin it; refused while nothing runs, while another goes on, or over nobody."""
        _running(day, at)
        if standing(day, attendance, floor, at).left is not None:
            raise Refused(say("a round goes on already"))
        block = block_of(day, at)
        if self.those:
            return e.RoundBegun(at=at, by=by, over=self.those, open=False)
        if self.names:
            there = known(day, attendance, floor, block)
            over = tuple(dict.fromkeys(find(there, name) for name in self.names))
            return e.RoundBegun(at=at, by=by, over=over, open=False)
        over = present(day, attendance, block)
        if not over:
            raise Refused(say("nobody is registered: a round needs people, or names"))
        return e.RoundBegun(at=at, by=by, over=over)


class EndRound(TurnCommand, frozen=True):
    """End the round; whoever speaks goes on."""

    def decide(self, day: Day, attendance: Attendance, floor: Floor, at: datetime, by: str) -> e.RoundEnded:
        """End it; refused if there is none."""
        if standing(day, attendance, floor, at).left is None:
            raise Refused(say("no round goes on"))
        return e.RoundEnded(at=at, by=by)


class CorrectTurn(Speaker, frozen=True):
    """Correct a turn, by its number; 0: the last one. Whose it was, if a speaker is named; when it began or ended."""

    turn: int = 0
    start: datetime | None = None
    end: datetime | None = None

    def decide(self, day: Day, attendance: Attendance, floor: Floor, at: datetime, by: str) -> e.TurnCorrected:
        """Correct it; refused if nothing changes, or where it would run over those beside it."""
        one = _turn(floor, self.turn)
        named = bool(self.name or self.label or self.who)
        who = self.meant(day, attendance, floor, at) if named else None
        who = None if who == one.speaker else who
        start = None if self.start == one.start else self.start
        end = None if self.end == one.end else self.end
        if who is None and start is None and end is None:
            raise Refused(say("that turn is so already"))
        self._fits(day, floor, one, at)
        return e.TurnCorrected(at=at, by=by, turn=one.number, speaker=who, start=start, end=end)

    def _fits(self, day: Day, floor: Floor, one: Turn, at: datetime) -> None:
        place, zone = floor.turns.index(one), day.agenda.zone
        start, end = self.start or one.start, self.end or one.end
        if self.start and not runs_at(day, self.start):
            raise Refused(say("nothing was live at {at}", at=exact_time(self.start, zone)))
        if place and start < floor.turns[place - 1].start:
            began = exact_time(floor.turns[place - 1].start, zone)
            raise Refused(say("the turn before it began at {began}", began=began))
        after = floor.turns[place + 1].start if place + 1 < len(floor.turns) else at
        for instant in (start, end):
            if instant is not None and instant > after:
                raise Refused(
                    say("that is after {limit}, when the next one began, or now", limit=exact_time(after, zone))
                )
        if end is not None and end < start:
            raise Refused(say("a turn does not end before it begins"))


class WithdrawTurn(TurnCommand, frozen=True):
    """Withdraw a turn, by its number; 0: the last one."""

    turn: int = 0

    def decide(self, day: Day, attendance: Attendance, floor: Floor, at: datetime, by: str) -> e.TurnWithdrawn:
        """Withdraw it."""
        return e.TurnWithdrawn(at=at, by=by, turn=_turn(floor, self.turn).number)


class ShowTurns(TurnCommand, frozen=True):
    """Let the room see what the speaker has left; `shown` False: no more."""

    shown: bool = True

    def decide(self, day: Day, attendance: Attendance, floor: Floor, at: datetime, by: str) -> e.TurnsShown:
        """Show it, or not; refused if that is so."""
        if floor.shown == self.shown:
            shown, not_shown = say("the room sees turns already"), say("the room sees no turns")
            raise Refused(shown if self.shown else not_shown)
        return e.TurnsShown(at=at, by=by, shown=self.shown)


def _turn(floor: Floor, number: int) -> Turn:
    """The turn that is meant. Raises `Refused`."""
    if not floor.turns:
        raise Refused(LATEST)
    if not number:
        return floor.turns[-1]
    if one := floor.turn(number):
        return one
    known_ones = ", ".join(str(turn.number) for turn in floor.turns[-8:])
    raise Refused(say("no turn has the number {number}: the last are {numbers}", number=number, numbers=known_ones))


def _running(day: Day, at: datetime) -> None:
    """Raise `Refused` where nobody could speak then: nothing was live, or it stood paused."""
    if runs_at(day, at):
        return
    if day.mode is Mode.ENDED:
        raise Refused(say("the day is ended: reopen it first"))
    if day.mode is Mode.PAUSED:
        raise Refused(say("the day is paused: resume it first"))
    if day.live is None:
        raise Refused(say("nothing is live: a turn is of the live segment"))
    raise Refused(say("nothing was live at {at}", at=exact_time(at, day.agenda.zone)))


def _before_the_last(day: Day, turn: Turn, attendance: Attendance) -> Refused:
    name = caller(day.agenda, attendance)(turn.speaker)
    began = TimeOfDay(turn.start, day.agenda.zone)
    return Refused(say("{name}’s turn began at {began}: no turn begins before it any more", name=name, began=began))


def _just_named(day: Day, attendance: Attendance, last: Spoken) -> Refused:
    """Say who was named by somebody else at the same moment."""
    event = e.TurnBegun(at=last.start, by=last.turn.by, speaker=last.turn.speaker, seen=0)
    sentence = event.sentence(caller(day.agenda, attendance))
    at = TimeOfDay(last.start, day.agenda.zone)
    return Refused(filled(sentence, who=person(day.agenda, last.turn.by), at=at))
