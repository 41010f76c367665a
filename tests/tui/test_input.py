"""Input from a terminal, taken apart: a person's keys arrive whole, and nothing else is a key."""

from __future__ import annotations

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tests.tui.terminal import ESC, Terminal, cut_at, keys_of, sent
from workshop_tui.tui.input.sequences import LATE, SILENCE

# ── sequences that are no keys ─────────────────────────────────────────────────────────────────────────────
printable = st.text(st.characters(min_codepoint=0x20, max_codepoint=0x7E), max_size=40)
controls = st.builds(
    lambda first, parameters, intermediate, final: first + parameters + intermediate + final,
    st.sampled_from([f"{ESC}[", "\x9b"]),
    st.text("<=>?", min_size=1, max_size=1).flatmap(
        lambda mark: st.text("0123456789;:", max_size=20).map(mark.__add__)
    ),
    st.text(" !\"#%&'()*+,./$-", max_size=2),
    st.sampled_from("@ABCDEFGHIJKLMNOPQRSTUVWXYZ\\]^_`abcdefghijklmnopqrstuvwxyz{|}~"),
)
"""CSI with a private mark: no key has one. A mouse report that is well made is none either."""
texts = st.text("bcghjkloqrstvwxyzàéœ « » 123", min_size=1, max_size=8)
"""Text that a person types: without the letters that a number spelt in letters could go on with."""


def of_string(introducers: tuple[str, str], ends: list[str]) -> st.SearchStrategy[str]:
    return st.builds(
        lambda first, content, end: first + content + end,
        st.sampled_from(introducers),
        printable,
        st.sampled_from(ends),
    )


ST = [f"{ESC}\\", "\x9c"]
strings = st.one_of(
    of_string((f"{ESC}]", "\x9d"), [*ST, "\x07"]),
    *(of_string((ESC + c, chr(ord(c) + 0x40)), ST) for c in "PX^_"),
)
replies = st.one_of(controls, strings)
truncated = replies.flatmap(lambda reply: st.integers(2, max(2, len(reply) - 1)).map(lambda at: reply[:at]))


@given(
    st.lists(st.tuples(texts, replies), min_size=1, max_size=6),
    st.lists(st.integers(0, 500), max_size=14),
    st.sampled_from([0.0, 0.03, 0.15, 0.6]),
)
@example([("n", f"{ESC}P>|tmux 3.4{ESC}\\")], list(range(20)), 0.15)
@example([("1", f"{ESC}[<I"), ("1", f"{ESC}]<{ESC}\\")], [], 0.0)
def test_typed_text_arrives_whole_between_sequences_split_anywhere_and_nothing_else_is_a_key(said, places, pause):
    terminal = Terminal()
    for typed, reply in said:
        terminal.send(typed)
        for number, piece in enumerate(cut_at(reply, places)):
            terminal.pause(pause if number else 0)
            terminal.send(piece)
    assert terminal.typed == "".join(typed for typed, _reply in said)
    assert not terminal.pasted


@given(st.lists(st.tuples(texts, truncated), min_size=1, max_size=5), st.booleans())
def test_a_sequence_without_an_end_is_given_up_after_a_silence_and_the_keyboard_works(said, whole):
    terminal = Terminal()
    for typed, begun in said:
        terminal.send(typed)
        for piece in [begun] if whole else begun:
            terminal.send(piece)
        terminal.pause(SILENCE + 0.1)
    assert terminal.typed == "".join(typed for typed, _begun in said)


@given(st.text(st.sampled_from(f"{ESC}[]P_^XO\\;:?<>$019mMuRtNaI~\x07\x18\x9b\x9d\x90\x9c \r\xe9\u200d\U0001f469")))
def test_nothing_that_a_terminal_sends_ends_the_reading_and_keys_come_after_it(noise):
    terminal = sent(noise)
    terminal.pause(LATE + 1)
    before = len(terminal.keys)
    terminal.send("n")
    assert terminal.keys[before:] == ["n"]


SILENT = {
    "a mouse report without coordinates": f"{ESC}[<32;NaN;NaNM",
    "the same, as urxvt": f"{ESC}[32;nan;NaNM",
    "a size without one": f"{ESC}[4;NaN;NaNt",
    "a mouse report of X10": f"{ESC}[M !!",
    "the same, beyond column 95": f"{ESC}[M \xe9\xff",
    "where the cursor is": f"{ESC}[12;40R",
    "where the cursor is, in the first row": f"{ESC}[1;5R",
    "a size in band": f"{ESC}[48;24;80;480;800t",
    "a size in band that is none": f"{ESC}[48;0;0;0;0t",
    "a mode": f"{ESC}[?2048;2$y",
    "a mode without a mark": f"{ESC}[4;2$y",
    "kitty's flags": f"{ESC}[?1u",
    "a key let go": f"{ESC}[101;1:3u",
    "an arrow let go": f"{ESC}[1;1:3C",
    "a function key let go": f"{ESC}[15;1:3~",
    "shift by itself": f"{ESC}[57441;2:1u",
    "caps lock": f"{ESC}[57358u",
    "louder": f"{ESC}[57439u",
    "no character": f"{ESC}[1114112u",
    "half a character": f"{ESC}[55296u",
    "a control": f"{ESC}[3u",
    "a number without an end": f"{ESC}[{'9' * 6000}u",
    "the end of a paste that did not begin": f"{ESC}[201~",
    "a string in a string": f"{ESC}Ptmux;{ESC}{ESC}]11;rgb:1e/1e/1e\x07 more{ESC}\\",
    "a string in a string that has its own end": f"{ESC}Pq{ESC}]0;x{ESC}\\#0;2{ESC}\\",
    "a picture": f"{ESC}Pq#0;2;0;0;0#0~~@@vv@@~~$-{ESC}\\",
    "a title": f"{ESC}]lworkshop ne sk{ESC}\\",
    "a string that was cancelled": f"{ESC}]11;rgb:1e\x18",
    "a string ended in the other way": f"{ESC}]52;c;c2Vj\x9c\x90>|ne\x9c\x9f=\x9c",
    "ends of nothing": f"{ESC}\\\x9c\x85\x80",
    "Linux's function key that is none": f"{ESC}[[Z",
    "a shifted character in eight bits": "\x8fn",
    "the same of the other set": "\x8ee",
    "a set of characters that is meant, from eight bits": "\x8f5n",
}


