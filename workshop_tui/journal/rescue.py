"""Copies of a session: one of a live file, whole; and one of a damaged file, of what can still be read.

Neither touches the original, and neither overwrites anything.
"""

from __future__ import annotations

import os
import sqlite3
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from workshop_tui.host.files import make_own
from workshop_tui.journal import schema
from workshop_tui.journal.errors import JournalError, Newer
from workshop_tui.journal.faults import FAULTS, fault
from workshop_tui.journal.files import SUFFIX, copy_with_log, write_whole
from workshop_tui.journal.journal import Journal
from workshop_tui.journal.rows import recorded, seal
from workshop_tui.journal.sqlite import EVENTS, SqliteJournal
from workshop_tui.locale import say
from workshop_tui.session.event import Recorded
from workshop_tui.session.events import SessionOpened
from workshop_tui.session.state import State, fold

if TYPE_CHECKING:
    from workshop_tui.journal.postgres import Postgres

SMALLEST = 60
"""Bytes that an event takes at the least: says how many there can be where the file does not tell."""
DAMAGED = 10_000
"""The version from which a file's is no program's, but damage."""
LARGEST = 1 << 30
"""Bytes up to which a truncated file is filled up: what its header claims may be damaged too."""


@dataclass(frozen=True)
class Repaired:
    """The numbers of events kept, of these that look altered, and of events that make no sense or could not be read."""

    kept: int
    doubtful: int
    lost: int
    records: list[Recorded] = field(default_factory=list, compare=False)
    """The events kept, as they are in the damaged file."""
    mended: list[Recorded] = field(default_factory=list, compare=False)
    """The events kept, as they are in the new one."""


def backup(journal: Journal, target: Path) -> None:
    """Copy the session, which may be in use, as it is at one instant, to a file. Raises `JournalError`."""
    records = journal.read()  # a damaged one is told, not copied

    def copy(draft: Path) -> None:
        if isinstance(journal, SqliteJournal):
            make_own(draft, group=True)
            with closing(sqlite3.connect(draft)) as copied:
                journal.copy_into(copied)
        else:
            with SqliteJournal(draft, create=True) as copied:
                copied.restore(records)

    _write(target, copy)


def repair(file: Path, target: Path, opened: Recorded | None = None) -> Repaired:
    """Write what can be read of the damaged `file` into a new session, half-typed notes too.

    Raises `JournalError` if that is nothing, or what a newer program wrote: it is not damaged for all this one knows.
    Its beginning holds the agenda: where that cannot be read, `opened` takes its place, if it is given.
    """
    rows, drafts = _read(file)
    done = _mended(rows, target.name.removesuffix(SUFFIX), file, opened)

    def write(draft: Path) -> None:
        with SqliteJournal(draft, create=True) as journal:
            journal.restore(done.mended)
            for kept_as, text in drafts:
                journal.keep_draft(kept_as, text)

    _write(target, write)
    return done


def repair_in(store: Postgres, session: str, name: str, opened: Recorded | None = None) -> Repaired:
    """As `repair`, of a session on a server, into a new one there, called `name`. Raises `JournalError`."""
    rows, drafts = store.raw(session)
    with store.open(session) as journal:
        journal.refuse_newer()
    done = _mended(rows, name, session, opened)
    try:
        store.create(name, done.mended)
    except FileExistsError:
        raise JournalError(say("the session {name} is there already", name=name)) from None
    with store.open(name) as journal:
        for kept_as, text in drafts:
            journal.keep_draft(kept_as, text)
    return done


def _mended(rows: list[tuple[Any, ...]], name: str, file: object, opened: Recorded | None) -> Repaired:
    """The events in these rows that make sense one after another, in a session of this `name`; see `repair`."""
    kept: list[Recorded] = []
    found: list[Recorded] = []
    doubtful, state = 0, None
    if opened and not any(_readable(row) for row in rows if row[0] == 1):
        state, kept = _onto(None, opened), [opened]
    for *columns, sealed in rows:
        with suppress(ValueError, LookupError, TypeError):
            record = original = recorded(columns)
            if isinstance(record.event, SessionOpened):
                renamed = msgspec.structs.replace(record.event, id=name)
                record = Recorded(record.number, record.recorded_at, renamed)
            state = _onto(state, record)
            kept.append(record)
            found.append(original)
            doubtful += sealed is not None and seal(*columns) != sealed
    if state is None:
        raise JournalError(
            say("{file} is damaged: its beginning cannot be read (--agenda gives it another)", file=file)
        )
    lost = max(row[0] for row in rows or [(1,)]) - len(kept)
    return Repaired(kept=len(kept), doubtful=doubtful, lost=lost, records=found, mended=kept)


