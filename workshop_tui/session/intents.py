"""What a person may mean to do: the commands of `time.md`, and a note. `decisions` says whether they may."""

from __future__ import annotations

from dataclasses import dataclass

from workshop_tui.session.events import ProposalKind


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


@dataclass(frozen=True)
class WithdrawNote:
    """Let the note with this `number` count no more."""

    number: int


@dataclass(frozen=True)
class BringBackNote:
    """Let the withdrawn note with this `number` count again."""

    number: int


TimingIntent = (
    Next | Goto | Stop | Pause | Resume | Extend | Skip | Restore | Add | Move | Fit | Undo | End | Reopen
)  # fmt: skip
NoteIntent = TakeNote | AmendNote | WithdrawNote | BringBackNote
Intent = TimingIntent | TakeHand | NoteIntent
