"""A person is known however the name is written: in which order, with what beside it, shortened, as a login."""

from __future__ import annotations

import json

import pytest
from msgspec.structs import replace

from tests.conftest import utc
from tests.report.conftest import Said
from workshop_tui.agenda import Agenda
from workshop_tui.report.digest import digest
from workshop_tui.report.formats import FORMATS, Wanted, made
from workshop_tui.session.attendance.commands import Expect
from workshop_tui.session.notes.commands import TakeNote
from workshop_tui.session.notes.notebook import Details
from workshop_tui.session.privacy.commands import SettleWord
from workshop_tui.session.privacy.confidentiality import Veil
from workshop_tui.session.privacy.forgetting import without_name
from workshop_tui.session.privacy.hiding import hidden, words
from workshop_tui.session.timing.commands import Next
from workshop_tui.session.timing.replanning_commands import Add
from workshop_tui.text.persons import same_person


def expecting(seed: Agenda, *names: str, rule: str = "pseudonyme") -> Said:
    return Said(replace(seed, confidentiality=rule)).do(utc(8), *map(Expect, names))


def asked(veil: Veil) -> list[str]:
    return [*veil.asked]


WHOLE = [
    ("Marie Dupont", "DUPONT Marie"),
    ("Marie Dupont", "Dupont Marie"),
    ("Marie Dupont", "Dupont, Marie"),
    ("Marie Dupont", "dupont marie"),
    ("Marie Dupont", "Dupont, Mme Marie"),
    ("Marie Dupont", "Dupont, Mrs Marie"),
    ("Marie Dupont", "Dupont, Prof. Marie"),
    ("Yann Le Goff", "Le Goff, M. Yann"),
    ("Marie Dupont", "@dupontmarie"),
    ("Petit, Claire", "Claire Petit"),
    ("LE GOFF Yann", "Yann Le Goff"),
    ("LE GOFF Yann", "Yann LeGoff"),
    ("Jean-Marc Pause", "Pause Jean-Marc"),
    ("Jean-Marc Pause", "PAUSE Jean Marc"),
    ("Li Wu", "Wu Li"),
    ("Mme Marie Dupont", "Marie Dupont"),
    ("Mme Marie Dupont", "Mme Marie Dupont"),
    ("Dr. Marie Dupont", "Dupont Marie"),
    ("Dupont, Mme Marie", "Marie Dupont"),
    ("Marie d'Ormesson", "Marie dOrmesson"),
    ("Marie d'Ormesson", "d’Ormesson Marie"),
    ("Marie Dupont (Mairie)", "Marie Dupont (Mairie)"),
    ("Marie Dupont (Mairie)", "Marie Dupont"),
    ("Marie Dupont [Mairie]", "Dupont, Marie"),
    ("Marie Dupont - Mairie de Salers", "Marie Dupont"),
    ("Marie Dupont, Mairie", "Marie Dupont"),
    ("Ana de la Tour", "Ana de La Tour"),
    ("Ana de la Tour", "de la Tour Ana"),
    ("Anne Marie Roche", "Roche Anne Marie"),
    ("Wilfrid Olaf-Zyxwu", "@wilfridolaf-zyxwu"),
    ("Wilfrid-Olaf Zyxwu", "Wilfrid-Olaf Zyxwu"),
    ("Wilfrid-Olaf Zyxwu", "@wilfrid-olafzyxwu"),
    ("Wilfrid-Olaf Zyxwu", "@wilfridolaf-zyxwu"),
    ("Wilfrid Olaf-Zyxwu", "@wilfrid-olafzyxwu"),
    ("Jean-Marc Olaf-Zyxwu", "@jean-marcolaf.zyxwu"),
    ("Marie Saint-Clair", "Marie St-Clair"),
    ("Marie St Clair", "Saint-Clair, Marie"),
    ("Marie Sainte-Claire", "@mariesteclaire"),
]


@pytest.mark.parametrize("rule", ["pseudonyme", "chatham"])
@pytest.mark.parametrize(("name", "written"), WHOLE)
def test_a_whole_name_is_hidden_in_whichever_order_and_form_it_stands(seed, rule, name, written):
    veil = Veil(expecting(seed, name, rule=rule).state)
    shown, sign = "P1" if rule == "pseudonyme" else "[…]", "@" * written.startswith("@")
    assert veil.planned(f"Atelier : {written} raconte") == f"Atelier : {sign}{shown} raconte"
    assert veil.text(f"{written} raconte") == f"{sign}{shown} raconte"
    assert asked(veil) == []


@pytest.mark.parametrize("rule", ["pseudonyme", "chatham"])
def test_no_format_tells_a_name_that_the_agenda_writes_in_another_order(seed, rule):
    block = replace(seed.blocks[0], title="Matin avec DUPONT Marie et Claire Petit")
    agenda = replace(seed, confidentiality=rule, blocks=(block, *seed.blocks[1:]), context="Wu Li, Yann Le Goff")
    session = Said(agenda).do(utc(8), *map(Expect, ("Marie Dupont", "Petit, Claire", "Li Wu", "LE GOFF Yann")))
    told = digest(session.state, utc(18))
    for form in FORMATS:
        page = made(form, told, Wanted("fr"))
        assert not [part for part in ("DUPONT", "Marie", "Petit", "Wu", "Goff") if part in page], form
    assert json.loads(made("json", told, Wanted("fr")))["blocks"][0]["key"] == "matin"


