"""The SQLite store: the conformance suite, and what is its own (append-only, versions, permissions)."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tests.conftest import DAY, created, utc
from tests.journal.conformance import AT, Conformance, note, opened, opener
from tests.journal.pressing import press_next, processes
from tests.systems import ON_WINDOWS, mode_of, only_posix
from workshop_tui.clock import FixedClock
from workshop_tui.journal import JournalError
from workshop_tui.journal.company import Present
from workshop_tui.journal.schema import APPLICATION_ID, VERSION
from workshop_tui.journal.sessions import find
from workshop_tui.journal.sqlite import Folder, SqliteJournal
from workshop_tui.service import Session
from workshop_tui.session.notes.commands import AmendNote, TakeNote
from workshop_tui.session.refusal import Refused
from workshop_tui.session.timing.commands import Next


@pytest.fixture
def file(tmp_path):
    return tmp_path / "s.session"


@pytest.fixture
def store(file):
    SqliteJournal(file, create=True).close()
    with opener(lambda: SqliteJournal(file)) as open_again:
        yield open_again


@pytest.fixture
def later(file):
    def let_pass(seconds: float) -> None:
        raw = sqlite3.connect(file)
        with raw:
            raw.execute("UPDATE presence SET seen_s = seen_s - ?", (seconds,))
            raw.execute("UPDATE signals SET sent_s = sent_s - ?", (seconds,))
        raw.close()

    return let_pass


class TestSqlite(Conformance):
    """Every store must pass this."""


def test_events_can_be_neither_changed_nor_deleted(store, file):
    store().append(opened(), AT)
    raw = sqlite3.connect(file)
    for statement in ("UPDATE events SET author = 'x'", "DELETE FROM events"):
        with pytest.raises(sqlite3.IntegrityError):
            raw.execute(statement)
    raw.close()


def test_the_file_says_what_it_is_and_is_the_owners_alone(store, file):
    raw = sqlite3.connect(file)
    assert raw.execute("PRAGMA application_id").fetchone() == (APPLICATION_ID,)
    assert raw.execute("PRAGMA user_version").fetchone() == (VERSION,)
    assert raw.execute("PRAGMA journal_mode").fetchone() == ("wal",)
    raw.close()
    assert mode_of(file) == 0o600


@only_posix("a folder's list is handed down")
def test_in_a_folder_that_a_group_shares_the_file_is_the_groups_whatever_the_umask(tmp_path):
    shared = tmp_path / "shared"
    shared.mkdir()
    shared.chmod(0o2770)
    before = os.umask(0o077)
    try:
        SqliteJournal(shared / "s.session", create=True).close()
    finally:
        os.umask(before)
    assert mode_of(shared / "s.session") == 0o660


def test_what_is_half_typed_is_on_disk_by_the_next_sign_of_life_and_once_its_terminal_has_left(
    store, file, monkeypatch
):
    synced = []
    fsync = os.fsync
    monkeypatch.setattr(
        os, "fsync", lambda descriptor: (synced.append(os.fstat(descriptor).st_size), fsync(descriptor))
    )
    me = Present("t1", "pascal", "run")
    with store() as journal, store() as other:
        other.beat(me, 0)
        journal.keep_draft("pascal", "half")
        assert synced == []
        journal.beat(me, 0)
        assert synced == [Path(f"{file}-wal").stat().st_size]
        journal.beat(me, 0)
        assert len(synced) == 1
        journal.keep_draft("pascal", "half a note")
        journal.close()
        assert len(synced) == 2


def test_the_bytes_of_a_forgotten_note_are_nowhere_in_the_sessions_files(seed, tmp_path):
    """Searched raw, log and all, while another terminal has it open; nor is what was half-typed of it."""
    file = created(tmp_path, seed, DAY, "s", FixedClock(utc(8)), "p")
    pascal, aurelie = (Session(SqliteJournal(file), FixedClock(utc(9)), name) for name in ("pascal", "aurelie"))
    for k in range(50):
        pascal.do(TakeNote(f"another note {k}"))
    pascal.keep_draft("Mme Unetelle m'a dit")
    pascal.keep_draft("")
    number = pascal.do(TakeNote("Mme Unetelle m'a dit", initiative="Unetelle")).number
    pascal.do(AmendNote(number, text="Mme Unetelle m'a tout dit"))
    aurelie.catch_up()
    assert any(b"Unetelle" in trace.read_bytes() for trace in tmp_path.iterdir())
    pascal.forget(number)
    for trace in tmp_path.iterdir():
        assert b"Unetelle" not in trace.read_bytes(), trace
    aurelie.follow()
    assert aurelie.state == pascal.state == Session(SqliteJournal(file), FixedClock(utc(9)), "x").state
    assert (len(aurelie.state.notebook.notes), aurelie.state.notebook.forgotten) == (50, 1)
    with pytest.raises(Refused, match="there is no note"):
        aurelie.forget(number)
    raw = sqlite3.connect(file)
    with pytest.raises(sqlite3.IntegrityError):
        raw.execute("UPDATE events SET author = 'x'")
    raw.close()


def test_a_newer_file_is_refused_kindly(store, file):
    raw = sqlite3.connect(file)
    raw.execute(f"PRAGMA user_version = {VERSION + 1}")
    raw.close()
    with pytest.raises(JournalError, match="newer workshop-tui"):
        SqliteJournal(file)


ENDLESS = "WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM c) SELECT {columns} FROM c"
STRANGE = {
    "an endless view for the events": (
        "DROP TABLE events",
        "CREATE VIEW events AS " + ENDLESS.format(columns="x AS number, '' AS recorded_at, '' AS at, '' AS author, "
                                                  "0 AS timing, '' AS type, '' AS data, 0 AS seal"),
    ),
    "an endless view for the summary": (
        "DROP TABLE summary",
        "CREATE VIEW summary AS " + ENDLESS.format(columns="x AS id, x AS version, x AS number, '' AS data"),
    ),
    "a trigger that never ends": (
        "CREATE TRIGGER more AFTER INSERT ON events BEGIN INSERT INTO signals (author, signal, sent_s) "
        + ENDLESS.format(columns="'p', 'x', x") + "; END",
    ),
    "a column that is worked out": (
        "ALTER TABLE drafts ADD COLUMN much TEXT GENERATED ALWAYS AS (printf('%.*c', 1000000000, 'x'))",
    ),
    "a table that is worked out": ("CREATE VIRTUAL TABLE found USING fts5(text)",),
}  # fmt: skip
"""Things that a colleague may put into a file in the shared folder; reading it would never end, or take all memory."""


@pytest.mark.parametrize("statements", STRANGE.values(), ids=STRANGE)
def test_a_file_with_what_no_version_of_this_program_makes_is_no_session(store, file, statements):
    store().append(opened(), AT)
    raw = sqlite3.connect(file, isolation_level=None)
    for statement in statements:
        raw.execute(statement)
    raw.close()
    with pytest.raises(JournalError, match="no session of this program"):
        SqliteJournal(file)
    found, damaged = Folder(file.parent).summaries()
    assert (found, len(damaged)) == ([], 1)


@pytest.mark.parametrize("content", [b"", b"hello", bytes(range(256)) * 16, b"SQLite format 3\0" + bytes(100)], ids=len)
def test_what_is_no_session_is_told_and_left_as_it_is(file, content):
    file.write_bytes(content)
    with pytest.raises(JournalError, match="no session of this program"):
        SqliteJournal(file)
    assert file.read_bytes() == content


def test_a_session_file_that_is_missing_is_told(file):
    with pytest.raises(JournalError, match="there is no session file"):
        SqliteJournal(file)


def test_eight_processes_press_next_at_once_and_the_day_moves_one_segment(seed, tmp_path):
    created(tmp_path, seed, DAY, "s", FixedClock(utc(8)), "p")
    context = processes()
    barrier, results = context.Barrier(8), context.Queue()
    names = [f"n{k}" for k in range(8)]
    pressing = [context.Process(target=press_next, args=(tmp_path, utc(9), barrier, results, name)) for name in names]
    for process in pressing:
        process.start()
    told = [results.get(timeout=60) for _ in pressing]
    for process in pressing:
        process.join()
    assert told.count("moved") == 1
    refused = [words for words in told if words != "moved"]
    assert all("started “Accueil, cadre de la journée, présence du matin” at 09:00" in words for words in refused)
    assert len(SqliteJournal(tmp_path / "s.session").read()) == 2


def test_a_follower_sees_a_change_at_its_next_look(seed, tmp_path):
    created(tmp_path, seed, DAY, "s", FixedClock(utc(8)), "p")
    one, other = (Session(SqliteJournal(tmp_path / "s.session"), FixedClock(utc(9)), n) for n in ("pascal", "aurelie"))
    assert other.follow() == []
    one.do(Next())
    assert [record.event.type for record in other.follow()] == ["SegmentStarted"], "and a screen looks every beat"
    assert other.state == one.state


def test_a_sign_of_life_of_who_is_here_already_wakes_nobody_and_all_else_does(seed, tmp_path):
    file = created(tmp_path, seed, DAY, "day", FixedClock(utc(9)), "pascal")
    with SqliteJournal(file) as one, SqliteJournal(file) as other:
        assert other.changed()
        for view, wakes in (("run", True), ("run", False), ("run", False), ("room", True), ("room", False)):
            one.here(Present("t1", "pascal", view))
            assert other.changed() is wakes, view
            assert other.company_moved is wakes
            other.look(0)
        one.signal("pascal", "slow-down")
        assert (other.changed(), other.company_moved) == (True, True)
        other.look(0)
        one.append(note("n"), AT)
        assert (other.changed(), other.company_moved) == (True, False)
        one.gone("t1")
        assert (other.changed(), other.company_moved) == (True, True)


def test_create_is_whole_or_not_at_all(seed, tmp_path):
    file = created(tmp_path, seed, DAY, "s", FixedClock(utc(8)), "p")
    with pytest.raises(JournalError, match="is there already"):
        created(tmp_path, seed, DAY, "s", FixedClock(utc(8)), "p")
    assert sorted(p.name for p in tmp_path.iterdir()) == [file.name]


@pytest.mark.parametrize("name", ["", "a/b", "../x", "É", "a b", ".hidden"])
def test_an_id_is_no_path(seed, tmp_path, name):
    with pytest.raises(JournalError, match="lower-case letters"):
        created(tmp_path / "in", seed, DAY, name, FixedClock(utc(8)), "p")


def test_sessions_are_listed_found_and_deleted_with_their_traces(seed, tmp_path, monkeypatch):
    monkeypatch.setattr("workshop_tui.journal.archive.has_settled", lambda stamp: True)  # copies are kept at once
    for name in ("one", "two"):
        created(tmp_path, seed, DAY, name, FixedClock(utc(8)), "p")
    (tmp_path / "junk.session").write_bytes(b"junk")
    assert [one.id for one in Folder(tmp_path).summaries()[0]] == ["two", "one"]
    with pytest.raises(JournalError, match="several sessions"):
        find(Folder(tmp_path), None)
    holder = SqliteJournal(tmp_path / "one.session")
    holder.append(note("x"), AT)
    if ON_WINDOWS:
        with pytest.raises(JournalError, match="another program has it open"):
            Folder(tmp_path).delete("one")
        holder.close()
    Folder(tmp_path).delete("one")
    holder.close()
    assert sorted(p.name for p in tmp_path.iterdir()) == [".summaries", "junk.session", "two.session"]
    with closing(sqlite3.connect(tmp_path / ".summaries")) as copies:
        assert "one" not in [name for (name,) in copies.execute("SELECT id FROM summaries")]
    assert find(Folder(tmp_path), None) == "two"


def test_a_file_that_is_no_session_is_not_held_open(tmp_path, monkeypatch):
    closed = []

    class Watched(sqlite3.Connection):
        def close(self) -> None:
            closed.append(self)
            super().close()

    connect = sqlite3.connect
    monkeypatch.setattr("sqlite3.connect", lambda *given, **named: connect(*given, **named, factory=Watched))
    raw = connect(tmp_path / "other.session")
    raw.execute("CREATE TABLE x (y)")
    raw.close()
    (tmp_path / "junk.session").write_bytes(b"junk" * 1000)
    for name in ("other", "junk"):
        with pytest.raises(JournalError):
            SqliteJournal(tmp_path / f"{name}.session")
    assert len(closed) == 2
