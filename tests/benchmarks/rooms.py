"""Many rooms on one server: `python -m tests.benchmarks.rooms [--rooms 50] [--terminals 4] [--screens 1] [--notes 60]`.

In each room a day runs on so many terminals, and a note is taken every second.

- echo: in the first room, from `enter` to the note's text on each of the others' screens; the goal is a p95 of 150 ms
- the server: connections, statements a second, and those over 20 ms (by its log; none is the goal)

In `--screens` rooms each terminal is the program in a pty of 120 × 40. Two cores cannot draw two hundred screens, which
elsewhere are on the machines of those who sit before them: in the other rooms the terminals are clients without a
screen (`clients`), which do with the server what a terminal does (a connection each, which listens; every event read
and folded; signs of life) and draw nothing. So the server has all of its load, and the screens that are measured have
none of the drawing of others beside theirs. How long the clients' notes take to be folded is told, too.
"""

from __future__ import annotations

import argparse
import os
import re
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date

import pexpect
import psycopg

from tests.benchmarks.__main__ import OURS
from tests.benchmarks.measure import installed
from tests.benchmarks.together import drain, terminal
from tests.journal.server import Server, programs, running
from tests.seed import one_day
from workshop_tui.clock import SystemClock
from workshop_tui.journal.postgres import Postgres
from workshop_tui.opening import create, zoned
from workshop_tui.service import Session
from workshop_tui.session.notes.commands import TakeNote
from workshop_tui.session.timing.commands import Next
from workshop_tui.session.timing.replanning_commands import Extend

LONG_MS = 20
LOADING_S = 0.7
"""Seconds that a terminal may take of a core until it is there."""
PROGRAMS = 4
"""Programs among which the clients without a screen are shared out."""


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


@contextmanager
def clients(address: str, rooms: list[str], terminals: int) -> Iterator[list[str]]:
    """Inside, the terminals of these rooms are at work, without their screens; afterwards, what they say of it."""
    said: list[str] = []
    shares = [share for number in range(PROGRAMS) if (share := rooms[number::PROGRAMS])]
    command = [sys.executable, "-m", "tests.benchmarks.clients", address, "--terminals", str(terminals)]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
    started = [subprocess.Popen([*command, *share], **pipes) for share in shares]  # type: ignore[call-overload]
    try:
        for one in started:
            assert one.stdout.readline() == "ready\n"
        yield said
        for one in started:
            said.append(one.communicate(timeout=60)[0].strip())
    finally:
        for one in started:
            one.kill()
            one.wait()


def begin(address: str, names: list[str]) -> None:
    """Have a day under way in each of these rooms, in a segment that does not end meanwhile."""
    store, agenda = Postgres(address), zoned(one_day())
    first = next(iter(agenda.segments())).key
    for name in names:
        create(store, agenda, date.today(), name, SystemClock(), "p")  # noqa: DTZ011
        session = Session(store.open(name), SystemClock(), "p")
        session.do(Extend(180, first))
        session.do(Next())
        session.close()


def measured(server: Server, asked: argparse.Namespace, home: str) -> None:
    """Measure and print."""
    environment = installed(WORKSHOP_TUI_HOME=home, WORKSHOP_TUI_STORE=server.address, WORKSHOP_TUI_AS="p")
    names = [f"room{number}" for number in range(asked.rooms)]
    begin(server.address, names)
    with clients(server.address, names[asked.screens :], asked.terminals) as folded:
        children: list[pexpect.spawn[bytes]] = []
        try:
            for name in names[: asked.screens]:
                for number in range(asked.terminals):
                    children.append(terminal([str(OURS), "join", name, "--as", f"P{number}"], environment))
                    drain(children, LOADING_S)
            drain(children, 5)
            first, others = children[: asked.terminals], children[asked.terminals :]
            with psycopg.connect(server.address) as raw:
                told = "SELECT count(*) FROM pg_stat_activity WHERE application_name = 'workshop-tui'"
                connections = raw.execute(told).fetchall()[0][0]
            log = (server._folder / "log").stat().st_size
            with (
                server.counting() as counted,
                notes_in(server.address, names[: asked.screens]),
                drained(others),
            ):
                began = time.monotonic()
                took = sorted(echoes(first[0], first[1:], first, asked.notes))
                lasted = time.monotonic() - began
            said = (server._folder / "log").read_bytes()[log:].decode()
        finally:
            for child in children:
                child.close(force=True)
    print(f"{asked.rooms} rooms × {asked.terminals} terminals, {asked.screens * asked.terminals} of them with screens")
    cuts = statistics.quantiles(took, n=100)
    p50, p95, p99 = (f"{cuts[p - 1] * 1000:.0f}" for p in (50, 95, 99))
    most = took[-1] * 1000
    print(f"enter to the others' cell, ms: {len(took)} cells, p50 {p50}, p95 {p95}, p99 {p99}, most {most:.0f}")
    for one in folded:
        p50, p95, p99 = one.split()
        print(f"a client's note to its being folded by the others, ms: p50 {p50}, p95 {p95}, p99 {p99}")
    long = sorted(float(one) for one in re.findall(r"duration: ([\d.]+) ms", said))
    print(
        f"{connections} connections, {len(counted.statements) / lasted:.0f} statements a second, "
        f"{len(long)} over {LONG_MS} ms{f', the longest {long[-1]:.0f} ms' if long else ''}"
    )
    print(f"load {os.getloadavg()[0]:.1f}, {os.cpu_count()} cores")


def main() -> None:
    """Measure and print."""
    asked = argparse.ArgumentParser()
    asked.add_argument("--rooms", type=int, default=50)
    asked.add_argument("--terminals", type=int, default=4)
    asked.add_argument("--screens", type=int, default=1, help="rooms whose terminals have screens")
    asked.add_argument("--notes", type=int, default=60)
    given = asked.parse_args()
    os.environ.pop("WORKSHOP_TUI_STORE", None)
    bin_ = programs()
    assert bin_, "PostgreSQL is not installed"
    with running(bin_) as server, tempfile.TemporaryDirectory() as home:
        server.stop()
        server.settings += ["-c", "max_connections=500", "-c", f"log_min_duration_statement={LONG_MS}"]
        server.start()
        measured(server, given, home)


if __name__ == "__main__":
    main()
