"""Two people on one day, in real terminals: Pascal at 120 × 40, Aurélie at 80 × 24 behind a link of 150 ms."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from tests.acceptance.conftest import COMING, SEED
from tests.acceptance.terminal import KEYS, PROGRAM

pytestmark = pytest.mark.terminal
RELAY = str(Path(__file__).with_name("slow_link.py"))


@pytest.fixture
def two(command, open_terminal):
    """Both of them on the day, which has begun."""
    command("open", SEED, "--id", "day", "--date", COMING)
    command("attendance", "Zoé Martin", "--expected", "-s", "day", "--as", "pascal")
    joins = ("join", "day", "--language", "en", "--as")
    pascal = open_terminal(*joins, "pascal")
    aurelie = open_terminal(
        RELAY, "0.15", str(PROGRAM), *joins, "aurelie", program=sys.executable, columns=80, rows=24
    )  # fmt: skip
    for terminal in (pascal, aurelie):
        terminal.wait("Not started yet")
    pascal.press("right")
    for terminal in (pascal, aurelie):
        terminal.wait("min left")
    return pascal, aurelie


def test_the_day_moves_as_it_was_meant_and_what_was_typed_lies_where_it_was_begun(two, command):
    pascal, aurelie = two
    aurelie.press("n", "Zoé Martin prête un local")
    aurelie.wait("prête un local")
    aurelie.wait("Accueil, cadre de la journée, présence du matin")
    pascal.press("right")
    aurelie.wait("^y: Tour d'é")
    command("forget", "Zoé Martin", "-s", "day", "--as", "pascal", "--yes")
    aurelie.wait(lambda text: "Zoé" not in text and "prête un local" in text)
    aurelie.press("enter")
    aurelie.wait("Note kept")
    aurelie.press("escape")
    command("next", "-s", "day", "--as", "pascal")
    aurelie.wait("moved on to “Les collectifs")
    aurelie.press("right")
    aurelie.wait("press again")
    assert "Les collectifs" in aurelie.text
    aurelie.press("n", "après", "enter")
    aurelie.wait("Note kept")
    aurelie.press("right")
    pascal.wait("Aurélie moved on to “Mise en commun")
    notes = command("notes", "-s", "day", "--json", "--names")
    assert "Zoé" not in notes
    assert '"segment": "accueil"' in notes
    assert '"segment": "collectifs"' in notes


def test_a_key_that_is_held_moves_the_day_once_and_undo_and_redo_name_what_they_are_about(two, command):
    pascal, aurelie = two
    pascal.send_whole(KEYS["right"].encode() * 6)
    aurelie.wait("Pascal moved on to “Tour")
    pascal.wait("Tour d'écran")
    assert "Tour d'écran" in command("status", "--brief", "-s", "day", "--language", "en")
    pascal.press("u")
    aurelie.wait("Pascal took back: Pascal moved on to “Tour")
    pascal.wait("U brings it back")
    pascal.press("U")
    aurelie.wait("Pascal brought back: Pascal moved on to “Tour")
    aurelie.press("l", "n")
    aurelie.wait("► Tour d'écran")
