"""Following a session by ear: lines are taken as they are typed, and what happens is said, until somebody leaves."""

from __future__ import annotations

from datetime import datetime
from functools import partial
from time import monotonic

from workshop_tui.follow.answering import Answering
from workshop_tui.follow.grammar import MINUTES, SIGNS, WORDS, Word, meant
from workshop_tui.follow.half_typed import HalfTyped
from workshop_tui.follow.keys import Entered, Left, Line
from workshop_tui.follow.moving import MINUTES_NEEDED, Moving
from workshop_tui.follow.preparing import Preparing
from workshop_tui.follow.speaking import Speaking
from workshop_tui.follow.talk import Choice
from workshop_tui.follow.voice import Voice
from workshop_tui.host.keyboard import Unreadable
from workshop_tui.journal import JournalError
from workshop_tui.locale import Message, _, language, say
from workshop_tui.presence import BEAT_S
from workshop_tui.service import Session
from workshop_tui.session.event import person
from workshop_tui.session.may import May
from workshop_tui.session.present import LEAP, doubted, leapt_back
from workshop_tui.session.refusal import Refused
from workshop_tui.spoken.levels import Level
from workshop_tui.spoken.standing import opening
from workshop_tui.spoken.words import spoken
from workshop_tui.text import loses

VIEW = "follow"
"""The view that the others are told this terminal has."""


