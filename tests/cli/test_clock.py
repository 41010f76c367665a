"""A clock that went back, on the command line: one line says so on standard error, and nothing is refused."""

from __future__ import annotations

import json
from datetime import datetime

import pytest

from tests.conftest import utc
from workshop_tui.clock import SystemClock


@pytest.fixture
def at(monkeypatch):
    """Puts the machine's clock."""

    def put(instant: datetime) -> None:
        monkeypatch.setattr(SystemClock, "now", lambda _clock: instant)

    return put


@pytest.fixture
def begun(day, at):
    """The seed's day, which began at 9:00, with a note of 10:40."""
    at(utc(9))
    assert day("next")[0] == 0
    at(utc(10, 40))
    assert day("note", "before")[0] == 0
    return day


LINE = "The clock went back to 10:12, or another’s is ahead: time stands still until 10:40\n"
EVERY = (
    ("next",), ("goto", "tour"), ("stop",), ("pause",), ("extend", "5"), ("skip", "pause-matin"), ("undo",), ("end",),
    ("add", "Détour", "5"), ("note", "after"), ("note", "after", "--at", "10:05"),
    ("attendance", "Marie", "--expected"),
    ("initiative", "Potager"), ("status",), ("status", "--json"), ("fit",), ("matrix",), ("notes",),
)  # fmt: skip


@pytest.mark.parametrize("words", EVERY, ids=" ".join)
def test_each_command_does_it_and_says_in_one_line_that_the_clock_went_back(begun, at, words):
    at(utc(10, 12))
    code, out, err = begun(*words, "--language", "en")
    assert (code, err) == (0, LINE)
    assert out


def test_events_keep_their_order_and_none_is_lost(begun, at):
    for instant, *words in (
        (utc(8), "note", "two hours and more"),
        (utc(10, 39), "next"),
        (utc(2).replace(year=1980), "note", "a dead battery"),
        (utc(10, 41), "note", "right again"),
    ):
        at(instant)
        assert begun(*words)[0] == 0
    events = json.loads(begun("report", "--format", "json", "--private")[1])["notes"]
    assert [note["text"] for note in events] == ["before", "two hours and more", "a dead battery", "right again"]
    instants = [note["at"] for note in events]
    assert instants == sorted(instants)


def test_status_says_where_the_day_stood_last(begun, at):
    at(utc(10, 12))
    assert json.loads(begun("status", "--json")[1])["now"].endswith("10:40:00+02:00")


def test_it_is_said_in_french_too_and_not_once_the_clock_is_right_again(begun, at):
    at(utc(10, 12))
    assert begun("status")[2].startswith("L'horloge est revenue à 10h12, ou une autre avance")
    at(utc(10, 41))
    assert begun("status")[2] == ""


def test_a_clock_that_was_years_ahead_is_put_right_by_undo(begun, at):
    at(utc(10, 50).replace(year=2036))
    assert begun("next")[0] == 0
    at(utc(10, 51))
    assert "undo" in begun("status", "--language", "en")[2]
    assert begun("undo")[0] == 0
    code, out, err = begun("next", "--language", "en")
    assert (code, err) == (0, "")
    assert "starts, 20 minutes, ends 11:11." in out
