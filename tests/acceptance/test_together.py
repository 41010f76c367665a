"""Several terminals on one session, for real: presence, signals, a disk that fills up under a running screen."""

from __future__ import annotations

import json
import os
import re
import resource
import signal
import sys
import time

import pytest

from tests.acceptance.conftest import COMING, SEED

pytestmark = pytest.mark.terminal


@pytest.fixture
def join(command, open_terminal):
    """Join the day `day` as somebody."""
    command("open", SEED, "--id", "day", "--date", COMING)

    def joined(name: str, **settings):
        terminal = open_terminal("join", "day", "--as", name, **settings)
        terminal.wait("Pas commencé")
        return terminal

    return joined


@pytest.mark.waits
def test_who_is_here_shows_at_once_and_who_fell_silent_is_gone_within_15_seconds(join):
    pascal, aurelie = join("pascal"), join("aurelie", columns=80, rows=24)
    pascal.wait("Pascal · Aurélie")
    aurelie.wait("Aurélie · Pascal")
    aurelie.press("d")
    pascal.wait("Aurélie (salle)")
    os.kill(aurelie.child.pid, signal.SIGKILL)  # nothing can be said any more
    killed = time.monotonic()
    pascal.wait(lambda text: "Aurélie" not in text.splitlines()[0], seconds=15)
    assert time.monotonic() - killed > 2, "it was the silence that told"


@pytest.mark.parametrize("blow", [signal.SIGTERM, signal.SIGHUP, signal.SIGINT])
def test_told_to_stop_it_leaves_the_session_and_gives_the_terminal_back(join, blow):
    pascal, aurelie = join("pascal"), join("aurelie")
    pascal.wait("Pascal · Aurélie")
    os.kill(aurelie.child.pid, blow)
    assert aurelie.ended() == 128 + blow
    assert b"\x1b[?1049l" in aurelie.raw, "back to the screen that was there before"
    assert "Traceback" not in aurelie.text
    pascal.wait(lambda text: "Aurélie" not in text.splitlines()[0])


def test_the_link_that_drops_takes_its_terminal_with_it(join):
    pascal, aurelie = join("pascal"), join("aurelie")
    pascal.wait("Pascal · Aurélie")
    aurelie.hang_up()
    pascal.wait(lambda text: "Aurélie" not in text.splitlines()[0], seconds=15)
    until = time.monotonic() + 5
    while aurelie.child.isalive():
        assert time.monotonic() < until, "the program outlives its terminal"
        time.sleep(0.1)


def test_a_signal_is_seen_by_the_other(join):
    pascal, aurelie = join("pascal"), join("aurelie", columns=80, rows=24)
    pascal.press("t", "r")
    pascal.wait("Envoyé : ralentir")
    aurelie.wait("Pascal : ralentir")


@pytest.mark.waits
@pytest.mark.skipif(sys.platform != "linux", reason="a limit is set on another process with prlimit")
def test_a_full_disk_is_told_what_is_held_is_written_when_there_is_room_and_survives_kill_9(join, command):
    pascal, aurelie = join("pascal"), join("aurelie")
    pascal.wait("Pascal · Aurélie")
    no_limit = resource.RLIM_INFINITY
    resource.prlimit(pascal.child.pid, resource.RLIMIT_FSIZE, (0, no_limit))
    pascal.wait("PLUS RIEN N’EST ENREGISTRÉ")  # with the next sign of life
    pascal.press("right")
    pascal.press("n", "pendant la panne", "enter")
    pascal.wait("2 saisies en attente")
    pascal.wait("PAS ENCORE ENREGISTRÉE")
    assert json.loads(command("status", "--json"))["live"] is None
    assert "pendant la panne" not in aurelie.text
    resource.prlimit(pascal.child.pid, resource.RLIMIT_FSIZE, (no_limit, no_limit))
    pascal.wait("Tout est de nouveau enregistré")
    os.kill(pascal.child.pid, signal.SIGKILL)
    aurelie.wait("pendant la panne")
    status = json.loads(command("status", "--json"))
    assert status["live"]["segment"] == "accueil"
    assert re.search("pendant la panne", command("report"))
