"""Input from a terminal, taken apart: a person's keys arrive whole, and nothing else is a key."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from textual import events
from textual.message import Message

from workshop_tui.tui.input.parser import TerminalParser
from workshop_tui.tui.input.pastes import LONGEST
from workshop_tui.tui.input.sequences import LATE, SILENCE

ESC = "\x1b"


class Terminal:
    """A parser, a clock that moves when told to, and what the parser made."""

    def __init__(self) -> None:
        self.now = 0.0
        self.parser = TerminalParser(now=lambda: self.now)
        self.made: list[Message] = []

    def send(self, text: str) -> None:
        self.made += self.parser.feed(text)

    def pause(self, seconds: float) -> None:
        """Let nothing come for so long; the driver asks whenever something may be due."""
        until = self.now + seconds
        while self.now < until:
            self.now = min(until, self.now + max(0.001, self.parser.patience(0.1)))
            self.made += self.parser.tick()

    @property
    def keys(self) -> list[str]:
        return [one.key for one in self.made if isinstance(one, events.Key)]

    @property
    def typed(self) -> str:
        return "".join(one.character or "" for one in self.made if isinstance(one, events.Key))

    @property
    def pasted(self) -> list[str]:
        return [one.text for one in self.made if isinstance(one, events.Paste)]


def sent(*pieces: str | float) -> Terminal:
    """A terminal that sent these, with pauses of so many seconds."""
    terminal = Terminal()
    for piece in pieces:
        if isinstance(piece, str):
            terminal.send(piece)
        else:
            terminal.pause(piece)
    return terminal


def keys_of(*pieces: str | float) -> list[str]:
    """The keys of what was sent, when it is long over."""
    terminal = sent(*pieces)
    terminal.pause(2 * SILENCE)
    return terminal.keys


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


def cut_at(text: str, places: list[int]) -> list[str]:
    """`text` in pieces; not behind an ESC that begins it, for a lone one that waits is the key."""
    cuts = {place % (len(text) + 1) for place in places} - ({1} if text[0] == ESC else set())
    return [text[a:b] for a, b in pairwise([0, *sorted(cuts), len(text)])]


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
