"""A pulse: a look at what there is to do, often, which costs next to nothing; and a beat only where there is something.

A timer of Textual's is a task that wakes, a message, and a look at all that may be drawn anew: of ten a second, nine
were for nothing, and the most that an idle terminal used.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from contextlib import suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from textual.screen import Screen

BEAT = 0.1
"""Seconds between two looks at the file and the clock."""


class Pulse:
    """Asks every `BEAT` whether anything `is_due`, and then has it done by `beat`, in the turn of `screen`."""

    def __init__(self, screen: Screen[object], is_due: Callable[[], bool], beat: Callable[[], object]) -> None:
        """`screen` is the one that beats: until its turn has come nothing is asked."""
        self._screen = screen
        self._is_due = is_due
        self._beat = beat
        self._waits = False
        self._loop: asyncio.AbstractEventLoop | None = None
        """The loop in which it asks; None if it does not."""
        self._next: asyncio.TimerHandle | None = None

    def start(self) -> None:
        """Begin, in the loop that runs."""
        self._loop = asyncio.get_running_loop()
        self._next = self._loop.call_later(BEAT, self._look)

    def wake(self) -> None:
        """Ask at once, from any thread."""
        if loop := self._loop:
            with suppress(RuntimeError):  # it has ended
                loop.call_soon_threadsafe(self._ask)

    def _look(self) -> None:
        self.start()
        self._ask()

    def _ask(self) -> None:
        if self._loop and not self._waits and self._is_due():
            self._waits = True
            self._screen.call_next(self._take_turn)

    def _take_turn(self) -> None:
        """Beat, and ask again from here on. A screen that was left meanwhile has lost parts: then nothing is due."""
        self._waits = False
        if self._screen.is_attached and self._screen.display:  # not displayed from the moment it is taken down
            self._beat()

    def stop(self) -> None:
        """Ask no more."""
        self._loop = None
        if self._next:
            self._next.cancel()
