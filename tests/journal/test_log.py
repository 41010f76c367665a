"""The log beside a session's file, cut, removed or replaced by another under an open session: what is said to be kept
stands on the disk, or it is said that it does not."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys

import pytest

from tests.conftest import DAY, created, utc
from tests.systems import only_posix
from workshop_tui.clock import FixedClock
from workshop_tui.host import held
from workshop_tui.journal.files import traces
from workshop_tui.journal.sqlite import SqliteJournal
from workshop_tui.service import Session
from workshop_tui.session.notes.commands import TakeNote
from workshop_tui.session.notes.events import NoteTaken

pytestmark = only_posix("nobody removes or replaces a file that is open: the system refuses it")


@pytest.fixture
def file(seed, tmp_path):
    return created(tmp_path / "sessions", seed, DAY, "day", FixedClock(utc(9)), "pascal")


@pytest.fixture
def at(file):
    """A terminal of somebody on the session."""
    opened: list[Session] = []

    def session(who: str) -> Session:
        opened.append(Session(SqliteJournal(file), FixedClock(utc(9, len(opened))), who))
        return opened[-1]

    yield session
    for one in opened:
        one.close()


def texts(file) -> list[str]:
    """The notes that whoever opens it next finds: of a copy, as after a cut of the power."""
    copy = file.with_name("copy.session")
    for source, target in zip(traces(file)[:2], traces(copy)[:2], strict=True):
        if source.exists():
            shutil.copyfile(source, target)
    try:
        with SqliteJournal(copy) as journal:
            return [record.event.text for record in journal.read() if isinstance(record.event, NoteTaken)]
    finally:
        for trace in traces(copy):
            trace.unlink(missing_ok=True)


def shorten(file, part: float) -> None:
    os.truncate(file, int(file.stat().st_size * part))


def garble(file) -> None:
    with file.open("r+b") as stream:
        stream.write(os.urandom(file.stat().st_size))


def replace(file, by) -> None:
    shutil.copyfile(by, by.with_name("moved"))
    by.with_name("moved").replace(file)


def in_the_place_of(file, make) -> None:
    file.unlink()
    make(file)


HARM = {
    "cut to nothing": lambda log, index, old: shorten(log, 0),
    "cut to its half": lambda log, index, old: shorten(log, 0.5),
    "its end cut off": lambda log, index, old: os.truncate(log, log.stat().st_size - 1),
    "garbled": lambda log, index, old: garble(log),
    "removed": lambda log, index, old: log.unlink(),
    "removed with its index": lambda log, index, old: (log.unlink(), index.unlink()),
    "its index removed": lambda log, index, old: index.unlink(),
    "an older one copied over it": lambda log, index, old: shutil.copyfile(old, log),
    "an older one in its place": lambda log, index, old: replace(log, old),
    "a copy of it in its place": lambda log, index, old: replace(log, log),
}


@pytest.mark.parametrize("harm", HARM.values(), ids=HARM)
def test_whatever_becomes_of_the_log_all_that_is_kept_is_on_the_disk(file, at, tmp_path, harm):
    log, index = traces(file)[1:]
    pascal, aurelie = at("pascal"), at("aurelie")
    pascal.do(TakeNote("first"))
    shutil.copyfile(log, tmp_path / "old")
    pascal.do(TakeNote("second"))
    aurelie.follow()
    harm(log, index, tmp_path / "old")
    said = ["first", "second"]
    for number in range(3):
        for one in (aurelie, pascal):
            one.do(TakeNote(f"{one.by} {number}"), hold=True)
            said.append(f"{one.by} {number}")
            one.follow()
    for one in (aurelie, pascal):
        one.write_held()
        assert not one.held
    assert sorted(texts(file)) == sorted(said)
    assert [len(one.state.notebook.notes) for one in (pascal, aurelie) if one.follow() is not None] == [8, 8]


@pytest.mark.parametrize("make", ["mkfifo", "mkdir"])
def test_while_there_can_be_no_log_it_is_said_and_held(file, at, make):
    pascal, aurelie = at("pascal"), at("aurelie")
    pascal.do(TakeNote("first"))
    log = traces(file)[1]
    in_the_place_of(log, getattr(os, make))
    for one in (aurelie, pascal):
        one.do(TakeNote(one.by), hold=True)
        assert one.held.why
    log.rmdir() if log.is_dir() else log.unlink()
    for one in (aurelie, pascal, aurelie):
        one.write_held()
        one.follow()
    assert not (pascal.held or aurelie.held)
    assert sorted(texts(file)) == ["aurelie", "first", "pascal"]


def test_a_sign_of_life_puts_back_what_was_cut_off(file, at):
    pascal = at("pascal")
    pascal.do(TakeNote("first"))
    pascal.beat("run")
    shorten(traces(file)[1], 0)
    assert "first" not in texts(file)
    pascal.beat("run")
    assert texts(file) == ["first"]


def test_what_only_one_terminal_knew_is_put_back_by_it(file, at):
    pascal, aurelie = at("pascal"), at("aurelie")
    pascal.do(TakeNote("of nobody else's knowledge"))
    shorten(traces(file)[1], 0)
    aurelie.beat("run")
    pascal.beat("run")
    assert texts(file) == ["of nobody else's knowledge"]


def test_where_another_s_note_stands_in_its_place_it_is_said_that_the_file_was_changed(file, at):
    pascal, aurelie = at("pascal"), at("aurelie")
    pascal.do(TakeNote("mine"))
    shorten(traces(file)[1], 0)
    aurelie.do(TakeNote("theirs"))
    pascal.do(TakeNote("one more"), hold=True)
    assert "another program changed" in str(pascal.held.why)
    assert texts(file) == ["theirs"]


def test_what_was_forgotten_is_not_put_back(file, at):
    pascal, aurelie = at("pascal"), at("aurelie")
    pascal.do(TakeNote("Lise"))
    aurelie.follow()
    pascal.forget(2)
    aurelie.follow()
    shorten(traces(file)[1], 0)
    for one in (aurelie, pascal):
        one.do(TakeNote("after"), hold=True)
        assert not one.held
    assert "Lise" not in texts(file)
    assert b"Lise" not in file.read_bytes() + traces(file)[1].read_bytes()


OTHER = """
import sys
from pathlib import Path
from workshop_tui.clock import SystemClock
from workshop_tui.journal.sqlite import SqliteJournal
from workshop_tui.service import Session
from workshop_tui.session.notes.commands import TakeNote
from workshop_tui.session.notes.events import NoteTaken
session = Session(SqliteJournal(Path(sys.argv[1])), SystemClock(), "aurelie")
for line in sys.stdin:
    session.follow()
    session.write_held()
    session.do(TakeNote(line.strip()), hold=True)
    print(len(session.held.events), flush=True)
