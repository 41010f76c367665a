"""The commands of a talk on what was said, who was there, and what comes of it."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from workshop_tui import locations
from workshop_tui.follow.talk import Choice, Talk
from workshop_tui.locale import Message, _, clock_time, language, plural, say
from workshop_tui.locale.system import reason
from workshop_tui.presence import SIGNALS
from workshop_tui.session.attendance.commands import Arrive, Expect, Leave, find_participant
from workshop_tui.session.event import Command, Recorded
from workshop_tui.session.notes.commands import AmendNote, RecordInitiative, TakeNote, WithdrawNote, segment_at
from workshop_tui.session.notes.draft import Draft, Read
from workshop_tui.session.notes.initiatives import meant_initiative, notes_by_initiative
from workshop_tui.session.notes.inline_tags import read_inline
from workshop_tui.session.notes.matrix import matrix
from workshop_tui.session.refusal import Refused, Several
from workshop_tui.session.search import Finder
from workshop_tui.session.timing.commands import GiveReason
from workshop_tui.session.timing.deviations import deviations, latest
from workshop_tui.spoken.notes import cells_told, deviation_told, initiative_told, note_told, people_told
from workshop_tui.spoken.words import sentences, spoken
from workshop_tui.text import fold

LAST_NOTES = 5
"""Notes that are said where no words are given."""


class Noting(Talk):
    """Each method does the command of its name, with the `words` that followed it. Raises `Refused`, in words."""

    began: tuple[str | None, datetime] | None = None
    """The segment that was live as the typing of this line began, and that instant: a note belongs there."""
    base: Draft | None = None
    """The half-typed note that this line goes on with: it keeps what a line does not show."""

    # ── notes ──────────────────────────────────────────────────────────────────────────────────────────
    def note(self, words: str) -> bool:
        """Take a note; whether it was kept."""
        base = self.base or Draft()
        draft = Draft(text=words, details=base.details, remember=base.remember, check=base.check, private=base.private)
        read = draft.read(self.state.agenda)
        now = self.now
        segment, began = self.began or (segment_at(self.state.day, now), now)
        taken = TakeNote(
            text=read.text,
            kind=read.kind,
            phases=read.phases,
            stakeholders=read.stakeholders,
            segment=segment,
            initiative=read.initiative,
            details=read.details,
            remember=draft.remember,
            check=draft.check,
            private=draft.private,
        )
        kept = self.do(taken, min(began, now) if self.began else None)
        self._remark(kept, read)
        if kept and segment and segment != segment_at(self.state.day, now):
            at = clock_time(began, self.state.agenda.zone)
            self.answer(_("it is of {title}, at {at}", title=self.titles(self.state.day, segment), at=at))
        return kept is not None

    def _remark(self, kept: Recorded | None, read: Read) -> None:
        if kept and read.remarks:
            self.answer(*(spoken(str(one)) for one in read.remarks))

    def notes(self, words: str) -> None:
        """Say the last notes, or all those with these words."""
        notes = self.state.notebook.notes
        found = Finder().find(self.state, [*notes], words) if words else [*notes[-LAST_NOTES:]]
        of = _("the last {shown} of {count} notes", shown=len(found), count=len(notes))
        count = plural("{count} note", "{count} notes", len(found))
        self.answer(of if not words and len(found) < len(notes) else count)
        self.voice.answer(*(note_told(self.state, note) for note in found))

    def amend(self, words: str) -> None:
        number, text = _number(words)
        if not text:
            raise Refused(say("say what note {number} reads from here on", number=number))
        read = read_inline(self.state.agenda, text)
        kinds = read.tags.get("kinds", ())
        meant = AmendNote(
            number,
            text=read.text or None,
            kind=kinds[0] if kinds else None,
            phases=read.tags.get("phases"),
            stakeholders=read.tags.get("stakeholders"),
            initiative=read.initiative,
        )
        if self.do(meant):
            self.voice.answer(note_told(self.state, self.state.notebook.note(number)))

    def withdraw(self, words: str) -> None:
        self.do(WithdrawNote(_number(words)[0]))

    # ── people ─────────────────────────────────────────────────────────────────────────────────────────
    def here(self, words: str) -> None:
        """Note an arrival; somebody who is not registered is, once that was meant."""
        name = self.person(_named(words))
        try:
            find_participant(self.state.attendance, name)
        except Several:
            raise
        except Refused as unknown:
            self.sure(spoken(str(unknown)), _("register {name}, who is there", name=name), lambda: self._register(name))
            return
        self.do(Arrive(name))

    def _register(self, name: str) -> None:
        if self.do(Expect(name)):
            self.do(Arrive(name))

    def gone(self, words: str) -> None:
        self.do(Leave(self.person(_named(words))))

    def who(self, _words: str) -> None:
        """Say who is on the session, who has the hand, how many participants are there."""
        here = dict.fromkeys((self.session.by, *(one.author for one in self.session.company.present)))
        self.voice.answer(*people_told(self.state, here, self.now))

    def signal(self, words: str) -> None:
        """Send one of the signals: named by its beginning, in either language, else listed."""
        wanted = fold(words)
        meant = [key for key in SIGNALS if wanted and _begins(key, wanted)]
        if len(meant) == 1:
            self._send(meant[0])
            return
        those = meant or [*SIGNALS]
        unknown = _("no signal is called “{name}”", name=spoken(words)) if words and not meant else ""
        self.offer(
            [Choice(_signal(key), lambda key=key: self._send(key)) for key in those],  # type: ignore[misc]
            unknown,
            _("several could be meant") if meant else _("a number sends a signal"),
        )

    def _send(self, signal: str) -> None:
        others = {one.author for one in self.session.company.present} - {self.session.by}
        self.session.signal(signal)
        told = _("sent: {signal}", signal=_signal(signal))
        self.answer(told, "" if others else _("nobody else is on this session"))

    # ── what comes of it ───────────────────────────────────────────────────────────────────────────────
    def initiative(self, words: str) -> None:
        """Say the initiatives, or one; one that is new is noted, once that was meant."""
        book, about = self.state.notebook, notes_by_initiative(self.state.notebook)
        if not words:
            count = len(book.known)
            self.answer(plural("{count} initiative", "{count} initiatives", count))
            self.voice.answer(*(initiative_told(self.state, one, len(about[key])) for key, one in book.known.items()))
            return
        key = meant_initiative(book, words)
        if key is None:
            self.sure(
                _("no initiative is called “{name}”{there}", name=spoken(words), there=""),
                _("note it"),
                lambda: self.do(RecordInitiative(None, words)),
            )
            return
        self.voice.answer(initiative_told(self.state, book.known[key], len(about[key])))

    def why(self, words: str) -> None:
        """Say where the day departed from its plan and why; with a reason, keep it of the last that has none."""
        from workshop_tui.agenda.vocabulary import REASONS

        found = deviations(self.state.day, self.now)
        meant = latest(self.state.day, self.now)
        if meant is None:
            self.answer(_("the day has gone as planned so far"))
            return

        def give(reason: str) -> Command:
            return GiveReason(reason, meant.change, meant.segment)  # type: ignore[arg-type]

        wanted = fold(words)
        given = [
            word
            for word in REASONS
            if wanted and (word.key.startswith(wanted) or fold(str(word.label)).startswith(wanted))
        ]
        if len(given) == 1:
            self.do(give(given[0].key))
            return
        self.voice.answer(*(deviation_told(one) for one in found))
        self.offer(
            [Choice(str(word.label), lambda word=word: self.do(give(word.key))) for word in REASONS],  # type: ignore[misc]
            _("a number says why: {deed}", deed=spoken(str(meant.words))),
        )

    def matrix(self, _words: str) -> None:
        """Say how many notes each cell has, a sentence a cell."""
        self.voice.answer(*cells_told(matrix(self.state.agenda, self.state.notebook.notes)))

    def report(self, words: str) -> None:
        """Write the report into a file; its ending says the format."""
        from workshop_tui.report.formats import FORMATS, UnknownEnding, form_of

        if not words:
            raise Refused(say("say which file"))
        try:
            file = locations.whole(words)
            form = form_of(file, FORMATS)
            there = file.exists()
        except UnknownEnding as unknown:
            raise Refused(unknown.message) from None
        except OSError as error:
            raise Refused(_as_message(error)) from None
        if form is None:
            raise Refused(say("the file needs an ending, which says the format"))
        if there:
            if not self.asks:
                raise Refused(say("{file} is there already", file=file))
            self.sure(_("{file} is there already", file=file), _("overwrite it"), lambda: self._write(file, form))
        else:
            self._write(file, form)

    def _write(self, file: Path, form: str) -> None:
        from workshop_tui.report.digest import digest
        from workshop_tui.report.formats import Wanted, made
        from workshop_tui.report.writing import write

        found = digest(self.state, self.now)
        try:
            write(file, made(form, found, Wanted(language())))
        except OSError as error:
            raise Refused(say("{file} cannot be written: {why}", file=file, why=reason(error))) from None
        hidden = len(found.asked)
        self.voice.answer(_("Written: {file}", file=file))
        if hidden:
            told = plural("{count} word is hidden: a name?", "{count} words are hidden: names?", hidden)
            self.voice.answer(sentences(told))


def _begins(signal: str, wanted: str) -> bool:
    """Tell whether a signal's key or words begin so."""
    return signal.startswith(wanted.replace(" ", "-")) or fold(_signal(signal)).startswith(wanted)


def _signal(key: str) -> str:
    return _("two minutes") if key == "two-minutes" else str(SIGNALS[key])


def _as_message(error: OSError) -> Message:
    return say("{why}", why=reason(error))


def _number(words: str) -> tuple[int, str]:
    number, _space, text = words.partition(" ")
    if not number.isdecimal():
        raise Refused(say("say the number of the note"))
    return int(number), text.strip()


def _named(words: str) -> str:
    if not words:
        raise Refused(say("say who"))
    return words
