"""Turns on the command line: who speaks, hands, rounds, what each has spoken; and what the report tells of it."""

from __future__ import annotations

import json

import pytest

from workshop_tui.locale import speak

PLAN = """
title = "Talk"
language = "en"
timezone = "UTC"
confidentiality = "{rule}"
[[trainers]]
key = "pascal"
name = "Pascal Loviconi"
[[blocks]]
key = "am"
title = "Morning"
start = "9h"
end = "10h"
[[blocks.segments]]
key = "talk"
title = "Talk"
minutes = 20
[[blocks.segments]]
key = "then"
title = "Then"
minutes = 40
"""
PEOPLE = {
    "Anna Blum": "Mairie", "Anne Wolf": "Mairie", "Bela Dorn": "Mairie", "Carl Engel": "Café du coin",
    "Dora Fuchs": None,
}  # fmt: skip


@pytest.fixture
def talk(wt, tmp_path, once_done):
    """A day that was, and five people; commands at clock times of it."""

    def make(rule: str = "nominatif"):
        file = tmp_path / f"{rule}.toml"
        file.write_text(PLAN.format(rule=rule), encoding="utf-8")

        def do(*words: str, at: str | None = None) -> tuple[int, str, str]:
            speak("en")
            by = () if words[0] in ("turns", "report") else ("--as", "pascal")
            return wt(*words, "-s", rule, *by, *(("--at", at) if at else ()))

        def prepare() -> None:
            assert wt("open", str(file), "--date", "2026-03-02", "--id", rule)[0] == 0
            for name, organisation in PEOPLE.items():
                more = ("--organisation", organisation) if organisation else ()
                assert do("attendance", name, "--expected", *more, at="9h")[0] == 0
            assert do("next", at="9h")[0] == 0

        once_done(prepare, rule)
        return do

    return make


def spoken(do) -> dict:
    code, out, _err = do_json = do("turns", "--json", "--names", at="9h20")
    assert code == 0, do_json
    return json.loads(out)


def test_turns_hands_and_a_round_on_the_command_line(talk):
    do = talk()
    assert do("turn", "bela", at="9h01") == (0, "Bela Dorn speaks from 09:01 (Pascal)\n", "")
    code, out, err = do("turn", "ann", at="9h02")
    assert (code, out) == (1, "")
    assert "several could be meant: Anna Blum (anna-blum), Anne Wolf (anne-wolf)" in err
    assert do("turn", "--ask", "carl", "dora", at="9h02")[1].splitlines() == [
        "Carl Engel asks to speak",
        "Dora Fuchs asks to speak",
    ]
    assert do("turn", "--no-ask", "dora", at="9h02")[0] == 0
    assert do("turn", "--end", at="9h03")[0] == 0
    assert do("turn", "--end", at="9h03")[2] == "Error: nobody has the floor\n"
    assert do("turn", "--round", at="9h05")[1].endswith("5 to speak · 5 left of the round, 3:00 each\n")
    assert do("turn", "carl", at="9h05")[1].endswith("· 3:00 left of 3:00\n")
    assert do("turn", "--label", "The public", at="9h06")[0] == 0
    assert do("turn", "--correct", "dora", at="9h07")[0] == 0
    assert do("turn", "--correct", "--until", "9h06m30", at="9h07")[0] == 2
    assert do("turn", "--no-round", at="9h08")[0] == 0
    assert do("pause", at="9h08")[0] == 0
    answer = spoken(do)
    assert [(one["speaker"]["name"], one["seconds"], one["cut"]) for one in answer["turns"]] == [
        ("Bela Dorn", 120, False),
        ("Carl Engel", 60, False),
        ("Dora Fuchs", 120, True),
    ]
    assert answer["version"] == 1
    assert (answer["open"], answer["round"], answer["share"]) == (None, None, None)
    assert [(one["speaker"]["key"], one["share"]) for one in answer["people"]] == [
        ("bela-dorn", 40),
        ("dora-fuchs", 40),
        ("carl-engel", 20),
    ]
    assert do("turn", "--withdraw", at="9h08")[0] == 0
    assert do("undo")[0] == 0
    assert len(spoken(do)["turns"]) == 2
    assert "2:00\t" in do("turns")[1]


