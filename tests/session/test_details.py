"""The fields of its own that a kind of note has, and which way a request goes."""

from __future__ import annotations

import pytest
from msgspec.structs import fields

from tests.conftest import utc
from workshop_tui.session.notes.commands import AmendNote, TakeNote
from workshop_tui.session.notes.fields import fields_of, shown
from workshop_tui.session.notes.initiatives import CASE_LABELS
from workshop_tui.session.notes.initiatives import LABELS as INITIATIVE
from workshop_tui.session.notes.matrix import COUNTED, matrix
from workshop_tui.session.notes.notebook import FIELDS, LABELS, MARKS, Details, Initiative, NoteContent
from workshop_tui.session.reminders import parked
from workshop_tui.session.search import Filter, Finder
from workshop_tui.session.timing.commands import Goto
from workshop_tui.session.timing.timeline import timeline


@pytest.fixture
def pascal(trainers):
    return trainers[0]


def take(session, text, kind, phases=("emergence",), stakeholders=(), **said):
    return session.do(TakeNote(text, kind, phases, stakeholders, details=Details(**said))).number


def test_words_become_keys_and_what_no_list_knows_stays_as_written(pascal):
    take(pascal, "un local ?", "sollicitation", asker="collectif d'habitants", asked="élus", purpose="premises")
    take(pascal, "x", "sollicitation", asker="la paroisse", asked="PNR", purpose="du café")
    one, other = (note.taken.details for note in pascal.state.notebook.notes)
    assert (one.asker, one.asked, one.purpose) == ("collectif", "elus", "local")
    assert (other.asker, other.asked, other.purpose) == ("la paroisse", "pnr", "du café")
    assert [str(shown(pascal.state.agenda, *field)) for field in fields_of(pascal.state.notebook.notes[0].taken)] == [
        "Residents' collective",
        "Local elected officials",
        "premises",
    ]


def test_amending_changes_what_is_given_and_an_empty_text_takes_one_away(pascal):
    number = take(pascal, "rappeler", "action", who="Marie", due="vendredi")
    pascal.do(AmendNote(number, details=Details(due=" lundi\n9h ")))
    assert pascal.state.notebook.notes[0].taken.details == Details(who="Marie", due="lundi 9h")
    pascal.do(AmendNote(number, details=Details(who="")))
    assert pascal.state.notebook.notes[0].taken.details == Details(due="lundi 9h")
    pascal.do(AmendNote(number, details=Details(due="")))
    assert pascal.state.notebook.notes[0].taken.details is None


def test_an_empty_text_takes_away_what_is_one_of_our_words_too(pascal):
    number = take(pascal, "x", "sollicitation", purpose="argent", answer="yes")
    pascal.do(AmendNote(number, details=Details(purpose="")))
    assert pascal.state.notebook.notes[0].taken.details == Details(answer="yes")
    number = take(pascal, "y", "attente", met="partly")
    assert pascal.state.notebook.notes[1].taken.details == Details(met="en-partie")
    pascal.do(AmendNote(number, details=Details(met="")))
    assert pascal.state.notebook.notes[1].taken.details is None


def test_a_member_of_a_family_is_found_by_its_key_and_by_its_label_in_either_language(pascal):
    for named in ("commune", "Commune", "municipality", "région"):
        take(pascal, "x", "sollicitation", asked=named)
    asked = [note.taken.details.asked for note in pascal.state.notebook.notes]
    assert asked == ["commune", "commune", "commune", "region"]


def test_only_the_fields_of_its_kind_are_shown_and_another_kind_loses_none(pascal):
    number = take(pascal, "x", "action", who="Marie")
    pascal.do(AmendNote(number, kind="frein"))
    assert fields_of(pascal.state.notebook.notes[0].taken) == []
    pascal.do(AmendNote(number, kind="action"))
    assert fields_of(pascal.state.notebook.notes[0].taken) == [("who", "Marie")]


