"""SQLite's faults in our words: a file that is damaged, or cannot be read or written."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from workshop_tui.host.disks import is_read_only, knows_locks
from workshop_tui.host.files import may_read
from workshop_tui.journal.errors import JournalError, Unwritable
from workshop_tui.locale import Message, say

FAULTS = (sqlite3.Error, UnicodeDecodeError)
"""The exceptions that SQLite raises on such a file."""


def code_of(error: sqlite3.Error | UnicodeDecodeError) -> str:
    """SQLite's name of an error, `SQLITE_IOERR_READ` say; empty if it has none."""
    return str(getattr(error, "sqlite_errorname", ""))


def fault(file: Path, error: sqlite3.Error | UnicodeDecodeError) -> JournalError:
    """The error to raise for what SQLite raised on `file`."""
    code = code_of(error)
    if code.startswith(("SQLITE_CANTOPEN", "SQLITE_PERM", "SQLITE_AUTH")) and not may_read(file):
        return JournalError(say("no permission to read {file}", file=file))
    if told := _unwritable(file, code):
        return Unwritable(told)
    undecoded = isinstance(error, UnicodeDecodeError) or (isinstance(error, sqlite3.OperationalError) and not code)
    if undecoded or code.startswith(("SQLITE_CORRUPT", "SQLITE_NOTADB", "SQLITE_ERROR")):
        return JournalError(say("{file} is no session of this program, or is damaged", file=file))
    return JournalError(say("{file} cannot be used: {why}", file=file, why=say("SQLite refuses ({sign})", sign=code)))


def _unwritable(file: Path, code: str) -> Message | None:
    """Why it cannot be written now, if that is what SQLite says."""
    if code.startswith(("SQLITE_IOERR", "SQLITE_CANTOPEN")) and not file.parent.is_dir():
        return gone(file)
    if code.startswith(("SQLITE_FULL", "SQLITE_IOERR")):
        return failing(file)
    if code.startswith(("SQLITE_READONLY", "SQLITE_CANTOPEN", "SQLITE_PERM")):
        return only_read(file)
    if not code.startswith("SQLITE_BUSY"):
        return None
    if not knows_locks(file.parent):
        return say("this disk knows no locks: use PostgreSQL, or a local one and “backup” ({file})", file=file)
    return say("{file} is busy: another program has held it for 5 seconds", file=file)


def failing(file: Path) -> Message:
    """Say that nothing can be written to the file's disk."""
    return say("the disk is full or failing: {file} cannot be written", file=file)


def gone(file: Path) -> Message:
    """Say that the file is not there any more, or is another one now; or the whole disk."""
    if not file.parent.is_dir():
        return say("its disk has been pulled out, or its folder moved: {file}", file=file)
    return say("{file} has been moved or deleted", file=file)


def changed(file: Path) -> Message:
    """Say that what was kept in the file is not what it holds now: its log was cut, say, or another copied over it."""
    return say("another program changed {file} or cut its log: what was kept there is not what it holds now", file=file)


def only_read(file: Path) -> Message:
    """Say why `file` can only be read: the disk is so, or it is another's."""
    if is_read_only(file):
        return say("this disk is read-only: {file} can only be looked at", file=file)
    return say("no permission to write {file}: it can only be looked at", file=file)
