"""The keyboard, read by a thread of its own, so that what else happens waits for nobody: a terminal's keys one by one,
a pipe's lines. No `select` on standard input, which Windows does not have.

At a terminal the program echoes what is typed itself (`echoes`), as the system would have: so it knows when a line is
half-typed. Where the terminal was told not to echo (Emacs does so, and shows the line itself), nobody does.
"""

from __future__ import annotations

import codecs
import os
import queue
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

from workshop_tui.host.streams import decoded, somebody_at

END = None
"""The end of what is typed, in the queue."""


class Unreadable:
    """A line that is in no encoding known here."""


Typed = str | Unreadable | None
"""Characters of a terminal; a whole line of a pipe, with its end; `END`."""


@contextmanager
def keyboard() -> Iterator[tuple[queue.SimpleQueue[Typed], bool]]:
    """Give what is typed, as it comes, and whether it is to be echoed; the terminal is as it was afterwards."""
    typed: queue.SimpleQueue[Typed] = queue.SimpleQueue()
    if not somebody_at(sys.stdin):
        _start(_read_lines, typed)
        yield typed, False
        return
    with _by_keys() as (read, echoes):
        _start(read, typed)
        yield typed, echoes


def _start(read: Callable[[queue.SimpleQueue[Typed]], None], typed: queue.SimpleQueue[Typed]) -> None:
    def all_of_it() -> None:
        with suppress(OSError, ValueError):  # the terminal is gone
            read(typed)
        typed.put(END)

    threading.Thread(target=all_of_it, name="keyboard", daemon=True).start()


def _read_lines(typed: queue.SimpleQueue[Typed]) -> None:
    for line in iter(sys.stdin.buffer.readline, b""):
        try:
            typed.put(decoded(line.rstrip(b"\r\n")) + "\n")
        except UnicodeDecodeError:
            typed.put(Unreadable())


if sys.platform == "win32":

    @contextmanager
    def _by_keys() -> Iterator[tuple[Callable[[queue.SimpleQueue[Typed]], None], bool]]:
        yield _read_console, True

    def _read_console(typed: queue.SimpleQueue[Typed]) -> None:
        import msvcrt

        while True:
            key = msvcrt.getwch()
            if key == "\0" or (key == "\xe0" and msvcrt.kbhit()):  # arrows and such; alone it is an “à”
                msvcrt.getwch()
            elif key == "\x03":
                import _thread

                _thread.interrupt_main()
            else:
                typed.put("\x04" if key == "\x1a" else key)

else:
    import signal
    import termios

    @contextmanager
    def _by_keys() -> Iterator[tuple[Callable[[queue.SimpleQueue[Typed]], None], bool]]:
        """Key by key; signals of keys (ctrl+c, ctrl+z) stay, and coming back from a shell is minded."""
        stream = sys.stdin.fileno()
        before = termios.tcgetattr(stream)
        local = before[3]

        def key_by_key() -> None:
            now = termios.tcgetattr(stream)
            now[3] &= ~(termios.ICANON | termios.ECHO | termios.IEXTEN)
            now[6][termios.VMIN], now[6][termios.VTIME] = 1, 0
            termios.tcsetattr(stream, termios.TCSADRAIN, now)

        key_by_key()
        came_back = signal.signal(signal.SIGCONT, lambda _number, _frame: key_by_key())
        try:
            yield _read_terminal, bool(local & termios.ECHO)
        finally:
            signal.signal(signal.SIGCONT, came_back)
            with suppress(termios.error):  # the terminal is gone
                termios.tcsetattr(stream, termios.TCSADRAIN, before)

    def _read_terminal(typed: queue.SimpleQueue[Typed]) -> None:
        stream = sys.stdin.fileno()
        decoder = codecs.getincrementaldecoder(sys.stdin.encoding)("replace")
        while got := os.read(stream, 4096):
            if text := decoder.decode(got):
                typed.put(text)
