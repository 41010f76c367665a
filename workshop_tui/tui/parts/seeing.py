"""The day as its person had seen it: a key means the day that stood on the screen when it went down (docs/time.md).

What another did in the second before is answered in one line, and the same key again does it. A question is about one
command in one state of the day: where another moves the day under it, it goes.
"""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable
from time import monotonic
from typing import TYPE_CHECKING

from workshop_tui.locale import _
from workshop_tui.service import Session
from workshop_tui.session.event import Command
from workshop_tui.session.seen import Sight, just_done
from workshop_tui.session.state import told
from workshop_tui.tui.hints import Hint
from workshop_tui.tui.parts.keyed import KeyedScreen

if TYPE_CHECKING:
    from workshop_tui.tui.dialogs.confirm import ConfirmScreen


class SeesTheDay(KeyedScreen, part=True):
    """A screen on a session, whose keys mean what stood on it."""

    session: Session
    _question: ConfirmScreen | None = None
    """The question about the day that stands open."""

    def __init__(self) -> None:
        super().__init__()
        self._sight = Sight()

    @abstractmethod
    def say(self, text: str, *hints: Hint, bad: bool = False) -> None:
        """Say it on the line of notices."""

    def look_at_the_day(self) -> None:
        """Take note that the day, as it is now, stands on the screen; a question about another day goes."""
        if self._sight.look(self.session.state, monotonic()):
            self.leave_the_question_of_the_day()

    def unseen(self, intent: Command) -> str:
        """Say what another did just before the key of this command went down; nothing if nobody did, or it was said."""
        state = self.session.state
        stood = self._sight.unseen_s(state, intent, self.session.by, self.workshop.pressed_at)
        return "" if stood is None else str(just_done(state, state.day.last_timing, stood))

    def refused_for(self, intent: Command) -> None:
        """Take note that what landed before a command was answered: the same key again does it."""
        self._sight.answered(self.session.state, intent)

    # ── questions ──────────────────────────────────────────────────────────────────────────────────────
    def ask(self, question: str, do: Callable[[], object], *, of_the_day: bool = True) -> None:
        """Ask, and `do` it if the answer is yes. One `of_the_day` goes when that moves."""
        from workshop_tui.tui.dialogs.confirm import ConfirmScreen

        def answered(meant: bool | None) -> None:
            self._question = None
            if meant:
                do()

        if of_the_day:
            self.look_at_the_day()  # what the question is about is seen: only what comes after it lets it go
        screen = ConfirmScreen(question)
        self._question = screen if of_the_day else None
        self.app.push_screen(screen, answered)

    def leave_the_question_of_the_day(self) -> None:
        """Let it go, unanswered: another moved the day, and that is said."""
        screen = self._question
        if screen is not None and self.app.screen is screen:
            self._question = None
            screen.dismiss(False)
            state = self.session.state
            deed = told(state, state.events[state.day.last_timing - 1])
            self.say(_("{deed}: what was asked is not done", deed=deed))
