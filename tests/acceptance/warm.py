"""The program in a fork of a Python that has imported what it needs of others: nothing of its own.

A third of what the program costs until its first frame is the import of Textual; most tests look at what comes later.
`Warm` starts that Python (`python -m tests.acceptance.warm`), which makes a process for each terminal that it is given:
leader of its own session, with its own words, variables and streams, it runs the program's script. A test that is about
the start itself, or gives Python or a library another environment, starts the program afresh (`Terminal`).
"""

from __future__ import annotations

import ctypes
import fcntl
import importlib
import json
import os
import runpy
import socket
import subprocess
import sys
import termios
import time
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent.parent
OTHERS = (
    "click", "getpass", "gettext", "hashlib", "importlib.metadata", "msgspec", "msgspec.json", "rich.console",
    "sqlite3", "textual.app", "textual.command", "textual.drivers.linux_driver", "textual.scrollbar",
    "textual.widgets._input", "tomllib", "zoneinfo",
)  # fmt: skip
"""Modules of others that the screens need."""
OURS = ("WORKSHOP_", "PYTEST_")
"""Variables that only the program reads, and it at its start; or nobody."""
STREAMS = ((0, "r", -1, "strict"), (1, "w", 1, "strict"), (2, "w", 1, "backslashreplace"))
"""Numbers, modes, buffers and errors, as Python opens them on a terminal."""
SUBREAPER = 36
"""PR_SET_CHILD_SUBREAPER: a process whose parent has ended becomes a child of this one."""
MOST = 1 << 16
"""Bytes of what is asked."""


class Warm:
    """The Python that has imported."""

    def __init__(self, variables: Mapping[str, str]) -> None:
        self._asks, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.acceptance.warm", str(theirs.fileno())], cwd=ROOT, env=dict(variables),
            pass_fds=[theirs.fileno()], stdin=subprocess.DEVNULL,
        )  # fmt: skip
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
    """The Python that has imported with these variables, but for those that the program alone reads."""
    return _with(frozenset((name, value) for name, value in variables.items() if not name.startswith(OURS)))


# ── in that Python, and in the program's process ───────────────────────────────────────────────────────────
def main(number: str) -> None:
    """Make a process for each terminal that comes through the socket, until it is closed."""
    for name in OTHERS:
        importlib.import_module(name)
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
    sys.stdin, sys.stdout, sys.stderr = (
        os.fdopen(stream, mode, buffering, errors=errors, closefd=False) for stream, mode, buffering, errors in STREAMS
    )
    sys.__stdin__, sys.__stdout__, sys.__stderr__ = sys.stdin, sys.stdout, sys.stderr
    sys.argv = [asked["script"], *asked["words"]]
    sys.path[0] = str(Path(asked["script"]).parent)
    runpy.run_path(asked["script"], run_name="__main__")


if __name__ == "__main__":
    main(sys.argv[1])
