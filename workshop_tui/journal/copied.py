"""The file that holds copies of summaries (`archive`): opened, made, thrown away. Nothing is lost with it."""

from __future__ import annotations

import os
import sqlite3
from pathlib import Path

from workshop_tui.host.files import make_own
from workshop_tui.session.summary import VERSION

LAYOUT = 3
"""Raise it with any change of the table or of the stamps: another one is thrown away."""
_TABLE = """
CREATE TABLE summaries (
    id TEXT PRIMARY KEY,
    stamp TEXT NOT NULL,
    inode INTEGER NOT NULL,
    day TEXT NOT NULL,
    mode TEXT NOT NULL,
    title TEXT NOT NULL,
    words TEXT NOT NULL,
    data TEXT NOT NULL
) STRICT
"""
_ORDER = "CREATE INDEX newest ON summaries (day, id)"


def connected(file: Path, *, timeout_s: float = 0.5) -> sqlite3.Connection:
    """A connection to the copies in `file`, which are there."""
    db = sqlite3.connect(f"{file.absolute().as_uri()}?mode=rw", uri=True, isolation_level=None, timeout=timeout_s)
    try:
        db.execute("PRAGMA secure_delete = ON")  # a title may have said what was to be forgotten
        db.execute("PRAGMA trusted_schema = OFF")
    except sqlite3.Error:
        db.close()
        raise
    return db


def opened(file: Path) -> sqlite3.Connection | None:
    """The copies in `file`, made anew if they are broken or of another version; None if there are none to be had."""
    db = None
    if not os.path.lexists(file):
        return None
    try:
        db = connected(file)
        ((version,),) = db.execute("PRAGMA user_version").fetchall()
        if version == LAYOUT * 1000 + VERSION:
            return db
    except UnicodeError:  # a folder whose name no URI has: half a surrogate pair, on Windows
        return None
    except sqlite3.Error as error:
        if is_busy(error):
            return None
    if db:
        db.close()
    return made_anew(file)


def is_busy(error: sqlite3.Error) -> bool:
    """Tell whether another program is just writing there."""
    return getattr(error, "sqlite_errorcode", 0) & 0xFF in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)


def made_anew(file: Path) -> sqlite3.Connection | None:
    """Empty copies in `file`; None where it cannot be made."""
    try:
        remove(file)
        make_own(file, group=True)
        return _prepared(connected(file))
    except (OSError, UnicodeError, sqlite3.Error):
        return None


def remove(file: Path) -> None:
    """Remove the copies in `file`, and first what would be rolled back into those that come in their place."""
    file.with_name(f"{file.name}-journal").unlink(missing_ok=True)
    file.unlink(missing_ok=True)


def _prepared(db: sqlite3.Connection) -> sqlite3.Connection:
    try:
        db.execute("PRAGMA page_size = 16384")  # ten thousand are read with fewer questions
        db.execute(_TABLE)
        db.execute(_ORDER)
        db.execute(f"PRAGMA user_version = {LAYOUT * 1000 + VERSION}")
    except sqlite3.Error:
        db.close()
        raise
    return db
