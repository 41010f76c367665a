"""A course on the command line: which day is opened, listed, edited, handed out and taken back."""

from __future__ import annotations

import json

import pytest

from tests.agenda.courses import HEAD, TWO, day
from workshop_tui.agenda.reading import examine

DATELESS = 'timezone = "Europe/Paris"\n' + HEAD + day('title = "First"') + day()


@pytest.fixture
def file(tmp_path):
    """The file of a course of two days without dates."""
    path = tmp_path / "course.toml"
    path.write_text(DATELESS)
    return path


@pytest.fixture
def both(wt, file):
    """Both days of it, opened for two days, and a session of something else between."""
    for words in (("--day", "1", "--date", "2026-10-01"), ("--day", "2", "--date", "2026-10-03")):
        assert wt("open", str(file), *words)[0] == 0
    other = file.with_name("other.toml")
    other.write_text(DATELESS.replace('title = "T"', 'title = "Other"'))
    assert wt("open", str(other), "--day", "1", "--date", "2026-10-02", "--id", "other")[0] == 0
    return wt


def test_a_day_is_opened_by_its_number_or_its_date_and_is_a_session_of_its_own(wt, file):
    file.write_text(TWO)
    assert wt("open", str(file), "--date", "2026-10-02") == (0, "course-2026-10-02\n", "")
    assert wt("open", str(file), "--day", "1") == (0, "course-2026-10-01\n", ""), "on its own date"
    assert json.loads(wt("status", "--json", "-s", "course-2026-10-02")[1])["title"] == "T (2/2)"
    code, _out, err = wt("open", str(file), "--date", "2027-01-01")
    assert (code, "--day says which is meant: day 1: 2026-10-01 · First, day 2: 2026-10-02" in err) == (1, True)


def test_without_dates_the_day_has_to_be_said(wt, file):
    code, _out, err = wt("open", str(file))
    assert (code, err) == (1, "Error: none of its dates says which day is meant; --day says it: day 1: First, day 2\n")
    assert wt("open", str(file), "--day", "3")[0] == 1
    assert wt("open", str(file), "--day", "0")[0] == 2
    assert wt("open", str(file), "--day", "1", "--date", "2026-10-01") == (0, "course-2026-10-01\n", "")
    assert wt("open", str(file), "--day", "2", "--date", "2026-10-01") == (0, "course-2-2026-10-01\n", ""), "another"


def test_sessions_lists_the_days_of_a_course_together(both, file):
    listed = [line.split("\t")[0] for line in both("sessions")[1].splitlines()]
    assert listed == ["course-2026-10-03", "course-2026-10-01", "other"]
    assert both("open", str(file), "--day", "1", "--date", "2026-11-01")[0] == 0
    listed = [line.split("\t")[0] for line in both("sessions")[1].splitlines()]
    assert listed == ["course-2026-11-01", "course-2026-10-03", "course-2026-10-01", "other"], "held once more"
    found = json.loads(both("sessions", "--json", "--find", "2026-10-03")[1])["sessions"]
    assert [one["course"] for one in found] == [{"title": "T", "day": 2, "days": 2}]


def test_an_edited_course_is_taken_in_for_the_sessions_own_day(both, file):
    before, of_the_second = file.read_text().rsplit('"One"', 1)
    file.write_text(f'{before}"Another"\nkey = "one-2"{of_the_second}')
    assert both("replan", str(file), "-s", "course-2026-10-01", "--dry-run")[1] == (
        "the agenda is the same as the session’s: nothing to take in\n"
    )
    assert both("replan", str(file), "-s", "course-2026-10-03", "--yes")[1].startswith("“One” is called “Another”\n")
    file.write_text(HEAD + day())
    code, _out, err = both("replan", str(file), "-s", "course-2026-10-03", "--yes")
    assert (code, err) == (1, "Error: there is no day 2; there are: day 1\n")


def test_a_record_of_a_day_comes_back_as_that_day(both, tmp_path):
    record, again = tmp_path / "day.toml", tmp_path / "again.toml"
    assert both("report", "-s", "course-2026-10-03", "--format", "toml", "-o", str(record))[0] == 0
    assert both("import", str(record), "--id", "copy") == (0, "copy\n", "")
    assert both("report", "-s", "copy", "--format", "toml", "-o", str(again))[0] == 0
    assert again.read_text().replace("copy", "course-2026-10-03") == record.read_text()
    assert "number = 2" in record.read_text()


def test_the_agenda_of_several_days_as_they_went_is_a_course_again(both, tmp_path):
    for name in ("course-2026-10-01", "course-2026-10-03"):
        assert both("next", "-s", name, "--at", "9h")[0] == 0
        assert both("stop", "-s", name, "--at", "9h50")[0] == 0
    target = tmp_path / "next.toml"
    assert both("agenda", "--from", "course-2026-10-03", "--from", "course-2026-10-01", "-o", str(target))[0] == 0
    plan, findings = examine(target, warn=False)
    assert findings == []
    assert plan.title == "T"
    assert [[s.minutes for s in one.agenda.segments()] for one in plan.days] == [[50], [50]]
    assert [one.place.day for one in plan.days] == ["First", None]
