"""Commands run in this process, on a data folder of the test's own."""

from __future__ import annotations

import click
import pytest
from click.testing import CliRunner

from tests.conftest import SEED
from workshop_tui.cli.commands import cli
from workshop_tui.locale import speak

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


@pytest.fixture
def day(wt):
    assert wt("open", str(SEED), "--date", "2021-05-04", "--id", "day") == (0, "day\n", "")
    return wt
