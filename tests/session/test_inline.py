"""Tags typed inside a note."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.seed import one_day
from workshop_tui.locale import LANGUAGES, speaking
from workshop_tui.session.notes.inline_tags import SIGNS, Inline, completed, read_inline
from workshop_tui.session.notes.tags import find_term
from workshop_tui.text.folding import bare

AGENDA = one_day()


@pytest.mark.parametrize(
    ("typed", "text", "tags"),
    [
        (
            "On n'a vu le maire qu'après #emergence @elus !frein",
            "On n'a vu le maire qu'après",
            {"phases": ("emergence",), "stakeholders": ("elus",), "kinds": ("frein",)},
        ),
        ("!Barrier #émergence le maire", "le maire", {"kinds": ("frein",), "phases": ("emergence",)}),
        ("le @boulanger a dit non", "le @boulanger a dit non", {}),
        ("les @élus, hélas", "les élus, hélas", {"stakeholders": ("elus",)}),
        ("aide du @pnr #idée", "aide du", {"stakeholders": ("pnr",), "phases": ("emergence",)}),
        ("a #emer b", "a emer b", {"phases": ("emergence",)}),
        ("le prix !", "le prix !", {}),
        ("point #1 @ 9h, a@elus.fr, !! # ~", "point #1 @ 9h, a@elus.fr, !! # ~", {}),
        ("x @as #em", "x @as #em", {}),
        ("x @elus @élus", "x", {"stakeholders": ("elus",)}),
        ("deux  espaces et\nune ligne", "deux  espaces et\nune ligne", {}),
        ("une\nligne #emergence", "une\nligne", {"phases": ("emergence",)}),
        ("", "", {}),
        ("un local prêté #Mise en œuvre", "un local prêté", {"phases": ("action",)}),
        ("#mise en oeuvre un local prêté", "un local prêté", {"phases": ("action",)}),
        (
            "@ESS !Ressource, outil un atelier",
            "un atelier",
            {"stakeholders": ("entreprises",), "kinds": ("ressource",)},
        ),
        ("le @maire a dit oui", "le maire a dit oui", {"stakeholders": ("elus",)}),
        (
            "vu @Services de l’État et @Collectif d'habitants",
            "vu Services de l’État et",
            {"stakeholders": ("etat", "collectif")},
        ),
        ("#Bilan et transmission puis #Bilan et on mange", "puis Bilan et on mange", {"phases": ("transmission",)}),
        ("@Élus locaux du Cantal", "du Cantal", {"stakeholders": ("elus",)}),
    ],
)
def test_known_tags_are_taken_out_and_words_stay(typed, text, tags):
    read = read_inline(AGENDA, typed)
    assert (read.text, read.tags) == (text, tags)


def test_an_initiative_needs_no_list():
    read = read_inline(AGENDA, "un local prêté ~atelier-vélo !levier")
    assert (read.text, read.initiative, read.tags) == ("un local prêté", "atelier-vélo", {"kinds": ("levier",)})


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("axis", ["phases", "stakeholders", "kinds"])
def test_each_label_that_is_shown_works_as_a_tag_in_capitals_without_accents_and_in_parts(axis, language):
    sign = next(sign for sign, of in SIGNS.items() if of == axis)
    for term in getattr(AGENDA, axis):
        with speaking(language):
            shown = {str(term.name(axis)), str(term.short(axis))}
        shown |= {str(one).upper() for one in shown} | {bare(one) for one in shown}
        for one in (label.rstrip(".") for label in shown):
            assert read_inline(AGENDA, f"du texte {sign}{one}") == Inline("du texte", {axis: (term.key,)}), one
            assert find_term(AGENDA, axis, one) == term.key


@given(st.text(alphabet="ab #@!~é.,\n", max_size=30))
def test_no_word_is_lost(typed):
    """Whatever is typed: each of its words is in the text, or was a tag."""
    read = read_inline(AGENDA, typed)
    tagged = [word for word in typed.split() if word[0] in "#@!~"]
    for word in typed.split():
        assert word in read.text or word in tagged
    assert "".join(c for c in read.text if c.isalpha()) in "".join(c for c in typed if c.isalpha()) or tagged


@pytest.mark.parametrize(
    ("typed", "whole"),
    [
        ("le maire #eme", "le maire #emergence"),
        ("#ém", "#émergence"),
        ("@pn", "@pnr"),
        ("!fre", "!frein"),
        ("!bar", "!barrier"),
        ("#emergence", None),
        ("#xyz", None),
        ("eme", None),
        ("a#eme", None),
        ("#eme ", None),
    ],
)
def test_a_tag_that_is_begun_is_completed(typed, whole):
    assert completed(AGENDA, typed) == whole
