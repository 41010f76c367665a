"""Programs of several versions on one PostgreSQL server."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from threading import Barrier

import psycopg
import pytest

from tests.conftest import DAY, utc
from tests.journal.conformance import AT
from tests.journal.other_versions import BEFORE_SUMMARIES, server_as_it_was
from workshop_tui.clock import FixedClock
from workshop_tui.journal import JournalError, Newer, server, server_schema, server_upkeep
from workshop_tui.journal.postgres import Postgres
from workshop_tui.journal.rows import seal
from workshop_tui.journal.server_schema import WORKS_FROM
from workshop_tui.journal.sessions import find
from workshop_tui.opening import create
from workshop_tui.service import Session
from workshop_tui.session.notes.commands import TakeNote
from workshop_tui.session.notes.events import PointAnswered


def test_sessions_of_the_version_before_are_listed_and_the_second_time_no_event_is_read(fresh_server):
    server_as_it_was(fresh_server.address, BEFORE_SUMMARIES, 300)
    server_upkeep.migrate(fresh_server.address)
    keeper = Postgres(fresh_server.address)
    found, damaged = keeper.summaries()
    assert (len(found), damaged) == (300, [])
    with fresh_server.counting() as asked:
        assert keeper.summaries()[0] == found
    assert len(asked.statements) == 1, asked.statements


def test_however_many_programs_come_at_once_the_schema_is_brought_up_to_date_once(fresh_server, monkeypatch):
    server_as_it_was(fresh_server.address, BEFORE_SUMMARIES, 3)
    barrier = Barrier(6)
    migrate = server_schema.migrate

    def all_at_once(db) -> None:
        barrier.wait()
        migrate(db)

    monkeypatch.setattr(server_schema, "migrate", all_at_once)
    monkeypatch.setattr(server, "_spare", {})
    with ThreadPoolExecutor(6) as pool, fresh_server.counting() as asked:
        list(pool.map(lambda _n: server_upkeep.migrate(fresh_server.address), range(6)))
    assert sum("UPDATE workshop_tui.version" in one for one in asked.statements) == 1
    assert len(Postgres(fresh_server.address).ids()) == 3


def test_an_older_program_that_comes_while_a_newer_one_migrates_says_so_and_touches_nothing(fresh_server, monkeypatch):
    server_as_it_was(fresh_server.address, BEFORE_SUMMARIES, 1)
    newer = server_schema.VERSION + 1
    with psycopg.connect(fresh_server.address) as other, ThreadPoolExecutor(1) as pool:
        other.execute("SELECT pg_advisory_xact_lock(%s)", (server_schema.LOCK,))
        waiting = pool.submit(server_upkeep.migrate, fresh_server.address)
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


@pytest.fixture
def day(fresh_server, seed):
    """A session on the server, open with a note in it, in the hands of a program of this version."""
    keeper = Postgres(fresh_server.address)
    create(keeper, seed, DAY, "day", FixedClock(utc(8)), "p")
    with closing(Session(keeper.open("day"), FixedClock(utc(9)), "p")) as session:
        session.do(TakeNote(text="before"))
        yield session


@pytest.fixture
def raw(fresh_server):
    with psycopg.connect(fresh_server.address, autocommit=True) as raw:
        yield raw


def version_on(raw) -> int:
    return raw.execute("SELECT version FROM workshop_tui.version").fetchall()[0][0]


def count(raw, table: str) -> int:
    return raw.execute(f"SELECT count(*) FROM workshop_tui.{table}".encode()).fetchall()[0][0]


def set_version(raw, version: int) -> None:
    raw.execute("UPDATE workshop_tui.version SET version = %s", (version,))
    server._spare.clear()


NEXT = """
    ALTER TABLE workshop_tui.events ADD COLUMN photo text;
    CREATE TABLE workshop_tui.photos (session text PRIMARY KEY, photo bytea);
