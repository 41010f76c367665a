"""A server far away: `python -m tests.benchmarks.far [--delay 0.03] [--runs N]`.

Of each command, the whole process, by turns beside the same without the way: the minima, the ways there and back that
it takes, and the processor's time. The goals, with 30 ms each way: `note` 0.3 s, `status` 0.6 s.
"""

from __future__ import annotations

import argparse
import os
import resource
import subprocess
import tempfile
import time

from tests.benchmarks.__main__ import OURS
from tests.benchmarks.archive import fill
from tests.benchmarks.measure import installed
from tests.journal.link import Link
from tests.journal.server import programs, running
from workshop_tui.journal.postgres import Postgres

SESSIONS = 60
COMMANDS = {
    "note": "note n", "note -s": "note -s day0 n", "status": "status", "status -s": "status -s day0",
    "sessions": "sessions",
}  # fmt: skip
"""The commands that people and scripts give most often, by what they are called in the table."""
GOALS_S = {"note": 0.3, "note -s": 0.3, "status": 0.6, "status -s": 0.6}


def taken(words: str, environment: dict[str, str]) -> tuple[float, float]:
    """Seconds from a command's start to its end, and those of the processor."""
    before, began = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    subprocess.run([str(OURS), *words.split()], env=environment, check=True, capture_output=True)
    took, after = time.perf_counter() - began, resource.getrusage(resource.RUSAGE_CHILDREN)
    return took, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def main() -> None:
    """Measure and print."""
    asked = argparse.ArgumentParser()
    asked.add_argument("--delay", type=float, default=0.03, help="seconds each way")
    asked.add_argument("--runs", type=int, default=9)
    given = asked.parse_args()
    os.environ.pop("WORKSHOP_TUI_STORE", None)
    bin_ = programs()
    assert bin_, "PostgreSQL is not installed"
    with running(bin_) as server, tempfile.TemporaryDirectory() as home, Link(server.address, given.delay) as link:
        fill(Postgres(server.address), SESSIONS)
        there = installed(WORKSHOP_TUI_HOME=home, WORKSHOP_TUI_AS="pascal")
        for name, words in COMMANDS.items():
            took: dict[str, list[tuple[float, float]]] = {server.address: [], link.address: []}
            for run in range(given.runs + 1):
                for address, times in took.items():
                    turns = link.turns
                    one = taken(words, there | {"WORKSHOP_TUI_STORE": address})
                    if run:  # bytecode is written before
                        times.append(one)
            near, far = (min(times) for times in took.values())
            goal = f"goal {GOALS_S[name] * 1000:.0f} ms" if name in GOALS_S else ""
            print(
                f"{name:12} near {near[0] * 1000:4.0f} ms, far {far[0] * 1000:4.0f} ms, {link.turns - turns} ways, "
                f"processor {min(cpu for _s, cpu in took[link.address]) * 1000:4.0f} ms {goal}",
                flush=True,
            )
    print(f"load {os.getloadavg()[0]:.1f}, {os.cpu_count()} cores")


if __name__ == "__main__":
    main()
