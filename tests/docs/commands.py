"""The page about commands, and the commands and options that it is to have."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click

PAGE = (Path(__file__).parent.parent.parent / "docs" / "commands.md").read_text(encoding="utf-8")


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


def options(command: click.Command) -> list[str]:
    """The long names of the options of `command`."""
    given = (option for option in command.params if isinstance(option, click.Option))
    return [name for option in given for name in (*option.opts, *option.secondary_opts) if name.startswith("--")]
