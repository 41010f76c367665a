"""A session with many notes beside one with none: `python -m tests.benchmarks.notes [NOTES]`.

- opening: `service.Session` on the file, the median of five
- finding: `Finder.find` over all notes as words are typed: the first time, and the next letter
- first paint, and the echo of a key in the composer, in a pty: as in `tests.benchmarks`
"""

from __future__ import annotations

import statistics
import sys
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path

from tests.benchmarks.__main__ import OURS
from tests.benchmarks.measure import Program, installed, measure, starts
from tests.seed import one_day
from workshop_tui.clock import SystemClock
from workshop_tui.journal.sqlite import Folder
from workshop_tui.opening import create
from workshop_tui.service import Session
from workshop_tui.session.attendance.events import ParticipantExpected
from workshop_tui.session.event import Recorded
from workshop_tui.session.notes.events import NoteTaken
from workshop_tui.session.notes.matrix import matrix
from workshop_tui.session.search import Finder

PHASES = ("emergence", "definition", "structuration", "action")
STAKEHOLDERS = ("elus", "pnr", "associations", "etat", "habitants")


def fill(store: Folder, name: str, notes: int, people: int = 0) -> None:
    """A session of today with that many notes, and participants by name."""
    create(store, one_day(), datetime.now(UTC).date(), name, SystemClock(), "pascal")
    now = datetime.now(UTC).replace(microsecond=0)
    with store.open(name) as journal:
        named = [ParticipantExpected(at=now, by="pascal", key=f"p{k}", name=f"Prénom{k} Nom{k}") for k in range(people)]
        noted = [
            NoteTaken(
                at=now,
                by="pascal",
                text=f"Note n° {k}, de celles que l'on prend en écoutant",
                kind="frein",
                phases=(PHASES[k % 4],),
                stakeholders=(STAKEHOLDERS[k % 5],),
            )
            for k in range(notes)
        ]
        journal.restore([Recorded(number, now, event) for number, event in enumerate([*named, *noted], 2)])


def timed(work: object) -> float:
    """Milliseconds of `work()`, the median of five."""
    took = []
    for _ in range(5):
        began = time.perf_counter()
        work()  # type: ignore[operator]
        took.append((time.perf_counter() - began) * 1000)
    return statistics.median(took)


def main() -> None:
    """Measure and print."""
    many = int(sys.argv[1]) if sys.argv[1:] else 10_000
    with tempfile.TemporaryDirectory() as home:
        store = Folder(Path(home) / "sessions")
        for name, notes in (("none", 0), ("many", many)):
            fill(store, name, notes)
        opening = {n: timed(lambda n=n: Session(store.open(n), SystemClock(), "p").close()) for n in ("none", "many")}
        session = Session(store.open("many"), SystemClock(), "p")
        finder, state = Finder(), session.state
        began = time.perf_counter()
        finder.find(state, state.notebook.notes, "f")
        first = (time.perf_counter() - began) * 1000
        following = timed(lambda: finder.find(state, state.notebook.notes, "frein 99"))
        print(f"opening: none {opening['none']:.1f} ms, {many} notes {opening['many']:.0f} ms")
        print(f"finding among {many}: first {first:.0f} ms, then {following:.1f} ms")
        print(f"matrix of {many}: {timed(lambda: matrix(state.agenda, state.notebook.notes)):.1f} ms")
        session.close()
        environment = installed(WORKSHOP_TUI_HOME=home)
        leave = (b"\x11",)
        programs = [
            Program(name, [str(OURS), "join", name, "--as", "pascal"], b"Accueil", to_typing=(b"n",), leave=leave)
            for name in ("none", "many")
        ]
        taken = starts(programs, environment, 5)
        figures = {one.name: measure(one, environment, taken[one.name]) for one in programs}
        for name, one in figures.items():
            print(
                f"{name}: first paint {one.first_paint:.3f} s, echo {(one.echo or 0) * 1000:.1f} ms, "
                f"idle {one.idle_bytes:.0f} B/s, {one.memory:.0f} MiB"
            )


if __name__ == "__main__":
    main()
