"""What the characters from a terminal come apart into."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Typed:
    """One character that a key makes: printable, or a control such as `\\r`."""

    character: str


@dataclass(frozen=True)
class Sequence:
    """A whole sequence, in its 7-bit form; ESC alone is the key."""

    text: str


@dataclass(frozen=True)
class Pasted:
    """A text that was pasted."""

    text: str


Token = Typed | Sequence | Pasted
