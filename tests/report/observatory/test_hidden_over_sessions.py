"""The strictest confidentiality of all sessions holds for the whole: nobody's name, code or place is in any format."""

from __future__ import annotations

import json
import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from tests.conftest import utc
from tests.often import often
from tests.report.observatory.days import note, request, session, told_of
from workshop_tui.report.observatory.answers import departures, matrix, notes
from workshop_tui.report.observatory.answers import initiatives as told_initiatives
from workshop_tui.report.observatory.grid import grid
from workshop_tui.report.observatory.initiatives import initiatives
from workshop_tui.report.observatory.pages import initiative_page, made
from workshop_tui.report.observatory.series import Series, series_of
from workshop_tui.report.observatory.tables import TABLES
from workshop_tui.report.observatory.whole import Observatory
from workshop_tui.session.attendance.commands import Expect
from workshop_tui.session.event import Command
from workshop_tui.session.notes.notebook import Details
from workshop_tui.session.privacy.confidentiality import Veil
from workshop_tui.text import fold, letters

NAMES = ("Xavière Quyzom", "Wilfrid-Olaf Zyxwu", "Yvelise Kwyjibo", "Quentin Vroomq")
PLACES = ("Zorblaque", "Quimpravon", "Xylandre")
VOCABULARIES: tuple[dict[str, object], ...] = (
    {},
    {"phases": [{"key": "spark"}, {"key": "action"}], "stakeholders": [{"key": "elus"}, {"key": "others"}]},
)
TEXTS = (
    "{0} met {1}", "at {0}'s, {LAST1} said no", "nothing to hide", "{first0} and {nfd1}, @{joined0}", "{0} in {place}",
)  # fmt: skip


def papers(series: Series) -> dict[str, str]:
    """Every paper that is handed out of a series, in every format."""
    whole = Observatory(series, utc(18))
    found = {form: made(form, whole, language) for form in ("md", "html", "json") for language in ("fr", "en")}
    found |= {f"csv {table}": made("csv", whole, "en", table=table) for table in TABLES}
    for one in whole.told_initiatives:
        found |= {f"{form} {one.key}": initiative_page(whole, one, form, "en") for form in ("md", "html")}
    found |= {"matrix --json": matrix(series, grid(series), "all"), "notes --json": notes(series, series.notes)}
    found |= {"initiative --json": told_initiatives(series, initiatives(series))}
    found["why --json"] = departures(series, whole.departures)
    return found


def forms(people: tuple[str, str], place: str) -> dict[str, str]:
    """The ways in which two people, and a place, are written."""
    (first, last), (_first, other) = (name.rsplit(" ", 1) for name in people)
    return {
        "first0": first,
        "LAST1": other.upper(),
        "nfd1": other,
        "place": place,
        "joined0": f"{first}{last}".lower().replace("-", ""),
    }


@st.composite
def days(draw):
    """Two to four sessions of mixed rules and vocabularies, in which people of the one may be spoken of in others."""
    found = []
    for number in range(draw(st.integers(2, 4))):
        intents: list[Command] = []
        own = draw(st.lists(st.sampled_from(NAMES), unique=True, max_size=2))
        intents += [Expect(name, "Org Zorblaque") for name in own]
        for _ in range(draw(st.integers(1, 4))):
            people = (draw(st.sampled_from(NAMES)), draw(st.sampled_from(NAMES)))
            text = draw(st.sampled_from(TEXTS)).format(*people, **forms(people, draw(st.sampled_from(PLACES))))
            kind = draw(st.sampled_from(("frein", "levier", "verbatim", "action", None)))
            said = {"verbatim": Details(speaker=people[0], agreed=True), "action": Details(who=people[1])}
            about = draw(st.sampled_from((None, f"Chez {people[0]}")))
            intents.append(
                note(
                    text,
                    kind,
                    draw(st.sampled_from(("action", "spark", "", people[0]))),
                    draw(st.sampled_from(("elus", "others", ""))),
                    initiative=about,
                    details=said.get(kind or ""),
                )
            )
        if draw(st.booleans()):
            intents.append(
                told_of(
                    f"Chez {draw(st.sampled_from(NAMES))}",
                    "action",
                    carried_by=draw(st.sampled_from(NAMES)),
                    territory=draw(st.sampled_from(PLACES)),
                )
            )
        rule = draw(st.sampled_from(("nominatif", "pseudonyme", "chatham")))
        place = draw(st.sampled_from((None, *PLACES)))
        found.append(
            session(
                number,
                intents,
                confidentiality=rule,
                **draw(st.sampled_from(VOCABULARIES)),
                **({"territory": place} if place else {}),
            )
        )
    return found


@settings(deadline=None, max_examples=often(6, 400), suppress_health_check=[HealthCheck.too_slow])
@given(days(), st.sampled_from((None, 0, 1, 2)))
def test_nothing_that_is_protected_is_in_any_format(found, fold_at):
    rules = {one.agenda.confidentiality for one in found}
    series = series_of(found, fold=fold_at)
    known = {name for one in found for name in Veil(replace(one, chain=None)).state.named}
    if rules == {"nominatif"}:
        return
    own_codes = {code for one in found for code in codes_of(one, series.rule)}
    for what, page in papers(series).items():
        plain = fold(page.replace("%20", " "))
        for name in known & {*NAMES}:
            for part in (name, *name.split()[-1:]):
                assert fold(part) not in plain, (what, part)
                assert letters(name) not in plain.replace(" ", ""), (what, name)
        assert not own_codes & set(re.findall(r"\bP[0-9]+\b", page)), what
        if "chatham" in rules:
            for place in {one.agenda.territory for one in found} - {None}:
                assert fold(place or "") not in plain, (what, place)
            assert not re.search(
                r"\bS[1-9]\b(?!\d)", re.sub(r"<style>.*?</style>|d=\"[^\"]*\"", "", page, flags=re.S)
            ), what
            assert not any(one.id in page for one in found), what


