"""A session's file of an older program: brought up to date, in memory where it may only be read, or told why not."""

from __future__ import annotations

import sqlite3
from contextlib import closing

import pytest

from tests.conftest import utc
from tests.journal.conformance import AT, note
from tests.journal.other_versions import as_it_was
from workshop_tui.clock import FixedClock
from workshop_tui.journal import JournalError, Unwritable, connection, schema
from workshop_tui.journal.connection import Connection
from workshop_tui.journal.schema import VERSION
from workshop_tui.journal.sqlite import Folder, SqliteJournal
from workshop_tui.service import Session
from workshop_tui.session.notes.commands import TakeNote

VERSIONS = [1, 2, 3, 7, VERSION - 1]


def version_in(file) -> int:
    with closing(sqlite3.connect(file)) as raw:
        return raw.execute("PRAGMA user_version").fetchone()[0]


def said_in(journal) -> list[str]:
    return [record.event.text for record in journal.read()[1:]]


@pytest.mark.parametrize("version", VERSIONS)
def test_one_is_brought_up_to_date_as_it_is_opened_and_goes_on(tmp_path, version):
    file = as_it_was(tmp_path / "s.session", version)
    with closing(Session(SqliteJournal(file), FixedClock(utc(9)), "p")) as session:
        session.do(TakeNote("goes on"))
        assert said_in(session.journal) == ["as it was", "goes on"]
    assert version_in(file) == VERSION


@pytest.mark.parametrize("version", VERSIONS)
def test_on_a_disk_that_may_only_be_read_one_is_read_as_if_it_were_up_to_date_and_stays(tmp_path, monkeypatch, version):
    file = as_it_was(tmp_path / "s.session", version)
    before = file.read_bytes()
    monkeypatch.setattr(connection, "is_read_only", lambda _file: True)
    with closing(SqliteJournal(file)) as journal:
        assert said_in(journal) == ["as it was"]
        assert journal.summary().notes == 1
        with pytest.raises(JournalError, match="only be looked at"):
            journal.append(note("x"), AT)
    assert [one.id for one in Folder(tmp_path).summaries()[0]] == ["s"]
    monkeypatch.undo()
    assert (file.read_bytes(), [one.name for one in tmp_path.glob("s.session*")]) == (before, ["s.session"])


@pytest.mark.parametrize("version", VERSIONS)
def test_where_the_disk_is_full_while_one_is_brought_up_to_date_that_is_said_and_it_is_read(
    tmp_path, monkeypatch, version
):
    file = as_it_was(tmp_path / "s.session", version)
    steps = (*schema.MIGRATIONS, "CREATE TABLE large (x);\nINSERT INTO large VALUES (zeroblob(1000000));")
    monkeypatch.setattr(schema, "MIGRATIONS", steps)
    monkeypatch.setattr(schema, "VERSION", len(steps))
    connected = Connection._connected

    def full(self, how: str):
        raw = connected(self, how)
        raw.execute(f"PRAGMA max_page_count = {raw.execute('PRAGMA page_count').fetchone()[0] + 20}")
        return raw

    monkeypatch.setattr(Connection, "_connected", full)
    with closing(SqliteJournal(file)) as journal:
        assert said_in(journal) == ["as it was"]
        with pytest.raises(Unwritable, match="the disk is full or failing"):
            journal.append(note("x"), AT)
    assert version_in(file) == version


@pytest.mark.parametrize("version", [-1, -12, 0])
def test_a_version_that_no_program_gives_is_no_session(tmp_path, version):
    file = as_it_was(tmp_path / "s.session", VERSION)
    with closing(sqlite3.connect(file)) as raw:
        raw.execute(f"PRAGMA user_version = {version}")
    with pytest.raises(JournalError, match="no session of this program"):
        SqliteJournal(file)
    assert version_in(file) == version