def test_every_field_belongs_to_a_kind_and_has_a_label():
    assert {name for names in FIELDS.values() for name in names} == set(LABELS) == set(Details.__struct_fields__)


def cells(session, counted, **how):
    made = matrix(session.state.agenda, session.state.notebook.notes, COUNTED[counted], **how)
    return {who: made.count("emergence", who) for (_phase, who) in made.cells}


def test_requests_are_counted_either_way_or_one_way_under_the_other_end(pascal):
    take(pascal, "un local ?", "sollicitation", asker="collectif", asked="elus")
    take(pascal, "venez au conseil", "sollicitation", asker="commune", asked="collectif")
    take(pascal, "no way said", "sollicitation", stakeholders=("etat",))
    take(pascal, "between themselves", "sollicitation", asker="collectif", asked="collectif")
    take(pascal, "no request", "frein", stakeholders=("elus",))
    assert cells(pascal, "requests") == {"elus": 1, "collectivites": 1, "etat": 1, "collectif": 1}
    assert cells(pascal, "from-collective") == {"elus": 1, "collectif": 1}
    assert cells(pascal, "to-collective") == {"collectivites": 1, "collectif": 1}
    assert cells(pascal, "barriers") == {"elus": 1}
    assert cells(pascal, "all") == {"elus": 2, "collectivites": 1, "etat": 1, "collectif": 1}


def test_members_have_columns_of_their_own_on_demand(pascal):
    take(pascal, "x", "frein", stakeholders=("commune", "collectivites"))
    assert cells(pascal, "all") == {"collectivites": 1}
    assert cells(pascal, "all", members=True) == {"commune": 1, "collectivites": 1}
    made = matrix(pascal.state.agenda, pascal.state.notebook.notes, members=True)
    keys = [term.key for term in made.stakeholders]
    assert keys[keys.index("collectivites") :][:5] == ["collectivites", "commune", "epci", "departement", "region"]


def test_notes_are_found_by_the_words_and_the_ends_of_their_fields(pascal):
    take(pascal, "one", "action", who="Marie")
    take(pascal, "two", "sollicitation", asker="commune", asked="collectif")
    state = pascal.state
    assert [n.taken.text for n in Finder().find(state, state.notebook.notes, "marie")] == ["one"]
    assert [n.taken.text for n in Finder().find(state, state.notebook.notes, "residents'")] == ["two"]
    assert [n.taken.text for n in Filter(stakeholder="collectivites").of(state)] == ["two"]


def test_what_lacks_a_kind_a_phase_or_a_stakeholder_is_untagged(pascal):
    take(pascal, "whole", "frein", stakeholders=("elus",))
    take(pascal, "by its ends", "sollicitation", asker="collectif", asked="elus")
    take(pascal, "no phase", "frein", phases=(), stakeholders=("elus",))
    take(pascal, "no one", "frein")
    take(pascal, "no kind", None, stakeholders=("elus",))
    assert [n.taken.text for n in Filter(untagged=True).of(pascal.state)] == ["no phase", "no one", "no kind"]


def test_what_was_parked_and_is_settled_is_not_said_again(pascal, clock):
    clock.instant = utc(11, 50)
    pascal.do(Goto("synthese-matin"))
    number = take(pascal, "who pays?", "parking")
    assert [note.number for note in parked(pascal.state, timeline(pascal.state.day, utc(11, 55)))] == [number]
    pascal.do(AmendNote(number, details=Details(settled=True)))
    assert parked(pascal.state, timeline(pascal.state.day, utc(11, 55))) == ()


def test_each_field_is_one_of_a_kind_and_has_words_and_so_does_each_mark():
    assert {name for names in FIELDS.values() for name in names} == {*Details.__struct_fields__} == {*LABELS}
    assert {*MARKS} == {field.name for field in fields(NoteContent) if field.default is False}


def test_each_field_of_an_initiative_is_asked_for_in_words():
    assert {*INITIATIVE, *CASE_LABELS, "case"} == {*Initiative.__struct_fields__}
