"""Every command and every option of the command line stands in docs/commands.md, and nothing else does."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from workshop_tui.cli.commands import cli

PAGE = (Path(__file__).parent.parent.parent / "docs" / "commands.md").read_text(encoding="utf-8")
COMMON, _heading, COMMANDS = PAGE.partition("\n## The screen\n")


def every_command(command: click.Command, path: tuple[str, ...] = ()) -> Iterator[tuple[str, click.Command]]:
    """Each command that does something, with its name: groups are walked down to them."""
    if not isinstance(command, click.Group):
        yield " ".join(path), command
        return
    context = click.Context(command)
    for name in command.list_commands(context):
        inner = command.get_command(context, name)
        assert inner is not None
        yield from every_command(inner, (*path, name))


def rows() -> dict[str, str]:
    """The row of each command on the page, by the command's name."""
    lines = re.findall(r"^\| `(?!workshop-tui )[a-z].*$", COMMANDS, re.MULTILINE)
    return {re.findall(r"^\| `((?:server )?[a-z-]+)", line)[0]: line for line in lines}


def options(command: click.Command) -> list[str]:
    """The long names of the options of `command`."""
    given = (option for option in command.params if isinstance(option, click.Option))
    return [name for option in given for name in (*option.opts, *option.secondary_opts) if name.startswith("--")]


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
