"""A session's file on a disk that is pulled out, shared, kept in step, full; and names that it cannot have."""

from __future__ import annotations

import shutil
import signal
import sqlite3

import pytest

from tests.conftest import DAY, created, utc
from tests.journal.conformance import AT, note
from tests.systems import ON_WINDOWS, only_posix
from workshop_tui.clock import FixedClock
from workshop_tui.host import disks
from workshop_tui.journal import JournalError, Unwritable, connection
from workshop_tui.journal.connection import Connection
from workshop_tui.journal.copies import beside
from workshop_tui.journal.rescue import backup, records_of
from workshop_tui.journal.sessions import doubts, find, load, survey
from workshop_tui.journal.sqlite import Folder, SqliteJournal
from workshop_tui.opening import session_id
from workshop_tui.service import Session
from workshop_tui.session import ids
from workshop_tui.session.notes.commands import TakeNote
from workshop_tui.session.timing.commands import Next


@pytest.fixture
def stick(tmp_path):
    return tmp_path / "stick"


@pytest.fixture
def session(seed, stick):
    file = created(stick, seed, DAY, "day", FixedClock(utc(9)), "pascal")
    opened = Session(SqliteJournal(file), FixedClock(utc(9)), "pascal")
    opened.do(TakeNote("before"))
    yield opened
    opened.close()


OPEN = "nobody removes or replaces a file that is open: the system refuses it"


@only_posix(OPEN)
def test_a_stick_that_was_pulled_out_is_told_and_goes_on_when_it_is_back(session, stick, tmp_path):
    shutil.copytree(stick, tmp_path / "pulled")
    shutil.rmtree(stick)
    with pytest.raises(Unwritable, match="its disk has been pulled out"):
        session.do(TakeNote("meanwhile"))
    session.do(TakeNote("meanwhile"), hold=True)
    session.keep_draft("half")
    assert "pulled out" in str(session.held.why)
    shutil.copytree(tmp_path / "pulled", stick)
    assert session.write_held() == 1
    assert not session.held
    with SqliteJournal(stick / "day.session") as journal:
        assert [getattr(record.event, "text", None) for record in journal.read()[1:]] == ["before", "meanwhile"]
        assert list(journal.drafts("pascal").values()) == ["half"] or session.draft() == "half"
    session.do(TakeNote("after"))
    assert [one.taken.text for one in load(Folder(stick), "day").notebook.notes] == ["before", "meanwhile", "after"]


@only_posix(OPEN)
def test_a_copy_that_lacks_what_was_written_is_not_gone_on_with(session, stick, tmp_path):
    shutil.copytree(stick, tmp_path / "older")
    session.do(TakeNote("newer"))
    shutil.rmtree(stick)
    shutil.copytree(tmp_path / "older", stick)
    with pytest.raises(Unwritable, match="moved or deleted"):
        session.do(TakeNote("x"))
    assert [one.taken.text for one in load(Folder(stick), "day").notebook.notes] == ["before"]


@only_posix(OPEN)
def test_a_file_that_was_replaced_under_its_log_is_left_alone(session, stick, tmp_path):
    """So does what keeps a folder in step: the log beside it is not that file's."""
    shutil.copy(stick / "day.session", tmp_path / "other")
    (tmp_path / "other").replace(stick / "day.session")
    with pytest.raises(Unwritable, match="moved or deleted"):
        session.do(TakeNote("x"))


@pytest.mark.parametrize("mark", [".stfolder", ".sync_0123.db"])
def test_a_session_that_is_made_in_a_folder_that_is_kept_in_step_has_no_log_beside_it(seed, tmp_path, mark):
    (tmp_path / mark).touch()
    file = created(tmp_path, seed, DAY, "day", FixedClock(utc(9)), "pascal")
    with SqliteJournal(file) as one, SqliteJournal(file) as other:
        one.append(note("n"), AT)
        assert other.changed()
        assert len(other.read()) == 2
        assert not file.with_name("day.session-wal").exists()
    raw = sqlite3.connect(file)
    assert raw.execute("PRAGMA journal_mode").fetchone() == ("delete",)
    raw.close()


