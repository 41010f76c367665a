"""The title of the window says what is live, and is given back at the end, however it ends."""

from __future__ import annotations

import re
import signal
from pathlib import Path

import pytest

from tests.acceptance.conftest import COMING, SEED
from workshop_tui.tui.title import GIVE_BACK, KEEP

pytestmark = pytest.mark.terminal
TITLE = re.compile(rb"\x1b\]2;([^\x1b\x07]+)")


@pytest.fixture
def live(command) -> None:
    command("open", SEED, "--id", "day", "--date", COMING, "--as", "pascal")
    command("next")


def titled(minutes: str) -> str:
    return f"Accueil, cadre de la journée, présence…: {minutes} min left"


def titles(terminal) -> list[str]:
    return [found.decode() for found in TITLE.findall(terminal.raw)]


def test_it_says_the_live_segment_and_its_minutes_and_changes_with_them(live, open_terminal):
    terminal = open_terminal("join", "day", "--as", "pascal", "--language", "en")
    terminal.wait("min left")
    terminal.settled()
    assert KEEP.encode() in terminal.raw
    assert {re.sub(r"\d+", "N", one) for one in titles(terminal)} == {titled("N")}
    assert len(titles(terminal)) == len(set(titles(terminal))), "each once"
    terminal.press("e")
    terminal.wait("+5")
    terminal.settled()
    assert re.search("1[45] min left$", titles(terminal)[-1]), "15 in the second in which it started"
    terminal.press("right")
    terminal.settled()
    assert titles(terminal)[-1].startswith("Tour d’écran")


def test_it_is_given_back_when_the_program_is_left(live, open_terminal):
    terminal = open_terminal("join", "day", "--as", "pascal")
    terminal.wait("Accueil")
    terminal.settled()
    terminal.press("q")
    assert terminal.ended() == 0
    assert terminal.raw.count(GIVE_BACK.encode()) == 1


def test_it_is_given_back_when_the_program_is_told_to_stop(live, open_terminal):
    terminal = open_terminal("join", "day", "--as", "pascal")
    terminal.wait("Accueil")
    terminal.settled()
    terminal.child.kill(signal.SIGTERM)
    terminal.ended()
    assert terminal.raw.count(GIVE_BACK.encode()) == 1


@pytest.mark.parametrize("name", ["linux", "vt100", "eterm-color"])
def test_a_terminal_without_titles_is_sent_none(live, open_terminal, name):
    terminal = open_terminal("join", "day", "--as", "pascal", TERM=name)
    terminal.wait("Accueil")
    terminal.settled()
    terminal.press("q")
    terminal.ended()
    assert b"\x1b]2;" not in terminal.raw
    assert b";2t" not in terminal.raw


def test_nothing_in_a_title_is_acted_upon(command, open_terminal, tmp_path):
    page = Path(SEED).read_text(encoding="utf-8")
    hostile = tmp_path / "hostile.toml"
    hostile.write_text(page.replace("Accueil, cadre de la journée", r"A\u001b]0;gone\u0007b\u009cc\u202ed"), "utf-8")
    command("open", str(hostile), "--id", "day", "--date", COMING, "--as", "pascal")
    command("next")
    terminal = open_terminal("join", "day", "--as", "pascal")
    terminal.wait("►")
    terminal.settled()
    assert titles(terminal)
    assert not [c for c in "".join(titles(terminal)) if ord(c) < 32 or 127 <= ord(c) < 160 or c == "\u202e"]
