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

from abc import abstractmethod
from types import MappingProxyType
from typing import ClassVar

from msgspec import field
from msgspec.structs import replace

from workshop_tui.holds import InitiativeKey, Key, Owner, Place, Somebody, Speaker, Tag, Words
from workshop_tui.locale import Message, say
from workshop_tui.session.event import Event, Part
from workshop_tui.session.notes.notebook import Note, Notebook


class Details(Part, frozen=True, kw_only=True):
    """The fields of its own that a kind of note has (`details.FIELDS` says which).

    A request: who turns (`from`) to whom (`to`), both stakeholders' keys, what for (a purpose's key), the answer. A
    follow-up: who, and by when, in words or as a date. A quote: its speaker's code, and whether they agreed to be
    quoted. A resource: where it is found. A question or what was parked: whether it is settled.
    An expectation: whether it is met (a key of `vocabulary.MET`).
    """

    asker: Tag | None = field(default=None, name="from")
    asked: Tag | None = field(default=None, name="to")
    purpose: Tag | None = None
    answer: Words | None = None
    who: Somebody | None = None
    due: Words | None = None
    speaker: Speaker | None = None
    agreed: bool | None = None
    reference: Words | None = None
    settled: bool | None = None
    met: Tag | None = None


class Initiative(Part, frozen=True, kw_only=True):
    """An initiative that a collective runs, as far as it was said. `stakeholders`: the links it has already made.

    The case that a participant presents is one, with its question, the options heard, the tools offered, and what
    the presenter keeps.
    """

    name: Words
    kind: Words | None = None
    territory: Place | None = None
    carried_by: Owner | None = None
    status: Words | None = None
    nature: Tag | None = None
    need: Words | None = None
    stakes: Words | None = None
    phase: Tag | None = None
    stakeholders: tuple[Tag, ...] = ()
    reported_by: Owner | None = None
    case: bool = False
    question: Words | None = None
    options: Words | None = None
    tools: Words | None = None
    kept: Words | None = None


class NoteEvent(Event, frozen=True, kw_only=True):
    """An event of the notebook."""

    @abstractmethod
    def apply(self, notebook: Notebook, number: int) -> Notebook:
        """Give the notebook after it; it is the session's event of this number."""

    @abstractmethod
    def sentence(self, notebook: Notebook) -> Message:
        """Say what it did, `{who}` and `{at}` still to be filled in."""


class NoteContent(NoteEvent, frozen=True, kw_only=True):
    """The content of a note. Tags are keys; one that no list knows is kept as written.

    Marks: `remember`, the report's first lines; `private`, for the co-trainers only; `check`, to be checked.
    """

    text: Words
    segment: Key | None = None
    kind: Tag | None = None
    phases: tuple[Tag, ...] = ()
    stakeholders: tuple[Tag, ...] = ()
    initiative: InitiativeKey | None = None
    private: bool = False
    remember: bool = False
    check: bool = False
    details: Details | None = None

    @property
    def content(self) -> dict[str, object]:
        """The content of the note, by the names of its fields, without who said it when."""
        return {
            name: getattr(self, name) for name in NoteContent.__struct_fields__ if name not in Event.__struct_fields__
        }


class NoteTaken(NoteContent, frozen=True, kw_only=True):
    """Somebody wrote a note."""

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
        return replace(left, withdrawn=(*left.withdrawn, replace(note, changes=(*note.changes, self))))

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
