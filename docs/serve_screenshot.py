"""Make docs/serve-*.png anew: `uv run python -m docs.serve_screenshot` (Chromium).

The real pages, of a real session file, at 10:19 of the seed's day: on a projector, a laptop and a phone.
"""

from __future__ import annotations

import tempfile
from datetime import date
from pathlib import Path

from docs.screenshot import HERE, at, play
from tests.report.chromium import Chromium, installed
from tests.serve.browser import LAPTOP, PHONE, PROJECTOR, Window
from workshop_tui import locations
from workshop_tui.agenda.reading import load
from workshop_tui.clock import FixedClock
from workshop_tui.journal.sqlite import Folder, SqliteJournal
from workshop_tui.locale import speak
from workshop_tui.opening import create
from workshop_tui.serve.serving import Server, Wanted, serve_beside
from workshop_tui.service import Session
from workshop_tui.session.notes.commands import PinNote, TakeNote


def main() -> None:
    """Play, serve, look."""
    speak("fr")
    clock = FixedClock(at("8:55"))
    with tempfile.TemporaryDirectory() as folder, Chromium(installed() or "chromium") as chromium:
        store = Folder(Path(folder))
        create(store, load(locations.seed_agenda()), date(2021, 5, 4), "seed", clock, "pascal")
        file = store.file_of("seed")
        play(file, clock)
        pascal = Session(SqliteJournal(file), clock, "pascal")
        pascal.do(PinNote(pascal.do(TakeNote("Retour à 10h55, dans la même salle")).number))
        clock.instant = at("10:19:17")
        served = serve_beside(Server(lambda: SqliteJournal(file), clock, "pascal", Wanted()))
        pictures = (
            ("serve-room-projector", served.room, PROJECTOR, "dark"),
            ("serve-room-laptop", served.room, LAPTOP, "light"),
            ("serve-room-phone", served.room, PHONE, "light"),
            ("serve-trainer-phone", served.control, PHONE, "light"),
            ("serve-trainer-laptop", served.control, LAPTOP, "dark"),
        )
        for name, link, size, theme in pictures:
            page = Window.on(chromium, link, size)
            page.looks(theme, calm=True)
            page.waits_for("document.getElementById('minutes').textContent.length > 0")
            (HERE / f"{name}.png").write_bytes(page.picture())
        served.stop()
        pascal.close()


if __name__ == "__main__":
    main()
