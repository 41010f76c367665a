"""Signs that one terminal counts as one cell and another as two, drawn so that a row's frame stands in all of them.

A sign with an emoji's presentation selector (❤️, 1️⃣) is two cells in some terminals and one in others; so are joined
pictures, flags, and shades of skin, which some draw as several. On the screen the selector is left out, of joined
pictures the first is drawn, a flag is its two letters, and spaces fill the cells that Textual has counted; a joiner
between letters, with which tmux draws two in one cell, is left out (`cells` counts them). The text itself keeps all of
it: in records, in reports, and when it is copied.
"""

from __future__ import annotations

import re
from abc import abstractmethod
from functools import lru_cache

from rich.cells import cell_len
from rich.segment import Segment
from textual.color import Color
from textual.filter import LineFilter

from workshop_tui.tui.cells import one_cell_each, unjoined

_LETTER_A = 0x1F1E6
"""The first of the letters that flags are written with."""
_DROPPED = "\xad\u034f\u180e\u200b\u2060-\u2064\ufe00-\ufe0f\ufeff\u20e3\U0001f3fb-\U0001f3ff\U000e0000-\U000e0fff"
"""Selectors, the frame of a key, shades of skin, tags: what changes the sign before it, and what is not seen."""
_HYPHEN = "\xad"
"""A soft hyphen: Textual counts a cell for it, and terminals show a hyphen, or nothing."""
_PICTURE = "[\xa9\xae\u203c-\u3299\U0001f000-\U0001faff]"
_CLUSTER = f"(?s)[\U0001f1e6-\U0001f1ff]{{1,2}}|{_PICTURE}[{_DROPPED}]*(?:\u200d.?[{_DROPPED}]*)+|.?[{_DROPPED}]+"


class Written(LineFilter):
    """Draws texts otherwise, in as many cells."""

    @abstractmethod
    def written(self, text: str) -> str:
        """`text` as it is drawn."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        return [
            segment
            if segment.control or segment.text.isascii()
            else Segment(self.written(segment.text), segment.style, segment.control)
            for segment in segments
        ]


class Steady(Written):
    """Draws what terminals count otherwise in as many cells, and as signs that they all count alike."""

    def written(self, text: str) -> str:
        return steady(text)


@lru_cache(4096)
def steady(text: str) -> str:
    """`text` in as many cells as Textual counts, each of which every terminal counts as one, or two as one sign."""
    if one_cell_each(text):  # letters and lines of frames: nearly all that is drawn
        return text
    return re.sub(_CLUSTER, lambda found: _drawn(found[0]), unjoined(text))


def _drawn(cluster: str) -> str:
    width = cell_len(cluster)
    if _LETTER_A <= ord(cluster[0]) < _LETTER_A + 26:
        shown = "".join(chr(ord(letter) - _LETTER_A + ord("A")) for letter in cluster)
    else:
        shown = re.sub(f"[{_DROPPED}\u200d]", "", cluster)[:1]
        if "\u200d" not in cluster:
            shown += "-" * cluster.count(_HYPHEN)
    return shown + " " * max(0, width - cell_len(shown))
