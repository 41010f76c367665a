"""The real cursor of a real terminal stands where the focus is, after every key of `docs/keys.md`, on every screen.

Read as a screen reader does: by the cell that the cursor is in, and what is written around it.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.acceptance.conftest import COMING, SEED, commanded
from tests.acceptance.terminal import KEYS as NAMED
from tests.acceptance.terminal import Terminal
from workshop_tui.tui.keys import SCREENS

pytestmark = pytest.mark.terminal
SIGN, IN_HAND = "▸", "► "
PICTURE = "█▀▄"
"""The signs that a QR code is drawn with: a text may begin beside one."""
CODES = NAMED | {
    "space": " ", "plus": "+", "equals_sign": "=", "minus": "-", "question_mark": "?", "slash": "/", "semicolon": ";",
    "colon": ":", "backspace": "\x7f", "pagedown": "\x1b[6~", "end": "\x1b[F", "home": "\x1b[H",
}  # fmt: skip
OPENED = {
    "run": (), "room": ("d",), "fit": ("f",), "notes": ("l",), "matrix": ("m",), "initiatives": ("i",),
    "initiative": ("i", "enter"), "attendance": ("c",), "report": ("r",), "why": ("w",), "move": ("down", "down", "v"),
    "serve": ("W",),
}  # fmt: skip
"""The keys that open each screen, from the run screen."""
LEAVES = {"quit", "home"}
"""Actions after which the screens of the day are not there."""


DAY = (
    ("open", SEED, "--id", "day", "--date", COMING, "--as", "pascal"),
    ("next",),
    ("extend", "5"),
    ("skip", "tampon-matin"),
    ("note", "Le maire est venu !frein #emergence @elus"),
    ("note", "Un local !levier #action @associations"),
    ("initiative", "Le jardin", "--kind", "jardin"),
    ("attendance", "--expected", "Anne Matin"),
)
"""Commands of a day, so that there is something on each screen; it has begun, and was changed."""


@pytest.fixture
def day(made_once, tmp_path, open_terminal) -> Callable[..., Terminal]:
    """Opens a terminal on that day."""

    def made(home: Path) -> None:
        for words in DAY:
            commanded(home, *words)

    def start(**settings: int) -> Terminal:
        shutil.copytree(made_once("day-under-the-cursor", made), tmp_path / "home")
        terminal = open_terminal("join", "day", "--as", "pascal", "--language", "en", **settings)
        terminal.wait("Accueil")
        terminal.settled()
        return terminal

    return start


def held(terminal: Terminal) -> str:
    """Say what the cursor is on: a row that is selected, a list in hand, a field, or the beginning of a text."""
    x, y = terminal.screen.cursor.x, terminal.screen.cursor.y
    row = terminal.screen.display[y]
    grounds = [terminal.screen.buffer[y][place].bg for place in (x - 1, x, x + 1)]
    if grounds[1] not in (grounds[0], grounds[2]):  # the field's own cursor is drawn there
        return "field"
    if row[:x].endswith(IN_HAND):
        return "list"
    _before, _sign, after = row[: x + 1].rpartition(SIGN)
    if _sign and "│" not in after and "┃" not in after:
        return "selected"
    before, above = row[:x].rstrip(f" {PICTURE}")[-1:], terminal.screen.display[y - 1][x]
    begins = above in "─━ " if before in ("│", "┃") else not before and row[x].strip(f" {PICTURE}")
    return "beginning" if begins else "nothing"


def pressed(terminal: Terminal, *keys: str) -> str:
    for key in keys:
        terminal.press(CODES.get(key, key))
    if "is being made" in terminal.settled():
        terminal.wait(lambda text: "is being made" not in text)
        terminal.settled()
    return held(terminal)


def leave(terminal: Terminal) -> None:
    """Go back to the run screen, from wherever a key has led."""
    terminal.press("escape")
    for _time in range(3):
        terminal.settled()
        if "esc" in bar(terminal):
            terminal.press("escape")
    terminal.wait("Timetable")


def bar(terminal: Terminal) -> str:
    """The line of keys of a screen that stands still."""
    return terminal.text.splitlines()[-1]


def keys_of(screen: str) -> Iterator[tuple[str, str]]:
    """The keys of a screen that stay on the day, each with its action."""
    for key in SCREENS[screen]:
        for name in key.keys.split(","):
            if key.action not in LEAVES:
                yield name.strip(), key.action


@pytest.mark.parametrize("screen", OPENED)
def test_after_every_key_the_cursor_is_on_what_has_the_focus(day, screen):
    terminal, there = day(), ""
    for name, action in keys_of(screen):
        if not there or bar(terminal) != there:  # the key before has led elsewhere
            leave(terminal)
            assert pressed(terminal, *OPENED[screen]) != "nothing", f"{screen}\n{terminal.text}"
            there = bar(terminal)
        assert pressed(terminal, name) != "nothing", f"{screen}: {name} ({action})\n{terminal.text}"


def test_it_follows_the_selection_the_letters_the_tags_and_the_palette(day):
    terminal = day()
    rows = []
    for _time in range(3):
        assert pressed(terminal, "down") == "selected"
        rows.append(terminal.screen.cursor.y)
    assert len(set(rows)) == 3
    assert pressed(terminal, "n", "deux", " ", "mots") == "field"
    line, x = terminal.screen.display[terminal.screen.cursor.y], terminal.screen.cursor.x
    assert line[:x].endswith("deux mots")
    assert pressed(terminal, "left", "left") == "field"
    assert line[: terminal.screen.cursor.x].endswith("deux mo")
    for name in ("Kind", "Phase", "Stakeholder"):
        assert pressed(terminal, "tab") == "list"
        assert terminal.screen.display[terminal.screen.cursor.y][terminal.screen.cursor.x :].startswith(name)
    assert pressed(terminal, "escape", "t") == "selected"
    assert pressed(terminal, "right") == "selected"
    assert pressed(terminal, "escape", "colon") == "selected"
    before = terminal.screen.display[terminal.screen.cursor.y]
    assert pressed(terminal, "down") == "selected"
    assert terminal.screen.display[terminal.screen.cursor.y] != before
    assert pressed(terminal, *"zzzz") == "field"


def test_in_the_matrix_it_is_on_the_count_that_is_selected_and_in_a_dialog_on_the_question(day):
    terminal = day()
    assert pressed(terminal, "m", "right", "right") == "selected"
    row, x = terminal.screen.display[terminal.screen.cursor.y], terminal.screen.cursor.x
    assert (row[x - 1], row[x + 1]) == ("[", "]")
    assert pressed(terminal, "down") == "selected"
    assert pressed(terminal, "escape", "E") == "beginning"
    assert terminal.screen.display[terminal.screen.cursor.y][terminal.screen.cursor.x :].startswith("End the day now?")


def test_it_stays_where_it_is_while_the_clock_is_written_anew(day):
    terminal = day()
    pressed(terminal, "down", "down")
    place = terminal.screen.cursor.x, terminal.screen.cursor.y
    seen, left = set(), 0
    while left < 3:  # pictures of three seconds
        if terminal.read(1.5):
            left += 1
            seen.add((terminal.screen.cursor.x, terminal.screen.cursor.y))
    assert place in seen
    assert terminal.screen.cursor.hidden
