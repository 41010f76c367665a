"""In tmux and in GNU screen every key of the day comes through, and what is drawn is what is meant."""

from __future__ import annotations

import ctypes
import json
import locale
import os
import shutil
import subprocess

import pytest

from tests.acceptance.conftest import COMING, SEED
from tests.acceptance.terminal import PROGRAM

pytestmark = pytest.mark.terminal
JOIN = ("join", "day", "--as", "pascal", "--language", "en")


@pytest.fixture(params=["tmux", "screen"])
def inside(request, command, open_terminal, tmp_path):
    """The program in a terminal of its own in a terminal."""
    command("open", SEED, "--id", "day", "--date", COMING)
    program = shutil.which(request.param)
    if program is None:
        pytest.skip(f"no {request.param} (Debian: apt-get install {request.param})")
    sockets = tmp_path / "s"
    sockets.mkdir(mode=0o700)
    if request.param == "tmux":
        words = ["-u", "-S", str(sockets / "t"), "-f", os.devnull, "new-session", str(PROGRAM), *JOIN]
    else:
        words = ["-U", "-c", os.devnull, "-S", "day", str(PROGRAM), *JOIN]
    terminal = open_terminal(*words, program=program, SCREENDIR=str(sockets))
    terminal.wait("Timetable")
    yield terminal
    # it outlives its terminal, that is what it is for
    end = ["-S", str(sockets / "t"), "kill-server"] if request.param == "tmux" else ["-S", "day", "-X", "quit"]
    subprocess.run([program, *end], env=os.environ | {"SCREENDIR": str(sockets)}, capture_output=True, check=False)


def test_the_keys_of_the_day_come_through(inside, command):
    inside.press("right")
    inside.wait("Pascal started")
    inside.press("n", "first")
    inside.wait("first")
    inside.send_whole(b"\n")  # ctrl+j
    inside.settled()
    inside.press("second")
    inside.wait("second")
    inside.send_whole(b"\x1b\r")  # alt+enter
    inside.settled()
    inside.press("third")
    inside.wait("third")
    inside.press("enter")
    inside.wait("Note kept")
    for key in (":", "\x10"):  # ctrl+p
        inside.press(key)
        inside.wait("Five minutes more")
        inside.settled()
        inside.press("escape")
        inside.wait(lambda text: "Five minutes more" not in text)
    inside.press("q")
    assert inside.ended() == 0
    (note,) = json.loads(command("notes", "-s", "day", "--json"))["notes"]
    assert note["text"] == "first\nsecond\nthird"


SAID = (
    "हिन्दी में का कि नोट",
    "क्\u200dष क्\u200cष ක්\u200dර",
    "ကြောင့် கோ ന്\u200d",
    "ن\u200dم می\u200cخواهم",
    "❤️ 1️⃣ 👩\u200d🌾 🇫🇷",
)
"""Texts that terminals count otherwise: tmux as the C library does, pyte as Python's wcwidth."""


@pytest.mark.parametrize("inside", ["tmux"], indirect=True)
def test_in_tmux_a_row_stands_in_its_frame_whatever_was_said(inside, command, tmp_path):
    texts = [f"xyzzy{number} {text} end" for number, text in enumerate(SAID)]
    for text in texts:
        command("note", text, "-s", "day", "--as", "pascal")
    inside.press("l")
    inside.wait("/ find")
    inside.settled()
    words = ("-S", str(tmp_path / "s" / "t"), "capture-pane", "-p")
    shown = subprocess.run([shutil.which("tmux") or "", *words], capture_output=True, text=True, check=True).stdout
    cells = ctypes.CDLL(None).wcwidth
    locale.setlocale(locale.LC_CTYPE, "C.UTF-8")
    lines = [line for line in shown.splitlines() if "│" in line]
    rows = [line for line in lines if "xyzzy" in line.partition("│")[0]]
    assert len(rows) == len(SAID)
    for row in rows:
        assert sum(cells(ctypes.c_wchar(sign)) for sign in row.partition("│")[0]) == edge_of(lines), row


def edge_of(lines: list[str]) -> int:
    """The cell of the line between the list and what is beside it: below its rows nothing else stands there."""
    return next(line.index("│") for line in lines if line.isprintable() and line.strip() == "│")


def test_in_a_terminal_that_draws_a_vowel_with_its_letter_a_row_stands_in_its_frame_too(command, open_terminal):
    command("open", SEED, "--id", "day", "--date", COMING)
    for number, text in enumerate(SAID):
        command("note", f"xyzzy{number} {text} end", "-s", "day", "--as", "pascal")
    terminal = open_terminal(*JOIN)
    terminal.wait("Timetable")
    terminal.press("l")
    terminal.wait(lambda shown: all(f"xyzzy{number}" in shown for number in range(len(SAID))))
    terminal.settled()
    rows = [y for y, line in enumerate(terminal.screen.display) if "xyzzy" in line.partition("│")[0]]
    assert len(rows) == len(SAID)
    edge = edge_of(terminal.screen.display)
    for row in rows:
        assert terminal.screen.buffer[row][edge].data == "│", terminal.screen.display[row]
