"""A screen whose program is upgraded under it: it ends in a sentence at the key that needs what is gone."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

import workshop_tui
from tests.acceptance.conftest import COMING, SEED

pytestmark = pytest.mark.terminal


def test_a_screen_whose_program_is_replaced_under_it_says_so_and_keeps_what_is_half_typed(
    command, open_terminal, tmp_path
):
    command("open", SEED, "--id", "day", "--date", COMING)
    installed = tmp_path / "site" / "workshop_tui"
    shutil.copytree(Path(workshop_tui.__file__).parent, installed)
    shutil.copytree(Path(SEED).parent, installed.parent / "agendas")
    terminal = open_terminal("join", "day", "--as", "pascal", "--language", "en", PYTHONPATH=str(installed.parent))
    terminal.wait("Timetable")
    terminal.press("n", "half a tho")
    terminal.wait("half a tho")
    terminal.press("escape")
    terminal.settled()
    shutil.rmtree(installed)  # as pip does, before it writes another
    terminal.press("f")
    assert terminal.ended() == 70
    last = terminal.raw.rpartition(b"\x1b[?1049l")[2].decode()
    assert "workshop-tui was replaced by another version while this one ran: start it again" in " ".join(last.split())
    assert "Traceback" not in last
    again = open_terminal("join", "day", "--as", "pascal", "--language", "en")
    again.wait("A half-typed note is kept")
    again.press("n")
    again.wait("half a tho")
