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
from typing import NamedTuple

from workshop_tui.host.files import names_in
from workshop_tui.host.names import same
from workshop_tui.host.placing import is_reserved
from workshop_tui.journal.copied import connected, in_memory, is_busy, made_anew, opened, remove
from workshop_tui.journal.files import SUFFIX, is_there
from workshop_tui.journal.journal import Journal, JournalError, Unwritable
from workshop_tui.journal.listing import ALL, Asked, Listed
from workshop_tui.locale import say
from workshop_tui.locale.system import reason
from workshop_tui.session.summary import Summary, read, written
from workshop_tui.text import fold

FILE = ".summaries"
SETTLED_S, SETTLED_FINE_S = 3.0, 0.1
"""Seconds after which a change shows in a stamp: FAT counts in steps of two, a disk that knows parts of a second in
steps of some milliseconds."""
_IN_USE = ""
"""The stamp of a session that has a log: what is written there shows in no stamp on every system."""
_KEEP = "REPLACE INTO summaries VALUES (?, ?, ?, ?, ?, ?, ?)"


LATELY_S = 2.0
"""Seconds for which what this program saw in a folder may be asked for once more."""


class _Seen(NamedTuple):
    """A look at a folder: when, which copies were right then, which files were read, and which could not be."""

    at_s: float
    copied: set[str]
    found: list[Listed]
    damaged: list[JournalError]


_SEEN: dict[Path, _Seen] = {}


class Archive:
    """The copies of the summaries of a folder's sessions; in memory alone where they cannot be kept."""

    def __init__(self, folder: Path, journal_of: Callable[[str], Journal]) -> None:
        """`journal_of` opens the session with an id in `folder`."""
        self._folder = folder
        self._journal_of = journal_of
        self._db = opened(folder / FILE)

    def __enter__(self) -> Archive:
        return self

    def __exit__(self, *_exc: object) -> None:
        self._db.close()

    def summaries(self, asked: Asked = ALL) -> tuple[list[Listed], list[JournalError]]:
        """List the sessions that are `asked` for, the latest day first, and why others cannot be read.

        Raises `JournalError` if the folder cannot be read.
        """
        if asked.lately and (seen := _SEEN.pop(self._folder, None)) and seen.at_s > time.monotonic() - LATELY_S:
            old = {session: read(data) for session, data in self._copies(asked)[1] if session in seen.copied}
            return _listed(asked, old, seen.found), seen.damaged
        there = self._stamps()
        copied, kept = self._copies(asked)
        same = {session for session, stamp in there.items() if copied.get(session) == stamp != _IN_USE}
        old = {session: read(data) for session, data in kept if session in same}
        same -= {session for session, summary in old.items() if summary is None}
        found, damaged = self._read(sorted(there.keys() - same), there)
        self._keep(found, copied.keys() - there.keys())
        read_now = [one for one, _stamp in found]
        _SEEN[self._folder] = _Seen(time.monotonic(), same, read_now, damaged)
        return _listed(asked, old, read_now), damaged

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
            self._db = in_memory() if is_busy(error) else made_anew(self._folder / FILE)
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
        stamps = self._stamps_of(names)  # after the logs were seen
        return stamps | dict.fromkeys(in_use & stamps.keys(), _IN_USE)

    def _stamp(self, session: str) -> str | None:
        """The stamp of that session's file; None if it is not there, or but a name."""
        return self._stamps_of((session,)).get(session)

    def _stamps_of(self, sessions: Iterable[str]) -> dict[str, str]:
        """The stamps of these sessions' files; none of one that is not there, or but a name."""
        stamps, stat, begin = {}, os.stat, f"{self._folder}{os.sep}"  # of ten thousand each microsecond counts
        for session in sessions:
            file = begin + session + SUFFIX
            try:
                seen = stat(file)
            except FileNotFoundError:
                continue
            except OSError:
                stamps[session] = _IN_USE
                continue
            if seen.st_size or not is_reserved(Path(file)):
                stamps[session] = f"{seen.st_mtime_ns}:{seen.st_ctime_ns}:{seen.st_size}:{seen.st_ino}"
        return stamps

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
            self._db = made_anew(self._folder / FILE)
        if rows or gone:
            with suppress(sqlite3.Error), self._db:
                self._db.execute("BEGIN IMMEDIATE")
                unchanged = [row for row in rows if self._stamp(row[0]) == row[1]]  # nor forgotten meanwhile
                self._db.executemany(_KEEP, unchanged)
                self._db.executemany("DELETE FROM summaries WHERE id = ?", [(session,) for session in gone])


def _listed(asked: Asked, old: dict[str, Summary | None], found: Iterable[Listed]) -> list[Listed]:
    """The sessions that are asked for, the latest day first: those of copies, which were asked for, and those read."""
    listed = [Listed(session, summary) for session, summary in old.items() if summary]
    listed += filter(asked.has, found)
    return sorted(listed, key=lambda one: (one.summary.day, one.id), reverse=True)


def drop(file: Path) -> None:
    """Keep no copy of the summary of the session in `file`: it is deleted, or something in it was forgotten.

    Raises `Unwritable` if a copy stays.
    """
    copies = file.parent / FILE
    if not is_there(copies):
        return
    session = same(file.name.removesuffix(SUFFIX))  # it may have been named in another case than the copy
    if not any(name.endswith(SUFFIX) and name[0] != "." for name in names_in(file.parent)):
        with suppress(OSError):
            remove(copies)
            return
    try:
        with closing(connected(copies, timeout_s=5)) as db:
            kept = db.execute("SELECT id FROM summaries").fetchall()
            if those := [(one,) for (one,) in kept if same(one) == session]:
                db.executemany("DELETE FROM summaries WHERE id = ?", those)
    except (UnicodeError, sqlite3.Error):
        try:
            remove(copies)
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
