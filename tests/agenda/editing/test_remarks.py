"""Remarks as the plan screen says them, to who has never seen TOML."""

from __future__ import annotations

import pytest

from workshop_tui.agenda.editing.remarks import _PLAIN, in_plain_words
from workshop_tui.agenda.editing.rows import remarks_of
from workshop_tui.agenda.editing.sheet import Sheet

BLOCK = '[[blocks]]\ntitle = "Morning"\nstart = "9h"\nend = "10h"\n'
TALK = '[[blocks.segments]]\ntitle = "Talk"\nminutes = 60\n'
TITLE = 'title = "Day"\n'
DAY = '[[days]]\n[[days.blocks]]\ntitle = "Morning"\nstart = "9h"\nend = "10h"\n'


def said(text: str) -> list[str]:
    return [str(in_plain_words(one)) for one in remarks_of(Sheet(text))]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "“Title” is missing here"),
        (TITLE, "there is no block yet"),
        (TITLE + BLOCK, "this block has no segment yet"),
        (TITLE + BLOCK + TALK, "this block has no buffer"),
        (TITLE + "[[days]]\n", "this day has no block yet"),
        (TITLE + DAY, "this block has no segment yet"),
        (TITLE + "days = []\n", "there is no day yet"),
        (TITLE + BLOCK + TALK + BLOCK + TALK, "this block overlaps the one before it, “Morning”"),
        (
            TITLE + BLOCK + TALK + BLOCK.replace("9h", "7h").replace("10h", "8h") + TALK,
            "this block comes before “Morning”, which stands above it",
        ),
        (TITLE + BLOCK + TALK + "min = 70\n", "it is cut to more than its minutes, 60"),
        (TITLE + BLOCK + TALK + "max = 50\n", "it is stretched to less than its minutes, 60"),
        (TITLE + BLOCK + TALK.replace("minutes = 60\n", ""), "“Minutes” is missing here"),
        (TITLE + BLOCK.replace('end = "10h"\n', "") + TALK, "“Hard end” is missing here"),
    ],
)
def test_what_is_wrong_is_told_in_the_words_of_the_screen(text, told):
    assert told in said(text)
    assert not [one for one in said(text) if "[[" in one or "kind =" in one]


def test_what_has_no_name_on_the_screen_keeps_the_files():
    assert "“name” is missing here" in said(TITLE + BLOCK + TALK + '[[trainers]]\nkey = "sam"\n')


def test_each_of_these_words_is_said_by_check():
    """A text that is changed there is found here."""
    whole = TITLE + BLOCK + TALK
    texts = [
        TITLE,
        TITLE + BLOCK,
        TITLE + "[[days]]\n",
        TITLE + DAY,
        TITLE + "days = []\n",
        whole,
        whole + BLOCK + TALK,
        whole + "min = 70\n",
        whole + "max = 50\n",
        whole + BLOCK.replace("9h", "7h").replace("10h", "8h") + TALK,
    ]
    checked = {one.message.text for text in texts for one in remarks_of(Sheet(text))}
    assert not _PLAIN.keys() - checked
