"""Many terminals without their screens: `python -m tests.benchmarks.clients ADDRESS ROOM… [--terminals 4]`.

Each does with the store what a terminal does with it: a connection of its own that listens, the events read and folded
when something is told, a sign of life in ten seconds; the first of each room takes a note a second. Nothing is drawn.
`ready` is written when all are there, and at the end, when the input ends, `p50 p95 p99` of the milliseconds from a
note's writing to its being folded by the others.
"""

from __future__ import annotations

import argparse
import heapq
import select
import statistics
import sys
import time
from itertools import count
from typing import Any

from workshop_tui.clock import SystemClock
from workshop_tui.journal.postgres import Postgres
from workshop_tui.presence import BEAT_S
from workshop_tui.service import Session
from workshop_tui.session.notes.commands import TakeNote

NOTE_S = 1.0
"""Seconds from one note in a room to its next."""


class Room:
    """The terminals of a room."""

    def __init__(self, address: str, name: str, terminals: int) -> None:
        self.sessions = [
            Session(Postgres(address).open(name), SystemClock(), f"P{number}") for number in range(terminals)
        ]
        for session in self.sessions:
            session.follow()
            session.beat("run")
        self.written_at = 0.0

    def note(self) -> None:
        """Take one, on the first."""
        self.sessions[0].do(TakeNote("Une note comme on en prend"))
        self.written_at = time.perf_counter()

    def heard(self, session: Session) -> float | None:
        """Read and fold what was told to a terminal; seconds from the note, if it was one."""
        if not session.follow() or session is self.sessions[0]:
            return None
        return time.perf_counter() - self.written_at


def run(rooms: list[Room]) -> list[float]:
    """Work until the input ends; seconds from each note to its being folded by each of the others."""
    by_descriptor: dict[Any, tuple[Room, Session]] = {
        one.journal.fileno(): (room, one) for room in rooms for one in room.sessions
    }
    now, order = time.monotonic(), count()
    due: list[tuple[float, int, Room, Session | None]] = []
    due += [(now + NOTE_S * place / len(rooms), next(order), room, None) for place, room in enumerate(rooms)]
    beats = [(room, one) for room in rooms for one in room.sessions]
    due += [(now + BEAT_S * place / len(beats), next(order), *one) for place, one in enumerate(beats)]
    heapq.heapify(due)
    took: list[float] = []
    while True:
        ready = select.select([sys.stdin, *by_descriptor], [], [], max(0.0, due[0][0] - time.monotonic()))[0]
        if sys.stdin in ready:
            return took
        took += [one for room, session in map(by_descriptor.__getitem__, ready) if (one := room.heard(session))]
        while due[0][0] <= time.monotonic():
            at, _order, room, session = heapq.heappop(due)
            if session is None:
                room.note()
            else:
                session.beat("run")
                room.heard(session)  # what was told meanwhile, no descriptor says again
            later = max(at + (BEAT_S if session else NOTE_S), time.monotonic() - NOTE_S)
            heapq.heappush(due, (later, next(order), room, session))


def main() -> None:
    """Work, and say how long it took."""
    asked = argparse.ArgumentParser()
    asked.add_argument("address")
    asked.add_argument("rooms", nargs="+")
    asked.add_argument("--terminals", type=int, default=4)
    given = asked.parse_args()
    rooms = [Room(given.address, name, given.terminals) for name in given.rooms]
    print("ready", flush=True)
    took = run(rooms)
    cuts = statistics.quantiles(took, n=100)
    print(*(f"{cuts[p - 1] * 1000:.0f}" for p in (50, 95, 99)), flush=True)
    for room in rooms:
        for session in room.sessions:
            session.close()


if __name__ == "__main__":
    main()
