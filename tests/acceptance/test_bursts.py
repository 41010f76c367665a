"""A link that stalls lets through at once what was typed meanwhile: it does what it would have done key by key."""

from __future__ import annotations

import re
import time
import tomllib

import pytest

from tests.acceptance.conftest import opened
from tests.acceptance.terminal import KEYS
from workshop_tui.journal.sqlite import SqliteJournal

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


def record(command) -> list[dict]:
    """List what happened since the session was opened, without its instants."""
    events = tomllib.loads(command("report", "--format", "toml", "--names"))["events"][1:]
    return [{name: value for name, value in event.items() if name not in ("at", "recorded_at")} for event in events]


@pytest.mark.parametrize(("count", "keys"), SCRIPTS.values(), ids=SCRIPTS)
def test_keys_that_come_at_once_do_what_they_do_one_by_one(command, open_terminal, count, keys, tmp_path):
    records = []
    for pieces in (keys, re.split(r"(?<=\x1b)(?![\[\r])", "".join(KEYS.get(key, key) for key in keys))):
        terminal = opened(command, open_terminal)
        terminal.wait("Pas commencé")
        terminal.settled()
        for piece in pieces:
            before = terminal.text
            terminal.press(piece)
            if piece == "escape":  # nothing may come after it before it has done what it does
                terminal.wait(lambda text, before=before: text != before)
                terminal.read(0.3)
            terminal.settled()
        until = time.monotonic() + 10
        with SqliteJournal(tmp_path / "home" / "sessions" / "day.session") as journal:
            while len(journal.read()) < 1 + count and time.monotonic() < until:
                terminal.read(0.2)
        terminal.close()
        records.append(record(command))
        (tmp_path / "home").rename(tmp_path / f"home {len(records)}")
    assert len(records[0]) == count
    assert records[0] == records[1]
