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


class Styled(dict[str, Char]):
    """The cells of one style, by the sign that they show."""

    def __init__(self, style: Char) -> None:
        super().__init__()
        self._style = style

    def __missing__(self, sign: str) -> Char:
        cell = self[sign] = self._style._replace(data=sign)
        return cell


@cache
def cells_of(style: Char) -> Styled:
    """The cells of this style."""
    return Styled(style)


@cache
def numbers_of(written: str) -> tuple[int, ...]:
    """The numbers of a sequence."""
    return tuple(min(int(number or 0), MOST) for number in written.split(";"))


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
        cells = cells_of(self.cursor.attrs)
        signs = data.translate(self.g0_charset)
        self.buffer[self.cursor.y].update(zip(range(start, end), map(cells.__getitem__, signs), strict=True))
        self.cursor.x = end
        self.dirty.add(self.cursor.y)

    def _all_narrow(self, data: str) -> bool:
        if self._narrow.issuperset(data):
            return True
        self._narrow.update(sign for sign in data if wcwidth(sign) == 1)
        return self._narrow.issuperset(data)

    def select_graphic_rendition(self, *attrs: int) -> None:
        asked = (modes.DECSCNM in self.mode, self.cursor.attrs, attrs)
        if asked not in self._styles:
            super().select_graphic_rendition(*attrs)
            self._styles[asked] = self.cursor.attrs
        self.cursor.attrs = self._styles[asked]


class Stream(pyte.ByteStream):
    """A stream of what is written, in any pieces."""

    def feed(self, data: bytes) -> None:  # type: ignore[override]  # as that of `ByteStream`
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
        done = getattr(self.listener, self.csi.get(what, "debug"))
        done(*numbers_of(numbers), private=True) if private else done(*numbers_of(numbers))
