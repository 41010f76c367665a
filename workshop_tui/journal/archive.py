"""A folder of many sessions at a glance: their summaries, copied into one file beside them.

Each session's own file has its summary; a thousand files are slow to open, so `.summaries` holds a copy of each with
the stamp that the file had when it was copied: when it was changed, its size, and which file it is, so that another
one in its place is never taken for it. Where the stamp is another, or a log says that the session is in use, the file
is opened and its summary copied anew; nothing else depends on the copies, and whoever finds none, or finds them
broken, makes them again. Of a file that was changed just now no copy is kept: disks keep time in steps, and it may
change once more under the same stamp.
"""

from __future__ import annotations

import os
import sqlite3
import time
from collections.abc import Callable, Iterable
from contextlib import closing, suppress
from pathlib import Path

from workshop_tui.host.files import make_own, names_in
from workshop_tui.host.placing import is_reserved
from workshop_tui.journal.files import SUFFIX, is_there
from workshop_tui.journal.journal import Journal, JournalError, Unwritable
from workshop_tui.journal.listing import ALL, Asked, Listed
from workshop_tui.locale import say
from workshop_tui.locale.system import reason
from workshop_tui.session.summary import VERSION, read, written
from workshop_tui.text import fold

FILE = ".summaries"
SETTLED_S, SETTLED_FINE_S = 3.0, 0.1
"""Seconds after which a change shows in a stamp: FAT counts in steps of two, a disk that knows parts of a second in
steps of some milliseconds."""
LAYOUT = 2
"""Raise it with any change of the table or of the stamps: another one is thrown away."""
_IN_USE = ""
"""The stamp of a session that has a log: what is written there shows in no stamp on every system."""
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
    """The copies of the summaries of a folder's sessions; in memory alone where they cannot be kept."""

    def __init__(self, folder: Path, journal_of: Callable[[str], Journal]) -> None:
        """`journal_of` opens the session with an id in `folder`."""
        self._folder = folder
        self._journal_of = journal_of
        self._db = _opened(folder / FILE)

    def __enter__(self) -> Archive:
        return self

    def __exit__(self, *_exc: object) -> None:
        self._db.close()

    def summaries(self, asked: Asked = ALL) -> tuple[list[Listed], list[JournalError]]:
        """List the sessions that are `asked` for, the latest day first, and why others cannot be read.

        Raises `JournalError` if the folder cannot be read.
        """
        there = self._stamps()
        copied, kept = self._copies(asked)
        old = {session: read(data) for session, data in kept if there.get(session) == copied[session] != _IN_USE}
        changed = {session for session, stamp in there.items() if stamp == _IN_USE or copied.get(session) != stamp}
        changed |= {session for session, summary in old.items() if summary is None}
        found, damaged = self._read(sorted(changed), there)
        self._keep(found, copied.keys() - there.keys())
        listed = [Listed(session, summary) for session, summary in old.items() if summary]
        listed += filter(asked.has, (one for one, _stamp in found))
        return sorted(listed, key=lambda one: (one.summary.day, one.id), reverse=True), damaged

    def _copies(self, asked: Asked) -> tuple[dict[str, str], list[tuple[str, str]]]:
        """The stamps of the copies that there are, and of those `asked` for the summaries, all as of one moment."""
        where, values = _condition(asked)
        try:
            self._db.execute("BEGIN")
            stamps = dict(self._db.execute("SELECT id, stamp FROM summaries").fetchall())
            kept = self._db.execute(f"SELECT id, data FROM summaries{where}", values).fetchall()
            self._db.execute("COMMIT")
        except sqlite3.Error as error:
            self._db.close()
            self._db = _in_memory() if _is_busy(error) else _made_anew(self._folder / FILE)
            return {}, []
        return stamps, kept

    def _stamps(self) -> dict[str, str]:
        """The stamp of each session in the folder."""
        names: list[str] = []
        in_use: set[str] = set()
        try:
            with os.scandir(self._folder) as found:
                for one in found:
                    if one.name.endswith(SUFFIX) and one.name[0] != ".":
                        names.append(one.name.removesuffix(SUFFIX))
                    elif one.name.endswith(f"{SUFFIX}-wal"):
                        with suppress(OSError):
                            if one.stat().st_size:
                                in_use.add(one.name.removesuffix(f"{SUFFIX}-wal"))
        except FileNotFoundError:
            names_in(self._folder)
        except OSError as error:
            raise JournalError(say("{file} cannot be read: {why}", file=self._folder, why=reason(error))) from None
        stamps = {name: _IN_USE if name in in_use else self._stamp(name) for name in names}  # after the logs were seen
        return {name: stamp for name, stamp in stamps.items() if stamp is not None}

    def _stamp(self, session: str) -> str | None:
        """The stamp of that session's file; None if it is not there, or but a name."""
        file = f"{self._folder}{os.sep}{session}{SUFFIX}"  # a Path each costs more than the asking
        try:
            seen = os.stat(file)  # noqa: PTH116
        except FileNotFoundError:
            return None
        except OSError:
            return _IN_USE
        if not seen.st_size and is_reserved(Path(file)):
            return None
        return f"{seen.st_mtime_ns}:{seen.st_ctime_ns}:{seen.st_size}:{seen.st_ino}"

    def _read(
        self, sessions: Iterable[str], stamps: dict[str, str]
    ) -> tuple[list[tuple[Listed, str]], list[JournalError]]:
        """Read these, each with the stamp that it had before; those that could not be."""
        found: dict[str, tuple[Listed, str]] = {}
        damaged: list[JournalError] = []
        for session in sessions:
            try:
                found[session] = self._one(session), stamps[session]
            except JournalError as error:
                damaged.append(error)
        for session in found:  # an older file was brought up to date as it was opened: it has another stamp
            with suppress(JournalError):
                if (stamp := self._stamp(session)) not in (None, stamps[session]):
                    found[session] = self._one(session), stamp or _IN_USE
        return list(found.values()), damaged

    def _is_there(self) -> bool:
        return os.path.lexists(self._folder / FILE)

    def _one(self, session: str) -> Listed:
        with self._journal_of(session) as journal:
            return Listed(session, journal.summary())

    def _keep(self, found: Iterable[tuple[Listed, str]], gone: Iterable[str]) -> None:
        """Keep copies of those that have settled under their stamps, and of those that are `gone` none."""
        rows = [
            (one.id, stamp, one.summary.day.isoformat(), one.summary.mode.value, one.summary.title,
             fold(f"{one.id} {one.summary.title}"), written(one.summary))
            for one, stamp in found
            if _has_settled(stamp)
        ]  # fmt: skip
        if rows and not self._is_there():  # made with the first copy: where nothing is kept, nothing lies
            self._db.close()
            self._db = _made_anew(self._folder / FILE)
        if rows or gone:
            with suppress(sqlite3.Error), self._db:
                self._db.execute("BEGIN IMMEDIATE")
                unchanged = [row for row in rows if self._stamp(row[0]) == row[1]]  # nor forgotten meanwhile
                self._db.executemany(_KEEP, unchanged)
                self._db.executemany("DELETE FROM summaries WHERE id = ?", [(session,) for session in gone])


