"""A pulse: a look at what there is to do, often, which costs next to nothing; and a beat only where there is something.

A timer of Textual's is a task that wakes, a message, and a look at all that may be drawn anew: of ten a second, nine
were for nothing, and the most that an idle terminal used.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from contextlib import suppress
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from textual.screen import Screen

BEAT = 0.1
"""Seconds between two looks at the file and the clock."""


class Pulse:
    """Asks every `BEAT` whether anything `is_due`, and then has it done by `beat`, in the turn of `screen`."""

    def __init__(self, screen: Screen[Any], is_due: Callable[[], bool], beat: Callable[[], object]) -> None:
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
        if self._loop and not self._waits and self._stands and self._is_due():
            self._waits = True
            self._screen.call_next(self._take_turn)

    @property
    def _stands(self) -> bool:
        """Tell whether the screen has all its parts: they go one by one once it was left, and nothing is due then."""
        return self._screen.display  # False from the moment it is taken down

    def _take_turn(self) -> None:
        """Beat, and ask again from here on."""
        self._waits = False
        if self._stands and self._screen.is_attached:
            self._beat()

    def stop(self) -> None:
        """Ask no more."""
        self._loop = None
        if self._next:
            self._next.cancel()
