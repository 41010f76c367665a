"""The driver of our app: Textual's, with our reading of what comes in and the window's real size."""

from __future__ import annotations

import codecs
import os
import shutil
import signal
import sys
import time
from contextlib import suppress
from selectors import EVENT_READ, SelectSelector
from threading import Event
from typing import IO, TYPE_CHECKING, Any

from workshop_tui.tui.input.parser import TerminalParser
from workshop_tui.tui.output import Output
from workshop_tui.tui.reach import ASK, Reach
from workshop_tui.tui.surroundings import LARGEST, window
from workshop_tui.tui.title import GIVE_BACK, KEEP, has_title

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.driver import Driver

LOOK = 1.0
"""Seconds between two looks whether the terminal is to be asked how it is."""
OWED_S = 0.3
"""Seconds in which an answer that is to come is waited for as the program leaves: later, a shell would read it."""


def _latin(error: UnicodeError) -> tuple[str, int]:
    """Bytes that are no UTF-8 would end Textual's input (its issue 6456): they are taken for ISO-8859-1 instead."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    return error.object[error.start : error.end].decode("latin-1"), error.end


codecs.register_error("or-latin", _latin)


if sys.platform == "win32":

    def driver_class() -> type[Driver]:
        """Textual's for Windows, which makes its parser where it reads, and asks for kitty's protocol."""
        from textual.drivers import win32
        from textual.drivers.windows_driver import WindowsDriver

        class TerminalDriver(WindowsDriver):
            def start_application_mode(self) -> None:
                win32.XTermParser = TerminalParser  # type: ignore[attr-defined]
                super().start_application_mode()
                self.write("\x1b[<u")
                if has_title(os.environ):
                    self.write(KEEP)

            def stop_application_mode(self) -> None:
                if has_title(os.environ):
                    self.write(GIVE_BACK)
                super().stop_application_mode()

        return TerminalDriver

else:
    from textual.drivers import linux_driver
    from textual.drivers.linux_driver import LinuxDriver
    from textual.events import Resize
    from textual.geometry import Size

    class TerminalDriver(LinuxDriver):
        """Reads the terminal as `input` does. Does not ask for sizes in band: the system says when they change."""

        exit_event: Ending
        _reach: Reach | None = None

        def __init__(self, *given: Any, **named: Any) -> None:
            super().__init__(*given, **named)
            self.exit_event = Ending()

        def start_application_mode(self) -> None:
            """As Textual does, or anew where it was done already; but a change of size is read by the loop.

            Textual reads it in the signal's handler, which the next signal may interrupt: of two changes at once the
            older one then comes last, and stays.
            """
            again = self._key_thread is not None and self._key_thread.is_alive()
            before = self.attrs_before
            if again:
                self.exit_event.set()
                self._key_thread.join()  # type: ignore[union-attr]
                self.exit_event.clear()
            linux_driver.WriterThread = self._writer  # type: ignore[attr-defined,assignment]
            self._reach = Reach(time.monotonic())
            super().start_application_mode()  # type: ignore[no-untyped-call]
            if again:
                self.attrs_before = before
            if has_title(os.environ):
                self.write(KEEP)
            signal.signal(signal.SIGWINCH, lambda *_signal: self._soon(self._resized))

        def _writer(self, file: IO[str]) -> Output:
            """The thread that writes: the one that runs, or a new one."""
            if (output := self.output) is not None and output.is_alive():
                return output
            output = Output(file)
            output.on_gone = _cut_off
            return output

        def _soon(self, do: Callable[[], object]) -> None:
            with suppress(RuntimeError):  # the loop has ended
                self._loop.call_soon_threadsafe(do)

        def _sigcont_application(self, *_signal: object) -> None:
            """Begin anew with the terminal, which another program may have had, while it is ours."""
            self._soon(self._go_on)

        def _go_on(self) -> None:
            if self._auto_restart and (self._must_signal_resume or self.output):
                self.resume_application_mode()
                self._app.call_later(self._app.action_repaint)  # type: ignore[attr-defined]

        def stop_application_mode(self) -> None:
            """Textual's, and the window has its title back."""
            if has_title(os.environ):
                self.write(GIVE_BACK)
            super().stop_application_mode()

        @property
        def output(self) -> Output | None:
            """The writer; None while the terminal is somebody else's."""
            return self._writer_thread if isinstance(self._writer_thread, Output) else None

        @property
        def is_away(self) -> bool:
            """Tell whether nobody is at the terminal."""
            if self._reach is None or self.output is None:
                return False
            return self._reach.is_away(time.monotonic(), self.output.stuck_s)

        def disable_input(self) -> None:
            """Textual's, once the answer has come that is to come."""
            until = time.monotonic() + OWED_S
            while self._reach and self._reach.owes and time.monotonic() < until and self._hears:
                time.sleep(0.01)
            super().disable_input()

        @property
        def _hears(self) -> bool:
            return self._key_thread is not None and self._key_thread.is_alive() and not self.exit_event.is_set()

        def _resized(self) -> None:
            size = Size(*self._get_terminal_size())
            self._app.post_message(Resize(size, size))

        def run_input_thread(self) -> None:
            """Wait for input, and send what it means, until the program ends."""
            parser = TerminalParser()
            decode = codecs.getincrementaldecoder("utf-8")(errors="or-latin").decode
            with SelectSelector() as selector:
                selector.register(self.fileno, EVENT_READ)
                selector.register(self.exit_event, EVENT_READ)
                while not self.exit_event.is_set():
                    self._ask()
                    if any(key.fileobj == self.fileno for key, _mask in selector.select(parser.patience(LOOK))):
                        if not (data := self._read()):
                            _cut_off()
                            return
                        if self._reach:
                            self._reach.heard(data, time.monotonic())
                        made = parser.feed(decode(data))
                    else:
                        made = parser.tick()
                    for message in made:
                        self.process_message(message)

        def _ask(self) -> None:
            """Ask a terminal that is silent how it is."""
            if self._reach and self.output and not self.is_away and self._reach.asks(time.monotonic()):
                self.write(ASK)

        def _read(self) -> bytes:
            try:
                return os.read(self.fileno, 4096)
            except OSError:
                return b""

        def _query_in_band_window_resize(self) -> None:
            """No."""

        def _get_terminal_size(self) -> tuple[int, int]:
            """Columns and rows: the window's, else what COLUMNS and LINES say. Textual and Rich go by the same."""
            columns, rows = window() or shutil.get_terminal_size((80, 25))
            return min(columns, LARGEST[0]), min(rows, LARGEST[1])

    class Ending(Event):
        """Textual's sign that input is to end, which wakes who waits for input: it need not look ten times a second."""

        def __init__(self) -> None:
            super().__init__()
            self._told, self._tell = os.pipe()

        def fileno(self) -> int:
            """The descriptor that can be read once it is set."""
            return self._told

        def set(self) -> None:
            """End input."""
            if not self.is_set():
                os.write(self._tell, b".")
            super().set()

        def clear(self) -> None:
            """Let it begin again."""
            if self.is_set():
                os.read(self._told, 1)
            super().clear()

    def _cut_off() -> None:
        """The terminal has gone: as the system says it, where it does."""
        os.kill(os.getpid(), signal.SIGHUP)

    def driver_class() -> type[Driver]:
        """Ours."""
        return TerminalDriver
