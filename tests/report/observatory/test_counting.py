"""Sums over sessions: sessions and territories are counted, not notes; nothing is dropped."""

from __future__ import annotations

import json
from typing import Any

from tests.conftest import utc
from tests.report.observatory.days import note, request, session, told_of
from workshop_tui.report.observatory.grid import grid
from workshop_tui.report.observatory.initiatives import find, initiatives
from workshop_tui.report.observatory.pages import made
from workshop_tui.report.observatory.recurring import recurring
from workshop_tui.report.observatory.requests import requests
from workshop_tui.report.observatory.series import series_of
from workshop_tui.report.observatory.whole import Observatory
from workshop_tui.session.notes.commands import RecordInitiative
from workshop_tui.session.notes.matrix import COUNTED
from workshop_tui.session.notes.notebook import Details

BARRIER = note("no answer", "frein", "emergence", "elus")


def test_a_diligent_note_taker_does_not_weigh_thrice():
    series = series_of(
        [
            session(0, [BARRIER, BARRIER, BARRIER], territory="Lake"),
            session(1, [BARRIER], territory="lake "),
            session(2, [], territory="Hill"),
        ]
    )
    spread = grid(series).spread("emergence", "elus")
    assert (spread.sessions, spread.territories, spread.all_sessions, spread.all_territories) == (2, 1, 3, 2)
    assert str(spread) == "2 of 3 sessions, 1 of 2 territories"
    (found,) = recurring(series)
    assert (found.kind, found.spread.sessions, len(found.printed), found.more) == ("frein", 2, 3, 1)


def test_sessions_without_a_territory_count_in_none_and_are_said_to_be():
    series = series_of([session(0, [BARRIER]), session(1, [BARRIER], territory="Lake")])
    assert series.nowhere_said == 1
    page = made("md", Observatory(series, utc(18)), "en")
    assert "- **Territories** 1: Lake (1 session says none)" in page
    assert "| Local elected officials | 2 (1) |" in page
    nowhere = series_of([session(0, [BARRIER])])
    assert str(grid(nowhere).spread("emergence", "elus")) == "1 of 1 sessions"


def test_vocabularies_that_differ_are_joined_by_key_and_no_tag_is_dropped():
    own: dict[str, Any] = {
        "phases": [{"key": "emergence", "label": "Spark"}, {"key": "rest", "label": "Rest"}],
        "stakeholders": [{"key": "elus", "label": "Council"}, {"key": "commune", "label": "Town"}],
    }
    series = series_of(
        [
            session(0, [BARRIER, note("x", "frein", "emergence", "commune"), note("y", "z", "unheard", "Bailleurs")]),
            session(
                1,
                [
                    BARRIER,
                    note("x", "frein", "rest", "commune"),
                    note("z", None, "", "bailleurs"),
                    note("only a phase", None, "rest"),
                ],
                **own,
            ),
        ]
    )
    found = grid(series)
    assert found.spread("emergence", "elus").sessions == 2
    assert found.spread("emergence", "collectivites").sessions == 1, "a member counts with the family of its session"
    assert found.spread("rest", "commune").sessions == 1
    unknown = [one for one in found.stakeholders if one.key and not one.known]
    assert [(one.key, str(one.label)) for one in unknown] == [("Bailleurs", "Bailleurs (?)")]
    assert found.spread("unheard", "Bailleurs").sessions == 1
    assert found.spread("", "Bailleurs").sessions == found.spread("rest", "").sessions == 1
    assert found.total(stakeholder="Bailleurs").sessions == 2
    named = {one.key: str(one.label) for one in found.phases}
    assert named["emergence"] == "Spark", "as the last session has it"
    assert "z (?)" in made("md", Observatory(series, utc(18)), "en")


