"""The day as its person had seen it: a key means the day that stood on the screen when it went down (docs/time.md).

What another did in the second before is answered in one line, and the same key again does it. A question is about one
command in one state of the day: where another moves the day under it, it goes.
"""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable
from time import monotonic

from workshop_tui.locale import Message, _, language, say
from workshop_tui.service import Session
from workshop_tui.session.event import Command, filled
from workshop_tui.session.state import State, told
from workshop_tui.session.timing.commands import TakeHand, TimingCommand
from workshop_tui.tui.hints import Hint
from workshop_tui.tui.parts.keyed import KeyedScreen

STOOD_S = 1.5
"""Seconds that what another did has to have stood on the screen to have been seen."""


class SeesTheDay(KeyedScreen):
    """A screen on a session, whose keys mean what stood on it."""

    session: Session
    _drawn_timing: int | None = None
    """The number of the last timing event that stands on the screen; None before the first look."""
    _drawn_since = 0.0
    """The moment since when it stands there."""
    _answered_with: tuple[Command, int] | None = None
    """The command that was answered last with what another did, and the number of that."""
    _question: tuple[int, object] | None = None
    """The question about the day that stands open: the last timing event that it knows of, and its screen."""

    @abstractmethod
    def say(self, text: str, *hints: Hint, bad: bool = False) -> None:
        """Say it on the line of notices."""

    def look_at_the_day(self) -> None:
        """Take note that the day, as it is now, stands on the screen; a question about another day goes."""
        number = self.session.state.day.last_timing
        if number != self._drawn_timing:
            first, self._drawn_timing = self._drawn_timing is None, number
            self._drawn_since = 0.0 if first else monotonic()
        if self._question and self._question[0] != number:
            self.leave_the_question_of_the_day()

    def unseen(self, intent: Command) -> str:
        """Say what another did just before the key of this command went down; nothing if nobody did, or it was said."""
        state, number = self.session.state, self.session.state.day.last_timing
        if not isinstance(intent, TimingCommand | TakeHand) or not number or self._is_own(state, number):
            return ""
        since = self._drawn_since if number == self._drawn_timing else monotonic()
        stood = self.workshop.pressed_at - since
        if stood >= STOOD_S or self._answered_with == (intent, number):
            return ""
        self._answered_with = intent, number
        return str(just_done(state, number, stood))

    def refused_for(self, intent: Command) -> None:
        """Take note that what landed before a command was answered: the same key again does it."""
        self._answered_with = intent, self.session.state.day.last_timing

    def _is_own(self, state: State, number: int) -> bool:
        return state.events[number - 1].by == self.session.by

    # ── questions ──────────────────────────────────────────────────────────────────────────────────────
    def ask(self, question: str, do: Callable[[], object], *, of_the_day: bool = True) -> None:
        """Ask, and `do` it if the answer is yes. One `of_the_day` goes when that moves."""
        from workshop_tui.tui.dialogs.confirm import ConfirmScreen

        def answered(meant: bool | None) -> None:
            self._question = None
            if meant:
                do()

        screen = ConfirmScreen(question)
        self._question = (self.session.state.day.last_timing, screen) if of_the_day else None
        self.app.push_screen(screen, answered)

    def leave_the_question_of_the_day(self) -> None:
        """Let it go, unanswered: another moved the day, and that is said."""
        from workshop_tui.tui.dialogs.confirm import ConfirmScreen

        screen = self._question[1] if self._question else None
        if isinstance(screen, ConfirmScreen) and self.app.screen is screen:
            self._question = None
            screen.dismiss(False)
            state = self.session.state
            deed = told(state, state.events[state.day.last_timing - 1])
            self.say(_("{deed}: what was asked is not done", deed=deed))


def just_done(state: State, number: int, stood_s: float) -> Message:
    """Say what the event of this number did, `stood_s` seconds ago: “Aurélie moved on to “Pause” …, 0.4 s ago”."""
    ago = f"{max(0.1, stood_s):.1f}".replace(".", "," if language() == "fr" else ".")
    return filled(
        say("{deed}, {seconds} s ago: the same key again does yours"),
        deed=told(state, state.events[number - 1]),
        seconds=ago,
    )
