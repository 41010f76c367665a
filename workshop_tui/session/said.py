"""What was said, as events: notes with the fields of their kind, and the initiatives that people named."""

from __future__ import annotations

from typing import Literal

from msgspec import field

from workshop_tui.session.fact import Fact, Part


class Details(Part, kw_only=True):
    """The fields of its own that a kind of note has (`details.FIELDS` says which).

    A request: who turns (`from`) to whom (`to`), both stakeholders' keys, what for (a purpose's key), the answer. A
    follow-up: who, and by when, in words or as a date. A quote: its speaker's code, and whether they agreed to be
    quoted. A resource: where it is found. A question or what was parked: whether it is settled.
    An expectation: whether it is met (a key of `vocabulary.MET`).
    """

    asker: str | None = field(default=None, name="from")
    asked: str | None = field(default=None, name="to")
    purpose: str | None = None
    answer: str | None = None
    who: str | None = None
    due: str | None = None
    speaker: str | None = None
    agreed: bool | None = None
    reference: str | None = None
    settled: bool | None = None
    met: str | None = None


class NoteContent(Fact, kw_only=True):
    """What a note says. Tags are keys; one that no list knows is kept as written.

    Marks: `remember`, the report's first lines; `private`, for the co-trainers only; `check`, to be checked.
    """

    text: str
    segment: str | None = None
    kind: str | None = None
    phases: tuple[str, ...] = ()
    stakeholders: tuple[str, ...] = ()
    initiative: str | None = None
    private: bool = False
    remember: bool = False
    check: bool = False
    details: Details | None = None

    @property
    def content(self) -> dict[str, object]:
        """What the note says, by name, without who said it when."""
        return {name: getattr(self, name) for name in NoteContent.__struct_fields__ if name not in Fact.__struct_fields__}


class NoteTaken(NoteContent, kw_only=True):
    """Somebody wrote a note."""



class NoteAmended(NoteContent, kw_only=True):
    """The note with this `number` (that of its NoteTaken) reads so from here on."""

    number: int


class NoteWithdrawn(Fact, kw_only=True):
    """The note with this `number` counts no more."""

    number: int


class NoteBroughtBack(Fact, kw_only=True):
    """The withdrawn note with this `number` counts again."""

    number: int


class NoteForgotten(Fact, kw_only=True):
    """What the note with this `number` said has been removed for good: only this mark of it is left."""

    number: int


class NotePinned(Fact, kw_only=True):
    """The room is shown the note with this `number` from here on; None: no note any more."""

    number: int | None = None


class Initiative(Part, kw_only=True):
    """What a collective runs, as far as it was said. `stakeholders`: the links it has already made.

    The case that a participant presents is one, with its question, the options heard, the tools offered, and what
    the presenter keeps.
    """

    name: str
    kind: str | None = None
    territory: str | None = None
    carried_by: str | None = None
    status: str | None = None
    nature: str | None = None
    need: str | None = None
    stakes: str | None = None
    phase: str | None = None
    stakeholders: tuple[str, ...] = ()
    reported_by: str | None = None
    case: bool = False
    question: str | None = None
    options: str | None = None
    tools: str | None = None
    kept: str | None = None


class InitiativeRecorded(Fact, kw_only=True):
    """The initiative called `key` is this, from here on."""

    key: str
    initiative: Initiative


class InitiativeWithdrawn(Fact, kw_only=True):
    """The initiative called `key` is none."""

    key: str


class NameForgotten(Fact, kw_only=True):
    """Somebody's name has been removed for good from all that was said before: `code` stands in its place."""

    code: str


Reason = Literal["debate", "technical", "late", "choice"]


class ReasonGiven(Fact, kw_only=True):
    """Why the day departed from its plan: by the timing event numbered `change`, or as `segment` overran.

    `reason` None: no reason holds any more.
    """

    reason: Reason | None = None
    change: int | None = None
    segment: str | None = None


Noting = NoteTaken | NoteAmended | NoteWithdrawn | NoteBroughtBack | NoteForgotten
"""The events that say what notes there are."""
