"""The screen that pyte makes of what a program writes, made with less work: a screen's every cell passes through it.

pyte takes an escape sequence sign by sign, and makes each cell anew. Here a whole sequence is one step, and equal cells
are one; all that is not plain is left to pyte (`test_screen` compares the two).
"""

from __future__ import annotations

import re
from functools import cache
from typing import Any

import pyte
from pyte import modes
from pyte.screens import Char
from wcwidth import wcwidth

SEQUENCE = re.compile(r"\x1b\[(\??)([\d;]*)([A-Za-z@`])")
MOST = 9999
"""The greatest number in a sequence; a greater one is taken for it."""


@cache
def styled(style: Char, sign: str) -> Char:
    """The cell that shows `sign` in this style."""
    return style._replace(data=sign)


@cache
def takes_two(sign: str) -> bool:
    """Tell whether the cell after it is its second half."""
    return wcwidth(sign[:1]) == 2


class Screen(pyte.Screen):
    """Where narrow signs stand one after the other in a line, and the styles that were asked for before."""

    def __init__(self, columns: int, lines: int) -> None:
        self._narrow: set[str] = set()
        self._styles: dict[tuple[Any, ...], Char] = {}
        super().__init__(columns, lines)

    @property
    def display(self) -> list[str]:
        return ["".join(self._signs(self.buffer[y])) for y in range(self.lines)]

    def _signs(self, line: Any) -> list[str]:
        signs = [line[x].data for x in range(self.columns)]
        if self._narrow.issuperset(signs):
            return signs
        shown, halved = [], False
        for sign in signs:
            if not halved:
                shown.append(sign)
            halved = not halved and takes_two(sign)
        return shown

    def draw(self, data: str) -> None:
        start, end = self.cursor.x, self.cursor.x + len(data)
        if end > self.columns or modes.IRM in self.mode or self.charset or not self._all_narrow(data):
            super().draw(data)
            return
        line, style = self.buffer[self.cursor.y], self.cursor.attrs
        for column, sign in enumerate(data.translate(self.g0_charset), start):
            line[column] = styled(style, sign)
        self.cursor.x = end
        self.dirty.add(self.cursor.y)

    def _all_narrow(self, data: str) -> bool:
        if self._narrow.issuperset(data):
            return True
        self._narrow.update(sign for sign in data if wcwidth(sign) == 1)
        return self._narrow.issuperset(data)

    def select_graphic_rendition(self, *attrs: int) -> None:
        asked = (self.default_char, self.cursor.attrs, attrs)
        if asked not in self._styles:
            super().select_graphic_rendition(*attrs)
            self._styles[asked] = self.cursor.attrs
        self.cursor.attrs = self._styles[asked]


class Stream(pyte.ByteStream):
    """A stream of what is written, in any pieces."""

    def feed(self, data: bytes) -> None:
        text = self.utf8_decoder.decode(data) if self.use_utf8 else data.decode("latin-1")
        at = 0
        while at < len(text):
            if self._taking_plain_text and (plain := self._text_pattern.match(text, at)):
                self.listener.draw(plain[0])
                at = plain.end()
            elif self._taking_plain_text and (sequence := SEQUENCE.match(text, at)):
                self._do(*sequence.groups())
                at = sequence.end()
            else:
                self._taking_plain_text = self._send_to_parser(text[at])
                at += 1

    def _do(self, private: str, numbers: str, what: str) -> None:
        given = [min(int(number or 0), MOST) for number in numbers.split(";")]
        done = getattr(self.listener, self.csi.get(what, "debug"))
        done(*given, private=True) if private else done(*given)
