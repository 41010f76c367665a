"""A night from the command line: hours, instants, reports of a day that goes on after midnight; and one left open."""

from __future__ import annotations

import json
import tomllib
from datetime import UTC, datetime, timedelta

import pytest

from tests.conftest import utc

NIGHT = """title = "Night"
language = "en"
timezone = "Europe/Paris"
[[trainers]]
key = "pascal"
name = "Pascal"
[[blocks]]
title = "Evening"
start = "20h"
end = "23h30"
[[blocks.segments]]
title = "Welcome"
minutes = 60
[[blocks.segments]]
title = "Talk"
minutes = 120
min = 60
[[blocks]]
title = "Small hours"
start = "0h"
end = "4h"
[[blocks.segments]]
title = "Build"
minutes = 180
min = 90
[[blocks.segments]]
title = "Show"
minutes = 40
at = "3h20"
"""


@pytest.fixture
def at(monkeypatch):
    def put(instant: datetime) -> None:
        monkeypatch.setattr("workshop_tui.clock.SystemClock.now", lambda _self: instant)

    return put


@pytest.fixture
def night(wt, at, tmp_path):
    """The night from 13 to 14 October, opened on the afternoon before it."""
    (tmp_path / "night.toml").write_text(NIGHT, encoding="utf-8")
    at(datetime(2026, 10, 13, 12, tzinfo=UTC))
    assert wt("open", str(tmp_path / "night.toml"), "--id", "n")[0] == 0
    return wt


def october(day: int, hour: int, minute: int = 0) -> datetime:
    """An instant of October 2026 by clocks in Paris, in summer."""
    return datetime(2026, 10, day, hour, minute, tzinfo=UTC) - timedelta(hours=2)


def test_a_night_is_led_hour_by_hour_over_midnight(night, at):
    at(october(14, 0, 20))
    for words in (("next", "--at", "20h05"), ("next", "--at", "21h10"), ("stop", "--at", "23h40")):
        assert night(*words)[0] == 0
    assert night("next", "--at", "0h10")[1].startswith("Pascal started “Build” at 00:10\n")
    shape = json.loads(night("status", "--json")[1])
    late = shape["blocks"][1]
    assert (late["start"], late["end"]) == ("2026-10-14T00:00:00+02:00", "2026-10-14T04:00:00+02:00")
    assert (late["projected_end"], late["slack_s"], late["on_time"]) == ("2026-10-14T04:00:00+02:00", 0, 1.0)
    assert late["segments"][0]["actual_start"] == "2026-10-14T00:10:00+02:00"
    assert late["segments"][1]["projected_start"] == "2026-10-14T03:20:00+02:00"
    assert night("next", "--at", "24h15")[1].startswith("Pascal moved on to “Show” at 00:15\n")


def test_hours_move_over_midnight(night, at):
    at(october(13, 21))
    assert "from 20:00 to 23:45" in night("hours", "evening", "--end", "23h45")[1]
    assert "“Evening” would end 30 min after “Small hours” begins" in night("hours", "evening", "--end", "0h30")[2]
    assert "from 00:45 to 04:00" in night("hours", "small", "--start", "0h45")[1]
    assert "from 20:00 to 00:30" in night("hours", "evening", "--end", "24h30")[1]
    assert "from 00:45 to 05:15" in night("hours", "small", "--end", "5h15")[1]
    assert night("shift", "90")[0] == 0
    assert night("shift", "--to", "20h15")[0] == 0
    blocks = json.loads(night("status", "--json")[1])["blocks"]
    assert [block["end"][5:16] for block in blocks] == ["10-14T00:45", "10-14T05:30"]


