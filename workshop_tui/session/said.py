"""What was said, as events: notes with the fields of their kind, and the initiatives that people named."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from workshop_tui.holds import Fixed, InitiativeKey, Key, Owner, Place, Somebody, Speaker, Tag, Words
from workshop_tui.session.fact import Fact


class Part(BaseModel):
    """A part of an event. None: not said."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True, defer_build=True)


class Details(Part):
    """The fields of its own that a kind of note has (`details.FIELDS` says which).

    A request: who turns (`from`) to whom (`to`), both stakeholders' keys, what for (a purpose's key), the answer. A
    follow-up: who, and by when, in words or as a date. A quote: its speaker's code, and whether they agreed to be
    quoted. A resource: where it is found. A question or what was parked: whether it is settled.
    An expectation: whether it is met (a key of `vocabulary.MET`).
    """

    asker: Tag | None = Field(default=None, alias="from")
    asked: Tag | None = Field(default=None, alias="to")
    purpose: Tag | None = None
    answer: Words | None = None
    who: Somebody | None = None
    due: Words | None = None
    speaker: Speaker | None = None
    agreed: bool | None = None
    reference: Words | None = None
    settled: bool | None = None
    met: Tag | None = None


class NoteContent(Fact):
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
        return {name: getattr(self, name) for name in NoteContent.model_fields if name not in Fact.model_fields}


class NoteTaken(NoteContent):
    """Somebody wrote a note."""

    type: Literal["NoteTaken"] = "NoteTaken"


class NoteAmended(NoteContent):
    """The note with this `number` (that of its NoteTaken) reads so from here on."""

    type: Literal["NoteAmended"] = "NoteAmended"
    number: int


class NoteWithdrawn(Fact):
    """The note with this `number` counts no more."""

    type: Literal["NoteWithdrawn"] = "NoteWithdrawn"
    number: int


class NoteBroughtBack(Fact):
    """The withdrawn note with this `number` counts again."""

    type: Literal["NoteBroughtBack"] = "NoteBroughtBack"
    number: int


class NoteForgotten(Fact):
    """What the note with this `number` said has been removed for good: only this mark of it is left."""

    type: Literal["NoteForgotten"] = "NoteForgotten"
    number: int


class NotePinned(Fact):
    """The room is shown the note with this `number` from here on; None: no note any more."""

    type: Literal["NotePinned"] = "NotePinned"
    number: int | None = None


class Initiative(Part):
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


class InitiativeRecorded(Fact):
    """The initiative called `key` is this, from here on."""

    type: Literal["InitiativeRecorded"] = "InitiativeRecorded"
    key: InitiativeKey
    initiative: Initiative


class InitiativeWithdrawn(Fact):
    """The initiative called `key` is none."""

    type: Literal["InitiativeWithdrawn"] = "InitiativeWithdrawn"
    key: InitiativeKey


class NameForgotten(Fact):
    """Somebody's name has been removed for good from all that was said before: `code` stands in its place."""

    type: Literal["NameForgotten"] = "NameForgotten"
    code: Fixed


class WordSettled(Fact):
    """A word that is part of a name is an ordinary one where it has no capital, or is the name there, too."""

    type: Literal["WordSettled"] = "WordSettled"
    word: Words
    ordinary: bool


Reason = Literal["debate", "technical", "late", "choice"]


class ReasonGiven(Fact):
    """Why the day departed from its plan: by the timing event numbered `change`, or as `segment` overran.

    `reason` None: no reason holds any more.
    """

    type: Literal["ReasonGiven"] = "ReasonGiven"
    reason: Reason | None = None
    change: int | None = None
    segment: Key | None = None


Noting = NoteTaken | NoteAmended | NoteWithdrawn | NoteBroughtBack | NoteForgotten
"""The events that say what notes there are."""
