"""The PostgreSQL store, on a real server: the conformance suite, and what is its own."""

from __future__ import annotations

import socket
import time
from contextlib import suppress
from functools import partial

import psycopg
import pytest
from click.testing import CliRunner

from tests.conftest import DAY, SEED, utc
from tests.journal.conformance import AT, Conformance, note, opened, opener
from tests.journal.server import let_pass
from workshop_tui.cli.commands import cli
from workshop_tui.clock import FixedClock
from workshop_tui.journal import JournalError, Unwritable
from workshop_tui.journal.postgres import Postgres
from workshop_tui.journal.rescue import backup
from workshop_tui.journal.sessions import default_store, find
from workshop_tui.journal.sqlite import Folder
from workshop_tui.opening import create
from workshop_tui.service import Session
from workshop_tui.session.refusal import Refused
from workshop_tui.session.timing.commands import Next


@pytest.fixture
def keeper(fresh_server):
    """The server's sessions: none yet."""
    return Postgres(fresh_server.address)


@pytest.fixture
def store(keeper):
    keeper.create("s", [])
    with opener(lambda: keeper.open("s")) as open_again:
        yield open_again


@pytest.fixture
def later(server):
    return partial(let_pass, server.address)


class TestPostgres(Conformance):
    """Every store must pass this."""

    TABLE = "workshop_tui.summaries"


def test_events_can_be_neither_changed_nor_deleted(store, server):
    store().append(opened(), AT)
    with psycopg.connect(server.address, autocommit=True) as raw:
        for statement in ("UPDATE workshop_tui.events SET author = 'x'", "DELETE FROM workshop_tui.events"):
            with pytest.raises(psycopg.errors.RaiseException):
                raw.execute(statement)


def test_an_event_that_was_altered_behind_its_back_is_found(store, server):
    journal = store()
    journal.append(opened(), AT)
    journal.append(note("as it was"), AT)
    with psycopg.connect(server.address, autocommit=True) as raw:
        raw.execute("ALTER TABLE workshop_tui.events DISABLE TRIGGER ALL")
        raw.execute("UPDATE workshop_tui.events SET data = replace(data, 'as it was', 'as it wasn’t')")
    with pytest.raises(JournalError, match="damaged at event 2"):
        journal.read()


def test_a_server_that_cannot_be_reached_is_told_in_one_line():
    with pytest.raises(Unwritable, match="the PostgreSQL server is away") as told:
        Postgres("postgresql://nobody@127.0.0.1:1/none").ids()
    assert "\n" not in str(told.value)


def knocks(listening: socket.socket) -> int:
    """How many have connected since this was last asked."""
    count = 0
    with suppress(BlockingIOError):
        while True:
            listening.accept()[0].close()
            count += 1
    return count


def test_a_server_that_does_not_answer_is_not_asked_each_time():
    with socket.socket() as silent:  # accepts, and says nothing
        silent.bind(("127.0.0.1", 0))
        silent.listen()
        silent.setblocking(False)
        keeper = Postgres(f"postgresql://nobody@127.0.0.1:{silent.getsockname()[1]}/none")
        for asks in (True, False, False):
            with pytest.raises(Unwritable, match="is away"):
                keeper.ids()
            assert bool(knocks(silent)) == asks


def test_a_server_that_was_restarted_is_only_away_for_a_while(store, server):
    journal = store()
    journal.append(opened(), AT)
    assert journal.changed()
    server.stop()
    try:
        with pytest.raises(Unwritable, match="is away"):
            journal.append(note("lost?"), AT)
        with pytest.raises(Unwritable, match="is away"):
            for _look in range(50):
                journal.changed()
                time.sleep(0.05)
    finally:
        server.start()
    assert journal.changed()  # whatever was written meanwhile
    journal.append(note("kept"), AT)
    assert [record.event.type for record in journal.read()] == ["SessionOpened", "NoteTaken"]


