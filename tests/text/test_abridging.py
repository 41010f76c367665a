"""Short forms that stand side by side: never two alike, whatever the width and the labels."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.seed import SEED
from workshop_tui.agenda.reading import load
from workshop_tui.locale import speaking
from workshop_tui.text.abridging import apart
from workshop_tui.text.folding import fold


def cut(text: str, width: int) -> str:
    return text if len(text) <= width else text[: width - 1] + "…" if width > 4 else text[:width]


def test_labels_that_begin_alike_are_told_apart_by_their_other_words():
    texts = ["Collectif d’habitants", "Collectivités territoriales", "Élus", "Collectes"]
    assert apart(texts, 12, cut) == ["Collectif d…", "Collectivit…", "Élus", "Collectes"]
    assert apart(texts, 8, cut) == ["Coll hab", "Coll ter", "Élus", "Collec2"]
    assert apart(texts, 5, cut) == ["Coll2", "Coll3", "Élus", "Coll4"]


@given(
    st.lists(st.text("abé ", min_size=1, max_size=12).filter(str.strip), min_size=1, max_size=12), st.integers(4, 12)
)
def test_no_two_heads_are_alike_and_each_fits(texts, width):
    heads = apart(texts, width, cut)
    assert len({fold(one) for one in heads}) == len(texts)
    assert all(len(one) <= width for one in heads)


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("axis", ["phases", "stakeholders"])
def test_the_short_labels_of_the_default_words_differ_in_their_first_four_letters(axis, language):
    with speaking(language):
        heads = [str(term.short(axis)) for term in getattr(load(SEED), axis)]
    assert len({fold(one)[:4] for one in heads}) == len(heads)
    assert max(map(len, heads)) <= 12
