"""Things that were prepared, on the command line: ticked, printed in each format of the plan, reported, given back."""

from __future__ import annotations

import csv
import io
import json
import tomllib

import pytest
from icalendar import Calendar

from tests.agenda.written import ALL_KINDS

PLANNED = tomllib.loads(ALL_KINDS.read_text(encoding="utf-8"))
DATE = "2026-12-05"


@pytest.fixture
def prepared(wt):
    assert wt("open", str(ALL_KINDS), "--date", DATE, "--id", "p") == (0, "p\n", "")
    return wt


def test_the_list_is_printed_as_it_is_due_and_ticked_by_its_numbers(prepared):
    wt = prepared
    assert wt("todo", "-s", "p") == (
        0,
        "  1  [ ]  2026-11-28  Ask about diets  (host)\n"
        "  2  [ ]  09:00  Chairs in a circle  (Ann)\n"
        "  4  [ ]  09:00  Open the windows\n"
        "  5  [ ]  09:20  Lay out the cards  (Ann, host)\n"
        "  3  [ ]  2026-12-07  Send the photos\n",
        "",
    )
    assert (
        wt("todo", "-s", "p", "--done", "1", "--done", "2", "--as", "ann")[1]
        .splitlines()[1]
        .startswith("Ann ticked “Chairs in a circle” at ")
    )
    code, out, err = wt("todo", "-s", "p", "--done", "1", "--as", "bob")
    assert (code, out) == (1, "")
    assert "“Ask about diets” is done already, by Ann at " in err
    assert wt("todo", "-s", "p", "--open", "2", "--as", "bob")[1].startswith(
        "bob opened “Chairs in a circle” again at "
    )
    assert wt("todo", "-s", "p", "--left")[1].count("\n") == 4
    assert wt("todo", "-s", "p", "--done", "9")[::2] == (
        1,
        "Error: the checklist has no line “9”; there are: 1, 2, 3, 4, 5\n",
    )
    assert wt("todo", "-s", "p", "--done", "3", "--json")[0] == 2
    (first, *_others) = told = json.loads(wt("todo", "-s", "p", "--json")[1])["todo"]
    assert (first["number"], first["due_on"], first["due_at"], first["done"], first["done_by"]) == (
        1,
        "2026-11-28",
        None,
        True,
        "ann",
    )
    assert [(one["of"], one["due_at"]) for one in told[1:4]] == [
        (None, "2026-12-05T09:00:00+01:00"),
        ("morning", "2026-12-05T09:00:00+01:00"),
        ("stations", "2026-12-05T09:20:00+01:00"),
    ]
    review = wt("report", "-s", "p", "--kind", "review")[1]
    assert "- 2026-11-28 — Ask about diets (host) — done: Ann, " in review
    assert "- 09:00 — Chairs in a circle (Ann) — **not done**" in review


def test_a_calendar_of_the_plan_and_of_the_day_has_a_task_a_line_under_a_uid_that_stays(prepared):
    wt = prepared

    def tasks(*command: str) -> list[tuple[str, str, str, int]]:
        found = Calendar.from_ical(wt(*command)[1]).walk("VTODO")
        return [(str(one["uid"]), str(one["status"]), str(one["due"].dt), int(one.get("sequence", 0))) for one in found]

    planned = tasks("plan", str(ALL_KINDS), "--format", "ics", "--date", DATE)
    assert planned == tasks("plan", str(ALL_KINDS), "--format", "ics", "--date", DATE)
    assert [one[1:3] for one in planned] == [
        ("NEEDS-ACTION", due)
        for due in (
            "2026-11-28",
            "2026-12-05 08:00:00+00:00",
            "2026-12-05 08:00:00+00:00",
            "2026-12-05 08:20:00+00:00",
            "2026-12-07",
        )
    ]
    assert tasks("plan", str(ALL_KINDS), "--format", "ics", "--public") == []
    before = tasks("report", "-s", "p", "--format", "ics")
    wt("todo", "-s", "p", "--done", "1", "--as", "ann")
    after = tasks("report", "-s", "p", "--format", "ics")
    assert [one[0] for one in before] == [one[0] for one in after]
    assert (after[0][1], after[0][3], before[0][3]) == ("COMPLETED", 1, 0)
    assert len({one[0] for one in before}) == 5


