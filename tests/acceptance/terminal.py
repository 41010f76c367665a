"""The installed program in a real pty, and what its terminal would show."""

from __future__ import annotations

import fcntl
import os
import select
import signal
import struct
import sys
import termios
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

import pexpect
from ptyprocess import PtyProcess

from tests.acceptance.screen import Screen, Stream
from tests.acceptance.warm import Forked, may_fork, warm
from workshop_tui.tui.one_key_at_a_time import HELD_S

PROGRAM = Path(sys.executable).with_name("workshop-tui")
KEYS = {
    "right": "\x1b[C",
    "left": "\x1b[D",
    "up": "\x1b[A",
    "down": "\x1b[B",
    "enter": "\r",
    "tab": "\t",
    "escape": "\x1b",
}
BETWEEN_S = 0.05
"""Seconds between what is seen and a key, and after a key: less is no person's, and might be one sequence."""
ESCAPED_S = 0.15
"""Seconds after which an escape that was read is the key, and no longer the beginning of a sequence."""
TOGETHER_S = 0.005
"""Seconds within which what is written belongs together, as a picture does that comes in pieces."""


class Elsewhere(PtyProcess):  # type: ignore[misc]
    """A pty, and its process, which is a child of the Python that was forked: that tells its end."""

    def __init__(self, program: Forked, number: int) -> None:
        super().__init__(program.number, number)
        self._program = program
        self.terminated = False
        self.exitstatus: int | None = None
        self.signalstatus: int | None = None

    def isalive(self) -> bool:
        return self._runs(wait=False)

    def wait(self) -> int | None:
        self._runs(wait=True)
        return self.exitstatus

    def _runs(self, *, wait: bool) -> bool:
        if not self.terminated and (code := self._program.end(wait=wait)) is not None:
            self.terminated = True
            self.exitstatus, self.signalstatus = (code, None) if code >= 0 else (None, -code)
        return not self.terminated

    def close(self, force: bool = True) -> None:
        super().close(force)
        self._program.let_go()


class InAFork(pexpect.spawn):  # type: ignore[misc]
    """The program, in a fork of a Python that has imported what it needs of others."""

    def _spawnpty(self, args: list[str], **about: Any) -> PtyProcess:
        ours, its = os.openpty()
        termios.tcsetwinsize(its, about["dimensions"])
        words = [word.decode() if isinstance(word, bytes) else word for word in args]
        program = warm(about["env"]).start(words[0], words[1:], about["env"], its)
        os.close(its)
        return Elsewhere(program, ours)

    def kill(self, sig: int) -> None:
        with suppress(ProcessLookupError):  # it has just ended
            super().kill(sig)


