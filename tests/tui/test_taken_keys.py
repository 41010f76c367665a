"""No action hangs on a key that a terminal takes for itself: docs/terminals.md says which takes what."""

from __future__ import annotations

import re
from collections import defaultdict
from pathlib import Path

import pytest

from tests.tui.unhurried import settled
from workshop_tui.tui.app import WorkshopApp
from workshop_tui.tui.dialogs.confirm import ConfirmScreen
from workshop_tui.tui.dialogs.help import HelpScreen
from workshop_tui.tui.dialogs.word import WordScreen
from workshop_tui.tui.keys import SCREENS
from workshop_tui.tui.palette import Palette
from workshop_tui.tui.typing_keys import TYPING
from workshop_tui.tui.widgets.rows import Rows
from workshop_tui.tui.widgets.typing import NEW_LINE

PAGE = (Path(__file__).parent.parent.parent / "docs" / "terminals.md").read_text(encoding="utf-8")
FUNCTION = {f"f{number}" for number in range(1, 13)}
ALT = {f"alt+{letter}" for letter in "abcdefghijklmnopqrstuvwxyz0123456789"} | {"alt+left", "alt+right", "alt+enter"}
TAKEN = {
    "Windows Terminal": {"alt+enter", "f11", "ctrl+tab", "ctrl+comma", "ctrl+v", "ctrl+plus", "ctrl+minus", "ctrl+0",
                         "alt+left", "alt+right", "alt+up", "alt+down", "alt+f4", "alt+space"},
    "conhost": {"alt+enter", "f11", "ctrl+a", "ctrl+c", "ctrl+f", "ctrl+m", "ctrl+v", "ctrl+up", "ctrl+down",
                "ctrl+pageup", "ctrl+pagedown", "ctrl+home", "ctrl+end", "alt+f4", "alt+space"},
    "VS Code": FUNCTION | {"ctrl+b", "ctrl+e", "ctrl+f", "ctrl+g", "ctrl+i", "ctrl+j", "ctrl+k", "ctrl+n", "ctrl+o",
                           "ctrl+p", "ctrl+q", "ctrl+r", "ctrl+t", "ctrl+w", "ctrl+tab", "ctrl+pageup",
                           "ctrl+pagedown", "ctrl+comma"},
    "PuTTY": {"alt+f4", "alt+space", "alt+enter", "shift+pageup", "shift+pagedown", "ctrl+pageup", "ctrl+pagedown"},
    "Terminal.app": ALT | {"pageup", "pagedown", "home", "end", "ctrl+up", "ctrl+down", "ctrl+left", "ctrl+right",
                           "ctrl+space", *FUNCTION},
    "iTerm2": ALT | {"ctrl+up", "ctrl+down", "ctrl+left", "ctrl+right", "ctrl+space", "ctrl+tab"},
    "GNOME Terminal": ALT - {"alt+enter", "alt+left", "alt+right"} | {"f1", "f10", "f11", "ctrl+pageup",
                                                                     "ctrl+pagedown", "ctrl+plus", "ctrl+minus"},
    "Konsole": {"f11", "f1", "shift+left", "shift+right", "shift+up", "shift+down", "ctrl+s", "ctrl+q", "ctrl+plus",
                "ctrl+minus", "ctrl+tab"},
    "kitty": {"f1", "f2", "f11", "ctrl+shift+enter"},
    "tmux": {"ctrl+b"},
    "screen": {"ctrl+a", "alt+enter"},
    "mosh": {"ctrl+circumflex_accent", "ctrl+6"},
    "a line with flow control": {"ctrl+s", "ctrl+q"},
    "ssh": {"tilde"},
    "docker": {"ctrl+p", "ctrl+q"},
}  # fmt: skip
"""The keys that each takes as it is installed, by Textual's names; on Linux and Windows those of VS Code."""

PAGING = {"pageup", "pagedown", "home", "end"}
"""Keys that do many times at once what an arrow does."""


def actions() -> dict[tuple[str, str], set[str]]:
    """The keys of every action, by where it may be done."""
    found: dict[tuple[str, str], set[str]] = defaultdict(set)
    for screen, keys in (SCREENS | TYPING).items():
        for key in keys:
            name = "new line" if key.action == "press('ctrl+j')" else key.action
            found[screen, name] |= set(key.keys.split(","))
    for where in (WorkshopApp, Rows, ConfirmScreen, HelpScreen, WordScreen):
        for binding in where.BINDINGS:
            found[where.__name__, binding.action] |= set(binding.key.split(","))
    found["composer", "new line"] |= NEW_LINE
    return found


def row(terminal: str) -> str:
    """Read the page's row about a terminal."""
    return next(line for line in PAGE.splitlines() if line.startswith(f"| {terminal} "))


@pytest.mark.parametrize(("terminal", "taken"), TAKEN.items(), ids=TAKEN)
def test_no_action_hangs_on_a_key_that_a_terminal_takes(terminal, taken):
    stuck = [where for where, keys in actions().items() if keys <= taken and not keys <= PAGING]
    assert stuck == []


@pytest.mark.parametrize(("terminal", "taken"), TAKEN.items(), ids=TAKEN)
def test_the_page_names_each_key_of_ours_that_a_terminal_takes_and_one_that_does_the_same(terminal, taken):
    named = set(re.findall(r"`([^`]+)`", row(terminal)))
    for keys in actions().values():
        for key in (keys | {"ctrl+q"}) & taken:
            assert key in named or key.replace("tilde", "~") in named, key
            others = {one.replace("colon", ":") for one in keys - taken} | ({"q"} if key == "ctrl+q" else set())
            assert others & named or (key in PAGING and {"up", "down"} <= named), (key, others)


def test_each_row_of_the_page_is_looked_at_and_says_whether_it_was_tried_or_read():
    rows = [[cell.strip() for cell in line.split("|")[1:-1]] for line in PAGE.splitlines() if line.startswith("| ")]
    assert {name for name, *_rest in rows} - {"terminal", "---"} == set(TAKEN)
    for name, *_columns, known in rows[2:]:
        assert known.startswith(("tried: ", "read")), name


async def test_a_colon_opens_the_palette_too_and_is_a_colon_where_a_text_is_typed(app, morning):
    async with app(morning, "en").run_test(size=(120, 40)) as pilot:
        for key in ("colon", "ctrl+p"):
            await pilot.press(key)
            await settled(pilot)
            assert isinstance(pilot.app.screen, Palette)
            await pilot.press("escape")
            await settled(pilot)
        await pilot.press("n", "a", "colon")
        await settled(pilot)
        assert pilot.app.screen.query_one("#text").value == "a:"


async def test_the_palette_paints_the_screen_anew(app, morning, monkeypatch):
    painted = []
    async with app(morning, "en").run_test(size=(120, 40)) as pilot:
        monkeypatch.setattr(pilot.app, "action_repaint", lambda: painted.append(1))
        await pilot.press("colon", *"paint", "enter")
        await settled(pilot)
        assert painted == [1]


async def test_each_key_for_a_new_line_begins_one(app, morning):
    async with app(morning, "en").run_test(size=(120, 40)) as pilot:
        for number, key in enumerate(sorted(NEW_LINE)):
            await pilot.press("n", "a", key, str(number), "enter")
            await settled(pilot)
            assert morning.state.notebook.notes[-1].taken.text == f"a\n{number}", key