def test_what_nobody_spoke_of_is_told_with_its_denominator():
    series = series_of([session(0, [BARRIER]), session(1, [note("x", None, "definition", "elus"), BARRIER])])
    found = grid(series)
    assert "definition" not in {one.key for one in found.silent_phases}
    assert "habitants" in {one.key for one in found.silent_stakeholders}
    assert found.silences == (), "what is silent altogether is not told cell by cell"
    more = grid(series_of([session(0, [BARRIER, note("x", None, "definition", "habitants")])]))
    told = {(one.phase.key, who.key) for one in more.silences for who in one.stakeholders}
    assert told == {("emergence", "habitants"), ("definition", "elus")}
    assert "In none of these 2 sessions did anybody speak" in made("md", Observatory(series, utc(18)), "en")


def test_requests_are_told_by_phase_purpose_and_direction_answered_or_not():
    series = series_of(
        [
            session(
                0,
                [
                    request("collectif", "elus", "action", "local", "yes"),
                    request("collectif", "elus", "action", "local"),
                ],
            ),
            session(
                1, [request("collectif", "maire", "action", "argent"), request("commune", "collectif", "emergence")]
            ),
            session(2, [request("etat", "elus")]),
        ]
    )
    found = requests(series)
    flow = next(one for one in found.flows if (one.asker.key, one.asked.key) == ("collectif", "elus"))
    count = flow.count
    assert (count.spread.sessions, count.answered.sessions, count.unanswered.sessions) == (2, 1, 2)
    by_phase = {one.key: {way: asked.spread.sessions for way, asked in one.ways.items()} for one in found.by_phase}
    assert by_phase == {
        "emergence": {"from": 0, "to": 1, "other": 0},
        "action": {"from": 2, "to": 0, "other": 0},
        "": {"from": 0, "to": 0, "other": 1},
    }
    assert [one.key for one in found.by_purpose] == ["local", "argent", ""]
    assert grid(series, COUNTED["to-collective"]).spread("emergence", "collectivites").sessions == 1
    page = made("md", Observatory(series, utc(18)), "en")
    assert "There were requests in 3 of 3 sessions; with an answer in 1 of 3 sessions; without one in 3 of 3" in page


def test_an_initiative_is_one_thing_over_sessions_with_the_phases_it_went_through():
    series = series_of(
        [
            session(5, [told_of("L'atelier velo, St-Rémy", "action")]),
            session(
                0,
                [
                    told_of("Atelier vélo Saint-Rémy", "emergence"),
                    note("n", "frein", "definition", initiative="atelier"),
                ],
            ),
            session(3, [told_of("ATELIER VÉLO SAINT REMY", "structuration"), told_of("Garden")]),
            session(4, [note("said", initiative="the garden")]),
        ]
    )
    bikes, garden = initiatives(series)
    assert bikes.name == "Atelier vélo Saint-Rémy"
    assert [one.key for one in bikes.way] == ["emergence", "structuration", "action"]
    assert [one.place for one in bikes.steps] == [0, 1, 3]
    assert len(bikes.also) == 2
    assert (garden.name, garden.spread.sessions) == ("Garden", 2), "one that no session recorded is told, too"
    assert find((bikes, garden), "atelier velo saint remy") is bikes is find((bikes, garden), "atel")


def test_two_of_one_session_stay_two_whatever_one_was_called_before():
    series = series_of(
        [
            session(0, [told_of("Atelier"), RecordInitiative(key="atelier", name="Atelier bois")]),
            session(1, [told_of("Atelier"), told_of("Atelier bois")]),
        ]
    )
    assert {one.name: one.spread.sessions for one in initiatives(series)} == {"Atelier": 1, "Atelier bois": 2}


def test_an_initiative_that_was_renamed_is_the_same_by_its_key():
    series = series_of(
        [
            session(0, [told_of("Café des halles")]),
            session(1, [told_of("Café des halles"), RecordInitiative(key="cafe-des-halles", name="La Halle")]),
        ]
    )
    (one,) = initiatives(series)
    assert (one.name, one.also, one.spread.sessions) == ("Café des halles", ("La Halle",), 2)


