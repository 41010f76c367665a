"""Initiatives: recorded, told more about, withdrawn; the notes that are about one."""

from __future__ import annotations

import pytest

from workshop_tui.journal.sessions import state_of
from workshop_tui.session.notes.commands import RecordInitiative, TakeNote, WithdrawInitiative
from workshop_tui.session.notes.initiatives import CASE_LABELS, LABELS, find_initiative, notes_about
from workshop_tui.session.notes.notebook import Initiative
from workshop_tui.session.refusal import Refused
from workshop_tui.session.search import Filter


@pytest.fixture
def pascal(trainers):
    return trainers[0]


def test_one_is_recorded_bit_by_bit_and_read_again_as_it_was(pascal):
    pascal.do(RecordInitiative(name="L'atelier\tvélo", territory="Saint-Flour", phase="structu", nature="both"))
    pascal.do(RecordInitiative(name="atelier", key="l-atelier-velo", stakes="du lien\net des freins"))
    pascal.do(RecordInitiative(key="l-atelier-velo", stakeholders=("élus", "PNR", "elus"), territory="", case=True))
    assert dict(pascal.state.notebook.initiatives) == {
        "l-atelier-velo": Initiative(
            name="atelier",
            phase="structuration",
            nature="les-deux",
            stakes="du lien\net des freins",
            stakeholders=("elus", "pnr"),
            case=True,
        )
    }
    assert state_of(pascal.journal) == pascal.state


@pytest.mark.parametrize(
    ("intent", "why"),
    [
        (RecordInitiative(name=" \x1b[2J "), "an initiative needs a name"),
        (RecordInitiative(name="Le jardin", need=""), "that is noted of “Le jardin” already"),
        (WithdrawInitiative("nothing"), "no initiative is called “nothing”; there are: Le jardin"),
    ],
)
def test_what_makes_no_sense_is_refused_in_words(pascal, intent, why):
    pascal.do(RecordInitiative(name="Le jardin"))
    with pytest.raises(Refused) as refused:
        pascal.do(intent)
    assert str(refused.value) == why


def test_two_with_the_same_beginning_need_more_of_the_name(pascal):
    pascal.do(RecordInitiative(name="Café des lilas"))
    assert find_initiative(pascal.state.notebook, "café") == "cafe-des-lilas"
    pascal.do(RecordInitiative(name="Café de la gare"))
    assert find_initiative(pascal.state.notebook, "cafe") is None
    assert find_initiative(pascal.state.notebook, "CAFÉ DE LA") == "cafe-de-la-gare"


@pytest.mark.parametrize("intent", [WithdrawInitiative("café"), RecordInitiative(name="cafe", stakes="x")])
def test_which_of_several_initiatives_is_not_guessed_but_asked(pascal, intent):
    pascal.do(RecordInitiative(name="Café des lilas"))
    pascal.do(RecordInitiative(name="Café de la gare"))
    with pytest.raises(Refused) as refused:
        pascal.do(intent)
    assert str(refused.value) == (
        "several could be meant: Café des lilas (cafe-des-lilas), Café de la gare (cafe-de-la-gare)"
    )


def test_notes_are_about_one_even_if_it_is_recorded_after_them(pascal):
    pascal.do(TakeNote("avant", initiative="atelier-velo"))
    pascal.do(RecordInitiative(name="Atelier vélo"))
    pascal.do(TakeNote("après", initiative="Atelier"))
    pascal.do(TakeNote("d'un autre", initiative="le jardin"))
    assert [n.taken.text for n in notes_about(pascal.state.notebook, "atelier-velo")] == ["avant", "après"]
    assert pascal.state.notebook.notes[1].taken.initiative == "atelier-velo"
    assert [n.taken.text for n in Filter(initiative="atelier vélo").of(pascal.state)] == ["avant", "après"]
    assert [n.taken.text for n in Filter(initiative="Le Jardin").of(pascal.state)] == ["d'un autre"]


def test_a_withdrawn_one_is_none_and_its_notes_stay(pascal):
    pascal.do(RecordInitiative(name="Atelier vélo"))
    pascal.do(TakeNote("x", initiative="atelier"))
    pascal.do(WithdrawInitiative("Atelier vélo"))
    assert not pascal.state.notebook.initiatives
    assert pascal.state.notebook.notes[0].taken.initiative == "atelier-velo"


def test_all_that_may_be_said_of_one_has_a_label():
    assert [*LABELS, "case", *CASE_LABELS] == list(Initiative.__struct_fields__)


def test_two_terminals_that_record_one_at_once_make_one_of_it(trainers):
    pascal, aurelie = trainers
    pascal.do(RecordInitiative(name="Atelier vélo", territory="Aurillac"))
    aurelie.do(RecordInitiative(name="Atelier vélo", stakes="du lien"))  # she has not seen his
    pascal.catch_up()
    assert pascal.state == aurelie.state
    assert len(pascal.state.notebook.initiatives) == 1


def test_a_key_means_its_own_even_if_another_is_called_so(pascal):
    pascal.do(RecordInitiative(name="Jardin"))
    pascal.do(RecordInitiative(name="Verger"))
    pascal.do(RecordInitiative(key="verger", name="Jardin"))
    assert find_initiative(pascal.state.notebook, "jardin") == "jardin"
    assert find_initiative(pascal.state.notebook, "verger") == "verger"
