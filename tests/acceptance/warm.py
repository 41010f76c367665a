"""The program in a fork of a Python that has imported the screens, and has shown each of them once (`readied`).

Most of what the program costs until its first frame is that; most tests look at what comes later. `Warm` finds that
Python, or starts it (`python -m tests.acceptance.warm`): one for all tests that run side by side, which ends once
nobody is connected to it any more. It makes a process for each terminal that it is given: leader of its own session,
with its own words, variables and streams, it runs the program's script. Over the connection it is told how that ended;
whoever closes it first, or is killed, takes the process with it. Nothing that is imported
looks a text up, nor at a variable that differs from fork to fork (`test_warm`); the commands, whose help is put in
words as they are imported, are not. A test that is about the start itself, or gives Python or a library another
environment, starts the program afresh (`Terminal`).
"""

from __future__ import annotations

import atexit
import fcntl
import gc
import hashlib
import importlib
import json
import os
import runpy
import select
import selectors
import signal
import socket
import subprocess
import sys
import termios
import threading
import time
import traceback
from collections.abc import Mapping, Sequence
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import Any
from weakref import WeakSet

from tests.acceptance.moved_clock import MOVED
from tests.alone import alone

ROOT = Path(__file__).parent.parent.parent
OTHERS = (
    "click", "getpass", "gettext", "hashlib", "importlib.metadata", "msgspec", "msgspec.json", "rich.console",
    "sqlite3", "textual.app", "textual.command", "textual.drivers.linux_driver", "textual.scrollbar",
    "textual.widgets._digits", "textual.widgets._input", "tomllib", "zoneinfo",
)  # fmt: skip
"""Modules of others that the screens need."""
OURS = ("workshop_tui.cli", "workshop_tui.tui.launch", "workshop_tui.tui.screens.run")
"""Modules of the program, which import its rooms and the first screen."""
LATER = (
    "WORKSHOP_", "PYTEST_", "ACCESSIBLE", "COLORTERM", "FAKETIME_TIMESTAMP_FILE", "LANGUAGE", "NO_COLOR", "TERM",
    "TMPDIR", "TZ",
)  # fmt: skip
"""Variables, or the beginnings of some, that only the program reads, and as it runs; or nobody, or who reads anew."""
STREAMS = (("stdin", "r"), ("stdout", "w"), ("stderr", "w"))
"""Names and modes of what Python opens as it starts."""
MOST = 1 << 16
"""Bytes of what is asked."""
FOLDER: Path | None = None
"""Where all that run side by side find it."""


class Forked:
    """A process that was made there."""

    def __init__(self, tells: socket.socket) -> None:
        self._tells = tells
        self.number = int(self._told(wait=True) or 0)

    def end(self, *, wait: bool) -> int | None:
        """The exit code, or below nought the signal that ended it; None while it runs, unless one is to `wait`."""
        told = self._told(wait=wait)
        return None if told is None else int(told)

    def _told(self, *, wait: bool) -> bytes | None:
        try:
            told = self._tells.recv(MOST, 0 if wait else socket.MSG_DONTWAIT)
        except BlockingIOError:
            return None
        if not told:
            raise ConnectionResetError("the Python that is forked has ended")
        return told

    def let_go(self) -> None:
        """Have it killed if it still runs."""
        self._tells.close()


