"""A plan with lengths alone: how far it may bend, and what is offered beyond that."""

from __future__ import annotations

import json

import pytest

from tests.cli.words import status

PLAN = """title = "Sprint"
timezone = "UTC"
flex = "10%"
[[blocks]]
title = "Morning"
start = "9:00"
end = "12:00"
"""
SEGMENTS = ('"Hello"\nminutes = 30', '"Sketch [x]"\nminutes = 60', '"Break"\nkind = "break"\nminutes = 15',
            '"Decide"\nminutes = 45\nflex = 0', '"Close"\nminutes = 30')  # fmt: skip


@pytest.fixture
def sprint(wt, tmp_path):
    """The session of that plan, begun half an hour late."""
    file = tmp_path / "sprint.toml"
    file.write_text(PLAN + "".join(f"[[blocks.segments]]\ntitle = {one}\n" for one in SEGMENTS))
    assert wt("open", str(file), "--date", "2021-05-04", "--id", "sprint", "--language", "en")[0] == 0
    wt("next", "--at", "9:30")
    return wt


def test_check_says_how_short_and_how_long_each_segment_may_be(sprint, tmp_path):
    code, out, _err = sprint("check", "-v", str(tmp_path / "sprint.toml"), "--language", "en")
    assert (code, out.splitlines()[1:]) == (
        0,
        [
            "Sprint",
            "  Hello: 30 min  (27–33)",
            "  Sketch [x]: 60 min  (54–66)",
            "  Break: 15 min",
            "  Decide: 45 min",
            "  Close: 30 min  (27–33)",
        ],
    )


def test_where_nothing_lands_within_the_plan_a_way_beyond_it_is_offered_and_marked(sprint):
    code, out, _err = sprint("fit", "--at", "10:25", "--language", "en")
    assert (code, out.splitlines()[7:]) == (
        0,
        [
            "hurry: lands, ends at 12:00",
            "  Sketch [x]: 60 → 35 min, beyond the plan",
            "  Decide: 45 → 27 min, beyond the plan",
            "  Close: 30 → 18 min, beyond the plan",
            "beyond the plan: without “Sketch [x]” the others would land; skip it by hand",
        ],
    )
    shown = json.loads(sprint("fit", "--at", "10:25", "--json")[1])
    assert [one["kind"] for one in shown["proposals"]] == ["squeeze", "drop", "carry", "stretch", "hurry"]
    assert [one["beyond"] for one in shown["proposals"]] == [[], [], [], [], ["sketch-x", "decide", "close"]]
    assert shown["last_resort"] == "sketch-x"
    assert sprint("fit", "hurry", "--apply", "--at", "10:25", "--language", "en")[0] == 0
    assert json.loads(sprint("fit", "--at", "10:25", "--json")[1])["late_s"] == 0
    sprint("undo")
    assert json.loads(sprint("fit", "--at", "10:25", "--json")[1])["late_s"] == 55 * 60


def test_where_something_lands_nobody_is_hurried(sprint):
    sprint("shift", "+28", "--at", "9:30")
    shown = json.loads(sprint("fit", "--at", "9:30", "--json")[1])
    assert [one["kind"] for one in shown["proposals"]] == ["squeeze", "drop", "carry", "stretch"]
    assert shown["last_resort"] is None
    code, _out, err = sprint("fit", "hurry", "--apply", "--at", "9:30", "--language", "en")
    assert (code, err) == (1, "Error: hurry goes beyond the plan: squeeze lands within it\n")


def test_the_agenda_as_it_was_run_has_the_share_as_its_author_wrote_it(sprint):
    for at in ("10:00", "11:00", "11:15"):
        sprint("next", "--at", at)
    code, out, _err = sprint("agenda", "--from", "sprint", "--language", "en")
    assert code == 0
    assert 'flex = "10%"\n' in out and 'flex = "0%"' in out and "leeway" not in out


def test_status_says_the_step_that_the_live_segment_is_in(wt, tmp_path):
    file = tmp_path / "steps.toml"
    rounds = "".join(f'[[blocks.segments.steps]]\ntitle = "Round {n}"\nminutes = 10\n' for n in (1, 2, 3))
    file.write_text(PLAN + f'[[blocks.segments]]\ntitle = "Rounds"\nminutes = 30\n{rounds}')
    wt("open", str(file), "--date", "2021-05-04", "--id", "steps")
    wt("next", "--at", "9:00")
    here = {"title": "Round 2", "number": 2, "of": 3, "change": False}
    assert status(wt, "--at", "9:12")["live"]["step"] == here | {"remaining_s": 480}
    wt("extend", "-9", "--at", "9:12")
    assert status(wt, "--at", "9:12")["live"]["step"] == here | {"remaining_s": 240}
    assert status(wt, "--at", "9:21")["live"]["step"] is None


def test_an_agenda_with_mistakes_is_told_so_in_its_own_language(wt, tmp_path):
    file = tmp_path / "a.toml"
    file.write_text('title = "Jour"\nlanguage = "fr"\n[[blocks]]\ntitle = "M"\nstart = "9h"\nend = "60h"\n')
    assert "n'est pas une heure" in wt("check", str(file))[1].replace("’", "'")
    assert "is no time of day" in wt("check", str(file), "--language", "en")[1]
    assert "n'est pas une heure" in wt("open", str(file))[2].replace("’", "'")
