"""A long evening on one terminal: `python -m tests.benchmarks.soak [--minutes 30] [--screens N] [--server]`.

Round after round in a pty: each screen and back, home and back, a note in the composer, a half-typed one thrown away,
a window made smaller and larger. After each round: memory (resident), threads, descriptors; of each key how long it
takes until the terminal is sent something. Printed are the medians of the first tenth of the rounds and of the last;
the exit code is 1 if memory is more than `GROWS` times that of the beginning, if there are more threads or
descriptors, or if a key takes more than `SLOWER` times as long. `--screens`: until so many were shown, however long.
"""

from __future__ import annotations

import argparse
import itertools
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pexpect
from msgspec import Struct

from tests.benchmarks.__main__ import OURS, SEED
from tests.benchmarks.measure import installed
from tests.journal.server import programs, running

GROWS = 1.2
SLOWER = 2.0
"""A tenth of the rounds is few, and others use the machine meanwhile."""
ESCAPE, DELETED = b"\x1b", b"\x15"
SCREENS: dict[str, tuple[bytes, ...]] = {
    "notes": (b"l", b"s", ESCAPE), "matrix": (b"m", b"c", ESCAPE), "initiatives": (b"i", ESCAPE),
    "attendance": (b"c", ESCAPE), "report": (b"r", b"g", b"g", ESCAPE), "fit": (b"f", ESCAPE), "room": (b"d", b"d"),
    "why": (b"w", ESCAPE), "help": (b"?", ESCAPE), "palette": (b"\x10", ESCAPE), "signals": (b"t", ESCAPE),
    "home": (b"o", ESCAPE), "a draft": (b"n", b"h", b"a", b"l", b"f", DELETED, ESCAPE),
}  # fmt: skip
"""The keys that open each from the run screen, and lead back."""
SIZES = ((24, 80), (40, 120), (16, 60), (40, 120))
SETTLED_S = 0.15
"""Seconds without a byte after which a key's work is done: a second's tick is not waited for."""
KEY_S = 10.0
"""Seconds in which something must come after a key."""


class Round(Struct):
    """A round: seconds from each key to the first byte, and what the process has after it."""

    keys: list[float]
    memory_mib: float
    threads: int
    descriptors: int


class Terminal:
    """One terminal of ours on the session."""

    def __init__(self, environment: dict[str, str]) -> None:
        command = [str(OURS), "join", "day", "--as", "pascal"]
        self._child = pexpect.spawn(command[0], command[1:], env=environment, dimensions=(40, 120), timeout=KEY_S)
        self._child.delaybeforesend = None
        seen = b""
        while b"Accueil" not in seen:
            seen += self._child.read_nonblocking(1 << 16, timeout=KEY_S)
        self._wait(2.0)
        self.screens = 0

    def close(self) -> None:
        """Have it end."""
        self._child.close(force=True)

    def _wait(self, quiet_s: float) -> None:
        """Read until nothing has come for so long; not for ever: a clock ticks."""
        until = time.monotonic() + 5 * quiet_s
        with suppress(pexpect.TIMEOUT):
            while time.monotonic() < until:
                self._child.read_nonblocking(1 << 16, timeout=quiet_s)

    def press(self, key: bytes) -> float:
        """Press it; seconds to the first byte. Raises `SystemExit` if none comes."""
        self._wait(0.02)
        began = time.perf_counter()
        self._child.send(key)
        try:
            self._child.read_nonblocking(1 << 16, timeout=KEY_S)
        except (pexpect.TIMEOUT, pexpect.EOF) as gone:
            raise SystemExit(f"nothing came after {key!r}: {type(gone).__name__}") from None
        took = time.perf_counter() - began
        self._wait(SETTLED_S)
        return took

    def round(self, number: int) -> Round:
        """Go through all once."""
        keys = []
        for pressed in SCREENS.values():
            keys += [self.press(key) for key in pressed]
            self.screens += 2
        text = f"note {number} : on n'a vu le maire qu'après #emergence @elus"
        keys += [self.press(key) for key in (b"n", *(bytes([one]) for one in text.encode()), b"\r")]
        for rows, columns in SIZES:
            self._child.setwinsize(rows, columns)
            self._wait(SETTLED_S)
        return Round(keys, *self._has())

    def _has(self) -> tuple[float, int, int]:
        process = Path(f"/proc/{self._child.pid}")
        said = dict(line.split(":", 1) for line in (process / "status").read_text().splitlines())
        return int(said["VmRSS"].split()[0]) / 1024, int(said["Threads"]), len(os.listdir(process / "fd"))  # noqa: PTH208


@contextmanager
def kept(*, server: bool) -> Iterator[dict[str, str]]:
    """A session that runs, and the environment in which the program finds it."""
    with tempfile.TemporaryDirectory() as home:
        there = installed(WORKSHOP_TUI_HOME=home, HOME=home, WORKSHOP_TUI_AS="pascal")
        if not server:
            yield _begun(there)
            return
        bin_ = programs()
        assert bin_, "PostgreSQL is not installed"
        with running(bin_) as started:
            yield _begun(there | {"WORKSHOP_TUI_STORE": started.address})


def _begun(environment: dict[str, str]) -> dict[str, str]:
    for words in (["open", str(SEED), "--id", "day"], ["extend", "180", "accueil"], ["next"]):
        subprocess.run([OURS, *words], env=environment, check=True, capture_output=True)
    return environment


def failing(first: list[Round], last: list[Round]) -> Iterator[str]:
    """Print both, and say what has grown more than it may."""
    rows = {
        "memory, MiB": (GROWS, [[one.memory_mib for one in some] for some in (first, last)]),
        "threads": (1.0, [[float(one.threads) for one in some] for some in (first, last)]),
        "descriptors": (1.0, [[float(one.descriptors) for one in some] for some in (first, last)]),
        "a key, ms": (SLOWER, [[1000 * key for one in some for key in one.keys] for some in (first, last)]),
    }
    for name, (most, both) in rows.items():
        before, after = map(statistics.median, both)
        print(f"{name:12} {before:8.1f} {after:8.1f}  {after / before:5.2f} × (at most {most} ×)")
        if after > most * before:
            yield name
    for some in (first, last):
        taken = sorted(1000 * key for one in some for key in one.keys)
        print(f"keys of a tenth: p95 {taken[len(taken) * 95 // 100]:.0f} ms, most {taken[-1]:.0f} ms")


def main() -> None:
    """Measure, print, and end with 1 if something grew."""
    asked = argparse.ArgumentParser()
    asked.add_argument("--minutes", type=float, default=30)
    asked.add_argument("--screens", type=int)
    asked.add_argument("--server", action="store_true")
    given = asked.parse_args()
    os.environ.pop("WORKSHOP_TUI_STORE", None)
    with kept(server=given.server) as environment:
        terminal, rounds = Terminal(environment), []
        until = time.monotonic() + given.minutes * 60
        try:
            for number in itertools.count(1):
                rounds.append(terminal.round(number))
                over = terminal.screens >= given.screens if given.screens else time.monotonic() > until
                if over and number > 2:
                    break
        finally:
            terminal.close()
    rounds = rounds[1:]  # the first imports each screen
    tenth = max(1, len(rounds) // 10)
    print(f"{len(rounds) + 1} rounds, {terminal.screens} screens, load {os.getloadavg()[0]:.1f}")
    grown = [*failing(rounds[:tenth], rounds[-tenth:])]
    if grown:
        sys.exit(f"grown: {', '.join(grown)}")


if __name__ == "__main__":
    main()
