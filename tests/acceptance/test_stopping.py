"""Told to stop, or its terminal gone, the program ends and leaves all as it should be, whatever its terminal does."""

from __future__ import annotations

import fcntl
import os
import signal
import struct
import sys
import termios
import time
from contextlib import suppress
from pathlib import Path

import pexpect
import pytest

from tests.acceptance.conftest import COMING, SEED
from tests.acceptance.terminal import until
from workshop_tui.host.processes import is_over

pytestmark = pytest.mark.terminal
BLOWS = [signal.SIGTERM, signal.SIGHUP, signal.SIGINT]


def unread(terminal) -> int:
    """Bytes that the program has written and nobody has read."""
    return struct.unpack("i", fcntl.ioctl(terminal.child.child_fd, termios.FIONREAD, bytes(4)))[0]


def stop_reading(terminal) -> None:
    """Have it repaint until no more is taken: what it writes then waits."""
    before, same = -1, 0
    while same < 20:
        terminal.child.send("\x0c")
        time.sleep(0.05)
        before, same = unread(terminal), same + 1 if unread(terminal) == before else 0


def ended(terminal) -> int | None:
    """Wait for the end, reading nothing; the exit code."""
    until(lambda: not terminal.child.isalive(), 8)
    return terminal.child.exitstatus


@pytest.fixture
def rehearsed(open_terminal, tmp_path):
    """A rehearsal that runs, and what there is of its folder."""
    (tmp_path / "tmp").mkdir()

    def start(**settings):
        terminal = open_terminal("demo", TMPDIR=str(tmp_path / "tmp"), LANGUAGE="fr", **settings)
        return terminal, lambda: list((tmp_path / "tmp").iterdir())

    return start


@pytest.mark.parametrize("blow", BLOWS)
def test_told_to_stop_on_a_terminal_that_reads_nothing_it_ends_and_removes_its_rehearsal(rehearsed, blow):
    terminal, folders = rehearsed()
    terminal.wait("Pas commencé")
    assert folders()
    stop_reading(terminal)
    os.kill(terminal.child.pid, blow)
    assert ended(terminal) == 128 + blow
    assert not folders()


@pytest.mark.parametrize("full", [True, False], ids=["unread", "read"])
def test_when_its_terminal_goes_it_ends_and_removes_its_rehearsal(rehearsed, full):
    terminal, folders = rehearsed()
    terminal.wait("Pas commencé")
    if full:
        stop_reading(terminal)
    terminal.hang_up()
    assert ended(terminal) == 128 + signal.SIGHUP
    assert not folders()


def test_a_terminal_that_goes_while_the_program_starts_takes_it_with_it(rehearsed):
    terminal, folders = rehearsed()
    until(lambda: folders() or unread(terminal))
    terminal.hang_up()
    ended(terminal)
    assert not folders()


@pytest.mark.parametrize("blow", BLOWS)
def test_told_to_stop_while_it_starts_it_removes_its_rehearsal(rehearsed, blow):
    terminal, folders = rehearsed()
    until(folders)
    os.kill(terminal.child.pid, blow)
    assert ended(terminal) == 128 + blow
    assert not folders()


@pytest.mark.parametrize("gone", [True, False], ids=["gone", "told"])
def test_what_is_half_typed_stays_and_who_was_there_is_gone_though_nothing_is_read(command, open_terminal, gone):
    command("open", SEED, "--id", "day", "--date", COMING)
    pascal, aurelie = (open_terminal("join", "day", "--as", name) for name in ("pascal", "aurelie"))
    pascal.wait("Pascal · Aurélie")
    aurelie.wait("Pas commencé")
    aurelie.press("n", "À moitié écr")
    aurelie.wait("À moitié écr")
    stop_reading(aurelie)
    if gone:
        aurelie.hang_up()
    else:
        os.kill(aurelie.child.pid, signal.SIGTERM)
    assert ended(aurelie) == 128 + (signal.SIGHUP if gone else signal.SIGTERM)
    pascal.wait(lambda text: "Aurélie" not in text.splitlines()[0], seconds=2)  # not by its silence
    again = open_terminal("join", "day", "--as", "aurelie")
    again.wait("Une note en cours est gardée")


