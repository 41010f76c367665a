"""A folder of many sessions at a glance: their summaries, copied into one file beside them.

Each session's own file has its summary; a thousand files are slow to open, so `.summaries` holds a copy of each with
the stamp that the file had when it was copied (`stamps`). Where the stamp is another, or a log says that the session is
in use, the file is opened and its summary copied anew; nothing else depends on the copies, and whoever finds none, or
finds them broken, makes them again. Of a file that was changed just now no copy is kept: disks keep time in steps, and
it may change once more under the same stamp.

To ask for ten thousand stamps is slow, too. Where only some sessions are asked for, those that are over by their copies
and none of these are taken as they were: who writes into one lets go of its copy first (`SqliteJournal.append`), and
another file in its place is another one in the folder. What a foreign program writes into such a file itself is found
by the next whole list, or in turn: each look asks for the stamps of some of them (`IN_TURN`).
"""

from __future__ import annotations

import os
import sqlite3
import sys
import time
from collections.abc import Callable, Container, Generator, Iterable, Sequence
from contextlib import closing, suppress
from operator import attrgetter
from pathlib import Path
from typing import Any, NamedTuple

from workshop_tui.agenda.structs import decode, encode
from workshop_tui.host.files import names_in
from workshop_tui.host.names import same
from workshop_tui.journal.copied import connected, is_busy, made_anew, opened, remove
from workshop_tui.journal.errors import JournalError, Unwritable
from workshop_tui.journal.files import SUFFIX, is_called, is_there
from workshop_tui.journal.journal import Journal
from workshop_tui.journal.listing import ALL, Asked, Listed
from workshop_tui.journal.stamps import IN_USE, Look, compared, has_log, has_settled, inode_in, look_into, stamp_of
from workshop_tui.locale import say
from workshop_tui.locale.system import reason
from workshop_tui.session.summary import Summary, written
from workshop_tui.text import fold, is_unread

FILE = ".summaries"
IN_TURN = 16
"""A look asks for the stamp of one in so many sessions that are over and not asked for."""
LATELY_S = 2.0
"""Seconds for which what this program saw in a folder may be asked for once more."""
PAGE = 64
"""Sessions of a first page; each further one has twice as many."""
_NEWEST = attrgetter("day", "id")
_DAY = len("2021-05-04 ")
_PLAN = """
    SELECT json_group_object(id, inode), json_group_array(day || ' ' || id) FILTER (WHERE {where}),
        json_group_array(id) FILTER (WHERE NOT ({where}) AND NOT ({passing}))
    FROM summaries
"""
"""The inode of each copy, the sessions asked for, each after its day, and the others to be looked at: as JSON, which
is read at once where ten thousand rows are not."""
_THOSE = "id IN (SELECT value FROM json_each(?))"
_KEEP = "REPLACE INTO summaries VALUES (?, ?, ?, ?, ?, ?, ?, ?)"
Page = tuple[list[Listed], list[JournalError]]
"""Sessions, the latest day first, and why others cannot be read."""


class _Seen(NamedTuple):
    """A look at a folder: when, which copies were wrong then, what was there, what was read, what could not be."""

    at_s: float
    wrong: set[str]
    there: Container[str]
    found: list[Listed]
    damaged: list[JournalError]


_SEEN: dict[Path, _Seen] = {}


