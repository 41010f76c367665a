"""Every command and every option of the command line stands in docs/commands.md, and nothing else does."""

from __future__ import annotations

import re

import pytest

from tests.docs.commands import PAGE, every_command, options
from workshop_tui.cli.commands import cli

COMMON, _heading, COMMANDS = PAGE.partition("\n## The screen\n")


def rows() -> dict[str, str]:
    """The row of each command on the page, by the command's name."""
    lines = re.findall(r"^\| `(?!workshop-tui )[a-z].*$", COMMANDS, re.MULTILINE)
    return {re.findall(r"^\| `((?:server )?[a-z-]+)", line)[0]: line for line in lines}


def names(text: str) -> set[str]:
    """The options that `text` names in code."""
    return set(re.findall(r"`(--[a-z-]+)", text))


@pytest.mark.parametrize(("name", "command"), every_command(cli))
def test_a_command_stands_in_docs_with_each_of_its_options(name, command):
    assert name in rows()
    assert set(options(command)) - names(COMMON) - names(rows()[name]) == set()


def test_docs_name_no_command_and_no_option_that_there_is_not():
    commands = dict(every_command(cli))
    assert set(rows()) == set(commands)
    for name, row in rows().items():
        assert names(row) <= set(options(commands[name])), name
    assert names(COMMON) <= {option for command in (cli, *commands.values()) for option in options(command)}
