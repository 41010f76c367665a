"""Sequences that are keys: Textual's table, what kitty and xterm (modifyOtherKeys) send for any key, and keypads.

We ask for neither protocol, but a terminal may speak one all the same: another program may have left it on. Textual's
own reading of kitty's codes ends the program on some of them, and knows no keypad signs.
https://sw.kovidgoyal.net/kitty/keyboard-protocol/, https://invisible-island.net/xterm/modified-keys.html
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec import Struct
from textual._ansi_sequences import ANSI_SEQUENCES_KEYS
from textual._keyboard_protocol import FUNCTIONAL_KEYS
from textual.keys import KEY_NAME_REPLACEMENTS, Keys, _character_to_key

from workshop_tui.text import types
from workshop_tui.tui.input.controls import ESC, SINGLE_SHIFTS

_HELD = "(?P<held>[1-9]\\d?|1\\d\\d|2[0-4]\\d|25[0-6])"
"""The modifiers that are held, and one more: 1 to 256."""
_HOW = f"{_HELD}(?::(?P<how>[123]))?"
"""The modifiers, and what was done with the key: pressed, repeated, let go."""
_CODE = "\\d{1,7}"
_NAMED_KEY = f"\x1b\\[(?:1;{_HOW})?(?P<final>[ABCDEFHPQS])"  # an R that ends: where the cursor is
_NUMBERED_KEY = f"\x1b\\[(?P<number>\\d{{1,5}})(?:;{_HOW})?~"
_ANY_KEY = (
    f"\x1b\\[(?P<number>{_CODE})(?::(?P<shifted>{_CODE})(?::{_CODE})?|::{_CODE})?"
    f"(?:;(?:{_HOW}|(?=;))(?:;(?P<text>{_CODE}(?::{_CODE})*))?)?u"
)
_OTHER_KEY = f"\x1b\\[27;{_HELD};(?P<number>{_CODE})~"
"""As modifyOtherKeys has it."""
_SHIFT, _ALT, _CTRL = 1, 2, 4
_MODIFIERS = ((_SHIFT, "shift"), (_ALT, "alt"), (_CTRL, "ctrl"), (8, "super"), (16, "hyper"), (32, "meta"))
"""Bits of kitty's modifiers less one; those for caps lock and num lock change no key."""
_LOCKS = 64 | 128
_RELEASED = "3"
_NAMED = {9: "tab", 13: "enter", 27: "escape", 8: "backspace", 127: "backspace", 57414: "enter"}
_CHARACTERS = {"tab": "\t", "enter": "\r", "escape": ESC, "backspace": "\x7f"}
_KEYPAD = dict(zip(range(57399, 57417), "0123456789./*-+\r=,", strict=True))
"""Kitty's codes of a keypad's digits and signs."""
_MOVES = range(57417, 57427)
"""Codes of its arrows and the like."""
_PRIVATE = range(57344, 63744)
"""Kitty's codes that are no character: only keypads and f13 to f35 are keys, shift by itself is not."""
_APPLICATION = {
    **{chr(ord("p") + digit): str(digit) for digit in range(10)},
    "j": "*", "k": "+", "l": ",", "m": "-", "n": ".", "o": "/", "X": "=", " ": " ",
}  # fmt: skip
"""After SS3: what a keypad in application mode sends for its signs."""
_APPLICATION_KEY = f"\x1bO(?:(?:1;)?{_HELD})?(?P<sign>[j-yX ])"
_NO_KEYS = frozenset({f"{ESC}[~"})
"""Of Textual's table what no terminal sends for a key: numbers that were lost on the way."""

Made = tuple[str, str | None]
"""A key's name as Textual has it, and its character."""


class _Code(Struct, frozen=True):
    """A key as kitty or modifyOtherKeys say it."""

    number: int
    shifted: int
    """The character that shift makes of it, where that is said; else 0."""
    modifiers: int
    text: str
    """The text that it writes, where that is said."""


def named(character: str) -> str:
    """Textual's name for the key of a character."""
    name = character if character.isalnum() else _character_to_key(character)
    return KEY_NAME_REPLACEMENTS.get(name, name)


def typed(character: str) -> list[Made]:
    """The key that makes `character`, printable or a control."""
    known = ANSI_SEQUENCES_KEYS.get(character)
    if isinstance(known, tuple):
        return [(key.value, character) for key in known]
    return [(named(character), character)]


def keys(sequence: str) -> list[Made]:
    """The keys that a sequence is; none if it is none. May raise ValueError or OverflowError for absurd ones."""
    if sequence == ESC:
        return [("escape", ESC)]
    if sequence[0] in SINGLE_SHIFTS:
        return _in_eight_bits(sequence)
    if match := re.fullmatch(_APPLICATION_KEY, sequence):
        return list(_sign(_APPLICATION[match["sign"]], _pressed(match)))
    if len(sequence) == 2:
        return _with_alt(sequence)
    for grammar, meant in _GRAMMARS:
        if match := re.fullmatch(grammar, sequence):
            return list(meant(match))
    return _in_table(sequence)


