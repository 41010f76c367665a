"""The report screen of a long day while others write: `python -m tests.benchmarks.previews [NOTES] [SECONDS]`.

Beside it the same with fifty notes. Each in a pty of 120 × 40, while another terminal takes a note a second:

- opening: from `r` to the first line of the report
- keys: from a key that scrolls to the first byte back, many a second, at no fixed phase of the notes
"""

from __future__ import annotations

import os
import select
import statistics
import sys
import tempfile
import time
from pathlib import Path

import pexpect

from tests.benchmarks.__main__ import OURS
from tests.benchmarks.measure import installed
from tests.benchmarks.notes import fill
from workshop_tui.clock import SystemClock
from workshop_tui.journal.sqlite import Folder
from workshop_tui.service import Session
from workshop_tui.session.notes.commands import TakeNote

PERIOD_S = 0.23
"""Seconds between two keys."""


def until(child: pexpect.spawn[bytes], shows: bytes, longest_s: float = 60) -> float:
    """Seconds until it has written this; nothing at all if `shows` is empty."""
    began, seen = time.monotonic(), b""
    while time.monotonic() < began + longest_s:
        if select.select([child.child_fd], [], [], 0.5)[0]:
            seen += os.read(child.child_fd, 65536)
            if shows in seen:
                return time.monotonic() - began
    raise TimeoutError(shows)


def quiet(child: pexpect.spawn[bytes], seconds: float) -> None:
    """Read what it writes, until it writes nothing for so long; five seconds at the most."""
    last = time.monotonic() + 5
    while time.monotonic() < last and select.select([child.child_fd], [], [], seconds)[0]:
        os.read(child.child_fd, 65536)


def keys(child: pexpect.spawn[bytes], writer: Session, seconds: int) -> list[float]:
    """Seconds from each key to the first byte after it, while a note is taken every second."""
    took: list[float] = []
    began = noted = time.monotonic()
    down = True
    while time.monotonic() < began + seconds:
        if time.monotonic() >= noted + 1:
            noted = time.monotonic()
            writer.do(TakeNote("Une note de plus, pendant que l’on regarde"))
        quiet(child, 0.2)
        child.send(b"\x1b[6~" if down else b"\x1b[5~")
        down = not down
        took.append(until(child, b""))
        time.sleep(PERIOD_S)
    return took


def main() -> None:
    """Measure and print."""
    many, seconds = (int(word) for word in [*sys.argv[1:3], *("10000", "30")[len(sys.argv[1:3]) :]])
    with tempfile.TemporaryDirectory() as home:
        store = Folder(Path(home) / "sessions")
        environment = installed(WORKSHOP_TUI_HOME=home)
        for notes in (50, many):
            name = f"n{notes}"
            fill(store, name, notes, people=12)
            command = [str(OURS), "join", name, "--as", "aurelie"]
            child = pexpect.spawn(command[0], command[1:], env=environment, dimensions=(40, 120), timeout=None)
            child.delaybeforesend = None
            until(child, b"Accueil")
            quiet(child, 1)
            child.send(b"r")
            opening = until(child, "· fr ·".encode())
            writer = Session(store.open(name), SystemClock(), "pascal")
            took = sorted(keys(child, writer, seconds))
            cuts = statistics.quantiles(took, n=100)
            told = ", ".join(f"p{p} {cuts[p - 1] * 1000:.0f} ms" for p in (50, 95, 99))
            print(f"{notes} notes: opening {opening:.2f} s; {len(took)} keys: {told}, most {took[-1] * 1000:.0f} ms")
            child.close(force=True)
            writer.close()
    print(f"load {os.getloadavg()[0]:.1f}, {os.cpu_count()} cores")


if __name__ == "__main__":
    main()
