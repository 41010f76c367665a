"""The driver of our app: Textual's, with our reading of what comes in and the window's real size."""

from __future__ import annotations

import asyncio
import codecs
import os
import shutil
import signal
import sys
from selectors import EVENT_READ, SelectSelector
from typing import TYPE_CHECKING

from workshop_tui.tui.input.parser import TerminalParser
from workshop_tui.tui.output import Output
from workshop_tui.tui.surroundings import window
from workshop_tui.tui.title import GIVE_BACK, KEEP, has_title

if TYPE_CHECKING:
    from textual.driver import Driver

LOOK = 0.1
"""Seconds between two looks whether the program has ended; as Textual does."""


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

        def start_application_mode(self) -> None:
            """As Textual does; but a change of size is read by the loop, after the signal that tells of it.

            Textual reads it in the signal's handler, which the next signal may interrupt: of two changes at once the
            older one then comes last, and stays.
            """
            linux_driver.WriterThread = Output  # type: ignore[attr-defined]
            super().start_application_mode()  # type: ignore[no-untyped-call]
            if has_title(os.environ):
                self.write(KEEP)
            if output := self.output:
                output.on_gone = _cut_off
            asyncio.get_running_loop().add_signal_handler(signal.SIGWINCH, self._resized)

        def stop_application_mode(self) -> None:
            """Textual's, and the window has its title back."""
            if has_title(os.environ):
                self.write(GIVE_BACK)
            super().stop_application_mode()

        @property
        def output(self) -> Output | None:
            """The writer; None while the terminal is somebody else's."""
            return self._writer_thread if isinstance(self._writer_thread, Output) else None

        def disable_input(self) -> None:
            """Textual's, and no more signals."""
            asyncio.get_running_loop().remove_signal_handler(signal.SIGWINCH)
            super().disable_input()

        def _resized(self) -> None:
            size = Size(*self._get_terminal_size())
            self._app.post_message(Resize(size, size))

        def run_input_thread(self) -> None:
            """Wait for input, and send what it means, until the program ends."""
            parser = TerminalParser()
            decode = codecs.getincrementaldecoder("utf-8")(errors="or-latin").decode
            with SelectSelector() as selector:
                selector.register(self.fileno, EVENT_READ)
                while not self.exit_event.is_set():
                    if selector.select(parser.patience(LOOK)):
                        if not (data := self._read()):
                            _cut_off()
                            return
                        made = parser.feed(decode(data))
                    else:
                        made = parser.tick()
                    for message in made:
                        self.process_message(message)

        def _read(self) -> bytes:
            try:
                return os.read(self.fileno, 4096)
            except OSError:
                return b""

        def _query_in_band_window_resize(self) -> None:
            """No."""

        def _get_terminal_size(self) -> tuple[int, int]:
            """Columns and rows: the window's, else what COLUMNS and LINES say. Textual and Rich go by the same."""
            return window() or shutil.get_terminal_size((80, 25))

    def _cut_off() -> None:
        """The terminal has gone: as the system says it, where it does."""
        os.kill(os.getpid(), signal.SIGHUP)

    def driver_class() -> type[Driver]:
        """Ours."""
        return TerminalDriver
