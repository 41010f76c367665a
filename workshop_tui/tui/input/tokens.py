"""The parts into which the characters from a terminal come."""

from __future__ import annotations

from msgspec import Struct


class Typed(Struct, frozen=True):
    """One character that a key makes: printable, or a control such as `\\r`."""

    character: str


class Sequence(Struct, frozen=True):
    """A whole sequence, in its 7-bit form, but for SS2 and SS3; ESC alone is the key."""

    text: str


class Pasted(Struct, frozen=True):
    """A text that was pasted."""

    text: str


Token = Typed | Sequence | Pasted
