"""`initiative`, `attendance`, `codes`, `pin`, the fields of notes, and what confidentiality hides of them all."""

from __future__ import annotations

import csv
import io
import json

import pytest

from tests.conftest import SEED
from tests.systems import mode_of


@pytest.fixture
def english(day):
    """The seed's day, answered in English."""
    return lambda *words: day(*words, "--language", "en")


@pytest.fixture
def under(wt, tmp_path, once_done):
    """A day under another rule of confidentiality, answered in English."""

    def make(rule: str):
        agenda = tmp_path / f"{rule}.toml"
        text = SEED.read_text().replace('confidentiality = "pseudonyme"', f'confidentiality = "{rule}"')
        agenda.write_text(text)
        once_done(lambda: wt("open", str(agenda), "--date", "2021-05-04", "--id", rule), rule)
        return lambda *words: wt(*words, "--session", rule, "--language", "en")

    return make


def notes(answer) -> list[dict]:
    return json.loads(answer[1])["notes"]


def test_the_fields_of_a_request_go_in_come_out_and_are_changed(english):
    words = ("--kind", "sollicitation", "--from", "collectif", "--to", "élus", "--purpose", "premises")
    assert english("note", "Un local ?", *words)[0] == 0
    assert english("amend", "2", "--answer", "plus tard")[0] == 0
    (note,) = notes(english("notes", "--json"))
    assert note["details"] == {"from": "collectif", "to": "elus", "purpose": "local", "answer": "plus tard"}
    line = english("notes")[1]
    ends = "(from Residents' collective · to Local elected officials · for premises · answer plus tard)"
    assert line.strip().endswith(f"Un local ?  {ends}")
    page = english("report", "--annexes")[1]
    assert (
        "Un local ? — from: Residents' collective; to: Local elected officials; for: premises; answer: plus tard"
        in page
    )


def test_flags_say_yes_no_and_nothing(english):
    english("note", "x", "--kind", "verbatim", "--speaker", "P1", "--no-agreed")
    english("note", "y", "--kind", "question", "--settled")
    english("note", "z", "--kind", "question")
    assert [n["details"] for n in notes(english("notes", "--json"))] == [
        {"speaker": "P1", "agreed": False},
        {"settled": True},
        {},
    ]


def test_a_matrix_counts_one_way_and_by_member(english):
    ask = ("--kind", "sollicitation", "--phase", "emergence")
    english("note", "x", *ask, "--from", "collectif", "--to", "commune")
    english("note", "y", *ask, "--from", "commune", "--to", "collectif")
    assert english("matrix")[1].splitlines()[0] == "Emergence × Local authorities\t2"
    assert (
        english("matrix", "--count", "from-collective", "--members")[1].splitlines()[0] == "Emergence × Municipality\t1"
    )
    answer = json.loads(english("matrix", "--count", "to-collective", "--json")[1])
    assert answer["counted"] == "to-collective"
    assert [cell["notes"] for cell in answer["cells"] if cell["count"]] == [[3]]
    code, _out, err = english("matrix", "--count", "rain")
    assert (code, "“rain” cannot be counted" in err) == (2, True)


def test_an_initiative_is_noted_bit_by_bit_and_shown(english):
    assert english("initiative", "Atelier [vélo]", "--territory", "Aurillac")[0] == 0
    assert english("initiative", "atelier", "--nature", "both", "--phase", "struct", "--stakeholder", "élus")[0] == 0
    english("note", "x", "--initiative", "atelier")
    english("note", "y", "--phase", "emergence", "--initiative", "autre")
    english("initiative", "Le jardin")
    assert english("initiative")[1].splitlines() == [
        "Atelier [vélo] · Aurillac · Organising · 1 note",
        "Le jardin · 0 notes",
    ]
    assert english("initiative", "atelier")[1].splitlines() == [
        "name: Atelier [vélo]",
        "territory: Aurillac",
        "nature: both",
        "phase reached: Organising",
        "links already made: Local elected officials",
    ]
    (first, _second) = json.loads(english("initiative", "--json")[1])["initiatives"]
    assert (first["key"], first["nature"], first["stakeholders"], first["notes"]) == (
        "atelier-velo",
        "les-deux",
        ["elus"],
        [3 + 1],
    )
    assert [n["text"] for n in notes(english("notes", "--initiative", "Atelier [vélo]", "--json"))] == ["x"]
    assert english("initiative", "atelier", "--rename", "L'atelier", "--case")[0] == 0
    assert "**L'atelier** (the case) — " in english("report")[1]
    assert english("initiative", "atelier-velo", "--withdraw")[0] == 0
    assert english("initiative")[1] == "Le jardin · 0 notes\n"