NONSENSE = [
    ("turn",), ("turn", "a", "b"), ("turn", "--end", "a"), ("turn", "--ask"), ("turn", "a", "--of", "2"),
    ("turn", "a", "--from", "9h"), ("turn", "a", "--label", "b"), ("turn", "--correct"), ("turn", "--end", "--ask"),
    ("turn", "--withdraw", "--of", "0"), ("turn", "--correct", "a", "--until", "x"),
]  # fmt: skip


def test_what_does_not_go_together_is_a_usage_error_in_a_line(talk):
    do = talk()
    for words in NONSENSE:
        code, out, err = do(*words)
        assert (code, out) == (2, ""), words
        assert "\nError: " in err, words


def held(do) -> None:
    """Three of the town hall speak for 2, 2 and 3 minutes, one of the café and one of nowhere for 1 and 2."""
    for name, at in (("anna", "9h01"), ("anne", "9h03"), ("bela", "9h05"), ("carl", "9h08"), ("dora", "9h09")):
        assert do("turn", f"{name} ", at=at)[0] == 0
    assert do("turn", "--end", at="9h11")[0] == 0
    assert do("attendance", "Emil Gans", "--expected", "--organisation", "Café du coin", at="9h11")[0] == 0
    assert do("turn", "emil", at="9h11")[0] == 0
    assert do("end", "--yes", at="9h13")[0] == 0


NAMES = [*PEOPLE, "Emil Gans", "anna", "blum", "engel", "emil"]


def test_the_report_tells_shares_of_groups_of_three_and_nobodys_own_time(talk):
    do = talk()
    held(do)
    page = do("report")[1]
    assert "## Speaking time\n\n12 min were spoken in turns.\n\n- Local authorities: 58%\n- Others: 42%\n" in page
    shape = json.loads(do("report", "--format", "json")[1])["speaking"]
    assert shape == {
        "spoken_s": 720,
        "groups": [
            {"label": "Local authorities", "family": "collectivites", "organisation": None, "share": 58},
            {"label": "Others", "family": None, "organisation": None, "share": 42},
        ],
    }
    others = ("--format", "html"), ("--format", "json"), ("--format", "csv"), ("--annexes",)
    for made in (page, *(do("report", *words)[1] for words in others)):
        assert not [name for name in NAMES if name.lower() in made.lower()]
        assert "Café" not in made
    review = do("report", "--kind", "review")[1]
    assert "| Bela Dorn | 3 min | 25% |" in review


def test_a_template_of_ones_own_is_given_no_turns(talk, tmp_path):
    do = talk()
    held(do)
    template = tmp_path / "t.md.j2"
    template.write_text("{{ d.state.floor.turns | length }} {{ d.speaking.people | length }} {{ d.speaking.seconds }}")
    assert do("report", "--template", str(template))[1] == "0 0 720\n"


@pytest.mark.parametrize("rule", ["pseudonyme", "chatham"])
def test_confidentiality_holds_in_turns_and_in_every_paper(talk, rule):
    do = talk(rule)
    held(do)
    made = [do("report")[1], do("report", "--kind", "review")[1], do("turns")[1], do("turns", "--json")[1]]
    for page in made:
        assert page
        assert not [name for name in ("Blum", "Wolf", "Dorn", "Engel", "Fuchs", "Gans") if name in page]
        assert rule == "pseudonyme" or ("Mairie" not in page and "Local authorities: " not in page)
    assert ("Local authorities: 58%" in made[0]) == (rule == "pseudonyme")
    assert ("| 3 min | 25% |" in made[1]) == (rule == "pseudonyme")
    assert "Bela Dorn" in do("turns", "--names")[1]


def test_a_record_brings_turns_back_and_the_same_report(talk, wt, tmp_path):
    do = talk()
    held(do)
    before = do("report")[1], spoken(do)
    file = tmp_path / "r.toml"
    assert do("report", "--format", "toml", "-o", str(file))[0] == 0
    assert wt("import", str(file), "--id", "again")[0] == 0
    assert wt("report", "-s", "again")[1] == before[0]
    assert json.loads(wt("turns", "--json", "--names", "-s", "again", "--at", "9h20")[1])["turns"] == before[1]["turns"]
