"""Programs of several versions on one PostgreSQL server."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import psycopg
import pytest

from tests.conftest import DAY, utc
from tests.journal.conformance import AT, note, opened
from workshop_tui.clock import FixedClock
from workshop_tui.journal import JournalError, server, server_schema
from workshop_tui.journal.postgres import Postgres
from workshop_tui.journal.rows import row
from workshop_tui.journal.server import line_to
from workshop_tui.opening import create
from workshop_tui.service import Session
from workshop_tui.session.event import Recorded
from workshop_tui.session.notes.commands import TakeNote

BEFORE_SUMMARIES = next(at for at, step in enumerate(server_schema.MIGRATIONS) if "summaries" in step)


def as_it_was(address: str, version: int, sessions: int) -> None:
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


def test_sessions_of_the_version_before_are_listed_and_the_second_time_no_event_is_read(fresh_server):
    as_it_was(fresh_server.address, BEFORE_SUMMARIES, 300)
    keeper = Postgres(fresh_server.address)
    found, damaged = keeper.summaries()
    assert (len(found), damaged) == (300, [])
    with fresh_server.counting() as asked:
        assert keeper.summaries()[0] == found
    assert len(asked.statements) == 1, asked.statements


def test_however_many_programs_come_at_once_the_schema_is_brought_up_to_date_once(fresh_server, monkeypatch):
    as_it_was(fresh_server.address, BEFORE_SUMMARIES, 3)
    barrier = Barrier(6)
    migrate = server_schema.migrate

    def all_at_once(db) -> None:
        barrier.wait()
        migrate(db)

    monkeypatch.setattr(server, "migrate", all_at_once)
    monkeypatch.setattr(server, "_spare", {})
    with ThreadPoolExecutor(6) as pool, fresh_server.counting() as asked:
        assert list(pool.map(lambda _n: len(Postgres(fresh_server.address).ids()), range(6))) == [3] * 6
    assert sum("INSERT INTO workshop_tui.version" in one for one in asked.statements) == 1


def test_an_older_program_that_comes_while_a_newer_one_migrates_says_so_and_touches_nothing(fresh_server, monkeypatch):
    as_it_was(fresh_server.address, BEFORE_SUMMARIES, 1)
    newer = server_schema.VERSION + 1
    with psycopg.connect(fresh_server.address) as other, ThreadPoolExecutor(1) as pool:
        other.execute("SELECT pg_advisory_xact_lock(%s)", (server_schema.LOCK,))
        waiting = pool.submit(Postgres(fresh_server.address).ids)
        with psycopg.connect(fresh_server.address, autocommit=True) as raw:
            waits = "SELECT FROM pg_locks WHERE locktype = 'advisory' AND NOT granted"
            while not raw.execute(waits.encode()).fetchall():
                pass
        other.execute("UPDATE workshop_tui.version SET version = %s", (newer,))
        other.commit()
        with pytest.raises(JournalError, match="newer workshop-tui"):
            waiting.result()
    with psycopg.connect(fresh_server.address) as raw:
        assert raw.execute("SELECT version FROM workshop_tui.version").fetchall() == [(newer,)]
        assert raw.execute("SELECT to_regclass('workshop_tui.summaries')").fetchall() == [(None,)]


def test_a_program_that_was_open_while_a_newer_one_migrated_writes_no_more(fresh_server, seed):
    keeper = Postgres(fresh_server.address)
    create(keeper, seed, DAY, "day", FixedClock(utc(8)), "p")
    session = Session(keeper.open("day"), FixedClock(utc(9)), "p")
    session.do(TakeNote(text="before"))
    with psycopg.connect(fresh_server.address, autocommit=True) as raw:
        raw.execute("UPDATE workshop_tui.version SET version = version + 1")
        with pytest.raises(JournalError, match="newer workshop-tui"):
            session.do(TakeNote(text="after"), hold=True)
        with pytest.raises(JournalError, match="newer workshop-tui"):
            session.forget(2)
        with pytest.raises(JournalError, match="newer workshop-tui"):
            create(keeper, seed, DAY, "another", FixedClock(utc(8)), "p")
        assert raw.execute("SELECT count(*) FROM workshop_tui.events").fetchall() == [(2,)]
        assert raw.execute("SELECT count(*) FROM workshop_tui.sessions").fetchall() == [(1,)]
    session.close()


def test_a_migration_that_fails_leaves_all_as_it_was(fresh_server, monkeypatch):
    as_it_was(fresh_server.address, BEFORE_SUMMARIES, 1)
    monkeypatch.setattr(server_schema, "MIGRATIONS", (*server_schema.MIGRATIONS, "SELECT 1 / 0"))
    monkeypatch.setattr(server_schema, "VERSION", server_schema.VERSION + 1)
    with pytest.raises(JournalError, match="refuses"), line_to(fresh_server.address) as line:
        line.all("SELECT")
    with psycopg.connect(fresh_server.address) as raw:
        assert raw.execute("SELECT version FROM workshop_tui.version").fetchall() == [(BEFORE_SUMMARIES,)]
        assert raw.execute("SELECT to_regclass('workshop_tui.summaries')").fetchall() == [(None,)]
