"""The copies of a folder's summaries: they are never what is not so, whatever becomes of them and of the files."""

from __future__ import annotations

import json
import os
import random
import shutil
import sqlite3
import tempfile
import threading
from contextlib import closing
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest
from msgspec.structs import replace

from tests.conftest import DAY, created, utc
from tests.journal.conformance import AT, note, opened
from tests.journal.summing import DUPONT
from tests.systems import mode_of, only_posix
from workshop_tui.clock import FixedClock
from workshop_tui.journal import JournalError, Unwritable, schema, stamps
from workshop_tui.journal import archive as archive_module
from workshop_tui.journal.archive import FILE, Archive, drop
from workshop_tui.journal.listing import Asked
from workshop_tui.journal.rows import row, seal
from workshop_tui.journal.sqlite import Folder, SqliteJournal
from workshop_tui.journal.stamps import compared as real_compared
from workshop_tui.service import Session
from workshop_tui.session.attendance.commands import Expect
from workshop_tui.session.event import Command, Recorded
from workshop_tui.session.notes.commands import TakeNote
from workshop_tui.session.privacy.forgetting import without_name
from workshop_tui.session.timing.commands import End, Reopen
from workshop_tui.session.timing.day import Mode

BEFORE = schema.MIGRATIONS.index(next(step for step in schema.MIGRATIONS if "TABLE summary" in step))
"""The version of a file before there were summaries."""

inodes_are_told = only_posix("a folder does not tell which file a name is: each is looked at")


class Counted(Folder):
    """A folder of sessions, which counts those that it opens."""

    def __init__(self, path: Path) -> None:
        super().__init__(path)
        self.opens = 0

    def open(self, session: str) -> SqliteJournal:
        self.opens += 1
        return super().open(session)


def listed(folder: Path) -> tuple[dict[str, int], int]:
    """The number of notes of each session in `folder` as a list has it, and how many files it opened for that."""
    counted = Counted(folder)
    found, damaged = counted.summaries()
    assert not damaged
    return {one.id: one.summary.notes for one in found}, counted.opens


def settled(folder: Path) -> dict[str, int]:
    """The same, once all of them are listed without opening any, and what is written from now on has another stamp.

    The disk's clock is asked for that, rather than a tenth of a second spent on lists.
    """
    with patch.multiple(stamps, SETTLED_S=0, SETTLED_FINE_S=0):
        while True:
            found, opens = listed(folder)
            if not opens:
                break
    probe = folder.with_name(f"{folder.name}.now")
    last = max(max(file.stat().st_mtime_ns, file.stat().st_ctime_ns) for file in folder.iterdir())
    while not probe.exists() or probe.stat().st_mtime_ns <= last:
        probe.write_bytes(b"x")
    return found


@cache
def without_events(version: int) -> bytes:
    """A session's file of that version, in which nothing has happened yet."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "empty"
        with closing(sqlite3.connect(file, isolation_level=None)) as raw:
            raw.execute("PRAGMA journal_mode = WAL")
            raw.create_function("seal", -1, lambda *_columns: 0, deterministic=True)
            for step in schema.MIGRATIONS[:version]:
                for statement in schema._statements(step):
                    raw.execute(statement)
            raw.execute(f"PRAGMA application_id = {schema.APPLICATION_ID}")
            raw.execute(f"PRAGMA user_version = {version}")
        return file.read_bytes()


@cache
def written_opening() -> tuple[Any, ...]:
    """The columns of a session's first event, without their seal."""
    return row(Recorded(1, AT, opened()))[:-1]


def written(file: Path, day: date, *, notes: int = 0, version: int = schema.VERSION) -> None:
    """A session's file as that version wrote it: an opening, and notes."""
    file.write_bytes(without_events(version))
    with closing(sqlite3.connect(file, isolation_level=None)) as raw:
        raw.execute("PRAGMA synchronous = OFF")
        raw.execute("BEGIN")
        *first, data = written_opening()
        first = [*first, json.dumps({**json.loads(data), "id": file.stem, "date": day.isoformat()})]
        rows = [(*first, seal(*first)), *(row(Recorded(2 + n, AT, note("n"))) for n in range(notes))]
        raw.executemany("INSERT INTO events VALUES (?, ?, ?, ?, ?, ?, ?, ?)", rows)
        raw.execute("COMMIT")


