"""The group of commands, and the commands that open, list and delete sessions or draw a screen."""

from __future__ import annotations

import os
import sys
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

import click

import workshop_tui
from workshop_tui import locations
from workshop_tui.cli import sections
from workshop_tui.cli.options import (
    Failure,
    as_option,
    asked_language,
    date_option,
    language_option,
    make_sure,
    me,
    read_agenda,
    session_argument,
    session_of,
    today,
)
from workshop_tui.cli.words import told_apart
from workshop_tui.clock import Clock, SystemClock
from workshop_tui.host import streams
from workshop_tui.locale import _, say
from workshop_tui.locale.system import reason
from workshop_tui.text import clean

if TYPE_CHECKING:
    from datetime import date

    from workshop_tui.agenda import Agenda
    from workshop_tui.tui.keys import Key


class Commands(click.Group):
    """The commands below, and those of the other modules, imported when one of them is called or listed."""

    ELSEWHERE = {
        "agendas": ("check", "schema", "new", "agendas"),
        "day": (
            "next", "goto", "stop", "pause", "resume", "extend", "skip", "restore", "undo", "end", "reopen", "status"
        ),
        "replanning": ("add", "move", "fit"),
        "matrix": ("matrix",),
        "initiatives": ("initiative",),
        "why": ("why",),
        "notes": ("notes", "amend", "withdraw", "forget", "pin"),
        "attendance": ("attendance", "codes", "words"),
        "rescue": ("backup", "repair"),
        "reporting": ("report", "import", "agenda"),
        "note": ("note", "signal"),
    }  # fmt: skip

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        return super().parse_args(ctx, args if ctx.resilient_parsing else told_apart(self, ctx, args))

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        name, command, words = super().resolve_command(ctx, args)
        if command is None or ctx.resilient_parsing:
            return name, command, words
        return name, command, told_apart(command, click.Context(command, ctx, name), words)

    def invoke(self, ctx: click.Context) -> object:
        """Do it. What the system refuses on the way is one line, too."""
        try:
            return super().invoke(ctx)
        except OSError as error:
            if streams.nobody_reads(error):
                raise
            why = reason(error)
            told = say("{file}: {why}", file=error.filename, why=why)
            raise Failure(told if error.filename else say("the answer cannot be written: {why}", why=why)) from None

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        sections.write(self, ctx, formatter)

    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted([*super().list_commands(ctx), *(name for names in self.ELSEWHERE.values() for name in names)])

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        for module, names in self.ELSEWHERE.items():
            if cmd_name in names:
                commands: tuple[click.Command, ...] = import_module(f"workshop_tui.cli.{module}").COMMANDS
                return next(command for command in commands if command.name == cmd_name)
        return super().get_command(ctx, cmd_name)


@click.group(
    cls=Commands,
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    help=_("Run a workshop's day, take its notes, hand out its report. Without a command: the home screen."),
)
@language_option
@click.version_option(workshop_tui.__version__, prog_name="workshop-tui")
@click.pass_context
def cli(ctx: click.Context, language: str | None) -> None:
    if ctx.invoked_subcommand is None:
        keys = _screen()
        from workshop_tui.tui.launch import home

        home(SystemClock(), me(), keys, asked_language())


def run() -> int:
    """Run the command of `sys.argv`; its exit code. Errors are one line on stderr."""
    try:
        cli.main(standalone_mode=False, prog_name="workshop-tui")
    except click.exceptions.Exit as done:
        return done.exit_code
    except click.Abort:
        return 1
    except click.ClickException as error:
        streams.tell(clean(f"workshop-tui: {error.format_message()}"))
        return error.exit_code
    return 0


def _screen() -> dict[str, tuple[Key, ...]]:
    """There is a screen to draw on: its keys, as chosen."""
    if not all(map(streams.somebody_at, (sys.stdin, sys.stdout, sys.stderr))):
        raise Failure(_("the screens need a terminal: “ssh -t” gives one over SSH"))
    from workshop_tui.tui.surroundings import cannot_draw, settle

    if why := cannot_draw(os.environ):
        raise Failure(why)
    settle(os.environ)
    from workshop_tui.tui.keymap import ConfigError, chosen_keys, chosen_theme

    try:
        chosen_theme(locations.config())  # told here, if there is no such theme
        return chosen_keys(locations.config())
    except ConfigError as error:
        raise Failure(error.message) from None


present_option = click.option(
    "--trainer",
    "present",
    multiple=True,
    metavar=_("KEY"),
    help=_("which of two alternative trainers is here"),
)
id_option = click.option(
    "--id", "name", metavar="ID", help=_("its id (left out: made from the file's name and the day)")
)
speed_option = click.option("--speed", type=click.FloatRange(0.1, 3600), metavar="×",
                            help=_("rehearse in a throw-away session, this many times faster"))  # fmt: skip