class Terminal:
    """A pty of `columns` × `rows` with the program in it."""

    def __init__(
        self, *arguments: str, home: Path, columns: int = 120, rows: int = 40, program: str = "", **environment: str
    ) -> None:
        """Run the program, or another `program`, which brings its own (the client of SSH, say).

        With variables that Python or a library reads as it starts, it is started afresh, else in a fork (`warm`).
        """
        # COLUMNS and LINES, which pytest-xdist sets, would win over the size of the pty.
        ours = ("WORKSHOP_", "LC_", "COLUMNS", "LINES")
        variables = {name: value for name, value in os.environ.items() if not name.startswith(ours)}
        variables |= {
            "WORKSHOP_TUI_HOME": str(home),
            "TERM": "xterm-256color",
            "LANG": "C.UTF-8",
            "COLORTERM": "truecolor",
        }
        self._screen = Screen(columns, rows)
        self.raw = b""
        self._stream = Stream(self._screen)
        self._unseen = b""
        self._text: str | None = None
        fresh = program or not may_fork(environment, variables) or sys.platform != "linux"
        self.child = (pexpect.spawn if fresh else InAFork)(
            program or str(PROGRAM),
            list(arguments),
            env=variables | environment,
            dimensions=(rows, columns),
            timeout=None,
        )
        self._comes = select.poll()
        self._comes.register(self.child.child_fd, select.POLLIN)

    @property
    def screen(self) -> Screen:
        """The screen, with all on it that was read: that is put there when somebody looks."""
        if unseen := self._unseen:
            self._unseen = b""
            self._stream.feed(_without_queries(unseen))
        return self._screen

    @property
    def text(self) -> str:
        """The screen, a line a row, no-break spaces as spaces."""
        if self._text is None:
            self._text = "\n".join(line.rstrip() for line in self.screen.display).replace("\xa0", " ")
        return self._text

    def show(self, data: bytes) -> None:
        """Put on the screen what was written."""
        self._text = None if data else self._text
        self._unseen += data

    def read(self, seconds: float = 0.05) -> bytes:
        """Take in what the program writes within `seconds`."""
        got: list[bytes] = []
        until = time.monotonic() + seconds
        while (left := until - time.monotonic()) > 0 and (piece := self._piece(left)):
            got.append(piece)
        return b"".join(got)

    def read_until_quiet(self, seconds: float, quiet: float = TOGETHER_S) -> bytes:
        """Take in what the program writes, from what comes within `seconds` until nothing does for `quiet`."""
        got: list[bytes] = []
        while piece := self._piece(quiet if got else seconds):
            got.append(piece)
        return b"".join(got)

    def _piece(self, seconds: float) -> bytes:
        """Take in what is there, or comes first within `seconds`; nothing when none does, or the program has ended."""
        got = b""
        if not self.child.closed and self._comes.poll(1000 * seconds):
            with suppress(OSError):  # EIO: nobody has the other end any more
                got = os.read(self.child.child_fd, 65536)
            self.child.flag_eof = not got
        self.raw += got
        self.show(got)
        return got

    def read_for(self, seconds: float) -> None:
        """Take in what the program writes for all of so long, where a span of time is what is meant."""
        until = time.monotonic() + seconds
        while (left := until - time.monotonic()) > 0:
            self.read(left)
            if self.child.flag_eof or self.child.closed:
                time.sleep(max(0, until - time.monotonic()))

    def send_whole(self, data: bytes) -> None:
        """Send `data`, and wait until the program has read all of it: what is sent next comes apart from it."""
        os.write(self.child.child_fd, data)  # pexpect waits 0.05 s before it sends
        until = time.monotonic() + 60
        while self._unread_by_program():
            assert time.monotonic() < until, "never read"
            self._piece(0.002)

    def pour(self, data: bytes) -> None:
        """Send `data`, more than the pty may take at once, and read meanwhile: neither end waits for the other."""
        until = time.monotonic() + 60
        os.set_blocking(self.child.child_fd, False)
        while data:
            assert time.monotonic() < until, f"never taken\n{self.text}"
            with suppress(BlockingIOError):
                data = data[os.write(self.child.child_fd, data) :]
            self.read(0.01 if data else 0)
        os.set_blocking(self.child.child_fd, True)

    def _unread_by_program(self) -> int:
        """Bytes that were sent and not read yet, as the program's end of the pty has them; on Linux."""
        if sys.platform != "linux":
            self.read(0.05)
            return 0
        with suppress(OSError):  # it has ended
            its_end = os.open(f"/proc/{self.child.pid}/fd/0", os.O_RDONLY | os.O_NOCTTY)
            try:
                return struct.unpack("i", fcntl.ioctl(its_end, termios.FIONREAD, bytes(4)))[0]
            finally:
                os.close(its_end)
        return 0

    def settled(self) -> str:
        """Read until nothing more is written for a moment, so that a picture begun is whole; the screen.

        A program that would run, and is not let by a machine that has others to run, is not done.
        """
        while self.read_until_quiet(0.15, 0.15) or self._is_at_work():
            pass
        return self.text

    def has_done_all(self) -> bool:
        """Tell whether the program has read all that was sent, and does nothing more; nothing of it is read here."""
        return not self._unread_by_program() and not self._is_at_work()

    def _is_at_work(self) -> bool:
        """Tell whether a thread of the program runs, or waits to; on Linux."""
        with suppress(OSError):  # a thread has ended, or the program has
            threads = Path(f"/proc/{self.child.pid}/task").glob("*/stat")
            return any(stat.read_text().rpartition(") ")[2][0] in "RD" for stat in threads)
        return False

    def wait(self, what: str | Callable[[str], bool], seconds: float = 60) -> str:
        """Read until the screen shows `what`; AssertionError with the screen if it never does."""
        shows = what if callable(what) else lambda text: what in text
        until = time.monotonic() + seconds
        while not shows(self.text):
            assert time.monotonic() < until, f"never shown: {what}\n{self.text}"
            got = self.read_until_quiet(0.1)
            while not got and not callable(what) and time.monotonic() < until and not self.child.flag_eof:
                got = self.read_until_quiet(1)
            if self.child.flag_eof:
                time.sleep(0.05)  # it has ended: another may change what is asked
        return self.text

    def press(self, *keys: str) -> None:
        """Type names of keys, or text; the key before once more no sooner than a finger does: held down, it is one."""
        before = ""
        for key in keys:
            self.read_for(HELD_S if key == before else BETWEEN_S)
            before = key
            self.send_whole(KEYS.get(key, key).encode())
            self.read_for(ESCAPED_S if key == "escape" else BETWEEN_S)
            while self._is_at_work():
                self.read(0.02)

    def resize(self, columns: int, rows: int) -> None:
        """Give the window another size; the program is told as by any terminal (SIGWINCH)."""
        self.screen.resize(rows, columns)
        self._text = None
        self.child.setwinsize(rows, columns)

    def click(self, what: str, *, button: int = 0, times: int = 1) -> None:
        """Click on the first place where the screen shows `what`, with the left button (0), or another."""
        row, line = next((row, line) for row, line in enumerate(self.text.splitlines(), 1) if what in line)
        column = line.index(what) + 1
        for _time in range(times):
            self.send_whole(f"\x1b[<{button};{column};{row}M\x1b[<{button};{column};{row}m".encode())

    def ended(self, seconds: float = 60) -> int | None:
        """Wait for the program to end; its exit code."""
        until = time.monotonic() + seconds
        while self.child.isalive():
            assert time.monotonic() < until, f"still running\n{self.text}"
            self.read()
        self.read()
        return self.child.exitstatus

    def hang_up(self) -> None:
        """Take the terminal away, as with a cut link.

        By the file that it is here: that would else close, whenever it is let go, what has its number by then.
        """
        self._comes.unregister(self.child.child_fd)
        self.child.ptyproc.fileobj.close()
        self.child.ptyproc.closed = self.child.closed = True
        self.child.child_fd = -1

    def close(self) -> None:
        """Kill it if it is still there, however long that takes on a busy machine; pexpect gives up after 0.1 s."""
        if self.child.isalive():
            self.child.kill(signal.SIGKILL)
            self.child.wait()
        self.child.ptyproc.delayafterclose = 0  # it has ended: nothing is waited for
        self.child.close(force=True)


def _without_queries(data: bytes) -> bytes:
    for query in (b"\x1b[>1u", b"\x1b[<u", b"\x1b[?u", b"\x1b[>0q"):
        data = data.replace(query, b"")
    return data


def until(holds: Callable[[], object], seconds: float = 10) -> None:
    """Wait for a condition, reading from no terminal; what is dear to ask is asked less often."""
    end = time.monotonic() + seconds
    asked = time.process_time()
    while not holds():
        assert time.monotonic() < end, f"never: {holds}"
        time.sleep(max(0.02, 19 * (time.process_time() - asked)))
        asked = time.process_time()
