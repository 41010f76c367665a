"""`doctor`: how this installation is, on one page, without anybody's name."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tests.conftest import SEED, utc
from tests.systems import only_posix
from workshop_tui import __version__
from workshop_tui.clock import FixedClock
from workshop_tui.journal import Unwritable
from workshop_tui.journal.server_schema import VERSION
from workshop_tui.journal.sqlite import SqliteJournal
from workshop_tui.locale import say, speak
from workshop_tui.service import Session
from workshop_tui.session.notes.commands import TakeNote

SECRETS = ("Zoé Durand", "Zoe Durand", "un secret", "atelier-de-zoe")


def held(file: Path, monkeypatch) -> None:
    """A note of somebody's that waits."""
    session = Session(SqliteJournal(file), FixedClock(utc(9)), "Zoé Durand")

    def away(*_words: object) -> None:
        raise Unwritable(say("away"))

    monkeypatch.setattr(session.journal, "append", away)
    session.do(TakeNote("un secret"), hold=True)
    session.close()


def test_a_fresh_installation_is_well(wt):
    code, out, err = wt("doctor")
    assert (code, err) == (0, "")
    assert f"workshop-tui {__version__}, Python" in out
    assert out.endswith("All is well.\n")
    assert len(out.splitlines()) < 24


def test_what_is_wrong_is_counted_and_nobody_named(wt, home, monkeypatch, tmp_path):
    for name in ("atelier-de-zoe", "newer", "broken"):
        assert wt("open", str(SEED), "--date", "2021-05-04", "--id", name)[0] == 0
    with closing(sqlite3.connect(home / "sessions" / "newer.session")) as raw:
        raw.execute("PRAGMA user_version = 9999")
    (home / "sessions" / "broken.session").write_bytes(b"broken")
    held(home / "sessions" / "atelier-de-zoe.session", monkeypatch)
    (home / "crashes").mkdir()
    (home / "crashes" / "000001-2021-05-04.txt").write_text("x")
    speak("en")
    code, page, err = wt("doctor")
    assert (code, err) == (1, "")
    for told in (
        "1 cannot be read",
        "1 is of a newer workshop-tui",
        "⚠ 1 entry waits for its store",
        "1 error of the program, the last on 2021-05-04",
    ):
        assert told in page
    code, out, err = wt("doctor", "--json")
    assert (code, err) == (1, "")
    answer = json.loads(out)
    assert not answer["well"]
    assert answer["sessions"] == {"well": False, "count": 1, "damaged": 1, "newer": 1}
    assert answer["waiting"]["entries"] == 1
    assert answer["crashes"] == {"well": True, "count": 1, "last": "2021-05-04"}
    assert not [one for one in SECRETS if one in page + out]


@only_posix("a folder there has no mode")
def test_the_persons_folder_is_a_tilde(wt, monkeypatch, tmp_path):
    monkeypatch.setenv("HOME", str(tmp_path))
    _code, out, _err = wt("doctor")
    assert str(tmp_path) not in out
    assert "~/home" in out


@pytest.mark.parametrize("address", ["postgresql://zoe:s3cret@127.0.0.1:1/none", "postgre://zoe:s3cret@db/none"])
def test_a_server_that_does_not_answer_is_told_without_name_and_password(wt, monkeypatch, address):
    monkeypatch.setenv("WORKSHOP_TUI_STORE", address)
    for words in ((), ("--json",)):
        code, out, err = wt("doctor", *words)
        assert (code, err) == (1, "")
        assert not [one for one in ("s3cret", "zoe") if one in out]
    answer = json.loads(out)["store"]
    assert (answer["kind"], answer["reachable"], answer["well"]) == ("server", False, False)


def test_a_server_says_of_which_version_it_is(wt, fresh_server, monkeypatch):
    monkeypatch.setenv("WORKSHOP_TUI_STORE", fresh_server.address)
    assert wt("open", str(SEED), "--id", "day")[0] == 0
    answer = json.loads(wt("doctor", "--json")[1])
    assert answer["store"]["schema"] == answer["store"]["schema_of_this_program"] == VERSION
    assert answer["sessions"]["count"] == 1