"""
"""A migration of the invented next version."""


def test_merely_looking_at_an_older_server_leaves_it_as_it_is(day, raw, seed):
    for before in range(WORKS_FROM, server_schema.VERSION):
        set_version(raw, before)
        keeper = Postgres(day.journal.store._address)
        assert [one.id for one in keeper.summaries()[0]] == ["day"]
        assert next(iter(keeper.pages()))[0][0].id == "day"
        assert find(keeper, None) == "day"
        with closing(Session(keeper.open("day"), FixedClock(utc(9)), "p")) as other:
            other.do(TakeNote(text=f"on {before}"))
            other.beat("run")
            other.keep_draft("half")
        assert version_on(raw) == before


def test_what_an_older_program_cannot_read_is_not_written_on_its_schema_and_said_so(day, raw, seed):
    answered = PointAnswered(at=AT, by="p", number=2, outcome="done")
    set_version(raw, server_schema.needs(answered) - 1)
    keeper = Postgres(day.journal.store._address)
    create(keeper, seed, DAY, "another", FixedClock(utc(8)), "p")
    events = count(raw, "events")
    with pytest.raises(JournalError, match="waits for “workshop-tui server migrate”"):
        create(keeper, seed, DAY, "third", FixedClock(utc(8)), "p", follows="day")
    day.do(TakeNote(text="it goes on"))
    with pytest.raises(JournalError, match="waits for “workshop-tui server migrate”"):
        day.journal.append(answered, AT)
    assert (count(raw, "events"), count(raw, "sessions")) == (events + 1, 2)
    server_upkeep.migrate(day.journal.store._address)
    day.journal.append(answered, AT)


def test_a_schema_without_what_this_program_works_with_is_refused_in_words_and_left_alone(fresh_server, raw):
    server_as_it_was(fresh_server.address, BEFORE_SUMMARIES, 3)
    for look in (Postgres(fresh_server.address).ids, Postgres(fresh_server.address).summaries):
        with pytest.raises(JournalError, match="of version 5, this workshop-tui works from 6 on"):
            look()
    assert version_on(raw) == BEFORE_SUMMARIES
    server_upkeep.migrate(fresh_server.address)
    assert len(Postgres(fresh_server.address).ids()) == 3


def test_a_server_without_a_schema_has_no_session_and_gets_one_with_the_first_that_is_opened(fresh_server, raw, seed):
    keeper = Postgres(fresh_server.address)
    assert (keeper.ids(), keeper.summaries(), keeper.has("day")) == ([], ([], []), False)
    assert raw.execute("SELECT to_regnamespace('workshop_tui')").fetchall() == [(None,)]
    create(keeper, seed, DAY, "day", FixedClock(utc(8)), "p")
    assert version_on(raw) == server_schema.VERSION


def test_an_older_program_goes_on_in_a_newer_schema_open_or_opened_anew(day, raw, seed):
    raw.execute(NEXT.encode())
    set_version(raw, server_schema.VERSION + 1)
    day.do(TakeNote(text="open meanwhile"))
    keeper = Postgres(day.journal.store._address)
    create(keeper, seed, DAY, "another", FixedClock(utc(8)), "p")
    with closing(Session(keeper.open("day"), FixedClock(utc(9)), "p")) as other:
        other.do(TakeNote(text="opened anew"))
        other.forget(2)
    day.catch_up()
    assert [note.taken.text for note in day.state.notebook.notes if note.taken][-2:] == [
        "open meanwhile",
        "opened anew",
    ]
    assert [one.id for one in keeper.summaries()[0]] == ["day", "another"]
    assert version_on(raw) == server_schema.VERSION + 1


def test_an_older_program_reads_up_to_an_event_of_a_newer_one_and_writes_nothing_behind_it(day, raw):
    written_by_a_newer(raw)
    set_version(raw, server_schema.VERSION + 1)
    with closing(Session(day.journal.again(), FixedClock(utc(9)), "p")) as other:
        assert [note.taken.text for note in other.state.notebook.notes] == ["before"]
        assert "newer workshop-tui" in str(other.journal.only_read)
        with pytest.raises(Newer, match="newer workshop-tui"):
            other.do(TakeNote(text="after"))
    with pytest.raises(Newer, match="newer workshop-tui"):
        day.do(TakeNote(text="after"), hold=True)
    assert count(raw, "events") == 3


def test_where_a_newer_schema_says_that_older_programs_may_not_write_they_read_alone(day, raw, seed):
    raw.execute("ALTER TABLE workshop_tui.version ADD COLUMN writes_from integer")
    raw.execute("UPDATE workshop_tui.version SET writes_from = version + 1")
    set_version(raw, server_schema.VERSION + 1)
    with pytest.raises(JournalError, match="newer workshop-tui"):
        day.do(TakeNote(text="after"), hold=True)
    with pytest.raises(JournalError, match="newer workshop-tui"):
        day.forget(2)
    with pytest.raises(JournalError, match="newer workshop-tui"):
        create(Postgres(day.journal.store._address), seed, DAY, "another", FixedClock(utc(8)), "p")
    assert (count(raw, "events"), count(raw, "sessions")) == (2, 1)
    assert [note.taken.text for note in Session(day.journal.again(), day.clock, "p").state.notebook.notes] == ["before"]


@pytest.mark.parametrize(
    "change",
    [
        "DROP TABLE workshop_tui.summaries",
        "ALTER TABLE workshop_tui.events RENAME COLUMN data TO content",
        "ALTER TABLE workshop_tui.events ADD COLUMN photo text NOT NULL",
    ],
)
def test_what_a_newer_schema_has_no_more_is_said_to_be_newer(day, raw, change):
    if "NOT NULL" in change:
        raw.execute("ALTER TABLE workshop_tui.events ADD COLUMN photo text NOT NULL DEFAULT ''")
        change = "ALTER TABLE workshop_tui.events ALTER COLUMN photo DROP DEFAULT"
    raw.execute(change.encode())
    set_version(raw, server_schema.VERSION + 1)
    with pytest.raises(JournalError, match="newer workshop-tui"):
        day.do(TakeNote(text="after"))


def written_by_a_newer(raw) -> None:
    """One more event, of a kind that no program of this version knows."""
    columns = (3, AT.isoformat(), AT.isoformat(), "p", 0, "photo-attached", "{}")
    raw.execute(
        "INSERT INTO workshop_tui.events VALUES ('day', %s, %s, %s, %s, %s, %s, %s, %s)", (*columns, seal(*columns))
    )


def test_a_migration_that_fails_leaves_all_as_it_was(fresh_server, monkeypatch):
    server_as_it_was(fresh_server.address, BEFORE_SUMMARIES, 1)
    monkeypatch.setattr(server_schema, "MIGRATIONS", (*server_schema.MIGRATIONS, "SELECT 1 / 0"))
    monkeypatch.setattr(server_schema, "VERSION", server_schema.VERSION + 1)
    with pytest.raises(JournalError, match="refuses"):
        server_upkeep.migrate(fresh_server.address)
    with psycopg.connect(fresh_server.address) as raw:
        assert raw.execute("SELECT version FROM workshop_tui.version").fetchall() == [(BEFORE_SUMMARIES,)]
        assert raw.execute("SELECT to_regclass('workshop_tui.summaries')").fetchall() == [(None,)]
