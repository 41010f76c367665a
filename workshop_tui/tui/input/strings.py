"""A control string as it comes: up to its end, with the strings that may be inside it. Nothing of it is kept."""

from __future__ import annotations

import re

from workshop_tui.tui.input.controls import CANCELS, EIGHT_BIT, END_OF_STRING, ESC

_MEANS = "[\x07\x18\x1a\x1b\x90\x98\x9c\x9d\x9e\x9f]"
"""Characters in a string that are not of its content."""


class ControlString:
    """One that has begun: DCS, OSC, SOS, PM or APC, by the character after ESC."""

    def __init__(self, introducer: str) -> None:
        self._nested = [introducer]
        """The introducers of the strings that are open, one in the other."""
        self._escaped = False

    def read(self, text: str, place: int) -> int | None:
        """Go on with `text` from `place`; where its end is over, None if that is still to come."""
        while place < len(text):
            place = self._after_escape(text, place) if self._escaped else self._next(text, place)
            if not self._nested:
                return place
        return None

    def _next(self, text: str, place: int) -> int:
        found = re.compile(_MEANS).search(text, place)
        if found is None:
            return len(text)
        character = found.group()
        if character == ESC:
            self._escaped = True
        elif character in CANCELS:
            self._nested.clear()
        elif character == END_OF_STRING or (character == "\x07" and self._nested[-1] == "]"):
            self._nested.pop()
        elif character != "\x07":
            self._nested.append(EIGHT_BIT[character])
        return found.end()

    def _after_escape(self, text: str, place: int) -> int:
        """After an ESC in a string; tmux writes two of them for one."""
        character = text[place]
        if character == ESC:
            return place + 1
        self._escaped = False
        if character == "\\":
            self._nested.pop()
        elif character in "P]X^_":
            self._nested.append(character)
        elif re.match(_MEANS, character):
            return place
        return place + 1
