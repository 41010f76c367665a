"""The facts of a day. A session is the fold of these; nothing else is kept.

| event | what it says | how it is undone |
| --- | --- | --- |
| SessionOpened | a session of this agenda exists, for this day | never |
| SegmentStarted | a segment went live; what became of the one that was | `undo`: that one is live again |
| SegmentStopped | the live segment is done and nothing started | `undo`: it is live again |
| Paused, Resumed | the live segment's elapsed stands still, or goes on | `undo` |
| AllotmentsChanged | segments have more or less time today | `undo`: the times before |
| SegmentSkipped, SegmentRestored | a segment is out of today, or back | `undo` |
| SegmentAdded | there is a segment that nobody had planned | `undo`: it is no part of the day |
| SegmentMoved | a segment stands elsewhere than planned | `undo`: it stands where it stood |
| ProposalApplied | a proposal (`fit`) changed allotments, skipped and carried segments | `undo`: all of it at once |
| SessionEnded, SessionReopened | the day is closed, or open again | `undo` |
| CommandUndone | the last timing event that stood no longer does | never: say it again |
| HandTaken | somebody leads from here on | never: take it back by taking it |
| NoteTaken | somebody wrote a note | not by `undo`: notes are no timing |
| NoteAmended | it reads otherwise from here on | amend it again |
| NoteForgotten | what it said is gone for good, from all that was written | never |
| NoteWithdrawn, NoteBroughtBack | it counts no more, or again | the other of the two |
| NotePinned | the room is shown a note, or none | pin another, or none |
| InitiativeRecorded | there is an initiative, and this is said of it | record it again |
| InitiativeWithdrawn | it is none | record it again |
| ParticipantExpected, ParticipantStruck | somebody is expected, or is not and was not there | the other of the two |
| ParticipantArrived, ParticipantLeft | somebody is there from then on, or until then | AttendanceCleared |
| AttendanceCleared | nothing of that holds, for one block | say it again |
| NameForgotten | somebody's name is gone for good, from all that was written | never |
| WordSettled | whether a part of a name is an ordinary word where it has no capital | say the other |
| ReasonGiven | why a change was made, or a segment overran | give another, or none |

Every event has `at`, the instant (UTC, whole seconds) it took effect, and `by`, who said so. The durations
in them are seconds.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal, get_args

from pydantic import BaseModel, ConfigDict

from workshop_tui.agenda import Agenda
from workshop_tui.holds import Account, Fixed, Key, Words
from workshop_tui.session.attended import (
    AttendanceCleared,
    Attending,
    ParticipantArrived,
    ParticipantExpected,
    ParticipantLeft,
    ParticipantStruck,
)
from workshop_tui.session.fact import Fact
from workshop_tui.session.said import (
    Details,
    Initiative,
    InitiativeRecorded,
    InitiativeWithdrawn,
    NameForgotten,
    NoteAmended,
    NoteBroughtBack,
    NoteContent,
    NoteForgotten,
    NotePinned,
    NoteTaken,
    NoteWithdrawn,
    Noting,
    Reason,
    ReasonGiven,
    WordSettled,
)

__all__ = [
    "AllotmentChange",
    "AllotmentsChanged",
    "AttendanceCleared",
    "Attending",
    "CommandUndone",
    "Details",
    "Event",
    "Fact",
    "HandTaken",
    "Initiative",
    "InitiativeRecorded",
    "InitiativeWithdrawn",
    "NameForgotten",
    "NoteAmended",
    "NoteBroughtBack",
    "NoteContent",
    "NoteForgotten",
    "NotePinned",
    "NoteTaken",
    "NoteWithdrawn",
    "Noting",
    "ParticipantArrived",
    "ParticipantExpected",
    "ParticipantLeft",
    "ParticipantStruck",
    "Paused",
    "ProposalApplied",
    "ProposalKind",
    "Reason",
    "ReasonGiven",
    "Recorded",
    "Resumed",
    "SegmentAdded",
    "SegmentMoved",
    "SegmentRestored",
    "SegmentSkipped",
    "SegmentStarted",
    "SegmentStopped",
    "SessionEnded",
    "SessionOpened",
    "SessionReopened",
    "Timing",
    "WordSettled",
    "from_data",
    "from_json",
    "is_timing",
]


class SessionOpened(Fact):
    """A session of this agenda exists, for this day."""

    type: Literal["SessionOpened"] = "SessionOpened"
    id: Fixed
    agenda: Agenda
    date: date


class SegmentStarted(Fact):
    """`segment` went live. `left` was live until then and is `left_as` now. `hand` leads it, if somebody leads."""

    type: Literal["SegmentStarted"] = "SegmentStarted"
    segment: Key
    left: Key | None = None
    left_as: Literal["done", "set_aside"] = "done"
    hand: Account | None = None


class SegmentStopped(Fact):
    """The live `segment` is done, and nothing started."""

    type: Literal["SegmentStopped"] = "SegmentStopped"
    segment: Key


class Paused(Fact):
    """The live segment's elapsed stands still."""

    type: Literal["Paused"] = "Paused"