@pytest.mark.parametrize("bytes_sent", SILENT.values(), ids=SILENT)
@pytest.mark.parametrize("pause", [0.0, 0.15])
def test_what_a_terminal_says_by_itself_is_no_key(bytes_sent, pause):
    pieces = cut_at(bytes_sent, list(range(60)) if pause else [])
    assert keys_of(*(part for piece in pieces for part in (piece, pause)), "n") == ["n"]


@pytest.mark.parametrize("size", ["24;80;480;800", "65535;65535;0;0", "1;1", "0;0;0;0"])
def test_a_report_of_a_size_makes_no_window_of_that_size(size):
    assert sent(f"{ESC}[48;{size}t", 0.2).made == [], (
        "the system says when the window has changed: who types it may lie"
    )


MISMADE = [
    "[:C", "[;C", "[;;C", "[;;;;C", "[:::C", "[1;1;1C", "[1;0C", "[1:2:3C", "[1;1:1;99C", "[1;1:4C", "[1;1:9C",
    "[1;C", "[1;:C", "[1;257C", "[1;01C", "[01;2C", "[1;1:C", "[1;1:0C", "[1;1:1:1C", "[2;2C", "[0C", "[1;;C", "[;5C",
    "[101;1:4u", "[101;1:33u", "[101;1:x3u", "[101;1:u", "[101;0u", "[101;257u", "[101;999u", "[101;u", "[101;;u",
    "[101:u", "[101::u", "[101:::101u", "[101:1:1:1u", "[;1u", "[:101u", "[101;1;u", "[101;1;101;1u", "[101;1;101:u",
    "[101;1:1:1u", "[101;-1u", "[101;+1u", "[+101u", "[101 u", "[101;1 u", "[101$u", "[101;1;101;101u", "[32;;;u",
    "[27;1;101;1~", "[27;0;101~", "[27;1:1;101~", "[27;257;101~", "[27;;101~", "[27;5~", "[27;1;101:101~", "[27;1;~",
    "[3;0~", "[3;1:4~", "[3;1;1~", "[3:1~", "[;3~", "[3;~", "[~", "[;~", "[1;1:3~", "[>101u", "[=101u", "[<101u",
    "[1;1:3A", "[1;2;3A", "[101;2:y1u", "[101;1:x:3u", "OZ", "O;C", "O1;1;C", "O0j", "O257k", "O1;999k",
]  # fmt: skip
"""Nearly keys, after ESC: what is not made as xterm's and kitty's pages say."""


@pytest.mark.parametrize("mismade", MISMADE)
def test_what_is_nearly_a_key_is_none(mismade):
    assert keys_of(f"{ESC}{mismade}", 2 * SILENCE, "n") == ["n"]


@given(
    st.text("0123456789;:", max_size=9).filter(lambda made: not re.fullmatch("1;\\d+(:[123])?|5|", made)),
    st.sampled_from("ABCDEFHPQS"),
)
@example("1;300", "C")
@example("1;1:7", "C")
def test_an_arrow_with_other_numbers_than_its_own_is_no_key(numbers, final):
    assert keys_of(f"{ESC}[{numbers}{final}") == []


@pytest.mark.parametrize("sequence", ["/Z", "(B", ")0", "%G", "#8", " F", "-A", ".e", "+e", "$(B", "$)B", "+ n", "(%5"])
def test_escape_signs_and_a_last_character_are_no_keys_and_leave_none(sequence):
    assert keys_of(f"{ESC}{sequence}", "e") == ["e"]
    assert keys_of(ESC + sequence[:-1], 0.3, sequence[-1], "e") == ["e"], "the link tore it apart"


def test_a_sign_with_alt_is_one_key_and_after_escape_by_itself_two():
    assert keys_of(f"{ESC}(") == ["alt+left_parenthesis"]
    assert keys_of(f"{ESC}/\r") == ["alt+slash", "enter"]
    assert keys_of(f"{ESC}/{ESC}[C") == ["alt+slash", "right"]
    assert keys_of(f"{ESC}/é") == ["alt+slash", "é"]
    assert keys_of(ESC, 0.2, "-", "e") == ["escape", "minus", "e"]
    assert keys_of(ESC, 0.05, "-", "e") == ["escape", "minus", "e"]
    assert keys_of(ESC, 0.2, "e") == ["escape", "e"]


def test_a_string_into_which_a_person_goes_on_typing_is_given_up_all_the_same():
    terminal = sent(f"{ESC}]11;rgb:")
    for _key in range(30):
        terminal.pause(0.5)
        terminal.send("n")
    assert 5 < len(terminal.keys) < 15
    assert set(terminal.keys) == {"n"}


def test_a_string_of_a_million_letters_costs_no_memory_and_is_no_key():
    assert keys_of(f"{ESC}]52;c;", *["ne" * 2000] * 250, f"{ESC}\\", "n") == ["n"]
