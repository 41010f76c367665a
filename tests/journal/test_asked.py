"""How much is asked of a PostgreSQL server: counted on the server, by its log."""

from __future__ import annotations

import psycopg
import pytest
from click.testing import CliRunner

from tests.conftest import DAY, utc
from tests.journal.link import Link
from workshop_tui.cli.commands import cli
from workshop_tui.clock import FixedClock
from workshop_tui.journal import server as way
from workshop_tui.journal.listing import Asked
from workshop_tui.journal.postgres import Postgres
from workshop_tui.journal.sessions import find
from workshop_tui.opening import create
from workshop_tui.service import Session
from workshop_tui.session.notes.commands import TakeNote
from workshop_tui.session.timing.commands import End, Next


@pytest.fixture
def keeper(fresh_server, home, monkeypatch):
    """A server's sessions, none yet, which the commands take for theirs; no connection is left over from before."""
    monkeypatch.setenv("WORKSHOP_TUI_STORE", fresh_server.address)
    monkeypatch.setattr(way, "_spare", {})
    return Postgres(fresh_server.address)


def with_sessions(keeper, seed, count: int) -> None:
    for number in range(count):
        create(keeper, seed, DAY, f"day-{number}", FixedClock(utc(8)), "p")


def asked_for(server, *arguments: str, exit_code: int = 0):
    """The statements that the command asks of the server, in a process of its own as far as its connections go."""
    way._spare.clear()
    with server.counting() as asked:
        done = CliRunner().invoke(cli, [*arguments], catch_exceptions=False)
    assert done.exit_code == exit_code, done.output
    return asked


@pytest.mark.parametrize("count", [1, 60])
def test_a_list_of_sessions_asks_the_server_as_little_for_many_as_for_one(keeper, seed, fresh_server, count):
    with_sessions(keeper, seed, count)
    asked = asked_for(fresh_server, "sessions")
    assert (asked.connections, len(asked.statements)) == (1, 1), asked.statements


def test_the_status_of_the_only_open_session_takes_four_statements(keeper, seed, fresh_server):
    with_sessions(keeper, seed, 20)
    for number in range(19):
        with_ended(keeper, f"day-{number}")
    asked = asked_for(fresh_server, "status")
    assert asked.connections == 1
    assert len(asked.statements) <= 4, asked.statements


def test_the_status_of_the_only_session_that_has_ended_takes_four_statements(keeper, seed, fresh_server):
    with_sessions(keeper, seed, 1)
    with_ended(keeper, "day-0")
    assert len(asked_for(fresh_server, "status").statements) <= 4


def with_ended(keeper, name: str) -> None:
    session = Session(keeper.open(name), FixedClock(utc(9)), "p")
    session.do(Next())
    session.do(End())
    session.close()


def test_a_note_takes_one_connection_and_two_statements(keeper, seed, fresh_server):
    with_sessions(keeper, seed, 2)
    asked = asked_for(fresh_server, "note", "🚲", "-s", "day-1", "--as", "p")
    assert asked.connections == 1
    assert len(asked.statements) <= 2, asked.statements


def turns(link, *arguments: str) -> int:
    """How many ways there and back the command takes."""
    way._spare.clear()
    before = link.turns
    assert CliRunner().invoke(cli, [*arguments], catch_exceptions=False).exit_code == 0
    way._spare.clear()
    return link.turns - before


def test_over_a_long_way_a_note_takes_two_ways_there_and_back_more_than_connecting(
    keeper, seed, fresh_server, monkeypatch
):
    with_sessions(keeper, seed, 2)
    with_ended(keeper, "day-0")
    with Link(fresh_server.address) as link:
        monkeypatch.setenv("WORKSHOP_TUI_STORE", link.address)
        before = link.turns
        with psycopg.connect(link.address):
            pass
        connecting = link.turns - before
        assert turns(link, "note", "🚲", "-s", "day-1", "--as", "p") <= connecting + 2
        assert turns(link, "note", "🚲", "--as", "p") <= connecting + 2
        assert turns(link, "status", "-s", "day-1") <= connecting + 3
        assert turns(link, "status") <= connecting + 3
        assert turns(link, "sessions") <= connecting + 1


@pytest.mark.parametrize("ready", [0, 3])
def test_the_events_of_the_session_that_is_meant_come_with_the_list_and_what_lands_after_them_is_seen(
    keeper, seed, fresh_server, ready
):
    with_sessions(keeper, seed, 1 + ready)
    other = Session(keeper.open("day-0"), FixedClock(utc(9)), "q")
    if ready:
        other.do(Next())
    assert find(keeper, None) == "day-0"
    with fresh_server.counting() as asked:
        session = Session(keeper.open("day-0"), FixedClock(utc(9)), "p")
    assert (asked.connections, asked.statements) == (0, [])
    other.do(TakeNote(text="between"))
    session.do(TakeNote(text="🚲"))
    assert [one.taken.text for one in session.state.notebook.notes] == ["between", "🚲"]
    for one in (session, other):
        one.close()


def test_where_several_are_under_way_or_none_no_events_come_with_the_list(keeper, seed):
    with_sessions(keeper, seed, 2)
    for _again in range(2):
        keeper.summaries(Asked(to_open=True))
        assert keeper._whole is None
        for name in ("day-0", "day-1"):
            session = Session(keeper.open(name), FixedClock(utc(9)), "p")
            session.do(Next())
            session.close()


def test_a_note_in_an_open_session_is_one_statement_and_others_that_follow_read_it_with_one(keeper, seed, fresh_server):
    with_sessions(keeper, seed, 1)
    one, other = (Session(keeper.open("day-0"), FixedClock(utc(9)), name) for name in "pq")
    assert other.journal.changed()
    other.company.look()
    with fresh_server.counting() as asked:
        one.do(TakeNote(text="🚲"))
        while not other.follow():
            pass
    assert not other.journal.company_moved
    assert len(asked.statements) == 2, asked.statements
    one.close()
    other.close()


def test_a_sign_of_life_is_one_statement_and_wakes_nobody_who_sees_it_already(keeper, seed, fresh_server):
    with_sessions(keeper, seed, 1)
    one, other = (Session(keeper.open("day-0"), FixedClock(utc(9)), name) for name in "pq")
    assert other.journal.changed()
    one.beat("run")
    while not other.journal.changed():
        pass  # it has come
    with fresh_server.counting() as asked:
        assert one.beat("run") == []
        one.do(TakeNote(text="told after it"))
        while not other.journal.changed():
            pass
    assert len(asked.statements) == 2, asked.statements
    other.company.look()
    other.follow()
    with fresh_server.counting() as asked:
        assert not other.follow()
    assert asked.statements == []
    one.close()
    other.close()


def test_a_change_in_one_session_wakes_no_terminal_of_another(keeper, seed, fresh_server):
    with_sessions(keeper, seed, 2)
    here, there = (Session(keeper.open(name), FixedClock(utc(9)), "p") for name in ("day-0", "day-1"))
    here.follow()
    there.do(TakeNote(text="elsewhere"))
    here.do(TakeNote(text="its own"))
    assert not here.journal.changed()
    here.close()
    there.close()