class Resumed(Fact):
    """It goes on."""

    type: Literal["Resumed"] = "Resumed"


class AllotmentChange(BaseModel):
    """One segment's allotment, before and after, in seconds."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    segment: Key
    before_s: int
    after_s: int


class AllotmentsChanged(Fact):
    """Segments have more or less time today."""

    type: Literal["AllotmentsChanged"] = "AllotmentsChanged"
    changes: tuple[AllotmentChange, ...]


class SegmentSkipped(Fact):
    """`segment` is taken out of today."""

    type: Literal["SegmentSkipped"] = "SegmentSkipped"
    segment: Key


class SegmentRestored(Fact):
    """`segment` is back."""

    type: Literal["SegmentRestored"] = "SegmentRestored"
    segment: Key


class SegmentAdded(Fact):
    """`segment` is new: rigid, of `minutes`, in `block`, after that other one (None: first)."""

    type: Literal["SegmentAdded"] = "SegmentAdded"
    segment: Key
    title: Words
    minutes: int
    block: Key
    after: Key | None = None


class SegmentMoved(Fact):
    """`segment` is in `block` now, after that other one (None: first)."""

    type: Literal["SegmentMoved"] = "SegmentMoved"
    segment: Key
    block: Key
    after: Key | None = None


ProposalKind = Literal["squeeze", "drop", "carry", "stretch", "hand"]


class ProposalApplied(Fact):
    """A proposal for `block` was taken: allotments, what it skipped, what it carried into `into`.

    The carried ones stand after the segment `after` (None: first).
    """

    type: Literal["ProposalApplied"] = "ProposalApplied"
    kind: ProposalKind
    block: Key
    changes: tuple[AllotmentChange, ...] = ()
    skipped: tuple[Key, ...] = ()
    carried: tuple[Key, ...] = ()
    into: Key | None = None
    after: Key | None = None


class SessionEnded(Fact):
    """The day is closed; a live segment is done at that instant."""

    type: Literal["SessionEnded"] = "SessionEnded"


class SessionReopened(Fact):
    """It is open again."""

    type: Literal["SessionReopened"] = "SessionReopened"


class CommandUndone(Fact):
    """The timing event with this `number` no longer stands."""

    type: Literal["CommandUndone"] = "CommandUndone"
    number: int


class HandTaken(Fact):
    """Who says so (`by`) leads from here on."""

    type: Literal["HandTaken"] = "HandTaken"


Timing = (
    SegmentStarted | SegmentStopped | Paused | Resumed | AllotmentsChanged | SegmentSkipped
    | SegmentRestored | SegmentAdded | SegmentMoved | ProposalApplied | SessionEnded | SessionReopened | CommandUndone
)  # fmt: skip
"""The events that move the day: `undo` takes them back and `seen` counts them."""

Saying = NotePinned | InitiativeRecorded | InitiativeWithdrawn | ReasonGiven | WordSettled
"""What is said beside notes; it moves nothing."""
Event = Timing | SessionOpened | HandTaken | Noting | Saying | Attending | NameForgotten
_KINDS: dict[str, type[Event]] = {kind.__name__: kind for kind in get_args(Event)}


def from_json(kind: str, data: str | bytes) -> Event:
    """The event of this `type` that was written as `data`. Raises `ValueError` if it is none."""
    if kind not in _KINDS:
        raise ValueError(kind)
    return _KINDS[kind].model_validate_json(data)


def from_data(kind: str, data: dict[str, object]) -> Event:
    """The event of this `type` that `data` says, as TOML has it. Raises `ValueError` if it is none."""
    if kind not in _KINDS:
        raise ValueError(kind)
    return _KINDS[kind].model_validate(data)


@dataclass(frozen=True)
class Recorded:
    """An event in the journal, under its `number` (from 1, without gaps)."""

    number: int
    recorded_at: datetime
    event: Event


def is_timing(event: Event) -> bool:
    """Whether it moves the day, or says who leads it: a command is refused that has not seen it."""
    return isinstance(event, Timing | HandTaken)
