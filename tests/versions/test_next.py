"""An invented next version against this one, in both orders, on both stores: one more migration, one more event, one
more field. (Terminals that are open meanwhile: `journal/test_newer`, `journal/test_migrations`.)"""

from __future__ import annotations

import importlib.util
import sqlite3
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, suppress
from threading import Barrier
from types import ModuleType
from typing import Any

import psycopg
import pytest

from tests.conftest import DAY, created, utc
from tests.journal.other_versions import as_it_was, server_as_it_was
from tests.often import often
from workshop_tui.clock import FixedClock
from workshop_tui.journal import JournalError, Newer, schema, server_schema
from workshop_tui.journal import server as way
from workshop_tui.journal.postgres import Postgres
from workshop_tui.journal.sqlite import SqliteJournal
from workshop_tui.opening import create
from workshop_tui.service import Session
from workshop_tui.session.notes.commands import TakeNote

ONE_MORE_OF_A_FILE = (
    "CREATE TABLE photos (number INTEGER PRIMARY KEY, photo BLOB) STRICT;\nALTER TABLE drafts ADD COLUMN at TEXT;"
)
ONE_MORE_OF_A_SERVER = """
    CREATE TABLE workshop_tui.photos (session text, photo bytea);
    ALTER TABLE workshop_tui.drafts ADD COLUMN at text;
"""


def next_version(of: ModuleType, one_more: str) -> ModuleType:
    """The module as the next version has it: one more migration."""
    assert of.__file__
    spec = importlib.util.spec_from_file_location("next_version", of.__file__)
    assert spec
    assert spec.loader
    module: Any = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    module.MIGRATIONS = (*module.MIGRATIONS, one_more)
    module.VERSION = len(module.MIGRATIONS)
    return module


def at_once(*jobs) -> None:
    """Do them at the same instant, each on a thread of its own; that a newer version was there first is no failure."""
    barrier = Barrier(len(jobs))

    def do(job) -> None:
        barrier.wait()
        with suppress(Newer):
            job()

    with ThreadPoolExecutor(len(jobs)) as pool:
        list(pool.map(do, jobs))


def test_a_file_is_never_taken_back_whoever_migrates_first(tmp_path):
    newer = next_version(schema, ONE_MORE_OF_A_FILE)
    for number in range(often(20, 200)):
        file = as_it_was(tmp_path / f"{number}.session", 1 + number % schema.VERSION)

        def bring(by: ModuleType, file=file) -> None:
            with closing(sqlite3.connect(file, isolation_level=None, timeout=30)) as raw:
                by.migrate(raw)

        at_once(lambda: bring(schema), lambda: bring(newer), lambda: bring(schema))
        with closing(sqlite3.connect(file)) as raw:
            assert raw.execute("PRAGMA user_version").fetchone() == (newer.VERSION,)
            assert raw.execute("SELECT count(*) FROM events").fetchone() == (2,)
            assert raw.execute("SELECT count(*) FROM photos").fetchone() == (0,)
            assert raw.execute("PRAGMA integrity_check").fetchone() == ("ok",)


def test_a_server_is_never_taken_back_whoever_migrates_first(fresh_server):
    newer = next_version(server_schema, ONE_MORE_OF_A_SERVER)
    with psycopg.connect(fresh_server.address, autocommit=True) as raw:
        for number in range(often(6, 200)):
            raw.execute("DROP SCHEMA IF EXISTS workshop_tui CASCADE")
            server_as_it_was(fresh_server.address, 1 + number % server_schema.VERSION, 1)

            def bring(by: ModuleType) -> None:
                with psycopg.connect(fresh_server.address, autocommit=True) as db:
                    by.migrate(db)

            at_once(lambda: bring(server_schema), lambda: bring(newer))
            assert raw.execute("SELECT version FROM workshop_tui.version").fetchall() == [(newer.VERSION,)]
            assert raw.execute("SELECT count(*) FROM workshop_tui.events").fetchall() == [(2,)]


def test_this_version_goes_on_with_its_own_file_and_leaves_the_next_ones_alone(tmp_path, seed):
    newer = next_version(schema, ONE_MORE_OF_A_FILE)
    file = created(tmp_path, seed, DAY, "day", FixedClock(utc(8)), "p")
    ours = Session(SqliteJournal(file), FixedClock(utc(9)), "p")
    ours.do(TakeNote("before"))
    with closing(sqlite3.connect(file, isolation_level=None)) as raw:
        newer.migrate(raw)
    with pytest.raises(Newer):
        ours.do(TakeNote("after"))
    ours.keep_draft("after")
    assert ours.draft() == "after"
    with pytest.raises(Newer):
        SqliteJournal(file)
    ours.close()
    with closing(sqlite3.connect(file)) as raw:
        assert raw.execute("SELECT count(*) FROM events").fetchone() == (2,)


@pytest.mark.parametrize("first", ["this", "next"])
def test_on_a_server_both_versions_work_side_by_side_whoever_made_the_schema(fresh_server, seed, first):
    newer = next_version(server_schema, ONE_MORE_OF_A_SERVER)
    with psycopg.connect(fresh_server.address, autocommit=True) as db:
        (newer if first == "next" else server_schema).migrate(db)
        keeper = Postgres(fresh_server.address)
        create(keeper, seed, DAY, "day", FixedClock(utc(8)), "p")
        with closing(Session(keeper.open("day"), FixedClock(utc(9)), "p")) as ours:
            ours.do(TakeNote("one"))
            newer.migrate(db)
            way._spare.clear()
            ours.do(TakeNote("two"))
            ours.keep_draft("half")
            ours.beat("run")
            with closing(Session(Postgres(fresh_server.address).open("day"), FixedClock(utc(9)), "q")) as other:
                other.do(TakeNote("three"))
            ours.catch_up()
            assert [note.taken.text for note in ours.state.notebook.notes] == ["one", "two", "three"]
        with pytest.raises(JournalError, match="newer"):
            server_schema.migrate(db)
