"""The evaluation on the command line: hands are counted, what few wrote is not told beside their marks."""

from __future__ import annotations

import csv
import io
import json
import re

import pytest

from workshop_tui.clock import SystemClock
from workshop_tui.journal.sessions import default_store
from workshop_tui.service import Session
from workshop_tui.session.evaluation.commands import FillIn
from workshop_tui.session.evaluation.sheets import Mark, Written

PLAN = """
title = "A day"
language = "en"
timezone = "UTC"
confidentiality = "pseudonyme"
objectives = ["Understand", "Find out"]
[[evaluation]]
key = "goals"
text = "Were the objectives met?"
kind = "objectives"
[[evaluation]]
key = "useful"
text = "Was it useful?"
labels = ["not at all", "very"]
[[evaluation]]
key = "words"
text = "In your words"
kind = "free"
[[blocks]]
title = "Morning"
start = "9h"
end = "12h"
[[blocks.segments]]
title = "Welcome"
minutes = 180
"""


@pytest.fixture
def asked(wt, tmp_path, once_done):
    """A day that is evaluated, on which somebody is known by name."""
    (tmp_path / "plan.toml").write_text(PLAN)

    def prepare() -> None:
        assert wt("open", str(tmp_path / "plan.toml"), "--id", "day", "--date", "2021-05-04")[0] == 0
        assert wt("attendance", "Marie Dupont", "--expected")[0] == 0

    once_done(prepare)
    return wt


def sheets(count: int, text: str = "Thanks to Marie Dupont") -> None:
    """Fill in so many sheets, as the page does."""
    session = Session(default_store().open("day"), SystemClock(), "anonymous")
    for number in range(count):
        marks = (Mark(question="useful", value=1 + number % 5), Mark(question="goals", objective=1, value=1))
        session.do(FillIn(marks, (Written(question="words", text=f"{text} {number}"),)))
    session.close()


def test_hands_are_counted_by_number_or_key_in_words_of_either_language(asked):
    counts = ("--count", "1/1:met=8", "--count", "goals/2:en partie=2", "--count", "2:4=6", "--count", "useful:very=+2")
    assert asked("evaluation", *counts)[1].splitlines() == [
        "0 sheets filled in",
        "1  Were the objectives met?",
        "    1/1  Understand  reached: 8 · partly: 0 · not reached: 0",
        "    1/2  Find out  reached: 0 · partly: 2 · not reached: 0  (few answers: they say little)",
        "2  Was it useful?",
        "    1 (not at all): 0 · 2: 0 · 3: 0 · 4: 6 · 5 (very): 2  mean 4.2",
        "3  In your words",
    ]
    assert "5 (very): 1" in asked("evaluation", "--count", "2:5=-1")[1]


@pytest.mark.parametrize(
    "count, code, why",
    [
        ("2:9=1", 1, "“9” is none of: 1 (not at all), 2, 3, 4, 5 (very)"),
        ("1/3:met=1", 1, "that is not asked"),
        ("1:met=1", 1, "that is not asked"),
        ("7:1=1", 1, "there is no question “7”; there are: 1 (goals), 2 (useful), 3 (words)"),
        ("3:1=1", 1, "that is not asked"),
        ("2:4=-1", 1, "there are 0: none can be counted off"),
        ("2:4", 2, "Invalid value for '--count': “2:4” is no count of hands: write 2:4=6, or 1/2:met=8"),
    ],
)
def test_what_is_not_asked_is_one_line_and_nothing_is_counted(asked, count, code, why):
    before = asked("evaluation", "--json")[1]
    done = asked("evaluation", "--count", "2:5=1", "--count", count)
    assert (done[0], done[1], done[2].splitlines()[-1].partition(": ")[2]) == (code, "", why)
    assert asked("evaluation", "--json")[1] == before


def test_an_agenda_that_asks_nothing_says_how_to_ask(day):
    told, english = "the agenda asks no evaluation: write evaluation = true", ("--language", "en")
    code, out, why = day("evaluation", *english)
    assert (code, out) == (0, "0 sheets filled in\n")
    assert why.startswith(told)
    code, out, why = day("evaluation", "--count", "1:1=1", *english)
    assert (code, out) == (1, "")
    assert told in why