"""


@pytest.mark.parametrize("how", ["cut to nothing", "removed", "an older one in its place"])
def test_between_programs_all_that_is_kept_is_on_the_disk(file, at, tmp_path, how):
    pipe = subprocess.PIPE
    with subprocess.Popen([sys.executable, "-c", OTHER, file], stdin=pipe, stdout=pipe, text=True) as program:

        def other(text: str) -> int:
            program.stdin.write(f"{text}\n")
            program.stdin.flush()
            return int(program.stdout.readline())

        pascal = at("pascal")
        pascal.do(TakeNote("first"))
        log, index = traces(file)[1:]
        shutil.copyfile(log, tmp_path / "old")
        assert other("second") == 0
        pascal.follow()
        HARM[how](log, index, tmp_path / "old")
        other("third")
        for text in ("fourth", "fifth"):
            pascal.follow()
            pascal.do(TakeNote(text), hold=True)
            pascal.write_held()
        assert other("sixth") == 0
        assert not pascal.held
        assert sorted(texts(file)) == ["fifth", "first", "fourth", "second", "sixth", "third"]
        program.stdin.close()
        program.kill()


# ── the file itself ────────────────────────────────────────────────────────────────────────────────────────
@pytest.mark.parametrize("left", [0, 8192])
def test_of_a_file_that_was_cut_it_is_said_and_held(file, at, left):
    pascal = at("pascal")
    pascal.do(TakeNote("first"))
    os.truncate(file, left)
    pascal.do(TakeNote("second"), hold=True)
    assert pascal.held.events
    assert "day.session" in str(pascal.held.why)


def test_an_older_copy_over_the_file_gets_what_is_missing(file, at, tmp_path):
    pascal = at("pascal")
    shutil.copyfile(file, tmp_path / "old")
    pascal.do(TakeNote("first"))
    pascal.journal.write_through()
    shutil.copyfile(tmp_path / "old", file)
    pascal.do(TakeNote("second"), hold=True)
    assert not pascal.held
    assert texts(file) == ["first", "second"]


def test_a_file_that_grew_smaller_as_a_note_was_forgotten_goes_on(file, at):
    pascal, aurelie = at("pascal"), at("aurelie")
    for number in range(40):
        pascal.do(TakeNote(f"{number} " + "x" * 3000))
    pascal.journal.write_through()
    for number in range(2, 42):
        pascal.forget(number)
    aurelie.follow()
    aurelie.do(TakeNote("after"))
    assert texts(file)[-1] == "after"


def test_nothing_of_the_log_is_held_open_once_the_session_is_closed(file, at):
    before = {**held._open}
    one, other = at("pascal"), at("aurelie")
    assert len(held._open) == len(before) + 1
    one.close()
    other.do(TakeNote("the locks of the other are its own still"))
    with sqlite3.connect(file, timeout=0, isolation_level=None) as raw:
        other.journal._db.execute("BEGIN IMMEDIATE")
        with pytest.raises(sqlite3.OperationalError, match="locked"):
            raw.execute("BEGIN IMMEDIATE")
        other.journal._db.execute("ROLLBACK")
    other.close()
    assert held._open == before
