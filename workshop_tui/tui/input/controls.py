"""The characters that begin and end control sequences (ECMA-48): in seven bits after ESC, in eight by themselves."""

from __future__ import annotations

ESC = "\x1b"
INTRODUCERS = "[OP]X^_"
"""After ESC: CSI, SS3, and the five strings DCS, OSC, SOS, PM, APC."""
EIGHT_BIT = {chr(ord(final) + 0x40): final for final in INTRODUCERS}
"""Introducers in eight bits, one character each."""
SINGLE_SHIFTS = "\x8e\x8f"
"""SS2 and SS3 in eight bits: what follows is one character of another set."""
CANCELS = "\x18\x1a"
"""CAN and SUB end any sequence."""
INTERMEDIATES = frozenset(map(chr, range(0x20, 0x30)))
"""After ESC, these begin a sequence that one character from `0` to `~` ends (nF: which set of characters is meant)."""
END_OF_STRING = "\x9c"
"""ST in eight bits; in seven it is ESC and a backslash."""