class Warm:
    """The Python that has imported with these variables."""

    def __init__(self, variables: Mapping[str, str], folder: Path) -> None:
        self._variables = variables
        named = json.dumps(sorted(variables.items())).encode()
        self._place = folder / hashlib.sha256(named).hexdigest()[:12]
        self._process: subprocess.Popen[bytes] | None = None
        self._open: WeakSet[socket.socket] = WeakSet()
        self._held = self._connected()

    def _connected(self) -> socket.socket:
        connected = socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        with alone(self._place.with_suffix(".lock")):
            try:
                connected.connect(str(self._place))
            except (FileNotFoundError, ConnectionRefusedError):
                self._begin()
                connected.connect(str(self._place))
        self._open.add(connected)
        return connected

    def _begin(self) -> None:
        """Start it: whoever connects waits until it has imported."""
        self._place.unlink(missing_ok=True)
        with socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET) as asks:
            asks.bind(str(self._place))
            asks.listen(128)
            self._process = subprocess.Popen(
                [sys.executable, "-m", "tests.acceptance.warm", str(asks.fileno()), str(self._place)],
                cwd=ROOT,
                env=dict(self._variables),
                pass_fds=[asks.fileno()],
                stdin=subprocess.DEVNULL,
                start_new_session=True,  # it is for all, whichever of them is interrupted
            )

    def start(self, script: str, words: Sequence[str], variables: Mapping[str, str], terminal: int) -> Forked:
        """Run `script` on `terminal`. OSError if it does not start."""
        asked = {"script": script, "words": list(words), "variables": dict(variables), "folder": str(Path.cwd())}
        tells = self._connected()
        socket.send_fds(tells, [json.dumps(asked).encode()], [terminal])
        return Forked(tells)

    def let_go(self) -> None:
        """Say that nothing more is asked. Whoever has started it waits for its end, while the others come to theirs."""
        for one in list(self._open):
            with suppress(OSError):  # it is closed
                one.shutdown(socket.SHUT_RDWR)  # for whoever was forked here, too
            one.close()
        if self._process:
            with suppress(subprocess.TimeoutExpired):
                self._process.wait(60)


_FOUND: dict[frozenset[tuple[str, str]], Warm] = {}


def warm(variables: Mapping[str, str]) -> Warm:
    """The Python that has imported with these variables, but for those that are only read later."""
    early = frozenset((name, value) for name, value in variables.items() if not read_later(name))
    if early not in _FOUND:
        assert FOLDER, "it is found there"
        _FOUND[early] = Warm(dict(early), FOLDER)
    return _FOUND[early]


def let_go() -> None:
    """Say that nothing more is asked of any."""
    while _FOUND:
        _FOUND.popitem()[1].let_go()


def read_later(name: str) -> bool:
    """Tell whether a variable changes nothing of what is imported, nor of how Python starts."""
    return name in LATER or name.startswith(LATER[:2])


def may_fork(environment: Mapping[str, str], variables: Mapping[str, str]) -> bool:
    """Tell whether a program may be a fork that has these besides `variables`: another Python has its clock moved."""
    early = {(name, value) for name, value in environment.items() if not read_later(name)}
    return MOVED.items() >= early - variables.items()


# ── in that Python, and in the program's process ───────────────────────────────────────────────────────────
def main(number: str, place: str) -> None:
    """Make a process for each terminal that comes through the socket, until nobody is connected."""
    from workshop_tui.tui.surroundings import settle

    settle(os.environ)  # Textual reads its settings as it is imported
    for name in (*OTHERS, *OURS):
        importlib.import_module(name)
    from tests.acceptance.readied import make_ready  # Textual is imported by then as the program does it

    make_ready()
    gc.collect()
    gc.freeze()  # else each fork copies what it only looks at
    Processes(socket.socket(fileno=int(number)), Path(place)).serve()