def test_what_fewer_than_five_wrote_stands_nowhere_beside_their_marks(asked):
    sheets(4)
    told = [
        asked("evaluation")[1],
        asked("evaluation", "--json")[1],
        asked("report")[1],
        asked("report", "--format", "html")[1],
        asked("report", "--format", "json")[1],
        asked("report", "--kind", "quality")[1],
        asked("report", "--kind", "review")[1],
        asked("report", "--kind", "quality", "--format", "json")[1],
        asked("report", "--table", "evaluation")[1],
    ]
    assert not [one for one in told if "Thanks" in one]
    assert "Few answers: they say little." in told[2]
    assert "What 4 people wrote is not told beside the marks of so few." in told[2]
    assert asked("evaluation", "--texts")[1].count("Thanks") == 4
    sheets(1)
    told = [asked("evaluation")[1], asked("evaluation", "--json")[1], asked("report")[1]]
    assert [one.count("Thanks") for one in told] == [5, 5, 5]
    assert "| 3 | 1 | ██████████ |" in told[2]
    assert "Few answers" not in told[2]


def test_names_in_what_was_written_are_hidden_and_can_be_forgotten(asked):
    sheets(5)
    assert "Marie" not in asked("evaluation")[1] + asked("report")[1] + asked("report", "--format", "json")[1]
    assert asked("evaluation", "--names")[1].count("Marie Dupont") == 5
    assert asked("forget", "Marie Dupont", "--yes")[0] == 0
    assert "Marie" not in asked("evaluation", "--names")[1]
    assert "Marie" not in asked("report", "--format", "toml", "--names")[1]


def test_the_table_and_the_json_have_each_mark_and_a_record_makes_them_again(asked, tmp_path):
    asked("evaluation", "--count", "2:4=6")
    sheets(5, "*not markup* <b>")
    rows = [*csv.DictReader(io.StringIO(asked("report", "--table", "evaluation")[1]))]
    assert [row["answers"] for row in rows if row["question"] == "useful"] == ["1", "1", "1", "7", "1"]
    found = json.loads(asked("report", "--format", "json")[1])["evaluation"]
    assert found == {
        key: value
        for key, value in json.loads(asked("evaluation", "--json")[1]).items()
        if key in ("sheets", "removed", "questions")
    }
    assert "\\*not markup\\*" in asked("report")[1]
    assert asked("report", "--format", "toml", "--names", "-o", str(tmp_path / "d.toml"))[0] == 0
    assert asked("import", str(tmp_path / "d.toml"), "--id", "again")[0] == 0
    assert asked("report", "-s", "again")[1] == asked("report", "-s", "day")[1]


def test_a_sheet_is_removed_by_its_number_and_that_is_told(asked):
    sheets(5)
    english = ("--language", "en")
    listed = asked("evaluation", "--sheets")[1].splitlines()
    assert re.fullmatch(r"3  Thanks to P\d+ 2", listed[2])
    assert "Marie" not in "".join(listed)
    done = asked("evaluation", "--remove", "3", *english)
    assert done[:2][0] == 0
    assert done[1].splitlines()[0] == "4 sheets filled in  (1 removed)"
    assert "3: 0" in done[1], "its mark counts no more"
    assert "Thanks" not in done[1], "four sheets: their words are withheld"
    assert asked("evaluation", "--sheets", *english)[1].splitlines()[2].endswith("  (removed)")
    assert "Thanks to Marie Dupont 2" not in asked("evaluation", "--texts", "--names")[1]
    told = json.loads(asked("evaluation", "--json")[1])
    assert (told["sheets"], told["removed"]) == (4, 1)
    assert "1 sheet was removed, and does not count." in asked("report")[1]
    quality = asked("report", "--kind", "quality")[1].splitlines()
    assert [line for line in quality if "removed" in line] == [
        "- Sheets of the evaluation that were removed, and do not count: 1"
    ]
    assert "removed sheet 3 of the evaluation at" in asked("report", "--kind", "review")[1]
    for number, why in ((3, "sheet 3 is removed already"), (9, "there is no sheet 9: 5 came in")):
        code, out, err = asked("evaluation", "--remove", str(number), *english)
        assert (code, out, err.splitlines()[-1]) == (1, "", f"Error: {why}")
    assert asked("evaluation", "--back", "3", *english)[1].startswith("5 sheets filled in\n")
    assert asked("evaluation", "--back", "3", *english)[2].endswith("sheet 3 was not removed\n")
    assert asked("evaluation", "--sheets", "--texts")[0] == 2


def test_of_a_sheet_with_words_no_mark_is_told_beside_them(asked):
    session = Session(default_store().open("day"), SystemClock(), "anonymous")
    session.do(FillIn((Mark(question="useful", value=5),)))
    session.do(FillIn((Mark(question="useful", value=5),), (Written(question="words", text="ha\nha"),)))
    session.close()
    assert asked("evaluation", "--sheets")[1] == "1  5 (very)\n2  ha ha\n"


def test_the_review_has_the_marks_of_the_evaluation(asked):
    asked("evaluation", "--count", "2:4=6")
    page = asked("report", "--kind", "review")[1]
    assert "## Evaluation of the day" in page
    assert "| 4 | 6 |" in page
