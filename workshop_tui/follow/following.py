"""Following a session by ear: lines are taken as they are typed, and what happens is said, until somebody leaves."""

from __future__ import annotations

from contextlib import suppress
from datetime import datetime
from functools import partial
from time import monotonic

from workshop_tui.follow.forgetting import Forgetting
from workshop_tui.follow.grammar import MINUTES, SIGNS, WORDS, Word, meant
from workshop_tui.follow.keys import Entered, Left, Line
from workshop_tui.follow.moving import MINUTES_NEEDED, Moving
from workshop_tui.follow.noting import Noting
from workshop_tui.follow.talk import Choice
from workshop_tui.follow.voice import Voice
from workshop_tui.host.keyboard import Unreadable
from workshop_tui.journal import JournalError
from workshop_tui.locale import _, language, say
from workshop_tui.presence import BEAT_S
from workshop_tui.service import Session
from workshop_tui.session.event import person
from workshop_tui.session.notes.commands import segment_at
from workshop_tui.session.notes.draft import Draft
from workshop_tui.session.refusal import TOO_LONG, Refused
from workshop_tui.spoken.levels import Announcement, Level
from workshop_tui.spoken.standing import opening
from workshop_tui.spoken.words import sentences, spoken
from workshop_tui.text import is_cut, loses

VIEW = "follow"
"""The view that the others are told this terminal has."""
BESIDE = "follow"
"""A half-typed note is kept under this, where an earlier one waits to be gone on with."""


class Follower(Moving, Noting):
    """A talk that follows its session. `line` is what is being typed."""

    def __init__(self, session: Session, voice: Voice, line: Line, *, asks: bool, confined: bool = False) -> None:
        super().__init__(session, voice, asks=asks, confined=confined)
        self.line = line
        self._passed: tuple[datetime, int] | None = None
        self._beat_at = self._look_at = 0.0
        self._wrong = ""
        self._typing = False
        self._about = ""
        self._drafted = ""
        self._resumed: Draft | None = None
        self.forgetting = Forgetting(session.state)

    # ── a line ─────────────────────────────────────────────────────────────────────────────────────────
    def open(self) -> None:
        """Say where one is, and that help tells the commands; and that a note is half-typed, if so."""
        who = person(self.state.agenda, self.session.by)
        self.voice.answer(opening(self.state, who, self.now, self.titles))
        self.answer(_("type help for the commands, an empty line for where we are"))
        for draft in filter(None, map(self._kept, ("", BESIDE))):
            self.answer(_("a half-typed note is kept: {text}", text=spoken(draft.text)), self._way_back_to_it())
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
        self._typing, self.began_in = False, None
        self.base, self._resumed = self._resumed, None
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
            self.offer([Choice(word.used, partial(self._call, word, rest)) for word in found],
                       _("several could be meant"))  # fmt: skip

    def _call(self, word: Word, rest: str) -> None:
        if word.method == "note":
            self._note(rest)
        elif rest and word.takes is None:
            name = word.name(language())
            self.answer(_("nothing is done: {command} stands alone; n and a text keep a note", command=name))
        else:
            getattr(self, word.method)(rest)

    # ── the half-typed note ────────────────────────────────────────────────────────────────────────────
    def typed(self) -> None:
        """Mind that something is typed: where the day stood as it began."""
        if self.line.text and not self._typing:
            self._typing = True
            self.began_in = segment_at(self.state.day, self.now)
            if self.base is None:
                self._about = BESIDE if self.session.draft() else ""
        elif not self.line.text:
            self._typing, self.began_in, self.base = False, None, None
            self.forgetting.begin()
            self.voice.erased()

    def _note(self, text: str) -> None:
        if not text:
            self._go_on()
        elif self._kept_or_said(text):
            self._keep("")
        elif self.voice.echoes:  # it could not be written, or is too long: it is half-typed still
            self._resumed = self.base or Draft()
            self.voice.echo(self.line.begin(f"n {text}"))

    def _kept_or_said(self, text: str) -> bool:
        """Take a note; whether it was kept. One that is too long is said to be, and may be shortened."""
        if is_cut(text):
            self.refuse(TOO_LONG)
            return False
        return self.note(text)

    def _go_on(self) -> None:
        """Go on with the note that is half-typed, as if it had been typed just now."""
        for about in ("", BESIDE):
            if draft := self._kept(about):
                if not self.voice.echoes:
                    self.answer(_("half-typed is: {text}", text=spoken(draft.text)))
                    return
                self._about, self._resumed, self._drafted = about, draft, draft.text
                self.voice.echo(self.line.begin(f"n {_as_line(draft)}"))
                return
        self.answer(_("n and a text keep a note"))

    def _kept(self, about: str) -> Draft | None:
        with suppress(ValueError):
            return Draft.kept(kept) if (kept := self.session.draft(about)) else None
        return None

    def keep_draft(self) -> None:
        """Keep the note that is half-typed now, if it has changed since the last time."""
        first, _space, text = self.line.text.lstrip().partition(" ")
        found = meant(first) if first else ()
        text = self.forgetting.told(text.strip())
        self._keep(text if len(found) == 1 and found[0].method == "note" else "")

    def _keep(self, text: str) -> None:
        if text == self._drafted:
            return
        base = self.base or Draft()
        draft = Draft(text=text, details=base.details, remember=base.remember, check=base.check, private=base.private)
        try:
            self.session.keep_draft(draft.as_json() if text else "", self._about)
        except JournalError as error:
            self._announce(_("not kept: {why}", why=error))
        self._drafted = text

    def _way_back_to_it(self) -> str:
        return _("n alone goes on with it") if self.voice.echoes else ""

    # ── what happens ───────────────────────────────────────────────────────────────────────────────────
    def tick(self) -> None:
        """Look at the session and the clock, and say what is to be said."""
        self._look()
        self.keep_draft()
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

    def _trouble(self, told: str) -> None:
        """Say what is wrong, once; and once it is over."""
        if told != self._wrong:
            self._wrong = told
            self._announce(told or _("all is well again: what you say is kept"))

    def _announce(self, told: str) -> None:
        self.voice.announce([Announcement(sentences(spoken(told)))], self.now)

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
        if not words:
            self.answer(_("an empty line says where we are; +5 or -5, and a segment, gives or takes minutes"))
        found = meant(words) if words else WORDS
        if not found:
            self.answer(_("no command is called “{name}”", name=spoken(words)))
        for word in found:
            self.answer(_("{label}: {value}", label=word.used, value=word.does))

    def leave(self) -> None:
        """Keep what is half-typed, and end its line."""
        self.keep_draft()
        if self.line.text:
            with suppress(OSError):  # the terminal is gone
                self.voice.echo("\n")

    def quit(self, _words: str) -> None:
        """Leave, and say how one comes back."""
        self.ended = True


def _as_line(draft: Draft) -> str:
    """A half-typed note on one line, its tags typed in it."""
    tags = [*(f"!{one}" for one in draft.kinds), *(f"#{one}" for one in draft.phases),
            *(f"@{one}" for one in draft.stakeholders)]  # fmt: skip
    return " ".join((" ".join(draft.text.split()), *tags))
