"""Screens on a disk that is pulled out, read-only or doubtful; copies of a session on home."""

from __future__ import annotations

import shutil
import sqlite3

import pytest
from textual.widgets import Input

from tests.conftest import utc
from tests.tui.bursts import burst
from tests.tui.read import notice
from tests.tui.unhurried import settled
from workshop_tui.clock import FixedClock
from workshop_tui.journal import connection, faults
from workshop_tui.journal.sqlite import SqliteJournal
from workshop_tui.service import Session
from workshop_tui.session.notes.commands import TakeNote
from workshop_tui.tui.widgets.rows import Rows


def listed(app) -> list[str]:
    """The lines of home."""
    return [row.plain for row in app.screen.query_one(Rows).rows]


async def test_home_and_the_run_screen_say_once_that_their_folder_is_no_good_place(app, home, session, tmp_path):
    (home / "sessions" / ".sync_0123.db").touch()
    doubt = "Nextcloud copies this folder: use PostgreSQL, or a local one and “backup”"
    async with app(None, "en").run_test(size=(120, 40)) as pilot:
        assert [line for line in listed(pilot.app) if "Nextcloud" in line] == [doubt]
    async with app(session, "en").run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        assert notice(pilot.app) == doubt
        await pilot.pause(9)
        assert "Nextcloud" not in notice(pilot.app)


async def test_home_names_a_conflicted_copy_with_what_only_it_has_and_opens_it(app, home, session):
    session.close()
    copy = home / "sessions" / "day (conflicted copy [x]).session"
    shutil.copy(session.journal.file, copy)
    with SqliteJournal(copy) as journal:
        Session(journal, FixedClock(utc(9)), "aurelie").do(TakeNote("there"))
    async with app(None, "en").run_test(size=(120, 40)) as pilot:
        lines = listed(pilot.app)
        assert len([line for line in lines if "ready" in line]) == 1, "it is no second session to resume"
        told = "  1 event more in “day (conflicted copy [x])”, a copy of day: “repair” names them"
        assert lines[-1] == told
        await pilot.press("end", "enter")
        await settled(pilot)
        assert pilot.app.screen.NAME == "run"


async def test_a_stick_that_is_pulled_out_is_told_the_note_stays_on_the_screen_and_is_kept_when_it_is_back(
    app, home, session, tmp_path
):
    async with app(session, "en").run_test(size=(120, 40)) as pilot:
        await burst(pilot, "n", *"half")
        shutil.copytree(home, tmp_path / "pulled")
        shutil.rmtree(home)
        await burst(pilot, *"way")
        await pilot.pause(5)
        assert "NOTHING IS KEPT NOW" in notice(pilot.app)
        assert "its disk has been pulled out" in notice(pilot.app)
        assert pilot.app.screen.query_one("#text", Input).value == "halfway"
        await pilot.press("enter")
        await settled(pilot)
        assert [note.taken.text for note in session.state.notebook.notes] == ["halfway"]
        shutil.copytree(tmp_path / "pulled", home)
        await pilot.pause(5)
        assert "NOTHING IS KEPT" not in notice(pilot.app)
        with SqliteJournal(session.journal.file) as journal:
            assert [record.event.type for record in journal.read()] == ["SessionOpened", "NoteTaken"]


@pytest.fixture
def on_a_disk_that_is_read_only(session, monkeypatch):
    """The session, opened as on such a disk: SQLite could not open it to be written, and the system says why."""
    session.close()
    for module in (connection, faults):
        monkeypatch.setattr(module, "is_read_only", lambda _file: True)
    real = sqlite3.connect

    def refusing(name, **settings):
        if "mode=rw" in name:
            raise sqlite3.OperationalError("unable to open database file")
        return real(name, **settings)

    monkeypatch.setattr(sqlite3, "connect", refusing)
    return Session(SqliteJournal(session.journal.file), FixedClock(utc(9)), "pascal")


async def test_a_screen_on_a_read_only_disk_shows_the_day_and_says_that_nothing_is_kept(
    app, on_a_disk_that_is_read_only
):
    async with app(on_a_disk_that_is_read_only, "en").run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        await pilot.pause(1)
        assert "NOTHING IS KEPT NOW" in notice(pilot.app)
        assert "this disk is read-only" in notice(pilot.app)
