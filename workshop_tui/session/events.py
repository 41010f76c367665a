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
| ReasonGiven | why a change was made, or a segment overran | give another, or none |

Every event has `at`, the instant (UTC, whole seconds) it took effect, and `by`, who said so. The durations
in them are seconds.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal, get_args

from workshop_tui.agenda import Agenda
from workshop_tui.agenda.structs import convert, decode, encode, table
from workshop_tui.holds import Account, Fixed, Key, Words
from workshop_tui.session.attended import (
    AttendanceCleared,
    Attending,
    ParticipantArrived,
    ParticipantExpected,
    ParticipantLeft,
    ParticipantStruck,
)
from workshop_tui.session.fact import Fact, Part
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
    "as_json",
    "as_table",
    "from_data",
    "from_json",
    "is_timing",
]


class SessionOpened(Fact, frozen=True, kw_only=True):
    """A session of this agenda exists, for this day."""

    id: Fixed
    agenda: Agenda
    date: date


class SegmentStarted(Fact, frozen=True, kw_only=True):
    """`segment` went live. `left` was live until then and is `left_as` now. `hand` leads it, if somebody leads."""

    segment: Key
    left: Key | None = None
    left_as: Literal["done", "set_aside"] = "done"
    hand: Account | None = None


class SegmentStopped(Fact, frozen=True, kw_only=True):
    """The live `segment` is done, and nothing started."""

    segment: Key


class Paused(Fact, frozen=True, kw_only=True):
    """The live segment's elapsed stands still."""


class Resumed(Fact, frozen=True, kw_only=True):
    """It goes on."""


class AllotmentChange(Part, frozen=True, kw_only=True):
    """One segment's allotment, before and after, in seconds."""

    segment: Key
    before_s: int
    after_s: int


class AllotmentsChanged(Fact, frozen=True, kw_only=True):
    """Segments have more or less time today."""

    changes: tuple[AllotmentChange, ...]


class SegmentSkipped(Fact, frozen=True, kw_only=True):
    """`segment` is taken out of today."""

    segment: Key


class SegmentRestored(Fact, frozen=True, kw_only=True):
    """`segment` is back."""

    segment: Key


class SegmentAdded(Fact, frozen=True, kw_only=True):
    """`segment` is new: rigid, of `minutes`, in `block`, after that other one (None: first)."""

    segment: Key
    title: Words
    minutes: int
    block: Key
    after: Key | None = None


class SegmentMoved(Fact, frozen=True, kw_only=True):
    """`segment` is in `block` now, after that other one (None: first)."""

    segment: Key
    block: Key
    after: Key | None = None


ProposalKind = Literal["squeeze", "drop", "carry", "stretch", "hand"]


class ProposalApplied(Fact, frozen=True, kw_only=True):
    """A proposal for `block` was taken: allotments, what it skipped, what it carried into `into`.

    The carried ones stand after the segment `after` (None: first).
    """

    kind: ProposalKind
    block: Key
    changes: tuple[AllotmentChange, ...] = ()
    skipped: tuple[Key, ...] = ()
    carried: tuple[Key, ...] = ()
    into: Key | None = None
    after: Key | None = None


class SessionEnded(Fact, frozen=True, kw_only=True):
    """The day is closed; a live segment is done at that instant."""


class SessionReopened(Fact, frozen=True, kw_only=True):
    """It is open again."""


class CommandUndone(Fact, frozen=True, kw_only=True):
    """The timing event with this `number` no longer stands."""

    number: int


class HandTaken(Fact, frozen=True, kw_only=True):
    """Who says so (`by`) leads from here on."""


Timing = (
    SegmentStarted | SegmentStopped | Paused | Resumed | AllotmentsChanged | SegmentSkipped
    | SegmentRestored | SegmentAdded | SegmentMoved | ProposalApplied | SessionEnded | SessionReopened | CommandUndone
)  # fmt: skip
"""The events that move the day: `undo` takes them back and `seen` counts them."""

Saying = NotePinned | InitiativeRecorded | InitiativeWithdrawn | ReasonGiven
"""What is said beside notes; it moves nothing."""
Event = Timing | SessionOpened | HandTaken | Noting | Saying | Attending | NameForgotten
_KINDS: dict[str, type[Event]] = {kind.__name__: kind for kind in get_args(Event)}


def from_json(kind: str, data: str | bytes) -> Event:
    """The event of this `type` that was written as `data`. Raises `ValueError` if it is none."""
    if kind not in _KINDS:
        raise ValueError(kind)
    return decode(data, _KINDS[kind])


def from_data(kind: str, data: dict[str, object]) -> Event:
    """The event of this `type` that `data` says, as TOML has it.

    Raises `ValueError` for a type that is none, msgspec's `ValidationError` for what that type does not have.
    """
    if kind not in _KINDS:
        raise ValueError(kind)
    return convert(data, _KINDS[kind])


def as_table(event: Event) -> dict[str, object]:
    """The event as plain values, as TOML and JSON have it: when, who, of which type, then its own fields."""
    written = table(event)
    return {"at": written.pop("at"), "by": written.pop("by"), "type": event.type, **written}


def as_json(event: Event) -> str:
    """The event as `from_json` reads it."""
    return encode(as_table(event))


@dataclass(frozen=True)
class Recorded:
    """An event in the journal, under its `number` (from 1, without gaps)."""

    number: int
    recorded_at: datetime
    event: Event


def is_timing(event: Event) -> bool:
    """Whether it moves the day, or says who leads it: a command is refused that has not seen it."""
    return isinstance(event, Timing | HandTaken)
