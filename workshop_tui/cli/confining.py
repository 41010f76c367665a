"""The options of the program that a restricted key starts: confined to one session, with a right, on said data."""

from __future__ import annotations

import functools
import os
from collections.abc import Callable
from typing import Any

import click

from workshop_tui.cli.options import Command, Failure, may_option
from workshop_tui.locale import _
from workshop_tui.session.may import May


def confined_options(command: Command) -> Command:
    """`--confined`, and what goes with it: the command gets `confined` and the `right`, and finds its session there."""

    @functools.wraps(command)
    def called(
        session: str | None, may: str | None, home: str | None, store: str | None, confined: bool, **given: Any
    ) -> Any:
        if confined:
            _confine(session, home, store)
        elif may or home or store:
            raise click.UsageError(_("--may, --home and --store go with --confined"))
        right = May[may.upper()] if may else May.LEAD
        return command(session=session, confined=confined, right=right, **given)

    options: tuple[Callable[[Any], Any], ...] = (
        click.option(
            "--store",
            metavar=_("ADDRESS"),
            help=_("with --confined: the server that keeps the session (docs/server.md)"),
        ),
        click.option(
            "--home", metavar=_("FOLDER"), help=_("with --confined: the data folder, whatever the environment says")
        ),
        may_option,
        click.option(
            "--confined", is_flag=True, help=_("no way out of this session: for a restricted key (docs/ssh.md)")
        ),
    )
    decorated: Any = called
    for option in options:
        decorated = option(decorated)
    return decorated  # type: ignore[no-any-return]


def _confine(session: str | None, home: str | None, store: str | None) -> None:
    """Have the session looked for where the command line says. Raises `Failure`: which others there are is not told."""
    if not session:
        raise Failure(_("--confined needs the session that it is confined to"))
    os.environ["WORKSHOP_TUI_STORE"] = store or ""  # an empty one: no server, whatever the settings say
    if home:
        os.environ["WORKSHOP_TUI_HOME"] = home
