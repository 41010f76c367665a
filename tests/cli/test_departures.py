"""`why`: where the day departed from its plan, and the reason that is given for it."""

from __future__ import annotations

import json

import pytest


@pytest.fixture
def drifted(day, once_done):
    def prepare() -> None:
        day("next", "--at", "9h06")
        day("next", "--at", "9h19")
        day("extend", "5", "--at", "9h25")
        day("stop", "--at", "9h30")

    once_done(prepare)
    return lambda *words: day(*words, "--language", "en")


def test_it_lists_where_the_day_departed_and_why(drifted):
    assert drifted("why")[1].splitlines() == [
        "2  09:06  Pascal started “Accueil, cadre de la journée, présence du matin” at 09:06, 6 min late  –",
        "accueil  09:19  “Accueil, cadre de la journée, présence du matin” overran by 3 min  –",
        "4  09:25  Pascal changed “Tour d’écran\xa0: qui je suis, quel collectif, quelles attentes”"
        " by +5 min at 09:25  –",
    ]


def test_the_last_without_a_reason_is_meant_or_the_one_that_is_named(drifted):
    code, out, err = drifted("why", "debate")
    assert (code, err) == (0, "")
    assert out.startswith("Pascal says why: useful debate (Pascal changed “Tour d’écran")
    assert drifted("why", "late", "--of", "2")[0] == 0
    assert drifted("why", "technical")[0] == 0
    found = json.loads(drifted("why", "--json")[1])
    assert found["version"] == 1
    assert [(one["name"], one["shift_s"], one["reason"]) for one in found["departures"]] == [
        ("2", 360, "late"),
        ("accueil", 180, "technical"),
        ("4", 300, "debate"),
    ]
    assert found["departures"][0]["at"] == "2021-05-04T09:06:00+02:00"
    overran = "“Accueil, cadre de la journée, présence du matin” overran by 3 min"
    assert drifted("why", "none", "--of", "accueil")[1] == f"Pascal took the reason back ({overran})\n"


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (
            ("debate", "--of", "nothing"),
            "nothing that departed from the plan is called “nothing”; there are: 2, accueil, 4",
        ),
        (("none",), "it has no reason yet"),
    ],
)
def test_what_makes_no_sense_is_refused_in_one_line(drifted, words, told):
    assert drifted("why", *words) == (1, "", f"Error: {told}\n")


def test_a_day_as_planned_has_nothing_to_explain(day):
    assert day("why", "late", "--language", "en")[::2] == (1, "Error: the day has gone as planned so far\n")
    assert day("why") == (0, "", "")


def test_the_review_and_the_private_json_say_why(drifted):
    drifted("why", "debate")
    assert "| +5 min | useful debate |" in drifted("report", "--kind", "review")[1]
    assert json.loads(drifted("report", "--format", "json")[1])["departures"] == []
    private = json.loads(drifted("report", "--format", "json", "--private")[1])
    assert [one["reason"] for one in private["departures"]] == [None, None, "debate"]
