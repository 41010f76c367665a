"""Signs that terminals count otherwise: a row's frame stands, whatever was said in it, and the text keeps all of it."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len, chop_cells
from wcwidth import wcwidth

from tests.tui.read import drawn
from tests.tui.unhurried import settled
from workshop_tui.session.notes.commands import TakeNote
from workshop_tui.tui.cells import _table, in_place, one_cell_each
from workshop_tui.tui.steady import steady

DRAWN = {
    "❤\ufe0f": "❤ ", "☀\ufe0f": "☀ ", "⚠\ufe0f": "⚠ ", "✔\ufe0f": "✔ ", "©\ufe0f": "© ", "▶\ufe0f": "▶ ",
    "ℹ\ufe0f": "ℹ ",
    "1\ufe0f\u20e3": "1 ", "#\ufe0f\u20e3": "# ", "1\ufe0f\u20e32\ufe0f\u20e3": "1 2 ", "☀\ufe0e": "☀",
    "⌚\ufe0e": "⌚",
    "👩\u200d🌾": "👩", "👨\u200d👩\u200d👧\u200d👦": "👨", "❤\ufe0f\u200d🔥": "❤ ", "🏳\ufe0f\u200d🌈": "🏳 ",
    "🇫🇷": "FR", "🇫🇷🇩🇪": "FRDE", "🇫": "F", "🏴\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f": "🏴",
    "👍🏽": "👍", "✍🏽": "✍", "🧑🏽\u200d🤝\u200d🧑🏻": "🧑", "⛹🏽\u200d♀\ufe0f": "⛹ ", "🏽": "", "\ufe0f": "",
    "co\xadop": "co-op", "a\u200bb": "ab", "\ufeffa": "a", "é\ufe0f": "é",
    "क्\u200dष": "क्ष", "ක්\u200dර": "ක්ර", "ن\u200dم": "نم", "a\u200db": "ab", "ക്\u200d": "ക്",
}  # fmt: skip
"""Texts as they are said, and as they are drawn."""
LEFT = ("é", "e\u0301", "🚲", "œuvre « 10 % »", "می\u200cخواهم", "각", "かな", "→ ✓ ▶ ━", "x" * 300,
        "क्\u200cष", "हिन्दी")  # fmt: skip


@pytest.mark.parametrize("text", DRAWN)
def test_it_is_drawn_as_what_all_terminals_count_alike(text):
    assert steady(text) == DRAWN[text]
    assert steady(f"a{text}b {text}") == f"a{DRAWN[text]}b {DRAWN[text]}"


@pytest.mark.parametrize("text", LEFT)
def test_all_else_is_drawn_as_it_is(text):
    assert steady(text) == text


SIGNS = st.sampled_from(
    ["a", " ", "1", "é", "❤", "☀", "👩", "🌾", "🏽", "🇫", "🇷", "\ufe0f", "\ufe0e", "\u20e3", "\xad"]
)


@given(st.lists(SIGNS | st.tuples(st.sampled_from("👩❤🌾"), st.just("\u200d")).map("".join), max_size=12).map("".join))
def test_as_many_cells_are_drawn_as_were_counted_and_each_sign_is_counted_alone(text):
    drawn = steady(text)
    assert cell_len(drawn) == cell_len(text)
    assert sum(wcwidth(sign) for sign in drawn) == cell_len(text), "so counts a terminal that knows no clusters"
    assert not re.search("[\ufe00-\ufe0f\u200d\u20e3🏻-🏿🇦-🇿]", drawn)


CELLS = {"क्ष": 2, "क्\u200dष": 2, "क्\u200cष": 2, "का": 2, "हिन्दी": 5, "கோ": 2, "ක්\u200dර": 2, "ကြောင့်": 5, "ന്\u200d": 1,
         "ن\u200dم": 2, "a\u200db": 2, "👩\u200d🌾": 2, "❤\ufe0f\u200d🔥": 2, "\u200dab": 2, "e\u0301": 1}  # fmt: skip
"""Texts, and the most cells that a terminal takes for them."""


@pytest.mark.parametrize("text", CELLS)
def test_a_letter_after_a_joiner_and_a_vowel_beside_its_letter_have_cells(text):
    assert cell_len(text) == CELLS[text]
    assert chop_cells(text + text, CELLS[text]) in ([text, text], [text + text[:1], text[1:]])


def test_what_follows_such_letters_stands_where_it_was_counted_to_in_every_terminal():
    assert in_place("│a हिन्दी│ b│") == "│a \x1b7     \x1b8हिन्दी\x1b8\x1b[5C│ b│"
    for left in ("│ é ❤ 👩 각 ن│", "\x1b]2;हिन्दी: 7 min\x07", "\x1b[1mA\x1b[0m"):
        assert in_place(left) == left


@pytest.mark.parametrize("size", [(120, 40), (80, 24)])
async def test_a_row_is_drawn_so_and_the_note_keeps_what_was_said(app, session, size):
    said = "❤\ufe0f ☀\ufe0f 1\ufe0f\u20e3 ⚠\ufe0f 🇫🇷 👩\u200d🌾 xyzzy"
    session.do(TakeNote(said))
    async with app(session).run_test(size=size) as pilot:
        await settled(pilot)
        await pilot.press("l")
        await settled(pilot)
        lines = drawn(pilot)
        rows = [line for line in lines if "xyzzy" in line]
        assert rows
        for row in rows:
            assert "❤  ☀  1  ⚠  FR 👩 xyzzy" in row
            assert sum(map(wcwidth, row)) == size[0]
    assert session.state.notebook.notes[-1].taken.text == said


def test_a_sign_that_is_known_to_take_one_cell_takes_one_in_the_table_too():
    wide = {code: cells for first, last, cells in _table().widths for code in range(first, last + 1)}
    known = [code for code in range(0x20, 0x30000) if one_cell_each(chr(code))]
    assert {ord(sign) for sign in "’–…«»\u202f•→−✓€"} <= set(known)
    assert not [hex(code) for code in known if wide.get(code, 1) != 1]
