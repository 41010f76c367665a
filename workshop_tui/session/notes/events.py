"""The events of what was said: notes with the fields of their kind, and the initiatives that people named.

| event | how it is undone |
| --- | --- |
| NoteTaken | not by `undo`, notes are no timing: withdraw it |
| NoteAmended | amend it again |
| NoteWithdrawn, NoteBroughtBack | the other of the two |
| NoteForgotten | never: what it said is gone from all that was written |
| NotePinned | pin another, or none |
| InitiativeRecorded, InitiativeWithdrawn | record it again |
"""

from __future__ import annotations

from types import MappingProxyType
from typing import ClassVar

from msgspec.structs import replace

from workshop_tui.holds import InitiativeKey
from workshop_tui.locale import Message, say
from workshop_tui.session.notes.notebook import Initiative, Note, Notebook, NoteContent, NoteEvent


class NoteTaken(NoteContent, frozen=True, kw_only=True):
    """A note was written."""

    def apply(self, notebook: Notebook, number: int) -> Notebook:
        """Add it."""
        return notebook.adding([Note(number, self)])

    def sentence(self, notebook: Notebook) -> Message:
        """Say so."""
        return say("{who} took a note at {at}")


class NoteAmended(NoteContent, frozen=True, kw_only=True):
    """The note with this `number` (that of its NoteTaken) reads so from here on."""

    number: int

    def apply(self, notebook: Notebook, number: int) -> Notebook:
        """Let it read so, withdrawn or not."""
        was = notebook.note(self.number)
        note = replace(was, taken=replace(was.taken, **self.content), changes=(*was.changes, self))
        notes, withdrawn = (
            tuple(note if one.number == note.number else one for one in those)
            for those in (notebook.notes, notebook.withdrawn)
        )
        return replace(notebook, notes=notes, withdrawn=withdrawn)

    def sentence(self, notebook: Notebook) -> Message:
        """Say which."""
        return say("{who} changed note {number} at {at}", number=self.number)


class NoteWithdrawn(NoteEvent, frozen=True, kw_only=True):
    """The note with this `number` counts no more."""

    number: int

    def apply(self, notebook: Notebook, number: int) -> Notebook:
        """Put it aside."""
        note = notebook.note(self.number)
        left = notebook.without(self.number)
        pinned = None if left.pinned == self.number else left.pinned  # brought back, it is shown to nobody unasked
        return replace(left, pinned=pinned, withdrawn=(*left.withdrawn, replace(note, changes=(*note.changes, self))))

    def sentence(self, notebook: Notebook) -> Message:
        """Say which."""
        return say("{who} withdrew note {number} at {at}", number=self.number)


class NoteBroughtBack(NoteEvent, frozen=True, kw_only=True):
    """The withdrawn note with this `number` counts again."""

    number: int

    def apply(self, notebook: Notebook, number: int) -> Notebook:
        """Put it back where it was among the others."""
        note = notebook.note(self.number)
        left = notebook.without(self.number)
        notes = sorted((*left.notes, replace(note, changes=(*note.changes, self))), key=lambda one: one.number)
        return replace(left, notes=tuple(notes))

    def sentence(self, notebook: Notebook) -> Message:
        """Say which."""
        return say("{who} brought note {number} back at {at}", number=self.number)


class NoteForgotten(NoteEvent, frozen=True, kw_only=True):
    """The content of the note with this `number` has been removed for good: only this mark of it is left."""

    rewrites_the_past: ClassVar[bool] = True

    number: int

    def apply(self, notebook: Notebook, number: int) -> Notebook:
        """Leave it out, and count it."""
        return replace(notebook.without(self.number), forgotten=notebook.forgotten + 1)

    def sentence(self, notebook: Notebook) -> Message:
        """Say which."""
        return say("{who} had note {number} removed for good at {at}", number=self.number)


class NotePinned(NoteEvent, frozen=True, kw_only=True):
    """The room is shown the note with this `number` from here on; None: no note any more."""

    number: int | None = None

    def apply(self, notebook: Notebook, number: int) -> Notebook:
        """Show it."""
        return replace(notebook, pinned=self.number)

    def sentence(self, notebook: Notebook) -> Message:
        """Say which."""
        if self.number is None:
            return say("{who} shows the room no note any more")
        return say("{who} shows the room note {number}", number=self.number)


class InitiativeRecorded(NoteEvent, frozen=True, kw_only=True):
    """The initiative called `key` is this, from here on."""

    key: InitiativeKey
    initiative: Initiative

    def apply(self, notebook: Notebook, number: int) -> Notebook:
        """Let it be so."""
        return replace(notebook, initiatives=MappingProxyType({**notebook.initiatives, self.key: self.initiative}))

    def sentence(self, notebook: Notebook) -> Message:
        """Say which."""
        return say("{who} noted “{name}” at {at}", name=self.initiative.name)


class InitiativeWithdrawn(NoteEvent, frozen=True, kw_only=True):
    """The initiative called `key` is none."""

    key: InitiativeKey

    def apply(self, notebook: Notebook, number: int) -> Notebook:
        """Leave it out."""
        left = {key: one for key, one in notebook.initiatives.items() if key != self.key}
        return replace(notebook, initiatives=MappingProxyType(left))

    def sentence(self, notebook: Notebook) -> Message:
        """Say which."""
        return say("{who} withdrew “{name}” at {at}", name=self.key)


EVENTS = (
    NoteTaken, NoteAmended, NoteWithdrawn, NoteBroughtBack, NoteForgotten, NotePinned, InitiativeRecorded,
    InitiativeWithdrawn,
)  # fmt: skip
"""The events of the notebook, all of them."""
