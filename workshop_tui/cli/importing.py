"""The command that takes a record, or a session's file, back into a session."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from workshop_tui.cli.options import Failure, language_option
from workshop_tui.cli.output import tell_doubts
from workshop_tui.host import streams
from workshop_tui.host.deeds import Deed, done
from workshop_tui.locale import _, say

if TYPE_CHECKING:
    from workshop_tui.session.event import Recorded


@click.command(
    "import",
    help=_("A record (report --format toml), or a session's file, back into a session; prints its id."),
)
@click.argument("file", metavar=_("FILE"))
@click.option("--id", "name", metavar="ID", help=_("the id of the session, if not the one that it had"))
@language_option
def import_record(file: str, name: str | None, language: str | None) -> None:
    from workshop_tui.journal import JournalError
    from workshop_tui.journal.copies import lines, own, records_in
    from workshop_tui.journal.files import is_session
    from workshop_tui.journal.sessions import default_store
    from workshop_tui.report.record import RecordError, read
    from workshop_tui.session.events import SessionOpened

    try:
        copied = is_session(Path(file))
        records = _of_session(Path(file), name) if copied else read(Path(file), name)
    except RecordError as error:
        raise Failure(error.finding.told(file)) from None
    first = records[0].event
    found = first.id if isinstance(first, SessionOpened) else ""
    store = default_store()
    try:
        store.create(found, records)
    except FileExistsError:
        there = records_in(store, found)
        for line in lines(records, there, file, found) if copied or own(records, there) else ():
            streams.tell(line)
        raise Failure(say("the session {name} is there already: --id gives it another", name=found)) from None
    except JournalError as error:
        raise Failure(error.message) from None
    done(Deed.RECORDED)
    tell_doubts(store)
    click.echo(found)


def _of_session(file: Path, name: str | None) -> list[Recorded]:
    """The events of a session's file, a copy say; `name` is the id that it is to have, if another. Raises `Failure`."""
    from msgspec import structs

    from workshop_tui.journal import JournalError
    from workshop_tui.journal.sqlite import SqliteJournal
    from workshop_tui.session import ids

    try:
        with SqliteJournal(file) as journal:
            records = journal.read()
    except JournalError as error:
        raise Failure(error.message) from None
    if not records:
        raise Failure(say("{file} is damaged: it has no beginning", file=file))
    opened = records[0]
    if name:
        if why := ids.unfit(name):
            raise Failure(why)
        records[0] = structs.replace(opened, event=structs.replace(opened.event, id=name))
    return records
