"""Many rooms on one server: `python -m tests.benchmarks.rooms [--rooms 50] [--terminals 4] [--notes 60]`.

In each room a day runs on so many terminals, each in a pty of 120 × 40, and a note is taken every second by a program
beside them. In the first one, notes are typed on the first terminal:

- echo: from `enter` to the note's text on each of the others' screens; the goal is a p95 of 150 ms
- the server: connections, statements a second, and those over 20 ms (by its log; none is the goal)

All terminals are on this machine, which elsewhere they are not: a machine of two cores is full with some dozens.
"""

from __future__ import annotations

import argparse
import os
import re
import statistics
import subprocess
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pexpect
import psycopg

from tests.benchmarks.__main__ import OURS, SEED
from tests.benchmarks.measure import installed
from tests.benchmarks.together import drain, terminal
from tests.journal.server import Server, programs, running
from workshop_tui.clock import SystemClock
from workshop_tui.journal.postgres import Postgres
from workshop_tui.service import Session
from workshop_tui.session.notes.commands import TakeNote

LONG_MS = 20
LOADING_S = 0.7
"""Seconds that a terminal may take of a core until it is there."""


@contextmanager
def beside(work: Callable[[threading.Event], None]) -> Iterator[None]:
    """Inside, `work` is done by a thread, which ends it when the event is set."""
    over = threading.Event()
    thread = threading.Thread(target=work, args=(over,))
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join()


@contextmanager
def notes_in(address: str, rooms: list[str]) -> Iterator[None]:
    """Inside, somebody takes a note a second in each of these rooms, all by turns."""
    sessions = [Session(Postgres(address).open(room), SystemClock(), "lucie") for room in rooms]

    def write(over: threading.Event) -> None:
        due = time.monotonic()
        while not over.is_set():
            for number, session in enumerate(sessions):
                over.wait(max(0.0, due + number / len(sessions) - time.monotonic()))
                session.do(TakeNote("Une note comme on en prend"))
            due = max(due + 1, time.monotonic() - 1)

    try:
        with beside(write):
            yield
    finally:
        for session in sessions:
            session.close()


def echoes(
    typing: pexpect.spawn[bytes],
    others: list[pexpect.spawn[bytes]],
    all_of_them: list[pexpect.spawn[bytes]],
    notes: int,
) -> list[float]:
    """Seconds from `enter` to the note on each of the others' screens, for each note and each of these."""
    took: list[float] = []
    for number in range(notes):
        drain(all_of_them, 0.5 + 0.037 * (number % 7))  # at no fixed phase of anything
        mark = f"mark{number:04}".encode()
        typing.send(b"n" + mark)
        drain(all_of_them, 0.3)
        began = time.monotonic()
        typing.send(b"\r")
        seen, waiting = dict.fromkeys(others, b""), set(others)
        while waiting and time.monotonic() < began + 5:
            for child in [*waiting]:
                try:
                    seen[child] += child.read_nonblocking(65536, timeout=0.002)
                except pexpect.TIMEOUT:
                    continue
                if mark in seen[child]:
                    took.append(time.monotonic() - began)
                    waiting.discard(child)
        took += [5.0] * len(waiting)
    return took


@contextmanager
def drained(children: list[pexpect.spawn[bytes]]) -> Iterator[None]:
    """Inside, what they write is read by a thread beside."""

    def read(over: threading.Event) -> None:
        while not over.is_set():
            drain(children, 0.2)

    with beside(read):
        yield


def measured(server: Server, rooms: int, terminals: int, notes: int, home: str) -> None:
    """Measure and print."""
    environment = installed(WORKSHOP_TUI_HOME=home, WORKSHOP_TUI_STORE=server.address, WORKSHOP_TUI_AS="p")
    names = [f"room{number}" for number in range(rooms)]
    for name in names:
        of = ["-s", name]
        for words in (["open", str(SEED), "--id", name], ["extend", "180", "accueil", *of], ["next", *of]):
            subprocess.run([OURS, *words], env=environment, check=True, capture_output=True)
    children: list[pexpect.spawn[bytes]] = []
    try:
        for name in names:
            for number in range(terminals):
                children.append(terminal([str(OURS), "join", name, "--as", f"P{number}"], environment))
                drain(children, LOADING_S)
        drain(children, 5)
        first, others = children[:terminals], children[terminals:]
        with psycopg.connect(server.address) as raw:
            asked = "SELECT count(*) FROM pg_stat_activity WHERE application_name = 'workshop-tui'"
            connections = raw.execute(asked).fetchall()[0][0]
        log = (server._folder / "log").stat().st_size
        with server.counting() as counted, notes_in(server.address, names), drained(others):
            began = time.monotonic()
            took = sorted(echoes(first[0], first[1:], first, notes))
            lasted = time.monotonic() - began
        said = (server._folder / "log").read_bytes()[log:].decode()
    finally:
        for child in children:
            child.close(force=True)
    cuts = statistics.quantiles(took, n=100)
    told = ", ".join(f"p{p} {cuts[p - 1] * 1000:.0f} ms" for p in (50, 95, 99))
    print(f"{rooms} rooms × {terminals} terminals, {len(took)} cells: {told}, most {took[-1] * 1000:.0f} ms")
    long = sorted(float(one) for one in re.findall(r"duration: ([\d.]+) ms", said))
    print(f"{connections} connections, {len(counted.statements) / lasted:.0f} statements a second, "
          f"{len(long)} over {LONG_MS} ms{f', the longest {long[-1]:.0f} ms' if long else ''}")  # fmt: skip
    print(f"load {os.getloadavg()[0]:.1f}, {os.cpu_count()} cores")


def main() -> None:
    """Measure and print."""
    asked = argparse.ArgumentParser()
    asked.add_argument("--rooms", type=int, default=50)
    asked.add_argument("--terminals", type=int, default=4)
    asked.add_argument("--notes", type=int, default=60)
    given = asked.parse_args()
    os.environ.pop("WORKSHOP_TUI_STORE", None)
    bin_ = programs()
    assert bin_, "PostgreSQL is not installed"
    with running(bin_) as server, tempfile.TemporaryDirectory() as home:
        server.stop()
        server.settings += ["-c", "max_connections=500", "-c", f"log_min_duration_statement={LONG_MS}"]
        server.start()
        measured(server, given.rooms, given.terminals, given.notes, home)


if __name__ == "__main__":
    main()
