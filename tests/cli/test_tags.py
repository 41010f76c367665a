"""Tags on the command line: listed, read in a note as the composer reads them, refused where there is no such kind."""

from __future__ import annotations

import json

import pytest

from tests.seed import AGENDAS

ENGLISH = ("--language", "en")
KINDS = "constat, frein, levier, sollicitation, ressource, question, decision, action, verbatim, idee, parking, attente"


def test_the_tags_there_are_are_listed_as_they_are_typed_and_as_json(day):
    code, out, _err = day("tags", *ENGLISH)
    lines = out.splitlines()
    assert (code, lines[0]) == (0, "Kind")
    assert "  !frein  Barrier" in lines
    assert "  #emergence  Emergence  idée, envie, impulsion" in lines
    assert "  @etat  Services de l’État" in "\n".join(lines) or any(line.startswith("  @etat") for line in lines)
    found = json.loads(day("tags", "--json", *ENGLISH)[1])
    assert [one["key"] for one in found["kinds"]] == KINDS.split(", ")
    assert {"kinds", "phases", "stakeholders", "initiatives"} <= {*found}


def test_a_note_reads_the_signs_in_its_text_as_the_composer_does_and_says_what_it_does_not_know(day):
    code, out, err = day("note", "an end !frein #emergence @elus ~velo", "--as", "pascal", *ENGLISH)
    assert (code, out, err) == (0, "Note 2 kept: barrier, emergence, local elected officials, velo.\n", "")
    code, _out, err = day("note", "see #gathr !barier", "--kind", "levier", "--as", "pascal", *ENGLISH)
    assert code == 0
    assert "no list knows the kind of note “barier” (did you mean “frein”?)" in err
    assert "no list knows the phase “gathr”" in err
    listed = day("notes", *ENGLISH)[1].splitlines()
    assert listed[0].endswith("Pascal  Barrier · Emergence · Local elected officials  an end")
    assert listed[1].endswith("Pascal  Enabler  see #gathr !barier")


@pytest.mark.parametrize("command", [("note", "x"), ("amend", "2")])
def test_a_kind_that_no_list_knows_is_refused_with_the_nearest_and_all_there_are(day, command):
    day("note", "there", "--as", "pascal")
    told = f"no list knows the kind of note “barier” (did you mean “frein”?); there are: {KINDS}"
    code, out, err = day(*command, "--kind", "barier", "--as", "pascal", *ENGLISH)
    assert (code, out) == (1, "")
    assert told in err
    assert len(day("notes")[1].splitlines()) == 1


def test_a_name_that_is_no_segments_is_answered_with_those_there_are(day):
    _code, _out, err = day("goto", "nowhere", "--as", "pascal", *ENGLISH)
    assert "no segment is called “nowhere”: there are accueil, tour, " in err


def test_check_speaks_the_language_of_the_agenda(wt, monkeypatch):
    monkeypatch.setenv("LANG", "en_US.UTF-8")
    _code, out, _err = wt("check", str(AGENDAS / "conseil-de-quartier.toml"))
    assert "avertissement" in out
    _code, out, _err = wt("check", str(AGENDAS / "conseil-de-quartier.toml"), *ENGLISH)
    assert "warning" in out


def test_join_takes_its_session_as_an_option_too(day):
    assert "-s" not in day("join", "-s", "day", *ENGLISH)[2]


def test_an_agenda_made_from_a_day_gives_its_kinds_back_as_they_were_written_whoever_asks(day, tmp_path):
    for language, kind in (("en", "tampon"), ("fr", "tampon")):
        file = tmp_path / f"{language}.toml"
        assert day("agenda", "--from", "day", "--language", language, "-o", str(file))[0] == 0
        assert f'kind = "{kind}"' in file.read_text(encoding="utf-8")
        assert day("check", str(file))[0] == 0
