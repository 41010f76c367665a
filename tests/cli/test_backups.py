"""Backups: of one session and of all, read where they were made, taken back; and a server's damaged one, repaired."""

from __future__ import annotations

import json
import re
import shlex
import stat
from pathlib import Path

import psycopg
import pytest

from tests.conftest import SEED
from tests.systems import only_posix
from workshop_tui.journal import server as way
from workshop_tui.journal.sessions import default_store
from workshop_tui.locale import speak

ROOT = Path(__file__).parents[2]


@pytest.fixture(params=["folder", "server"])
def there(request, wt, monkeypatch, tmp_path):
    """Two sessions, in a folder or on a server."""
    monkeypatch.chdir(tmp_path)
    if request.param == "server":
        monkeypatch.setenv("WORKSHOP_TUI_STORE", request.getfixturevalue("fresh_server").address)
        way._spare.clear()
    for name in ("one", "two"):
        assert wt("open", str(SEED), "--date", "2021-05-04", "--id", name)[0] == 0
        assert wt("note", f"said in {name}", "-s", name)[0] == 0
    speak("en")
    return wt


def report(wt, name: str) -> str:
    code, out, err = wt("report", "--format", "json", "-s", name, "--language", "en")
    assert code == 0, err
    speak("en")
    return out


def test_a_backup_is_read_where_it_was_made_whatever_store_is_set(there, tmp_path):
    whole = report(there, "one")
    assert there("backup", "one", "-o", "a.session")[0] == 0
    for named in ("a.session", "./a.session", str(tmp_path / "a.session")):
        assert report(there, named) == whole
    assert json.loads(there("status", "--json", "-s", "a.session")[1])["session"] == "one"
    assert there("repair", "a.session", "-o", "b.session")[0] == 0
    assert there("import", "a.session", "--id", "three")[:2] == (0, "three\n")
    assert there("note", "in the copy", "-s", "a.session")[0] == 0
    assert "in the copy" in there("notes", "-s", "a.session")[1]
    assert report(there, "one") == whole
    assert there("delete", "./a.session", "--yes")[0] == 0
    assert default_store().has("one")


def test_all_sessions_are_copied_and_taken_back_as_they_were(there, tmp_path):
    whole = {name: report(there, name) for name in ("one", "two")}
    code, out, err = there("backup", "--all", "copies")
    assert (code, out.splitlines(), err) == (0, ["copies/one.session", "copies/two.session"], "2 sessions copied\n")
    for name in whole:
        assert there("delete", name, "--yes")[0] == 0
    assert there("restore", "copies/")[:2] == (0, "one\ntwo\n")
    assert {name: report(there, name) for name in whole} == whole
    code, out, err = there("restore", "copies/one.session")
    assert (code, out) == (1, "")
    assert "the session one is there already, with all that copies/one.session has" in err


def test_one_that_cannot_be_copied_or_taken_back_keeps_no_other_from_it(there, tmp_path):
    (tmp_path / "copies").mkdir()
    (tmp_path / "copies" / "one.session").write_bytes(b"what was there")
    code, out, err = there("backup", "--all", "copies")
    assert (code, out) == (1, "copies/two.session\n")
    assert "one.session is there already" in err
    assert err.endswith("1 session copied\n")
    assert (tmp_path / "copies" / "one.session").read_bytes() == b"what was there"
    assert there("delete", "two", "--yes")[0] == 0
    code, out, err = there("restore", "copies/one.session", "copies/two.session", "copies/none.session")
    assert (code, out, err.count("\n")) == (1, "two\n", 2)


def test_a_backup_of_one_is_taken_back_under_the_name_of_its_session(there):
    code, out, _err = there("backup", "one")
    assert (code, bool(re.fullmatch(r"one-\d{4}-\d\d-\d\d-\d{6}\.session\n", out))) == (0, True)
    assert there("delete", "one", "--yes")[0] == 0
    assert there("restore", out.strip())[:2] == (0, "one\n")


def test_all_goes_with_no_session_and_restore_with_files_or_a_segment(there):
    assert there("backup", "one", "--all", "copies")[0] == 2
    assert there("backup", "--all", "copies", "-o", "x")[0] == 2
    assert there("restore", "a.session", "-s", "one")[0] == 2
    assert there("restore", "carte", "tour", "-s", "one")[0] == 2
    assert there("skip", "carte", "-s", "one")[0] == there("restore", "carte", "-s", "one")[0] == 0


@only_posix("files there have no group")
def test_what_is_taken_back_into_a_shared_folder_is_the_groups(day, home, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert day("backup", "--all", "copies")[0] == 0
    assert day("delete", "day", "--yes")[0] == 0
    (home / "sessions").chmod(0o2770)
    assert day("restore", "copies/day.session")[0] == 0
    file = home / "sessions" / "day.session"
    assert stat.S_IMODE(file.stat().st_mode) == 0o660
    assert file.stat().st_gid == file.parent.stat().st_gid


def test_the_drill_of_the_docs_can_be_played(there, tmp_path):
    page = (ROOT / "docs" / "administration.md").read_text(encoding="utf-8")
    drill = page.partition("### The drill")[2].partition("```\n")[2].partition("```")[0]
    commands = [shlex.split(line) for line in drill.splitlines()]
    assert {words[0] for words in commands} == {"workshop-tui"}
    assert len(commands) > 3
    for words in commands:
        code, _out, err = there(*words[1:])
        assert code == 0, (words, err)
    assert {"one", "two"} <= set(default_store().ids())


def test_a_damaged_session_on_a_server_is_repaired_there(wt, fresh_server, monkeypatch, seed):
    monkeypatch.setenv("WORKSHOP_TUI_STORE", fresh_server.address)
    way._spare.clear()
    assert wt("open", str(SEED), "--date", "2021-05-04", "--id", "day")[0] == 0
    for text in ("first", "second", "third"):
        assert wt("note", text, "-s", "day")[0] == 0
    default_store().open("day").keep_draft("pascal", "half typed")
    with psycopg.connect(fresh_server.address, autocommit=True) as raw:
        raw.execute("ALTER TABLE workshop_tui.events DISABLE TRIGGER ALL")
        raw.execute("UPDATE workshop_tui.events SET data = '{' WHERE number = 3")
    speak("en")
    code, _out, err = wt("status", "-s", "day")
    assert (code, "damaged at event 3: “workshop-tui repair” keeps the others" in err) == (1, True)
    code, out, err = wt("repair", "day")
    assert (code, out) == (0, "day-repaired\n")
    assert "3 events kept, 0 of them look altered, 1 lost" in err
    notes = wt("notes", "-s", "day-repaired")[1]
    assert ("first" in notes, "second" in notes, "third" in notes) == (True, False, True)
    assert default_store().open("day-repaired").draft("pascal") == "half typed"
    speak("en")
    code, _out, err = wt("repair", "day")
    assert (code, "day-repaired is there already" in err) == (1, True)
    assert wt("repair", "none")[0] == 1