@pytest.mark.parametrize(
    ("words", "code", "told"),
    [
        (("--territory", "x"), 2, "say which initiative"),
        (("nothing", "--withdraw"), 1, "no initiative is called “nothing”"),
        (("nothing", "--json"), 1, "no initiative is called “nothing”"),
        (("\x1b[2J",), 1, "an initiative needs a name"),
    ],
)
def test_initiatives_that_make_no_sense_are_refused_in_one_line(english, words, code, told):
    got, out, err = english("initiative", *words)
    assert (got, out) == (code, "")
    assert told in err.splitlines()[-1]


@pytest.mark.parametrize("blank", ["\u3164", "\u2800", "\u200b\u3164", "-"])
def test_what_shows_nothing_is_no_name_no_title_and_no_text(english, blank):
    tried: list[tuple[tuple[str, ...], str]] = [(("attendance", blank, "--expected"), "a participant needs a name")]
    if blank != "-":
        tried += [
            (("add", blank, "5"), "a segment needs a title"),
            (("note", blank), "a note needs a text"),
            (("initiative", blank), "an initiative needs a name"),
        ]
        assert english("note", "x", "--as", blank)[:2] == (2, "")
    for words, why in tried:
        assert english(*words) == (1, "", f"Error: {why}\n")


def test_attendance_is_typed_and_shown_by_block(english):
    assert english("attendance", "Marie Dupont", "--expected", "--organisation", "Mairie")[0] == 0
    assert english("attendance", "Maxime [x]", "Zoé", "--expected")[0] == 0
    assert english("next", "--at", "9:00")[0] == 0
    assert english("attendance", "marie", "zoé", "--arrived", "--at", "9:05")[1].splitlines() == [
        "Marie Dupont is there from 09:05",
        "Zoé is there from 09:05",
    ]
    assert english("attendance", "marie", "--left", "--at", "10:30")[0] == 0
    assert english("end", "--at", "12:00")[0] == 0
    assert english("attendance", "--block", "matin")[1].splitlines() == [
        "Marie Dupont\tMairie\tDe quoi parlons-nous\u00a0?: 09:05 – 10:30",
        "Maxime [x]\t\tDe quoi parlons-nous\u00a0?: not there",
        "Zoé\t\tDe quoi parlons-nous\u00a0?: 09:05 – 12:00",
        "De quoi parlons-nous\u00a0? · came: 2 of 3 · there: 0 · 4\u00a0h\u00a020",
    ]
    answer = json.loads(english("attendance", "--json")[1])
    assert answer["capacity"] == 12
    spent = [{"from": "2021-05-04T09:05:00+02:00", "until": "2021-05-04T10:30:00+02:00"}]
    counted = [{"start": spent[0]["from"], "end": spent[0]["until"]}]
    assert answer["participants"][0] == {
        "key": "marie-dupont",
        "name": "Marie Dupont",
        "organisation": "Mairie",
        "stays": {"matin": spent, "apres-midi": []},
        "counted": {
            "matin": {"state": "present", "minutes": 85, "times": counted},
            "apres-midi": {"state": "not_held", "minutes": 0, "times": []},
        },
        "minutes": 85,
        "rate": 47,
    }
    assert [(block["key"], block["held"], block["minutes"], block["came"]) for block in answer["blocks"]] == [
        ("matin", True, 180, 2),
        ("apres-midi", False, 0, None),
    ]
    assert (answer["held_minutes"], answer["trainee_minutes"], answer["rate"]) == (180, 260, 48)
    assert english("attendance", "marie", "--clear", "--block", "matin")[0] == 0
    assert english("attendance", "zoé", "--strike")[0] == 0
    assert "De quoi parlons-nous\u00a0? · came: 0 of 2 · there: 0" in english("attendance")[1]
    assert "Quand et comment créer la relation\u00a0? · not held" in english("attendance")[1]


