"""The program in a fork of a Python that has imported the screens, and has shown each of them once (`readied`).

Most of what the program costs until its first frame is that; most tests look at what comes later. `Warm`
starts that Python (`python -m tests.acceptance.warm`), which makes a process for each terminal that it is given: leader
of its own session, with its own words, variables and streams, it runs the program's script. Nothing that is imported
looks a text up, nor at a variable that differs from fork to fork (`test_warm`); the commands, whose help is put in
words as they are imported, are not. A test that is about the start itself, or gives Python or a library another
environment, starts the program afresh (`Terminal`).
"""

from __future__ import annotations

import atexit
import ctypes
import fcntl
import gc
import importlib
import json
import os
import runpy
import socket
import subprocess
import sys
import termios
import threading
import time
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

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
    "WORKSHOP_", "PYTEST_", "ACCESSIBLE", "COLORTERM", "LANGUAGE", "NO_COLOR", "TERM", "TMPDIR",
)  # fmt: skip
"""Variables, or the beginnings of some, that only the program reads, and as it runs; or nobody."""
STREAMS = (("stdin", "r"), ("stdout", "w"), ("stderr", "w"))
"""Names and modes of what Python opens as it starts."""
SUBREAPER = 36
"""PR_SET_CHILD_SUBREAPER: a process whose parent has ended becomes a child of this one."""
MOST = 1 << 16
"""Bytes of what is asked."""


class Warm:
    """The Python that has imported."""

    def __init__(self, variables: Mapping[str, str]) -> None:
        self._asks, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.acceptance.warm", str(theirs.fileno())],
            cwd=ROOT,
            env=dict(variables),
            pass_fds=[theirs.fileno()],
            stdin=subprocess.DEVNULL,
        )
        theirs.close()

    def start(self, script: str, words: Sequence[str], variables: Mapping[str, str], terminal: int) -> int:
        """Run `script` on `terminal`; the number of the process, a child of this one. OSError if it does not start."""
        asked = {"script": script, "words": list(words), "variables": dict(variables), "folder": str(Path.cwd())}
        subreaper = ctypes.CDLL(None).prctl
        subreaper(SUBREAPER, 1, 0, 0, 0)
        try:
            socket.send_fds(self._asks, [json.dumps(asked).encode()], [terminal])
            return int(self._asks.recv(MOST))
        finally:
            subreaper(SUBREAPER, 0, 0, 0, 0)


@cache
def _with(variables: frozenset[tuple[str, str]]) -> Warm:
    return Warm(dict(variables))


def warm(variables: Mapping[str, str]) -> Warm:
    """The Python that has imported with these variables, but for those that are only read later."""
    return _with(frozenset((name, value) for name, value in variables.items() if not read_later(name)))


def read_later(name: str) -> bool:
    """Tell whether a variable changes nothing of what is imported, nor of how Python starts."""
    return name in LATER or name.startswith(LATER[:2])


# ── in that Python, and in the program's process ───────────────────────────────────────────────────────────
def main(number: str) -> None:
    """Make a process for each terminal that comes through the socket, until it is closed."""
    from workshop_tui.tui.surroundings import settle

    settle(os.environ)  # Textual reads its settings as it is imported
    for name in (*OTHERS, *OURS):
        importlib.import_module(name)
    from tests.acceptance.readied import make_ready  # Textual is imported by then as the program does it

    make_ready()
    gc.collect()
    gc.freeze()  # else each fork copies what it only looks at
    asks = socket.socket(fileno=int(number))
    while True:
        asked, terminals, _flags, _from = socket.recv_fds(asks, MOST, 1)
        if not asked:
            return
        told, tells = os.pipe()
        if (between := os.fork()) == 0:
            first = os.getpid()
            if (program := os.fork()) == 0:
                while os.getppid() == first:  # a program that saw its parent go would end
                    time.sleep(0.001)
                _become(json.loads(asked), terminals[0])
                return
            os.write(tells, str(program).encode())
            os._exit(0)
        os.waitpid(between, 0)  # only then has the program another parent
        asks.send(os.read(told, MOST))
        for end in (told, tells, terminals[0]):
            os.close(end)


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
    main(sys.argv[1])
