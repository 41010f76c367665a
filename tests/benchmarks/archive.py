"""Many sessions beside one: `python -m tests.benchmarks.archive [SESSIONS…] [--server] [--runs N]` (left out: 1000).

Each session has 45 events; the last of them is open, the others are over. Of ten, one has left a follow-up open:
`due` reads a hundred of a thousand. Of each command, the whole process: the ratio to one session in the same run, by
turns, of the minima. First paint is home's, in a pty. The goals: 1.15 × with 1,000 sessions, 1.5 × with 10,000;
`sessions` whole at most 20 µs a session over that with one. None for `due`: what it lists, it must read.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

from msgspec.structs import replace

from tests.benchmarks.__main__ import OURS
from tests.benchmarks.measure import Program, installed, starts
from tests.journal.server import programs, running
from tests.seed import one_day
from workshop_tui.clock import SystemClock
from workshop_tui.journal import Store
from workshop_tui.journal.sqlite import Folder, SqliteJournal
from workshop_tui.opening import opening, zoned
from workshop_tui.session.event import Event, Recorded
from workshop_tui.session.notes.events import NoteTaken
from workshop_tui.session.timing.events import SegmentStarted, SessionEnded

EVENTS = 45
AGENDAS = 20
"""Agendas in an archive: the one of `status` has a twentieth of the sessions, whose overruns it looks at."""
POINTS = 10
"""One session of so many left something open: `due` reads these, and passes the others over by their summaries."""
GOALS = {1000: 1.15, 10_000: 1.5}
COMMANDS = {
    "status": "status", "status -s": "status -s day0", "sessions | head": "sessions | head -20", "sessions": "sessions",
    "sessions --find": "sessions --find nothing", "note -s": "note -s day0 n", "due": "due",
}  # fmt: skip


def fill(store: Store, count: int) -> None:
    """Sessions on as many days, of 45 events each; all but today's are over."""
    seed, now = zoned(one_day()), datetime.now(UTC).replace(microsecond=0)
    first = next(iter(seed.segments())).key
    for number in range(count):
        at, name = now - timedelta(days=number), f"day{number}"
        agenda = replace(seed, title=f"{seed.title} {number % AGENDAS}")
        begun = opening(agenda, at.date(), name, SystemClock(), "pascal").event
        events: list[Event] = [begun, SegmentStarted(at=at, by="pascal", segment=first)]
        events += [NoteTaken(at=at, by="pascal", text=f"Note n° {k}, qu'on prend en écoutant") for k in range(EVENTS)]
        if number % POINTS == 0:
            events[2] = NoteTaken(at=at, by="pascal", text="Call the mayor", kind="action")
        del events[EVENTS - bool(number) :]
        events += [SessionEnded(at=at, by="pascal")] * bool(number)
        records = [Recorded(place, at, event) for place, event in enumerate(events, 1)]
        if isinstance(store, Folder):
            store.path.mkdir(parents=True, exist_ok=True)
            with SqliteJournal(store.file_of(name), create=True) as journal:
                journal._db.execute("PRAGMA synchronous = OFF")
                journal.restore(records)
        else:
            store.create(name, records)


@contextmanager
def archive(count: int, *, server: bool) -> Iterator[dict[str, str]]:
    """An archive of so many sessions: the environment in which the program finds it."""
    with tempfile.TemporaryDirectory() as home:
        if not server:
            fill(Folder(Path(home) / "sessions"), count)
            yield installed(WORKSHOP_TUI_HOME=home, WORKSHOP_TUI_AS="pascal")
            return
        from workshop_tui.journal.postgres import Postgres

        bin_ = programs()
        assert bin_, "PostgreSQL is not installed"
        with running(bin_) as started:
            fill(Postgres(started.address), count)
            yield installed(WORKSHOP_TUI_HOME=home, WORKSHOP_TUI_AS="pascal", WORKSHOP_TUI_STORE=started.address)


def milliseconds(words: str, environment: dict[str, str]) -> float:
    """The time of a command, from its start to its end."""
    began = time.perf_counter()
    subprocess.run(f"{OURS} {words}", shell=True, env=environment, check=True, capture_output=True)
    return (time.perf_counter() - began) * 1000


def compare(count: int, one: dict[str, str], many: dict[str, str], runs: int) -> None:
    """Print how long each takes with one session, with `count`, and the ratio."""
    print(f"\n{count} sessions" + (f": goal {GOALS[count]} ×" if count in GOALS else ""))
    for name, words in COMMANDS.items():
        taken: list[list[float]] = [[], []]
        for run in range(runs + 2):
            for times, environment in zip(taken, (one, many), strict=True):
                took = milliseconds(words, environment)
                if run > 1:  # bytecode is written, and copies of summaries are made, before
                    times.append(took)
        told(name, min(taken[0]), min(taken[1]), count)
    paints = []
    for environment in (one, many) * 2:
        home = Program("home", [str(OURS)], b"\xe2\x8f\x8e", types=False)
        paints.append(min(starts([home], environment, max(2, runs // 2))["home"].paints) * 1000)
    told("home's first paint", min(paints[::2]), min(paints[1::2]), count)


def told(name: str, one: float, many: float, count: int) -> None:
    """Print a line of the table."""
    each = (many - one) * 1000 / count
    print(f"{name:20} {one:7.0f} ms {many:7.0f} ms {many / one:6.2f} × {each:6.1f} µs a session", flush=True)


def main() -> None:
    """Measure and print."""
    asked = argparse.ArgumentParser()
    asked.add_argument("sessions", type=int, nargs="*", default=[1000])
    asked.add_argument("--server", action="store_true")
    asked.add_argument("--runs", type=int, default=9)
    given = asked.parse_args()
    os.environ.pop("WORKSHOP_TUI_STORE", None)
    for count in given.sessions:
        with archive(1, server=given.server) as one, archive(count, server=given.server) as many:
            compare(count, one, many, given.runs)


if __name__ == "__main__":
    main()