class Archive:
    """The copies of the summaries of a folder's sessions; none where they cannot be kept."""

    def __init__(self, folder: Path, journal_of: Callable[[str], Journal]) -> None:
        """`journal_of` opens the session with an id in `folder`."""
        self._folder = folder
        self._journal_of = journal_of
        self._db = opened(folder / FILE)
        self._look = Look({}, set())
        self._found: dict[str, tuple[Listed, str]] = {}
        """The sessions whose files were read, each with the stamp that it had before."""
        self._wrong: set[str] = set()
        """The sessions that are otherwise than their copies said, or have none."""
        self._damaged: list[JournalError] = []

    def __enter__(self) -> Archive:
        return self

    def __exit__(self, *_exc: object) -> None:
        self._turn_to(None)

    def _turn_to(self, copies: sqlite3.Connection | None) -> None:
        if self._db:
            self._db.close()
        self._db = copies

    def summaries(self, asked: Asked = ALL) -> Page:
        """List all sessions that are `asked` for. Raises `JournalError` if the folder cannot be read."""
        if asked.lately and (seen := _SEEN.pop(self._folder, None)) and seen.at_s > time.monotonic() - LATELY_S:
            where, values = _condition(asked)
            copies = [one for one, _stamp in self._copies(where, values)]
            kept = [one for one in copies if one.id in seen.there and one.id not in seen.wrong]
            return _newest_first([*kept, *filter(asked.has, seen.found)]), seen.damaged
        found = [one for page, _damaged in self.pages(asked, sys.maxsize) for one in page]
        if not asked.lately:
            read = [one for one, _stamp in self._found.values()]
            _SEEN[self._folder] = _Seen(time.monotonic(), self._wrong, self._look.inodes, read, self._damaged)
        return found, self._damaged

    def pages(self, asked: Asked = ALL, size: int = PAGE) -> Generator[Page]:
        """Yield the sessions that are `asked` for, a page at a time: what is not read on is not looked at."""
        self._look, self._found, self._wrong, self._damaged = look_into(self._folder), {}, set(), []
        wanted, others, gone = self._plan(asked)
        try:
            waiting = _newest_first(filter(asked.has, self._otherwise(others)))
            told = 0
            while True:
                ids, wanted = wanted[:size], wanted[size:]
                page = [one for one in self._checked(ids) if one.id not in self._wrong or asked.has(one)]
                oldest = min(map(_NEWEST, page), default=("", "")) if wanted else ("", "")
                between = [one for one in waiting if _NEWEST(one) >= oldest]
                waiting = waiting[len(between) :]
                yield _newest_first([*page, *between]), self._damaged[told:]
                told, size = len(self._damaged), size * 2
                if not wanted:
                    return
        finally:
            self._keep(gone)

    def _plan(self, asked: Asked) -> tuple[list[str], list[str], set[str]]:
        """The sessions asked for, by their copies and in their order; others to be looked at; copies of none."""
        where, values = _condition(asked)
        in_turn = f"mode = 'ended' AND rowid % {IN_TURN} <> {time.time_ns() // 1000 % IN_TURN}"
        passing = "1" if asked.lately else in_turn if asked.over_as_seen else "0"
        copied, wanted, looked_at = self._planned(_PLAN.format(where=where or 1, passing=passing), [*values, *values])
        inodes, in_use = self._look.inodes, self._look.in_use
        if inodes == copied:  # of ten thousand, in one step
            return wanted, sorted((looked_at | in_use & inodes.keys()).difference(wanted)), set()
        looked_at |= {one for one, inode in inodes.items() if not inode or one in in_use or copied.get(one) != inode}
        gone = copied.keys() - inodes.keys()
        return [one for one in wanted if one not in gone], sorted(looked_at.difference(wanted, gone)), gone

    def _planned(self, query: str, values: Sequence[object]) -> tuple[dict[str, int], list[str], set[str]]:
        """The answer to `_PLAN`; nothing where the copies are broken: they are made anew."""
        try:
            for kept, those, others in self._rows(query, values):
                wanted = [one[_DAY:] for one in sorted(decode(those, list[str]), reverse=True)]
                return decode(kept, dict[str, int]), wanted, {*decode(others, list[str])}
        except ValueError:
            self._turn_to(None)
            self._turn_to(made_anew(self._folder / FILE))
        return {}, [], set()

    def _checked(self, sessions: Sequence[str]) -> list[Listed]:
        """The rows of `sessions`, copied where their stamps are the same, else read; without those that cannot be."""
        if not sessions:
            return []
        few = len(sessions) < len(self._look.inodes) // 2
        copies = self._copies(_THOSE, [_json(sessions)]) if few else self._copies("", [])
        same, changed = self._compared(sessions, {one.id: stamp for one, stamp in copies})
        return [*(one for one, _stamp in copies if one.id in same), *self._read(changed)]

    def _otherwise(self, sessions: Sequence[str]) -> list[Listed]:
        """The rows of those of `sessions` that are otherwise than their copies say, read."""
        stamps = self._rows(f"SELECT id, stamp FROM summaries WHERE {_THOSE}", [_json(sessions)]) if sessions else []
        return self._read(self._compared(sessions, dict(stamps))[1])

    def _compared(self, sessions: Sequence[str], stamps: dict[str, str]) -> tuple[set[str], dict[str, str]]:
        """See `compared`; a session in use has no stamp that says anything."""
        in_use = self._look.in_use
        for one in in_use & stamps.keys():
            del stamps[one]
        same, changed = compared(self._folder, sessions, stamps)
        changed |= dict.fromkeys(in_use & changed.keys(), IN_USE)
        self._wrong |= changed.keys()
        return same, changed

    def _copies(self, where: str, values: Sequence[object]) -> list[tuple[Listed, str]]:
        """The copies for which a condition holds, with their stamps."""
        rows = self._rows(f"SELECT stamp, id, day, mode, title, data FROM summaries WHERE {where or 1}", values)
        return [(Listed(one, day, mode, title, data, self._anew), stamp) for stamp, one, day, mode, title, data in rows]

    def _rows(self, query: str, values: Sequence[object]) -> list[Any]:
        try:
            return self._db.execute(query, values).fetchall() if self._db else []
        except sqlite3.Error as error:
            self._turn_to(None)
            self._turn_to(None if is_busy(error) else made_anew(self._folder / FILE))
            return []

    def _anew(self, session: str) -> Summary:
        """The summary of a session whose copy is broken: that goes. Raises `JournalError`."""
        with suppress(Unwritable):
            drop(self._folder / f"{session}{SUFFIX}")
        return self._one(session).summary

    def _read(self, stamps: dict[str, str]) -> list[Listed]:
        """Read the sessions that have these stamps."""
        found: dict[str, tuple[Listed, str]] = {}
        for session in sorted(stamps):
            try:
                found[session] = self._one(session), stamps[session]
            except JournalError as error:
                self._damaged.append(error)
        for session in found:  # an older file was brought up to date as it was opened: it has another stamp
            with suppress(JournalError):
                if (stamp := stamp_of(self._folder, session)) not in (None, stamps[session]):
                    found[session] = self._one(session), stamp or IN_USE
        self._found |= found
        return [one for one, _stamp in found.values()]

    def _one(self, session: str) -> Listed:
        with self._journal_of(session) as journal:
            return Listed.of(session, journal.summary())

    def _keep(self, gone: Iterable[str]) -> None:
        """Keep copies of those that have settled under their stamps, and of those that are `gone` none."""
        rows = [
            (
                one.id,
                stamp,
                inode_in(stamp),
                one.day,
                one.mode,
                one.title,
                fold(f"{one.id} {one.title}"),
                written(one.summary),
            )
            for one, stamp in self._found.values()
            if has_settled(stamp) and not is_unread(one.id)
        ]
        copies = self._folder / FILE
        if rows and not os.path.lexists(copies):  # made with the first: where nothing is kept, nothing lies
            self._turn_to(None)
            self._turn_to(made_anew(copies))
        if self._db and (rows or gone):
            with suppress(sqlite3.Error), self._db:
                self._db.execute("BEGIN IMMEDIATE")
                self._db.executemany(_KEEP, [row for row in rows if self._is_still(row[0], row[1])])
                self._db.executemany("DELETE FROM summaries WHERE id = ?", [(session,) for session in gone])

    def _is_still(self, session: str, stamp: str) -> bool:
        """Tell whether a session was neither written to nor forgotten since it had this stamp."""
        return stamp_of(self._folder, session) == stamp and not has_log(self._folder, session)


def _json(sessions: Iterable[str]) -> str:
    """The ids of sessions that may have a copy, for `_THOSE`."""
    return encode([one for one in sessions if not is_unread(one)])


def _newest_first(sessions: Iterable[Listed]) -> list[Listed]:
    return sorted(sessions, key=_NEWEST, reverse=True)


def drop(file: Path) -> None:
    """Keep no copy of the summary of the session in `file`: it is deleted, opened again, or something was forgotten.

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


def _condition(asked: Asked) -> tuple[str, list[object]]:
    """The condition in SQL for `Asked.has`, and its values; empty where all are asked for."""
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
    return where, [value for _part, values in parts for value in values]
