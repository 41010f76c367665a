"""The tables of a session's file, and how an older one is brought up to date.

`events` is append-only, by trigger (but for a note that is to be forgotten). What is overwritten holds only for a
while: `drafts`, each person's half-typed note; `presence`, the terminals that are here; `signals` between trainers.
`summary` is made of the events, and written with them.
`MIGRATIONS[n]` takes a file from `user_version` n to n + 1. Each event is sealed: a bit that turns in it, on a failing
disk say, is found when it is read.
"""

from __future__ import annotations

import re
import sqlite3
from functools import cache, lru_cache

from workshop_tui.journal.rows import seal
from workshop_tui.session.versions import SINCE, refusing

APPLICATION_ID = 0x57535455  # "WSTU"

STAY = "CREATE TRIGGER events_stay BEFORE UPDATE ON events BEGIN SELECT RAISE(ABORT, 'events stay as they are'); END"

MIGRATIONS = (
    """
    CREATE TABLE events (
        number INTEGER PRIMARY KEY,
        recorded_at TEXT NOT NULL,
        at TEXT NOT NULL,
        author TEXT NOT NULL,
        timing INTEGER NOT NULL CHECK (timing IN (0, 1)),
        type TEXT NOT NULL,
        data TEXT NOT NULL
    ) STRICT;
    CREATE INDEX events_timing ON events (number) WHERE timing = 1;
    CREATE TRIGGER events_stay BEFORE UPDATE ON events BEGIN SELECT RAISE(ABORT, 'events stay as they are'); END;
    CREATE TRIGGER events_last BEFORE DELETE ON events BEGIN SELECT RAISE(ABORT, 'events are never deleted'); END;
    CREATE TABLE drafts (
        author TEXT PRIMARY KEY,
        text TEXT NOT NULL
    ) STRICT;
    """,
    """
    ALTER TABLE events ADD COLUMN seal INTEGER NOT NULL DEFAULT 0;
    DROP TRIGGER events_stay;
    UPDATE events SET seal = seal(number, recorded_at, at, author, timing, type, data);
    CREATE TRIGGER events_stay BEFORE UPDATE ON events BEGIN SELECT RAISE(ABORT, 'events stay as they are'); END;
    """,
    """
    CREATE TABLE presence (
        number INTEGER PRIMARY KEY AUTOINCREMENT,
        terminal TEXT NOT NULL UNIQUE,
        author TEXT NOT NULL,
        view TEXT NOT NULL,
        seen_s REAL NOT NULL
    ) STRICT;
    CREATE TABLE signals (
        number INTEGER PRIMARY KEY AUTOINCREMENT,
        author TEXT NOT NULL,
        signal TEXT NOT NULL,
        sent_s REAL NOT NULL
    ) STRICT;
    """,
    *(f"{refusing(since)};" for since in SINCE[:4]),
    """
    CREATE TABLE summary (
        id INTEGER PRIMARY KEY CHECK (id = 1),
        version INTEGER NOT NULL,
        number INTEGER NOT NULL,
        data TEXT NOT NULL
    ) STRICT;
    """,
    *(f"{refusing(later)};" for later in SINCE[4:]),
)
VERSION = len(MIGRATIONS)
MADE_UP = r"(?i)\bVIRTUAL\s+TABLE\b|\bAS\s*\(|\bDEFAULT\s*\("
"""Tables and columns whose content is worked out when it is read."""


def is_strange(connection: sqlite3.Connection) -> bool:
    """Tell whether there is something that no version of this program makes, and that does what it likes when read."""
    made = connection.execute("SELECT type, sql FROM sqlite_master WHERE sql IS NOT NULL")
    return any(_does_what_it_likes(kind, sql) for kind, sql in made)


@lru_cache(maxsize=256)
def _does_what_it_likes(kind: str, sql: str) -> bool:
    if kind == "view":
        return True
    return (kind == "trigger" and sql not in "".join(MIGRATIONS)) or (kind == "table" and bool(re.search(MADE_UP, sql)))


def migrate(connection: sqlite3.Connection) -> None:
    """Bring the file up to date, in one transaction; two processes at once do it once, and a newer one's work stays."""
    if is_up_to_date(connection):
        return
    connection.create_function("seal", -1, seal, deterministic=True)
    connection.execute("BEGIN IMMEDIATE")
    try:
        if (version := version_of(connection)) >= VERSION:  # another program was here first
            connection.execute("ROLLBACK")
            return
        for step in MIGRATIONS[version:]:
            for statement in _statements(step):
                connection.execute(statement)
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        connection.execute(f"PRAGMA user_version = {VERSION}")
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:  # or SQLite has taken it back itself
            connection.execute("ROLLBACK")
        raise


def is_up_to_date(connection: sqlite3.Connection) -> bool:
    """Tell whether the file is as this version of the program writes it."""
    return version_of(connection) == VERSION


def version_of(connection: sqlite3.Connection) -> int:
    """The version of the file: of the newest program that has written in it."""
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    return int(version)


@cache
def _statements(script: str) -> list[str]:
    statements, begun = [], ""
    for line in script.splitlines():
        begun += line + "\n"
        if sqlite3.complete_statement(begun):
            statements.append(begun.strip())
            begun = ""
    return statements
