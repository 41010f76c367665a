"""Keys however terminals send them, and pastes: whole, bounded, and the keyboard works after them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.tui.terminal import ESC, cut_at, keys_of, sent
from workshop_tui.tui.input.pastes import LONGEST
from workshop_tui.tui.input.sequences import SILENCE

# ── keys ───────────────────────────────────────────────────────────────────────────────────────────────────
KEYS = {
    ESC: ["escape"],
    f"{ESC}{ESC}": ["escape", "escape"],
    f"{ESC}n": ["alt+n"],
    f"{ESC}N": ["alt+shift+n"],
    f"{ESC} ": ["alt+space"],
    f"{ESC}+": ["alt+plus"],
    f"{ESC}\r": ["ctrl+j"],
    f"{ESC}nes": ["alt+n", "e", "s"],
    f"{ESC}[C{ESC}OC\x9bC\x8fC": ["right"] * 4,
    f"{ESC}[1;3C{ESC}[1;2A{ESC}[1;129B": ["alt+right", "shift+up", "down"],
    f"{ESC}{ESC}[A": ["escape", "up"],
    f"{ESC}[Z{ESC}[9;2u": ["shift+tab", "shift+tab"],
    f"{ESC}[[A{ESC}OP{ESC}[11~{ESC}[P": ["f1", "f1", "f1", "f1"],
    f"{ESC}[3~{ESC}[3;2~{ESC}[5~": ["delete", "shift+delete", "pageup"],
    f"{ESC}[23${ESC}[7$": ["f23", "shift+home"],
    f"{ESC}[101u{ESC}[101;1:1u{ESC}[101;1:2u{ESC}[101;193u": ["e"] * 4,
    f"{ESC}[101;2u{ESC}[101:69;2;69u": ["E", "E"],
    f"{ESC}[38:49;2u{ESC}[38:49;2;49u": ["1", "1"],
    f"{ESC}[101;5u{ESC}[27;5;101~{ESC}[1077::101;3;1077u": ["ctrl+e", "ctrl+e", "е"],
    f"{ESC}[32;2u{ESC}[27;2;32~{ESC}[32;2;32u{ESC}[32u": ["space"] * 4,
    f"{ESC}[13u{ESC}[13;2u{ESC}[27;5;13~{ESC}[13;3u": ["enter", "shift+enter", "ctrl+enter", "alt+enter"],
    f"{ESC}[27u{ESC}[27;1:2u{ESC}[127u{ESC}[9u": ["escape", "escape", "backspace", "tab"],
    f"{ESC}[57400u{ESC}[57400;129u{ESC}[57413u{ESC}[57414u{ESC}[57416;1;44u": ["1", "1", "plus", "enter", "comma"],
    f"{ESC}[57417u{ESC}[57426u": ["left", "delete"],
    f"{ESC}Oj{ESC}Ok{ESC}Om{ESC}Oo{ESC}OX": ["asterisk", "plus", "minus", "slash", "equals_sign"],
    f"{ESC}Op{ESC}Oy{ESC}On{ESC}Ol{ESC}OM": ["0", "9", "full_stop", "comma", "enter"],
    f"{ESC}[0;;233u": ["é"],
    "\x0c\x11\x08\x7f\t\n\x00": ["ctrl+l", "ctrl+q", "backspace", "backspace", "tab", "ctrl+j", "ctrl+@"],
}  # fmt: skip


@pytest.mark.parametrize(("bytes_sent", "keys"), KEYS.items(), ids=map(repr, KEYS))
def test_keys_are_known_however_they_are_sent(bytes_sent, keys):
    assert keys_of(bytes_sent) == keys


def test_a_keypad_types_its_signs():
    assert sent(*(f"{ESC}O{c}" for c in "jklmno"), f"{ESC}[57410u{ESC}[57411u{ESC}[32;2u").typed == "*+,-./" + "/* "


def test_escape_is_a_key_after_its_delay_and_what_then_makes_a_sequence_of_it_still_does():
    terminal = sent(ESC, 0.05)
    assert terminal.keys == []
    terminal.pause(0.06)
    assert terminal.keys == ["escape"]
    terminal.send("n")
    assert terminal.keys == ["escape", "n"]
    assert keys_of(ESC, 0.2, "]11;rgb:1e/1e/1e\x07", "n") == ["escape", "n"]
    assert keys_of(ESC, 0.2, "[C") == ["escape", "right"]


def test_escape_and_a_letter_typed_fast_are_two_keys_where_alt_and_a_letter_are_one():
    assert keys_of(ESC, 0.05, "nes") == ["escape", "n", "e", "s"]
    assert keys_of(ESC, "n") == ["alt+n"]
    assert keys_of(ESC, 0.05, "\r") == ["ctrl+j"], "the link tore our new line apart"


def test_what_keys_write_is_what_is_kept_when_it_is_pasted():
    said = "Qui\u00a0? dix\u202f% 👩\u200d🌾 ✍\ufe0f e\u0301 می\u200cخواهم 🏴\U000e0067\U000e0062\U000e007f \U0001fae8"
    assert sent(said).typed == said


# ── pastes ─────────────────────────────────────────────────────────────────────────────────────────────────
@given(st.text(st.characters(exclude_characters="\x00\x1b\x9b"), min_size=1), st.lists(st.integers(0, 500), max_size=9))
def test_a_paste_is_whole_and_ends_by_its_marker_however_both_are_split(text, places):
    pieces = cut_at(f"{ESC}[200~{text}{ESC}[201~", places)
    terminal = sent(*(part for piece in pieces for part in (piece, 0.15)), "n")
    assert (terminal.pasted, terminal.keys) == ([text], ["n"])


@pytest.mark.parametrize("at", range(1, 6))
def test_a_paste_ends_by_itself_after_a_second_and_the_rest_of_its_marker_is_no_key(at):
    end = f"{ESC}[201~"
    terminal = sent(f"{ESC}[200~deux mots{end[:at]}", 0.9)
    assert terminal.pasted == []
    terminal.pause(0.2)
    assert terminal.pasted == ["deux mots"]
    terminal.send(end[at:] + "n")
    assert terminal.keys == ["n"]


def test_a_paste_of_nothing_gives_the_keyboard_back():
    terminal = sent(f"{ESC}[200~", SILENCE + 0.1, "\x11")
    assert (terminal.pasted, terminal.keys) == ([], ["ctrl+q"])


def test_a_paste_without_an_end_is_bounded():
    terminal = sent(f"{ESC}[200~", *["x" * 100_000] * 12, SILENCE + 0.1)
    assert [len(text) for text in terminal.pasted] == [LONGEST]
