"""Repeated steps and a pool, by the commands: an exam of fifteen stations."""

from __future__ import annotations

import json

import pytest

from tests.cli.words import status

EXAM = """title = "Exam"
timezone = "UTC"
[[blocks]]
title = "Circuit"
start = "9:00"
end = "11:00"
[[blocks.segments]]
title = "Stations"
minutes = 102
room = { title = "Exam" }
[[blocks.segments.steps]]
title = "Station {n}"
minutes = 6
repeat = 15
change = "50s"
[[blocks.segments]]
title = "Thanks"
minutes = 10
[[blocks.segments]]
title = "Stretch"
optional = true
"""


@pytest.fixture
def exam(wt, tmp_path):
    """The session of the exam, begun 25 minutes late."""
    file = tmp_path / "exam.toml"
    file.write_text(EXAM)
    assert wt("open", str(file), "--date", "2021-05-04", "--id", "exam", "--language", "en")[0] == 0
    wt("next", "--at", "9:25")
    return wt


def test_status_says_the_round_and_the_change(exam):
    assert status(exam, "--at", "9:31")["live"]["step"] == {
        "title": "Station 2",
        "remaining_s": 50,
        "number": 2,
        "of": 15,
        "change": True,
    }


def test_drop_takes_the_last_rounds_names_them_and_takes_them_back(exam):
    drop = json.loads(exam("fit", "drop", "--json", "--at", "9:25")[1])["proposals"][0]
    assert (drop["possible"], drop["rounds"]) == (
        True,
        [{"segment": "stations", "titles": ["Station 13", "Station 14", "Station 15"]}],
    )
    assert "Stations: without Station 13, Station 14, Station 15" in exam("fit", "--at", "9:25", "--language", "en")[1]
    applied = exam("fit", "drop", "--apply", "--at", "9:25", "--language", "en")[1]
    assert "without Station 13, Station 14, Station 15" in applied.replace("Without", "without")
    assert status(exam, "--at", "9:26")["live"]["step"]["of"] == 12
    exam("undo")
    assert status(exam, "--at", "9:26")["live"]["step"]["of"] == 15


def test_what_is_offered_is_added_by_its_key_with_or_without_minutes(exam):
    assert [one["key"] for one in status(exam, "--at", "9:26")["blocks"][0]["segments"]] == ["stations", "thanks"]
    assert exam("add", "nothing of the kind", "--at", "9:26")[0] == 2
    assert exam("add", "stretch", "--at", "9:26")[0] == 0
    assert exam("add", "Stretch", "4", "--at", "9:26")[0] == 0
    keys = {one["key"]: one["allotted_s"] for one in status(exam, "--at", "9:26")["blocks"][0]["segments"]}
    assert keys == {"stations": 6120, "stretch": 600, "stretch-2": 240, "thanks": 600}


def test_the_running_order_has_the_pool_and_participants_the_title_that_they_may_see(exam, tmp_path):
    order = exam("plan", str(tmp_path / "exam.toml"), "--format", "md", "--language", "en")[1]
    assert "Offered: Stretch (10 min)" in order
    public = exam("plan", str(tmp_path / "exam.toml"), "--format", "md", "--public")[1]
    assert "- Exam" in public and "Stations" not in public


def test_a_day_that_was_left_open_tells_its_late_end_with_its_date(exam):
    exam("end", "--at", "now")
    told = exam("report", "--kind", "review", "--language", "en")[1]
    (row,) = (line for line in told.splitlines() if line.startswith("| Stations"))
    assert "days" in row.split("|")[5] and "(" in row.split("|")[3], row
    assert " min, at" not in told


def test_a_block_that_the_day_has_left_is_not_foreseen_to_end(wt, tmp_path):
    file = tmp_path / "two.toml"
    later = (
        EXAM[EXAM.index("[[blocks]]") :].replace("9:00", "14:00").replace("11:00", "16:00").replace("Circuit", "Later")
    )
    file.write_text(EXAM + later.replace("{n}", "({n})"))
    wt("open", str(file), "--date", "2021-05-04", "--id", "two", "--language", "en")
    wt("next", "--at", "9:00")
    wt("stop", "--at", "10:20")
    wt("goto", "stations-2", "--at", "14:00")
    told = wt("report", "--kind", "review", "--language", "en")[1]
    assert "The block ended at 10:20." in told and "End foreseen at 10:20" not in told
