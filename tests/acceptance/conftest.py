"""Running the installed program, on a screen and without one."""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from tests.acceptance import warm
from tests.acceptance.far_terminal import behind_the_link
from tests.acceptance.moved_clock import LIBRARY, moved_by
from tests.acceptance.terminal import PROGRAM, Terminal
from workshop_tui.cli.commands import cli
from workshop_tui.host.files import make_folder, make_own
from workshop_tui.locale import host_language, speak


@pytest.fixture(scope="session", autouse=True)
def warmed(made_once) -> Iterator[None]:
    """The Python that is forked is one for all that run side by side."""
    warm.FOLDER = made_once("warm", Path.mkdir)
    yield
    warm.let_go()


@pytest.fixture
def open_terminal(tmp_path) -> Iterator[Callable[..., Terminal]]:
    """Opens terminals on one data folder; closes them after the test."""
    opened: list[Terminal] = []

    def start(*arguments: str, **settings: Any) -> Terminal:
        opened.append(Terminal(*arguments, home=tmp_path / "home", **settings))
        return opened[-1]

    yield start
    for terminal in opened:
        terminal.close()


UNSET = ("LC_ALL", "LANGUAGE", "LC_MESSAGES", "WORKSHOP_TUI_AS")
"""Variables that a command is not to find, whoever runs the tests."""


OPENED: dict[tuple[str, ...], tuple[str, bytes]] = {}
"""Open the seed's day by a command in a new data folder; what it said, and the session's file."""


def commanded(home: Path, *arguments: str, code: int = 0) -> str:
    """Do a command on a data folder, in this process; its output. AssertionError unless it ends with `code`.

    A day that was opened so before is copied, which takes a tenth of that.
    """
    begins = arguments[:2] == ("open", SEED) and not home.exists()
    if begins and arguments in OPENED:
        said, written = OPENED[arguments]
        make_folder(home)
        make_folder(home / "sessions")
        make_own(file := home / "sessions" / f"{said.strip()}.session", group=True)
        file.write_bytes(written)
        return said
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("WORKSHOP_TUI_HOME", str(home))
        patch.setenv("LANG", "C.UTF-8")
        for name in UNSET:
            patch.delenv(name, raising=False)
        speak(host_language())
        done = CliRunner().invoke(cli, arguments, prog_name="workshop-tui")
    assert done.exit_code == code, done.output
    if begins and code == 0:
        (session,) = (file for file in home.rglob("*") if file.is_file())
        OPENED[arguments] = done.stdout, session.read_bytes()
    return done.stdout if code == 0 else done.stderr


@pytest.fixture
def command(tmp_path) -> Callable[..., str]:
    """Does a command on the same data folder; its output. AssertionError unless it ends with `code`.

    In this process, which has imported everything: it prepares a day, and asks what has come of it. Where the
    program itself is meant, it is `program`.
    """
    return partial(commanded, tmp_path / "home")


@pytest.fixture
def program(tmp_path) -> Callable[..., str]:
    """Runs the installed program on the same data folder; its output. AssertionError unless it ends with `code`."""

    def run(*arguments: str, code: int = 0, **variables: str) -> str:
        environment = os.environ | {"WORKSHOP_TUI_HOME": str(tmp_path / "home"), "LANG": "C.UTF-8"}
        for name in UNSET:
            environment.pop(name, None)
        environment |= variables
        done = subprocess.run(
            [PROGRAM, *arguments], env=environment, capture_output=True, text=True, check=False, timeout=60
        )
        assert done.returncode == code, done.stdout + done.stderr
        assert "Traceback" not in done.stderr
        return done.stdout if code == 0 else done.stderr

    return run


@pytest.fixture
def status(command) -> Callable[..., dict[str, Any]]:
    """`status --json`."""
    return lambda *arguments: json.loads(command("status", "--json", *arguments))


SEED = str(Path(__file__).parent.parent.parent / "agendas" / "collectifs-habitants.toml")
COMING = (datetime.now(UTC).date() + timedelta(days=2)).isoformat()
"""A day that has not come yet: whatever the hour is, its first segment is the next."""


@pytest.fixture
def shifted(tmp_path):
    """Moves the clock of the terminal by so many seconds, from the one of this machine."""
    if LIBRARY is None:
        pytest.skip("no libfaketime (Debian: apt-get install faketime)")
    file = tmp_path / "shift"

    def move(seconds: int) -> None:
        file.write_text(f"{seconds:+}", encoding="ascii")

    move(0)
    move.environment = moved_by(file)  # type: ignore[attr-defined] # a function that carries its variables
    return move


def opened(command, open_terminal, name: str = "pascal", **settings):
    """A terminal on the seed's day, which is opened if no session is yet."""
    sessions = command("sessions")
    if not sessions:
        command("open", SEED, "--id", "day", "--date", COMING)
    return open_terminal("join", "day", "--as", name, **settings)


@pytest.fixture
def two(command, open_terminal):
    """Two people's terminals on the day, which has begun: Pascal's, and Aurélie's behind the slow link."""
    command("open", SEED, "--id", "day", "--date", COMING)
    command("attendance", "Zoé Martin", "--expected", "-s", "day", "--as", "pascal")
    joins = ("join", "day", "--language", "en", "--as")
    pascal, aurelie = open_terminal(*joins, "pascal"), behind_the_link(open_terminal, *joins, "aurelie")
    for terminal in (pascal, aurelie):
        terminal.wait("Not started yet")
    pascal.press("right")
    for terminal in (pascal, aurelie):
        terminal.wait("min left")
    return pascal, aurelie
