"""Make docs/run.png and docs/fit.png anew: `uv run python docs/screenshot.py` (rsvg-convert: Debian's librsvg2-bin).
The others: `paper_screenshot`, `serve_screenshot`; the moving picture: `recording`.

The real screens, on a real session file: at 10:19 of the seed's day, and late at the end of its morning.
"""

from __future__ import annotations

import asyncio
import re
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path

from workshop_tui import locations
from workshop_tui.agenda.reading import load
from workshop_tui.clock import FixedClock
from workshop_tui.journal.sqlite import Folder, SqliteJournal
from workshop_tui.locale import speak
from workshop_tui.opening import create
from workshop_tui.service import Session
from workshop_tui.session.notes.commands import TakeNote
from workshop_tui.session.timing.commands import Next
from workshop_tui.session.timing.replanning_commands import Skip
from workshop_tui.tui.app import WorkshopApp

HERE = Path(__file__).parent


def at(clock: str) -> datetime:
    """An instant of 4 May 2021, in Paris."""
    hour, minute, second = (int(part) for part in f"{clock}:0".split(":")[:3])
    return datetime(2021, 5, 4, hour - 2, minute, second, tzinfo=UTC)


def play(file: Path, clock: FixedClock) -> None:
    """The morning so far."""
    pascal, aurelie = (Session(SqliteJournal(file), clock, name) for name in ("pascal", "aurelie"))
    for who, when, intent in (
        (aurelie, "9:02", Next()),
        (pascal, "9:14", Next()),
        (aurelie, "9:35", Next()),
        (aurelie, "9:58", TakeNote("Un atelier vélo : l'envie d'abord, le besoin après", "constat", ("emergence",))),
        (pascal, "10:06", Next()),
        (
            pascal,
            "10:14",
            TakeNote("On n'a vu le maire qu'après le premier festival", "frein", ("emergence",), ("elus",)),
        ),
        (
            aurelie,
            "10:19",
            TakeNote("Un local prêté, sans convention", "levier", ("structuration",), ("associations",)),
        ),
        (pascal, "10:19", Skip("tampon-matin")),
    ):
        clock.instant = at(when)
        who.catch_up()
        who.do(intent)
    pascal.close()
    aurelie.close()


def linger(file: Path, clock: FixedClock) -> None:
    """On to the end of the morning, where the discussion will not stop."""
    pascal = Session(SqliteJournal(file), clock, "pascal")
    for when in ("10:30", "10:45", "11:05"):
        clock.instant = at(when)
        pascal.do(Next())
    pascal.close()


def write(picture: str, name: str) -> None:
    """The picture as docs/`name`.png."""
    picture = plain(picture).replace("<text ", '<text xml:space="preserve" ')
    subprocess.run(["rsvg-convert", "-w", "1400", "-o", HERE / f"{name}.png"], input=picture.encode(), check=True)


@contextmanager
def played() -> Iterator[tuple[Path, FixedClock]]:
    """The file of the seed's day in its morning, and its clock; it goes afterwards."""
    speak("fr")
    clock = FixedClock(at("8:55"))
    with tempfile.TemporaryDirectory() as folder:
        store = Folder(Path(folder))
        create(store, load(locations.seed_agenda()), date(2021, 5, 4), "seed", clock, "pascal")
        file = store.file_of("seed")
        play(file, clock)
        yield file, clock


def plain(picture: str) -> str:
    """The picture without the font face that it would fetch: a local one instead, so that no network is asked."""
    return re.sub(r"@font-face \{.*?\}", "", picture, flags=re.S).replace("Fira Code", "DejaVu Sans Mono")


async def main() -> None:
    """Play, draw, convert."""
    with played() as (file, clock):
        clock.instant = at("10:19:17")
        app = WorkshopApp(clock, "pascal", session=Session(SqliteJournal(file), clock, "pascal"))
        async with app.run_test(size=(120, 40)) as pilot:
            await pilot.pause(0.3)
            write(app.export_screenshot(title="workshop-tui"), "run")
        linger(file, clock)
        clock.instant = at("11:43:20")
        app = WorkshopApp(clock, "pascal", session=Session(SqliteJournal(file), clock, "pascal"))
        async with app.run_test(size=(120, 30)) as pilot:
            await pilot.press("f", "down", "plus", "left")
            await pilot.pause(0.3)
            write(app.export_screenshot(title="workshop-tui"), "fit")


if __name__ == "__main__":
    asyncio.run(main())
