"""Sessions taken back from their backups into the store: a file each, under the id by which it is called."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from msgspec import structs

from workshop_tui.host.files import names_in
from workshop_tui.journal.copies import own, records_in
from workshop_tui.journal.errors import JournalError
from workshop_tui.journal.files import SUFFIX, is_called, why_not
from workshop_tui.journal.journal import Store
from workshop_tui.journal.sqlite import SqliteJournal
from workshop_tui.locale import say
from workshop_tui.session import ids
from workshop_tui.session.event import Recorded
from workshop_tui.session.events import SessionOpened

STAMPED = r"-\d{4}-\d\d-\d\d-\d{6}$"
"""The end of a name that `backup` gives by itself."""


def backups_in(named: Iterable[str]) -> Iterator[Path]:
    """The files that are named, and those in folders that are. Raises `JournalError`."""
    for one in map(Path, named):
        if not one.is_dir():
            yield one
            continue
        try:
            yield from (one / name for name in sorted(names_in(one)) if is_called(name))
        except OSError as error:
            raise JournalError(say("{file} cannot be read: {why}", file=one, why=why_not(one, error))) from None


def restored(store: Store, file: Path) -> str:
    """Make the session in `file` anew in the store; its id. Raises `JournalError` if it is there, or cannot be read."""
    with SqliteJournal(file) as journal:
        records = journal.read()
    opened = records[0].event if records else None
    if not isinstance(opened, SessionOpened):
        raise JournalError(say("{file} is damaged: it has no beginning", file=file))
    stem = re.sub(STAMPED, "", file.name.removesuffix(SUFFIX))
    name = opened.id if ids.unfit(stem) else stem
    records[0] = Recorded(1, records[0].recorded_at, structs.replace(opened, id=name))
    try:
        store.create(name, records)
    except FileExistsError:
        same = not own(records, records_in(store, name))
        told = say("the session {name} is there already, with all that {file} has", name=name, file=file)
        raise JournalError(
            told if same else say("the session {name} is there already: {file} stays a file", name=name, file=file)
        ) from None
    return name
