"""Commands run in this process, on a data folder of the test's own."""

from __future__ import annotations

import base64
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from tests.conftest import SEED
from workshop_tui.cli.commands import cli
from workshop_tui.journal.archive import FILE
from workshop_tui.journal.files import SUFFIX
from workshop_tui.locale import language, speak
from workshop_tui.locations import STORE

Spoken = dict[tuple[str, str], tuple[int, bytes, bytes]]
"""By command and encoding: the exit code, standard output and standard error."""

speak("en")
for _name in cli.list_commands(click.Context(cli)):
    cli.get_command(click.Context(cli), _name)
"""Help is put in words as a module is imported: all are in English here, whatever a test speaks."""


@pytest.fixture
def wt(home):
    """Runs a command in this process: (exit code, stdout, stderr) as `main` would have them."""

    def run(*words: str) -> tuple[int, str, str]:
        done = CliRunner().invoke(cli, list(words), prog_name="workshop-tui")
        return done.exit_code, done.stdout, done.stderr

    return run


@pytest.fixture(scope="session")
def once_opened(tmp_path_factory) -> Path:
    """The place for a data folder with the seed's day in it: opened once, and copied, which takes a tenth of that."""
    return tmp_path_factory.mktemp("opened") / "home"


@pytest.fixture
def day(wt, home, once_opened, request):
    drawn = "drawn" in request.fixturenames
    if drawn or home.exists() or not once_opened.exists():
        assert wt("open", str(SEED), "--date", "2021-05-04", "--id", "day") == (0, "day\n", "")
        if [*home.rglob("*")] == [home / "sessions", home / "sessions" / "day.session"] and not drawn:
            copied(home, once_opened)
    else:
        copied(once_opened, home)
    return wt


Done = dict[tuple[object, ...], tuple[Path, str]]
"""By test file, fixture and what it is made for: the data folder that commands left, and the language they spoke."""


@pytest.fixture(scope="session")
def all_done() -> Done:
    """The days that commands prepared once in this process."""
    return {}


@pytest.fixture
def once_done(home, all_done, tmp_path_factory, request) -> Callable[..., None]:
    """Does what prepares a test by commands, or copies what they left the first time: a fiftieth of their time.

    Only what lies in the data folder is kept: sessions, and the language that was spoken last.
    """

    def once(do: Callable[[], object], *what: object) -> None:
        key = (do.__code__.co_filename, do.__qualname__, *what)
        if done_before or "drawn" in request.fixturenames or os.environ.get(STORE) or not is_plain(home):
            do()  # beside what is there
        elif key in all_done:
            done, spoken_last = all_done[key]
            shutil.rmtree(home, ignore_errors=True)
            copied(done, home)
            speak(spoken_last)
        else:
            do()
            if is_plain(home):
                copied(home, done := tmp_path_factory.mktemp("done") / "home")
                all_done[key] = done, language()
        done_before.append(key)

    done_before: list[object] = []
    return once


@pytest.fixture(scope="session")
def spoken(tmp_path_factory, made_once) -> Callable[[str], Spoken]:
    """Says what every command writes in a language, in every encoding: tried once, in a process of its own."""

    def say(language: str) -> Spoken:
        def run(file: Path) -> None:
            words = ["-m", "tests.cli.speaking", language, tmp_path_factory.mktemp(language)]
            environment = {**os.environ, "LANGUAGE": language, "WORKSHOP_TUI_AS": "Zoë"}
            with file.open("wb") as to:
                done = subprocess.run(
                    [sys.executable, *words], env=environment, stdout=to, stderr=subprocess.PIPE, check=False
                )
            assert done.returncode == 0, done.stderr.decode()

        return {
            (name, encoding): (code, base64.b64decode(out), base64.b64decode(err))
            for name, encoding, code, out, err in json.loads(made_once(f"spoken-{language}", run).read_bytes())
        }

    return say


def copied(data: Path, to: Path) -> None:
    """Copy a data folder, for this person alone as the program makes it."""
    for folder in (to, to / "sessions"):
        folder.mkdir(mode=0o700)
    for file in (data / "sessions").glob(f"*{SUFFIX}"):
        shutil.copy(file, to / "sessions")


def is_plain(home: Path) -> bool:
    """Tell whether nothing but sessions is in this data folder, and what is known of them without being read."""
    return {file for file in home.rglob("*") if file.suffix != SUFFIX} <= {home / "sessions", home / "sessions" / FILE}
