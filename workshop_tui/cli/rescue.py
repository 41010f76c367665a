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
from workshop_tui.clock import Clock, SystemClock
from workshop_tui.host import streams
from workshop_tui.host.files import is_path, make_folder
from workshop_tui.host.names import made_fit
from workshop_tui.locale import _, plural, say
from workshop_tui.text import clean

if TYPE_CHECKING:
    from workshop_tui.journal.postgres import Postgres
    from workshop_tui.journal.rescue import Repaired
    from workshop_tui.session.event import Recorded

output_option = click.option(
    "--output", "-o", metavar=_("FILE"), help=_("the file to write (-: standard output); one that is there stays")
)


@click.command("backup", help=_("Copy a session, which may be in use, as it is now, or all of them; prints each file."))
@session_argument()
@output_option
@click.option("--all", "folder", metavar=_("FOLDER"), help=_("all sessions of the store, a file each in FOLDER"))
@language_option
def backup(session: str | None, output: str | None, folder: str | None, language: str | None) -> None:
    from workshop_tui.journal import JournalError
    from workshop_tui.journal.files import SUFFIX
    from workshop_tui.journal.rescue import backup as copy
    from workshop_tui.journal.sessions import default_store, find

    if folder is not None:
        if session or output:
            raise click.UsageError(_("--all goes with neither SESSION nor --output"))
        _all_into(Path(folder))
        return
    now = SystemClock().now().astimezone()
    try:
        store = default_store()
        found = find(store, session)
        name = made_fit(f"{_name(found)}-{now:%Y-%m-%d-%H%M%S}{SUFFIX}")
        with placed(output, name) as target, store.open(found) as journal:
            copy(journal, target)
    except JournalError as error:
        raise Failure(error.message) from None


def _all_into(folder: Path) -> None:
    """Copy every session into `folder`; one that cannot be keeps no other from it, and is told."""
    from workshop_tui.journal import JournalError
    from workshop_tui.journal.files import SUFFIX
    from workshop_tui.journal.rescue import backup as copy
    from workshop_tui.journal.sessions import default_store

    failed = 0
    try:
        store = default_store()
        names = store.ids()
        make_folder(folder)
    except JournalError as error:
        raise Failure(error.message) from None
    for name in names:
        target = folder / f"{name}{SUFFIX}"
        try:
            with store.open(name) as journal:
                copy(journal, target)
            click.echo(target)
        except JournalError as error:
            failed += 1
            streams.tell(clean(f"workshop-tui: {error}"))
    streams.tell(plural("{count} session copied", "{count} sessions copied", len(names) - failed))
    if failed:
        raise click.exceptions.Exit(1)


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
    from workshop_tui.journal.rescue import repair_in
    from workshop_tui.journal.sessions import find
    from workshop_tui.journal.sqlite import Folder

    clock = SystemClock()
    try:
        if on := _on_server(session, output):
            store, found = on
            name = made_fit(f"{found}-repaired")
            opened = _begun(agenda, day, number, language, name, clock, by)
            mended = repair_in(store, found, name, opened)
            click.echo(name)
            _tell(None, mended)
            return
        folder = Folder(locations.sessions())
        file = folder.file_of(find(folder, session))
        beside_it = file.with_name(made_fit(f"{_name(file.name)}-repaired{SUFFIX}"))
        with placed(output or str(beside_it), beside_it.name) as target:
            opened = _begun(agenda, day, number, language, _name(target.name), clock, by)
            mended = rescue(file, target, opened)
        _tell(file, mended)
    except JournalError as error:
        raise Failure(error.message) from None


def _on_server(session: str, output: str | None) -> tuple[Postgres, str] | None:
    """The server's session that is meant, if it is one. Raises `JournalError`, `Failure`."""
    from workshop_tui.journal.sessions import default_store, find
    from workshop_tui.journal.sqlite import Folder

    store = default_store()
    if isinstance(store, Folder) or is_path(found := find(store, session)):
        return None
    if output:
        raise Failure(say("a server’s session is repaired there: --output goes with a file"))
    from workshop_tui.journal.postgres import Postgres

    assert isinstance(store, Postgres)
    return store, found


def _begun(
    agenda: str | None, day: date | None, number: int | None, language: str | None, name: str, clock: Clock, by: str
) -> Recorded | None:
    """The beginning that takes the place of one that cannot be read, if an agenda is given for it."""
    from workshop_tui.opening import opening

    if agenda is None:
        return None
    plan, on = day_meant(read_plan(agenda, language), clock, number, day)
    return opening(plan, on, name, clock, by)


def _tell(file: Path | None, done: Repaired) -> None:
    """Say what of `file` was kept, and what a copy beside it has."""
    from workshop_tui.journal.copies import beside

    told = plural("{count} event kept", "{count} events kept", done.kept)
    told += ", " + plural("{count} of them looks altered", "{count} of them look altered", done.doubtful)
    told += ", " + plural("{count} lost", "{count} lost", done.lost)
    streams.tell(told)
    for line in beside(file, done.records) if file else ():
        streams.tell(line)


def _name(reference: str) -> str:
    """The name of the session: its id, or what its file is called."""
    return Path(reference).name.removesuffix(".session")