def test_more_than_the_capacity_is_warned_about(under):
    run = under("nominatif")
    names = [f"Personne {chr(65 + k)}" for k in range(13)]
    run("attendance", *names, "--expected")
    assert run("attendance")[2] == ""
    run("attendance", *names, "--arrived", "--at", "9:05")
    assert run("attendance")[2] == "More than the capacity of 12\n"


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("Marie",), "say who, and one of --expected"),
        (("--arrived",), "say who, and one of --expected"),
        (("Marie", "--arrived"), "no participant is called “Marie”"),
        (("--block", "evening"), "no block is called “evening”"),
    ],
)
def test_attendance_that_makes_no_sense_is_refused_in_one_line(english, words, told):
    code, out, err = english("attendance", *words)
    assert code in (1, 2)
    assert out == ""
    assert told in err.splitlines()[-1]


def test_codes_are_a_file_of_their_own_that_nobody_else_reads(english, tmp_path):
    english("attendance", "Marie Dupont", "Maxime, le second", "--expected")
    file = tmp_path / "codes.csv"
    assert english("codes", "-o", str(file))[0] == 0
    assert mode_of(file) == 0o600
    rows = list(csv.reader(io.StringIO(file.read_text())))
    assert rows == [["code", "name"], ["P1", "Marie Dupont"], ["P2", "Maxime, le second"]]
    assert english("codes", "-o", str(file))[0] == 1, "what is there stays"
    assert english("codes")[1] == file.read_text()


def test_without_codes_there_is_no_key(under):
    assert (
        under("chatham")("codes")[2] == "Error: there are no codes: the confidentiality of this session is “chatham”\n"
    )


PROTECTED = ("Marie", "Dupont", "Aurillac", "Vélo pour tous", "Zoé", "Prunier")


@pytest.mark.parametrize("rule", ["pseudonyme", "chatham"])
def test_what_is_hidden_stands_in_no_list_and_no_report(under, rule):
    run = under(rule)
    run("attendance", "Marie Dupont", "--expected", "--organisation", "Mairie d'Aurillac")
    run("attendance", "marie", "--arrived", "--at", "9:00")
    run("next", "--at", "9:00")
    run(
        "initiative",
        "L'atelier de Marie",
        "--territory",
        "Aurillac",
        "--carried-by",
        "Vélo pour tous",
        "--reported-by",
        "Zoé Prunier",
        "--stakes",
        "Marie y tient",
        "--case",
        "--question",
        "Et Zoé ?",
    )
    run("note", "Marie l'a dit à ZOÉ", "--remember", "--stakeholder", "dupont", "--phase", "prunier")
    run("note", "rappeler", "--kind", "action", "--who", "Zoé Prunier", "--due", "quand Marie revient")
    run("note", "« non »", "--kind", "verbatim", "--speaker", "Marie", "--initiative", "atelier")
    run("note", "réponse", "--kind", "sollicitation", "--answer", "Dupont refuse", "--initiative", "chez marie")
    run("add", "Le cas de Marie", "10", "--at", "9:05")
    told = "".join(
        run(*words)[1]
        for words in (
            ("report",),
            ("report", "--private"),
            ("notes",),
            ("notes", "--json"),
            ("matrix",),
            ("matrix", "--json"),
            ("initiative", "--json"),
            ("initiative",),
            ("initiative", "atelier"),
        )
    )
    hidden = (
        PROTECTED if rule == "chatham" else [name for name in PROTECTED if name not in ("Aurillac", "Vélo pour tous")]
    )
    assert [name for name in hidden if name.lower() in told.lower()] == []
    assert ("P1" in told) is (rule == "pseudonyme")
    assert "Pascal" in told, "trainers sign"
    assert "Marie Dupont" in run("report", "--kind", "presence")[1], "a presence record names people"
    assert "Zoé Prunier" in run("notes", "--names")[1]


