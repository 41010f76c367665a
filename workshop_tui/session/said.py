"""What was said, as events: notes with the fields of their kind, and the initiatives that people named."""

from __future__ import annotations

from typing import Literal

from msgspec import field

from workshop_tui.holds import Fixed, InitiativeKey, Key, Owner, Place, Somebody, Tag, Words
from workshop_tui.session.fact import Fact, Part


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
    speaker: Somebody | None = None
    agreed: bool | None = None
    reference: Words | None = None
    settled: bool | None = None
    met: Tag | None = None


class NoteContent(Fact, frozen=True, kw_only=True):
    """What a note says. Tags are keys; one that no list knows is kept as written.

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
        """What the note says, by name, without who said it when."""
        return {
            name: getattr(self, name) for name in NoteContent.__struct_fields__ if name not in Fact.__struct_fields__
        }


class NoteTaken(NoteContent, frozen=True, kw_only=True):
    """Somebody wrote a note."""


class NoteAmended(NoteContent, frozen=True, kw_only=True):
    """The note with this `number` (that of its NoteTaken) reads so from here on."""

    number: int


class NoteWithdrawn(Fact, frozen=True, kw_only=True):
    """The note with this `number` counts no more."""

    number: int


class NoteBroughtBack(Fact, frozen=True, kw_only=True):
    """The withdrawn note with this `number` counts again."""

    number: int


class NoteForgotten(Fact, frozen=True, kw_only=True):
    """What the note with this `number` said has been removed for good: only this mark of it is left."""

    number: int


class NotePinned(Fact, frozen=True, kw_only=True):
    """The room is shown the note with this `number` from here on; None: no note any more."""

    number: int | None = None


class Initiative(Part, frozen=True, kw_only=True):
    """What a collective runs, as far as it was said. `stakeholders`: the links it has already made.

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


class InitiativeRecorded(Fact, frozen=True, kw_only=True):
    """The initiative called `key` is this, from here on."""

    key: InitiativeKey
    initiative: Initiative


class InitiativeWithdrawn(Fact, frozen=True, kw_only=True):
    """The initiative called `key` is none."""

    key: InitiativeKey


class NameForgotten(Fact, frozen=True, kw_only=True):
    """Somebody's name has been removed for good from all that was said before: `code` stands in its place."""

    code: Fixed


Reason = Literal["debate", "technical", "late", "choice"]


class ReasonGiven(Fact, frozen=True, kw_only=True):
    """Why the day departed from its plan: by the timing event numbered `change`, or as `segment` overran.

    `reason` None: no reason holds any more.
    """

    reason: Reason | None = None
    change: int | None = None
    segment: Key | None = None


Noting = NoteTaken | NoteAmended | NoteWithdrawn | NoteBroughtBack | NoteForgotten
"""The events that say what notes there are."""
