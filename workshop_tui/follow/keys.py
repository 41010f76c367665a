"""A line as it is typed: what each key adds or takes away, and the echo of it, as a plain terminal has it."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from workshop_tui.text import types

LONGEST = 100_000
"""Characters of one line; what is more is not taken: no text may have so many, and each says so that has."""
_ERASES, _ERASES_ALL, _ERASES_WORD, _ENDS = "\x7f\x08", "\x15", "\x17", "\x04"


@dataclass(frozen=True)
class Entered:
    """A line, whole."""

    line: str


class Left:
    """The key that ends what is typed, on an empty line."""


class Line:
    """A line in the making. `echo` of what was typed stands on the terminal, if it is echoed at all."""

    def __init__(self) -> None:
        self.text = ""
        self._within = ""
        """The escape sequence that has begun: arrows and such, which mean nothing here."""
        self._return = False
        self._pasted = False
        """Text is being pasted by a terminal that says so: its lines are one."""

    def feed(self, typed: str) -> Iterator[str | Entered | Left]:
        """Take in what was typed: yield the echo of it, and each line that it ends."""
        for key in typed:
            if self._within:
                self._swallow(key)
            elif key == "\x1b":
                self._within = key
            elif key in "\r\n":
                yield from self._end(key)
            elif key in _ERASES:
                yield self._erase(1)
            elif key in (_ERASES_ALL, _ERASES_WORD):
                kept = self.text.rstrip().rpartition(" ")[0] if key == _ERASES_WORD else ""
                kept += " " if kept else ""
                yield self._erase(len(self.text) - len(kept))
            elif key == _ENDS:
                if not self.text:
                    yield Left()
            elif key == "\t":
                yield self._space()
            elif types(key) and len(self.text) < LONGEST:
                self.text += key
                yield key
            self._return = key == "\r"
        if self._within == "\x1b":  # the key itself: what it begins comes at once
            self._within = ""

    def begin(self, text: str) -> str:
        """Begin with `text` as if it had been typed: the echo of it."""
        self.text = text
        return text

    def _end(self, key: str) -> Iterator[str | Entered]:
        if self._pasted:
            yield self._space()
        elif not (key == "\n" and self._return):  # one end of a line, not two
            line, self.text = self.text, ""
            yield "\n"
            yield Entered(line)

    def _space(self) -> str:
        """Give what stands for a tab, or the end of a pasted line: a space, unless there is one."""
        space = " " if self.text[-1:].strip() else ""
        self.text += space
        return space

    def _erase(self, count: int) -> str:
        """Take so many characters from the end, and what stands over them: backspaces that wipe them."""
        wiped = 0
        while self.text and count > 0:
            key, self.text = self.text[-1], self.text[:-1]
            wiped += _cells(key)
            count -= 0 if _is_on_another(key) else 1
        return "\b \b" * wiped

    def _swallow(self, key: str) -> None:
        self._within += key
        sequence = self._within
        if sequence[1:2] == "[":
            ended = len(sequence) > 2 and "@" <= key <= "~"
        elif sequence[1:2] == "O":
            ended = len(sequence) > 2
        else:
            ended = True
        if ended or len(sequence) > 32:
            self._within = ""
            self._pasted = sequence == "\x1b[200~" or (self._pasted and sequence != "\x1b[201~")


def _is_on_another(key: str) -> bool:
    """Tell whether it is a mark that stands on the sign before, or is not seen."""
    return unicodedata.category(key) in ("Mn", "Me", "Cf")


def _cells(key: str) -> int:
    if _is_on_another(key):
        return 0
    return 2 if unicodedata.east_asian_width(key) in "WF" else 1
