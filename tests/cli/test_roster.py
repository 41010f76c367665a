"""Participants from a list: names, a paste or a table; each line is taken, or refused with its number and why."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner

from tests.systems import only_posix
from workshop_tui.cli.commands import cli
from workshop_tui.host.streams import end_of_typing


@pytest.fixture
def english(day):
    """The seed's day, answered in English."""
    return lambda *words: day(*words, "--language", "en")


# ── people from a list ─────────────────────────────────────────────────────────────────────────────────
def people(english) -> list[tuple[str, str | None]]:
    found = json.loads(english("attendance", "--json")[1])["participants"]
    return [(one["name"], one["organisation"]) for one in found]


TABLE = [("Marie DUPONT", "Mairie d'Aurillac; services"), ("Yann Le Goff", "Été & Co"), ("Zoé", None)]


@pytest.mark.parametrize(
    "data",
    [
        'Nom;Prénom;Structure\nDUPONT;Marie;"Mairie d\'Aurillac; services"\n\nLe Goff;Yann;Été & Co\n;Zoé;\n'.encode(),
        'sep=,\n"Nom, prénom du stagiaire",Nom de la structure\nMarie DUPONT,"Mairie d\'Aurillac; services"\n'
        "Yann Le Goff,Été & Co\nZoé,\n".encode(),
        "\ufeffPRENOM,Nom,Organisme\r\nMarie,DUPONT,Mairie d'Aurillac; services\r\n"
        ",,\r\nYann,Le Goff,Été & Co\r\nZoé,,".encode(),
        'Structure;Participant\r\n"Mairie d\'Aurillac; services";Marie DUPONT\r\nÉté & Co;Yann Le Goff\r\n;Zoé'.encode(
            "cp1252"
        ),
        "Name\tOrganisation\rMarie DUPONT\tMairie d'Aurillac; services\rYann Le Goff\tÉté & Co\rZoé".encode("utf-16"),
        "- Marie DUPONT, Mairie d'Aurillac; services\n2. Yann Le Goff, Été & Co\n\n  Zoé  \n".replace(
            ";", "\u037e"
        ).encode(),
    ],
    ids=["semicolon", "excel", "bom", "cp1252", "utf-16 tabs", "pasted"],
)
def test_people_are_read_from_a_table_or_a_paste(english, tmp_path, data):
    file = tmp_path / "people.csv"
    file.write_bytes(data)
    code, _out, err = english("attendance", "--from", str(file))
    assert (code, err) == (0, "3 people taken\n")
    assert people(english) == TABLE


def test_names_alone_stay_as_they_were_typed(english, tmp_path):
    file = tmp_path / "names.txt"
    file.write_text("DUPONT Marie\nde la Tour Jean-Noël\n")
    assert english("attendance", "--from", str(file))[0] == 0
    assert people(english) == [("de la Tour Jean-Noël", None), ("DUPONT Marie", None)]


def test_each_line_that_is_not_taken_is_named_with_its_number(english, tmp_path):
    english("attendance", "Marie Dupont", "--expected")
    file = tmp_path / "people.csv"
    file.write_text(
        "Nom;Prénom;Structure;Téléphone\nDUPONT;Marie;;\nMartin;Zoé;Café;01\n;;Mairie;\nMARTIN;zoe;;\n12;;;\n"
    )
    code, out, err = english("attendance", "--from", str(file))
    assert code == 1
    assert out == "Pascal registers Zoé Martin\n"
    assert err.splitlines() == [
        f"{file}:2: Marie DUPONT is registered already: skipped",
        f"{file}:5: zoe MARTIN stands on line 3 already: skipped",
        f"{file}:1: columns that are not read: Téléphone",
        "1 person taken · 2 doubles skipped · 2 lines refused",
        f"Error: {file}:4: no name",
        f"{file}:6: “12” is no name",
    ]


def test_where_somebody_comes_from_is_learnt_from_a_list(english, tmp_path):
    english("attendance", "Marie Dupont", "--expected")
    file = tmp_path / "people.csv"
    file.write_text("Marie Dupont;Mairie\nZoé;Café;Lus\n")
    code, _out, err = english("attendance", "--from", str(file))
    assert code == 1
    assert people(english) == [("Marie Dupont", "Mairie")]
    assert f"{file}:2: 3 columns, and no first line says what is in them" in err


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("Liste des inscrits\u00a0:", "“Liste des inscrits\u00a0:” is a heading, not a name"),
        ("+ 2 personnes", "“2 personnes” is no name"),
        ("Mairie (3 autres)", "“Mairie (3 autres)” is no name"),
        ("luc@ex.fr", "a mail address and no name"),
        ("<luc@ex.fr>", "a mail address and no name"),
        ("M. et Mme Petit", "“M. et Mme Petit” is several people: write one a line"),
        ("Luc & Anne Petit", "“Luc & Anne Petit” is several people: write one a line"),
        ("Luc <l@ex.fr>; Anne <a@ex.fr>", "several people: write one a line"),
        ("title = x", "“title = x” is no name: no name has a “=”"),
        ("https://ex.fr/inscrits", "is several people: write one a line"),
    ],
)
@pytest.mark.parametrize("place", [1, 2])
def test_a_line_of_a_paste_that_names_nobody_is_refused_and_the_others_are_taken(english, tmp_path, line, why, place):
    file = tmp_path / "paste.txt"
    lines = ["Zoé Martin", "Luc Bernard"]
    file.write_text("\n".join([*lines[: place - 1], line, *lines[place - 1 :]]))
    code, _out, err = english("attendance", "--from", str(file))
    refusal = err.splitlines()[-1]
    assert code == 1
    assert refusal.startswith(f"Error: {file}:{place}: ")
    assert refusal.endswith(why)
    assert len(people(english)) == 2


