"""Degrees of participation: how far those who ask, or are asked, were let in; a field of a request."""

from __future__ import annotations

import csv
import io
import json

import pytest
from msgspec.structs import replace

from tests.conftest import utc
from tests.report.conftest import Said
from workshop_tui.agenda import Agenda, Term
from workshop_tui.locale import speaking
from workshop_tui.report.digest import digest
from workshop_tui.report.formats import Wanted, made
from workshop_tui.session.notes.commands import TakeNote
from workshop_tui.session.notes.fields import asked_for
from workshop_tui.session.notes.notebook import Details
from workshop_tui.session.timing.commands import Next
from workshop_tui.session.versions import needed


@pytest.fixture
def own(seed) -> Agenda:
    """An agenda with a degree of its own beside two of ours."""
    return replace(seed, degrees=(Term(key="informes"), Term(key="consultes"), Term(key="cooptes", label="Cooptés")))


def asked(agenda: Agenda, *degrees: str) -> Said:
    day = Said(agenda).do(utc(9), Next())
    for degree in degrees:
        details = Details(asker="collectif", asked="elus", degree=degree)
        day.do(utc(9, 5), TakeNote("un local", "sollicitation", ("action",), details=details))
    return day


def test_a_degree_is_known_by_its_label_in_either_language_or_its_beginning(own):
    day = asked(own, "Informed", "consult", "cooptés", "rien")
    assert [one.taken.details.degree for one in day.state.notebook.notes] == [
        "informes",
        "consultes",
        "cooptes",
        "rien",
    ]


def test_an_agenda_without_degrees_has_ours_where_somebody_says_one_and_does_not_ask_for_it(seed, own):
    assert asked(seed, "Self-run").state.notebook.notes[0].taken.details.degree == "autogestion"
    assert "degree" not in asked_for(seed, "sollicitation")
    assert asked_for(own, "sollicitation")[-1] == "degree"


def test_it_stands_in_the_report_its_tables_and_its_json(own):
    found = digest(asked(own, "consultes", "cooptes", "consultes").state, utc(18))
    page = made("md", found, Wanted("en"))
    assert "un local — degree of participation: Consulted" in page
    assert "Degrees of participation, of requests: Consulted: 2; Cooptés: 1" in page
    for table in ("notes", "requests"):
        rows = list(csv.DictReader(io.StringIO(made("csv", found, Wanted("en", table=table)))))
        assert [row["degree of participation"] for row in rows] == ["consultes", "cooptes", "consultes"]
        assert rows[0]["degree of participation (in words)"] == "Consulted"
    assert json.loads(made("json", found, Wanted("en")))["notes"][0]["details"]["degree"] == "consultes"
    with speaking("fr"):
        assert "degré de participation : Consultés" in made("md", found, Wanted("fr")).replace("\u00a0", " ")


@pytest.mark.parametrize("rule", ["pseudonyme", "chatham"])
def test_a_key_of_the_lists_is_no_name_and_a_name_in_its_place_is_hidden(own, rule):
    from workshop_tui.session.attendance.commands import Expect

    day = Said(replace(own, confidentiality=rule)).do(utc(9), Expect("Zoé Consultes"), Next())
    for degree in ("consultes", "Zoé Consultes"):
        details = Details(degree=degree)
        day.do(utc(9, 5), TakeNote("un local", "sollicitation", ("action",), details=details))
    told = [
        one["details"]["degree"] for one in json.loads(made("json", digest(day.state, utc(18)), Wanted("en")))["notes"]
    ]
    assert told[0] == "consultes"
    assert "Zoé" not in told[1]


def test_an_older_program_is_told_that_it_cannot_read_it(seed, own):
    day = asked(own, "consultes")
    assert needed(day.records[-1].event) == 18
    assert needed(day.records[0].event) == 18
    assert needed(Said(seed).records[0].event) == 0
    assert needed(Said(seed).do(utc(9), Next(), TakeNote("x", "sollicitation")).records[-1].event) == 0
