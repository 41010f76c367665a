"""The command by which an administrator brings a server's sessions up to date: nobody does so by looking."""

from __future__ import annotations

import sys

import click

from workshop_tui import locations
from workshop_tui.cli.asking import make_sure
from workshop_tui.cli.options import Failure
from workshop_tui.host import streams
from workshop_tui.host.deeds import Deed, done
from workshop_tui.locale import _, plural, say


@click.group(
    "server",
    subcommand_metavar=_("COMMAND"),
    help=_("For the administrator of a PostgreSQL server: its schema's version, and bringing it up to date."),
)
def server() -> None:
    pass


@server.command("migrate", help=_("Make the server's schema, or bring it up to this program's version, as its owner."))
@click.option("--dry-run", is_flag=True, help=_("only say what would be done"))
@click.option("--yes", is_flag=True, help=_("do not ask whether there is a backup"))
def migrate(dry_run: bool, yes: bool) -> None:
    from workshop_tui.journal import JournalError

    if not (address := locations.store()):
        raise Failure(say("WORKSHOP_TUI_STORE names no server: a session's file is brought up to date as it is opened"))
    try:
        from workshop_tui.journal.server_schema import NEWER, VERSION
        from workshop_tui.journal.server_upkeep import look
        from workshop_tui.journal.server_upkeep import migrate as bring_up_to_date

        found = look(address)
        if (found.version or 0) > VERSION:
            raise Failure(NEWER)
        if found.version == VERSION:
            click.echo(_("The server's sessions are of version {version}, as this workshop-tui is.", version=VERSION))
            return
        for line in _plan(found.version, VERSION, found.steps, found.sessions, found.terminals):
            click.echo(line)
        if not found.mine:
            raise Failure(say("you are {me} there; only the owner may do it: {owner}", me=found.me, owner=found.owner))
        if dry_run:
            return
        if found.sessions:
            if not (yes or streams.somebody_at(sys.stdin)):
                raise Failure(say("make a backup first (workshop-tui backup --all DIR, or pg_dump), then say --yes"))
            make_sure(_("Is there a backup of now (workshop-tui backup --all DIR, or pg_dump)?"), yes=yes)
        bring_up_to_date(address)
        done(Deed.WRITTEN)
        click.echo(_("The server's sessions are of version {version} now.", version=VERSION))
    except JournalError as error:
        raise Failure(error.message) from None


def _plan(version: int | None, ours: int, steps: list[str], sessions: int, terminals: int) -> list[str]:
    """The lines that say what would be done."""
    if version is None:
        return [_("There is no schema yet; it is made in version {ours}.", ours=ours)]
    lines = [_("From version {version} to {ours}:", version=version, ours=ours)]
    lines += [f"  {number}  {step}" for number, step in enumerate(steps, version + 1)]
    there = plural("{count} session, all events as they are.", "{count} sessions, all events as they are.", sessions)
    return [*lines, there, *_on_it(terminals)]


def _on_it(terminals: int) -> list[str]:
    return [plural("{count} terminal is open; it goes on.", "{count} terminals are open; they go on.", terminals)]
