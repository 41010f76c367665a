"""Pages by themselves: what participants take home, and the page for an audit."""

from __future__ import annotations

import json
import re
from datetime import date

import pytest
from msgspec.structs import replace

from tests.conftest import utc
from tests.report.chromium import violations
from tests.report.conftest import Said
from tests.report.golden import a_day_of_decisions, the_day
from tests.report.hostile import HOSTILE, Page, hostile, one_line, plain_as
from workshop_tui.agenda import Participant
from workshop_tui.agenda.evaluation import Asked
from workshop_tui.report.papers import FORMS, PAPERS, paper
from workshop_tui.session.attendance.commands import Arrive, Expect, ShareContact
from workshop_tui.session.evaluation.commands import FillIn
from workshop_tui.session.evaluation.sheets import Mark, Written
from workshop_tui.session.notes.commands import RecordInitiative, TakeNote
from workshop_tui.session.notes.notebook import Details
from workshop_tui.session.state import State
from workshop_tui.session.timing.commands import End, Goto, Next

RULES = ("nominatif", "pseudonyme", "chatham")


def made(state, kind: str, form: str = "md", language: str = "en", person: str | None = None) -> str:
    return paper(state, kind, utc(18), person).made(form, language)


def request(text: str, phase: str | None, **more) -> TakeNote:
    details = Details(asker="collectif", asked="elus", answer=more.pop("answer", None))
    return TakeNote(text, "sollicitation", (phase,) if phase else (), details=details, **more)


@pytest.fixture
def two(seed):
    """A day of two people, an initiative of the first, at the phase of action."""

    def make(rule: str = "nominatif") -> Said:
        day = Said(replace(seed, confidentiality=rule, next_meeting="2021-06-22"))
        day.do(utc(8, 50), Expect("Zoé Blanchard", "Mairie de Salers"), Expect("Luc Ferrandi"))
        day.do(utc(9), Next(), Arrive("Zoé Blanchard"))
        day.do(
            utc(9, 5),
            RecordInitiative(name="Le four banal", phase="action", carried_by="Zoé Blanchard", territory="Salers"),
        )
        day.do(
            utc(9, 6),
            request("un local au bourg", "action", answer="oui, dit Luc Ferrandi"),
            request("des statuts", "structuration"),
            request("des moules", None, initiative="Le four banal"),
            TakeNote("ouvrir le samedi", "decision"),
            TakeNote("entre nous", "decision", private=True),
            TakeNote("le guide du four", "ressource", details=Details(reference="page 12")),
            TakeNote("rappeler Luc", "action", details=Details(who="Zoé Blanchard", due="2021-05-20")),
            TakeNote("relire", "action", details=Details(who="Luc Ferrandi")),
        )
        return day.do(utc(9, 30), End())

    return make


def test_a_participant_takes_home_the_requests_of_the_phase_of_their_initiative_and_of_it(two):
    page = made(two().state, "takeaway", person="zoé")
    assert page.startswith("# Zoé Blanchard — ")
    assert "un local au bourg — answer: oui, dit P" in page, "whoever else is named has a code"
    assert "des moules" in page
    assert "des statuts" not in page
    assert "rappeler" in page
    assert "20 May 2021" in page
    assert "relire" not in page, "somebody else's"
    assert "ouvrir le samedi" in page
    assert "reference: page 12" in page
    assert "**Next meeting** 22 June 2021" in page


def test_who_has_no_initiative_and_the_page_for_all_have_the_requests_of_all_phases(two):
    for person in ("Luc", None):
        page = made(two().state, "takeaway", person=person)
        assert "Who turns to whom, phase by phase" in page
        assert page.index("des statuts") < page.index("un local au bourg") < page.index("des moules")
    assert ("relire" in page, "rappeler" in page) == (True, True), "everybody's follow-ups"