def test_a_doubtful_folder_is_told_with_what_to_do(tmp_path, monkeypatch):
    assert doubts(Folder(tmp_path)) is None
    (tmp_path / ".dropbox").touch()
    assert str(doubts(Folder(tmp_path))) == ("Dropbox copies this folder: use PostgreSQL, or a local one and “backup”")
    monkeypatch.setattr(disks, "network", lambda _folder: "nfs4")
    assert str(doubts(Folder(tmp_path))).startswith("nfs4, another machine’s disk: use PostgreSQL, or")


def test_a_disk_that_knows_no_locks_is_told_as_that(session, stick, monkeypatch):
    monkeypatch.setattr("workshop_tui.journal.faults.knows_locks", lambda _folder: False)
    holder = sqlite3.connect(stick / "day.session", isolation_level=None)
    holder.execute("BEGIN IMMEDIATE")
    session.journal._db.execute("PRAGMA busy_timeout = 0")
    with pytest.raises(Unwritable, match="knows no locks"):
        session.do(TakeNote("x"))
    holder.close()


@only_posix("a draft that is still open cannot be removed")
def test_a_session_whose_end_did_not_reach_its_file_is_not_made(seed, tmp_path, monkeypatch):
    """SQLite closes a file without a word whose log could not be taken in: the log would be removed with the draft."""
    monkeypatch.setattr(SqliteJournal, "write_through", lambda _self: None)
    monkeypatch.setattr(SqliteJournal, "close", lambda _self: None)
    with pytest.raises(JournalError, match="cannot be written: no space is left"):
        created(tmp_path, seed, DAY, "day", FixedClock(utc(9)), "pascal")
    assert list(tmp_path.iterdir()) == []


@pytest.fixture
def full(session, stick, monkeypatch):
    """The session, left, on a disk that has no room for what SQLite lays beside a file while it is open."""
    session.close()
    prepare, is_full = Connection._prepare, [True]

    def fails(self: Connection, create: bool) -> None:
        if is_full[0] and self._db.execute("PRAGMA database_list").fetchone()[2]:
            error = sqlite3.OperationalError("disk I/O error")
            error.sqlite_errorname = "SQLITE_IOERR_SHMSIZE"
            raise error
        prepare(self, create)

    monkeypatch.setattr(Connection, "_prepare", fails)
    return is_full


def test_a_session_on_a_full_disk_is_read_copied_elsewhere_and_goes_on_once_there_is_room(full, stick, tmp_path):
    opened = Session(SqliteJournal(stick / "day.session"), FixedClock(utc(10)), "pascal")
    assert [note.taken.text for note in opened.state.notebook.notes] == ["before"]
    with pytest.raises(Unwritable, match="the disk is full or failing"):
        opened.do(TakeNote("no room"))
    opened.do(TakeNote("held"), hold=True)
    assert opened.write_held() == 0
    full[0] = False
    assert opened.write_held() == 1
    opened.close()
    assert [note.taken.text for note in load(Folder(stick), "day").notebook.notes] == ["before", "held"]


def test_a_session_that_is_only_read_is_copied_elsewhere(session, stick, tmp_path, monkeypatch):
    session.close()
    monkeypatch.setattr("workshop_tui.journal.connection.is_read_only", lambda _file: True)
    monkeypatch.setattr(Connection, "_uri", lambda self, how: f"{self.file.as_uri()}?{how.replace('rw', 'ro')}")
    monkeypatch.setattr(sqlite3, "connect", refusing_to_write(sqlite3.connect, stick))
    with SqliteJournal(stick / "day.session") as journal:
        assert "can only be looked at" in str(journal.only_read)
        backup(journal, tmp_path / "copy.session")
    monkeypatch.undo()
    assert [one.taken.text for one in load(Folder(tmp_path), "copy").notebook.notes] == ["before"]


def refusing_to_write(connect, folder):
    """A way to connect that fails for what is in `folder` unless it promises to write nothing beside it."""

    def connected(name, *words, **more):
        if folder.as_uri() in str(name) and "immutable" not in str(name):
            raise sqlite3.OperationalError("unable to open database file")
        return connect(name, *words, **more)

    return connected


# ── conflicted copies ──────────────────────────────────────────────────────────────────────────────────────
COPIES = [
    "day (conflicted copy 2021-05-04 101112)", "day (Pascal's conflicted copy 2021-05-04)", "day-LAPTOP-PASCAL",
    "day (Copie en conflit de Pascal 2021-05-04)", "day.sync-conflict-20210504-101112-ABCDEFG", "day 2", "day (1)",
    "day (SFConflict pascal@x.org 2021-05-04-10-11-12)", "day_conflict-20210504-101112",
]  # fmt: skip


