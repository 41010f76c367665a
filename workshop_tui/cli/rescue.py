"""The commands that copy a session: a live one, whole, and a damaged one, as far as it can be read."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from workshop_tui import locations
from workshop_tui.cli.options import (
    Failure,
    as_option,
    date_option,
    language_option,
    session_argument,
)
from workshop_tui.cli.output import placed
from workshop_tui.cli.planned import day_meant, day_option, read_plan
from workshop_tui.clock import SystemClock
from workshop_tui.host import streams
from workshop_tui.host.names import made_fit
from workshop_tui.locale import _, plural

if TYPE_CHECKING:
    from workshop_tui.journal.rescue import Repaired

output_option = click.option(
    "--output", "-o", metavar=_("FILE"), help=_("the file to write (-: standard output); one that is there stays")
)


@click.command("backup", help=_("Copy a session, which may be in use, as it is now; prints the file."))
@session_argument()
@output_option
@language_option
def backup(session: str | None, output: str | None, language: str | None) -> None:
    from workshop_tui.journal import JournalError
    from workshop_tui.journal.files import SUFFIX
    from workshop_tui.journal.rescue import backup as copy
    from workshop_tui.journal.sessions import default_store, find

    now = SystemClock().now().astimezone()
    try:
        store = default_store()
        found = find(store, session)
        name = made_fit(f"{_name(found)}-{now:%Y-%m-%d-%H%M%S}{SUFFIX}")
        with placed(output, name) as target, store.open(found) as journal:
            copy(journal, target)
    except JournalError as error:
        raise Failure(error.message) from None


@click.command("repair", help=_("Write what can be read of a damaged session into a new one; prints its file."))
@session_argument(required=True)
@output_option
@click.option("--agenda", metavar=_("AGENDA"), help=_("its agenda, where its beginning cannot be read"))
@day_option
@date_option
@as_option
@language_option
def repair(
    session: str,
    output: str | None,
    agenda: str | None,
    number: int | None,
    day: date | None,
    by: str,
    language: str | None,
) -> None:
    from workshop_tui.journal import JournalError
    from workshop_tui.journal.files import SUFFIX
    from workshop_tui.journal.rescue import repair as rescue
    from workshop_tui.journal.sessions import find
    from workshop_tui.journal.sqlite import Folder
    from workshop_tui.opening import opening

    clock = SystemClock()
    try:
        folder = Folder(locations.sessions())
        file = folder.file_of(find(folder, session))
        beside_it = file.with_name(made_fit(f"{_name(file.name)}-repaired{SUFFIX}"))
        with placed(output or str(beside_it), beside_it.name) as target:
            opened = None
            if agenda:
                plan, on = day_meant(read_plan(agenda, language), clock, number, day)
                opened = opening(plan, on, _name(target.name), clock, by)
            done = rescue(file, target, opened)
        _tell(file, done)
    except JournalError as error:
        raise Failure(error.message) from None


def _tell(file: Path, done: Repaired) -> None:
    """Say what of `file` was kept, and what a copy beside it has."""
    from workshop_tui.journal.copies import beside

    told = plural("{count} event kept", "{count} events kept", done.kept)
    told += ", " + plural("{count} of them looks altered", "{count} of them look altered", done.doubtful)
    told += ", " + plural("{count} lost", "{count} lost", done.lost)
    streams.tell(told)
    for line in beside(file, done.records):
        streams.tell(line)


def _name(reference: str) -> str:
    """The name of the session: its id, or what its file is called."""
    return Path(reference).name.removesuffix(".session")