def test_what_is_handed_out_of_a_night_has_its_dates(night, at, tmp_path):
    at(october(14, 4, 10))
    for words in (
        ("next", "--at", "20h"),
        ("next", "--at", "21h"),
        ("next", "--at", "23h"),
        ("next", "--at", "0h"),
        ("next", "--at", "3h20"),
        ("end", "--at", "4h"),
    ):
        night(*words)
    page = night("report", "--annexes")[1]
    assert "- **Day** 13 October 2026 – 14 October 2026\n" in page
    assert "| Evening (13 October 2026) | 20:00 – 23:30 |" in page
    assert "| Morning (14 October 2026) | 00:00 – 04:00 |" in page
    assert "| Show | 03:20 – 04:00 | 03:20 – 04:00 |" in page
    calendar = night("report", "--format", "ics")[1]
    assert "DTSTART:20261013T220000Z\nDTEND:20261014T020000Z" in calendar.replace("\r\n", "\n")
    blocks = json.loads(night("report", "--format", "json")[1])["blocks"]
    assert blocks[1]["start"] == "2026-10-14T00:00:00+02:00"
    assert "2026-10-14 03:20:00+02:00" in night("report", "--format", "csv", "--table", "times", "--raw")[1]
    halves = json.loads(night("attendance", "--json")[1])
    assert "24:00" not in json.dumps(halves)
    record = tmp_path / "n.toml"
    record.write_text(night("report", "--format", "toml")[1], encoding="utf-8")
    assert night("import", str(record), "--id", "again")[0] == 0
    assert night("report", "--annexes", "-s", "again")[1] == page
    listed = json.loads(night("sessions", "--json")[1])["sessions"]
    assert {(one["day"], one["start"], one["end"]) for one in listed} == {("2026-10-13", "20:00", "04:00")}
    again = tmp_path / "again.toml"
    again.write_text(night("agenda", "--from", "n")[1], encoding="utf-8")
    assert [(one["start"], one["end"]) for one in tomllib.loads(again.read_text())["blocks"]] == [
        ("20:00", "23:30"),
        ("00:00", "04:00"),
    ]
    assert night("check", str(again))[0] == 0


# ── left open ──────────────────────────────────────────────────────────────────────────────────────────────
@pytest.fixture
def left(day, at):
    """The seed's day, its first segment live since 9:02."""
    at(utc(9, 2))
    assert day("next", "--at", "9h02")[0] == 0
    return day


@pytest.mark.parametrize(("later", "said"), [(1, "1 day after its end"), (3, "3 days after its end")])
def test_a_day_that_was_left_open_is_told_in_days(left, at, later, said):
    at(utc(9).replace(day=4 + later))
    for words in (("status",), ("status", "--brief"), ("report",), ("report", "--kind", "review")):
        out = left(*words, "--language", "en")[1]
        assert f"{said} (2021-05-04 16:30)" in out
        assert not any(minutes in out for minutes in (f"{1440 * later - 17}", "foreseen", "late)", "min over"))
    assert f"2021-05-0{4 + later} 09:00 · running" in left("status", "--language", "en")[1]
    assert "| Accueil, cadre, objectifs" not in left("report")[1] or "laissée en cours" in left("report")[1]
    assert json.loads(left("status", "--json")[1])["left_open_days"] == later
    assert "nothing of it lands any more" in left("fit", "--language", "en")[1]
    assert "overran" not in left("why", "--language", "en")[1]


def test_the_presence_record_of_a_day_that_was_left_open_says_so_and_not_that_it_goes_on(left, at):
    at(utc(9).replace(day=6))
    told = left("report", "--kind", "presence", "--language", "en")[1]
    assert "*The day was left open, 2 days after its end (" in told
    assert "not over" not in told


def test_an_evening_that_runs_late_over_midnight_was_not_left_open(night, at):
    at(october(14, 0, 30))
    night("next", "--at", "20h05")
    at(october(14, 5))
    assert 'left_open_days": 0' in night("status", "--json")[1]


def test_a_script_moves_a_day_that_was_left_open_as_it_says(left, at):
    at(utc(9).replace(day=7))
    assert left("next", "--at", "9h20")[0] == 0
    assert left("end", "--at", "16h30")[0] == 0
    assert "min" in left("report")[1]
