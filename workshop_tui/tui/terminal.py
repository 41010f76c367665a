"""The abilities of a terminal, as far as its environment tells: UTF-8 or ASCII only, colours or none.

One filter over all that is drawn, so that no widget has to know.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from functools import lru_cache

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual.color import Color
from textual.filter import LineFilter

from workshop_tui.host.signs import NEAREST
from workshop_tui.host.streams import speaks_utf8
from workshop_tui.locale import _
from workshop_tui.tui.steady import Written

CONSOLE = {
    **dict.fromkeys("╭┏", "┌"), **dict.fromkeys("╮┓", "┐"), **dict.fromkeys("╰┗", "└"), **dict.fromkeys("╯┛", "┘"),
    **dict.fromkeys("━╸╺╶╴", "─"), "┃": "│", "✓": "√", "−": "-", "▎": "▌", "▊": "▌", "▕": "▐", "▏": "▌", "▸": ">",
    **dict.fromkeys("▁▂▃", "▄"), **dict.fromkeys("▅▆▇", "█"), "▔": "▀",
}  # fmt: skip
"""Signs that the fonts of the Linux console lack (they have 256 or 512 characters), and what stands for them."""
ASCII = {
    **{sign: near for sign, near in NEAREST.items() if len(near) == 1},
    "→": ">", "←": "<", "⏎": "<", "…": ".", "·": "-", "œ": "o", "Œ": "O", "æ": "a", "€": "E", "ß": "s",
}  # fmt: skip
"""Stand-ins for signs where there is only ASCII, in as many columns; accents go by themselves."""
NAMED = {"␣": lambda: _("space"), "→": lambda: _("right"), "←": lambda: _("left"), "↑": lambda: _("up"),
         "↓": lambda: _("down"), "⏎": lambda: _("enter")}  # fmt: skip


class Legible(Written):
    """Replaces what the terminal has no character for."""

    def __init__(self, signs: Mapping[str, str], *, ascii_only: bool) -> None:
        super().__init__()
        self.ascii_only = ascii_only
        self._signs = signs
        self._drawn = lru_cache(4096)(self._written)

    def written(self, text: str) -> str:
        return self._drawn(text)

    def _written(self, text: str) -> str:
        """`text` in what the terminal has, in as many columns."""
        shown = "".join(self._signs.get(c, c) for c in text)
        if self.ascii_only and not shown.isascii():
            shown = "".join(c if c.isascii() else _base(c) for c in shown)
            width = cell_len(text)
            shown = shown[:width].ljust(width)  # an emoji of several characters may be narrower than they are
        return shown

    def named(self, sign: str) -> str:
        """The sign of a key, or its name where the sign cannot be shown."""
        return NAMED[sign]() if sign in NAMED else sign


class Uncoloured(LineFilter):
    """Leaves of each text what is no colour: whether it is bold, underlined, reversed."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        return [
            segment
            if segment.control or segment.style is None
            else Segment(segment.text, uncoloured(segment.style), segment.control)
            for segment in segments
        ]


@lru_cache(4096)
def uncoloured(style: Style) -> Style:
    """`style` without its colours; what it does when it is clicked stays."""
    return Style(bold=style.bold, underline=style.underline, reverse=style.reverse, meta=style.meta or None)


def _base(character: str) -> str:
    """The letter under an accent; a space for a space; `?` a column for what ASCII has nothing for."""
    width = cell_len(character)
    base = unicodedata.normalize("NFKD", character)[:1]
    return base if base.isascii() and base and width == 1 else "?" * width


def legible(environ: Mapping[str, str]) -> Legible | None:
    """The filter that a terminal with this environment needs; None if it can show all there is."""
    terminal = environ.get("TERM", "")
    if terminal.startswith("vt") or not speaks_utf8(environ):
        return Legible(ASCII, ascii_only=True)
    return Legible(CONSOLE, ascii_only=False) if terminal == "linux" else None


def colourless(environ: Mapping[str, str]) -> bool:
    """Tell whether the terminal is to have no colours at all: it has none, or a person wants none (no-color.org)."""
    return environ.get("TERM", "").startswith("vt") or "NO_COLOR" in environ
