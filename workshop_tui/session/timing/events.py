"""Events of the day as it runs: segments start and stop, somebody leads, a command is taken back.

| event | how it is undone |
| --- | --- |
| SegmentStarted | `undo`: what was live is live again |
| SegmentStopped | `undo`: it is live again |
| Paused, Resumed | `undo` |
| SessionEnded, SessionReopened | `undo` |
| CommandUndone | `redo`: what it took back stands again |
| CommandRedone | `undo` of what it brought back |
| HandTaken | never: another takes it |
| ReasonGiven | give another, or none |
"""

# Types as they are, and not as texts: to read a day, msgspec works those out, 1.4 ms of each start.

from types import MappingProxyType
from typing import ClassVar, Literal

from msgspec.structs import replace

from workshop_tui.agenda.vocabulary import REASONS, Reason
from workshop_tui.holds import Account, Key
from workshop_tui.locale import Message, say
from workshop_tui.session.event import person
from workshop_tui.session.timing.day import Day, DayEvent, Standing, Timing, Undoable, Visit


class SegmentStarted(Timing, frozen=True, kw_only=True):
    """`segment` went live. `left` was live until then and is `left_as` now. `hand` leads it, if somebody leads."""

    segment: Key
    left: Key | None = None
    left_as: Literal["done", "set_aside"] = "done"
    hand: Account | None = None

    def step(self, day: Day) -> Day:
        """Let it be live from then on."""
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
        return say("{deed}; {leader} has the hand", deed=deed, leader=person(day.agenda, self.hand or ""))


class SegmentStopped(Timing, frozen=True, kw_only=True):
    """The live `segment` is done, and nothing started."""

    segment: Key

    def step(self, day: Day) -> Day:
        """Let nothing be live."""
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
    """The timing event with this `number` no longer stands, nor any after it. It takes place at the instant of that."""

    number: int

    def step(self, day: Day) -> Day:
        """Take the day back to how it stood before that event.

        What was said meanwhile stays said, and a segment there was since keeps its plan: a note may be about it.
        """
        undone = next((one for one in day.history if one.number == self.number), None)
        if undone is None:
            return day
        plans = MappingProxyType({**day.plans, **undone.before.plans})
        handed_over = isinstance(undone.event, SegmentStarted) and undone.event.hand == day.hand
        before = replace(undone.before, plans=plans, reasons=day.reasons, hand=day.hand, hands=day.hands)
        if not handed_over:
            return before
        if self.at == undone.event.at:  # it never happened; once, an undo had an instant of its own
            return replace(before, hand=undone.before.hand, hands=undone.before.hands)
        return before.led_by(undone.before.hand, self.at)

    def apply(self, day: Day, number: int) -> Day:
        """Take the day back; it cannot be undone itself: what it took back is kept, to be brought back."""
        history = tuple(one for one in day.history if one.number < self.number)
        taken = tuple(reversed(day.history[len(history) :]))
        stands = history[-1].event.at if history else None
        undone = (*day.undone, *taken)
        return replace(self.step(day), history=history, undone=undone, last_timing=number, last_timing_at=stands)

    def sentence(self, day: Day) -> Message:
        """Say so, where nobody knows any more what was taken back."""
        return say("{who} took the last command back at {at}")

    @staticmethod
    def naming(deed: Message) -> Message:
        """Say so, with the sentence of what was taken back: whose it was, and when."""
        return say("{who} took back: {deed}", deed=deed)


class CommandRedone(Timing, frozen=True, kw_only=True):
    """The timing event with this `number`, the last that was taken back, stands again, at its own instant."""

    number: int

    def step(self, day: Day) -> Day:
        """Do again what it did. Who has taken the hand since keeps it."""
        one = self._brought_back(day)
        if one is None:
            return day
        after = one.event.step(day)
        return after if day.hands == one.before.hands else replace(after, hand=day.hand, hands=day.hands)

    def apply(self, day: Day, number: int) -> Day:
        """Bring it back under its own number: a reason that was given for it holds again."""
        one = self._brought_back(day)
        if one is None:
            return replace(day, last_timing=number)
        again = Undoable(one.number, one.event, replace(day, history=(), undone=()))
        history, undone = (*day.history, again), day.undone[:-1]
        return replace(self.step(day), history=history, undone=undone, last_timing=number, last_timing_at=one.event.at)

    def _brought_back(self, day: Day) -> Undoable | None:
        return next((one for one in day.undone[-1:] if one.number == self.number), None)

    def sentence(self, day: Day) -> Message:
        """Say so, where nobody knows any more what was brought back."""
        return say("{who} brought the last command back at {at}")

    @staticmethod
    def naming(deed: Message) -> Message:
        """Say so, with the sentence of what was brought back: whose it was, and when."""
        return say("{who} brought back: {deed}", deed=deed)


class HandTaken(DayEvent, frozen=True, kw_only=True):
    """The hand is taken: who says so (`by`) leads from here on."""

    must_be_seen: ClassVar[bool] = True

    def apply(self, day: Day, number: int) -> Day:
        """Let them lead."""
        return replace(day.led_by(self.by, self.at), last_timing=number)

    def sentence(self, day: Day) -> Message:
        """Say so."""
        return say("{who} has the hand from {at}")


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


EVENTS = (
    SegmentStarted, SegmentStopped, Paused, Resumed, SessionEnded, SessionReopened, CommandUndone,
    CommandRedone, HandTaken, ReasonGiven,
)  # fmt: skip
"""The events of the day as it runs."""