def test_the_key_that_ends_the_program_does_though_nothing_is_read(rehearsed):
    terminal, folders = rehearsed()
    terminal.wait("Pas commencé")
    stop_reading(terminal)
    terminal.child.send("\x11")
    until(lambda: not folders())


def test_a_terminal_that_reads_again_shows_what_was_done_meanwhile(command, open_terminal):
    command("open", SEED, "--id", "day", "--date", COMING)
    terminal = open_terminal("join", "day", "--as", "pascal")
    terminal.wait("Pas commencé")
    stop_reading(terminal)
    terminal.child.send("\x1b[C")
    until(lambda: "Pas commencé" not in command("status"))
    terminal.wait("a lancé")
    terminal.press("n", "une note", "enter")
    terminal.wait("Note enregistrée")


def test_a_window_without_a_size_is_painted_once_not_without_end(rehearsed):
    terminal, _folders = rehearsed(columns=0, rows=0)
    terminal.screen.resize(25, 80)
    terminal.wait("Pas commencé")
    until(lambda: not terminal.read(0.15))


# ── whatever is stuck ──────────────────────────────────────────────────────────────────────────────────────
STUCK = """
import ctypes, os, sys, threading
from workshop_tui.host.stopping import heed
heed(lambda code: None)
c = ctypes.CDLL(None)
lock = ctypes.create_string_buffer(64)
os.write(1, b"stuck")
c.pthread_mutex_lock(lock)
c.pthread_mutex_lock(lock)  # for ever, and no signal ends it
"""
"""A program that is watched, with its main thread in a call that never returns and lets no handler of Python's run."""


@pytest.mark.parametrize("blow", BLOWS)
def test_told_to_stop_it_ends_whatever_its_main_thread_waits_for(open_terminal, blow):
    terminal = open_terminal("-c", STUCK, program=sys.executable)
    terminal.wait("stuck")
    os.kill(terminal.child.pid, blow)
    assert ended(terminal) == 128 + blow


def test_its_terminal_gone_it_ends_whatever_its_main_thread_waits_for(open_terminal):
    terminal = open_terminal("-c", STUCK, program=sys.executable)
    terminal.wait("stuck")
    terminal.hang_up()
    assert ended(terminal) == 128 + signal.SIGHUP


ORPHAN = """
import os, subprocess, sys
child = subprocess.Popen([sys.executable, "-c", sys.argv[1]])
print(child.pid, flush=True)
child.wait()
"""


def test_its_parent_gone_it_ends_though_its_terminal_is_there(open_terminal):
    terminal = open_terminal(
        "-c", f"import signal; signal.signal(signal.SIGHUP, signal.SIG_IGN)\n{ORPHAN}", STUCK, program=sys.executable
    )
    terminal.wait("stuck")
    number = int(terminal.text.split()[0].removesuffix("stuck"))
    os.kill(terminal.child.pid, signal.SIGKILL)
    until(lambda: is_over(number))


def threads(terminal) -> int:
    return len(list(Path(f"/proc/{terminal.child.pid}/task").iterdir()))


@pytest.mark.skipif(sys.platform != "linux", reason="threads are counted in /proc")
def test_stopped_and_going_on_time_and_again_it_has_no_more_threads_and_answers(command, open_terminal):
    command("open", SEED, "--id", "day", "--date", COMING)
    terminal = open_terminal("join", "day", "--as", "pascal")
    terminal.wait("Pas commencé")
    before = threads(terminal)
    for _time in range(5):
        terminal.screen.reset()
        terminal._text = None
        os.kill(terminal.child.pid, signal.SIGSTOP)
        os.kill(terminal.child.pid, signal.SIGCONT)
        terminal.wait("Pas commencé")  # painted anew: another program may have written there
    until(lambda: threads(terminal) <= before)
    terminal.press("n", "une note", "enter")
    terminal.wait("Note enregistrée")
    terminal.press("q")
    assert terminal.ended() == 0


