"""One session's file: append with the check in the same transaction, read on from where one was, follow."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any, TypeVar

from workshop_tui.journal import schema
from workshop_tui.locale import Message, say
from workshop_tui.session.events import Event, Recorded, from_json, is_timing

T = TypeVar("T")


class JournalError(Exception):
    """A session's file that cannot be opened, read or written; `message` says why."""

    def __init__(self, message: Message) -> None:
        super().__init__(message.text)
        self.message = message

    def __str__(self) -> str:
        return str(self.message)


class Conflict(Exception):
    """Another timing event landed first; `record` is the last one. Nothing was written."""

    def __init__(self, record: Recorded) -> None:
        super().__init__(record.event.type)
        self.record = record


class Journal:
    """An open session file. Not shared between threads; holds no lock between two calls."""

    def __init__(self, file: Path, *, create: bool = False) -> None:
        """Open `file`; with `create`, make it (FileExistsError if it is there). Raises `JournalError`."""
        self.file = file
        if create:
            _touch(file)
        elif not file.is_file():
            raise JournalError(say("there is no session file {file}", file=file))
        try:
            self._db = sqlite3.connect(f"{file.absolute().as_uri()}?mode=rw", uri=True, isolation_level=None, timeout=5)
            self._prepare(create)
        except FAULTS as error:
            raise JournalError(_why(file, error)) from None
        self._seen_version = -1

    def _prepare(self, create: bool) -> None:
        (application,) = self._db.execute("PRAGMA application_id").fetchone()
        (version,) = self._db.execute("PRAGMA user_version").fetchone()
        if application != schema.APPLICATION_ID and not (create and version == 0):
            raise JournalError(say("{file} is no session of this program", file=self.file))
        if version > schema.VERSION:
            raise JournalError(say("{file} was written by a newer workshop-tui: update this one", file=self.file))
        if create:
            self._db.execute("PRAGMA journal_mode = WAL")
        self._db.execute("PRAGMA synchronous = FULL")
        self._db.execute("PRAGMA trusted_schema = OFF")
        schema.migrate(self._db)

    def close(self) -> None:
        """Let go of the file."""
        self._db.close()

    def __enter__(self) -> Journal:
        return self

    def __exit__(self, *_exc: object) -> None:
        self.close()

    def append(self, event: Event, recorded_at: datetime, seen: int | None = None) -> Recorded:
        """Write `event` and return it numbered: it is on disk then.

        `seen` is the number of the last timing event that the sender knew of (0: none). If another has
        landed since, nothing is written and `Conflict` is raised. Raises `JournalError` if it cannot be
        written.
        """
        return self._write(lambda: self._append(event, recorded_at, seen))

    def _append(self, event: Event, recorded_at: datetime, seen: int | None) -> Recorded:
        timing = is_timing(event)
        if timing and seen is not None:
            last = self._db.execute("SELECT max(number) FROM events WHERE timing = 1").fetchone()[0]
            if last is not None and last > seen:
                raise Conflict(self.read(last - 1)[0])
        number = self._db.execute("SELECT coalesce(max(number), 0) + 1 FROM events").fetchone()[0]
        return self._insert(Recorded(number=number, recorded_at=recorded_at, event=event))

    def restore(self, records: list[Recorded]) -> None:
        """Write these under the numbers that they have, into a session that has no event yet: it is on disk then."""
        self._write(lambda: [self._insert(record) for record in records])

    def _insert(self, record: Recorded) -> Recorded:
        event = record.event
        row = (
            record.number, record.recorded_at.isoformat(), event.at.isoformat(), event.by, int(is_timing(event)),
            event.type, event.model_dump_json(by_alias=True, exclude_none=True),
        )  # fmt: skip
        self._db.execute("INSERT INTO events VALUES (?, ?, ?, ?, ?, ?, ?, ?)", (*row, schema.seal(*row)))
        return record

    def read(self, after: int = 0) -> list[Recorded]:
        """The events numbered above `after`, in order. Raises `JournalError` if they cannot be read, or are damaged."""
        try:
            rows = self._db.execute(f"{EVENTS} WHERE number > ? ORDER BY number", (after,)).fetchall()
        except FAULTS as error:
            raise JournalError(_why(self.file, error)) from None
        return [self._recorded(row) for row in rows]

    def _recorded(self, row: tuple[Any, ...]) -> Recorded:
        *columns, seal = row
        try:
            if schema.seal(*columns) == seal:
                return recorded(columns)
        except ValueError:
            pass
        raise JournalError(
            say("{file} is damaged at event {number}: “workshop-tui repair” keeps the others", file=self.file,
                number=columns[0])
        ) from None  # fmt: skip

    def title(self) -> str | None:
        """The title of the agenda that it was opened with, without reading the rest; None if it has no beginning."""
        try:
            row = self._db.execute(
                "SELECT json_extract(data, '$.agenda.title') FROM events WHERE number = 1"
            ).fetchone()
        except FAULTS as error:
            raise JournalError(_why(self.file, error)) from None
        return row[0] if row else None

    def changed(self) -> bool:
        """Whether another connection has written since the last call (about 4 µs; see `PRAGMA data_version`)."""
        try:
            (version,) = self._db.execute("PRAGMA data_version").fetchone()
        except FAULTS as error:
            raise JournalError(_why(self.file, error)) from None
        changed = version != self._seen_version
        self._seen_version = version
        return bool(changed)

    def keep_draft(self, author: str, text: str) -> None:
        """Keep `author`'s half-typed note (an empty one is forgotten): it is on disk on return."""

        def write() -> None:
            if text:
                self._db.execute(
                    "INSERT INTO drafts VALUES (?, ?) ON CONFLICT (author) DO UPDATE SET text = excluded.text",
                    (author, text),
                )
            else:
                self._db.execute("DELETE FROM drafts WHERE author = ?", (author,))

        self._write(write)

    def draft(self, author: str) -> str:
        """`author`'s half-typed note, or nothing."""
        row = self._db.execute("SELECT text FROM drafts WHERE author = ?", (author,)).fetchone()
        return str(row[0]) if row else ""

    def _write(self, work: Callable[[], T]) -> T:
        try:
            self._db.execute("BEGIN IMMEDIATE")
            try:
                done = work()
                self._db.execute("COMMIT")
            except BaseException:
                if self._db.in_transaction:
                    self._db.execute("ROLLBACK")
                raise
        except FAULTS as error:
            raise JournalError(_why(self.file, error)) from None
        return done


