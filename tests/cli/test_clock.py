"""A clock that went back, on the command line: one line says so on standard error, and nothing is refused."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest

from tests.agenda.written import in_paris
from tests.conftest import SEED, utc
from workshop_tui.clock import SystemClock


@pytest.fixture
def at(monkeypatch):
    """Puts the machine's clock."""

    def put(instant: datetime) -> None:
        monkeypatch.setattr(SystemClock, "now", lambda _clock: instant)

    return put


@pytest.fixture
def begun(day, at, once_done):
    """The seed's day, which began at 9:00, with a note of 10:40."""

    def prepare() -> None:
        at(utc(9))
        assert day("next")[0] == 0
        at(utc(10, 40))
        assert day("note", "before")[0] == 0

    once_done(prepare)
    at(utc(10, 40))
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
    assert begun("status")[2].startswith("L’horloge est revenue à 10h12, ou une autre avance")
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


def test_of_notes_that_follow_on_a_clock_that_went_back_none_lies_before_the_first_segment(day, at):
    at(utc(10))
    day("next")
    at(utc(9, 15))
    for words in (("note", "a"), ("note", "b", "--kind", "frein")):
        assert day(*words)[0] == 0
    page = day("report", "--annexes", "--language", "en")[1]
    assert "Before the first segment" not in page
    assert page.index("#### Accueil") < page.index("10:00 — a\n")
    shape = json.loads(day("report", "--format", "json")[1])
    assert {note["segment"] for note in shape["notes"]} == {"accueil"}


# ── the night when clocks go back ──────────────────────────────────────────────────────────────────────────
@pytest.fixture
def opened(wt, at, tmp_path):
    """Opens a session of one block from `start` to `end` on a day of October 2026, in Paris."""

    def open_it(start: str, end: str, day: str, now: datetime):
        (tmp_path / "plan.toml").write_text(in_paris(start, end), encoding="utf-8")
        at(now)
        assert wt("open", str(tmp_path / "plan.toml"), "--date", f"2026-10-{day}", "--id", "day")[0] == 0
        return wt

    return open_it


def october(day: int, hour: int, minute: int) -> datetime:
    return datetime(2026, 10, day, hour, minute, tzinfo=UTC)


def test_at_the_second_0240_an_hour_before_it_is_five_minutes_ago(opened, at):
    wt = opened("1h", "5h", "25", october(24, 22, 0))
    at(october(25, 1, 40))
    assert wt("next", "--at", "02:35")[1].startswith("pascal started “One” at 02:35 (+01:00)\n")
    assert '"elapsed_s": 300' in wt("status", "--json")[1]


@pytest.mark.parametrize(
    "said", ["02:35+02:00", "2h35+02:00", "02:35+2", "2:35 +0200", "02:35+02", "00:35Z", "2026-10-25T02:35+02:00"]
)
def test_an_hour_takes_an_offset(opened, at, said):
    wt = opened("1h", "5h", "25", october(24, 22, 0))
    at(october(25, 1, 40))
    assert wt("next", "--at", said)[1].startswith("pascal started “One” at 02:35 (+02:00)\n")


@pytest.mark.parametrize("said", ["02:35+99:00", "25:00+01:00", "+01:00", "soon+1", "2026-10-25T02:99"])
def test_what_is_no_hour_is_none_with_an_offset_either(opened, said):
    code, _out, err = opened("1h", "5h", "25", october(24, 22, 0))("next", "--at", said)
    assert (code, f"“{said}” is no instant" in err) == (2, True)


def test_after_midnight_an_evening_s_hour_is_the_next_day_s(opened, at):
    wt = opened("20h", "23h30", "13", october(13, 17, 0))
    at(october(13, 18, 0))
    wt("next")
    at(october(13, 22, 30))
    for words in (("note", "late"), ("stop",)):
        assert wt(*words, "--at", "00:10")[0] == 0
    assert json.loads(wt("report", "--format", "json")[1])["notes"][0]["at"] == "2026-10-14T00:10:00+02:00"


def test_notes_and_attendance_are_refused_what_has_not_come(opened, at):
    wt = opened("20h", "23h30", "13", october(13, 17, 0))
    at(october(13, 19, 30))
    for words in (("next",), ("note", "x"), ("initiative", "x"), ("attendance", "Marie", "--expected")):
        assert wt(*words, "--at", "23:59") == (1, "", "Error: 23:59 has not come yet\n")


# ── a date that cannot be right ────────────────────────────────────────────────────────────────────────────
WRONG = "This machine’s date is wrong ({}): set it, for times and the day of a new session go by it\n"


@pytest.mark.parametrize("year", [1970, 1980, 2001, 2015])
def test_a_date_before_the_program_was_there_is_told_in_one_line_and_nothing_is_refused(wt, at, year):
    at(utc(10).replace(year=year))
    line = WRONG.format(f"{year}-05-04")
    code, out, err = wt("open", str(SEED), "--id", "x", "--language", "en")
    assert (code, out, err) == (0, "x\n", line)
    for words in (("next",), ("note", "n"), ("status",), ("status", "--json"), ("report",)):
        code, out, err = wt(*words, "-s", "x", "--language", "en")
        assert (code, err) == (0, line), words
        assert out
    at(datetime.now(UTC))
    assert wt("note", "right again", "-s", "x", "--language", "en")[2] == ""


def test_a_later_date_that_is_wrong_is_told_where_the_session_is_not_of_that_day(wt, day, at):
    at(utc(10).replace(year=2023))
    line = WRONG.format("2023-05-04")
    assert wt("open", str(SEED), "--id", "x", "--language", "en") == (0, "x\n", line), "the clock said which day"
    assert wt("open", str(SEED), "--id", "y", "--date", "2023-05-05", "--language", "en")[2] == ""
    assert day("note", "n", "-s", "day", "--language", "en")[2] == line
    assert wt("note", "n", "-s", "y", "--language", "en")[2] == ""


def test_a_session_that_a_right_clock_made_is_told_of_a_dead_battery_and_not_on_its_own_day(day, at):
    at(utc(10).replace(year=2001))
    assert day("note", "n", "--language", "en")[2] == WRONG.format("2001-05-04")
    at(utc(10))
    assert day("note", "n", "--language", "en")[2] == "", "the day is gone through on its own clock"
    at(utc(10).replace(year=2001))
    assert day("note", "n")[2].count("\n") == 1, "it went back, or it is wrong: not both"
