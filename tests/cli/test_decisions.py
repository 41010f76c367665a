"""Decisions on the command line: noted, counted by several at once, told in words, in each format, and back again."""

from __future__ import annotations

import csv
import io
import json
from concurrent.futures import ThreadPoolExecutor

import pytest

from workshop_tui.clock import SystemClock
from workshop_tui.journal.sessions import default_store
from workshop_tui.service import Session
from workshop_tui.session.decisions.commands import CountVotes


@pytest.fixture
def held(day, once_done):
    """The seed's day, begun in English."""

    def prepare() -> None:
        assert day("next", "--at", "9:00")[0] == 0

    once_done(prepare)

    def run(*words: str) -> tuple[int, str, str]:
        return day(*words, "--language", "en")

    return run


def test_a_majority_a_consent_and_dots_are_noted_in_a_command_each(held):
    majority = ("--for", "9", "--against", "2", "--abstain", "1", "--who", "Zoé Petit", "--by-when", "2021-06-01")
    assert held("decision", "We keep it", *majority, "--at", "9:05") == (
        0,
        "3  09:05  We keep it  (majority)  adopted: 9 for, 2 against, 1 abstains  Zoé Petit, 2021-06-01\n",
        "",
    )
    objections = ("--objection", "too dear", "--objector", "Marie Dupont", "--objection", "too far")
    assert held("decision", "A workshop", *objections, "--at", "9:06")[1].splitlines() == [
        "8  09:06  A workshop  (consent)  not adopted: 2 objections remain",
        "    objection 1: too dear (Marie Dupont)",
        "    objection 2: too far",
    ]
    assert held("decision", "8", "--lift", "1", "--no-objection", "2")[1].splitlines() == [
        "8  09:06  A workshop  (consent)  adopted: no objection remains (1 was lifted)",
        "    objection 1: too dear (Marie Dupont) — lifted",
    ]
    assert held("decision", "The name", "--dots", "Orchard=5", "--dots", "Garden=+5", "--at", "9:07")[
        1
    ].splitlines() == [
        "14  09:07  The name  (dots)  as many dots for “Orchard” and “Garden”: 5 dots each",
        "    Orchard: 5 dots",
        "    Garden: 5 dots",
    ]
    assert held("decision", "14", "--rename", "Gard", "The garden", "--dots", "the g=+1")[1].splitlines()[1:] == [
        "    The garden: 6 dots",
        "    Orchard: 5 dots",
    ]
    told = held("decisions")[1]
    assert "Zoé" not in told and "Marie" not in told and "too dear (P" in told
    assert "Zoé Petit" in held("decisions", "--names")[1]
    first, second, third = json.loads(held("decisions", "--json")[1])["decisions"]
    assert (first["rule"], first["adopted"], first["votes"]) == (
        "majority",
        True,
        {"for": 9, "against": 2, "abstain": 1},
    )
    assert [(one["text"], one["lifted"]) for one in second["objections"]] == [("too dear", True)]
    assert third["dots"] == [{"option": "Orchard", "dots": 5}, {"option": "The garden", "dots": 6}]
    rows = [*csv.DictReader(io.StringIO(held("report", "--table", "decisions")[1]))]
    assert [(row["rule"], row["adopted"], row["votes for"]) for row in rows] == [
        ("majority", "1", "9"),
        ("consent", "1", ""),
        ("dots", "", ""),
    ]
    assert json.loads(held("report", "--format", "json")[1])["decisions"] == [first, second, third]


def test_what_counts_up_and_off_is_added_to_what_stands(held):
    held("decision", "We keep it", "--for", "2")
    assert "3 for" in held("decision", "3", "--for", "+1")[1]
    assert "2 for" in held("decision", "3", "--for", "-1")[1]
    assert "7 for" in held("decision", "3", "--for", "7")[1]
    assert held("decision", "3", "--against", "-1") == (1, "", "Error: there are 0: none can be counted off\n")


@pytest.mark.parametrize(
    "words, code, why",
    [
        (("99", "--for", "1"), 1, "there is no note 99; there are: 3, 6"),
        (("6", "--for", "1"), 1, "note 6 is no decision; there are: 3"),
        (("3", "--rule", "consent", "--for", "1"), 1, "--for goes with the rule majority"),
        (("3", "--dots", "A=1"), 1, "--dots goes with the rule dots"),
        (("3", "--for", "x"), 2, "Invalid value for '--for': “x” is no count: write 9, +1 or -1"),
        (("x", "--dots", "5"), 2, "Invalid value for '--dots': “5” is no option with its dots: write OPTION=5"),
        (("3", "--lift", "2"), 1, "there is no objection 2; there is none yet"),
        (("3", "--objector", "Zoé"), 2, "--objector goes with an --objection, or with --reword"),
        (("new", "--dots", "A=1", "--rename", "B", "C"), 1, "there is no option “B”"),
        (("  ",), 1, "a note needs a text"),
    ],
)
def test_what_makes_no_sense_is_one_line_and_nothing_of_it_is_done(held, words, code, why):
    held("decision", "We keep it", "--for", "2")
    held("note", "no decision")
    before = held("decisions", "--json")[1], held("notes", "--json")[1]
    done = held("decision", *words)
    assert (done[0], done[1]) == (code, "")
    assert done[2].splitlines()[-1].partition(": ")[2] == why
    assert (held("decisions", "--json")[1], held("notes", "--json")[1]) == before


def test_more_votes_than_people_are_warned_of_and_counted(held):
    for name in ("Ada", "Eva"):
        assert (
            held("attendance", name, "--expected")[0] == held("attendance", name, "--arrived", "--at", "9:01")[0] == 0
        )
    code, out, warned = held("decision", "We keep it", "--for", "3", "--at", "9:05")
    number = out.split()[0]
    assert (code, warned) == (0, f"decision {number}: more votes than people: 3 votes, 2 people there\n")
    assert "3 for" in out


def test_terminals_that_count_at_once_lose_no_vote(held):
    held("decision", "We keep it", "--rule", "majority")

    def count(_which: int) -> None:
        session = Session(default_store().open("day"), SystemClock(), "pascal")
        for _time in range(15):
            session.do(CountVotes(3, "for", change=1))
        session.close()

    with ThreadPoolExecutor() as several:
        list(several.map(count, range(3)))
    assert "45 for" in held("decisions")[1]


def test_a_record_of_decisions_makes_the_same_reports_again(held, tmp_path):
    held("decision", "We keep it", "--for", "2", "--against", "2", "--at", "9:05")
    held("decision", "A workshop", "--objection", "too dear", "--objector", "Marie Dupont", "--at", "9:06")
    assert held("end", "--yes", "--at", "9:10")[0] == 0  # else a segment goes on, by the second
    held("report", "--format", "toml", "--names", "-o", str(tmp_path / "day.toml"))
    before = [held("report", "--format", form)[1] for form in ("md", "json")]
    assert held("import", str(tmp_path / "day.toml"), "--id", "again")[0] == 0
    after = [held("report", "-s", "again", "--format", form)[1].replace('"again"', '"day"') for form in ("md", "json")]
    assert after == before
