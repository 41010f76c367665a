"""The day as it stood on somebody's screen: a key means what its person had seen (docs/time.md, “Two people, one day”).

Pure but for what a screen tells it: the number of the last timing event that it shows, and since when.
"""

from __future__ import annotations

from workshop_tui.locale import Message, decimal, say
from workshop_tui.session.event import Command, filled
from workshop_tui.session.state import State, told
from workshop_tui.session.timing.commands import TakeHand, TimingCommand

STOOD_S = 1.5
"""Seconds that what another did has to have stood on a screen to have been seen."""


class Sight:
    """One screen's sight of the day."""

    def __init__(self) -> None:
        self.number: int | None = None
        """The number of the last timing event that stands there; None before the first look."""
        self._since = float("-inf")
        self._answered: tuple[Command, int] | None = None

    @classmethod
    def carried(cls, number: int, stood_s: float) -> Sight:
        """The sight of a page, as a press carries it: the event of this `number` had stood there for `stood_s` seconds
        when it came down, at 0."""
        sight = cls()
        sight.number, sight._since = number, -stood_s
        return sight

    def look(self, state: State, at: float) -> bool:
        """Let the day stand on the screen as `state` has it from the moment `at`; whether it is another than before."""
        number = state.day.last_timing
        if number == self.number:
            return False
        if self.number is not None:
            self._since = at
        self.number = number
        return True

    def unseen_s(self, state: State, command: Command, by: str, pressed_at: float) -> float | None:
        """The seconds for which what another did had stood there when the key of this command of `by` went down.

        None if that was long enough, if it was one's own, or if the same command was answered with it: it is seen.
        """
        number = state.day.last_timing
        if not isinstance(command, TimingCommand | TakeHand) or not number or state.events[number - 1].by == by:
            return None
        stood = pressed_at - self._since if number == self.number else 0.0
        if stood >= STOOD_S or self._answered == (command, number):
            return None
        self.answered(state, command)
        return max(0.0, stood)

    def answered(self, state: State, command: Command) -> None:
        """Take note that this command was answered with what stands: the same one again is meant."""
        self._answered = command, state.day.last_timing


class Meant:
    """The row that a key of a list is about, the one that is selected, as it stood on somebody's screen."""

    def __init__(self) -> None:
        self._changed = 0
        """The number of the event with which another changed it; 0: none did, or that was answered."""
        self._since = 0.0

    def look(self, before: tuple[State, object], after: tuple[State, object], by: str, at: float) -> None:
        """Let it stand on the screen of `by` as `after` has it from the moment `at` on: a session, what it is there."""
        (drawn, was), (state, now) = before, after
        landed = enumerate(state.events[drawn.number :], drawn.number + 1) if now != was else ()
        if theirs := [number for number, event in landed if event.by != by]:
            self._changed, self._since = theirs[-1], at

    def unseen(self, pressed_at: float) -> tuple[int, float] | None:
        """The number of that event, and the seconds for which it had stood there when the key went down.

        None if that was long enough, or nobody else changed it, or if it was said: it is seen.
        """
        number, self._changed = self._changed, 0
        stood_s = pressed_at - self._since
        return (number, max(0.0, stood_s)) if number and stood_s < STOOD_S else None


def just_done(state: State, number: int, stood_s: float) -> Message:
    """Say what the event of this number did, `stood_s` seconds ago: “Aurélie moved on to “Pause” …, 0.4 s ago”."""
    ago = decimal(f"{max(0.1, stood_s):.1f}")
    return filled(
        say("{deed}, {seconds} s ago: press again"),
        deed=told(state, state.events[number - 1]),
        seconds=ago,
    )
