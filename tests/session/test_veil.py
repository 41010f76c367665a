"""Confidentiality: names become codes, or are left out with all that tells whose they are."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from tests.conftest import DAY, created
from workshop_tui.journal.sqlite import SqliteJournal
from workshop_tui.service import Session
from workshop_tui.session.attendance.commands import Expect, Strike
from workshop_tui.session.names.people import is_name
from workshop_tui.session.notes.commands import AmendNote, RecordInitiative, TakeNote, WithdrawInitiative
from workshop_tui.session.notes.notebook import Details
from workshop_tui.session.privacy.confidentiality import Veil


@pytest.fixture
def veiled(seed, tmp_path, clock):
    """A session under a rule, where people were named."""

    def make(rule: str) -> Session:
        agenda = replace(seed, confidentiality=rule)
        session = Session(SqliteJournal(created(tmp_path, agenda, DAY, rule, clock, "pascal")), clock, "pascal")
        session.do(Expect("Marie Dupont", "Mairie d'Aurillac"))
        session.do(Expect("Jean-Noël Dupont"))
        session.do(
            RecordInitiative(
                name="Le vélo de Salers",
                territory="Salers, Cantal",
                carried_by="Vélo pour tous",
                reported_by="Zoé Martin",
            )
        )
        return session

    return make


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Marie dit que non", "P1 dit que non"),
        ("MARIE DUPONT, puis marie", "P1, puis P1"),
        ("Marie\nDupont", "P1"),
        ("les Dupont", "les P1/P2"),
        ("jean-noel et Jean-Noe\u0308l", "P2 et P2"),
        ("Zoe Martin l’a dit", "P3 l’a dit"),
        ("Mariette, Dupontel, l'Émarie", "Mariette, Dupontel, l'Émarie"),
        ("l'idée de Pascal, d'Aurélie Braillon", "l'idée de Pascal, d'Aurélie Braillon"),
        ("Salers, chez Vélo pour tous", "Salers, chez Vélo pour tous"),
        ("œuvre de Marie 👩‍🌾 et de 居民 Zoé", "œuvre de P1 👩‍🌾 et de 居民 P3"),
    ],
)
def test_names_become_codes_wherever_they_stand(veiled, text, told):
    assert Veil(veiled("pseudonyme").state).text(text) == told


def test_under_chatham_nobody_and_no_place_is_named(veiled):
    session = veiled("chatham")
    session.do(
        TakeNote(
            "Marie, de la mairie d’Aurillac, à Salers",
            "action",
            ("cantal",),
            ("Zoé",),
            initiative="Vélo pour tous",
            details=Details(who="les élus", due="lundi"),
        )
    )
    session.do(TakeNote("x", "action", details=Details(who="Aurélie")))
    session.do(TakeNote("x", "verbatim", details=Details(speaker="P1")))
    veil = Veil(session.state)
    first, second, third = (veil.part(note).taken for note in session.state.notebook.notes)
    assert first.text == "[…], de la […], à […]"
    assert (first.phases, first.stakeholders, first.initiative) == (("[…]",), ("[…]",), "[…]")
    assert first.details == Details(who="[…]", due="lundi")
    assert second.details == Details(who="Aurélie"), "a trainer signs"
    assert third.details == Details()
    one = veil.part(session.state.notebook.initiatives["le-velo-de-salers"])
    assert (one.name, one.territory, one.carried_by, one.reported_by) == ("Le vélo de […]", None, None, None)


def test_what_was_said_of_a_place_stays_hidden_whoever_is_struck_and_whatever_is_withdrawn_or_said_otherwise(veiled):
    session = veiled("chatham")
    session.do(RecordInitiative(key="le-velo-de-salers", territory="Mauriac"))
    session.do(WithdrawInitiative("le-velo-de-salers"))
    session.do(Strike("Marie Dupont"))
    hidden = "à Salers, à Mauriac, Mairie d'Aurillac, Marie Dupont, Vélo pour tous"
    told = Veil(session.state).text(hidden)
    assert told == "à […], à […], […], […], […]"


def test_where_everything_may_be_said_nothing_changes(veiled):
    session = veiled("nominatif")
    session.do(TakeNote("Marie Dupont"))
    veil = Veil(session.state)
    assert veil.part(session.state.notebook.notes[0]) is session.state.notebook.notes[0]
    assert (veil.text("Marie"), veil.warning) == ("Marie", None)


def test_a_code_stays_whoever_is_named_later_or_struck(veiled):
    session = veiled("pseudonyme")
    session.do(TakeNote("x", "action", details=Details(who="Paul Roux")))
    before = Veil(session.state).codes
    assert before["Paul Roux"] == "P4"
    session.do(Strike("Marie Dupont"))
    session.do(Expect("Albert Prunier"))
    session.do(AmendNote(session.state.notebook.notes[0].number, details=Details(who="Marie")))
    after = Veil(session.state).codes
    assert {name: after[name] for name in before} == before
    assert list(after)[-1] == "Albert Prunier"
    assert "Marie" not in after, "a part of a name is no other person"


def test_codes_are_the_same_for_every_terminal_and_after_reading_again(veiled):
    session = veiled("pseudonyme")
    session.do(TakeNote("x", "action", details=Details(who="Paul Roux")))
    again = Session(SqliteJournal(session.journal.file), session.clock, "aurelie")
    assert Veil(again.state).codes == Veil(session.state).codes


@pytest.mark.parametrize(
    ("words", "so"),
    [
        ("Zoé Martin", True),
        ("Aurélie", True),
        ("Anne de La Tour", True),
        ("la mairie", False),
        ("Les élus", False),
        ("Marie d’Ormesson", True),
        ("Membre d’un collectif", False),
        ("김민수", True),
        ("علي محمد", True),
        ("", False),
        ("Al", False),
        ("Membre d’un collectif", False),
        ("P3", False),
    ],
)
def test_what_looks_like_the_name_of_a_person(words, so):
    assert is_name(words) is so


def test_a_trainer_is_named_even_if_a_participant_has_the_same_first_name(veiled):
    session = veiled("pseudonyme")
    session.do(Expect("Pascal Dubois"))
    code = Veil(session.state).codes["Pascal Dubois"]
    assert Veil(session.state).text("Pascal, puis Dubois, puis Pascal Dubois") == f"Pascal, puis {code}, puis {code}"