@pytest.fixture
def archive(tmp_path, seed) -> Path:
    """Three sessions, whose copies have settled."""
    for name in ("one", "two", "three"):
        created(tmp_path, seed, DAY, name, FixedClock(utc(8)), "p")
    settled(tmp_path)
    return tmp_path


def take(folder: Path, session: str, text: str = "n") -> None:
    opened = Session(SqliteJournal(folder / f"{session}.session"), FixedClock(utc(9)), "p")
    opened.do(TakeNote(text))
    opened.close()


def test_a_thousand_sessions_of_the_version_before_are_listed_and_then_without_opening_one(tmp_path):
    for number in range(1000):
        written(tmp_path / f"s{number:04}.session", DAY - timedelta(days=number), notes=1, version=BEFORE)
    found, opens = listed(tmp_path)
    assert found == {f"s{number:04}": 1 for number in range(1000)}
    assert list(found) == sorted(found), "the latest day first"
    assert opens >= 1000
    assert settled(tmp_path) == found
    with SqliteJournal(tmp_path / "s0000.session") as journal:
        assert [record.number for record in journal.read()] == [1, 2]


@pytest.mark.parametrize(
    ("changed_ns", "settles_s"), [(7_000_000_001, 0.1), (7_000_000_000, 3)], ids=["in parts of a second", "in seconds"]
)
def test_a_stamp_says_something_once_any_other_change_would_have_another(monkeypatch, changed_ns, settles_s):
    stamp = f"{changed_ns}:{changed_ns}:4096:11"
    for later_s, is_settled in ((0, False), (settles_s - 0.01, False), (settles_s + 0.01, True)):
        monkeypatch.setattr("workshop_tui.journal.stamps.time.time", lambda later=later_s: changed_ns / 1e9 + later)
        assert stamps.has_settled(stamp) is is_settled


def test_a_copy_is_kept_of_what_has_settled_alone(tmp_path, seed, monkeypatch):
    created(tmp_path, seed, DAY, "one", FixedClock(utc(8)), "p")
    monkeypatch.setattr(stamps, "SETTLED_FINE_S", 3600)
    assert [listed(tmp_path)[1] for _list in range(3)] == [1, 1, 1]
    monkeypatch.setattr(stamps, "SETTLED_FINE_S", 0)
    assert [listed(tmp_path)[1] for _list in range(3)] == [1, 0, 0]


def test_a_note_shows_in_the_next_list_while_the_session_is_open_and_after(archive):
    open_still = Session(SqliteJournal(archive / "one.session"), FixedClock(utc(9)), "p")
    for count in range(1, 4):
        open_still.do(TakeNote("n"))
        assert listed(archive)[0] == {"one": count, "two": 0, "three": 0}
    open_still.close()
    assert settled(archive) == {"one": 3, "two": 0, "three": 0}


def test_a_file_in_the_place_of_another_is_listed_whatever_its_time_and_size(archive, seed):
    file = archive / "one.session"
    before = file.stat()
    shutil.copy2(file, archive / "kept")
    take(archive, "one")
    settled(archive)
    (archive / "kept").replace(file)
    os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert listed(archive)[0]["one"] == 0
    settled(archive)
    take(archive, "two")
    at = (archive / "one.session").stat()
    shutil.copy(archive / "two.session", archive / "other")
    (archive / "other").replace(file)
    os.utime(file, ns=(at.st_atime_ns, at.st_mtime_ns))
    assert listed(archive)[0]["one"] == 1


