"""Forgetting, in an open session: what a note said, or who somebody is, goes from all that was written of it.

What was forgotten elsewhere, while this terminal could not write or had not read of it yet, is not written here either:
what is sent late is looked through for it, and what landed at that very moment is taken out again.
"""

from __future__ import annotations

from abc import abstractmethod
from datetime import datetime
from typing import TYPE_CHECKING

from workshop_tui.journal.files import leave_out_waiting
from workshop_tui.session.may import May
from workshop_tui.session.names.events import NameForgotten, NamesExpired
from workshop_tui.session.notes.events import NoteAmended, NoteForgotten

if TYPE_CHECKING:
    from workshop_tui.clock import Clock
    from workshop_tui.journal import Journal
    from workshop_tui.journal.aside import Aside
    from workshop_tui.session.event import Recorded
    from workshop_tui.session.privacy.forgetting import Forgotten, Without, WithoutName, WithoutNames
    from workshop_tui.session.state import State
    from workshop_tui.unwritten import Held


class Forgetting:
    """The part of an open session that forgets; `_kept` is the session as it is written."""

    journal: Journal
    clock: Clock
    by: str
    state: State
    held: Held
    _kept: State
    _meanwhile: tuple[WithoutName, ...] = ()
    """The names that were found to be forgotten since what is being written here was said."""

    @abstractmethod
    def now(self) -> datetime:
        """The present instant."""

    @abstractmethod
    def _check(self, needed: May) -> None:
        """Raise `Refused` if this terminal has not the right to it."""

    @abstractmethod
    def _written(self, record: Recorded) -> None:
        """Take in what was just written here."""

    def forget(self, number: int) -> Recorded:
        """Take what the note with this number said out of the session for good. Raises `Refused`, `JournalError`."""
        self._check(May.LEAD)
        from workshop_tui.session.decide import decide
        from workshop_tui.session.notes.commands import ForgetNote
        from workshop_tui.session.privacy.forgetting import WithoutNote

        event = decide(self.state, ForgetNote(number), self.clock.now(), self.by)
        assert isinstance(event, NoteForgotten)
        return self._leave_out(event, WithoutNote(number))

    def forget_name(self, without: WithoutName) -> Recorded:
        """Take a person's name out of the session for good. Raises `Refused`, `JournalError`.

        A name that the same participant had before has a code of its own, which is kept by a line of its own.
        """
        self._check(May.LEAD)
        for code, one in {one.code: one for one in without.before if one.code != without.code}.items():
            self._leave_out(NameForgotten(at=self.now(), by=self.by, code=code), one)
        return self._leave_out(NameForgotten(at=self.now(), by=self.by, code=without.code), without)

    def let_names_go(self, without: WithoutNames, older_than: str) -> Recorded:
        """Take all names out of the session for good, for it is `older_than` they are kept.

        Raises `Refused`, `JournalError`.
        """
        self._check(May.LEAD)
        event = NamesExpired(at=self.now(), by=self.by, older_than=older_than, codes=without.codes)
        return self._leave_out(event, without)

    def _leave_out(self, event: Forgotten, without: Without) -> Recorded:
        """Leave it out of all that was written, and of what waits to be."""
        try:
            record = self.journal.forget(event, self.clock.now(), without)
        finally:  # it may be done, and told to be still in a log
            leave_out_waiting(self.journal.place, without)
        self._written(record)
        return record

    def _learn(self, before: State) -> None:
        """Hold nothing of what was forgotten since `before`, and take it out of what is being written, once it is."""
        from workshop_tui.session.privacy.meanwhile import forgotten_between

        without = forgotten_between(before, self._kept)
        self._meanwhile += without.each
        if self.held:
            self.held.leave_out(without, notes_of(before) - notes_of(self._kept), self.by)

    def _forget_again(self, record: Recorded) -> None:
        """Take out what this terminal just wrote, where another forgot it at that moment."""
        event = record.event
        if isinstance(event, NoteAmended) and not self._kept.notebook.has(event.number):
            from workshop_tui.session.privacy.forgetting import WithoutNote

            gone = NoteForgotten(at=self.now(), by=self.by, number=event.number)
            self._leave_out(gone, WithoutNote(event.number))
        names, self._meanwhile = self._meanwhile, ()
        for one in names:
            if one.event(record) != event:
                self._leave_out(NameForgotten(at=self.now(), by=self.by, code=one.code), one)

    def _named_in_held(self) -> dict[str, str]:
        """The names that stand in what is held, by their codes: for who takes it up after one of them was forgotten."""
        from workshop_tui.session.privacy.meanwhile import named_in

        return named_in(self._kept, (event for event, _at in self.held.events), self.held.drafts.values())

    def _as_it_may_be_written(self, left: Aside) -> Aside:
        """Give what a terminal `left`, without what was forgotten since that read the session last."""
        from workshop_tui.session.privacy.meanwhile import forgotten_since

        for without in forgotten_since(self._kept, left.number, left.known):
            left = left.left(without)
        return left


def notes_of(state: State) -> set[int]:
    """The numbers of the notes, the withdrawn ones too."""
    return {note.number for note in (*state.notebook.notes, *state.notebook.withdrawn)}