@pytest.mark.parametrize(
    ("name", "text", "told"),
    [
        ("Claire Petit", "cpetit@mairie.fr, cpetit2@x.fr, c-petit@x.fr", "P1@mairie.fr, P1@x.fr, P1@x.fr"),
        ("Claire Petit", "https://x.fr/~cpetit et www.x.fr/cpetit", "https://x.fr/~P1 et www.x.fr/P1"),
        ("Claire Petit", "@cpetit, CPETIT, PetitC, CPetit, ClaireP", "@P1, P1, P1, P1, P1"),
        (
            "Claire Petit",
            "petit_c, c_petit, petit.c@x.fr, claire.p@x.fr, petit@x.fr",
            "P1, P1, P1@x.fr, P1@x.fr, P1@x.fr",
        ),
        ("Claire Petit", "claire.petit63@x.fr, clairepetit@x.fr", "P1@x.fr, P1@x.fr"),
        ("Claire Petit", "Claire P. a dit ; Claire P aussi", "P1 a dit ; P1 aussi"),
        ("Claire Petit", "Cl. Petit, C. Petit, C.P.", "P1, P1, P1"),
        ("Claire Petit", "Petit, C. et Claire, P. Durand", "P1 et P1, P. Durand"),
        ("Claire Petit", "Claire a dit, Claire D’Artagnan", "P1 a dit, P1 D’Artagnan"),
        ("Marie Dupont", "M. Dupont, Dupont, M. Durand", "M. P1, P1, M. Durand"),
        ("Petit, Claire", "C. Petit, Petit C., C.P., cpetit@x.fr", "P1, P1, P1, P1@x.fr"),
        ("LE GOFF Yann", "Y. Le Goff, Y.L.G., Legoff, ylegoff@x.fr, Le Goff", "P1, P1, P1, P1@x.fr, P1"),
        ("Ana de la Tour", "Latour, A. de la Tour, de La Tour, atour@x.fr", "P1, P1, P1, P1@x.fr"),
        ("Jean-Marc Pause", "J.-M. Pause, J. Pause, jpause@x.fr, jmpause@x.fr", "P1, P1, P1@x.fr, P1@x.fr"),
        ("Li Wu", "L. Wu, wli@x.fr", "P1, P1@x.fr"),
        ("Sophie Petit", "petits@x.fr, PetitS, spetit@x.fr", "P1@x.fr, P1, P1@x.fr"),
        ("Claire Petit", "Clairepetit, CLAIREPETIT", "P1, P1"),
        ("Claire Petit", "photoClaire2.jpg, photoPetit_2.jpg, unClairePetit", "photoP1.jpg, photoP1_2.jpg, unP1"),
        ("Claire Petit", "iPhone, JavaScript, éClaireur, EDF", "iPhone, JavaScript, éClaireur, EDF"),
    ],
)
def test_a_shortened_name_and_a_login_are_hidden_and_not_asked_about(seed, name, text, told):
    veil = Veil(expecting(seed, name).state)
    assert veil.text(text) == told
    assert asked(veil) == []


@pytest.mark.parametrize(
    ("name", "text", "told", "words"),
    [
        ("Claire Petit", "un petit tour, cpetit", "un P1 tour, P1", ["petit", "cpetit"]),
        ("Claire Petit", "petitc, clairepetit", "P1, P1", ["petitc", "clairepetit"]),
        ("Ana de la Tour", "au pied de la tour, latour", "au pied de la P1, P1", ["tour", "latour"]),
        ("LE GOFF Yann", "chez legoff", "chez P1", ["legoff"]),
        ("Pierre Lan", "Plan d’ensemble", "P1 d’ensemble", ["plan"]),
    ],
)
def test_a_form_in_small_letters_is_asked_about_with_whose_it_may_be_until_it_is_settled(seed, name, text, told, words):
    session = expecting(seed, name).do(utc(9), TakeNote(text))
    found = hidden(session.state)
    assert found.state.notebook.notes[0].taken.text == told
    assert [(one.word.lower(), one.people) for one in found.asked] == [(word, (name,)) for word in words]
    for word in words:
        session.do(utc(9), SettleWord(word, ordinary=True))
    assert hidden(session.state).asked == ()
    assert hidden(session.state).state.notebook.notes[0].taken.text == text


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("Sophie Petit", "Petits et petits, PETITS"),
        ("Anne Evrard", "l’année, ANNÉE, Année"),
        ("Marie Roche", "se marier"),
        ("Éva Lus", "les élus, ÉLUS"),
        ("Anne Matin", "M. Dupont, M.D."),
        ("Marie D.", "D.M., le DM, D. M."),
        ("J. Dupont", "D.J., le DJ"),
    ],
)
def test_an_ordinary_word_that_looks_like_a_login_is_neither_hidden_nor_asked_about(seed, name, text):
    veil = Veil(expecting(seed, name).state)
    assert (veil.text(text), veil.planned(text), asked(veil)) == (text, text, [])