def test_each_format_of_the_plan_tells_what_was_prepared_and_leads_only_where_one_may_go(prepared):
    wt = prepared
    md = wt("plan", str(ALL_KINDS), "--format", "md", "--date", DATE)[1]
    assert "- 7 days before: Ask about diets (host)\n" in md
    assert "| Time | New York | Tokyo | Length |" in md
    for told in ("3:30 – 5:15", "timekeeper: each table", "Studio A", "[Pad](<https://example.org/pad>)"):
        assert told in md.replace("\\", "")
    assert "(<javascript" not in md
    html = wt("plan", str(ALL_KINDS), "--format", "html", "--date", DATE)[1]
    assert '<a href="https://example.org/pad" rel="noopener noreferrer">Pad</a>' in html
    assert 'href="javascript' not in html
    assert "Bad: javascript:alert(1)" in html
    assert "<li>7 days before: Ask about diets (host)</li>" in html
    rows = list(csv.DictReader(io.StringIO(wt("plan", str(ALL_KINDS), "--format", "csv", "--date", DATE)[1])))
    assert rows[1]["To do"] == "9:20: Lay out the cards (Ann Lee, host)"
    assert rows[0]["To do"].splitlines()[0] == "7 days before: Ask about diets (host)"
    assert (rows[1]["Tokyo"], rows[1]["Place"]) == ("17:30 – 19:15", "Studio A")
    public = wt("plan", str(ALL_KINDS), "--format", "md", "--public", "--date", DATE)[1]
    assert "New York 3:00 – 6:00" in public
    assert "diets" not in public


def test_the_report_has_the_links_and_the_hours_far_away_and_status_the_clocks(prepared):
    wt = prepared
    html = wt("report", "-s", "p", "--format", "html")[1]
    assert '<a href="https://example.org/pad" rel="noopener noreferrer">Pad</a> — Stations' in html
    assert 'href="javascript' not in html
    assert "New York 03:00 – 06:00 · Tokyo 17:00 – 20:00" in html
    (_hello, stations, *_rest) = json.loads(wt("report", "-s", "p", "--format", "json")[1])["blocks"][0]["segments"]
    assert stations["objectives"] == ["See each station", "Know the tools", "Try one"]
    assert stations["links"][0] == {"text": "Pad", "url": "https://example.org/pad"}
    also = json.loads(wt("status", "-s", "p", "--json")[1])["also"]
    assert [one["zone"] for one in also] == ["America/New_York", "Asia/Tokyo"]
    assert also[1]["now"].endswith("+09:00")


def test_the_author_s_own_words_come_back_and_a_record_keeps_all_of_it(prepared, tmp_path):
    wt = prepared
    wt("todo", "-s", "p", "--done", "1", "--as", "ann")
    back = tomllib.loads(wt("agenda", "--from", "p")[1])
    for name in ("also", "title", "place"):
        assert back[name] == PLANNED[name]
    one = dict(PLANNED["todo"][1], who=["ann"])
    assert back["todo"] == [PLANNED["todo"][0], one, PLANNED["todo"][2]]
    assert back["blocks"][0]["todo"] == PLANNED["blocks"][0]["todo"]
    for was, now in zip(PLANNED["blocks"][0]["segments"], back["blocks"][0]["segments"], strict=True):
        assert {name: now.get(name) for name in was} == was
    record = tmp_path / "p.toml"
    assert wt("report", "-s", "p", "--format", "toml", "-o", str(record))[0] == 0
    listed, review = wt("todo", "-s", "p"), wt("report", "-s", "p", "--kind", "review")
    assert wt("delete", "p", "--yes")[0] == 0
    assert wt("import", str(record))[0] == 0
    assert (wt("todo", "-s", "p"), wt("report", "-s", "p", "--kind", "review")) == (listed, review)
    assert "Ask about diets  (host)  · Ann, " in listed[1]


def test_a_line_that_was_due_with_what_there_is_no_room_for_any_more_is_due_with_its_list(wt, tmp_path):
    file = tmp_path / "d.toml"
    file.write_text(
        'title = "T"\ntimezone = "Europe/Paris"\ntodo = [{ when = "more", text = "x" }]\n'
        '[[blocks]]\ntitle = "B"\nstart = "9h"\nend = "10h"\n[[blocks.segments]]\ntitle = "A"\nminutes = 50\n'
        '[[blocks.segments]]\ntitle = "More"\nminutes = 10\noptional = true\n'
    )
    assert wt("open", str(file), "--date", "2021-05-04", "--id", "d")[0] == 0
    for words in (("next", "--at", "9:00"), ("stop", "--at", "10:00")):
        assert wt(*words, "-s", "d", "--as", "ann")[0] == 0
    told = wt("agenda", "--from", "d")[1]
    assert tomllib.loads(told)["todo"] == [{"text": "x"}]
    (tmp_path / "next.toml").write_text(told)
    assert wt("check", str(tmp_path / "next.toml"))[0] == 0
