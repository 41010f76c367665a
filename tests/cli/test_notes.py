"""`notes`, `amend`, `withdraw`, `matrix`."""

from __future__ import annotations

import json
import re

import click
import pytest

from workshop_tui.cli.commands import cli
from workshop_tui.session.notes.notebook import Details


@pytest.fixture
def said(day, once_done):
    """A day with two notes: numbers 3 and 4."""

    def prepare() -> None:
        day("next", "--at", "9:00")
        day("note", "le maire", "--kind", "frein", "--phase", "emergence", "--stakeholder", "elus", "--at", "9:05")
        day("note", "[/x] 🚲 le\nparc", "--phase", "emergence", "--stakeholder", "pnr", "--remember", "--at", "9:06")

    once_done(prepare)
    return day


def texts(answer) -> list[str]:
    return [note["text"] for note in json.loads(answer[1])["notes"]]


def test_notes_lists_finds_and_filters(said):
    assert said("notes")[1].splitlines() == [
        "3  9h05  Pascal  Frein · Émergence · Élus locaux  le maire",
        "4  9h06  Pascal  Émergence · PNR · à retenir  [/x] 🚲 le parc",
    ]
    assert texts(said("notes", "maire", "frein", "--json")) == ["le maire"]
    assert texts(said("notes", "--stakeholder", "territoires", "--json")) == ["[/x] 🚲 le\nparc"]
    assert said("notes", "--segment", "nowhere")[0] == 1


def test_json_says_all_of_a_note_and_what_was_done_to_it(said):
    assert said("amend", "3", "--text", "le maire, tard", "--check", "--as", "aurelie", "--at", "9:10")[0] == 0
    answer = json.loads(said("notes", "--kind", "frein", "--json")[1])
    assert (answer["version"], answer["session"]) == (1, "day")
    assert answer["notes"] == [
        {
            "number": 3,
            "at": "2021-05-04T09:05:00+02:00",
            "by": "pascal",
            "segment": "accueil",
            "kind": "frein",
            "phases": ["emergence"],
            "stakeholders": ["elus"],
            "initiative": None,
            "group": None,
            "private": False,
            "remember": False,
            "check": True,
            "text": "le maire, tard",
            "details": {},
            "changes": [{"at": "2021-05-04T09:10:00+02:00", "by": "aurelie", "what": "NoteAmended"}],
        }
    ]


def test_a_withdrawn_note_is_in_no_list_and_comes_back(said):
    said("withdraw", "3")
    assert texts(said("notes", "--json")) == ["[/x] 🚲 le\nparc"]
    assert "le maire" not in said("report")[1]
    assert said("withdraw", "3")[0] == 1
    said("withdraw", "3", "--back")
    assert "le maire" in said("report")[1]


def test_the_essential_of_the_report_is_what_is_to_be_remembered(said):
    page = said("report", "--language", "en")[1]
    assert "parc" in page.split("## The essential")[1].split("## ")[0]
    said("amend", "4", "--no-remember")
    assert "The essential" not in said("report", "--language", "en")[1]


def test_a_forgotten_note_leaves_only_a_mark(said):
    assert said("forget", "3", "--language", "en")[1].startswith("Pascal had note 3 removed for good at ")
    assert texts(said("notes", "--json")) == ["[/x] 🚲 le\nparc"]
    page = said("report", "--language", "en")[1]
    assert "le maire" not in page
    assert "*1 note was removed for good at somebody’s request.*" in page
    assert said("forget", "3")[0] == 1


def test_a_forgotten_name_is_in_no_output_and_its_code_is(said):
    said("attendance", "Jeanne Lebrun", "--expected")
    said("attendance", "Jeanne", "--arrived")
    said("note", "Jeanne propose le jardin")
    code, out, err = said("forget", "jeanne lebrun", "--language", "en")
    assert (code, err) == (0, "What was handed out or saved before still has it.\n")
    assert out.startswith("Pascal had a name removed for good at ")
    assert out.endswith(": P1 stands in its place\n")
    for words in (("report", "--format", "toml", "--names"), ("attendance",), ("notes", "--names"), ("codes",)):
        assert "eanne" not in said(*words)[1]
    assert "P1 propose le jardin" in said("notes", "--names")[1]
    assert said("attendance", "--json")[1].count('"from"') == 1
    code, _out, err = said("forget", "jeanne lebrun", "--language", "en")
    assert code == 1
    assert "nobody is called “jeanne lebrun”" in err


