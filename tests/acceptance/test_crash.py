"""A screen that falls over an error that nobody foresaw: a sentence on a clean terminal, and what was typed is kept."""

from __future__ import annotations

import pytest

from tests.acceptance.conftest import COMING, SEED

pytestmark = pytest.mark.terminal
BROKEN = """
from workshop_tui.tui.screens.run import RunScreen

def action_fit(self):
    note = "Zoe said it"
    raise RuntimeError(note)

RunScreen.action_fit = action_fit
"""


def test_a_screen_that_falls_says_one_sentence_shows_nobodys_words_and_loses_none(command, open_terminal, tmp_path):
    command("open", SEED, "--id", "day", "--date", COMING)
    (tmp_path / "sitecustomize.py").write_text(BROKEN, encoding="utf-8")
    terminal = open_terminal("join", "day", "--as", "pascal", "--language", "en", PYTHONPATH=str(tmp_path))
    terminal.wait("Timetable")
    terminal.press("n", "half a tho")
    terminal.wait("half a tho")
    terminal.press("escape")
    terminal.settled()
    terminal.press("f")
    assert terminal.ended() == 70
    last = terminal.raw.rpartition(b"\x1b[?1049l")[2].decode()  # what is written after the screen was given back
    assert "workshop-tui: an error of this program (RuntimeError)" in last
    assert "Traceback" not in last
    assert "Zoe" not in last
    again = open_terminal("join", "day", "--as", "pascal", "--language", "en")
    again.wait("A half-typed note is kept")
    again.press("n")
    again.wait("half a tho")