def test_a_phase_of_which_no_request_was_noted_says_so(two):
    day = two().do(utc(9, 40), RecordInitiative(key="le-four-banal", phase="emergence"))
    page = made(day.state, "takeaway", person="zoé")
    assert "des moules" in page
    assert "un local" not in page
    day = Said(day.state.agenda).do(utc(9), Expect("Zoé Blanchard"))
    day.do(utc(9, 1), RecordInitiative(name="X", phase="action", carried_by="Zoé Blanchard"))
    assert "No request of this phase was noted." in made(day.state, "takeaway", person="zoé")


@pytest.mark.parametrize("rule", RULES)
def test_nobody_else_is_named_on_a_participants_page_nor_a_place_under_chatham(two, rule):
    for form in FORMS:
        page = made(two(rule).state, "takeaway", form, person="zoé")
        assert "Blanchard" in page
        assert not {"Luc", "Ferrandi"} & {*re.findall(r"\w+", page)}, form
        assert rule != "chatham" or "Salers" not in page, form


@pytest.mark.parametrize("rule", RULES)
def test_a_contact_is_given_where_its_owner_agreed_and_nowhere_else(two, rule):
    day = two(rule).do(utc(9, 50), ShareContact("luc", "luc@four.example"))
    page = made(day.state, "takeaway", person="zoé")
    assert "Luc Ferrandi — luc\\@four.example" in page
    assert "luc@four.example" in made(day.state, "takeaway", "json")
    assert "four.example" not in made(day.state, "quality") + made(day.state, "quality", "json")
    assert "four.example" not in made(day.state, "takeaway", person="luc"), "they have their own"
    again = day.do(utc(9, 55), Expect("Luc Ferrandi", "Mairie"))
    assert "four.example" in made(again.state, "takeaway"), "who is corrected agrees still"
    assert "four.example" not in made(again.do(utc(10), ShareContact("luc", "")).state, "takeaway")


def test_a_contact_of_the_agenda_is_given_only_if_it_says_that_it_is_shared(two):
    for share in (False, True):
        one = Participant(key="anne", name="Anne Sol", contact="04 71 00 00 00", share=share)
        day = Said(replace(two().state.agenda, participants=(one,)))
        assert ("Anne Sol — 04 71 00 00 00" in made(day.state, "takeaway")) == share


def test_who_is_forgotten_is_in_no_list_of_contacts(two):
    from workshop_tui.session.privacy.forgetting import without_name

    day = two().do(utc(9, 50), ShareContact("luc", "luc@four.example"))
    without = without_name(day.state, "Luc Ferrandi")
    left = [replace(one, event=without.event(one)) for one in day.records]
    page = made(Said(day.state.agenda, left).state, "takeaway")
    assert "four.example" not in page
    assert "Ferrandi" not in page


def test_the_session_that_goes_on_from_it_is_the_next_meeting(two):
    page = paper(two().state, "takeaway", utc(18), next_day=lambda: date(2021, 5, 11)).made("md", "fr")
    assert "**Prochaine rencontre** 11 mai 2021" in page


def test_private_notes_are_on_no_page(two):
    day = two().do(utc(9, 50), TakeNote("secret", "constat", private=True, remember=True, segment="bilan"))
    for kind in PAPERS:
        for form in FORMS:
            page = made(day.state, kind, form)
            assert not {"secret", "entre nous"} & {*re.findall(r"secret|entre nous", page)}, (kind, form)


# ── for an audit ──────────────────────────────────────────────────────────────────────────────────────
def test_an_objective_has_the_segments_that_say_the_same_words_and_what_was_held_of_them(seed):
    blocks = list(seed.blocks)
    first, second, *others = blocks[0].segments
    segments = (replace(first, objective="comprendre ce que SONT ces collectifs"), second, *others)
    blocks[0] = replace(blocks[0], segments=segments)
    agenda = replace(seed, objectives=("Comprendre ce que sont ces collectifs", "Autre chose"), blocks=tuple(blocks))
    day = Said(agenda).do(utc(9), Next()).do(utc(9, 3), TakeNote("vu", "constat")).do(utc(9, 12), Next())
    shape = json.loads(made(day.state, "quality", "json"))["11"]["objectives"]
    assert shape[0] == {
        "text": "Comprendre ce que sont ces collectifs",
        "segments": ["accueil"],
        "held": ["accueil"],
        "minutes": 12,
        "notes": 1,
        "answers": None,
    }
    assert shape[1]["segments"] == []
    page = made(day.state, "quality")
    assert "| Autre chose | no segment of this day says that it does | — | — |" in page