@pytest.mark.parametrize("name", COPIES)
def test_a_conflicted_copy_is_told_with_what_only_it_has_and_is_no_second_session(session, stick, name):
    session.journal._db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    shutil.copy(stick / "day.session", stick / f"{name}.session")
    session.do(TakeNote("here"))
    with SqliteJournal(stick / f"{name}.session") as journal:
        copy = Session(journal, FixedClock(utc(10)), "aurelie")
        copy.do(TakeNote("there"))
        copy.do(Next())
    sessions, damaged, copies = survey(Folder(stick))
    assert ([one.id for one in sessions], damaged) == (["day"], [])
    assert [(one.id, one.of, one.own) for one in copies] == [(name, "day", 2)]
    assert find(Folder(stick), None) == "day"
    assert find(Folder(stick), name) == name


@pytest.mark.parametrize(
    "name", ["day.session.conflict1", "day.session (Copie en conflit)", "day.session.sync-conflict", "day.session.orig"]
)
def test_a_copy_whose_name_ends_otherwise_is_told_too(session, stick, name):
    session.journal._db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    shutil.copy(stick / "day.session", stick / name)
    with SqliteJournal(stick / name) as journal:
        Session(journal, FixedClock(utc(10)), "aurelie").do(TakeNote("there"))
    (stick / "day.session.txt").write_text("notes about it")
    shutil.copy(stick / name, stick / ".day.session.swp")
    sessions, damaged, copies = survey(Folder(stick))
    assert ([one.id for one in sessions], damaged) == (["day"], [])
    assert [(one.id, one.of, one.own) for one in copies] == [(name, "day", 1)]
    session.close()
    for file in (stick / "day.session", stick / name):
        assert [line.strip() for line in beside(file, records_of(file))][1:] == ["Aurélie took a note at 10:00 — there"]


def test_a_copy_of_a_session_that_is_there_no_more_is_a_session(session, stick):
    session.close()
    (stick / "day.session").rename(stick / "moved.session")
    sessions, _damaged, copies = survey(Folder(stick))
    assert ([one.id for one in sessions], copies) == (["moved"], [])


# ── names ──────────────────────────────────────────────────────────────────────────────────────────────────
@pytest.mark.parametrize("name", ["con", "nul", "aux", "prn", "com1", "lpt9", "x" * 61])
def test_an_id_that_some_system_does_not_take_is_refused(seed, tmp_path, name):
    with pytest.raises(JournalError, match=r"for a device|at most 60 signs"):
        created(tmp_path, seed, DAY, name, FixedClock(utc(8)), "p")


def test_an_id_that_differs_from_one_there_only_in_case_is_refused(seed, tmp_path):
    file = created(tmp_path, seed, DAY, "day", FixedClock(utc(8)), "p")
    file.rename(tmp_path / "DAY.session")
    told = "the session day is there already" if ON_WINDOWS else r"“DAY\.session” is there already"
    with pytest.raises(JournalError, match=told):
        created(tmp_path, seed, DAY, "day", FixedClock(utc(8)), "p")
    assert find(Folder(tmp_path), "Day") == ("Day" if ON_WINDOWS else "DAY")
    assert getattr(load(Folder(tmp_path), find(Folder(tmp_path), "Day")).events[0], "id", None) == "day"
    assert len([*tmp_path.glob("*.session")]) == 1


def test_a_session_whose_name_is_in_another_normal_form_is_found(seed, tmp_path):
    created(tmp_path, seed, DAY, "day", FixedClock(utc(8)), "p").rename(tmp_path / "e\u0301te\u0301.session")
    assert find(Folder(tmp_path), "été") == "e\u0301te\u0301"


NO_NAMES = [pytest.param(name, marks=only_posix("no file can be called so")) for name in ("con", "a:b")]


