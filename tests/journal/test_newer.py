"""A session that a newer program, the invented next one, has brought up to its version, and written in: what this one
does that has it open, that waits for it, or that opens it. (On a server: `test_migrations`.)"""

from __future__ import annotations

import sqlite3
import threading
from contextlib import closing

import pytest

from tests.conftest import DAY, created, utc
from tests.journal.other_versions import written_by_a_newer
from workshop_tui.clock import FixedClock
from workshop_tui.journal import JournalError, Newer, NotShown, Unwritable, schema
from workshop_tui.journal.rescue import repair
from workshop_tui.journal.sqlite import SqliteJournal
from workshop_tui.locale import say
from workshop_tui.service import Session
from workshop_tui.session.notes.commands import TakeNote


@pytest.fixture
def session(seed, tmp_path):
    clock = FixedClock(utc(9, 40))
    session = Session(SqliteJournal(created(tmp_path, seed, DAY, "day", clock, "pascal")), clock, "pascal")
    yield session
    session.close()


def state_of(file) -> tuple[int, int]:
    """The version that the file is of, and how many events are in it."""
    with closing(sqlite3.connect(file)) as raw:
        return raw.execute("PRAGMA user_version").fetchone()[0], raw.execute("SELECT count(*) FROM events").fetchone()[
            0
        ]


def test_an_open_terminal_says_that_a_newer_program_wrote_reads_up_to_there_and_writes_nothing(session):
    file = session.journal.file
    other = Session(SqliteJournal(file), session.clock, "aurelie")
    other.do(TakeNote("before it"))
    other.close()
    written_by_a_newer(file)
    kept = state_of(file)
    assert [record.event.text for record in session.follow()] == ["before it"]
    for _time in range(2):
        with pytest.raises(Newer, match="written by a newer workshop-tui"):
            session.catch_up()
    with pytest.raises(Newer, match="update"):
        session.do(TakeNote("typed here"))
    assert state_of(file) == kept
    session.keep_draft("typed here")
    with closing(sqlite3.connect(file)) as raw:
        assert raw.execute("SELECT text FROM drafts").fetchall() == [("typed here",)]


def test_an_event_that_is_damaged_in_a_file_of_this_version_is_said_to_be_so(session):
    written_by_a_newer(session.journal.file, version=None)
    with pytest.raises(JournalError, match="damaged at event 2"):
        session.catch_up()


@pytest.mark.parametrize("before", [0, 3, schema.VERSION - 1])
def test_who_waited_while_a_newer_program_migrated_leaves_its_work_alone(session, before):
    file, newer = session.journal.file, schema.VERSION + 1
    session.close()
    with closing(sqlite3.connect(file, isolation_level=None)) as raw:
        raw.execute(f"PRAGMA user_version = {before}")
        raw.execute("BEGIN IMMEDIATE")
        said = []

        def come() -> None:
            try:
                SqliteJournal(file).close()
            except JournalError as error:
                said.append(error)

        waiting = threading.Thread(target=come)
        waiting.start()
        while waiting.is_alive() and not said and not _waits(waiting):
            pass
        raw.execute(f"PRAGMA user_version = {newer}")
        raw.execute("COMMIT")
        waiting.join()
    assert [type(error) for error in said] == [Newer]
    assert state_of(file)[0] == newer


def _waits(thread: threading.Thread) -> bool:
    """Tell whether it has looked at the version, and waits for the lock."""
    thread.join(0.05)
    return thread.is_alive()


def test_a_note_that_was_kept_is_not_said_to_be_lost_where_what_stands_before_it_cannot_be_read(session, monkeypatch):
    file = session.journal.file
    with closing(Session(SqliteJournal(file), session.clock, "aurelie")) as other:
        other.do(TakeNote("before it"))

    def away(_after: int = 0) -> None:
        raise Unwritable(say("the server is away"))

    monkeypatch.setattr(session.journal, "read", away)
    with pytest.raises(NotShown, match="recorded, not shown: the server is away") as told:
        session.do(TakeNote("kept all the same"), hold=True)
    assert (told.value.record.number, session.shows(told.value.record)) == (3, False)
    assert not session.held
    monkeypatch.undo()
    session.catch_up()
    assert session.shows(told.value.record)
    assert [note.taken.text for note in session.state.notebook.notes] == ["before it", "kept all the same"]


@pytest.mark.parametrize("version", [-1, -(2**31)])
def test_a_version_that_no_program_writes_is_none_of_ours(session, version):
    file = session.journal.file
    session.close()
    with closing(sqlite3.connect(file)) as raw:
        raw.execute(f"PRAGMA user_version = {version}")
    with pytest.raises(JournalError, match="no session of this program"):
        SqliteJournal(file)


def test_what_a_newer_program_wrote_is_not_repaired_for_it_is_not_damaged(session, tmp_path):
    file = session.journal.file
    session.close()
    written_by_a_newer(file)
    with pytest.raises(Newer, match="update this one"):
        repair(file, tmp_path / "repaired.session")
    assert not (tmp_path / "repaired.session").exists()


def test_a_version_that_is_damage_is_repaired_with_what_was_half_typed(session, tmp_path):
    file = session.journal.file
    session.do(TakeNote("kept"))
    session.keep_draft("half-ty")
    session.close()
    with closing(sqlite3.connect(file)) as raw:
        raw.execute("PRAGMA user_version = 1140850697")
    assert repair(file, tmp_path / "repaired.session").lost == 0
    with closing(Session(SqliteJournal(tmp_path / "repaired.session"), session.clock, "pascal")) as repaired:
        assert [note.taken.text for note in repaired.state.notebook.notes] == ["kept"]
        assert repaired.draft() == "half-ty"