class Follower(Moving, HalfTyped, Answering, Speaking, Preparing):
    """A talk that follows its session. `line` is what is being typed."""

    def __init__(self, session: Session, voice: Voice, line: Line, *, asks: bool, confined: bool = False) -> None:
        super().__init__(session, voice, line, asks=asks, confined=confined)
        self._passed: tuple[datetime, int] | None = None
        self._beat_at = self._look_at = 0.0
        self._wrong = ""
        self._clock_said = session.clock.now()
        self._clock_doubted = bool(doubted(session.state, session.clock))

    # ── a line ─────────────────────────────────────────────────────────────────────────────────────────
    def open(self) -> None:
        """Say where one is, and that help tells the commands; and that a note is half-typed, if so."""
        who = person(self.state.agenda, self.session.by)
        self.voice.answer(opening(self.state, who, self.now, self.titles))
        if why := self.session.may.refuses(May.LEAD):
            self.refuse(why)
        self.answer(_("type help for the commands, an empty line for where we are"))
        self.say_what_is_half_typed()
        self.tick()

    def take(self, typed: str | Unreadable) -> bool:
        """Take in what was typed, and echo it; whether a line was entered."""
        if isinstance(typed, Unreadable):
            self.answer(_("that line is in no encoding known here: nothing is done"))
            return True
        if not self.voice.echoes and loses(typed.replace("\n", "")):
            self.answer(_("control characters are no text: they are left out"))
        entered = False
        for part in self.line.feed(typed):
            if self.ended:
                break
            if isinstance(part, Entered):
                self.entered(part.line)
                entered = True
            elif isinstance(part, Left):
                self.ended = True
            else:
                self.voice.echo(part)
        self.typed()
        return entered

    def entered(self, line: str) -> None:
        """Do what a line says, then say what waited for it."""
        typed, words = line.strip(), self.forgetting.told(line.strip())
        if words != typed:
            self.answer(self.forgetting.said)
        if words.isdecimal():
            self.choose(int(words))
        else:
            self.forget_choices()
            self.attempt(partial(self._do, words))
        self.done_with_it()
        self.voice.release()

    def _do(self, words: str) -> None:
        if not words:
            self.where()
        elif found := MINUTES.match(words):
            sign = 1 if found[1] == "+" else -1
            self.extend(sign * int(found[2]), (found[3] or "").strip())
        elif words[0] in SIGNS:
            raise Refused(MINUTES_NEEDED)
        else:
            first, _space, rest = words.partition(" ")
            self._command(first, rest.strip())

    def _command(self, named: str, rest: str) -> None:
        found = meant(named)
        if not found:
            self.answer(
                _("no command is called “{name}”: help lists them, n and a text keep a note", name=spoken(named))
            )
        elif len(found) == 1:
            self._call(found[0], rest)
        else:
            self.offer(
                [Choice(word.used, partial(self._call, word, rest)) for word in found], _("several could be meant")
            )

    def _call(self, word: Word, rest: str) -> None:
        if why := self._refusal(word):
            self.refuse(why)
        elif word.method == "note":
            self.note_typed(rest)
        elif rest and word.takes is None:
            name = word.name(language())
            self.answer(_("nothing is done: {command} stands alone; n and a text keep a note", command=name))
        else:
            getattr(self, word.method)(rest)

    def _refusal(self, word: Word) -> Message | None:
        """Say why a command does nothing here; None if it does."""
        if self.confined and word.leads_out:
            return say("confined to its session, this terminal opens and writes nothing else")
        return self.session.may.refuses(word.needs)

    # ── what happens ───────────────────────────────────────────────────────────────────────────────────
    def tick(self) -> None:
        """Look at the session and the clock, and say what is to be said."""
        self._look()
        self.keep_draft()
        self._mind_the_clock()
        now = self.now
        found = self.announcer.heard(self.state, now, self.mine)
        if self._passed != (now, self.state.number):
            self._passed = (now, self.state.number)
            found += self.announcer.passed(self.state, now)
            self.voice.mind(now)
        self.voice.announce(found, now)

    def _look(self) -> None:
        """Take up what was written since, here or elsewhere; who is here, and what they signal."""
        try:
            signals = []
            if monotonic() >= self._beat_at:
                self._beat_at = monotonic() + BEAT_S
                signals += self.session.beat(VIEW)
            if self.session.journal.changed():
                if self.session.journal.company_moved:
                    signals += self.session.company.look()
                self.session.catch_up()
            elif (every_s := self.session.journal.look_s) and monotonic() >= self._look_at:
                self._look_at = monotonic() + every_s
                signals += self.session.company.look()
        except JournalError as error:
            self._trouble(str(error))
            return
        if lost := self.forgetting.since(self.state, typing=bool(self.line.text)):
            self.forget_choices()
            self.voice.forget(lost)
        why = self.session.held.why
        self._trouble(_("nothing is kept now: {why}", why=why.message) if why else "")
        found = [self.announcer.signalled(one.author, one.signal) for one in signals]
        found += self.announcer.met({one.author for one in self.session.company.present})
        self.voice.announce(found, self.now)

    def _mind_the_clock(self) -> None:
        """Say once that the clock went back, and whether time stands still for it."""
        before, self._clock_said = self._clock_said, self.session.clock.now()
        if abs(self._clock_said - before) >= LEAP:
            self._beat_at = 0.0  # the others have not heard of this terminal, or not on this clock
        doubted_before, self._clock_doubted = self._clock_doubted, bool(why := doubted(self.state, self.session.clock))
        if why and not doubted_before:
            self.announce(str(why))
        elif before - self._clock_said >= LEAP:
            self.announce(str(leapt_back(before, self._clock_said, self.state.agenda.zone)))

    def _trouble(self, told: str) -> None:
        """Say what is wrong, once; and once it is over."""
        if told != self._wrong:
            self._wrong = told
            self.announce(told or _("all is well again: what you say is kept"))

    # ── the talk itself ────────────────────────────────────────────────────────────────────────────────
    def repeat(self, words: str) -> None:
        """Say the last, or so many of the last, once more."""
        if words and not (words.isdecimal() and int(words)):
            raise Refused(say("say how many sentences: repeat 3"))
        self.voice.repeat(int(words or 1))

    def brief(self, _words: str) -> None:
        self._level(Level.BRIEF, _("only ends and signals are said unasked"))

    def normal(self, _words: str) -> None:
        self._level(Level.NORMAL, _("what others did, lateness and guests are said, too"))

    def full(self, _words: str) -> None:
        self._level(Level.FULL, _("notes, arrivals and steps are said, too"))

    def _level(self, level: Level, told: str) -> None:
        self.announcer.level = level
        self.answer(told)

    def mute(self, words: str) -> None:
        """Say nothing unasked for so many minutes."""
        first = words.partition(" ")[0]
        if not first.isdecimal():
            self.answer(_("say for how many minutes"))
        else:
            self.voice.answer(self.voice.mute(min(int(first), 24 * 60), self.now, self.state))

    def help(self, words: str) -> None:
        """Say what the commands are, or what those do that are meant by a word."""
        if not words and self.session.may is May.LEAD:
            self.answer(_("an empty line says where we are; +5 or -5, and a segment, gives or takes minutes"))
        found = meant(words) if words else tuple(word for word in WORDS if not self._refusal(word))
        if not found:
            self.answer(_("no command is called “{name}”", name=spoken(words)))
        for word in found:
            self.answer(_("{label}: {value}", label=word.used, value=word.does))

    def quit(self, _words: str) -> None:
        """Leave, and say how one comes back."""
        self.ended = True