def codes_of(one, rule):
    """The codes that the session's own papers have for its people."""
    agenda = replace(one.agenda, confidentiality="pseudonyme" if rule != "nominatif" else rule)
    return {*Veil(replace(one, day=replace(one.day, agenda=agenda))).codes.values()} if rule == "pseudonyme" else set()


def test_codes_of_one_session_are_not_those_of_another():
    said = Details(speaker="P1", agreed=True)
    for rule in ("nominatif", "pseudonyme"):
        said_so = [note(f"said by P1 in {k}", "verbatim", "action", "elus", details=said) for k in range(2)]
        days = [session(k, [one], confidentiality=rule) for k, one in enumerate(said_so)]
        page = made("csv", Observatory(series_of(days), utc(18)), "en", table="notes")
        codes = re.findall(r"said by (P\d+) in", page)
        assert len({*codes}) == 2, rule
        assert "P1 " not in page


def test_a_name_of_one_session_is_hidden_in_another_that_hides_nothing():
    marie = session(0, [Expect("Marie Dupont", None)], confidentiality="pseudonyme")
    other = session(1, [note("Marie Dupont came, and Pierre", "frein", "action", "elus")])
    page = made("md", Observatory(series_of([marie, other]), utc(18)), "en")
    assert "Dupont" not in page
    assert "Marie" not in page
    assert re.search(r"- P\d+ came, and Pierre", page)
    assert "Marie Dupont came" in made("md", Observatory(series_of([other]), utc(18)), "en")


@pytest.mark.parametrize("rule", ["pseudonyme", "chatham"])
@pytest.mark.parametrize(
    "written", ["@wilfrid-olafzyxwu", "@wilfridolaf-zyxwu", "~wilfridolafzyxwu", "#olafzyxwu-wilfrid"]
)
def test_a_double_name_is_hidden_in_a_tag_of_another_session_however_its_words_are_joined(written, rule):
    first = session(0, [Expect("Wilfrid Olaf-Zyxwu", None)], confidentiality=rule)
    other = session(1, [note(f"so said {written} there", "frein", "action", "elus")])
    for form, page in papers(series_of([first, other], fold=0)).items():
        assert not re.search("wilfrid|zyxwu", page, re.IGNORECASE), form


def test_a_place_is_hidden_with_its_saint_shortened_or_written_out_in_every_session():
    said = "à St-Rémy et #stremy, @saintremy, Saint Rémy, à Ste Anne"
    first = session(0, [Expect("Zoé Lam", "Saint-Rémy")], confidentiality="chatham", territory="Sainte-Anne")
    days = [first, session(1, [note(said, "frein", "action", "elus")])]
    for form, page in papers(series_of(days, fold=0)).items():
        assert not re.search("r[eé]my|anne", page, re.IGNORECASE), form


def test_a_cell_of_one_session_of_a_chatham_series_is_never_told_with_its_place_and_is_folded():
    days = [
        session(
            0, [note("only here", "frein", "definition", "elus")], confidentiality="chatham", territory="Zorblaque"
        ),
        *(session(k, [note("everywhere", "levier", "action", "elus")], territory="Xylandre") for k in (1, 2, 3)),
    ]
    for form, page in papers(series_of(days)).items():
        assert "only here" not in page or form == "notes --json", form
        assert "Zorblaque" not in page
        assert "Xylandre" not in page
    page = made("md", Observatory(series_of(days), utc(18)), "en")
    assert "everywhere" in page
    assert "fewer than 3 of 4 sessions" in page
    assert "- **Territories** 2\n" in page
    told = made("md", Observatory(series_of(days, fold=0), utc(18)), "en")
    assert "- only here\n" in told, "told, where it is asked for, but not where"
    assert "1 of 4 sessions, 1 of 2 territories" in told


def test_what_is_folded_has_no_count_for_programs():
    days = [session(k, [request("collectif", "elus", "action")], territory="T") for k in range(2)]
    data = json.loads(made("json", Observatory(series_of(days, fold=3), utc(18)), "en"))
    assert data["requests"][0]["count"] == {
        "sessions": None,
        "of_sessions": 2,
        "territories": None,
        "of_territories": 1,
        "folded": True,
    }
    assert "<3" in made("csv", Observatory(series_of(days, fold=3), utc(18)), "en", table="requests")


@pytest.mark.parametrize("rule", ["pseudonyme", "chatham"])
def test_a_name_that_was_forgotten_stays_forgotten(rule):
    from workshop_tui.session.names.events import Names

    one = session(0, [note("P3 said it", "frein", "action", "elus")], confidentiality=rule)
    page = made(
        "md", Observatory(series_of([replace(one, names=Names(erased=("P3",), draw="x"))], fold=0), utc(18)), "en"
    )
    assert "P3" not in page
    assert re.search(r"- P\d+ said it", page)
