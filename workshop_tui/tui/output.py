"""Output to a terminal that may be slow, stopped or gone: nobody waits for it but the thread that writes.

Textual's own thread takes thirty writes and then makes the app wait: for ever once the terminal reads no more, or the
thread has ended of an error, and then no signal is heard and no key. Here the app asks whether the terminal `keeps_up`,
draws nothing while it does not, and all of the screen once it does.
"""

from __future__ import annotations

import io
import os
import select
from collections.abc import Callable
from queue import SimpleQueue
from time import monotonic
from typing import IO, cast

from textual.drivers._writer_thread import WriterThread

from workshop_tui.tui.cells import in_place

MOST = 30
"""Writes that may wait, before pictures are left out."""
PIECE = 4096
"""Bytes that are written at once: a slow terminal takes so many soon."""
LEAVE_S = 1.0
"""Seconds in which a terminal must take what waits when the program leaves it."""


class Output(WriterThread):
    """A thread that writes to a terminal, and the writes that wait for it."""

    def __init__(self, file: IO[str]) -> None:
        """Start with `start`, end with `stop`; `file` is only asked where to write, and in what encoding."""
        super().__init__(file)
        self._waiting: SimpleQueue[str | None] = SimpleQueue()
        self._terminal = cast("io.TextIOWrapper", file)
        self._again: Callable[[], object] | None = None
        self._gone = False
        self._stuck_since: float | None = None
        self.on_gone: Callable[[], None] = _nothing
        """Called by the thread, once, when the terminal can be written to no more."""

    def start(self) -> None:
        """Start, unless it runs: a program that was stopped and goes on begins with its terminal anew."""
        if not self.is_alive():
            super().start()

    @property
    def stuck_s(self) -> float:
        """Seconds for which the terminal has not taken what is being written; 0 if nothing is."""
        since = self._stuck_since
        return 0.0 if since is None else monotonic() - since

    def keeps_up(self, again: Callable[[], object]) -> bool:
        """Tell whether the terminal takes what it is sent; if not, the thread calls `again` when all is written."""
        if self._waiting.qsize() < MOST:
            return True
        self._again = again
        return self._waiting.qsize() < MOST

    def write(self, text: str) -> None:
        """Write `text`, later; at once back."""
        if not self._gone:
            self._waiting.put(in_place(text))

    def run(self) -> None:
        """Write what comes, until `stop`."""
        while (text := self._waiting.get()) is not None:
            if not self._gone:
                self._write(text.encode(self._terminal.encoding, self._terminal.errors or "replace"))
            if self._again and self._waiting.empty():
                again, self._again = self._again, None
                again()

    def stop(self) -> None:
        """Write what waits, unless the terminal does not take it."""
        self._waiting.put(None)
        self.join(LEAVE_S)

    def _write(self, data: bytes) -> None:
        descriptor = self._terminal.fileno()
        while data and not self._gone:
            self._stuck_since = monotonic()
            try:
                data = data[os.write(descriptor, data[:PIECE]) :]
            except BlockingIOError:  # somebody else made it so
                select.select([], [descriptor], [])
            except OSError:
                self._gone = True
                self.on_gone()
        self._stuck_since = None


def _nothing() -> None:
    """Do nothing: nobody asked."""
