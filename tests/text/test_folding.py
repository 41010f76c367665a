"""Two spellings of one name are found as one, however it was typed; words that only look alike are not."""

from __future__ import annotations

import sys
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.text.spelling import UNSEEN
from workshop_tui.session.names.people import pieces_of
from workshop_tui.text.folding import alike, bare, fold, fold_all, letters, written_in_one
from workshop_tui.text.persons import initials_of
from workshop_tui.text.replacing import Case, Instead, Replacing

NAMES = {"Claire Fontaine": "P1", "Jean-Philippe Roux": "P2", "Paul Rivière": "P3", "Łukasz D'Arc": "P4",
         "Marc Hand": "P5", "Mme Anne Petit": "P6"}  # fmt: skip
SAID = Replacing(
    {part: Instead(code, Case.ASKED) for name, code in NAMES.items() for part in pieces_of(name)}
    | {alike(name): Instead(code) for name, code in NAMES.items()},
    {letters: (form, code) for name, code in NAMES.items() for letters, form in initials_of(name).items()},
)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Paul Rivie\u0300re", "P3"),
        ("\uff23\uff4c\uff41\uff49\uff52\uff45", "P1"),
        ("D’Arc, DʼArc, D`Arc, D'Arc", "P4, P4, P4, P4"),
        ("lukasz d-arc", "P4"),
        ("Jean‐Philippe, Jean‑Philippe, Jean–Philippe, jean philippe", "P2, P2, P2, P2"),
        ("Philippe a dit, et Jean aussi", "P2 a dit, et P2 aussi"),
        ("CLAIRE  FONTAINE", "P1"),
        ("Claire\u00a0Fontaine, Claire\u202fFontaine, Claire\nFontaine", "P1, P1, P1"),
        ("Clai\u200bre Fon\u00adtaine", "P1"),
        ("C. Fontaine, c. fontaine, C Fontaine, Fontaine C.", "P1, P1, P1, P1"),
        ("C.F. et C. F.", "P1 et P1"),
        ("J.-P. Roux, J-P Roux, JP Roux", "P2, P2, P2"),
        ("Claire's idea, Claire’s idea", "P1's idea, P1’s idea"),
        ("@claire-fontaine @clairefontaine @ClaireFontaine", "@P1 @P1 @P1"),
        ("claire_fontaine@example.org, claire.fontaine@example.org", "P1@example.org, P1@example.org"),
        ("Madame Petit", "Madame P6"),
    ],
)
def test_a_name_is_found_however_it_is_spelt(text, told):
    assert SAID.text(text) == told


@pytest.mark.parametrize(
    "text",
    [
        "Fontainebleau",
        "l’eau clairement",
        "Marceau",
        "CF",
        "la C.F.D.T.",
        "Mme Durand",
        "Éclaire",
        "Pauline",
        "M. Dupont",
    ],
)
def test_what_only_looks_alike_stays(text):
    assert SAID.text(text) == text


@pytest.mark.parametrize(
    ("text", "asked", "told"),
    [
        ("au bord de la rivière", {"riviere": "rivière"}, "au bord de la P3"),
        ("la Rivière, Paul rivière, p. rivière", {}, "la P3, P3, P3"),
        ("il y a rivière", {"riviere": "rivière"}, "il y a P3"),
        ("le marchand", {"marchand": "marchand"}, "le P5"),
    ],
)
def test_a_part_in_small_letters_is_asked_about_and_hidden_until_somebody_answers(text, asked, told):
    found: dict[str, str] = {}
    assert SAID.text(text, asked=found) == told
    assert found == asked
    assert SAID.text(text, sure=True) == told


def test_an_ordinary_word_stays_where_it_has_no_capital():
    said = Replacing(SAID.words, SAID.initials, {"riviere": True, "claire": False})
    assert said.text("la rivière, RIVIÈRE et Rivière, l’eau claire") == "la rivière, P3 et P3, l’eau P1"


@given(st.lists(st.text(st.characters() | st.sampled_from("éÉœŒ’-`\0\u0301 "), max_size=12), max_size=6))
def test_many_texts_are_folded_at_once_as_each_would_be(texts):
    assert fold_all(texts) == [fold(text) for text in texts]


NOBODYS, SOME = ("Cs", "Cn", "Co"), (0x378, 0xE000, 0xF0000, sys.maxunicode)
"""Half of a character, and what is no character yet or never one: a million of them, of which Unicode says nothing
that could be folded (no case, no parts, no name). Some are tried all the same."""


def test_every_character_is_folded_for_good_and_the_same_in_each_case_and_normal_form():
    for number in range(sys.maxunicode + 1):
        character = chr(number)
        if unicodedata.category(character) in NOBODYS and number not in SOME:
            continue
        folded = bare(character)
        assert bare(folded) == folded, hex(number)
        forms = {character.upper(), character.lower(), character.casefold(), unicodedata.normalize("NFD", character)}
        assert {bare(form) for form in forms} == {folded}, hex(number)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("ILGIN", "ılgın"),
        ("İdil", "idil"),
        ("STRAUSS", "Strauß"),
        ("Œuvre", "OEUVRE"),
        ("Łódź", "lodz"),
        ("Søren", "soren"),
        ("Đặng", "dang"),
        ("Þóra", "thora"),
        ("Ħ", "h"),
        ("O’Brien", "o brien"),
        ("a_b", "A–B"),
        ("Jean  -  Pierre", "jean-pierre"),
        ("Ꞌ", "’"),
        ("ὈΔΥΣΣΕΎΣ", "οδυσσευς"),
        ("α͙ι", "ᾳ͙"),
        *((f"a{sign}b", "ab") for sign in UNSEEN),
    ],
)
def test_spellings_of_one_word_fold_to_the_same(one, other):
    assert fold(one) == fold(other)
    assert fold(unicodedata.normalize("NFD", one)) == fold(unicodedata.normalize("NFC", other))


def test_to_a_lookup_nothing_between_words_is_the_same_as_something():
    assert len({letters(one) for one in ("O'Brien", "OBrien", "o brien", "O-Brien", "O_Brien", "Oʼbrien")}) == 1
    assert letters("a+b") != letters("ab")


@pytest.mark.parametrize(
    ("word", "text", "found"),
    [
        ("obrien", "chez O’Brien", True),
        ("jeanpierre", "Jean Pierre dit", True),
        ("jeanp", "Jean-Pierre", True),
        ("mentale", "fondamental et", False),
        ("marchand", "Marc Hand", True),
        ("ab", "a+b", False),
    ],
)
def test_a_word_is_found_where_it_stands_in_several(word, text, found):
    assert written_in_one(word)(fold(text)) is found
