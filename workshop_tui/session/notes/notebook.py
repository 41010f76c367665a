"""The notebook: the notes as they stand, and the initiatives that people named. Frozen."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from workshop_tui.agenda import Agenda

if TYPE_CHECKING:
    from workshop_tui.session.notes.events import Initiative, NoteAmended, NoteBroughtBack, NoteTaken, NoteWithdrawn


class Note(Struct, frozen=True):
    """A note as it stands; `number` is that of the event that took it.

    `taken` says who took it when, and what it reads now. `changes` are what was done to it since, in order.
    """

    number: int
    taken: NoteTaken
    changes: tuple[NoteAmended | NoteWithdrawn | NoteBroughtBack, ...] = ()

    @property
    def last_by(self) -> str:
        """The person who wrote what it reads now."""
        return self.changes[-1].by if self.changes else self.taken.by


class Notebook(Struct, frozen=True):
    """The notebook: what was said. `forgotten` notes are only counted; `pinned` is the note that the room is shown."""

    agenda: Agenda
    notes: tuple[Note, ...] = ()
    withdrawn: tuple[Note, ...] = ()
    forgotten: int = 0
    pinned: int | None = None
    initiatives: Mapping[str, Initiative] = MappingProxyType({})

    def note(self, number: int) -> Note:
        """The note with this number, withdrawn or not; KeyError if there is none."""
        for note in (*self.notes, *self.withdrawn):
            if note.number == number:
                return note
        raise KeyError(number)

    def adding(self, notes: Iterable[Note]) -> Notebook:
        """This notebook with more notes at its end."""
        return replace(self, notes=(*self.notes, *notes))

    def without(self, number: int) -> Notebook:
        """This notebook without the note with this number."""
        notes, withdrawn = (
            tuple(note for note in those if note.number != number) for those in (self.notes, self.withdrawn)
        )
        return replace(self, notes=notes, withdrawn=withdrawn)
