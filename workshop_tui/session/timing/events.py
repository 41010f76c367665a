"""What moves a day. Durations are seconds.

| event | how it is undone |
| --- | --- |
| SegmentStarted | `undo`: what was live is live again |
| SegmentStopped | `undo`: it is live again |
| Paused, Resumed | `undo` |
| AllotmentsChanged | `undo`: the times before |
| SegmentSkipped, SegmentRestored | `undo` |
| SegmentAdded | `undo`: it is no part of the day |
| SegmentMoved | `undo`: it stands where it stood |
| ProposalApplied | `undo`: all of it at once |
| SessionEnded, SessionReopened | `undo` |
| CommandUndone | never: say it again |
| HandTaken | never: another takes it |
| ReasonGiven | give another, or none |
"""

from __future__ import annotations

from abc import abstractmethod
from types import MappingProxyType
from typing import ClassVar, Literal

from msgspec.structs import replace

from workshop_tui.agenda import Segment
from workshop_tui.agenda.vocabulary import REASONS
from workshop_tui.holds import Account, Key, Words
from workshop_tui.locale import Message, say
from workshop_tui.session.event import Event, Part, person
from workshop_tui.session.timing.day import Day, Progress, Standing, Undoable, Visit

ProposalKind = Literal["squeeze", "drop", "carry", "stretch", "hand"]
PROPOSALS: dict[ProposalKind, Message] = {
    "squeeze": say("squeeze"),
    "drop": say("drop"),
    "carry": say("carry"),
    "stretch": say("stretch"),
    "hand": say("by hand"),
}
"""The kinds of proposal, in the order in which they are shown."""
Reason = Literal["debate", "technical", "late", "choice"]


class DayEvent(Event, frozen=True, kw_only=True):
    """An event of the day."""

    @abstractmethod
    def apply(self, day: Day, number: int) -> Day:
        """Give the day after it; it is the session's event of this number."""

    @abstractmethod
    def sentence(self, day: Day) -> Message:
        """Say what it did, `{who}` and `{at}` still to be filled in. `day` is the day after it."""


class Timing(DayEvent, frozen=True, kw_only=True):
    """An event that moves the day: `undo` takes it back, and a command must have seen it."""

    must_be_seen: ClassVar[bool] = True

    @abstractmethod
    def step(self, day: Day) -> Day:
        """Move the day."""

    def apply(self, day: Day, number: int) -> Day:
        """Move the day, and keep how it stood before."""
        history = (*day.history, Undoable(number, self, replace(day, history=())))
        return replace(self.step(day), history=history, last_timing=number, last_timing_at=self.at)


class SegmentStarted(Timing, frozen=True, kw_only=True):
    """`segment` went live. `left` was live until then and is `left_as` now. `hand` leads it, if somebody leads."""

    segment: Key
    left: Key | None = None
    left_as: Literal["done", "set_aside"] = "done"
    hand: Account | None = None

    def step(self, day: Day) -> Day:
        """It is live from then on."""
        day = day.left(self.at, Standing(self.left_as)).led_by(self.hand, self.at)
        visits = (*day.segments[self.segment].visits, Visit(self.at))
        return replace(day.having(self.segment, standing=Standing.LIVE, visits=visits), live=self.segment)

    def sentence(self, day: Day) -> Message:
        """Say what started, and what became of what was live."""
        title = day.title(self.segment)
        if self.left is None:
            deed = say("{who} started “{title}” at {at}", title=title)
        elif self.left_as == "set_aside":
            left = day.title(self.left)
            deed = say("{who} went to “{title}” at {at}; “{left}” is set aside", title=title, left=left)
        else:
            deed = say("{who} moved on to “{title}” at {at}", title=title)
        if self.hand in (None, self.by):
            return deed
        return say("{deed}; {leader} leads", deed=deed, leader=person(day.agenda, self.hand or ""))


class SegmentStopped(Timing, frozen=True, kw_only=True):
    """The live `segment` is done, and nothing started."""

    segment: Key

    def step(self, day: Day) -> Day:
        """Nothing is live."""
        return day.left(self.at, Standing.DONE)

    def sentence(self, day: Day) -> Message:
        """Say what is over."""
        return say("{who} finished “{title}” at {at}", title=day.title(self.segment))


