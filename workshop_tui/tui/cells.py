"""As many cells for a text as any terminal takes, so that its row stands in its frame in all of them.

Of the scripts of India and their neighbours some terminals draw the sign of a vowel in a cell of its own (xterm, tmux,
all that ask the C library), others with its letter. Rich counts none for it, nor for a letter after a joiner. Here
both are counted, for whatever Textual lays out; and a run of such letters is written over blanks, and the cursor put
behind them (`in_place`): what it takes less stays blank.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from functools import cache
from typing import TypeVar

from rich import cells
from rich._unicode_data import load

_SCRIPTS = "\u0900-\u109f\u1700-\u1aff\u1b00-\u1cff\ua800-\uabff\U00011000-\U00011fff"
"""The blocks of these scripts: from Devanagari to Myanmar, from Tagalog to Vedic, Javanese and the like."""
_OF_THEM = range(0x900, 0x12000)
"""The numbers of characters among which all of theirs are."""
_RUN = f"\x1b[]PX^_][^\x07\x1b]*|([{_SCRIPTS}][{_SCRIPTS}\u200c\u200d]*)"
"""A run of their letters; or what is no text of a screen: the title of its window."""
_BEFORE_A_PICTURE = "[\xa9\xae\u203c-\u3299\ufe0f\U0001f000-\U0001faff]"
_BETWEEN_LETTERS = f"(?<!{_BEFORE_A_PICTURE})\u200d"
"""A joiner that does not make one picture of two."""
_UNSEEN = "\u200c"
"""A sign that takes no cell, and nothing from the sign after it."""
_PUNCTUATION = ((0x2010, 0x2027), (0x202F, 0x205E), (0x20A0, 0x20BF), (0x2190, 0x22FF), (0x2713, 0x2714))
"""Apostrophes, dashes, dots, quotation marks, narrow spaces, currencies, arrows, mathematical signs, ticks."""
one_cell_each = cells._SINGLE_CELLS.union(*(map(chr, range(a, b + 1)) for a, b in _PUNCTUATION)).issuperset
"""Tells of a text whether all of its signs are known to take one cell: then nothing is looked up for any of them."""
_CONTROLS = frozenset(map(chr, range(32)))
Counted = TypeVar("Counted")


def unjoined(text: str, instead: str = "") -> str:
    """`text` with `instead` of each joiner that stands between letters."""
    return re.sub(_BETWEEN_LETTERS, instead, text) if "\u200d" in text else text


def in_place(text: str) -> str:
    """Give what is written to a terminal so that whatever follows such a run stands where it was counted to."""
    return text if text.isascii() or one_cell_each(set(text) - _CONTROLS) else re.sub(_RUN, _over_blanks, text)


def _over_blanks(found: re.Match[str]) -> str:
    width = cells.cell_len(found[1] or "")
    return f"\x1b7{' ' * width}\x1b8{found[1]}\x1b8\x1b[{width}C" if width else found[0]


def _counting(count: Callable[[str, str], Counted]) -> Callable[..., Counted]:
    """`count`, for a text in which a joiner between letters takes none of them away."""

    def counted(text: str, unicode_version: str = "auto") -> Counted:
        return count(unjoined(text, _UNSEEN), unicode_version)

    return counted


def _with_vowels(start: int, end: int) -> list[tuple[int, int, int]]:
    """The entries of Rich's table for these signs of no cells: one for each that is written beside its letter."""
    return [(code, code, int(unicodedata.category(chr(code)) == "Mc")) for code in range(start, end + 1)]


@cache
def _table(unicode_version: str = "auto") -> cells.CellTable:
    """Rich's table with these cells. It is large: read when first a sign comes of which Rich does not know without."""
    table = load(unicode_version)
    widths = []
    for entry in table.widths:
        start, end, width = entry
        if width == 0 and start in _OF_THEM and re.match(_RUN, chr(start)):
            widths += _with_vowels(start, end)
        else:
            widths.append(entry)
    return table._replace(widths=widths)


def _count_so() -> None:
    """Let Rich count so, and with it all that is laid out."""
    cells.load_cell_table = _table  # type: ignore[attr-defined] # by that name it is asked for there
    cells._is_single_cell_widths = one_cell_each
    cells._cell_len = _counting(cells._cell_len)
    cells.split_graphemes = _counting(cells.split_graphemes)


_count_so()