def _in_eight_bits(sequence: str) -> list[Made]:
    """Arrows and the like; no keypad's signs: these need two modes that are not asked for, a stray byte none."""
    shifted = f"{ESC}O{sequence[1:]}"
    return [] if sequence[0] != SINGLE_SHIFTS[1] or re.fullmatch(_APPLICATION_KEY, shifted) else _in_table(shifted)


def _in_table(sequence: str) -> list[Made]:
    if sequence in _NO_KEYS or (sequence.startswith(f"{ESC}[") and sequence.endswith("R")):
        return []
    known = ANSI_SEQUENCES_KEYS.get(sequence)
    return _from_table(known) if isinstance(known, tuple) else []


def _from_table(known: tuple[Keys, ...]) -> list[Made]:
    """Textual's table has two keys, escape and another, for alt."""
    alt = "alt+" if len(known) > 1 and known[0] is Keys.Escape else ""
    return [(alt + known[-1].value, None)]


def _with_alt(sequence: str) -> list[Made]:
    """ESC and a character. Most terminals send `alt+enter`, our new line, as ESC CR."""
    character = sequence[1]
    if character == "\r":
        return [(Keys.ControlJ.value, None)]
    known = ANSI_SEQUENCES_KEYS.get(sequence)
    if isinstance(known, tuple):
        return _from_table(known)
    if isinstance(known, str):
        return typed(known)
    if character.isprintable() and character != " ":
        name = named(character)
        shift = "shift+" if len(name) == 1 and name.isupper() else ""
        return [(f"alt+{shift}{name.lower() if shift else name}", character)]
    return [(f"alt+{name}", None) for name, _character in typed(character)]


# ── kitty's codes and xterm's ──────────────────────────────────────────────────────────────────────────────
def _pressed(match: re.Match[str]) -> int:
    """The bits of the modifiers that are held, less the locks."""
    return (int(match["held"] or 1) - 1) & ~_LOCKS


def _any(match: re.Match[str]) -> Iterator[Made]:
    if match["how"] != _RELEASED:
        text = "".join(chr(int(code)) for code in (match["text"] or "").split(":") if code)
        yield from _key(_Code(int(match["number"]), int(match["shifted"] or 0), _pressed(match), text))


def _other(match: re.Match[str]) -> Iterator[Made]:
    number = int(match["number"])
    yield from _key(_Code(number, number, _pressed(match), ""))


def _functional(match: re.Match[str]) -> Iterator[Made]:
    """A key with a name: by its number, or by its letter alone."""
    of = match.groupdict()
    name = FUNCTIONAL_KEYS.get(f"{of['number']}~" if "number" in of else f"1{of['final']}")
    if match["how"] == _RELEASED:
        return
    if name and name != "kp_begin":
        yield _modified(name, _pressed(match), None)
    elif not name:
        yield from _in_table(match.group())


_GRAMMARS = ((_OTHER_KEY, _other), (_ANY_KEY, _any), (_NUMBERED_KEY, _functional), (_NAMED_KEY, _functional))
"""The only other keys in CSI, but what Textual's table has letter by letter."""


def _key(code: _Code) -> Iterator[Made]:
    number, pressed = code.number, code.modifiers
    if number in _NAMED:
        name = _NAMED[number]
        yield _modified(name, pressed, _CHARACTERS[name])
    elif number in _MOVES:
        yield _modified(FUNCTIONAL_KEYS[f"{number}u"], pressed, None)
    elif code.text and types(code.text) and not pressed & ~(_SHIFT | _ALT):  # alt: AltGr, on a Mac
        for character in code.text:
            yield from typed(character)
    elif number in _KEYPAD:
        yield from _sign(_KEYPAD[number], pressed)
    elif number in _PRIVATE:
        if (name := FUNCTIONAL_KEYS.get(f"{number}u", "")) and re.fullmatch("f\\d+", name):
            yield _modified(name, pressed, None)
    elif types(character := chr(number)):
        shifted = chr(code.shifted) if code.shifted and pressed & _SHIFT else character
        yield from _sign(shifted.upper() if pressed & _SHIFT and len(shifted.upper()) == 1 else shifted, pressed)


def _sign(character: str, pressed: int) -> Iterator[Made]:
    """A key with a character on it: with shift alone it is that character, with more it writes nothing."""
    if not pressed & ~_SHIFT:
        yield from typed(character)
    else:
        yield _modified(named(character.lower()), pressed, None)


def _modified(name: str, pressed: int, character: str | None) -> Made:
    held = sorted(word for bit, word in _MODIFIERS if pressed & bit)
    return "+".join([*held, name]), None if held else character