def test_private_notes_and_quotes_to_which_nobody_agreed_stay_out():
    days = [
        session(
            0,
            [
                note("secret", private=True),
                note("said so", "verbatim", "action", "elus"),
                note("agreed to", "verbatim", "action", "elus", details=Details(agreed=True)),
            ],
        )
    ]
    for form in ("md", "html", "json", "csv"):
        page = made(form, Observatory(series_of(days), utc(18)), "en", table="notes")
        assert "secret" not in page
        assert "said so" not in page
        assert "agreed to" in page
    assert "secret" in made("csv", Observatory(series_of(days, private=True), utc(18)), "en", table="notes")


LADDER: dict[str, Any] = {"degrees": [{"key": "informes", "label": "Told"}, {"key": "consultes", "label": "Asked"},
                                      {"key": "codecideurs", "label": "Deciding"}]}  # fmt: skip


def test_requests_are_counted_by_degree_of_participation_where_one_is_noted():
    asked = [request("collectif", "elus", "action", degree="informes")] * 3
    series = series_of(
        [
            session(
                0,
                [*asked, request("elus", "collectif", "action", answer="yes", degree="informes")],
                territory="L",
                **LADDER,
            ),
            session(
                1,
                [
                    request("collectif", "elus", "action", degree="informes"),
                    request("collectif", "elus", "action"),
                    request("collectif", "elus", "action", degree="elsewhere"),
                ],
                territory="L",
                **LADDER,
            ),
            session(2, [], territory="H", **LADDER),
        ]
    )
    rows = {one.key: one.ways for one in requests(series).by_degree}
    assert [*rows] == ["informes", "consultes", "codecideurs", "elsewhere", ""]
    assert (rows["informes"]["from"].spread.sessions, rows["informes"]["from"].spread.territories) == (2, 1)
    assert rows["informes"]["to"].answered.sessions == 1
    assert rows["informes"]["from"].answered.sessions == 0
    assert rows["elsewhere"]["from"].spread.sessions == rows[""]["from"].spread.sessions == 1
    assert not any(asked.spread.places for asked in rows["codecideurs"].values())
    whole = Observatory(series, utc(18))
    page = made("md", whole, "en")
    assert "### Degrees of participation, of requests" in page
    assert "| Told | 2 (1); answered: · | 1 (1); answered: 1 (1) | · |" in page
    assert "| Deciding | · | · | · |" in page, "nobody decided with them, and that is a finding"
    assert "| Elsewhere (?) | 1 (1)" in page
    assert "| No degree said | 1 (1)" in page
    told = json.loads(made("json", whole, "en"))
    assert [(one["degree"], one["way"], one["count"]["sessions"]) for one in told["degrees"]] == [
        ("informes", "from", 2),
        ("informes", "to", 1),
        ("elsewhere", "from", 1),
        ("", "from", 1),
    ]
    assert [one["known_in"] for one in told["degrees_of_participation"]] == [3, 3, 3, 0]
    lines = made("csv", whole, "en", table="degrees").splitlines()
    assert lines[1].startswith("informes,Told,from,2,3,1,2,0,0,2,1")
    assert "Degrees" not in made("md", Observatory(series_of([session(0, [request("elus", "etat")])]), utc(18)), "en")


def test_who_asks_or_is_asked_is_not_among_those_of_whom_nobody_spoke():
    series = series_of([session(0, [request("collectif", "elus", "action"), request("etat", "elus", "definition")])])
    found = grid(series)
    assert "collectif" not in [one.key for one in found.silent_stakeholders]
    silent = {one.phase.key: [who.key for who in one.stakeholders] for one in found.silences}
    assert "collectif" not in silent.get("action", [])
    assert "collectif" in silent["definition"], "there nobody did"
    rows = [
        row.split(",")[::2] for row in made("csv", Observatory(series, utc(18)), "en", table="silence").splitlines()
    ]
    assert ["action", "collectif"] not in [row[:2] for row in rows]
    assert ["definition", "collectif"] in [row[:2] for row in rows]


def test_a_territory_is_one_with_its_saint_written_out_or_not():
    series = series_of([session(0, [BARRIER], territory="Saint-Rémy"), session(1, [BARRIER], territory="St Remy")])
    assert series.all_territories == 1