def test_stopped_and_going_on_it_gives_the_terminal_back_as_it_was(command, open_terminal):
    command("open", SEED, "--id", "day", "--date", COMING)
    terminal = open_terminal("join", "day", "--as", "pascal")
    before = termios.tcgetattr(terminal.child.child_fd)
    terminal.wait("Pas commencé")
    os.kill(terminal.child.pid, signal.SIGSTOP)
    os.kill(terminal.child.pid, signal.SIGCONT)
    terminal.screen.reset()
    terminal._text = None
    terminal.wait("Pas commencé")
    terminal.press("q")
    terminal.ended()
    assert termios.tcgetattr(terminal.child.child_fd)[:4] == before[:4]


# ── any size, and a terminal that is away ──────────────────────────────────────────────────────────────────
def taken(terminal) -> bytes:
    """Read what it writes within a moment, and show it nowhere: no screen here is so large."""
    with suppress(pexpect.TIMEOUT):
        return bytes(terminal.child.read_nonblocking(1_000_000, timeout=0.5))
    return b""


def resident(terminal) -> int:
    """Memory in kB, at the most so far."""
    with Path(f"/proc/{terminal.child.pid}/status").open(encoding="ascii") as lines:
        return next(int(line.split()[1]) for line in lines if line.startswith("VmHWM"))


@pytest.mark.skipif(sys.platform != "linux", reason="memory is read in /proc")
@pytest.mark.parametrize("size", [(65535, 65535), (65535, 2), (300, 65535)])
def test_a_window_of_any_size_takes_no_more_memory(command, open_terminal, size):
    command("open", SEED, "--id", "day", "--date", COMING)
    terminal = open_terminal("join", "day", "--as", "pascal")
    terminal.wait("Pas commencé")
    terminal.press("d", "escape")
    terminal.settled()
    before = resident(terminal)
    terminal.child.setwinsize(size[1], size[0])
    terminal.child.send(f"\x1b[48;{size[1]};{size[0]};0;0t" * 3)
    while taken(terminal):
        pass
    terminal.resize(120, 40)
    terminal.wait("Pas commencé")
    assert resident(terminal) < 1.3 * before


@pytest.mark.skipif(sys.platform != "linux", reason="memory is read in /proc")
@pytest.mark.parametrize("size", [(65535, 65535), (65535, 1), (501, 201)])
def test_a_window_that_is_of_any_size_as_it_starts_takes_no_more_memory(command, open_terminal, size):
    command("open", SEED, "--id", "day", "--date", COMING)
    usual, terminal = open_terminal("join", "day"), open_terminal("join", "day", columns=size[0], rows=size[1])
    terminal.screen.resize(40, 120)
    usual.wait("Pas commencé")
    until(lambda: not taken(terminal), 20)
    terminal.resize(120, 40)
    terminal.wait("Pas commencé")
    assert resident(terminal) < 1.3 * resident(usual)


def test_a_terminal_that_takes_nothing_is_away_and_comes_back_whole(command, open_terminal):
    command("open", SEED, "--id", "day", "--date", COMING)
    pascal, aurelie = (open_terminal("join", "day", "--as", name) for name in ("pascal", "aurelie"))
    pascal.wait("Pascal · Aurélie")
    aurelie.wait("Pas commencé")
    stop_reading(aurelie)
    pascal.wait(lambda text: "Aurélie" not in text.splitlines()[0], seconds=40)
    pascal.press("right")
    pascal.wait("Pascal a lancé")
    aurelie.wait("Pascal a lancé")
    pascal.wait("Pascal · Aurélie")


def test_a_terminal_that_answers_no_more_is_away_and_nothing_is_written_to_it(command, open_terminal):
    command("open", SEED, "--id", "day", "--date", COMING)
    pascal, aurelie = (open_terminal("join", "day", "--as", name) for name in ("pascal", "aurelie"))
    pascal.wait("Pascal · Aurélie")
    aurelie.wait("Pas commencé")
    aurelie.child.send("\x1b[0n")  # it does answer
    pascal.press("right")
    pascal.wait("Pascal a lancé")
    pascal.wait(lambda text: "Aurélie" not in text.splitlines()[0], seconds=40)
    while aurelie.read(0.3):
        pass
    pascal.press("n", "pendant ce temps", "enter")
    pascal.wait("Note enregistrée")
    assert not aurelie.read(0.5)
    aurelie.child.send("\x1b[0n")
    aurelie.wait("pendant ce temps")
    pascal.wait("Pascal · Aurélie")