def test_twenty_connections_press_next_at_once_and_the_day_moves_one_segment(keeper, seed):
    from concurrent.futures import ThreadPoolExecutor
    from threading import Barrier

    create(keeper, seed, DAY, "day", FixedClock(utc(8)), "p")
    barrier = Barrier(20)

    def press(k: int) -> str:
        session = Session(keeper.open("day"), FixedClock(utc(9)), f"n{k}")
        barrier.wait()
        try:
            session.do(Next())
        except Refused as refusal:
            return str(refusal)
        else:
            return "moved"
        finally:
            session.close()

    with ThreadPoolExecutor(20) as pool:
        told = list(pool.map(press, range(20)))
    assert told.count("moved") == 1
    assert all("started “Accueil" in words for words in told if words != "moved")


def test_a_follower_hears_of_a_change_at_once(keeper, seed):
    create(keeper, seed, DAY, "day", FixedClock(utc(8)), "p")
    one, other = (Session(keeper.open("day"), FixedClock(utc(9)), name) for name in ("pascal", "aurelie"))
    other.follow()
    assert other.follow() == []
    one.do(Next())
    until = time.monotonic() + 5
    while not (landed := other.follow()):
        assert time.monotonic() < until
    assert [record.event.type for record in landed] == ["SegmentStarted"]
    assert other.state == one.state
    one.close()
    other.close()


def test_a_backup_of_it_is_a_session_file(keeper, seed, tmp_path):
    create(keeper, seed, DAY, "day", FixedClock(utc(8)), "p")
    with keeper.open("day") as journal:
        backup(journal, tmp_path / "copy.session")
        with Folder(tmp_path).open("copy") as copied:
            assert copied.read() == journal.read()


def test_a_session_s_file_is_meant_by_its_path_or_ending_where_a_server_is_named_too(keeper, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    file = tmp_path / "copy.session"
    file.touch()
    assert [find(keeper, named) for named in (str(file), "copy.session", "./copy.session")] == [str(file)] * 3
    (tmp_path / "plain").touch()
    with pytest.raises(JournalError, match="is a file, and WORKSHOP_TUI_STORE names a server: leave it out"):
        find(keeper, "plain")
    with pytest.raises(JournalError, match="there is no"):
        find(keeper, str(tmp_path / "none.session"))


def test_a_session_that_is_named_on_a_server_without_any_is_told_not_to_be_there(keeper):
    for _again in range(2):
        with pytest.raises(JournalError, match="there is no session “day”"):
            find(keeper, "day")


def test_the_command_line_runs_a_day_on_it(keeper, server, home, monkeypatch):
    monkeypatch.setenv("WORKSHOP_TUI_STORE", server.address)
    assert isinstance(default_store(), Postgres)

    def run(*arguments: str) -> str:
        done = CliRunner().invoke(cli, [*arguments, "--language", "en"], catch_exceptions=False)
        assert done.exit_code == 0, done.output
        return done.output

    assert run("open", str(SEED), "--date", "2021-05-04", "--id", "day") == "day\n"
    run("next", "--at", "9:00")
    run("note", "[on the server] 🚲")
    assert "day\t2021-05-04\trunning" in CliRunner().invoke(cli, ["sessions"]).output
    assert "[on the server] 🚲" in run("report").replace("\\", "")
    run("attendance", "Marie Dupont", "--expected")

    def bare(*words: str) -> str:
        return CliRunner().invoke(cli, words).stdout

    assert bare("sessions", "--json", "--find", "DAY").count('"id"') == 1
    assert bare("retain", "--older-than", "36m", "--yes").startswith("day\t2021-05-04")
    assert "P1,P1" in run("codes")
    assert bare("retain", "--older-than", "36m", "--all", "--yes").startswith("day\t")
    assert bare("sessions") == ""
    assert not home.exists()


def test_an_event_whose_confirmation_got_lost_is_written_once(store, monkeypatch):
    journal, other = store(), store()
    journal.append(opened(), AT)
    do = journal._db.do

    def lost(statement: str, **values: object) -> None:
        do(statement, **values)
        raise psycopg.OperationalError("server closed the connection unexpectedly")

    event = note("once")
    with monkeypatch.context() as patched, pytest.raises(Unwritable, match="away"):
        patched.setattr(journal._db, "do", lost)
        journal.append(event, AT)
    other.append(note("another’s, meanwhile"), AT)
    assert journal.append(event, AT).number == 2
    assert journal.append(event, AT).number == 4, "said once more, it is another"
    assert [getattr(one.event, "text", None) for one in other.read()] == [None, "once", "another’s, meanwhile", "once"]
