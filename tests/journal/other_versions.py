"""Other versions of the program: files and servers as an older one made them, an event as a newer one writes."""

from __future__ import annotations

import sqlite3
from contextlib import closing

import psycopg

from tests.journal.conformance import AT, note, opened
from workshop_tui.journal import schema, server_schema
from workshop_tui.journal.known import INSERT
from workshop_tui.journal.rows import row, seal
from workshop_tui.journal.schema import APPLICATION_ID, MIGRATIONS
from workshop_tui.session.event import Recorded

BEFORE_SUMMARIES = next(at for at, step in enumerate(server_schema.MIGRATIONS) if "summaries" in step)
"""The last version of a server that kept no summaries."""


def server_as_it_was(address: str, version: int, sessions: int) -> None:
    """Make the schema of that version, with sessions in it."""
    with psycopg.connect(address, autocommit=True) as raw:
        raw.execute("CREATE SCHEMA workshop_tui")
        raw.execute("CREATE TABLE workshop_tui.version (version integer NOT NULL)")
        for step in server_schema.MIGRATIONS[:version]:
            raw.execute(step.encode())
        raw.execute("INSERT INTO workshop_tui.version VALUES (%s)", (version,))
        events = [row(Recorded(1, AT, opened())), row(Recorded(2, AT, note("n")))]
        names = "SELECT 's' || number FROM generate_series(1, %s) AS number"
        raw.execute(f"INSERT INTO workshop_tui.sessions {names}".encode(), (sessions,))
        for event in events:
            insert = (
                "INSERT INTO workshop_tui.events SELECT id, %s, %s, %s, %s, %s, %s, %s, %s FROM workshop_tui.sessions"
            )
            raw.execute(insert.encode(), event)


def as_it_was(file, version: int):
    """Make the file as a program of that version made it, with a note in it."""
    file.parent.mkdir(exist_ok=True)
    with closing(sqlite3.connect(file, isolation_level=None)) as raw:
        raw.create_function("seal", -1, lambda *_columns: 0)
        for step in MIGRATIONS[:version]:
            raw.executescript(step)
        for columns in (row(Recorded(1, AT, opened())), row(Recorded(2, AT, note("as it was")))):
            given = columns if version > 1 else columns[:-1]
            raw.execute(f"INSERT INTO events VALUES ({', '.join('?' * len(given))})", given)
        raw.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        raw.execute(f"PRAGMA user_version = {version}")
    return file


def written_by_a_newer(file, *, version: int | None = schema.VERSION + 1) -> None:
    """One more event, of a kind that no program knows yet; and the file is of that program's version, if any."""
    at = "2021-05-04T07:40:00+00:00"
    with closing(sqlite3.connect(file, isolation_level=None)) as raw:
        raw.execute("BEGIN IMMEDIATE")
        ((last,),) = raw.execute("SELECT max(number) FROM events").fetchall()
        columns = (last + 1, at, at, "aurelie", 0, "photo-attached", '{"at": "' + at + '", "by": "aurelie"}')
        raw.execute(INSERT, (*columns, seal(*columns)))
        if version is not None:
            raw.execute(f"PRAGMA user_version = {version}")
        raw.execute("COMMIT")
