"""A session without what is hidden: keys and the agenda's words stay, parts of names are asked about once."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from tests.conftest import DAY, created
from tests.session.played import as_it_stands
from workshop_tui.journal.sqlite import SqliteJournal
from workshop_tui.service import Session
from workshop_tui.session.attendance.commands import Arrive, Expect
from workshop_tui.session.notes.commands import RecordInitiative, TakeNote
from workshop_tui.session.notes.notebook import Details
from workshop_tui.session.privacy.commands import SettleWord
from workshop_tui.session.privacy.forgetting import without_name
from workshop_tui.session.privacy.hiding import Asked, hidden, words
from workshop_tui.session.refusal import Refused
from workshop_tui.session.timing.commands import Goto, Next, TakeHand
from workshop_tui.session.timing.replanning_commands import Add


@pytest.fixture
def veiled(seed, tmp_path, clock):
    """A session under a rule where these people are expected."""

    def make(*names: str, rule: str = "pseudonyme") -> Session:
        agenda = replace(seed, confidentiality=rule)
        session = Session(SqliteJournal(created(tmp_path, agenda, DAY, "day", clock, "pascal")), clock, "pascal")
        for name in names:
            session.do(Expect(name))
        return session

    return make


@pytest.mark.parametrize("rule", ["pseudonyme", "chatham"])
def test_names_that_are_words_of_the_agenda_or_the_program_hide_neither_keys_nor_words(veiled, rule):
    session = veiled("Anne Matin", "Jean Upcoming", "Eva Frein", "Luc Emergence", "Zoé Tampon", rule=rule)
    session.do(TakeNote("x", "frein", ("emergence",), ("elus",), details=Details(purpose="local", met="oui")))
    told = hidden(session.state).state
    assert replace(told.agenda, participants=()) == session.state.agenda
    assert (as_it_stands(told.day), told.day.plans) == (as_it_stands(session.state.day), session.state.day.plans)
    taken = told.notebook.notes[0].taken
    assert (taken.kind, taken.phases, taken.stakeholders) == ("frein", ("emergence",), ("elus",))
    assert taken.details == Details(purpose="local", met="oui")


def test_the_agenda_hides_a_name_only_where_it_stands_whole(seed, tmp_path, clock):
    block = replace(seed.blocks[0], title="Matin : présence du matin, Anne Matin et A. Matin")
    agenda = replace(seed, confidentiality="pseudonyme", blocks=(block, *seed.blocks[1:]))
    session = Session(SqliteJournal(created(tmp_path, agenda, DAY, "anne-matin", clock, "pascal")), clock, "pascal")
    session.do(Expect("Anne Matin"))
    told = hidden(session.state).state
    assert told.agenda.blocks[0].title == "Matin : présence du matin, P1 et P1"
    assert told.agenda.blocks[0].key == "matin"
    assert told.id == "p1", "a file is called so"


def test_a_word_in_small_letters_is_hidden_until_it_is_settled_and_the_answer_is_kept(veiled):
    session = veiled("Paul Rivière", "Rose Moulin")
    session.do(TakeNote("la rivière et le vieux moulin, chez Rivière"))

    def told() -> str:
        return hidden(session.state).state.notebook.notes[0].taken.text

    assert told() == "la P1 et le vieux P2, chez P1"
    assert hidden(session.state).asked == (Asked("rivière", ("Paul Rivière",)), Asked("moulin", ("Rose Moulin",)))
    session.do(SettleWord("Rivière", ordinary=True))
    session.do(SettleWord("moulin", ordinary=False))
    assert told() == "la rivière et le vieux P2, chez P1"
    again = Session(SqliteJournal(session.journal.file), session.clock, "aurelie")
    assert hidden(again.state).asked == ()
    assert [(one.word, one.ordinary) for one in words(again.state)] == [("riviere", True), ("moulin", False)]
    session.do(SettleWord("moulin", ordinary=True))
    assert told() == "la rivière et le vieux moulin, chez P1"


@pytest.mark.parametrize(
    ("word", "why"),
    [("fleuve", "part of nobody’s name"), ("", "part of nobody’s name"), ("moulin", "known of “moulin”")],
)
def test_what_cannot_be_settled_is_refused(veiled, word, why):
    session = veiled("Rose Moulin")
    session.do(SettleWord("moulin", ordinary=True))
    with pytest.raises(Refused, match=why):
        session.do(SettleWord(word, ordinary=True))


def test_nothing_is_asked_where_nothing_is_hidden(veiled):
    session = veiled("Rose Moulin", rule="nominatif")
    session.do(TakeNote("le moulin"))
    assert hidden(session.state).state is session.state
    assert words(session.state) == []


def test_keys_made_from_what_somebody_said_hide_it_too_and_still_fit_together(veiled):
    session = veiled("Marie Dupont")
    session.do(Next())
    session.do(Add("Café avec Marie Dupont", 5))
    session.do(Goto("cafe-avec-marie-dupont"))
    session.do(RecordInitiative(name="Le jardin de Marie"))
    session.do(TakeNote("là", initiative="jardin de marie"))
    session.do(TakeNote("là", initiative="le-jardin-de-marie"))
    session.do(Arrive("marie-dupont", "matin"))
    told = hidden(session.state).state
    assert told.day.live == "cafe-avec-p1"
    assert told.day.plans["cafe-avec-p1"].title == "Café avec P1"
    assert all(key in told.day.plans for keys in told.day.order.values() for key in keys)
    assert [*told.notebook.initiatives] == ["le-jardin-de-p1"]
    assert [note.taken.initiative for note in told.notebook.notes] == ["jardin de P1", "le-jardin-de-p1"]
    assert told.attendance.came("matin") == ("p1",)
    assert "arie" not in repr(told)


def test_who_wrote_and_who_leads_is_hidden_if_they_are_no_trainers(veiled):
    session = veiled("Marie Dupont")
    marie = Session(session.journal, session.clock, "Marie")
    marie.do(TakeNote("moi"))
    marie.do(TakeHand())
    told = hidden(marie.state).state
    assert (told.day.hand, told.notebook.notes[0].taken.by) == ("P1", "P1")
    assert "Marie" not in repr(told)


def test_a_trainer_stays_named_beside_somebody_of_the_same_family(veiled):
    session = veiled("Zoé Braillon", "Luc Pascal")
    session.do(TakeNote("Aurélie Braillon et Braillon, Pascal et Luc Pascal"))
    assert hidden(session.state).state.notebook.notes[0].taken.text == "Aurélie Braillon et Braillon, Pascal et P2"


def test_an_answer_about_a_name_that_is_forgotten_says_it_no_more(veiled):
    session = veiled("Paul Rivière")
    session.do(TakeNote("chez Rivière, à la rivière"))
    session.do(SettleWord("rivière", ordinary=False))
    session.forget_name(without_name(session.state, "Paul Rivière"))
    assert "ivière" not in str([record.event for record in session.journal.read()])
