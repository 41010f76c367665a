"""The events of what was said: notes with the fields of their kind, and the initiatives that people named.

| event | how it is undone |
| --- | --- |
| NoteTaken | not by `undo`, notes are no timing: withdraw it |
| NoteAmended | amend it again |
| NoteWithdrawn, NoteBroughtBack | the other of the two |
| NoteForgotten | never: what it said is gone from all that was written |
| NotePinned | pin another, or none |
| InitiativeRecorded, InitiativeWithdrawn | record it again |
| PointAnswered | answer otherwise, or take the answer back (`outcome` None) |
"""

# Types as they are, and not as texts: to read a day, msgspec works those out, 1.4 ms of each start.

from types import MappingProxyType
from typing import ClassVar

from msgspec.structs import replace

from workshop_tui.holds import Fixed, InitiativeKey, Words
from workshop_tui.locale import Message, say
from workshop_tui.session.notes.notebook import (
    OUTCOMES,
    Answer,
    Initiative,
    Note,
    Notebook,
    NoteContent,
    NoteEvent,
    Outcome,
)


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
        """Let it read so, withdrawn or not; one that somebody forgot at that moment stays forgotten."""
        if not notebook.has(self.number):
            return notebook
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
        """Put it aside, if it is there."""
        if not notebook.has(self.number):
            return notebook
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
        """Put it back where it was among the others, if it is there."""
        if not notebook.has(self.number):
            return notebook
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
        """Leave it out, and count it, once."""
        return replace(notebook.without(self.number), forgotten=notebook.forgotten + notebook.has(self.number))

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
        former = {key: one for key, one in notebook.former.items() if key != self.key}
        return replace(
            notebook,
            initiatives=MappingProxyType({**notebook.initiatives, self.key: self.initiative}),
            former=MappingProxyType(former),
        )

    def sentence(self, notebook: Notebook) -> Message:
        """Say which."""
        return say("{who} noted “{name}” at {at}", name=self.initiative.name)


class InitiativeWithdrawn(NoteEvent, frozen=True, kw_only=True):
    """The initiative called `key` is none."""

    key: InitiativeKey

    def apply(self, notebook: Notebook, number: int) -> Notebook:
        """Leave it out."""
        left = {key: one for key, one in notebook.initiatives.items() if key != self.key}
        gone = {key: one for key, one in notebook.initiatives.items() if key == self.key}
        return replace(
            notebook, initiatives=MappingProxyType(left), former=MappingProxyType({**notebook.former, **gone})
        )

    def sentence(self, notebook: Notebook) -> Message:
        """Say which."""
        return say("{who} withdrew “{name}” at {at}", name=self.key)


class PointAnswered(NoteEvent, frozen=True, kw_only=True):
    """The outcome of the point that is note `number` of a session (None: this one); `outcome` None: open as before."""

    session: Fixed | None = None
    number: int
    outcome: Outcome | None = None
    why: Words | None = None

    def apply(self, notebook: Notebook, number: int) -> Notebook:
        """Let that be its outcome, as of this day."""
        about = (self.session or "", self.number)
        answers = {key: one for key, one in notebook.answers.items() if key != about}
        if self.outcome:
            answers[about] = Answer(self.outcome, self.why, self.at, self.by)
        return replace(notebook, answers=MappingProxyType(answers))

    def sentence(self, notebook: Notebook) -> Message:
        """Say which, and what became of it."""
        if self.outcome is None:
            return say("{who} took the answer to note {number} back at {at}", number=self.number)
        return say("{who} says of note {number} at {at}: {outcome}", number=self.number, outcome=OUTCOMES[self.outcome])


EVENTS = (
    NoteTaken, NoteAmended, NoteWithdrawn, NoteBroughtBack, NoteForgotten, NotePinned, InitiativeRecorded,
    InitiativeWithdrawn, PointAnswered,
)  # fmt: skip
"""The events of the notebook, all of them."""
