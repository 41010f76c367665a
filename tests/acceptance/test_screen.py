"""The terminal of these tests: it shows what pyte would."""

from __future__ import annotations

import random

import pyte
import pytest

from tests.acceptance.screen import Screen, Stream

ODD = (
    "plain é œ", "漢字", "e\u0301", "👩‍🌾", "\u200b", "\x1b[", "3", ";", "m", "0", "\x1b[0m", "\x1b[m",
    "\x1b[1;38;2;1;2;3m", "\x1b[7;48;5;9m", "\x1b[?25l", "\x1b[?7l", "\x1b[?7h", "\x1b[4h", "\x1b[4l",
    "\x1b[2;3H", "\x1b[99999;1H", "\x1b[2J", "\x1b[K", "\x1b[1;2;3z", "\x1b]0;title\x07", "\x1b]8;;\x1b\\",
    "\x1bM", "\x1b7", "\x1b8", "\r", "\n", "\x08", "\x0e", "\x0f", "\x1b[3L", "\x1b[2M", "\x1b[2@",
    "\x1b[1P", "\x1b[?5h", "\x1b[?5l", "\x1b[2;4r", "\x18", "\x9b1m", "x" * 31, "\x1b[>1u", "\x1b[!p",
    "\x1b[1$p",
)  # fmt: skip
"""Pieces of what a program may write: sequences whole, in halves, and none."""


def shown(screen: pyte.Screen) -> tuple:
    """Give all that can be seen of a screen."""
    cells = [[screen.buffer[row][column] for column in range(screen.columns)] for row in range(screen.lines)]
    return cells, (screen.cursor.x, screen.cursor.y, screen.cursor.hidden), screen.mode, screen.title


def agree(written: bytes, columns: int, rows: int, pieces: random.Random) -> None:
    """AssertionError where one of the two shows something else, the same having been written in the same pieces."""
    ours, theirs = Screen(columns, rows), pyte.Screen(columns, rows)
    read, reference, at = Stream(ours), pyte.ByteStream(theirs), 0
    while at < len(written):
        piece = written[at : at + pieces.randint(1, 4096)]
        read.feed(piece)
        reference.feed(piece)
        at += len(piece)
    assert shown(ours) == shown(theirs)
    try:
        lines = theirs.display
    except IndexError:  # half of a wide sign, which pyte cannot show
        return
    assert ours.display == lines


@pytest.mark.parametrize("chance", range(40))
def test_whatever_is_written_is_shown_as_pyte_shows_it(chance):
    drawn = random.Random(chance)
    agree("".join(drawn.choices(ODD, k=80)).encode(), 20, 6, drawn)


@pytest.mark.terminal
def test_what_the_program_writes_is_shown_as_pyte_shows_it(open_terminal):
    terminal = open_terminal("demo", "--language", "fr")
    terminal.wait("Accueil")
    terminal.press("n", "une note", "escape", "?", "escape", "m")
    terminal.settled()
    agree(terminal.raw, 120, 40, random.Random(1))