class Paused(Timing, frozen=True, kw_only=True):
    """The live segment's elapsed stands still."""

    def step(self, day: Day) -> Day:
        """Let it stand still."""
        return replace(day, paused_since=self.at)

    def sentence(self, day: Day) -> Message:
        """Say so."""
        return say("{who} paused at {at}")


class Resumed(Timing, frozen=True, kw_only=True):
    """The live segment's elapsed goes on."""

    def step(self, day: Day) -> Day:
        """Let it go on."""
        return day.resumed(self.at)

    def sentence(self, day: Day) -> Message:
        """Say so."""
        return say("{who} resumed at {at}")


class AllotmentChange(Part, frozen=True, kw_only=True):
    """One segment's allotment, before and after, in seconds."""

    segment: Key
    before_s: int
    after_s: int


class AllotmentsChanged(Timing, frozen=True, kw_only=True):
    """Segments have more or less time today."""

    changes: tuple[AllotmentChange, ...]

    def step(self, day: Day) -> Day:
        """Give them that time."""
        return _allotted(day, self.changes)

    def sentence(self, day: Day) -> Message:
        """Say by how much the first of them changed."""
        change = self.changes[0]
        minutes = signed_minutes(change.after_s - change.before_s)
        return say("{who} changed “{title}” by {minutes} min at {at}", title=day.title(change.segment), minutes=minutes)


class SegmentSkipped(Timing, frozen=True, kw_only=True):
    """`segment` is taken out of today."""

    segment: Key

    def step(self, day: Day) -> Day:
        """Take it out."""
        return day.having(self.segment, standing=Standing.SKIPPED)

    def sentence(self, day: Day) -> Message:
        """Say which."""
        return say("{who} skipped “{title}” at {at}", title=day.title(self.segment))


class SegmentRestored(Timing, frozen=True, kw_only=True):
    """`segment` is back."""

    segment: Key

    def step(self, day: Day) -> Day:
        """Bring it back as it was."""
        standing = Standing.SET_ASIDE if day.segments[self.segment].visits else Standing.UPCOMING
        return day.having(self.segment, standing=standing)

    def sentence(self, day: Day) -> Message:
        """Say which."""
        return say("{who} restored “{title}” at {at}", title=day.title(self.segment))


class SegmentAdded(Timing, frozen=True, kw_only=True):
    """`segment` is new: rigid, of `minutes`, in `block`, after that other one (None: first)."""

    segment: Key
    title: Words
    minutes: int
    block: Key
    after: Key | None = None

    def step(self, day: Day) -> Day:
        """Put it there."""
        plan = Segment(key=self.segment, title=self.title, minutes=self.minutes)
        plans = MappingProxyType({**day.plans, self.segment: plan})
        segments = MappingProxyType({**day.segments, self.segment: Progress(allotted_s=self.minutes * 60)})
        return replace(day, plans=plans, segments=segments).placed(self.segment, self.block, self.after)

    def sentence(self, day: Day) -> Message:
        """Say what, and how long."""
        return say("{who} added “{title}”, {minutes} min, at {at}", title=self.title, minutes=self.minutes)


class SegmentMoved(Timing, frozen=True, kw_only=True):
    """`segment` is in `block` now, after that other one (None: first)."""

    segment: Key
    block: Key
    after: Key | None = None

    def step(self, day: Day) -> Day:
        """Put it there."""
        return replace(day, moved=day.moved | {self.segment}).placed(self.segment, self.block, self.after)

    def sentence(self, day: Day) -> Message:
        """Say which."""
        return say("{who} moved “{title}” at {at}", title=day.title(self.segment))


class ProposalApplied(Timing, frozen=True, kw_only=True):
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

    def step(self, day: Day) -> Day:
        """Do all of it at once."""
        day = _allotted(day, self.changes)
        for key in self.skipped:
            day = day.having(key, standing=Standing.SKIPPED)
        if self.into:
            for key in reversed(self.carried):
                day = day.placed(key, self.into, self.after)
            day = replace(day, moved=day.moved | set(self.carried))
        return day

    def sentence(self, day: Day) -> Message:
        """Say which kind, and in a few words what it did."""
        return say("{who} applied “{kind}” at {at}: {what}", kind=PROPOSALS[self.kind], what=self._did(day))

    def _did(self, day: Day) -> Message:
        """Name the segments that it took out or put later, else the minutes in all."""
        titles = ", ".join(map(day.title, (*self.skipped, *self.carried)))
        if self.carried:
            return say("carried {titles}", titles=titles)
        if self.skipped:
            return say("without {titles}", titles=titles)
        minutes = signed_minutes(sum(change.after_s - change.before_s for change in self.changes))
        return say("{minutes} min", minutes=minutes)


