"""The presses: what a trainer's page, a script or a Stream Deck may ask for, each with the body that it takes.

A press becomes the same command as on the command line and the screens, and is decided by the same rules. It may say
what its person had seen (`seen`): then what another did since is answered, and the day moves once.
"""

from __future__ import annotations

from abc import abstractmethod
from datetime import datetime
from typing import Annotated, ClassVar

from msgspec import Meta, Struct, field

from workshop_tui.locale import say
from workshop_tui.presence import SIGNALS
from workshop_tui.session.event import Command, Instant
from workshop_tui.session.notes.commands import TakeNote
from workshop_tui.session.notes.draft import Draft, Read
from workshop_tui.session.notes.tags import doubt
from workshop_tui.session.refusal import Refused
from workshop_tui.session.state import State
from workshop_tui.session.timing import commands as c
from workshop_tui.session.timing import replanning_commands as r
from workshop_tui.session.timing.lookup import find_segment
from workshop_tui.session.turns.commands import BeginTurn

Minutes = Annotated[int, Meta(ge=-1440, le=1440)]
Natural = Annotated[int, Meta(ge=0)]
Name = Annotated[str, Meta(min_length=1, max_length=200)]
Tags = Annotated[tuple[Name, ...], Meta(max_length=50)]


class Body(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The body of every request that asks for something."""

    by: Annotated[Name | None, Meta(description="who does it: a trainer's key or name; left out, who serves")] = field(
        default=None, name="as"
    )


class Press(Body, frozen=True, kw_only=True):
    """A command, and what its person had seen of the day."""

    TOLD: ClassVar[str] = ""
    """The description, in English: for docs/openapi.json."""

    seen: Annotated[
        Natural | None, Meta(description="`seen` of the view that was shown: refused if the day has moved since")
    ] = None
    stood_ms: Annotated[
        Natural | None, Meta(description="how long that had been shown: under 1.5 s, what another did is told first")
    ] = None
    again: Annotated[bool, Meta(description="the same press was just refused for what another did: it is meant")] = (
        False
    )
    take: Annotated[bool, Meta(description="take the hand first, if somebody else has it")] = False
    ask: Annotated[bool, Meta(description="a person waits for the answer: what is asked on a screen is refused")] = (
        False
    )

    @abstractmethod
    def command(self, state: State) -> Command:
        """The command that is meant. Raises `Refused`."""


class NextPress(Press, frozen=True, kw_only=True):
    """The next segment."""

    TOLD = "The live segment is done and the next one starts; with `from`, only if that one is live."
    live: Annotated[Name | None, Meta(description="only if this segment is live")] = field(default=None, name="from")

    def command(self, state: State) -> Command:
        return c.Next(find_segment(state.day, self.live) if self.live else None)


class OnSegment(Press, frozen=True, kw_only=True):
    """A command on a segment, which it names."""

    MAKES: ClassVar[type[c.Goto | r.Skip | r.Restore]]
    segment: Annotated[Name, Meta(description="its key, its title or the beginning of one")]

    def command(self, state: State) -> Command:
        return self.MAKES(find_segment(state.day, self.segment))


class GotoPress(OnSegment, frozen=True, kw_only=True):
    """Another segment, now."""

    TOLD = "Start this segment now; the live one is set aside."
    MAKES = c.Goto


class SkipPress(OnSegment, frozen=True, kw_only=True):
    """A segment out of the day."""

    TOLD = "Take an upcoming or set-aside segment out of today."
    MAKES = r.Skip


class RestorePress(OnSegment, frozen=True, kw_only=True):
    """A skipped segment back."""

    TOLD = "Bring a skipped segment back."
    MAKES = r.Restore


class ExtendPress(Press, frozen=True, kw_only=True):
    """More minutes, or fewer."""

    TOLD = "Give minutes to the live segment, or to the one named; below zero, take them."
    minutes: Minutes
    segment: Name | None = None

    def command(self, state: State) -> Command:
        return r.Extend(self.minutes, find_segment(state.day, self.segment) if self.segment else None)


class Plain(Press, frozen=True, kw_only=True):
    """A command that takes nothing."""

    MAKES: ClassVar[type[Command]]

    def command(self, state: State) -> Command:
        return self.MAKES()


class PausePress(Plain, frozen=True, kw_only=True):
    """A pause."""

    TOLD = "Let the live segment's time stand still."
    MAKES = c.Pause


class ResumePress(Plain, frozen=True, kw_only=True):
    """The end of a pause."""

    TOLD = "Let it go on."
    MAKES = c.Resume


class StopPress(Plain, frozen=True, kw_only=True):
    """The end of the live segment."""

    TOLD = "The live segment is done and nothing starts: lunch, or the end of a block."
    MAKES = c.Stop


class UndoPress(Plain, frozen=True, kw_only=True):
    """The last command back."""

    TOLD = "Take back the last timing command that still stands."
    MAKES = c.Undo


class RedoPress(Plain, frozen=True, kw_only=True):
    """The last command that was taken back, again."""

    TOLD = "Bring back what undo took back last."
    MAKES = c.Redo


class HandPress(Plain, frozen=True, kw_only=True):
    """The hand."""

    TOLD = "Take the hand: lead from here on."
    MAKES = c.TakeHand


class SpeakPress(Press, frozen=True, kw_only=True):
    """A speaker."""

    TOLD = "Let this speaker speak, by name or the beginning of one; whoever spoke has done."
    speaker: Annotated[Name, Meta(description="a participant, trainer, guest, organisation or label")]

    def command(self, state: State) -> Command:
        return BeginTurn(self.speaker)


class NotePress(Press, frozen=True, kw_only=True):
    """A note."""

    TOLD = "Take one note; tags may stand in its text (#phase @stakeholder !kind ~initiative)."
    text: str
    kind: Name | None = None
    phases: Tags = ()
    stakeholders: Tags = ()
    initiative: Name | None = None
    segment: Annotated[Name | None, Meta(description="left out: the live one, else the last that was")] = None
    began: Annotated[
        Instant | None, Meta(description="when its typing began: the same note of that instant is taken once")
    ] = None
    private: bool = False
    remember: bool = False
    check: bool = False

    def command(self, state: State) -> TakeNote:
        read = self.read(state)
        if self.kind and (why := doubt(state.agenda, "kinds", self.kind)):
            raise Refused(why)
        return TakeNote(
            text=read.text,
            kind=read.kind,
            phases=read.phases,
            stakeholders=read.stakeholders,
            initiative=self.initiative or read.initiative,
            details=read.details,
            private=self.private,
            remember=self.remember,
            check=self.check,
            segment=find_segment(state.day, self.segment) if self.segment else None,
        )

    def read(self, state: State) -> Read:
        """Read the text, as a composer does."""
        kinds = [self.kind] if self.kind else []
        draft = Draft(text=self.text, kinds=kinds, phases=[*self.phases], stakeholders=[*self.stakeholders])
        return draft.read(state.agenda)

    def at(self, now: datetime) -> datetime | None:
        """The note's instant: that at which its typing began; None: now."""
        return min(self.began, now).replace(microsecond=0) if self.began else None

    def taken_before(self, state: State, taken: TakeNote, by: str, at: datetime | None) -> int:
        """The number of the same note, which a page sends again where the answer was lost; 0 if it is new."""
        notes = state.notebook.notes if at else ()
        return next(
            (
                one.number
                for one in reversed(notes)
                if (one.taken.by, one.taken.at, one.taken.text) == (by, at, taken.text)
            ),
            0,
        )


class SignalSent(Body, frozen=True, kw_only=True):
    """A signal."""

    TOLD: ClassVar[str] = "Show a signal on the other trainers' screens; it is not kept."
    signal: Annotated[Name, Meta(description=f"one of: {', '.join(SIGNALS)}")]


class DraftKept(Body, frozen=True, kw_only=True):
    """A half-typed note."""

    TOLD: ClassVar[str] = "Keep a half-typed note, whole, until it is taken; an empty one is forgotten."
    text: Annotated[str, Meta(max_length=10_000)]
    began: Instant | None = None
    segment: Name | None = None

    def kept(self, state: State) -> str:
        """As the other terminals keep it; empty if it says nothing."""
        segment = self.segment if self.segment in state.day.segments else None
        draft = Draft(text=self.text, began=self.began, segment=segment)
        return "" if draft.empty else draft.as_json()


PRESSES: dict[str, type[Press]] = {
    "next": NextPress, "goto": GotoPress, "extend": ExtendPress, "pause": PausePress, "resume": ResumePress,
    "stop": StopPress, "skip": SkipPress, "restore": RestorePress, "undo": UndoPress, "redo": RedoPress,
    "hand": HandPress, "speak": SpeakPress, "note": NotePress,
}  # fmt: skip
"""The commands of the API, by the last word of their address."""
SENT: dict[str, type[SignalSent | DraftKept]] = {"signal": SignalSent, "draft": DraftKept}
"""Other things that may be sent: nothing of them stands in the record."""
UNKNOWN_SIGNAL = say("“{value}” is no signal: {known}")