def records_of(file: Path) -> list[Recorded]:
    """The events that can be read in a file, which may be damaged. Raises OSError."""
    records = []
    for *columns, _seal in _read(file)[0]:
        with suppress(ValueError, LookupError, TypeError):
            records.append(recorded(columns))
    return records


def _readable(row: tuple[Any, ...]) -> bool:
    with suppress(ValueError):
        return bool(recorded(row[:-1]))
    return False


def _onto(state: State | None, record: Recorded) -> State:
    """The session with one more event. Raises if there is no session yet, or the event makes no sense in it."""
    folded = fold([record], onto=state)
    if folded is None:
        raise ValueError(record.number)
    return folded


def _read(file: Path) -> tuple[list[tuple[Any, ...]], list[tuple[str, str]]]:
    """The rows of `events` that can be read, each on its own, and the half-typed notes, each with the key that it is
    kept under. Raises `Newer`."""
    rows: list[tuple[Any, ...]] = []
    drafts: list[tuple[str, str]] = []
    with _copied(file) as (db, size):
        if schema.VERSION < schema.version_of(db) < DAMAGED:
            raise Newer.of(file)
        rows.extend(_rows(db, size))
        drafts.extend(_drafts(db))
    return rows, drafts


def _rows(db: sqlite3.Connection, size: int) -> Iterator[tuple[Any, ...]]:
    sealed = db.execute("SELECT count(*) FROM pragma_table_info('events') WHERE name = 'seal'").fetchone()[0]
    select = EVENTS if sealed else EVENTS.replace("seal", "NULL")
    for number in range(1, min(_highest(db), size // SMALLEST) + 1):
        with suppress(*FAULTS):
            if row := db.execute(f"{select} WHERE number = ?", (number,)).fetchone():
                yield row


def _drafts(db: sqlite3.Connection) -> Iterator[tuple[str, str]]:
    for kept_as, text in db.execute("SELECT author, text FROM drafts"):
        if kept_as and text:
            yield str(kept_as), str(text)


@contextmanager
def _copied(file: Path) -> Iterator[tuple[sqlite3.Connection, int]]:
    """A copy of it (opening a file may write to it), and its bytes; what is left of the work where that cannot be read
    is not done."""
    with tempfile.TemporaryDirectory() as folder:
        copy = copy_with_log(file, Path(folder))
        _pad(copy)
        with suppress(*FAULTS), closing(sqlite3.connect(copy)) as db:
            db.execute("PRAGMA writable_schema = ON")  # or a trigger that cannot be read hides the tables
            db.text_factory = lambda text: text.decode(errors="replace")
            yield db, copy.stat().st_size


def _pad(copy: Path) -> None:
    """Give a truncated file the length that its header claims: SQLite refuses it whole otherwise."""
    with copy.open("r+b") as stream:
        header = stream.read(100)
        page = int.from_bytes(header[16:18], "big")
        length = (65536 if page == 1 else page) * int.from_bytes(header[28:32], "big")
        if stream.seek(0, os.SEEK_END) < length <= LARGEST:
            stream.truncate(length)


def _highest(db: sqlite3.Connection) -> int:
    with suppress(*FAULTS):
        return int(db.execute("SELECT max(number) FROM events").fetchone()[0] or 0)
    return 1 << 62


def _write(target: Path, fill: Callable[[Path], None]) -> None:
    """`target` whole, the owner's alone, or not at all; never over a file that is there. Raises `JournalError`."""

    def tried(draft: Path) -> None:
        draft.touch()  # or SQLite says no more than that it cannot, and a folder is made that nobody meant
        draft.unlink()
        fill(draft)

    try:
        write_whole(target, tried)
    except FileExistsError:
        raise JournalError(say("{file} is there already", file=target)) from None
    except FAULTS as error:
        raise fault(target, error) from None
