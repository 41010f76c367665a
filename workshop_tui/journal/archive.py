"""A folder of many sessions at a glance: their summaries, copied into one file beside them.

Each session's own file has its summary; a thousand files are slow to open, so `.summaries` holds a copy of each with
the stamp (time of change and size) that the file and its log had when it was copied. Where the stamp is another the
file is opened and its summary copied anew; nothing else depends on the copies, and whoever finds none, or finds them
broken, makes them again. Of a file that was changed in the last `SETTLED_S` seconds no copy is kept: file systems keep
time in steps, and it may change once more under the same stamp.
"""

from __future__ import annotations

import os
import sqlite3
import time
from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path

from workshop_tui.host.files import make_own, names_in
from workshop_tui.journal.files import SUFFIX
from workshop_tui.journal.journal import Journal, JournalError
from workshop_tui.journal.listing import ALL, Asked, Listed
from workshop_tui.locale import say
from workshop_tui.locale.system import reason
from workshop_tui.session.summary import VERSION, read, written
from workshop_tui.text import fold

FILE = ".summaries"
SETTLED_S = 3.0
"""Seconds after which a change shows in a stamp: FAT counts in steps of two."""
LAYOUT = 1
"""Raise it with any change of the table: another one is thrown away."""
_TABLE = """
CREATE TABLE summaries (
    id TEXT PRIMARY KEY,
    stamp TEXT NOT NULL,
    day TEXT NOT NULL,
    mode TEXT NOT NULL,
    title TEXT NOT NULL,
    words TEXT NOT NULL,
    data TEXT NOT NULL
) STRICT, WITHOUT ROWID
"""
_KEEP = "REPLACE INTO summaries VALUES (?, ?, ?, ?, ?, ?, ?)"


class Archive:
    """The copies of the summaries of a folder's sessions; none where they cannot be kept."""

    def __init__(self, folder: Path, journal_of: Callable[[str], Journal]) -> None:
        """`journal_of` opens the session with an id in `folder`."""
        self._folder = folder
        self._journal_of = journal_of
        self._db = _opened(folder / FILE)

    def __enter__(self) -> Archive:
        return self

    def __exit__(self, *_exc: object) -> None:
        self._close()

    def _close(self) -> None:
        if self._db:
            self._db.close()
            self._db = None

    def summaries(self, asked: Asked = ALL) -> tuple[list[Listed], list[JournalError]]:
        """List the sessions that are `asked` for, the latest day first, and why others cannot be read.

        Raises `JournalError` if the folder cannot be read.
        """
        there = self._stamps()
        copied = dict(self._all("SELECT id, stamp FROM summaries"))
        changed = {session for session, stamp in there.items() if copied.get(session) != stamp}
        gone = copied.keys() - there.keys()
        found, damaged = self._read(sorted(changed))
        self._keep([(one, there[one.id]) for one in found], gone)
        where, values = _condition(asked)
        old = [
            Listed(session, summary)
            for session, data in self._all(f"SELECT id, data FROM summaries{where}", *values)
            if session not in changed and session in there and (summary := read(data)) is not None
        ]
        listed = [*old, *filter(asked.has, found)]
        return sorted(listed, key=lambda one: (one.summary.day, one.id), reverse=True), damaged

    def drop(self, session: str) -> None:
        """Keep no copy of that session's summary: it is deleted; with the last one, the file of copies goes, too."""
        self._keep((), (session,))
        if not self._stamps():
            self._close()
            with suppress(OSError):
                (self._folder / FILE).unlink(missing_ok=True)

    def _stamps(self) -> dict[str, str]:
        """The stamp of each session in the folder."""
        stamps: dict[str, str] = {}
        logs: dict[str, str] = {}
        try:
            with os.scandir(self._folder) as found:
                for one in found:
                    name = one.name.removesuffix("-wal")
                    if name.endswith(SUFFIX) and name[0] != ".":
                        with suppress(FileNotFoundError):
                            seen = os.stat(one.path)  # noqa: PTH116 (a Path each costs more than the asking)
                            into = stamps if name == one.name else logs
                            into[name.removesuffix(SUFFIX)] = f"{seen.st_mtime_ns}:{seen.st_size}"
        except FileNotFoundError:
            names_in(self._folder)
        except OSError as error:
            raise JournalError(say("{file} cannot be read: {why}", file=self._folder, why=reason(error))) from None
        return {session: f"{stamp} {logs[session]}" if session in logs else stamp for session, stamp in stamps.items()}

    def _read(self, sessions: Iterable[str]) -> tuple[list[Listed], list[JournalError]]:
        found, damaged = [], []
        for session in sessions:
            try:
                with self._journal_of(session) as journal:
                    found.append(Listed(session, journal.summary()))
            except JournalError as error:
                damaged.append(error)
        return found, damaged

    def _keep(self, found: Iterable[tuple[Listed, str]], gone: Iterable[str]) -> None:
        """Keep copies of those that have settled under their stamps, and of those that are `gone` none."""
        settled = (time.time() - SETTLED_S) * 1e9
        rows = [
            (one.id, stamp, one.summary.day.isoformat(), one.summary.mode.value, one.summary.title,
             fold(f"{one.id} {one.summary.title}"), written(one.summary))
            for one, stamp in found
            if all(int(part.partition(":")[0]) < settled for part in stamp.split(" "))
        ]  # fmt: skip
        if rows and self._db is None:
            self._db = _made_anew(self._folder / FILE)
        if self._db and (rows or gone):
            with suppress(sqlite3.Error), self._db:
                self._db.execute("BEGIN IMMEDIATE")
                self._db.executemany(_KEEP, rows)
                self._db.executemany("DELETE FROM summaries WHERE id = ?", [(session,) for session in gone])

    def _all(self, query: str, *values: object) -> list[tuple[str, str]]:
        try:
            return self._db.execute(query, values).fetchall() if self._db else []
        except sqlite3.Error:  # broken where it had not been read yet: all is made again
            self._close()
            return []


