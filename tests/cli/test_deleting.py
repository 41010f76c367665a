"""Deleting is meant: said by `--yes` where nobody can be asked, and not done under somebody's hands; and which session
is meant is said by its file's name alone, in every command."""

from __future__ import annotations

import json

import pytest

from tests.conftest import SEED, utc
from workshop_tui.clock import FixedClock
from workshop_tui.journal.sessions import default_store
from workshop_tui.locale import speak
from workshop_tui.service import Session


@pytest.fixture(params=["folder", "server"])
def there(request, wt, monkeypatch):
    """A session, in a folder or on a server."""
    if request.param == "server":
        monkeypatch.setenv("WORKSHOP_TUI_STORE", request.getfixturevalue("fresh_server").address)
    assert wt("open", str(SEED), "--date", "2021-05-04", "--id", "day")[0] == 0
    speak("en")
    return wt


def test_where_nobody_can_be_asked_nothing_is_deleted_without_yes(there):
    code, out, err = there("delete", "day")
    assert (code, out) == (1, "")
    assert "Delete day for good? Nobody is here to answer: --yes says it" in err
    assert default_store().has("day")
    assert there("delete", "day", "--yes")[0] == 0
    assert not default_store().has("day")


def test_what_somebody_has_open_is_deleted_by_force_alone(there):
    opened = Session(default_store().open("day"), FixedClock(utc(9)), "aurelie")
    opened.beat("run")
    code, _out, err = there("delete", "day", "--yes")
    assert (code, "is open elsewhere (Aurélie): --force deletes it all the same" in err) == (1, True)
    assert default_store().has("day")
    code, _out, err = there("delete", "day", "--force")
    assert (code, "--yes" in err) == (1, True)
    assert there("delete", "day", "--yes", "--force")[0] == 0
    assert not default_store().has("day")
    opened.close()


def test_old_sessions_are_let_go_by_yes_alone_where_nobody_can_be_asked(there):
    code, _out, err = there("retain", "--all", "--older-than", "36m")
    assert (code, "--yes" in err) == (1, True)
    assert default_store().has("day")


@pytest.fixture
def renamed(day, home):
    """A session whose file was given another name than its id."""
    day("note", "x", "-s", "day")
    (home / "sessions" / "day.session").rename(home / "sessions" / "renamed.session")
    return day


def test_a_file_that_was_renamed_is_called_by_its_name_in_every_command(renamed, tmp_path):
    listed = [(name, "--json") for name in ("sessions", "status", "notes", "tags", "matrix", "attendance")]
    for words in (*listed, *(("report", "--format", form) for form in ("csv", "ics", "json"))):
        code, out, err = renamed(*words)
        assert code == 0, err
        assert "day.session" not in out
        if "json" in words[-1]:
            answer = json.loads(out)
            assert (answer.get("session") or answer["sessions"][0]["id"]) == "renamed", words
    assert 'id = "renamed"' in renamed("report", "--format", "toml", "--names")[1]
    assert renamed("status", "-s", "day")[0] == 1
    assert renamed("status", "--json", "--at", "09:00")[1].count('"renamed"') == 1
    assert renamed("report", "--front-matter")[1].count("renamed") >= 1
    code, out, _err = renamed("open", str(SEED), "--id", "next", "--follows", "renamed", "--date", "2021-05-05")
    assert (code, out) == (0, "next\n")
    assert "renamed" in renamed("points", "--json", "-s", "next")[1] or renamed("due", "--json")[0] == 0
    assert renamed("key", "Léa", "-s", "renamed")[0] == 0
    assert renamed("delete", "renamed", "--yes")[0] == 0


def test_a_copy_that_is_named_by_its_path_keeps_the_id_that_stands_in_it(day, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert day("backup", "day", "-o", "copy.session")[0] == 0
    assert json.loads(day("status", "--json", "-s", "./copy.session")[1])["session"] == "day"
