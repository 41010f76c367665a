"""The note that is half-typed: kept as it is typed, gone on with here or elsewhere, and left out what is forgotten."""

from __future__ import annotations

from contextlib import suppress

from msgspec.structs import replace

from workshop_tui.follow.forgetting import Forgetting
from workshop_tui.follow.grammar import meant
from workshop_tui.follow.keys import Line
from workshop_tui.follow.noting import Noting
from workshop_tui.follow.voice import Voice
from workshop_tui.journal import JournalError
from workshop_tui.locale import _
from workshop_tui.service import Session
from workshop_tui.session.notes.commands import segment_at
from workshop_tui.session.notes.draft import Draft
from workshop_tui.session.refusal import TOO_LONG
from workshop_tui.spoken.levels import Announcement
from workshop_tui.spoken.words import sentences, spoken
from workshop_tui.text import is_cut

BESIDE = "follow"
"""A half-typed note is kept under this, where an earlier one waits to be gone on with."""


class HalfTyped(Noting):
    """A talk that keeps the note in its `line`, while that is typed."""

    def __init__(self, session: Session, voice: Voice, line: Line, *, asks: bool, confined: bool = False) -> None:
        super().__init__(session, voice, asks=asks, confined=confined)
        self.line = line
        self.forgetting = Forgetting(session.state)
        self._typing = False
        self._about = ""
        self._drafted = ""
        self._resumed: Draft | None = None

    def say_what_is_half_typed(self) -> None:
        """Say the notes that are half-typed, and how one goes on."""
        for draft in filter(None, map(self._kept, ("", BESIDE))):
            self.answer(_("a half-typed note is kept: {text}", text=spoken(draft.text)), self._way_back_to_it())

    def typed(self) -> None:
        """Mind that something is typed: where the day stood as it began."""
        if self.line.text and not self._typing:
            self._typing = True
            self.began = self.began or (segment_at(self.state.day, self.now), self.now)
            if self.base is None:
                self._about = BESIDE if self.session.draft() else ""
        elif not self.line.text:
            self._typing, self.began, self.base = False, None, None
            self.forgetting.begin()
            self.voice.erased()

    def note_typed(self, text: str) -> None:
        """Take a note of what was typed; of nothing, go on with the one that is half-typed."""
        if not text:
            self._go_on()
        elif self._kept_or_said(text):
            self._keep("")
        elif self.voice.echoes:  # it could not be written, or is too long: it is half-typed still
            segment, began = self.began or (None, None)
            self._resumed = replace(self.base or Draft(), segment=segment, began=began)
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
        base, (segment, began) = self.base or Draft(), self.began or (None, None)
        draft = Draft(
            text=text,
            details=base.details,
            remember=base.remember,
            check=base.check,
            private=base.private,
            segment=segment,
            began=began,
        )
        try:
            self.session.keep_draft(draft.as_json() if text else "", self._about)
        except JournalError as error:
            self.announce(_("not kept: {why}", why=error))
        self._drafted = text

    def _way_back_to_it(self) -> str:
        return _("n alone goes on with it") if self.voice.echoes else ""

    def done_with_it(self) -> None:
        """Mind that a line was entered; what it began anew is half-typed from here on."""
        self._typing, self.began = False, None
        self.base, self._resumed = self._resumed, None
        if self.base and self.base.began and not self.base.present:
            self.began = self.base.segment, self.base.began

    def leave(self) -> None:
        """Keep what is half-typed, and end its line."""
        self.keep_draft()
        if self.line.text:
            with suppress(OSError):  # the terminal is gone
                self.voice.echo("\n")

    def announce(self, told: str) -> None:
        """Say this unasked."""
        self.voice.announce([Announcement(sentences(spoken(told)))], self.now)


def _as_line(draft: Draft) -> str:
    """A half-typed note on one line, its tags typed in it."""
    tags = [
        *(f"!{one}" for one in draft.kinds),
        *(f"#{one}" for one in draft.phases),
        *(f"@{one}" for one in draft.stakeholders),
    ]
    return " ".join((" ".join(draft.text.split()), *tags))