def _condition(asked: Asked) -> tuple[str, list[object]]:
    """The condition in SQL for `Asked.has`, and its values."""
    parts: list[tuple[str, object]] = []
    if asked.since:
        parts.append(("day >= ?", asked.since.isoformat()))
    if asked.before:
        parts.append(("day < ?", asked.before.isoformat()))
    if asked.title is not None:
        parts.append(("title = ?", asked.title))
    if asked.words:
        parts.append(("instr(words, ?)", fold(asked.words)))
    if asked.modes is not None:
        marks = ", ".join("?" * len(asked.modes))
        where = " AND ".join([*(part for part, _value in parts), f"mode IN ({marks})"])
        return f" WHERE {where}", [*(value for _part, value in parts), *(mode.value for mode in asked.modes)]
    where = " AND ".join(part for part, _value in parts)
    return (f" WHERE {where}" if where else ""), [value for _part, value in parts]


def _opened(file: Path) -> sqlite3.Connection | None:
    """The copies in `file`; None if there are none, or they are broken or of another version."""
    db = None
    try:
        db = sqlite3.connect(f"{file.absolute().as_uri()}?mode=rw", uri=True, isolation_level=None, timeout=0.5)
        ((version,),) = db.execute("PRAGMA user_version").fetchall()
        if version == LAYOUT * 1000 + VERSION:
            db.execute("PRAGMA secure_delete = ON")  # a title may have said what was to be forgotten
            return db
    except sqlite3.Error:
        pass
    if db:
        db.close()
    return None


def _made_anew(file: Path) -> sqlite3.Connection | None:
    """Empty copies in `file`; None where it cannot be made."""
    try:
        file.unlink(missing_ok=True)
        make_own(file, group=True)
        db = sqlite3.connect(file, isolation_level=None, timeout=0.5)
        db.execute("PRAGMA secure_delete = ON")
        db.execute(_TABLE)
        db.execute(f"PRAGMA user_version = {LAYOUT * 1000 + VERSION}")
    except (OSError, sqlite3.Error):
        return None
    return db