class Processes:
    """The connections that there are, and the process that was made for each."""

    def __init__(self, asks: socket.socket, place: Path) -> None:
        self._asks, self._place = asks, place
        self._made: dict[socket.socket, int] = {}
        self._running: dict[int, int] = {}
        """Of each that runs the file by which the system tells its end."""
        self._waits = selectors.DefaultSelector()
        self._waits.register(asks, selectors.EVENT_READ, self._connect)

    def serve(self) -> None:
        """Do what is asked, until nobody is connected, nor is about to be."""
        while True:
            if not self._made:
                with alone(self._place.with_suffix(".lock")):
                    if not select.select([self._asks], [], [], 0)[0]:
                        self._place.unlink()
                        return
            for key, _events in self._waits.select():
                key.data()

    def _connect(self) -> None:
        connected, _from = self._asks.accept()
        self._made[connected] = 0
        self._waits.register(connected, selectors.EVENT_READ, partial(self._heed, connected))

    def _heed(self, connected: socket.socket) -> None:
        """Make the process that is asked for, or end it, as nobody is connected any more who would."""
        asked, terminals = b"", list[int]()
        with suppress(ConnectionResetError):  # nobody is there, nor has read what was told
            asked, terminals, _flags, _from = socket.recv_fds(connected, MOST, 1)
        if not asked:
            self._waits.unregister(connected)
            connected.close()
            self._end(self._made.pop(connected))
            return
        if (program := os.fork()) == 0:
            try:
                _become(json.loads(asked), terminals[0])
            except BaseException:
                traceback.print_exc()
            finally:
                os._exit(1)
        os.close(terminals[0])
        self._made[connected], self._running[program] = program, os.pidfd_open(program)
        self._waits.register(self._running[program], selectors.EVENT_READ, partial(self._tell, connected, program))
        _say(connected, program)

    def _tell(self, connected: socket.socket, program: int) -> None:
        """Tell how it has ended."""
        if self._made.get(connected) == program:  # else nobody is connected any more, which was heard at the same time
            self._forget(program)
            _say(connected, os.waitstatus_to_exitcode(os.waitpid(program, 0)[1]))

    def _end(self, program: int) -> None:
        if program in self._running:
            self._forget(program)
            os.kill(program, signal.SIGKILL)
            os.waitpid(program, 0)

    def _forget(self, program: int) -> None:
        self._waits.unregister(self._running[program])
        os.close(self._running.pop(program))


def _say(connected: socket.socket, number: int) -> None:
    with suppress(BrokenPipeError, ConnectionResetError):  # nobody is there: that is heard next
        connected.send(str(number).encode())


def _become(asked: dict[str, Any], terminal: int) -> None:
    """Be what a shell would have started on the terminal; ends as the script does."""
    os.setsid()
    fcntl.ioctl(terminal, termios.TIOCSCTTY, 0)
    for stream in (0, 1, 2):
        os.dup2(terminal, stream)
    os.closerange(3, os.sysconf("SC_OPEN_MAX"))
    os.chdir(asked["folder"])
    os.environ.clear()
    os.environ.update(asked["variables"])
    time.tzset()
    for number, (name, mode) in enumerate(STREAMS):
        here = getattr(sys, name)  # as Python has opened it, with these variables, on what is no terminal
        opened: Any = os.fdopen(number, mode, encoding=here.encoding, errors=here.errors, closefd=False)
        opened.reconfigure(line_buffering=not here.write_through, write_through=here.write_through)
        setattr(sys, name, opened)
        setattr(sys, f"__{name}__", opened)
    sys.argv = [asked["script"], *asked["words"]]
    sys.path[0] = str(Path(asked["script"]).parent)
    os._exit(_done(asked["script"]))


def _done(script: str) -> int:
    """Run the script to its end; its exit code. What is left to do then is done, but for giving back each byte of
    memory, which would copy it first."""
    try:
        runpy.run_path(script, run_name="__main__")
        code: object = None
    except SystemExit as ended:
        code = ended.code
    except BaseException as error:
        sys.excepthook(type(error), error, error.__traceback__)
        code = 1
    if not isinstance(code, int | None):
        print(code, file=sys.stderr)
    threading._shutdown()  # type: ignore[attr-defined] # as Python does it: threads first, then who asked to be told
    atexit._run_exitfuncs()
    for stream in (sys.stdout, sys.stderr):
        stream.flush()
    return (code or 0) & 0xFF if isinstance(code, int | None) else 1


if __name__ == "__main__":
    main(*sys.argv[1:])