def test_a_programme_item_of_the_same_words_links_an_objective_with_what_covers_it(seed):
    item = seed.programme[3]
    agenda = replace(seed, objectives=(item.text,))
    shape = json.loads(made(Said(agenda).do(utc(9), Next()).state, "quality", "json"))["11"]["objectives"]
    assert shape[0]["segments"] == [one.key for one in seed.segments() if item.key in one.covers]
    assert shape[0]["held"] == []


def test_what_was_not_recorded_is_said_not_to_be(seed):
    agenda = replace(seed, objectives=(), programme=())
    page = made(Said(agenda).state, "quality")
    for told in (
        "Objectives: not recorded",
        "Programme announced: not recorded",
        "What people came for: not recorded",
        "Attendance: not recorded",
        "What was said of the day in its closing: not recorded",
        "Answers to questions of an evaluation: not recorded",
        "Complaints: not recorded",
        "Departures from the plan: none recorded",
        "Follow-ups agreed: none recorded",
        "this page is provisional",
    ):
        assert told in page, told
    assert re.findall(r"Indicator (\d+)", page) == ["11", "12", "30", "31", "32"]


def test_nothing_of_it_is_more_than_was_recorded():
    shape = json.loads(made(the_day().state, "quality", "json"))
    assert shape["signed"] is False
    assert shape["11"]["expectations"] == {"met": 2, "partly": 0, "not_met": 1, "not_said": 0}
    assert (shape["12"]["registered"], shape["12"]["came"], shape["12"]["to_every_half_day"]) == (8, 8, 7)
    assert sum(half["trainee_minutes"] for half in shape["12"]["half_days"]) == shape["12"]["trainee_minutes"] == 2633
    assert shape["30"]["appraisals"] == ["Le cas concret a convaincu ; le financement est resté court"]
    assert len(shape["31"]["departures"]) == 12
    assert shape["31"]["complaints"] is None


def test_a_segment_carries_an_objective_that_is_one_of_its_several(seed):
    blocks = list(seed.blocks)
    first, *others = blocks[0].segments
    blocks[0] = replace(blocks[0], segments=(replace(first, objectives=("un", "Deux choses")), *others))
    day = Said(replace(seed, objectives=("deux choses",), blocks=tuple(blocks)))
    assert json.loads(made(day.state, "quality", "json"))["11"]["objectives"][0]["segments"] == ["accueil"]


def test_what_was_answered_to_an_evaluation_stands_beside_its_objectives_and_under_its_indicator():
    state = a_day_of_decisions().state
    shape = json.loads(made(state, "quality", "json"))
    assert shape["11"]["objectives"][1]["answers"] == {"reached": 3, "partly": 4, "not reached": 1}
    assert shape["30"]["evaluation"]["sheets"] == 6
    page = made(state, "quality")
    assert "reached: 2; partly: 1; not reached: 0 (few: they say little)" in page
    assert "Mean: 3\\.8 (6 answers)" in page
    assert "Trop peu sur l'argent" in page
    assert "Answers to questions of an evaluation" not in page


def test_words_are_not_told_beside_the_marks_of_few(seed):
    asked = (Asked(key="utile", text="Utile ?"), Asked(key="mots", text="Un mot", kind="free"))
    day = Said(replace(seed, evaluation=asked)).do(utc(9), Next())
    for value in (3, 5):
        day.do(utc(9, 5), FillIn((Mark(question="utile", value=value),), (Written(question="mots", text="Trop long"),)))
    for form in FORMS:
        assert "Trop long" not in made(day.state, "quality", form)


def test_a_decision_is_taken_home_with_how_it_was_taken():
    found = json.loads(made(a_day_of_decisions().state, "takeaway", "json"))["decisions"][0]
    assert (found["rule"], found["adopted"], found["due"]) == ("majority", True, "2021-06-01")


