"""Windows that change size, and the mouse, as a real terminal sends them."""

from __future__ import annotations

import pytest

from tests.acceptance.conftest import COMING, SEED

SIZES = pytest.mark.parametrize("size", [(120, 40), (80, 24)], ids=lambda size: "x".join(map(str, size)))
NOTICE = "40 colonnes et 16 lignes"


def opened(open_terminal, size, *arguments):
    columns, rows = size
    terminal = open_terminal("run", SEED, "--date", COMING, "--as", "Pascal", *arguments, columns=columns, rows=rows)
    terminal.wait("Pas commencé")
    return terminal


@SIZES
def test_a_note_half_typed_as_the_window_shrinks_is_typed_on_once_it_is_large_again(
    command, open_terminal, status, size
):
    terminal = opened(open_terminal, size)
    terminal.press("n", "un debat ")
    terminal.wait("un debat")
    terminal.resize(50, 14)
    terminal.wait(NOTICE)
    terminal.resize(*size)
    terminal.wait("un debat")
    terminal.press("tres utile")
    terminal.wait("un debat tres utile")
    terminal.press("enter")
    terminal.wait("Note enregistrée")
    day = status()
    assert (day["state"], day["live"]) == ("ready", None)
    assert "un debat tres utile" in command("report")


@SIZES
def test_what_is_typed_pasted_or_clicked_in_a_window_too_small_goes_nowhere(open_terminal, status, size):
    terminal = opened(open_terminal, size)
    before = terminal.settled().splitlines()
    terminal.resize(50, 14)
    terminal.wait(NOTICE)
    terminal.child.send("\x1b[<0;5;5M\x1b[<0;5;5m" * 2 + "\x1b[200~→ e u\x1b[201~")
    terminal.press("right", "e", "n", "x", "tab", "enter", "escape", "u", "s", "\x03")
    terminal.press(*["up"] * 5)  # what is read after the window has grown again is typed on the day
    terminal.resize(*size)
    terminal.wait("Pas commencé")
    assert terminal.settled().splitlines()[1:] == before[1:], "but the clock, and what hangs on it"
    assert (status()["state"], len(status()["blocks"])) == ("ready", 2)


def test_a_window_opened_too_small_shows_the_day_once_it_is_enlarged(open_terminal):
    terminal = open_terminal("run", SEED, "--date", COMING, "--as", "Pascal", columns=40, rows=10)
    terminal.wait("40 colonnes")
    terminal.press("right", "n", "x")
    for _time in range(20):
        terminal.resize(39, 40)
        terminal.resize(130, 15)
    terminal.resize(80, 24)
    terminal.wait("Pas commencé")
    assert "q quitter" in terminal.settled()
    terminal.press("right")
    terminal.wait("►")


@SIZES
def test_a_window_too_small_is_left_by_q_and_by_ctrl_q(open_terminal, size):
    for key in ("q", "\x11"):
        terminal = opened(open_terminal, size)
        terminal.resize(50, 14)
        terminal.wait(NOTICE)
        terminal.press(key)
        assert terminal.ended() == 0


@SIZES
def test_a_click_selects_and_only_two_of_the_left_button_start(open_terminal, status, size):
    terminal = opened(open_terminal, size)
    row = "Les collectifs"
    terminal.click(row)
    terminal.click(row, button=1, times=3)
    terminal.click(row, button=2, times=3)
    terminal.settled()
    assert status()["state"] == "ready"
    terminal.child.send("\x1b[O\x1b[I")
    terminal.click(row, times=2)
    terminal.settled()
    assert status()["state"] == "ready", "the first click raised the window"
    terminal.click(row, times=2)
    terminal.wait(lambda text: "Pas commencé" not in text)
    assert status()["live"]["segment"] == "collectifs"
