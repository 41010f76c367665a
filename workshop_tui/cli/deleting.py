"""The command that deletes a session and its traces."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

import click

from workshop_tui.cli.asking import be_sure
from workshop_tui.cli.options import Failure, session_argument
from workshop_tui.host import streams
from workshop_tui.host.deeds import Deed, done
from workshop_tui.locale import _, language
from workshop_tui.text import clean_line
from workshop_tui.text.typography import quoted

if TYPE_CHECKING:
    from workshop_tui.journal import Store


@click.command("delete", help=_("Delete a session and its traces."))
@session_argument(required=True)
@click.option("--yes", is_flag=True, help=_("do not ask"))
@click.option("--force", is_flag=True, help=_("also where somebody has it open"))
def delete(session: str, yes: bool, force: bool) -> None:
    from workshop_tui.journal import JournalError
    from workshop_tui.journal.sessions import default_store, find

    try:
        store = default_store()
        found = find(store, session)
        if not force and (people := _people_on(store, found)):
            there = _("{file} is open elsewhere ({people}): --force deletes it all the same", file=found, people=people)
            raise Failure(there)
        be_sure(_("Delete {file} for good?", file=found), yes=yes)
        copies = _copies_of(store, found)
        store.delete(found)
        done(Deed.REMOVED)
    except JournalError as error:
        raise Failure(error.message) from None
    if copies:
        files = ", ".join(quoted(clean_line(copy.name), language()) for copy in copies)
        streams.tell(_("Copies of it stay: {files}.", files=files))


def _copies_of(store: Store, session: str) -> list[Path]:
    """The files that are copies of the session, which go with nothing but a person's hand."""
    from workshop_tui.journal.remains import copies_of
    from workshop_tui.journal.sqlite import Folder

    return copies_of(store.file_of(session)) if isinstance(store, Folder) else []


def _people_on(store: Store, session: str) -> str:
    """The names of those who have the session open, as far as it can be read."""
    from workshop_tui.journal import JournalError
    from workshop_tui.journal.sessions import state_of
    from workshop_tui.session.event import person

    with suppress(JournalError), store.open(session) as journal:
        agenda = state_of(journal).agenda
        return ", ".join(dict.fromkeys(person(agenda, one.author) for one in journal.present()))
    return ""
