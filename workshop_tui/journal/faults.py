"""SQLite's faults in our words: a file that is damaged, or cannot be read or written."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from workshop_tui.journal.journal import JournalError, Unwritable
from workshop_tui.locale import say

FAULTS = (sqlite3.Error, UnicodeDecodeError)
"""The exceptions that SQLite raises on such a file."""


def fault(file: Path, error: sqlite3.Error | UnicodeDecodeError) -> JournalError:
    """The error to raise for what SQLite raised on `file`."""
    code = getattr(error, "sqlite_errorname", "")
    if code.startswith(("SQLITE_FULL", "SQLITE_IOERR")):
        return Unwritable(say("the disk is full or failing: {file} cannot be written", file=file))
    if code.startswith(("SQLITE_READONLY", "SQLITE_CANTOPEN", "SQLITE_PERM")):
        return Unwritable(say("no permission to write {file}", file=file))
    if code.startswith("SQLITE_BUSY"):
        return Unwritable(say("{file} is busy: another program has held it for 5 seconds", file=file))
    undecoded = isinstance(error, UnicodeDecodeError) or (isinstance(error, sqlite3.OperationalError) and not code)
    if undecoded or code.startswith(("SQLITE_CORRUPT", "SQLITE_NOTADB", "SQLITE_ERROR")):
        return JournalError(say("{file} is no session of this program, or is damaged", file=file))
    return JournalError(say("{file} cannot be used: {why}", file=file, why=say("SQLite refuses ({sign})", sign=code)))
