"""On the command line: who is here, and signals."""

from __future__ import annotations

import json

import pytest

from workshop_tui import locations
from workshop_tui.clock import SystemClock
from workshop_tui.journal.sqlite import SqliteJournal
from workshop_tui.service import Session


@pytest.fixture
def aurelie(day):
    session = Session(SqliteJournal(locations.sessions() / "day.session"), SystemClock(), "aurelie")
    yield session
    session.close()


def here(wt) -> list[dict[str, object]]:
    return json.loads(wt("status", "--json")[1])["here"]


def test_status_says_who_is_here_and_what_they_look_at(day, aurelie):
    assert here(day) == []
    aurelie.beat("run")
    other = Session(aurelie.journal.store.open("day"), SystemClock(), "aurelie")
    other.beat("room")
    assert here(day) == [{"who": "aurelie", "views": ["run", "room"]}]
    assert day("status", "--language", "en")[1].splitlines()[-1] == "Here: Aurélie (room)"
    other.company.leave()
    other.close()
    aurelie.company.leave()
    assert "Here" not in day("status", "--language", "en")[1].splitlines()[-1]


def test_a_signal_reaches_the_screens_and_is_not_kept(day, aurelie):
    aurelie.company.look()
    before = day("report")
    assert day("signal", "slow-down", "--as", "pascal", "--language", "en") == (
        0,
        "Sent: slow down — nobody else is here\n",
        "",
    )
    assert [(one.author, one.signal) for one in aurelie.company.look()] == [("pascal", "slow-down")]
    assert aurelie.catch_up() == []
    assert day("report") == before


def test_an_unknown_signal_is_a_usage_error_that_lists_the_known(day):
    code, out, err = day("signal", "faster", "--language", "en")
    assert (code, out) == (2, "")
    assert "“faster” is no signal: two-minutes (2 min), slow-down (slow down), move-on (" in err


def test_anothers_command_of_more_than_a_minute_ago_is_taken_back_once_that_was_asked_and_brought_back(
    day, monkeypatch
):
    for at, who in (("9h", "pascal"), ("9h20", "aurelie")):
        day("next", "--at", at, "--as", who)
    monkeypatch.setattr("workshop_tui.host.streams.somebody_at", lambda _stream: True)
    english = ("--language", "en", "--as", "pascal")
    tour = "“Tour d’écran\u00a0: qui je suis, quel collectif, quelles attentes”"
    asked = f"Take that back? Aurélie moved on to {tour} at 09:20. (yes/no)"
    asked_for: list[str] = []
    answers = ["no", "y"]
    monkeypatch.setattr("click.prompt", lambda told, **_how: asked_for.append(told) or answers.pop(0))
    assert day("undo", *english)[0] == 1
    code, out, _err = day("undo", *english)
    assert (code, asked_for) == (0, [asked, asked])
    assert out.startswith(f"Undone, of Aurélie: the start of {tour}.")
    code, out, _err = day("redo", *english)
    assert code == 0
    assert out.startswith(f"Brought back, of Aurélie: the start of {tour}.")
    assert day("undo", *english, "--yes")[0] == 0
    assert day("undo", *english)[0] == 0, "one's own"
    assert len(asked_for) == 2


def test_a_day_is_ended_with_something_to_come_once_that_was_asked_and_a_script_is_taken_at_its_word(day, monkeypatch):
    day("next", "--at", "9h")
    english = ("--language", "en", "--as", "pascal", "--at", "12h")
    asked_for: list[str] = []
    answers = ["no", "y"]
    monkeypatch.setattr("click.prompt", lambda told, **_how: asked_for.append(told) or answers.pop(0))
    monkeypatch.setattr("workshop_tui.host.streams.somebody_at", lambda _stream: True)
    assert day("end", *english)[0] == 1
    assert day("end", *english)[0] == 0
    asked = "End the day now? 19 segments are not finished. It goes on until 16:30. (yes/no)"
    assert asked_for == [asked, asked]
    assert day("reopen", *english)[0] == 0
    assert day("end", *english, "--yes")[0] == 0
    assert day("end", *english)[0] == 1, "it is ended: nothing is asked"
    day("reopen", *english)
    monkeypatch.setattr("workshop_tui.host.streams.somebody_at", lambda _stream: False)
    assert day("end", *english)[0] == 0
    assert len(asked_for) == 2