EVENTS = "SELECT number, recorded_at, at, author, timing, type, data, seal FROM events"
FAULTS = (sqlite3.Error, UnicodeDecodeError)
"""What SQLite raises on a file that is damaged, or cannot be read or written."""


def recorded(columns: Sequence[Any]) -> Recorded:
    """The record that stands in these columns of `events` (the seal left out). Raises `ValueError` if none does."""
    number, recorded_at, _at, _author, _timing, kind, data = columns
    if not (isinstance(recorded_at, str) and isinstance(data, str)):
        raise ValueError(number)
    return Recorded(number=number, recorded_at=datetime.fromisoformat(recorded_at), event=from_json(kind, data))


def _touch(file: Path) -> None:
    """An empty file of the owner alone, or as its folder's group says (set-group-ID bit)."""
    file.parent.mkdir(parents=True, exist_ok=True)
    shared = file.parent.stat().st_mode & 0o2000
    mode = 0o660 if shared else 0o600
    descriptor = os.open(file, os.O_CREAT | os.O_EXCL | os.O_RDWR, mode)
    if shared:
        os.fchmod(descriptor, mode)
    os.close(descriptor)


def _why(file: Path, error: sqlite3.Error | UnicodeDecodeError) -> Message:
    code = getattr(error, "sqlite_errorname", "")
    if code.startswith(("SQLITE_FULL", "SQLITE_IOERR")):
        return say("{file} cannot be written: the disk is full or failing", file=file)
    if code.startswith(("SQLITE_READONLY", "SQLITE_CANTOPEN", "SQLITE_PERM")):
        return say("{file} cannot be written: no permission", file=file)
    if code.startswith("SQLITE_BUSY"):
        return say("{file} is busy: another program has held it for 5 seconds", file=file)
    undecoded = isinstance(error, UnicodeDecodeError) or (isinstance(error, sqlite3.OperationalError) and not code)
    if undecoded or code.startswith(("SQLITE_CORRUPT", "SQLITE_NOTADB", "SQLITE_ERROR")):
        return say("{file} is no session of this program, or is damaged", file=file)
    return say("{file} cannot be used: {why}", file=file, why=str(error))
