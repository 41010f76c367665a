"""`server migrate`: the server's schema, as its owner brings it up to date; nobody does so by looking."""

from __future__ import annotations

import psycopg
import pytest

from tests.journal import roles
from tests.journal.other_versions import BEFORE_SUMMARIES, server_as_it_was
from workshop_tui.journal import server as way
from workshop_tui.journal.server_schema import VERSION


@pytest.fixture
def older(fresh_server, monkeypatch):
    """A server that an older program made, with sessions on it."""
    server_as_it_was(fresh_server.address, BEFORE_SUMMARIES, 3)
    monkeypatch.setenv("WORKSHOP_TUI_STORE", fresh_server.address)
    way._spare.clear()
    yield fresh_server
    way._spare.clear()


def version_on(server) -> int | None:
    with psycopg.connect(server.address) as raw:
        if raw.execute("SELECT to_regclass('workshop_tui.version')").fetchall() == [(None,)]:
            return None
        return raw.execute("SELECT version FROM workshop_tui.version").fetchall()[0][0]


def test_a_dry_run_says_what_would_be_done_and_does_none_of_it(wt, older):
    code, out, err = wt("server", "migrate", "--dry-run")
    assert (code, err) == (0, "")
    lines = out.splitlines()
    assert lines[0] == f"From version {BEFORE_SUMMARIES} to {VERSION}:"
    assert "table summaries" in lines[1]
    assert "that all names were removed after a time is an event" in lines[2]
    assert lines[-2:] == ["3 sessions, all events as they are.", "0 terminals are open; they go on."]
    assert version_on(older) == BEFORE_SUMMARIES


def test_it_wants_a_backup_where_nobody_can_say_that_there_is_one(wt, older):
    code, _out, err = wt("server", "migrate")
    assert code == 1
    assert "make a backup first" in err
    assert version_on(older) == BEFORE_SUMMARIES
    assert wt("sessions")[0] == 1
    assert version_on(older) == BEFORE_SUMMARIES
    code, out, _err = wt("server", "migrate", "--yes")
    assert (code, out.splitlines()[-1]) == (0, f"The server's sessions are of version {VERSION} now.")
    assert version_on(older) == VERSION
    assert wt("server", "migrate")[:2] == (
        0,
        f"The server's sessions are of version {VERSION}, as this workshop-tui is.\n",
    )
    assert len(wt("sessions")[1].splitlines()) == 3


def test_a_server_with_nothing_on_it_needs_no_backup(wt, fresh_server, monkeypatch):
    monkeypatch.setenv("WORKSHOP_TUI_STORE", fresh_server.address)
    assert wt("sessions") == (0, "", "")
    assert version_on(fresh_server) is None
    assert wt("server", "migrate")[0] == 0
    assert version_on(fresh_server) == VERSION


def test_a_newer_server_is_not_taken_back(wt, older):
    with psycopg.connect(older.address) as raw:
        raw.execute("UPDATE workshop_tui.version SET version = %s", (VERSION + 1,))
    code, _out, err = wt("server", "migrate", "--yes")
    assert (code, "newer workshop-tui" in err) == (1, True)
    assert version_on(older) == VERSION + 1


def test_without_a_server_it_says_that_files_need_none(wt):
    code, _out, err = wt("server", "migrate")
    assert (code, "names no server" in err) == (1, True)


def test_who_is_not_the_owner_is_told_who_is(wt, older, monkeypatch):
    roles.make(older)
    with psycopg.connect(roles.address_of(older, "workshop_owner")) as raw:
        raw.execute("UPDATE workshop_tui.version SET version = version - 1")
    monkeypatch.setenv("WORKSHOP_TUI_STORE", roles.address_of(older, "camille"))
    for words in (["--yes"], ["--dry-run"]):
        code, _out, err = wt("server", "migrate", *words)
        assert code == 1
        assert "you are camille there; only the owner may do it: workshop_owner" in err
