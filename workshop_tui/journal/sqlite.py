"""The store that needs nothing: a folder of SQLite files, one a session."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Generator
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from workshop_tui.host.files import is_in_use, is_path, names_in
from workshop_tui.host.placing import is_reserved
from workshop_tui.journal import schema
from workshop_tui.journal.connection import Connection
from workshop_tui.journal.errors import Conflict, JournalError, Unwritable
from workshop_tui.journal.file_company import FileCompany
from workshop_tui.journal.files import (
    SUFFIX,
    forget_waiting,
    is_called,
    is_there,
    links_of,
    traces,
    why_not,
    write_whole,
)
from workshop_tui.journal.journal import Store
from workshop_tui.journal.known import INSERT
from workshop_tui.journal.listing import ALL, Asked, Listed
from workshop_tui.journal.rows import row, terminals_of
from workshop_tui.locale import Message, say
from workshop_tui.locale.system import reason
from workshop_tui.session.event import Event, Recorded
from workshop_tui.session.summary import VERSION, Summary, Summing, summed, written

if TYPE_CHECKING:
    from workshop_tui.session.privacy.forgetting import Forgotten, Without

EVENTS = "SELECT number, recorded_at, at, author, timing, type, data, seal FROM events"


class SqliteJournal(FileCompany):
    """An open session file."""

    def __init__(self, file: Path, *, create: bool = False) -> None:
        """Open `file`; with `create`, make it (FileExistsError if it is there). Raises `JournalError`."""
        self.file = file
        self.name = str(file)
        self._db = Connection(file, create=create)
        self._watch()

    @property
    def only_read(self) -> Message | None:
        return self._db.only_read

    def again(self) -> SqliteJournal:
        return SqliteJournal(self.file)

    @property
    def store(self) -> Folder:
        return Folder(self.file.parent)

    def close(self) -> None:
        with suppress(JournalError):  # its disk is gone
            self.settle()
        self._db.close()

    # ── the events ─────────────────────────────────────────────────────────────────────────────────────
    def append(
        self, event: Event, recorded_at: datetime, seen: int | None = None, summing: Summing | None = None
    ) -> Recorded:
        over = summing is None or summing.over
        if over:  # lists take what is over as it was: nothing may be changed in it before its copy is gone
            self._drop_copy()
        record = self._known(self._db.write(lambda: self._append(event, recorded_at, seen, summing)))
        if over or (summing and summing.over):  # and one that was made meanwhile goes, too
            self._drop_copy()
        return record

    def _drop_copy(self) -> None:
        with suppress(JournalError):  # one that stays is found wrong in its turn
            drop_copy(self.file)

    def _known(self, record: Recorded) -> Recorded:
        self._db.known.read(record.number - 1, [record])
        return record

    def _append(self, event: Event, recorded_at: datetime, seen: int | None, summing: Summing | None) -> Recorded:
        if event.must_be_seen and seen is not None:
            last = self._db.execute("SELECT max(number) FROM events WHERE timing = 1").fetchone()[0]
            if last is not None and last > seen:
                raise Conflict(self.read(last - 1)[0])
        number = self._db.execute("SELECT coalesce(max(number), 0) + 1 FROM events").fetchone()[0]
        record = self._insert(Recorded(number=number, recorded_at=recorded_at, event=event))
        if summing and (summary := summing(self._landed(summing.number))):
            self._set_summary(summary)
        return record

    def forget(self, event: Forgotten, recorded_at: datetime, without: Without) -> Recorded:
        def write() -> Recorded:
            self._db.execute("DROP TRIGGER events_stay")
            found = self._db.execute(f"{EVENTS} ORDER BY number").fetchall()
            update = "UPDATE events SET author = ?, data = ?, seal = ? WHERE number = ?"
            for number, _recorded_at, _at, by, *_columns, data, seal in self._rewritten(found, without):
                self._db.execute(update, (by, data, seal, number))
            self._db.execute(schema.STAY)
            drafts = self._db.execute("SELECT author, text FROM drafts").fetchall()
            for kept_as, text in self._half_typed(drafts, without):
                self._keep_draft(kept_as, text)
            self._db.execute("DELETE FROM summary")  # it may say what was to be forgotten
            return self._append(event, recorded_at, None, None)

        record = self._known(self._db.write(write))
        with self._db.told():
            self._db.execute("VACUUM")  # nothing of it stays in a free page,
            ((busy, *_pages),) = self._db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()  # nor in the log
        drop_copy(self.file)
        if busy:
            raise Unwritable(
                say(
                    "{file} is busy: its log holds what was to be forgotten until all terminals have left",
                    file=self.file,
                )
            )
        return record

    def restore(self, records: list[Recorded]) -> None:
        def write() -> None:
            for record in records:
                self._insert(record)
            if summary := summed(records):
                self._set_summary(summary)

        self._db.write(write)
        self.write_through()

    def copy_into(self, copied: sqlite3.Connection) -> None:
        """Copy the session, which may be in use or on a disk that can only be read. Raises `sqlite3.Error`."""
        self._db.copy_into(copied)

    def write_through(self) -> None:
        """Have all of it in the file itself, and nothing in the log beside it. Raises `JournalError`."""
        with self._db.told():
            self._db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()

    def _insert(self, record: Recorded) -> Recorded:
        self._db.execute(INSERT, row(record))
        return record

    def read(self, after: int = 0) -> list[Recorded]:
        records = self._landed(after)
        self._db.known.read(after, records)
        return records

    def _landed(self, after: int) -> list[Recorded]:
        """The events numbered above `after`; in a transaction, those too that may not come to stand."""
        return list(self._readable(self._db.all(f"{EVENTS} WHERE number > ? ORDER BY number", after)))

    def _is_newer(self) -> bool:
        return self._db.is_newer

    def title(self) -> str | None:
        rows = self._db.all("SELECT json_extract(data, '$.agenda.title') FROM events WHERE number = 1")
        return rows[0][0] if rows else None

    def _kept_summary(self) -> str | None:
        last = "(SELECT max(number) FROM events)"
        with suppress(JournalError):  # a file of an older version on a disk that is only read has none
            rows = self._db.all(f"SELECT data FROM summary WHERE version = ? AND number = {last}", VERSION)
            return rows[0][0] if rows else None
        return None

    def _keep_summary(self, summary: Summary) -> None:
        with self._db.unhurried():
            self._db.write(lambda: self._set_summary(summary))

    def _set_summary(self, summary: Summary) -> None:
        keep = "REPLACE INTO summary (id, version, number, data) VALUES (1, ?, ?, ?)"
        self._db.execute(keep, (VERSION, summary.number, written(summary)))

    # ── what is a terminal's own ───────────────────────────────────────────────────────────────────────
    def keep_draft(self, author: str, text: str) -> None:
        with self._db.unhurried():
            self._db.write(lambda: self._keep_draft(author, text), to_newer=True)
        self._is_settled = False

    def _keep_draft(self, author: str, text: str) -> None:
        keep = "INSERT INTO drafts (author, text) VALUES (?, ?) ON CONFLICT (author) DO UPDATE SET text = excluded.text"
        if text:
            self._db.execute(keep, (author, text))
        else:
            self._db.execute("DELETE FROM drafts WHERE author = ?", (author,))

    def drafts(self, author: str) -> dict[str, str]:
        those = "author = ? OR substr(author, 1, length(?)) = ?"
        begin = terminals_of(author)
        found = self._db.all(f"SELECT author, text FROM drafts WHERE {those} ORDER BY author", author, begin, begin)
        return dict(found)

    def half_typed(self) -> dict[str, str]:
        return dict(self._db.all("SELECT author, text FROM drafts WHERE text <> '' ORDER BY author"))


class Folder(Store):
    """A folder of session files."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def file_of(self, session: str) -> Path:
        """The file of the session with this id; a path, to a file that is elsewhere, is taken as it is."""
        return Path(session) if is_path(session) else self.path / f"{session}{SUFFIX}"

    def ids(self) -> list[str]:
        try:
            names = names_in(self.path)
        except OSError as error:
            why = why_not(self.path, error)
            raise JournalError(say("{file} cannot be read: {why}", file=self.path, why=why)) from None
        files = filter(is_called, names)
        return sorted(name.removesuffix(SUFFIX) for name in files if not is_reserved(self.path / name))

    def has(self, session: str) -> bool:
        file = self.file_of(session)
        return (is_path(session) or is_called(file.name)) and is_there(file) and not is_reserved(file)

    def summaries(self, asked: Asked = ALL) -> tuple[list[Listed], list[JournalError]]:
        from workshop_tui.journal.archive import Archive

        with Archive(self.path, self.open) as archive:
            return archive.summaries(asked)

    def pages(self, asked: Asked = ALL) -> Generator[tuple[list[Listed], list[JournalError]]]:
        from workshop_tui.journal.archive import Archive

        with Archive(self.path, self.open) as archive:
            yield from archive.pages(asked)

    def place_of(self, session: str) -> str:
        return os.path.realpath(self.file_of(session))

    def open(self, session: str) -> SqliteJournal:
        journal = SqliteJournal(self.file_of(session))
        journal.called = None if is_path(session) else session
        return journal

    def create(self, session: str, records: list[Recorded]) -> None:
        def write(draft: Path) -> None:
            with SqliteJournal(draft, create=True) as journal:
                journal.restore(records)

        write_whole(self.file_of(session), write)

    def delete(self, session: str) -> None:
        file = self.file_of(session)
        SqliteJournal(file).close()
        try:
            for trace in (*traces(file), links_of(str(file))):
                trace.unlink(missing_ok=True)
        except OSError as error:
            from workshop_tui.journal.elsewhere import open_elsewhere

            why = open_elsewhere(lambda: SqliteJournal(file)) if is_in_use(error) else reason(error)
            raise JournalError(say("{file} cannot be deleted: {why}", file=file, why=why)) from None
        drop_copy(file)
        forget_waiting(self, session)


def drop_copy(file: Path) -> None:
    """Keep no copy of the summary of the session in `file`. Raises `Unwritable` if one stays."""
    from workshop_tui.journal.archive import drop  # a session by itself has no use for it

    drop(file)