def test_a_note_is_pinned_and_a_private_one_is_not(english):
    english("note", "x")
    english("note", "y", "--private")
    assert english("pin", "2")[1] == "Pascal shows the room note 2\n"
    assert (
        english("pin", "3")[2]
        == "Error: note 3 is private: the room is not shown it; “workshop-tui amend 3 --no-private” lets it be\n"
    )
    assert english("pin")[0] == 0
    assert english("pin")[2] == "Error: the room is shown no note\n"


def test_a_word_that_may_be_a_name_is_said_on_stderr_until_it_is_settled(under):
    command = under("pseudonyme")
    command("attendance", "Paul Rivière", "--expected")
    command("note", "la rivière, dit Rivière", "--kind", "frein")
    told = "Names, or ordinary words? They are hidden until you say so (workshop-tui words): “rivière”\n"
    asks = (
        ("report",),
        ("report", "--format", "json"),
        ("report", "--kind", "review"),
        ("notes",),
        ("matrix",),
        ("initiative",),
        ("why",),
    )
    for words in asks:
        code, page, error = command(*words)
        assert (code, error, "ivière" in page) == (0, told, False), words
    assert command("words") == (0, "rivière\tPaul Rivière\tnot said: hidden\n", "")
    assert command("words", "rivière", "--ordinary")[1].endswith(" says that “rivière” is an ordinary word\n")
    assert command("words") == (0, "riviere\tPaul Rivière\tan ordinary word\n", "")
    code, page, error = command("notes")
    assert (code, error) == (0, "")
    assert page.strip().endswith("la rivière, dit P1")
    assert command("words", "rivière", "--name")[0] == 0
    assert command("notes")[1].strip().endswith("la P1, dit P1")


@pytest.mark.parametrize(
    ("words", "code"), [(("rivière",), 2), (("--name",), 2), (("fleuve", "--name"), 1), (("", "--ordinary"), 2)]
)
def test_words_that_make_no_sense_are_refused(under, words, code):
    assert under("pseudonyme")("words", *words)[0] == code


def test_pictures_beside_a_report_have_no_hidden_name_in_theirs(under, tmp_path):
    command = under("pseudonyme")
    command("attendance", "Claire Fontaine", "--expected")
    command("note", "là", "--phase", "action", "--stakeholder", "élus")
    assert command("report", "--pictures", "--annexes", "-o", str(tmp_path / "Claire Fontaine.md"))[0] == 0
    page = (tmp_path / "Claire Fontaine.md").read_text()
    assert "laire" not in page
    assert (tmp_path / "P1-timeline.svg").exists()


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("attendance", "marie", "--arrived"), "Marie Dupont (marie-dupont), Marie Martin (marie-martin)"),
        (("attendance", "marie", "--strike"), "Marie Dupont (marie-dupont), Marie Martin (marie-martin)"),
        (("goto", "halte"), "Halte du matin (halte-du-matin), Halte du soir (halte-du-soir)"),
        (("note", "x", "--segment", "halte"), "Halte du matin (halte-du-matin), Halte du soir (halte-du-soir)"),
        (("initiative", "café"), "Café A (cafe-a), Café B (cafe-b)"),
        (("initiative", "café", "--withdraw"), "Café A (cafe-a), Café B (cafe-b)"),
    ],
)
def test_which_of_several_is_meant_is_asked_of_whoever_names_too_little(day, words, told):
    for setting in (
        ("attendance", "Marie Dupont", "Marie Martin", "--expected"),
        ("add", "Halte du soir", "5"),
        ("add", "Halte du matin", "5"),
        ("initiative", "Café A", "--kind", "café"),
        ("initiative", "Café B", "--kind", "café"),
    ):
        assert day(*setting)[0] == 0, setting
    code, out, err = day(*words, "--language", "en")
    assert (code, out, err) == (1, "", f"Error: several could be meant: {told}\n")