def drop(file: Path) -> None:
    """Keep no copy of the summary of the session in `file`: it is deleted, or something in it was forgotten.

    Raises `Unwritable` if a copy stays.
    """
    copies = file.parent / FILE
    if not is_there(copies):
        return
    session = file.name.removesuffix(SUFFIX)
    if not any(name.endswith(SUFFIX) and name[0] != "." for name in names_in(file.parent)):
        with suppress(OSError):
            _remove(copies)
            return
    try:
        with closing(_connected(copies, timeout_s=5)) as db:
            if db.execute("SELECT 1 FROM summaries WHERE id = ?", (session,)).fetchall():
                db.execute("DELETE FROM summaries WHERE id = ?", (session,))
    except sqlite3.Error:
        try:
            _remove(copies)
        except OSError as error:
            why = reason(error)
            raise Unwritable(say("{file} cannot be written: {why}", file=copies, why=why)) from None


def _has_settled(stamp: str) -> bool:
    """Tell whether any later change of the file with this stamp gives it another one."""
    if stamp == _IN_USE:
        return False
    changed_ns, made_ns, *_others = map(int, stamp.split(":"))
    wait_s = SETTLED_FINE_S if changed_ns % 1_000_000_000 else SETTLED_S
    return max(changed_ns, made_ns) < (time.time() - wait_s) * 1e9


def _condition(asked: Asked) -> tuple[str, list[object]]:
    """The condition in SQL for `Asked.has`, and its values."""
    parts: list[tuple[str, list[object]]] = [("instr(words, ?)", [word]) for word in asked.folded]
    if asked.since:
        parts.append(("day >= ?", [asked.since.isoformat()]))
    if asked.before:
        parts.append(("day < ?", [asked.before.isoformat()]))
    if asked.title is not None:
        parts.append(("title = ?", [asked.title]))
    if asked.modes is not None:
        marks = ", ".join("?" * len(asked.modes))
        parts.append((f"mode IN ({marks})", [mode.value for mode in asked.modes]))
    where = " AND ".join(part for part, _values in parts)
    return (f" WHERE {where}" if where else ""), [value for _part, values in parts for value in values]


def _connected(file: Path, *, timeout_s: float = 0.5) -> sqlite3.Connection:
    """A connection to the copies in `file`, which are there."""
    db = sqlite3.connect(f"{file.absolute().as_uri()}?mode=rw", uri=True, isolation_level=None, timeout=timeout_s)
    try:
        db.execute("PRAGMA secure_delete = ON")  # a title may have said what was to be forgotten
        db.execute("PRAGMA trusted_schema = OFF")
    except sqlite3.Error:
        db.close()
        raise
    return db


def _opened(file: Path) -> sqlite3.Connection:
    """The copies in `file`, made anew if they are broken or of another version; in memory if there are none."""
    db = None
    if not os.path.lexists(file):
        return _in_memory()
    try:
        db = _connected(file)
        ((version,),) = db.execute("PRAGMA user_version").fetchall()
        if version == LAYOUT * 1000 + VERSION:
            return db
    except sqlite3.Error as error:
        if _is_busy(error):
            return _in_memory()
    if db:
        db.close()
    return _made_anew(file)


def _is_busy(error: sqlite3.Error) -> bool:
    """Tell whether another program is just writing there."""
    return getattr(error, "sqlite_errorcode", 0) & 0xFF in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)


def _made_anew(file: Path) -> sqlite3.Connection:
    """Empty copies in `file`, or in memory where it cannot be made."""
    try:
        _remove(file)
        make_own(file, group=True)
        return _prepared(_connected(file))
    except (OSError, sqlite3.Error):
        return _in_memory()


def _remove(file: Path) -> None:
    """Remove the copies in `file`, and first what would be rolled back into those that come in their place."""
    file.with_name(f"{file.name}-journal").unlink(missing_ok=True)
    file.unlink(missing_ok=True)


def _in_memory() -> sqlite3.Connection:
    return _prepared(sqlite3.connect(":memory:", isolation_level=None))


def _prepared(db: sqlite3.Connection) -> sqlite3.Connection:
    try:
        db.execute(_TABLE)
        db.execute(f"PRAGMA user_version = {LAYOUT * 1000 + VERSION}")
    except sqlite3.Error:
        db.close()
        raise
    return db