@pytest.mark.parametrize(
    ("name", "text", "told"),
    [
        ("Anne Matin", "Le matin, Anne Matin ouvre", "Le matin, P1 ouvre"),
        ("Anne Matin", "Matin, Anne Matin", "Matin, P1"),
        ("Marie Dupont", "Dupont, Marie – Dupont Marie", "P1 – P1"),
        ("Marie Dupont", "Dupont, Marie Dupont, Marie", "P1 P1"),
        ("Marie Dupont", "Dupont, Mme Marie Dupont Marie", "P1 P1"),
        ("Anne Matin", "Chaque matin, Anne", "Chaque matin, Anne"),
        ("Marie Dupont", "Dupont (Mairie)", "Dupont (Mairie)"),
        ("Claire Petit", "cpetit, petit, CPETIT", "cpetit, petit, CPETIT"),
    ],
)
def test_the_agenda_keeps_what_is_no_whole_name(seed, name, text, told):
    assert Veil(expecting(seed, name).state).planned(text) == told


def test_an_ordinary_word_in_a_mail_address_is_the_name(seed):
    session = expecting(seed, "Claire Petit").do(utc(9), TakeNote("un petit pas, petit@x.fr, x.fr/le-petit-bois"))
    session.do(utc(9), SettleWord("petit", ordinary=True))
    assert hidden(session.state).state.notebook.notes[0].taken.text == "un petit pas, P1@x.fr, x.fr/le-petit-bois"


def test_a_word_of_the_lists_is_no_login(seed):
    session = expecting(seed, "Félix Rein", "Claire Petit").do(utc(9), TakeNote("un frein, FREIN, frein@x.fr, cpetit"))
    found = hidden(session.state)
    assert found.state.notebook.notes[0].taken.text == "un frein, FREIN, P1@x.fr, P2"
    assert [one.word for one in found.asked] == ["cpetit"]


def test_one_who_is_named_in_two_orders_has_one_code(seed):
    session = expecting(seed, "Marie Dupont", "Luc Roux").do(
        utc(9),
        TakeNote("oui", "verbatim", details=Details(speaker="DUPONT Marie")),
        TakeNote("non", "verbatim", details=Details(speaker="Wu Li")),
        TakeNote("si", "verbatim", details=Details(speaker="Mme Dupont")),
    )
    assert Veil(session.state).codes == {"Marie Dupont": "P1", "Luc Roux": "P2", "Wu Li": "P3"}


def test_a_first_name_that_looks_like_anothers_with_an_initial_is_somebody_else(seed):
    session = expecting(seed, "Paul Aubert", "Mme Paula", "Martin Ebel", "Martine Roux", "Marie Dupont", "Marc Dupont")
    assert [*Veil(session.state).codes.values()] == ["P1", "P2", "P3", "P4", "P5", "P6"]
    assert Veil(session.state).text("Paula, Martine, mdupont@x.fr") == "P2, P4, P5/P6@x.fr"


def test_a_trainer_stays_named_in_whichever_order(seed):
    veil = Veil(expecting(seed, "M. Braillon", "Luc Pascal").state)
    assert veil.text("BRAILLON Aurélie, Pascal") == "BRAILLON Aurélie, Pascal"


def test_a_name_is_forgotten_in_every_order_and_form(seed):
    session = expecting(seed, "Marie Dupont", "LE GOFF Yann").do(utc(9), TakeNote("DUPONT Marie, mdupont@x.fr, Goff"))
    without = without_name(session.state, "Dupont Marie")
    told = [getattr(without.event(record), "text", "") for record in session.records]
    assert told[-1] == "P1, P1@x.fr, Goff"


def test_a_key_made_of_a_name_in_another_order_is_forgotten_too(seed):
    session = expecting(seed, "Marie Dupont").do(utc(9), Next(), Add("Café avec DUPONT Marie", 5))
    assert "cafe-avec-dupont-marie" in session.state.day.plans
    without = without_name(session.state, "Marie Dupont")
    assert "dupont" not in str([without.event(record) for record in session.records]).lower()
    assert "dupont" not in str([*hidden(session.state).state.day.plans])


def test_the_words_that_are_asked_stand_with_whose_name_they_may_be(seed):
    session = expecting(seed, "Claire Petit", "Ana de la Tour").do(utc(9), TakeNote("cpetit et latour"))
    assert [(one.word, one.people) for one in words(session.state)] == [
        ("cpetit", ("Claire Petit",)),
        ("latour", ("Ana de la Tour",)),
    ]


def test_two_spellings_of_one_name_share_its_words():
    names = ("Marie Dupont", "DUPONT Marie", "Dupont, Marie", "Mme Marie Dupont", "Dupont Marie (Mairie)")
    assert all(same_person(one, other) for one in names for other in names)
    assert not same_person("M. Li", "Mme Wu")
    assert not same_person("Marc Hand", "Marchand")
