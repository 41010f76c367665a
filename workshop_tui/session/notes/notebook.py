"""The notebook, frozen: the notes as they stand, and the initiatives that people named; and what each can say.

A `NoteEvent` makes one `Notebook` from another (`events`). Whether it is allowed, the commands say.
"""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import datetime
from types import MappingProxyType
from typing import Literal

from msgspec import Struct, field
from msgspec.structs import replace

from workshop_tui.agenda import Agenda
from workshop_tui.holds import Account, Fixed, InitiativeKey, Key, Owner, Place, Somebody, Speaker, Tag, Words
from workshop_tui.locale import Message, say
from workshop_tui.session.event import Event, Part


class Details(Part, frozen=True, kw_only=True):
    """The fields of its own that a kind of note has (`FIELDS` says which, `LABELS` how it is called).

    A request: who turns (`from`) to whom (`to`), both stakeholders' keys, what for (a purpose's key), the answer, and
    how far they were let in (`degree`, a key of the agenda's degrees). A follow-up: who, and by when, in words or as a
    date. A quote: its speaker's code, and whether they agreed to be quoted. A resource: where it is found. A question
    or what was parked: whether it is settled.
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
    degree: Tag | None = None


FIELDS = {
    "sollicitation": ("asker", "asked", "purpose", "answer", "degree"),
    "ressource": ("reference",),
    "question": ("settled", "answer"),
    "action": ("who", "due"),
    "verbatim": ("speaker", "agreed"),
    "parking": ("settled",),
    "attente": ("met",),
}
"""The fields of each kind, in the order in which they are asked for."""
LABELS = {
    "asker": say("from"),
    "asked": say("to"),
    "purpose": say("for"),
    "answer": say("answer"),
    "who": say("who"),
    "due": say("by when"),
    "speaker": say("speaker’s code"),
    "agreed": say("agreed to be quoted"),
    "reference": say("reference"),
    "settled": say("settled"),
    "met": say("met"),
    "degree": say("degree of participation"),
}
"""The words by which each field is called."""


MARKS = {"private": say("private"), "remember": say("to remember"), "check": say("to check")}
"""Marks across kinds, fields of a note, and their words."""


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


Outcome = Literal["done", "goes_on", "dropped"]
OUTCOMES: dict[Outcome, Message] = {"done": say("Done"), "goes_on": say("Goes on"), "dropped": say("Dropped")}
"""The answers to what became of a point: a follow-up, a question, something parked, an expectation."""


class Answer(Struct, frozen=True):
    """An answer to what became of a point, and who gave it when."""

    outcome: Outcome
    why: Words | None
    at: datetime
    by: Account


class Linked(Mapping[InitiativeKey, Initiative]):
    """The initiatives of earlier days, read when they are first asked for; nothing of them is kept here."""

    def __init__(self, found: Mapping[str, Initiative] | Callable[[], Mapping[str, Initiative]]) -> None:
        self._found = found

    @property
    def _all(self) -> Mapping[str, Initiative]:
        if not isinstance(self._found, Mapping):
            self._found = self._found()
        return self._found

    def __getitem__(self, key: str) -> Initiative:
        return self._all[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._all)

    def __len__(self) -> int:
        return len(self._all)


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

    `group`: that of its segment, or of one whose groups are still at work, in which it was taken.
    Marks: `remember`, the report's first lines; `private`, for the co-trainers only; `check`, to be checked.
    """

    text: Words
    segment: Key | None = None
    kind: Tag | None = None
    phases: tuple[Tag, ...] = ()
    stakeholders: tuple[Tag, ...] = ()
    initiative: InitiativeKey | None = None
    group: Key | None = None
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


class Note(Struct, frozen=True):
    """A note as it stands; `number` is that of the event that took it.

    `taken` says who took it when, and what it reads now. `changes` are what was done to it since, in order.
    """

    number: int
    taken: NoteContent
    changes: tuple[NoteEvent, ...] = ()

    @property
    def last_by(self) -> str:
        """The person who wrote what it reads now."""
        return self.changes[-1].by if self.changes else self.taken.by


class Notebook(Struct, frozen=True):
    """The notebook: what was said. `forgotten` notes are only counted; `pinned` is the note that the room is shown.

    `answers`: what became of points, by the session ("" for this one) and number of their note. `linked`: the
    initiatives of the days that this one follows. `former`: the withdrawn ones, as they were.
    """

    agenda: Agenda
    notes: tuple[Note, ...] = ()
    withdrawn: tuple[Note, ...] = ()
    forgotten: int = 0
    pinned: int | None = None
    initiatives: Mapping[InitiativeKey, Initiative] = MappingProxyType({})
    answers: Mapping[tuple[Fixed, int], Answer] = MappingProxyType({})
    linked: Mapping[InitiativeKey, Initiative] = MappingProxyType({})
    former: Mapping[InitiativeKey, Initiative] = MappingProxyType({})

    @property
    def known(self) -> Mapping[InitiativeKey, Initiative]:
        """The initiatives of this day, and those of earlier days; what was said of one today holds."""
        return {**self.linked, **self.initiatives} if self.linked else self.initiatives

    def has(self, number: int) -> bool:
        """Tell whether there is a note with this number, withdrawn or not."""
        return any(note.number == number for note in (*self.notes, *self.withdrawn))

    def note(self, number: int) -> Note:
        """The note with this number, withdrawn or not; KeyError if there is none."""
        for note in (*self.notes, *self.withdrawn):
            if note.number == number:
                return note
        raise KeyError(number)

    def adding(self, notes: Iterable[Note]) -> Notebook:
        """The notebook with more notes at its end."""
        return replace(self, notes=(*self.notes, *notes))

    def without(self, number: int) -> Notebook:
        """The notebook without the note with this number."""
        notes, withdrawn = (
            tuple(note for note in those if note.number != number) for those in (self.notes, self.withdrawn)
        )
        return replace(self, notes=notes, withdrawn=withdrawn)
