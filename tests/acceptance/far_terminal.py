"""A terminal behind a slow link, and keys for a day that somebody else moves."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import pytest

from tests.acceptance.terminal import PROGRAM, Terminal
from tests.acceptance.warm import may_fork
from workshop_tui.tui.one_key_at_a_time import HELD_S

RELAY = str(Path(__file__).with_name("slow_link.py"))


def behind_the_link(open_terminal, *words: str, **environment: str) -> Terminal:
    """The program behind the slow link, at 80 × 24: both in forks (`warm`), as a terminal's program is."""
    link = ("0.15", str(PROGRAM), *words)
    if not may_fork(environment, {}):
        return open_terminal(RELAY, *link, program=sys.executable, columns=80, rows=24, **environment)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("tests.acceptance.terminal.PROGRAM", RELAY)
        return open_terminal(*link, columns=80, rows=24, **environment)


def meant(terminal: Terminal, key: str, then: str) -> None:
    """Press a key that moves the day, once more if another has just moved it, until `then` is shown."""
    terminal.press(key)
    if "press again" in terminal.wait(lambda text: "press again" in text or re.search(then, text) is not None):
        terminal.read_for(HELD_S)  # held down, it is one
        terminal.press(key)
    terminal.wait(lambda text: re.search(then, text) is not None)