@pytest.mark.parametrize("name", [*NO_NAMES, "x" * 100, "day.", "É t é"])
def test_a_session_that_is_there_under_such_a_name_still_opens(seed, tmp_path, name):
    created(tmp_path, seed, DAY, "day", FixedClock(utc(8)), "p").rename(tmp_path / f"{name}.session")
    assert getattr(load(Folder(tmp_path), find(Folder(tmp_path), name)).events[0], "id", None) == "day"
    assert find(Folder(tmp_path), None) == name


LONG = "une journée très longue dont le nom de fichier n'en finit pas, groupe "


@pytest.mark.parametrize("plan", ["con", "nul", "漢字", "🚲", "a" * 300, LONG + "A", "Été", "..", "x. "])
def test_an_id_that_is_made_is_one(plan):
    assert ids.unfit(ids.made(plan, "Titre", DAY)) is None


def test_long_names_that_begin_alike_make_two_ids():
    assert ids.made(LONG + "A", "t", DAY) != ids.made(LONG + "B", "t", DAY)


def test_two_agendas_whose_files_are_called_alike_do_not_share_a_session(seed, tmp_path):
    from msgspec.structs import replace

    from tests.seed import AGENDAS, one_day

    store, other = Folder(tmp_path), one_day(AGENDAS / "bassin-versant.toml")
    name = session_id(store, "plan", seed, DAY)
    created(tmp_path, seed, DAY, name, FixedClock(utc(8)), "p")
    assert session_id(store, "plan", seed, DAY) == name
    assert session_id(store, "plan", replace(seed, title="Un autre titre"), DAY) == name, "it was edited meanwhile"
    assert session_id(store, "plan", other, DAY) == "plan-2-2021-05-04"
    created(tmp_path, other, DAY, "plan-2-2021-05-04", FixedClock(utc(8)), "p")
    assert session_id(store, "plan", other, DAY) == "plan-2-2021-05-04"


def test_an_event_that_could_not_be_written_is_not_looked_for_once_it_can(seed, tmp_path):
    resource = pytest.importorskip("resource")
    file = created(tmp_path, seed, DAY, "day", FixedClock(utc(9)), "pascal")
    session = Session(SqliteJournal(file), FixedClock(utc(9)), "pascal")
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    heeded = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    try:
        resource.setrlimit(resource.RLIMIT_FSIZE, (0, before[1]))
        session.do(TakeNote("held"), hold=True)
        assert session.held.events
        assert session.write_held() == 0
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
        signal.signal(signal.SIGXFSZ, heeded)
    assert session.write_held() == 1
    session.close()
    with SqliteJournal(file) as journal:
        assert [record.event.type for record in journal.read()] == ["SessionOpened", "NoteTaken"]


@pytest.mark.parametrize("in_use", [True, False])
def test_a_session_that_may_only_be_read_is_followed_as_others_write_it(session, stick, monkeypatch, in_use):
    if not in_use:
        session.close()
    monkeypatch.setattr(connection, "may_write", lambda _file: False)
    before = sorted(file.name for file in stick.iterdir())
    with SqliteJournal(stick / "day.session") as reader:
        looked = Session(reader, FixedClock(utc(9)), "aurelie")
        assert reader.only_read is not None
        assert sorted(file.name for file in stick.iterdir()) == before, "nothing is made beside it"
        assert looked.follow() == [] or looked.follow() == []
        with pytest.raises(Unwritable, match="no permission to write"):
            looked.do(TakeNote("x"))
        monkeypatch.undo()
        with SqliteJournal(stick / "day.session") as journal:
            Session(journal, FixedClock(utc(9)), "pascal").do(TakeNote("meanwhile"))
            monkeypatch.setattr(connection, "may_write", lambda _file: False)
            assert [getattr(record.event, "text", None) for record in looked.follow()] == ["meanwhile"]
            assert looked.follow() == []
        monkeypatch.undo()
        looked.do(TakeNote("let in"))
    assert [one.taken.text for one in load(Folder(stick), "day").notebook.notes] == ["before", "meanwhile", "let in"]


def test_a_copy_of_a_session_that_may_only_be_read_is_whole(session, stick, tmp_path, monkeypatch):
    monkeypatch.setattr(connection, "may_write", lambda _file: False)
    with SqliteJournal(stick / "day.session") as reader:
        backup(reader, tmp_path / "copy.session")
    monkeypatch.undo()
    assert [one.taken.text for one in load(Folder(tmp_path), "copy").notebook.notes] == ["before"]
