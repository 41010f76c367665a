"""Told to stop, or its terminal gone, the program ends and leaves all as it should be, whatever its terminal does."""

from __future__ import annotations

import fcntl
import os
import signal
import struct
import termios
import time
from collections.abc import Callable

import pytest

from tests.acceptance.conftest import COMING, SEED

pytestmark = pytest.mark.terminal
BLOWS = [signal.SIGTERM, signal.SIGHUP, signal.SIGINT]


def until(holds: Callable[[], object], seconds: float = 10) -> None:
    """Wait for a condition, reading from no terminal."""
    end = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < end, f"never: {holds}"
        time.sleep(0.02)


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


def close(terminal) -> None:
    """The terminal goes, as with a cut link."""
    os.close(terminal.child.child_fd)
    terminal.child.ptyproc.closed = terminal.child.closed = True
    terminal.child.child_fd = -1


@pytest.fixture
def rehearsed(open_terminal, tmp_path):
    """A rehearsal that runs, and what there is of its folder."""
    (tmp_path / "tmp").mkdir()

    def start(**settings):
        terminal = open_terminal("demo", TMPDIR=str(tmp_path / "tmp"), LANG="fr_FR.UTF-8", **settings)
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
    close(terminal)
    assert ended(terminal) == 128 + signal.SIGHUP
    assert not folders()


def test_a_terminal_that_goes_while_the_program_starts_takes_it_with_it(rehearsed):
    terminal, folders = rehearsed()
    until(lambda: folders() or unread(terminal))
    close(terminal)
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
        close(aurelie)
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