def test_a_quotation_mark_that_is_not_closed_is_told_of_its_line_of_a_paste(english, tmp_path):
    file = tmp_path / "paste.txt"
    file.write_text('Zoé Martin\n"Luc\nAnne\n')
    assert english("attendance", "--from", str(file))[2].endswith(f"{file}:2: a quotation mark is not closed\n")
    assert people(english) == [("Anne", None), ("Zoé Martin", None)]


@pytest.mark.parametrize(
    ("text", "taken", "told"),
    [
        ("Luc Bernard <luc@ex.fr>\n", [("Luc Bernard", None)], [":1: not read: luc@ex.fr"]),
        ("Luc Bernard; Mairie; luc@ex.fr\n", [("Luc Bernard", "Mairie")], [":1: not read: luc@ex.fr"]),
        (
            '"Bernard, Luc"\nLuc Bernard\n',
            [("Luc Bernard", None)],
            [":2: Luc Bernard stands on line 1 already: skipped"],
        ),
        ('Nom\n"Bernard, Luc"\n', [("Luc Bernard", None)], []),
        ("Luc Bernard, mairie\nzoé Martin ; asso Vélo\n", [("Luc Bernard", "mairie"), ("zoé Martin", "asso Vélo")], []),
        ("Nom;Structure\nZoé;Café;06 12;x\n", [("Zoé", "Café")], [":2: not read: 06 12, x"]),
        ("Nom;;Structure\nZoé;oui;Café\n", [("Zoé", "Café")], [":2: not read: oui"]),
    ],
)
def test_what_a_list_says_besides_a_name_is_taken_or_named_with_its_line(english, tmp_path, text, taken, told):
    file = tmp_path / "paste.txt"
    file.write_text(text)
    code, _out, err = english("attendance", "--from", str(file))
    assert code == 0
    assert people(english) == taken
    assert err.splitlines()[:-1] == [f"{file}{one}" for one in told]


def test_a_heading_above_the_names_of_the_columns_is_refused_alone(english, tmp_path):
    file = tmp_path / "list.csv"
    file.write_text("Liste des inscrits :\nNom;Prénom\nBernard;Luc\n")
    assert english("attendance", "--from", str(file))[0] == 1
    assert people(english) == [("Luc Bernard", None)]


@only_posix("somebody is there whose console says so, not who has a pipe")
@pytest.mark.parametrize("words", [("attendance", "--from", "-"), ("note", "-")])
def test_somebody_at_a_terminal_is_told_what_to_type_and_how_it_ends(english, words, monkeypatch):
    monkeypatch.setattr("click.testing._NamedTextIOWrapper.isatty", lambda _stream: True, raising=False)
    done = CliRunner().invoke(cli, [*words, "--language", "en"], input="Marie\n")
    assert done.exit_code == 0
    assert f", then {end_of_typing()}\n" in done.stderr


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (None, "cannot be read: there is no such file or folder"),
        (b"", "names nobody"),
        (b"Nom;Structure\n", "names nobody"),
        (b"PK\x03\x04\0\0", "no text: save the table as CSV"),
        (b"x" * 10_000_001, "longer than 10 MB"),
        (b'Nom;Structure\n"Marie;Mairie\nMarc;x\n', ":2: a quotation mark is not closed; nothing is read from here on"),
        (b"x" * 300, ":1: too long for a name: 300 characters"),
    ],
    ids=["missing", "empty", "heads alone", "workbook", "huge", "quote", "long"],
)
def test_a_list_that_is_none_is_refused_in_one_line(english, tmp_path, data, why):
    file = tmp_path / "people.csv"
    if data is not None:
        file.write_bytes(data)
    code, out, err = english("attendance", "--from", str(file))
    assert (code, out) == (1, "")
    assert err.splitlines()[-1].startswith("Error: ")
    assert err.splitlines()[-1].endswith(why)
    assert people(english) == []


def test_a_list_comes_on_standard_input_too_and_no_escape_in_it_reaches_the_terminal(english):
    words = ["attendance", "--from", "-", "--language", "en"]
    done = CliRunner().invoke(cli, words, input="Marie\x1b]0;x\x07 Dupont\nmarie dupont\n")
    assert done.exit_code == 0
    assert "\x1b" not in done.output
    assert people(english) == [("Marie Dupont", None)]


@pytest.mark.parametrize("words", [("Marie",), ("--arrived",), ("--json",)])
def test_a_list_is_not_read_with_something_else(english, words):
    code, _out, err = english("attendance", "--from", "-", *words)
    assert code == 2
    assert "--from takes no names" in err


def test_who_is_known_is_told_to_be_and_keeps_what_is_not_said_anew(english, tmp_path):
    english("attendance", "Léa Petit", "--expected", "--organisation", "Mairie")
    code, out, err = english("attendance", "LEA PETIT", "--expected")
    assert (code, out, err) == (1, "", "Error: Léa Petit is registered already\n")
    told = "Léa Petit is registered already; the organisation is now “Région”\n"
    code, out, err = english("attendance", "LEA PETIT", "--expected", "--organisation", "Région")
    assert (code, err) == (0, told)
    assert people(english) == [("Léa Petit", "Région")]
    file = tmp_path / "people.csv"
    file.write_text("Nom;Structure\nPETIT Lea;\nPETIT Lea;Collège\n")
    code, out, err = english("attendance", "--from", str(file))
    assert err.splitlines()[:2] == [
        f"{file}:2: PETIT Lea is registered already: skipped",
        f"{file}:3: Léa Petit is registered already; the organisation is now “Collège”",
    ]
    assert people(english) == [("Léa Petit", "Collège")]
