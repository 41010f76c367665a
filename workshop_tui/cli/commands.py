"""The group of all commands, and running the one that is meant."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import TypeVar

import click

import workshop_tui
from workshop_tui.cli.options import Failure, asked_language, language_option, me, no_text
from workshop_tui.cli.sections import MODULES, write_sections
from workshop_tui.cli.words import readable, told_apart
from workshop_tui.clock import SystemClock
from workshop_tui.host import streams
from workshop_tui.host.person import NoHome
from workshop_tui.locale import _, say, speak
from workshop_tui.locale.system import reason
from workshop_tui.settings import Unsettled
from workshop_tui.text import clean

Option = TypeVar("Option", bound=Callable[..., object] | click.Command)


class Commands(click.Group):
    """The commands of the modules beside this one, imported when one of them is called or listed."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        return super().parse_args(ctx, args if ctx.resilient_parsing else told_apart(self, ctx, readable(args)))

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
        except UnicodeEncodeError as error:
            raise Failure(no_text(error.object)) from None
        except OSError as error:
            if isinstance(error, NoHome):
                raise Failure(reason(error)) from None
            if isinstance(error, Unsettled):
                raise Failure(error.message) from None
            from workshop_tui.journal.files import why_not

            why = why_not(Path(error.filename), error) if isinstance(error.filename, str) else reason(error)
            raise Failure(say("{file}: {why}", file=error.filename, why=why) if error.filename else why) from None

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        write_sections(self, ctx, formatter)

    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted(MODULES)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in MODULES:
            return None
        module = import_module(f"workshop_tui.cli.{MODULES[cmd_name]}")
        found = next(one for one in vars(module).values() if isinstance(one, click.Command) and one.name == cmd_name)
        if found.add_help_option:
            found.add_help_option = False
            found = help_option(found)
        return found if any(one.name == "language" for one in found.params) else in_a_language(found)


def telling(*names: str, words: str, told: Callable[[click.Context], str]) -> Callable[[Option], Option]:
    """An option that tells something, and that is all.

    click has such ones, but looks their words up whenever a command is called: a fiftieth of what `status` takes.
    """

    def tell(ctx: click.Context, _param: click.Parameter, asked: bool) -> None:
        if asked and not ctx.resilient_parsing:
            click.echo(told(ctx), color=ctx.color)
            ctx.exit()

    return click.option(*names, is_flag=True, expose_value=False, is_eager=True, help=words, callback=tell)


def in_a_language(command: click.Command) -> click.Command:
    """Give a command that speaks of no agenda `--language`, which every command takes."""

    def speaks(_ctx: click.Context, _param: click.Parameter, chosen: str | None) -> None:
        if chosen:
            speak(chosen)

    language_option(command)
    command.params[-1].expose_value, command.params[-1].callback = False, speaks
    return command


help_option = telling("-h", "--help", words=_("Show this message and exit."), told=click.Context.get_help)


def version() -> str:
    """The program's version, and whether it brings a Python of its own (tools/standalone.py)."""
    if not getattr(sys, "frozen", False):
        return workshop_tui.__version__
    python = ".".join(map(str, sys.version_info[:3]))
    return _("{version} (self-contained, with Python {python})", version=workshop_tui.__version__, python=python)


@click.group(
    cls=Commands,
    invoke_without_command=True,
    context_settings={"max_content_width": 100},
    add_help_option=False,
    subcommand_metavar=_("COMMAND"),
    help=_("Run a workshop's day, take its notes, hand out its report. Without a command: the home screen."),
)
@language_option
@telling("--version", words=_("Show the version and exit."), told=lambda _ctx: f"workshop-tui, version {version()}")
@help_option
@click.pass_context
def cli(ctx: click.Context, language: str | None) -> None:
    if ctx.invoked_subcommand is None:
        from workshop_tui.follow import asked_for

        if asked_for(os.environ):
            from workshop_tui.cli.sessions import follow_the_only_one

            follow_the_only_one()
            return
        from workshop_tui.cli.screens import screen_keys

        keys = screen_keys()
        from workshop_tui.tui.launch import home

        home(SystemClock(), me(), keys, asked_language())


def run() -> int:
    """Run the command of `sys.argv`; its exit code. Errors are one line on stderr."""
    if os.environ.get("_WORKSHOP_TUI_COMPLETE", "").startswith("powershell"):
        import workshop_tui.cli.powershell  # noqa: F401
    try:
        code = cli.main(standalone_mode=False, prog_name="workshop-tui")  # an `Exit` is not raised from it
    except click.Abort:
        return 1
    except click.ClickException as error:
        streams.tell(clean(f"workshop-tui: {error.format_message()}"))
        return error.exit_code
    return code if isinstance(code, int) else 0