def test_what_was_agreed_or_asked_in_the_closing_is_no_appraisal(seed):
    day = Said(seed).do(utc(16, 15), Goto("bilan"))
    day.do(utc(16, 16), TakeNote("une belle journée"), TakeNote("à rappeler", "action"), TakeNote("et ?", "question"))
    assert json.loads(made(day.state, "quality", "json"))["30"]["appraisals"] == ["une belle journée"]


@pytest.mark.parametrize("kind", PAPERS)
@hostile
def test_a_page_has_the_same_structure_whatever_is_said(said, kind, sort):
    plain, page = (
        Page(made(said(text, planned=True).state, kind, "html", "fr"))
        for text in (plain_as(HOSTILE[sort]), HOSTILE[sort])
    )
    assert page.tags == plain.tags
    assert not {"script", "img"} & {*page.tags}
    assert page.links == page.sources == []
    assert one_line(HOSTILE[sort]) in re.sub(r"\s+", " ", page.text)


@pytest.mark.parametrize("language", ["fr", "en"])
def test_each_prints_on_one_sheet_of_a4_and_is_accessible(browse, language):
    for kind, person in (("quality", None), ("takeaway", None), ("takeaway", "Yves Meunier")):
        page = browse(made(the_day().state, kind, "html", language, person))
        assert violations(page) == []
        assert re.findall(rb"/Type /Pages\s+/Count (\d+)", page.printed()) == [b"1"], (kind, person)


LONG = "Comprendre pourquoi, à quel moment et par qui un collectif est accompagné, et ce que cela change pour lui"


def full_day(seed, length: int) -> State:
    """A day of which every list of the page for an audit has nine long rows, and written answers of this length."""
    scales = (Asked(key=f"q{k}", text=f"Cette journée vous a-t-elle été utile, point {k} ?") for k in range(6))
    free = (Asked(key=f"m{k}", text="Ce que vous retenez, et ce qui a manqué", kind="free") for k in range(2))
    asked = (Asked(key="goals", text="Atteints ?", kind="objectives"), *scales, *free)
    day = Said(replace(seed.settled(frozenset()), evaluation=asked, objectives=(*(f"{LONG} {k}" for k in range(9)),)))
    for number in range(9):
        day.do(utc(6), Expect(f"Personne {number}", None)).do(utc(6), Arrive(f"Personne {number}"))
    day.do(utc(7), Next())
    for number in range(9):
        met = Details(met=("non", "en-partie")[number % 2])
        day.do(utc(7, 5), TakeNote(f"{LONG}, attente {number}", "attente", details=met))
    for step in range(14):
        day.do(utc(7 + (17 + 26 * step) // 60, (17 + 26 * step) % 60), Next())
    due = Details(who="Personne 1", due="avant la fin du mois de juin")
    for number in range(9):
        day.do(utc(14), TakeNote(f"{LONG}, à faire {number}", "action", details=due))
    for number in range(8):
        marks = (*(Mark(question=f"q{k}", value=1 + (number + k) % 5) for k in range(6)),)
        words = (*(Written(question=f"m{k}", text=f"{number} " + ("Plus de temps. " * 99)[:length]) for k in range(2)),)
        day.do(utc(14, 24), FillIn(marks, words))
    return day.do(utc(14, 29), End()).state


@pytest.mark.parametrize("length", [100, 1400])
@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_page_for_an_audit_of_the_fullest_day_is_one_sheet(seed, browse, length, language):
    state = full_day(seed, length)
    page = browse(made(state, "quality", "html", language))
    assert re.findall(rb"/Type /Pages\s+/Count (\d+)", page.printed()) == [b"1"]
    told = made(state, "quality", "md", "en")
    assert "and 7 more, in the review or the report" in told
    assert "0 met, 5 partly, 4 not met, 0 not said" in told or "0 met, 4 partly, 5 not met, 0 not said" in told
    assert told.count("attente") < 9
    assert len(json.loads(made(state, "quality", "json"))["11"]["objectives"]) == 9, "nothing is left out for programs"