def test_the_matrix_counts_and_says_what_nobody_spoke_of(said):
    lines = said("matrix", "--language", "en")[1].splitlines()
    assert lines[:2] == ["Emergence × Local elected officials\t1", "Emergence × Project territories\t1"]
    assert lines[2].startswith("No note concerns: Framing · ")
    made = json.loads(said("matrix", "--kind", "frein", "--json")[1])
    assert [cell for cell in made["cells"] if cell["count"]] == [
        {"phase": "emergence", "stakeholder": "elus", "count": 1, "notes": [3]}
    ]
    assert "territoires" in made["silent"]["stakeholders"]
    said("note", "a room", "--kind", "sollicitation", "--phase", "emergence", "--from", "collectif", "--to", "elus")
    told = said("matrix", "--language", "en", "--count", "requests")[1].splitlines()[-1]
    assert told.startswith("No request concerns: ")
    assert "Residents' collective" not in told, "it is at an end of each"


def test_the_report_names_what_nobody_spoke_of(said):
    page = said("report", "--language", "en")[1]
    assert re.search(r"\n\d of 7 phases are named by no note with a stakeholder\.\n", page)
    assert re.search(r"\n\d of 10 stakeholders are named by no note with a phase\.\n", page)


def test_a_text_of_more_than_ten_thousand_characters_is_refused(day):
    for words in (("x" * 10_001,), ("le maire", "--kind", "question", "--answer", "x " * 6_000)):
        code, out, err = day("note", *words, "--at", "9:05")
        assert (code, out) == (1, "")
        assert "10\u202f000 caractères" in err or "10\u00a0000 caractères" in err
    assert day("note", "x" * 10_000, "--at", "9:06")[2] == ""
    assert day("amend", "2", "--text", "y" * 20_000, "--at", "9:06")[0] == 1
    assert [len(text) for text in texts(day("notes", "--json"))] == [10_000]


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("--phase", "emergense"), "no list knows the phase “emergense” (did you mean “emergence”?)"),
        (("--phase", "qqq"), "no list knows the phase “qqq”"),
        (("--stakeholder", "elu locaux"), "no list knows the stakeholder “elu locaux” (did you mean “elus”?)"),
        (
            ("--stakeholder", "coll"),
            "no list knows the stakeholder “coll”: several could be meant: collectif, collectivites",
        ),
        (("--to", "elos"), "no list knows the stakeholder “elos” (did you mean “elus”?)"),
        (("--purpose", "argnet"), "no list knows the word “argnet” (did you mean “argent”?)"),
        (("--kind", "frein", "--phase", "émergence"), ""),
    ],
)
def test_a_tag_that_no_list_knows_is_kept_and_the_nearest_is_said(day, words, told):
    code, out, err = day("note", "le maire", *words, "--language", "en")
    assert (code, err) == (0, told and f"{told}\n")
    assert out
    found = json.loads(day("notes", "--json")[1])["notes"]
    assert [note["text"] for note in found] == ["le maire"]


def test_a_filter_that_no_list_knows_is_said_too(day):
    for words in (("notes", "--kind", "frien"), ("matrix", "--kind", "frien")):
        assert day(*words, "--language", "en")[2] == (
            "no list knows the kind of note “frien” (did you mean “frein”?)\n"
        ), words


def test_the_kind_of_an_initiative_is_anybodys_word_and_its_nature_is_not(day):
    assert day("initiative", "Vélo", "--kind", "frien", "--language", "en")[2] == ""
    told = "no list knows the word “colective” (did you mean “collective”?)\n"
    assert day("initiative", "Vélo", "--nature", "colective", "--language", "en")[2] == told


def test_each_field_of_a_note_has_its_option_and_is_kept(day):
    """A text for the fields that are one, yes for the others."""
    command = cli.get_command(click.Context(cli), "note")
    assert command
    options = {one.name: one for one in command.params if isinstance(one, click.Option)}
    given = {name: options[name] for name in Details.__struct_fields__}
    words = [(one.opts[0],) if one.is_flag else (one.opts[0], "x") for one in given.values()]
    assert day("note", "text", *(word for pair in words for word in pair), "-s", "day")[0] == 0
    (note,) = json.loads(day("notes", "--json", "--names")[1])["notes"]
    assert note["details"] == {
        name: True if option.is_flag else "x"
        for name, option in zip(Details.__struct_encode_fields__, given.values(), strict=True)
    }
