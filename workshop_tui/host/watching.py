"""A thread of its own watches over the end of the program: told to stop, or its terminal or parent gone, it is gone.

What the program waits for may never come (a lock, a disk, a library that does not return), and then no handler of
Python's is called. The system's own is: it writes the signal's number into a pipe, which this thread reads.
"""

from __future__ import annotations

import os
import select
import signal
import sys
import threading

LAST_S = 2.5
"""Seconds after which the program ends as it is, whatever it waits for."""
LOOK_S = 0.5
"""Seconds between two looks at the terminal and the parent."""
SIGNALS = [getattr(signal, name) for name in ("SIGTERM", "SIGINT", "SIGHUP", "SIGQUIT") if hasattr(signal, name)]


class Watch(threading.Thread):
    """Ends this program with the signal's exit code, if it does not do so itself within `LAST_S` of being told."""

    def __init__(self, pipe: int) -> None:
        super().__init__(name="watch", daemon=True)
        self._pipe = pipe
        self._parent = os.getppid()

    def run(self) -> None:
        """Look, until it is told."""
        while not (told := self._told()):
            if sys.platform != "win32" and self._is_alone():
                told = signal.SIGHUP
                os.kill(os.getpid(), told)
                break
        threading.Event().wait(LAST_S)
        os._exit(128 + told)

    def _told(self) -> int:
        """The signal to end that has come within `LOOK_S`; 0 if none has."""
        if not select.select([self._pipe], [], [], LOOK_S)[0]:
            return 0
        return next((number for number in os.read(self._pipe, 256) if number in SIGNALS), 0)

    def _is_alone(self) -> bool:
        if sys.platform == "win32":
            return False
        if os.getppid() != self._parent:
            return True
        terminal = select.poll()
        terminal.register(0, 0)  # whatever Python made of it, and though it was closed
        return any(event & select.POLLHUP for _descriptor, event in terminal.poll(0))


_watches: list[Watch] = []


def watch() -> None:
    """Have this program watched from here on; once is enough."""
    if _watches or sys.platform == "win32":
        return
    reader, writer = os.pipe()
    os.set_blocking(writer, False)
    signal.set_wakeup_fd(writer, warn_on_full_buffer=False)
    _watches.append(Watch(reader))
    _watches[0].start()