@pytest.mark.parametrize("chance", range(6))
def test_copies_that_are_broken_are_made_again_without_a_word(archive, chance):
    dice, copies = random.Random(chance), archive / FILE
    content = bytearray(copies.read_bytes())
    if chance == 0:
        content = bytearray(b"no database")
    elif chance == 1:
        del content[len(content) // 2 :]
    else:
        start = dice.randrange(0, len(content), 512)
        content[start : start + 3000] = dice.randbytes(3000)
    copies.write_bytes(content)
    (archive / f"{FILE}-journal").write_bytes(b"\0" * 600)
    for _time in range(2):
        assert listed(archive)[0] == {"one": 0, "two": 0, "three": 0}


def test_a_copy_that_cannot_be_read_hides_no_session(archive):
    with closing(sqlite3.connect(archive / FILE)) as raw, raw:
        raw.execute("UPDATE summaries SET data = '{' WHERE id = 'one'")
    assert listed(archive) == ({"one": 0, "two": 0, "three": 0}, 1)
    assert settled(archive) == {"one": 0, "two": 0, "three": 0}, "it is made again"


def test_a_list_opens_nothing_for_a_line_and_reads_a_summary_when_it_is_asked_for(archive):
    settled(archive)
    with closing(sqlite3.connect(archive / FILE)) as raw, raw:
        raw.execute("UPDATE summaries SET data = '{'")
    counted = Counted(archive)
    found, _damaged = counted.summaries()
    assert {(one.id, one.mode, one.open) for one in found} == {(id_, "ready", True) for id_ in ("one", "two", "three")}
    assert counted.opens == 0
    assert {one.summary.mode.value for one in found} == {"ready"}
    assert counted.opens == 3


@inodes_are_told
def test_what_is_asked_of_one_agenda_looks_at_no_session_of_another_and_misses_none_of_its_own(
    archive, seed, monkeypatch
):
    created(archive, replace(seed, title="Other"), DAY, "other", FixedClock(utc(8)), "p")
    settled(archive)
    take(archive, "other")
    take(archive, "one")
    created(archive, seed, DAY, "new", FixedClock(utc(8)), "p")
    monkeypatch.setattr("workshop_tui.journal.archive._SEEN", {})  # as in a program that has listed nothing yet
    counted = Counted(archive)
    found, _damaged = counted.summaries(Asked(title=seed.title, lately=True))
    assert {one.id: one.summary.notes for one in found} == {"one": 1, "two": 0, "three": 0, "new": 0}
    assert counted.opens == 2, "the one that was written to, and the new one"
    assert listed(archive)[0]["other"] == 1, "and it is not forgotten that the other was written to"


def test_copies_of_another_version_are_made_again(archive):
    with closing(sqlite3.connect(archive / FILE)) as raw, raw:
        raw.execute("PRAGMA user_version = 7")
    assert settled(archive) == {"one": 0, "two": 0, "three": 0}


def test_while_another_program_writes_the_copies_they_are_neither_waited_for_long_nor_thrown_away(archive):
    with closing(sqlite3.connect(archive / FILE, isolation_level=None)) as raw:
        raw.execute("BEGIN EXCLUSIVE")
        assert listed(archive) == ({"one": 0, "two": 0, "three": 0}, 3)
        raw.execute("ROLLBACK")
    assert listed(archive)[1] == 0


def test_programs_that_list_while_others_write_show_nothing_that_was_not_so_and_end_alike(archive):
    stop, wrong = threading.Event(), []

    def look() -> None:
        seen = 0
        while not stop.is_set():
            count = listed(archive)[0]["one"]
            if count < seen:
                wrong.append((seen, count))
            seen = count

    lookers = [threading.Thread(target=look) for _ in range(3)]
    for looker in lookers:
        looker.start()
    for _ in range(25):
        take(archive, "one")
    stop.set()
    for looker in lookers:
        looker.join()
    assert wrong == []
    assert settled(archive)["one"] == 25


def test_where_no_copies_can_be_kept_sessions_are_listed_all_the_same(archive, monkeypatch):
    (archive / FILE).unlink()

    def refuses(*_file: object, **_how: object) -> None:
        raise PermissionError(13, "no")

    monkeypatch.setattr("workshop_tui.journal.copied.make_own", refuses)
    assert listed(archive) == ({"one": 0, "two": 0, "three": 0}, 3)
    assert not (archive / FILE).exists()


@only_posix("a folder's list is handed down")
def test_the_copies_are_of_those_who_may_read_the_sessions(archive):
    assert mode_of(archive / FILE) == 0o600
    (archive / FILE).unlink()
    archive.chmod(0o2770)
    before = os.umask(0o077)
    try:
        settled(archive)
    finally:
        os.umask(before)
    assert mode_of(archive / FILE) == 0o660


def test_a_name_that_is_only_reserved_is_no_session_and_no_damage(archive):
    (archive / "reserved.session").touch()
    assert sorted(listed(archive)[0]) == Folder(archive).ids() == ["one", "three", "two"]


def test_forgetting_leaves_nothing_of_a_name_in_the_copies_nor_beside_them(tmp_path, seed):
    created(tmp_path, replace(seed, title=f"{DUPONT} raconte"), DAY, "day", FixedClock(utc(8)), "p")
    session = Session(SqliteJournal(tmp_path / "day.session"), FixedClock(utc(9)), "p")
    session.do(Expect(DUPONT))
    session.close()
    settled(tmp_path)
    assert b"Dupont" in (tmp_path / FILE).read_bytes()
    session = Session(SqliteJournal(tmp_path / "day.session"), FixedClock(utc(9)), "p")
    session.forget_name(without_name(session.state, DUPONT))
    session.close()
    for file in tmp_path.iterdir():
        assert b"dupont" not in file.read_bytes().lower(), file


def test_a_copy_goes_whatever_case_the_session_was_named_in(archive):
    """Windows and macOS open `ONE.session` where `one.session` is."""
    drop(archive / "ONE.session")
    with closing(sqlite3.connect(archive / FILE)) as raw:
        assert {one for (one,) in raw.execute("SELECT id FROM summaries")} == {"two", "three"}


def test_where_a_copy_stays_of_what_was_forgotten_that_is_told(archive, monkeypatch):
    session = Session(SqliteJournal(archive / "one.session"), FixedClock(utc(9)), "p")
    number = session.do(TakeNote("n")).number
    (archive / FILE).write_bytes(b"no database")

    def refuses(_file: Path) -> None:
        raise PermissionError(13, "no")

    monkeypatch.setattr("workshop_tui.journal.archive.remove", refuses)
    with pytest.raises(Unwritable, match=r"\.summaries cannot be written"):
        session.forget(number)
    session.close()


def test_a_list_that_was_read_before_a_name_was_forgotten_brings_it_back_into_no_copy(tmp_path, seed, monkeypatch):
    monkeypatch.setattr("workshop_tui.journal.archive.has_settled", lambda _stamp: True)
    created(tmp_path, replace(seed, title=f"{DUPONT} raconte"), DAY, "day", FixedClock(utc(8)), "p")
    folder = Folder(tmp_path)

    class Late(Archive):
        def _keep(self, gone):
            session = Session(folder.open("day"), FixedClock(utc(9)), "p")
            session.do(Expect(DUPONT))
            session.forget_name(without_name(session.state, DUPONT))
            session.close()
            super()._keep(gone)

    with Late(tmp_path, folder.open) as late:
        late.summaries()
    assert b"Dupont" not in (tmp_path / FILE).read_bytes()


def test_a_folder_that_cannot_be_read_is_told(tmp_path):
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(JournalError, match="cannot be read"):
        Folder(tmp_path / "file").summaries()


def test_a_folder_whose_name_no_uri_has_keeps_no_copies_and_is_listed(seed, tmp_path, monkeypatch):
    created(tmp_path, seed, DAY, "day", FixedClock(utc(9)), "pascal")
    (tmp_path / FILE).write_bytes(b"")

    def refused(_file: Path, **_settings: float) -> None:
        raise UnicodeEncodeError("utf-8", "\ud83d", 0, 1, "surrogates not allowed")  # as on Windows

    monkeypatch.setattr("workshop_tui.journal.copied.connected", refused)
    found, damaged = Folder(tmp_path).summaries()
    assert ([one.id for one in found], damaged) == (["day"], [])


def over(folder: Path, *sessions: str) -> None:
    """End these sessions, and let their copies settle."""
    for name in sessions:
        with_command(folder, name, End())
    settled(folder)


def with_command(folder: Path, name: str, command: Command) -> None:
    opened = Session(SqliteJournal(folder / f"{name}.session"), FixedClock(utc(9)), "p")
    opened.do(command)
    opened.close()


OPEN = Asked(modes=frozenset(Mode) - {Mode.ENDED}, over_as_seen=True)


def looked_at(monkeypatch, folder: Path, asked: Asked) -> tuple[set[str], set[str]]:
    """The sessions that are listed, and those whose stamps were asked for."""
    looked_at: set[str] = set()

    def compared(where, sessions, copied):
        looked_at.update(sessions)
        return stamps_of(where, sessions, copied)

    stamps_of = real_compared
    with monkeypatch.context() as patched:
        patched.setattr(archive_module, "compared", compared)
        patched.setattr(archive_module, "IN_TURN", 1 << 40)
        found, damaged = Folder(folder).summaries(asked)
    assert not damaged
    return {one.id for one in found}, looked_at


@inodes_are_told
def test_what_is_over_is_not_looked_at_for_what_is_open_until_it_is_written_to(archive, seed, monkeypatch):
    over(archive, "one", "two")
    assert looked_at(monkeypatch, archive, OPEN) == ({"three"}, {"three"})
    with_command(archive, "one", Reopen())
    assert looked_at(monkeypatch, archive, OPEN)[0] == {"three", "one"}
    with_command(archive, "three", End())
    assert looked_at(monkeypatch, archive, OPEN)[0] == {"one"}
    created(archive, seed, DAY, "new", FixedClock(utc(8)), "p")
    assert looked_at(monkeypatch, archive, OPEN)[0] == {"one", "new"}
    (archive / "new.session").replace(archive / "two.session")
    assert looked_at(monkeypatch, archive, OPEN)[0] == {"one", "two"}, "another file in its place"


def test_what_is_open_on_a_screen_is_looked_at_though_it_was_over(archive, monkeypatch):
    over(archive, "one", "two", "three")
    opened = Session(SqliteJournal(archive / "one.session"), FixedClock(utc(9)), "p")
    opened.do(Reopen())
    assert looked_at(monkeypatch, archive, OPEN)[0] == {"one"}
    opened.close()
    assert looked_at(monkeypatch, archive, OPEN)[0] == {"one"}


@pytest.mark.parametrize("dies", ["before it is written", "after it is written"])
def test_a_program_that_dies_as_it_opens_a_session_again_leaves_no_copy_that_it_is_over(archive, monkeypatch, dies):
    over(archive, "one", "two", "three")
    opened = Session(SqliteJournal(archive / "one.session"), FixedClock(utc(9)), "p")
    assert isinstance(opened.journal, SqliteJournal)
    write = opened.journal._db.write

    def killed(work):
        if dies == "after it is written":
            write(work)
        raise KeyboardInterrupt

    monkeypatch.setattr(opened.journal._db, "write", killed)
    with pytest.raises(KeyboardInterrupt):
        opened.do(Reopen())
    opened.close()
    assert looked_at(monkeypatch, archive, OPEN)[0] == ({"one"} if dies == "after it is written" else set())


def test_what_a_foreign_program_writes_into_a_session_that_is_over_is_found_in_its_turn_and_by_the_next_whole_list(
    archive, monkeypatch
):
    before = (archive / "one.session").read_bytes()
    over(archive, "one", "two", "three")
    after = (archive / "one.session").read_bytes()
    (archive / "one.session").write_bytes(before)
    while not {one.id for one in Folder(archive).summaries(OPEN)[0]}:
        pass
    over(archive, "one")
    (archive / "one.session").write_bytes(before)
    assert {one.id for one in Folder(archive).summaries()[0] if one.open} == {"one"}
    assert after != before


def test_a_list_of_which_only_the_beginning_is_read_looks_at_no_more(archive, monkeypatch):
    for number in range(300):
        written(archive / f"s{number:03}.session", DAY - timedelta(days=number + 1))
    whole = [*settled(archive)]
    looked_at: list[str] = []

    def compared(where, sessions, copied):
        looked_at.extend(sessions)
        return stamps_of(where, sessions, copied)

    stamps_of = real_compared
    monkeypatch.setattr(archive_module, "compared", compared)
    pages = Folder(archive).pages()
    first, _damaged = next(pages)
    pages.close()
    assert [one.id for one in first] == whole[: len(first)] == looked_at
    assert len(first) < 100
    assert [one.id for page, _damaged in Folder(archive).pages() for one in page] == whole


def test_a_page_has_what_is_new_in_its_place_and_tells_what_cannot_be_read(archive, seed):
    for number in range(80):
        written(archive / f"s{number:03}.session", DAY - timedelta(days=number + 1))
    settled(archive)
    take(archive, "s010")
    created(archive, seed, DAY - timedelta(days=3), "new", FixedClock(utc(8)), "p")
    created(archive, seed, DAY - timedelta(days=300), "oldest", FixedClock(utc(8)), "p")
    (archive / "s002.session").write_bytes(b"SQLite format 3\0" + b"x" * 3000)
    pages = [*Folder(archive).pages()]
    found = [one for page, _damaged in pages for one in page]
    assert [(one.day, one.id) for one in found] == sorted(((one.day, one.id) for one in found), reverse=True)
    assert {one.id for one in found} == {"one", "two", "three", "new", "oldest"} | {
        f"s{number:03}" for number in range(80) if number != 2
    }
    assert {one.id: one.summary.notes for one in found}["s010"] == 1
    assert [str(error) for _page, damaged in pages for error in damaged] == [
        str(error) for error in Folder(archive).summaries()[1]
    ]