def _made(agenda: Agenda, on: date, name: str, clock: Clock, by: str, present: tuple[str, ...]) -> None:
    from workshop_tui.journal import JournalError
    from workshop_tui.journal.sessions import default_store
    from workshop_tui.service import create

    known = {trainer.key for trainer in agenda.trainers}
    for key in present:
        if key not in known:
            raise Failure(_("no trainer is called “{key}”{near}", key=key, near=""))
    try:
        create(default_store(), agenda, on, name, clock, by, frozenset(present))
    except JournalError as error:
        raise Failure(error.message) from None


def _rehearse(
    plan: Agenda, speed: float, by: str, present: tuple[str, ...], day: date | None, keep: str | None
) -> None:
    keys = _screen()
    from workshop_tui.journal import JournalError
    from workshop_tui.tui import launch

    try:
        launch.rehearse(plan, speed, by, frozenset(present), day, keys, keep)
    except JournalError as error:
        raise Failure(error.message) from None


@cli.command(name="open", help=_("Create the session of an agenda and a day, without a screen; prints its id."))
@click.argument("agenda", metavar="AGENDA")
@date_option
@id_option
@present_option
@as_option
@language_option
def open_(
    agenda: str, day: date | None, name: str | None, present: tuple[str, ...], by: str, language: str | None
) -> None:
    from workshop_tui.service import session_id

    plan, clock = read_agenda(agenda, language), SystemClock()
    on = day or today(plan, clock)
    name = name or session_id(Path(agenda).stem, plan, on)
    _made(plan, on, name, clock, by, present)
    click.echo(name)


@cli.command(name="run", help=_("Open (or resume) the session of an agenda and a day, full screen."))
@click.argument("agenda", metavar="AGENDA")
@as_option
@date_option
@speed_option
@click.option("--keep", metavar="ID", help=_("keep the rehearsal's session, under this id"))
@present_option
@language_option
def run_(
    agenda: str,
    by: str,
    day: date | None,
    speed: float | None,
    keep: str | None,
    present: tuple[str, ...],
    language: str | None,
) -> None:
    plan = read_agenda(agenda, language)
    if speed:
        _rehearse(plan, speed, by, present, day, keep)
        return
    if keep:
        raise click.UsageError(_("--keep goes with --speed"))
    from workshop_tui.journal import JournalError
    from workshop_tui.journal.sessions import default_store
    from workshop_tui.service import session_id

    keys = _screen()
    clock = SystemClock()
    on = day or today(plan, clock)
    name = session_id(Path(agenda).stem, plan, on)
    try:
        there = default_store().has(name)
    except JournalError as error:
        raise Failure(error.message) from None
    if not there:
        _made(plan, on, name, clock, by, present)
    from workshop_tui.tui import launch

    with session_of(name, by, language) as opened:
        launch.session(opened, keys, asked_language(language))


@cli.command(help=_("Another terminal on a session."))
@session_argument()
@as_option
@click.option("--view", type=click.Choice(["run", "room"]), default="run", help=_("the screen to start on"))
@click.option("--confined", is_flag=True, help=_("no way out of this session: for a restricted key (docs/ssh.md)"))
@language_option
def join(session: str | None, by: str, view: str, confined: bool, language: str | None) -> None:
    if confined:
        for name in [name for name in os.environ if name.startswith("TEXTUAL")]:
            del os.environ[name]  # they load drivers, write logs and pictures
    with session_of(session, by, language) as opened:
        keys = _screen()
        from workshop_tui.tui import launch

        launch.session(opened, keys, asked_language(language), room=view == "room", confined=confined)


@cli.command(help=_("Rehearse the seed's day at once, in a throw-away session, 60 times faster."))
@click.option("--speed", type=click.FloatRange(0.1, 3600), default=60.0, metavar="×", help=_("how many times faster"))
@as_option
@language_option
def demo(speed: float, by: str, language: str | None) -> None:
    plan = read_agenda(str(locations.seed_agenda()), language)
    _rehearse(plan, speed, by, (), None, None)


@cli.command(help=_("List the sessions: id, day, state, title."))
def sessions() -> None:
    from workshop_tui.journal import JournalError
    from workshop_tui.journal.sessions import default_store, survey

    try:
        found, damaged = survey(default_store())
    except JournalError as away:
        raise Failure(away.message) from None
    for state in (one.state for one in found):
        click.echo(f"{state.id}\t{state.date.isoformat()}\t{state.day.mode.value}\t{state.agenda.title}")
    for error in damaged:
        streams.tell(clean(f"workshop-tui: {error}"))


@cli.command(help=_("Delete a session and its traces."))
@session_argument(required=True)
@click.option("--yes", is_flag=True, help=_("do not ask"))
def delete(session: str, yes: bool) -> None:
    from workshop_tui.journal import JournalError
    from workshop_tui.journal.sessions import default_store, find

    try:
        store = default_store()
        found = find(store, session)
        make_sure(_("Delete {file} for good?", file=found), yes=yes)
        store.delete(found)
    except JournalError as error:
        raise Failure(error.message) from None
