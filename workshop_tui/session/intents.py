"""What a person may mean to do: the commands of `time.md`, and a note. `decisions` says whether they may."""

from __future__ import annotations

from dataclasses import dataclass

from workshop_tui.session.events import Details, ProposalKind, Reason


@dataclass(frozen=True)
class Next:
    """Move on; with `from_segment` only if that one is live."""

    from_segment: str | None = None


@dataclass(frozen=True)
class Goto:
    """Start this segment now, whatever its state was."""

    segment: str


@dataclass(frozen=True)
class Stop:
    """The live segment is done; start nothing."""


@dataclass(frozen=True)
class Pause:
    """Let elapsed stand still."""


@dataclass(frozen=True)
class Resume:
    """Let it go on."""


@dataclass(frozen=True)
class Extend:
    """Give `minutes` (below zero: take) to the live segment, or to the one named."""

    minutes: int
    segment: str | None = None


@dataclass(frozen=True)
class Skip:
    """Take this segment out of today."""

    segment: str


@dataclass(frozen=True)
class Restore:
    """Bring a skipped one back."""

    segment: str


@dataclass(frozen=True)
class Add:
    """A segment nobody planned: after `after`, else after the live one, else before what comes next."""

    title: str
    minutes: int
    after: str | None = None


@dataclass(frozen=True)
class Move:
    """Put this segment after `after`, or first among what is left of `block`."""

    segment: str
    after: str | None = None
    block: str | None = None


@dataclass(frozen=True)
class Fit:
    """Take this proposal as it is at that instant. `late`: even if it does not land.

    `wishes`, by hand only: the allotments asked for, in seconds, by segment.
    """

    kind: ProposalKind
    wishes: tuple[tuple[str, int], ...] = ()
    late: bool = False


@dataclass(frozen=True)
class Undo:
    """Take back the last timing command that still stands."""


@dataclass(frozen=True)
class End:
    """Close the session."""


@dataclass(frozen=True)
class Reopen:
    """Open it again."""


@dataclass(frozen=True)
class TakeHand:
    """Lead from here on."""


@dataclass(frozen=True)
class TakeNote:
    """Write this down. `segment` None: the live one, else the last that was."""

    text: str
    kind: str | None = None
    phases: tuple[str, ...] = ()
    stakeholders: tuple[str, ...] = ()
    segment: str | None = None
    initiative: str | None = None
    private: bool = False
    remember: bool = False
    check: bool = False
    details: Details | None = None


@dataclass(frozen=True)
class AmendNote:
    """Change what is given of the note with this `number`; None stays as it is, nothing (`""`, `()`) takes it away."""

    number: int
    text: str | None = None
    kind: str | None = None
    phases: tuple[str, ...] | None = None
    stakeholders: tuple[str, ...] | None = None
    segment: str | None = None
    initiative: str | None = None
    private: bool | None = None
    remember: bool | None = None
    check: bool | None = None
    details: Details | None = None


@dataclass(frozen=True)
class WithdrawNote:
    """Let the note with this `number` count no more."""

    number: int


@dataclass(frozen=True)
class BringBackNote:
    """Let the withdrawn note with this `number` count again."""

    number: int


@dataclass(frozen=True)
class PinNote:
    """Show the room the note with this `number`; None: no note any more."""

    number: int | None


@dataclass(frozen=True)
class RecordInitiative:
    """Say this of the initiative called `key`, or so named; None stays as it is, nothing (`""`) takes it away."""

    key: str | None = None
    name: str | None = None
    kind: str | None = None
    territory: str | None = None
    carried_by: str | None = None
    status: str | None = None
    nature: str | None = None
    need: str | None = None
    stakes: str | None = None
    phase: str | None = None
    stakeholders: tuple[str, ...] | None = None
    reported_by: str | None = None
    case: bool | None = None
    question: str | None = None
    options: str | None = None
    tools: str | None = None
    kept: str | None = None


@dataclass(frozen=True)
class WithdrawInitiative:
    """It is none."""

    named: str


@dataclass(frozen=True)
class Expect:
    """Somebody is expected; with `key`, that one is called so. `organisation` None stays as it is."""

    name: str
    organisation: str | None = None
    key: str | None = None


@dataclass(frozen=True)
class Strike:
    """Somebody is expected no more."""

    who: str


@dataclass(frozen=True)
class Arrive:
    """Somebody is there; `block` None: the one that runs then."""

    who: str
    block: str | None = None


@dataclass(frozen=True)
class Leave:
    """Somebody is gone; `block` None: the one that runs then."""

    who: str
    block: str | None = None


@dataclass(frozen=True)
class ClearAttendance:
    """Nothing that was said of somebody in a block holds; `block` None: the one that runs then."""

    who: str
    block: str | None = None


@dataclass(frozen=True)
class GiveReason:
    """This is why the day departed from its plan; `reason` None: no reason holds any more.

    By the timing event numbered `change`, or as `segment` overran.
    """

    reason: Reason | None
    change: int | None = None
    segment: str | None = None


@dataclass(frozen=True)
class SettleWord:
    """A word that is part of a name is an `ordinary` one where it has no capital, or is the name there, too."""

    word: str
    ordinary: bool


TimingIntent = (
    Next | Goto | Stop | Pause | Resume | Extend | Skip | Restore | Add | Move | Fit | Undo | End | Reopen
)  # fmt: skip
NoteIntent = TakeNote | AmendNote | WithdrawNote | BringBackNote | PinNote
InitiativeIntent = RecordInitiative | WithdrawInitiative
AttendanceIntent = Expect | Strike | Arrive | Leave | ClearAttendance
Intent = TimingIntent | TakeHand | NoteIntent | InitiativeIntent | AttendanceIntent | GiveReason | SettleWord