class SessionEnded(Timing, frozen=True, kw_only=True):
    """The day is closed; a live segment is done at that instant."""

    def step(self, day: Day) -> Day:
        """Close it."""
        return replace(day.left(self.at, Standing.DONE), ended_at=self.at)

    def sentence(self, day: Day) -> Message:
        """Say so."""
        return say("{who} ended the day at {at}")


class SessionReopened(Timing, frozen=True, kw_only=True):
    """The day is open again."""

    def step(self, day: Day) -> Day:
        """Open it."""
        return replace(day, ended_at=None)

    def sentence(self, day: Day) -> Message:
        """Say so."""
        return say("{who} reopened the day at {at}")


class CommandUndone(Timing, frozen=True, kw_only=True):
    """The timing event with this `number` no longer stands, nor any after it."""

    number: int

    def step(self, day: Day) -> Day:
        """Take the day back to how it stood before that event.

        What was said meanwhile stays said, and a segment added since keeps its plan: a note may be about it.
        """
        undone = next((one for one in day.history if one.number == self.number), None)
        if undone is None:
            return day
        handed_over = isinstance(undone.event, SegmentStarted) and undone.event.hand == day.hand
        before = replace(undone.before, plans=day.plans, reasons=day.reasons, hand=day.hand, hands=day.hands)
        return before.led_by(undone.before.hand, self.at) if handed_over else before

    def apply(self, day: Day, number: int) -> Day:
        """Take the day back; it cannot be undone itself."""
        history = tuple(one for one in day.history if one.number < self.number)
        return replace(self.step(day), history=history, last_timing=number, last_timing_at=self.at)

    def sentence(self, day: Day) -> Message:
        """Say so, where nobody knows any more what was taken back."""
        return say("{who} took the last command back at {at}")

    @staticmethod
    def naming(deed: Message) -> Message:
        """Say so, with the sentence of what was taken back: whose it was, and when."""
        return say("{who} took back: {deed}", deed=deed)


class HandTaken(DayEvent, frozen=True, kw_only=True):
    """Who says so (`by`) leads from here on."""

    must_be_seen: ClassVar[bool] = True

    def apply(self, day: Day, number: int) -> Day:
        """Let them lead."""
        return replace(day.led_by(self.by, self.at), last_timing=number)

    def sentence(self, day: Day) -> Message:
        """Say so."""
        return say("{who} leads from {at}")


class ReasonGiven(DayEvent, frozen=True, kw_only=True):
    """Why the day deviated from its plan: by the timing event numbered `change`, or as `segment` overran.

    `reason` None: no reason holds any more.
    """

    reason: Reason | None = None
    change: int | None = None
    segment: Key | None = None

    def apply(self, day: Day, number: int) -> Day:
        """Keep it, or take it away."""
        about = self.change or self.segment or 0
        reasons = {key: reason for key, reason in day.reasons.items() if key != about}
        return replace(day, reasons=MappingProxyType(reasons | ({about: self.reason} if self.reason else {})))

    def sentence(self, day: Day) -> Message:
        """Say which."""
        if self.reason is None:
            return say("{who} took the reason back")
        return say("{who} says why: {reason}", reason=reason_word(self.reason))


def reason_word(reason: Reason) -> Message:
    """Put a reason in words: “useful debate”."""
    return next(word.label for word in REASONS if word.key == reason)


def signed_minutes(seconds: int) -> str:
    """Write a difference in whole minutes: `+5`, `−3`."""
    return f"{round(seconds / 60):+d}".replace("-", "−")


def _allotted(day: Day, changes: tuple[AllotmentChange, ...]) -> Day:
    for change in changes:
        day = day.having(change.segment, allotted_s=change.after_s)
    return day


EVENTS = (
    SegmentStarted, SegmentStopped, Paused, Resumed, AllotmentsChanged, SegmentSkipped, SegmentRestored, SegmentAdded,
    SegmentMoved, ProposalApplied, SessionEnded, SessionReopened, CommandUndone, HandTaken, ReasonGiven,
)  # fmt: skip
"""All of them."""
