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
from collections.abc import Callable, Iterable, Mapping
from contextlib import closing, suppress
from operator import attrgetter
from pathlib import Path
from typing import NamedTuple

from workshop_tui.host.files import looking_into, names_in
from workshop_tui.host.names import same
from workshop_tui.host.placing import is_reserved
from workshop_tui.journal.copied import connected, in_memory, is_busy, made_anew, opened, remove
from workshop_tui.journal.files import SUFFIX, is_called, is_there, size_of, why_not
from workshop_tui.journal.journal import Journal, JournalError, Unwritable
from workshop_tui.journal.listing import ALL, Asked, Listed
from workshop_tui.locale import say
from workshop_tui.locale.system import reason
from workshop_tui.session.summary import Summary, written
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
            kept = [one for one in self._copies(asked)[1] if one.id in seen.copied]
            return _listed(asked, kept, seen.found), seen.damaged
        names, in_use = self._names()  # before their stamps
        copied, kept = self._copies(asked)
        gone = copied.keys() - set(names)
        if asked.lately:
            wanted = {one.id for one in kept}
            names = [session for session in names if session in wanted or session not in copied]
        same, changed = self._compared(names, {one: stamp for one, stamp in copied.items() if one not in in_use})
        changed |= dict.fromkeys(in_use & changed.keys(), _IN_USE)
        found, damaged = self._read(changed)
        self._keep(found, gone)
        read_now = [one for one, _stamp in found]
        if not asked.lately:
            _SEEN[self._folder] = _Seen(time.monotonic(), same, read_now, damaged)
        return _listed(asked, [one for one in kept if one.id in same], read_now), damaged

    def _copies(self, asked: Asked) -> tuple[dict[str, str], list[Listed]]:
        """The stamps of the copies that there are, and those `asked` for, all as of one moment."""
        where, values = _condition(asked)
        wanted = f"SELECT stamp, id, day, mode, title, data FROM summaries{where}"
        try:
            self._db.execute("BEGIN")
            rows = self._db.execute(wanted, values).fetchall()
            kept = [Listed(one, day, mode, title, data, self._anew) for _stamp, one, day, mode, title, data in rows]
            if where:
                rows = self._db.execute("SELECT stamp, id FROM summaries").fetchall()
            self._db.execute("COMMIT")
        except sqlite3.Error as error:
            self._db.close()
            self._db = in_memory() if is_busy(error) else made_anew(self._folder / FILE)
            return {}, []
        return {row[1]: row[0] for row in rows}, kept

    def _anew(self, session: str) -> Summary:
        """The summary of a session whose copy is broken: that goes. Raises `JournalError`."""
        with suppress(Unwritable):
            drop(self._folder / f"{session}{SUFFIX}")
        return self._one(session).summary

    def _names(self) -> tuple[list[str], set[str]]:
        """The ids of the sessions in the folder, and of those that have a log. Raises `JournalError`."""
        try:
            names = names_in(self._folder)
        except OSError as error:
            why = why_not(self._folder, error)
            raise JournalError(say("{file} cannot be read: {why}", file=self._folder, why=why)) from None
        sessions = [name.removesuffix(SUFFIX) for name in names if is_called(name)]
        logs = [name for name in names if name.endswith(f"{SUFFIX}-wal")]
        return sessions, {name.removesuffix(f"{SUFFIX}-wal") for name in logs if size_of(self._folder / name)}

    def _stamp(self, session: str) -> str | None:
        """The stamp of that session's file; None if it is not there, or but a name."""
        return self._compared((session,), {})[1].get(session)

    def _compared(self, sessions: Iterable[str], copied: Mapping[str, str]) -> tuple[set[str], dict[str, str]]:
        """Compare the stamps of these sessions' files with those of copies.

        Returns the sessions of the same stamp, and the others with their stamps; none that is not there, or but a name.
        """
        same, others = set(), {}
        with looking_into(self._folder) as look:
            for session in sessions:  # of ten thousand each microsecond counts
                try:
                    seen = look(session + SUFFIX)
                except FileNotFoundError:
                    continue
                except OSError:
                    others[session] = _IN_USE
                    continue
                stamp = f"{seen.st_mtime_ns}:{seen.st_ctime_ns}:{seen.st_size}:{seen.st_ino}"
                if copied.get(session) == stamp:
                    same.add(session)
                elif seen.st_size or not is_reserved(self._folder / f"{session}{SUFFIX}"):
                    others[session] = stamp
        return same, others

    def _read(self, stamps: Mapping[str, str]) -> tuple[list[tuple[Listed, str]], list[JournalError]]:
        """Read the sessions that have these stamps, each with the stamp that it had before; those that could not be."""
        found: dict[str, tuple[Listed, str]] = {}
        damaged: list[JournalError] = []
        for session in sorted(stamps):
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
            return Listed.of(session, journal.summary())

    def _keep(self, found: Iterable[tuple[Listed, str]], gone: Iterable[str]) -> None:
        """Keep copies of those that have settled under their stamps, and of those that are `gone` none."""
        rows = [
            (one.id, stamp, one.day, one.mode, one.title, fold(f"{one.id} {one.title}"), written(one.summary))
            for one, stamp in found
            if _has_settled(stamp)
        ]
        if rows and not self._is_there():  # made with the first copy: where nothing is kept, nothing lies
            self._db.close()
            self._db = made_anew(self._folder / FILE)
        if rows or gone:
            with suppress(sqlite3.Error), self._db:
                self._db.execute("BEGIN IMMEDIATE")
                unchanged = [row for row in rows if self._stamp(row[0]) == row[1]]  # nor forgotten meanwhile
                self._db.executemany(_KEEP, unchanged)
                self._db.executemany("DELETE FROM summaries WHERE id = ?", [(session,) for session in gone])


def _listed(asked: Asked, kept: list[Listed], found: Iterable[Listed]) -> list[Listed]:
    """The sessions that are asked for, the latest day first: those of copies, which were asked for, and those read."""
    return sorted([*kept, *filter(asked.has, found)], key=attrgetter("day", "id"), reverse=True)


def drop(file: Path) -> None:
    """Keep no copy of the summary of the session in `file`: it is deleted, or something in it was forgotten.

    Raises `Unwritable` if a copy stays.
    """
    copies = file.parent / FILE
    if not is_there(copies):
        return
    session = same(file.name.removesuffix(SUFFIX))  # it may have been named in another case than the copy
    if not any(map(is_called, names_in(file.parent))):
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
