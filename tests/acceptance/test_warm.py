"""The fork that most of these tests' terminals show: it is what a shell would have started."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from tests.acceptance.terminal import PROGRAM

pytestmark = [
    pytest.mark.terminal,
    pytest.mark.skipif(sys.platform != "linux", reason="a process that has lost its parent gets another on Linux"),
]


@pytest.mark.parametrize("words", [("--help",), ("status", "-s", "none"), ("sessions", "--json"), ("nonsense",)])
def test_in_a_fork_a_command_writes_and_ends_as_one_that_is_started_afresh(open_terminal, words):
    ends = []
    for program in ("", str(PROGRAM)):
        terminal = open_terminal(*words, program=program)
        ends.append((terminal.ended(), terminal.raw))
    assert ends[0] == ends[1]
    assert ends[0][1]


def test_the_fork_leads_a_session_of_its_own_on_its_terminal(open_terminal):
    terminal = open_terminal("demo", "--language", "fr")
    terminal.wait("Accueil")
    pid = terminal.child.pid
    assert os.getsid(pid) == os.getpgid(pid) == pid
    assert os.tcgetpgrp(terminal.child.child_fd) == pid
    (terminal_there,) = {Path(f"/proc/{pid}/fd/{number}").readlink() for number in range(3)}
    assert terminal_there.parent == Path("/dev/pts")
