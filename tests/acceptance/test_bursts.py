"""A link that stalls lets through at once what was typed meanwhile: it does what it would have done key by key."""

from __future__ import annotations

import asyncio
import json
import re
import shutil
import time
from contextlib import closing
from pathlib import Path

import pytest

from tests.acceptance.conftest import COMING, SEED
from tests.acceptance.terminal import KEYS, Terminal
from tests.tui.styled import parse_once
from tests.tui.terminal import sent
from tests.tui.unhurried import UnhurriedLoop, settled, unhurry
from workshop_tui.clock import SystemClock
from workshop_tui.journal.sqlite import SqliteJournal
from workshop_tui.locale import speak
from workshop_tui.service import Session
from workshop_tui.session.events import as_json
from workshop_tui.tui.app import WorkshopApp
from workshop_tui.tui.input.sequences import SILENCE
from workshop_tui.tui.one_key_at_a_time import HELD_S

pytestmark = pytest.mark.terminal

SCRIPTS = {
    "lines": (1, ["n", "une", "\x1b\r", "deux", "\n", "trois", "enter"]),
    "new lines": (1, ["n", "abc", "\n", "def", "\n", "ghi", "enter"]),
    "note after note": (4, ["right", "n", "1", "enter", "n", "2", "tab", "f", "e", "enter", "n", "3", "enter"]),
    "a request": (2, ["n", "un local", "tab", "s", "e", "e", "c", "e", "l", "plus tard", "enter", "right"]),
    "an extension, its reason, a pause": (5, ["right", "e", "w", "d", "escape", " ", "n", "deux", "enter"]),
    "an addition": (4, ["right", "a", "Détour 7", "enter", "n", "deux", "enter", "down", "z", "n", "là-bas", "enter"]),
    "a note amended": (4, ["n", "1", "enter", "l", "enter", " bis", "enter", "escape", "right", "n", "deux", "enter"]),
    "initiatives": (2, ["i", "n", "Jardin", "enter", "escape", "n", "sur le jardin", "enter", "e"]),
    "attendance": (3, ["c", "n", "Marie Dupont, Mairie", "enter", "enter", "escape", "n", "une", "enter"]),
}  # fmt: skip
"""How many events they make, and the keys. An `escape` ends what is sent at once: with a letter it would be `alt`."""


def record(file: Path) -> list[dict]:
    """List what happened since the session was opened, without its instants: the events as they are kept."""
    with SqliteJournal(file) as journal:
        events = [one.event for one in journal.read()[1:]]
    kept = [json.loads(as_json(one)) for one in events]
    return [{name: value for name, value in event.items() if name != "at"} for event in kept]


async def press_one_by_one(session: Session, clock: SystemClock, keys: list[str]) -> None:
    """Press each of `keys`, as a terminal sends it, on a screen that has shown what the one before did."""
    async with WorkshopApp(clock, "pascal", session=session).run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        for key in keys:
            sends = sent(KEYS.get(key, key), 2 * SILENCE)
            assert pilot.app._driver
            for event in sends.made:
                pilot.app._driver.send_message(event)
            await pilot.pause(HELD_S)


def one_by_one(file: Path, keys: list[str]) -> None:
    """Do with a session what the keys do one by one: on a screen without a terminal, whose time passes at once."""
    unhurry()
    parse_once()
    clock = SystemClock()
    with (
        closing(Session(SqliteJournal(file), clock, "pascal")) as session,
        asyncio.Runner(loop_factory=UnhurriedLoop) as runner,
    ):
        runner.run(press_one_by_one(session, clock, keys))


def at_once(terminal: Terminal, file: Path, keys: list[str], count: int) -> None:
    """Do in a terminal what the keys do that come at once; until `count` events are written, or ten seconds."""
    terminal.wait("Pas commencé")
    terminal.settled()
    for piece in re.split(r"(?<=\x1b)(?![\[\r])", "".join(KEYS.get(key, key) for key in keys)):
        terminal.press(piece)
        terminal.settled()
    until = time.monotonic() + 10
    with SqliteJournal(file) as journal:
        while len(journal.read()) < 1 + count and time.monotonic() < until:
            terminal.read(0.2)


@pytest.mark.parametrize(("count", "keys"), SCRIPTS.values(), ids=SCRIPTS)
def test_keys_that_come_at_once_do_what_they_do_one_by_one(command, open_terminal, count, keys, home):
    command("open", SEED, "--id", "day", "--date", COMING)
    file = home / "sessions" / "day.session"
    other = shutil.copy(file, home.with_name("other.session"))
    speak("fr")
    one_by_one(file, keys)
    shown = record(file)
    assert len(shown) == count
    shutil.rmtree(home)  # nothing is left but the day as it was opened
    file.parent.mkdir(parents=True, mode=0o700)
    shutil.copy(other, file)
    terminal = open_terminal("join", "day", "--as", "pascal")
    at_once(terminal, file, keys, count)
    terminal.close()
    assert record(file) == shown
