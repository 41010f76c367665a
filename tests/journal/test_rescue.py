"""Damaged files: each is found when it is opened, what can be read is rescued, the original is left as it is."""

from __future__ import annotations

import random
import sqlite3

import pytest

from tests.conftest import DAY, created, utc
from tests.systems import mode_of
from workshop_tui.clock import FixedClock
from workshop_tui.host.files import make_own
from workshop_tui.journal import JournalError, schema
from workshop_tui.journal.rescue import Repaired, backup, repair
from workshop_tui.journal.sessions import find, state_of
from workshop_tui.journal.sqlite import Folder, SqliteJournal
from workshop_tui.opening import opening
from workshop_tui.service import Session
from workshop_tui.session.notes.commands import TakeNote
from workshop_tui.session.timing.commands import Next


@pytest.fixture
def clock():
    return FixedClock(utc(9))


@pytest.fixture(scope="module")
def kept(seed, tmp_path_factory):
    """The bytes of a session with a day in it, all of it in the one file."""
    clock = FixedClock(utc(9))
    file = created(tmp_path_factory.mktemp("kept"), seed, DAY, "s", clock, "pascal")
    session = Session(SqliteJournal(file), clock, "pascal")
    for k in range(6):
        session.do(Next())
        session.do(TakeNote(f"note n° {k}", "frein", ("emergence",), ("elus",)))
    session.close()
    whole = sqlite3.connect(file)
    whole.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    whole.close()
    return file.read_bytes()


@pytest.fixture
def file(kept, tmp_path):
    """Copy that session for one test."""
    make_own(file := tmp_path / "s.session", group=True)
    file.write_bytes(kept)
    return file


def stood(file):
    """The session in `file` as it stands."""
    with SqliteJournal(file) as journal:
        return state_of(journal)


def alter(file, old: bytes, new: bytes) -> None:
    """Change bytes of the file behind SQLite's back."""
    content = file.read_bytes()
    assert content.count(old) == 1
    file.write_bytes(content.replace(old, new))


def test_one_bit_in_a_note_is_found_when_it_is_read(file):
    alter(file, "note n° 3".encode(), "note n° 7".encode())
    with pytest.raises(JournalError, match="damaged at event"):
        stood(file)
    assert find(Folder(file.parent), None) == file.stem, "a list reads no events"
    with SqliteJournal(file) as journal:
        journal._db.execute("DELETE FROM summary")
    (file.parent / ".summaries").unlink(missing_ok=True)
    found, damaged = Folder(file.parent).summaries()
    assert not found and "damaged at event" in str(damaged[0])
    with pytest.raises(JournalError, match="damaged at event"):
        find(Folder(file.parent), None)


@pytest.mark.parametrize("seed_of_chance", range(4))
def test_whatever_is_flipped_or_cut_off_it_reads_back_as_it_was_or_is_told(file, tmp_path, seed_of_chance):
    with SqliteJournal(file) as journal:
        records = journal.read()
    content, chance = file.read_bytes(), random.Random(seed_of_chance)
    hurt, saved = tmp_path / "hurt.session", tmp_path / "saved.session"
    told = 0
    for n in range(100):
        damaged = bytearray(content)
        if n % 4 == 0:
            damaged = damaged[: chance.randrange(len(damaged))]
        for _ in range(chance.choice((1, 1, 2, 20))) if n % 4 else ():
            damaged[chance.randrange(len(damaged))] ^= 1 << chance.randrange(8)
        for left in tmp_path.glob("hurt.session-*"):
            left.unlink()
        hurt.write_bytes(damaged)
        try:
            with SqliteJournal(hurt) as journal:
                assert journal.read() == records
        except JournalError:
            told += 1
        hurt.write_bytes(damaged)
        saved.unlink(missing_ok=True)
        try:
            done = repair(hurt, saved)
        except JournalError:
            assert not saved.exists()
        else:
            with SqliteJournal(saved) as journal:
                assert len(journal.read()) == done.kept
            assert stood(saved).id == "saved"
        assert hurt.read_bytes() == damaged, "the original is left as it is"
    assert told > 30


def test_repair_keeps_all_that_can_be_read_and_says_what_looks_altered(file, tmp_path):
    alter(file, "note n° 3".encode(), "note n° 7".encode())
    before = file.read_bytes()
    assert repair(file, tmp_path / "new.session") == Repaired(kept=13, doubtful=1, lost=0)
    state = stood(tmp_path / "new.session")
    assert [note.taken.text[-1] for note in state.notebook.notes] == ["0", "1", "2", "7", "4", "5"]
    assert (state.day.live, state.id) == ("pause-matin", "new")
    assert file.read_bytes() == before
    with pytest.raises(JournalError, match="is there already"):
        repair(file, tmp_path / "new.session")


def test_repair_leaves_out_what_makes_no_sense_without_what_was_lost(file, tmp_path):
    alter(file, b'"type":"SegmentStarted","segment":"carte"', b'"type":"SegmentStarted","segment":"cXrte"')
    done = repair(file, tmp_path / "new.session")
    assert (done.kept, done.lost) == (12, 1)


def test_a_lost_beginning_can_be_given_again(file, tmp_path, seed, clock):
    alter(file, b'{"at":"2021-05-04T07:00:00Z","by":"pascal","type":"SessionOpened"', b"x" * 65)
    with pytest.raises(JournalError, match="its beginning cannot be read"):
        repair(file, tmp_path / "new.session")
    done = repair(file, tmp_path / "new.session", opening(seed, DAY, "new", clock, "pascal"))
    assert (done.kept, done.lost) == (13, 0)
    assert len(stood(tmp_path / "new.session").notebook.notes) == 6


def test_a_backup_is_whole_while_the_session_is_in_use(file, tmp_path, clock):
    session = Session(SqliteJournal(file), clock, "pascal")
    session.do(TakeNote("only in the log so far"))
    with SqliteJournal(file) as journal:
        backup(journal, tmp_path / "copy.session")
    session.do(TakeNote("after"))
    assert stood(tmp_path / "copy.session").notebook.notes[-1].taken.text == "only in the log so far"
    assert mode_of(tmp_path / "copy.session") == 0o600
    with pytest.raises(JournalError, match="is there already"):
        backup(SqliteJournal(file), tmp_path / "copy.session")
    with pytest.raises(JournalError, match="cannot be written"):
        backup(SqliteJournal(file), tmp_path / "nowhere" / "copy.session")
    assert sorted(p.name for p in tmp_path.iterdir() if "copy" in p.name) == ["copy.session"]


def test_a_file_from_before_the_seals_is_brought_up_to_date(file):
    with SqliteJournal(file) as journal:
        records = journal.read()
    old = sqlite3.connect(file)
    old.execute("ALTER TABLE events DROP COLUMN seal")
    old.executescript("DROP TABLE summary; DROP TABLE presence; DROP TABLE signals; PRAGMA user_version = 1")
    old.close()
    with SqliteJournal(file) as journal:
        assert journal.read() == records
    new = sqlite3.connect(file)
    assert new.execute("PRAGMA user_version").fetchone() == (schema.VERSION,)
    with pytest.raises(sqlite3.IntegrityError):
        new.execute("UPDATE events SET seal = 0")
    new.close()
