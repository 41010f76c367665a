"""Twenty terminals on one session: from a commit to the changed cell on each, and what following costs.

`python -m tests.benchmarks.together [TERMINALS] [CHANGES] [ADDRESS]`; with the address of a PostgreSQL server, on it.

- latency: from the return of `append` in another process's place (here) to the bytes of the changed cell in each pty
- following: CPU time of an idle terminal, beside one whose look at the file and signs of life are switched off
"""

from __future__ import annotations

import os
import select
import statistics
import subprocess
import sys
import tempfile
import time
from datetime import UTC, datetime

import pexpect

from tests.benchmarks.__main__ import OURS, SEED
from tests.benchmarks.measure import installed
from workshop_tui.clock import SystemClock
from workshop_tui.journal.sessions import default_store
from workshop_tui.service import Session
from workshop_tui.session.notes.commands import TakeNote

IDLE_S = 30.0
DEAF = (
    "from workshop_tui.journal.sqlite import SqliteJournal; from workshop_tui.service import Session;"
    "SqliteJournal.changed = lambda self: False; Session.beat = lambda self, view: None;"
    "from workshop_tui.cli import main; main()"
)
"""The same program, which does not follow."""


def terminal(command: list[str], environment: dict[str, str]) -> pexpect.spawn[bytes]:
    """A pty of 120 × 40 with `command` in it."""
    return pexpect.spawn(command[0], command[1:], env=environment, dimensions=(40, 120), timeout=None)


def drain(children: list[pexpect.spawn[bytes]], seconds: float) -> None:
    """Let them write."""
    until = time.monotonic() + seconds
    while (left := until - time.monotonic()) > 0:
        for fd in select.select([child.child_fd for child in children], [], [], left)[0]:
            os.read(fd, 65536)


def latencies(children: list[pexpect.spawn[bytes]], session: Session, changes: int) -> list[float]:
    """Seconds from a commit to the changed cell, for each change and each terminal."""
    took: list[float] = []
    for k in range(changes):
        drain(children, 0.2 + 0.037 * (k % 7))  # at no fixed phase of their beat
        session.do(TakeNote(f"mark{k:04}"))
        committed = time.monotonic()
        mark, seen, waiting = f"mark{k:04}".encode(), dict.fromkeys(children, b""), set(children)
        while waiting and time.monotonic() < committed + 5:
            by_fd = {child.child_fd: child for child in waiting}
            for fd in select.select(list(by_fd), [], [], 0.5)[0]:
                child = by_fd[fd]
                seen[child] += os.read(fd, 65536)
                if mark in seen[child]:
                    took.append(time.monotonic() - committed)
                    waiting.discard(child)
        assert not waiting, f"never shown on {len(waiting)}"
    return took


def cpu_s(child: pexpect.spawn[bytes]) -> float:
    """CPU time that it has used."""
    with open(f"/proc/{child.pid}/stat", encoding="utf-8") as stat:  # noqa: PTH123
        fields = stat.read().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def main() -> None:
    """Measure and print."""
    terminals, changes = (int(word) for word in [*sys.argv[1:3], *("20", "40")[len(sys.argv[1:3]) :]])
    with tempfile.TemporaryDirectory() as home:
        os.environ |= installed(WORKSHOP_TUI_HOME=home)
        os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
        if sys.argv[3:]:
            os.environ["WORKSHOP_TUI_STORE"] = sys.argv[3]
        environment = dict(os.environ)
        for words in (["open", str(SEED), "--id", "day"], ["extend", "60", "accueil"], ["next"]):
            subprocess.run([OURS, *words], env=environment, check=True, capture_output=True)
        children = [terminal([str(OURS), "join", "day", "--as", f"P{k}"], environment) for k in range(terminals)]
        drain(children, 4 + 0.8 * terminals)
        writer = Session(default_store().open("day"), SystemClock(), "pascal")
        took = sorted(latencies(children, writer, changes))
        cuts = statistics.quantiles(took, n=100)
        told = ", ".join(f"p{p} {cuts[p - 1] * 1000:.0f} ms" for p in (50, 95, 99))
        print(f"{terminals} terminals, {len(took)} changed cells: {told}, most {took[-1] * 1000:.0f} ms")
        before = [cpu_s(child) for child in children]
        began = time.monotonic()
        drain(children, IDLE_S)
        share = statistics.median(
            (cpu_s(child) - used) / (time.monotonic() - began) for child, used in zip(children, before, strict=True)
        )
        print(f"idle among {terminals}: {share:.2%} of a core each")
        for child in children:
            child.close(force=True)
        join = [[str(OURS), "join", "day", "--as", "P"], [sys.executable, "-c", DEAF, "join", "day", "--as", "P"]]
        pair = [terminal(command, environment) for command in join]
        drain(pair, 5)
        before = [cpu_s(child) for child in pair]
        drain(pair, IDLE_S)
        follower, deaf = (cpu_s(child) - used for child, used in zip(pair, before, strict=True))
        print(
            f"idle, alone: follower {follower / IDLE_S:.2%}, not following {deaf / IDLE_S:.2%}: {follower / deaf:.2f} ×"
        )
        for child in pair:
            child.close(force=True)
        writer.close()
        print(f"at {datetime.now(UTC):%H:%M}, load {os.getloadavg()[0]:.1f}, {os.cpu_count()} cores")


if __name__ == "__main__":
    main()
