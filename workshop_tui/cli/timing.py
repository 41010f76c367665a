"""The commands that move the day: the options they have in common, and doing one."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import click

from workshop_tui.cli.options import (
    as_option,
    at_option,
    instant,
    language_option,
    session_of,
    session_option,
    take_option,
    taking,
)
from workshop_tui.host import streams
from workshop_tui.locale import _

if TYPE_CHECKING:
    from datetime import datetime

    from workshop_tui.service import Session
    from workshop_tui.session.event import Recorded
    from workshop_tui.session.state import State
    from workshop_tui.session.timing.commands import TimingCommand


def do(
    session: str | None, by: str, at: str | None, language: str | None, meant: Callable[[State], TimingCommand]
) -> None:
    """Do one timing command and say what came of it."""
    with session_of(session, by, language) as opened:
        record = ask_and_do(opened, meant(opened.state), instant(opened.state, at, now=opened.now()))
        click.echo(result_of(opened, record, at))


def ask_and_do(opened: Session, command: TimingCommand, when: datetime | None) -> Recorded:
    """Do it; of a day that was left open, without `--at`, who sits at a terminal is asked first."""
    if when is None and streams.somebody_at(sys.stdin):
        from workshop_tui.cli.asking import make_sure
        from workshop_tui.session.decide import still_meant
        from workshop_tui.session.refusal import LeftOpen

        try:
            still_meant(opened.state.day, command, opened.now())
        except LeftOpen as refusal:
            streams.tell(_("{told}: --at T says when this was, --at now that it is now", told=refusal))
            make_sure(_("Do it now all the same?"), yes=False)
    return opened.do(command, when, take=taking())


def result_of(opened: Session, record: Recorded, at: str | None) -> str:
    """Say what was done, in sentences: the result, and the new end as it is now; with `--at`, when that was, and the
    new end as it was then."""
    from workshop_tui.session.state import told
    from workshop_tui.spoken.results import result
    from workshop_tui.spoken.words import Titles

    now = opened.now() if at is None else record.event.at
    came_of_it = result(opened.state, record.event, now, Titles(), record.number)
    return came_of_it if at is None else f"{told(opened.state, record.event)}\n{came_of_it}"


def timing(
    name: str, told: str, context_settings: dict[str, Any] | None = None
) -> Callable[[Callable[..., None]], click.Command]:
    """A timing command: `--session`, `--as`, `--at`, `--language`, `--take`."""

    def wrap(function: Callable[..., None]) -> click.Command:
        for option in (take_option, language_option, at_option, as_option, session_option):
            function = option(function)
        made = click.command(name, help=told, context_settings=context_settings)
        return made(function)

    return wrap
