"""SQLite's connection to a session's file, whatever becomes of its disk.

A disk may be pulled out and put in again, or the file replaced by a copy that has all of it: the next write opens it
anew. What cannot be written (a disk that is read-only, another's file) is read: as others write it, or as a copy in
memory; so is one on a disk too full to open the file. On a disk that several machines share, or that something keeps in
step, the file has no log beside it (a rollback journal, not WAL: https://sqlite.org/wal.html). A log that somebody cut,
removed or replaced is found before anything is laid into it; what is missing then is
put back (`Known`).
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import Any, TypeVar

from workshop_tui.host.disks import doubtful, is_read_only
from workshop_tui.host.files import led_to, make_folder, make_own, may_write
from workshop_tui.journal import schema
from workshop_tui.journal.errors import JournalError, Newer, Unwritable
from workshop_tui.journal.faults import FAULTS, changed, code_of, failing, fault, gone, only_read
from workshop_tui.journal.files import copy_with_log, inode, is_there, size_of, stat_of, traces
from workshop_tui.journal.known import Known
from workshop_tui.journal.log import Log
from workshop_tui.locale import Message, say

T = TypeVar("T")
FULL = ("SQLITE_FULL", "SQLITE_IOERR")
"""The errors of a disk on which what SQLite lays beside a file has no room, or cannot be written."""
AWAY = ("SQLITE_IOERR", "SQLITE_CANTOPEN")
"""The errors of a disk that may be gone: it is opened anew once it can be written again."""


class Connection:
    """A connection to the session in `file`; `read_only` if nothing can be written there."""

    def __init__(self, file: Path, *, create: bool = False) -> None:
        """Open it; with `create`, make it (FileExistsError if it is there). Raises `JournalError`."""
        self.file = file
        self._copied: object = None
        """The stamps of the file and its log when they were copied into memory; None where the file itself is open."""
        self.known = Known()
        if create:
            make_folder(file.parent)
            make_own(file, group=True)
        elif not is_there(file):
            raise JournalError(say("there is no session file {file}", file=file))
        self._open(create)

    def _open(self, create: bool) -> None:
        self._away = False
        self.read_only = not create and self._is_only_read()
        self._full: Unwritable | None = None
        with self.told():
            self._inode, self._size = inode(self.file), size_of(self.file)
            try:
                self._db = self._reading() if self.read_only else self._connected("mode=rw")
                self._prepare(create)
            except (JournalError, *FAULTS) as error:
                if "_db" in vars(self):
                    self._db.close()  # what is no session is not held: Windows would let nobody remove it
                full = isinstance(error, sqlite3.Error) and code_of(error).startswith(FULL)
                if create or self.read_only or isinstance(error, JournalError) or not full:
                    raise
                self._full = Unwritable(fault(self.file, error).message)
                self._db = self._in_memory()
                self._prepare(create)
            if self.read_only or self._full:
                self._db.execute("PRAGMA query_only = ON")
        self._log = Log(self.file)

    def _is_only_read(self) -> bool:
        """Tell whether nothing can be written there: the disk is read-only, or the file or its folder another's."""
        return is_read_only(self.file) or not may_write(self.file)

    def _reading(self) -> sqlite3.Connection:
        """A connection to what is only read: to the file itself where others write it, else to a copy in memory.

        Where the log is not there already, nothing may make one: it would be this person's, in another's folder.
        """
        if all(trace.exists() for trace in traces(led_to(self.file))) and not is_read_only(self.file):
            with suppress(sqlite3.Error):
                live = self._connected("mode=ro")
                if schema.is_up_to_date(live):
                    self._copied = None
                    return live
                live.close()
        self._copied = self._stamps()
        return self._in_memory()

    def _connected(self, how: str) -> sqlite3.Connection:
        return sqlite3.connect(self._uri(how), uri=True, isolation_level=None, timeout=5)

    def _stamps(self) -> object:
        """The times and sizes of the file and of its log: they change when somebody writes there."""
        return [
            (found.st_mtime_ns, found.st_size) for file in traces(led_to(self.file))[:2] if (found := stat_of(file))
        ]

    def version(self) -> object:
        """Give what differs once another program has written there; a copy in memory is made anew then."""
        if self._copied is not None and self._copied != self._stamps():
            self._take(Connection(self.file))
        if self._log.is_replaced:  # what others keep stands in another one
            with suppress(Unwritable):
                self.write(lambda: None)
        return self._copied or self.all("PRAGMA data_version")

    def _uri(self, how: str) -> str:
        return f"{self.file.absolute().as_uri()}?{how}"

    def _prepare(self, create: bool) -> None:
        (application,) = self._db.execute("PRAGMA application_id").fetchone()
        version = schema.version_of(self._db)
        if version < 0 or (application != schema.APPLICATION_ID and not (create and version == 0)):
            raise JournalError(say("{file} is no session of this program", file=self.file))
        self._refuse_newer()
        if create and not doubtful(self.file.parent):
            with suppress(sqlite3.OperationalError):  # this disk cannot share memory: without a log, then
                self._db.execute("PRAGMA journal_mode = WAL")
        self._db.execute("PRAGMA synchronous = FULL")
        self._db.execute("PRAGMA trusted_schema = OFF")
        if schema.is_strange(self._db):
            raise JournalError(say("{file} is no session of this program", file=self.file))
        schema.migrate(self._db)
        self._refuse_newer()  # that was here first

    @property
    def is_newer(self) -> bool:
        """Tell whether a newer program has brought it to a version that this one does not know."""
        with self.told():
            return schema.version_of(self._db) > schema.VERSION

    def _refuse_newer(self) -> None:
        if self.is_newer:
            raise Newer.of(self.file)

    def _in_memory(self) -> sqlite3.Connection:
        """A copy of the file, and of the log beside it, that may be brought up to date: nothing is written there."""
        copied = sqlite3.connect(":memory:", isolation_level=None)
        file = led_to(self.file)
        log = traces(file)[1]
        if not (log.is_file() and log.stat().st_size):
            with closing(sqlite3.connect(self._uri("immutable=1"), uri=True)) as source:
                source.backup(copied)
            return copied
        import tempfile

        with (
            tempfile.TemporaryDirectory(prefix="workshop-tui-") as folder,
            closing(sqlite3.connect(copy_with_log(file, Path(folder)))) as source,
        ):
            source.backup(copied)
        return copied

    def close(self) -> None:
        """Let go of the file."""
        self._db.close()
        self._log.close()

    def execute(self, statement: str, values: tuple[object, ...] = ()) -> sqlite3.Cursor:
        """Do it, as SQLite does: within `write`, or `told`."""
        return self._db.execute(statement, values)

    def all(self, query: str, *values: object) -> list[Any]:
        """Read all rows. Raises `JournalError`."""
        with self.told():
            return self._db.execute(query, values).fetchall()

    @property
    def only_read(self) -> Message | None:
        """Why it can only be read: its disk is read-only. Whether one is full shows with what is written next."""
        return only_read(self.file) if self.read_only else None

    def copy_into(self, copied: sqlite3.Connection) -> None:
        """Copy all of it, as it is at one instant. Raises as SQLite does, which does not say where."""
        self._db.backup(copied)

    def write(self, work: Callable[[], T], *, to_newer: bool = False) -> T:
        """Do `work` in one transaction. Raises `JournalError`; nothing is written then.

        `to_newer`: also where a newer program has written: what is half-typed is to be kept somewhere.
        """
        with self.told():
            self._come_back()
            self._db.execute("BEGIN IMMEDIATE")
            try:
                if not to_newer:
                    self._refuse_newer()
                if not self._log.is_whole():
                    self._begin_anew()
                if not (self.known.stand_in(self._db) or self.known.put_back(self._db)):
                    raise Unwritable(changed(self.file))
                done = work()
                self._db.execute("COMMIT")
            except BaseException:
                if self._db.in_transaction:
                    self._db.execute("ROLLBACK")
                raise
            if not self._log.is_whole():
                raise Unwritable(changed(self.file))
            return done

    def _begin_anew(self) -> None:
        """Leave a log behind that was cut, removed or replaced, and begin once more. Raises `JournalError`."""
        if self._log.is_there:
            self._log.distrust()
            self._db.execute("ROLLBACK")
        else:
            self._db.execute("ROLLBACK")
            if self._log.is_missing:  # all of it is here still, in a file without a name
                self._db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
        self.close()  # in one program SQLite goes on with the index that it has, while anybody does
        self._db, self._away = sqlite3.connect(":memory:", isolation_level=None), True
        self._take(Connection(self.file))
        self._db.execute("BEGIN IMMEDIATE")
        if not self._log.is_whole():  # the index is that of the log before, which others have open still
            self._log.distrust()
            raise Unwritable(changed(self.file))

    def _come_back(self) -> None:
        """Open the file anew, if it was away. Raises `Unwritable` while it is: SQLite writes to what was removed."""
        found, size = inode(self.file), size_of(self.file)
        cut, self._size = size < self._size, max(size, self._size)
        still = self.read_only and self._is_only_read()
        if found == self._inode and not (self._away or self._full or cut) and (still or not self.read_only):
            return
        log = inode(traces(self.file)[1])
        replaced = found != self._inode and log is not None and log == self._log.inode  # that log is of another file
        if found is None or replaced:
            raise Unwritable(gone(self.file))
        try:
            fresh = Connection(self.file)
            whole = not cut or fresh.all("PRAGMA quick_check(1)") == [("ok",)]  # it was made smaller, by us
        except JournalError as error:
            raise Unwritable(error.message) from None
        if not whole:
            fresh.close()
            raise Unwritable(changed(self.file))
        if fresh._full:
            fresh.close()
            raise fresh._full
        if found != self._inode and not self.known.stand_in(fresh._db):
            fresh.close()
            raise Unwritable(gone(self.file))
        self._take(fresh)

    def _take(self, fresh: Connection) -> None:
        """Go on with what `fresh` has opened."""
        with suppress(sqlite3.Error):
            self.close()
        self._db, self._log, self._inode, self._size = fresh._db, fresh._log, fresh._inode, fresh._size
        self._away, self.read_only, self._copied, self._full = False, fresh.read_only, fresh._copied, None

    @contextmanager
    def unhurried(self) -> Iterator[None]:
        """Inside, a write need not be on disk on return: what is lost with the power says itself again."""
        with self.told():
            self._db.execute("PRAGMA synchronous = NORMAL")
            try:
                yield
            finally:
                self._db.execute("PRAGMA synchronous = FULL")

    def flush(self) -> None:
        """Have on disk what was written unhurried. Raises `JournalError`."""
        try:
            self._log.flush()
        except OSError:
            raise Unwritable(failing(self.file)) from None

    @contextmanager
    def told(self) -> Iterator[None]:
        """Tell SQLite's faults in our words."""
        try:
            yield
        except FAULTS as error:
            self._away = self._away or code_of(error).startswith(AWAY)
            if code_of(error).startswith(("SQLITE_ERROR", "SQLITE_CONSTRAINT")) and self._was_migrated():
                raise Newer.of(self.file) from None
            raise fault(self.file, error) from None

    def _was_migrated(self) -> bool:
        """Tell whether a newer program has changed the tables meanwhile."""
        with suppress(*FAULTS, AttributeError):  # it is not open
            return schema.version_of(self._db) > schema.VERSION
        return False
