"""How well each cell that is drawn can be read: its contrast, by WCAG's own formula, as different terminals show it.

Written from the norm and not from `tui/colours.py`, which it judges.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import NamedTuple

from rich.color import Color, ColorSystem, ColorType
from rich.color_triplet import ColorTriplet
from textual.app import App

Triplet = tuple[int, int, int]
Shown = Callable[[Color], Triplet]
"""A terminal's way with colours: what it makes of each."""


class Cell(NamedTuple):
    """A run of cells of one style."""

    contrast: float
    needed: float
    text: str
    colours: str

    @property
    def margin(self) -> float:
        """Contrast in parts of what is needed: below 1 it is too faint."""
        return self.contrast / self.needed


def ratio(one: Triplet, other: Triplet) -> float:
    """Contrast, 1 to 21: https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio."""
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


@lru_cache(4096)
def luminance(colour: Triplet) -> float:
    """Relative luminance, 0 to 1: https://www.w3.org/TR/WCAG22/#dfn-relative-luminance."""
    parts = [c / 255 / 12.92 if c / 255 <= 0.04045 else ((c / 255 + 0.055) / 1.055) ** 2.4 for c in colour]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


def in_full(colour: Color) -> Triplet:
    """A terminal of all colours."""
    return colour.get_truecolor()


@lru_cache(4096)
def in_256(colour: Color) -> Triplet:
    """256 colours."""
    return colour.downgrade(ColorSystem.EIGHT_BIT).get_truecolor()


def in_palette(sixteen: str) -> Shown:
    """Sixteen colours that look like these; only colours of the sixteen may be drawn."""
    colours = [ColorTriplet(*bytes.fromhex(one)) for one in sixteen.split()]

    def shown(colour: Color) -> Triplet:
        assert colour.type is ColorType.STANDARD, f"{colour} would be left to the driver"
        assert colour.number is not None
        return colours[colour.number]

    return shown


XTERM = in_palette(
    "000000 cd0000 00cd00 cdcd00 0000ee cd00cd 00cdcd e5e5e5 7f7f7f ff0000 00ff00 ffff00 5c5cff ff00ff 00ffff ffffff"
)
CAMPBELL = in_palette(
    "0c0c0c c50f1f 13a10e c19c00 0037da 881798 3a96dd cccccc 767676 e74856 16c60c f9f1a5 3b78ff b4009e 61d6d6 f2f2f2"
)
VGA = in_palette(
    "000000 aa0000 00aa00 aa5500 0000aa aa00aa 00aaaa aaaaaa 555555 ff5555 55ff55 ffff55 5555ff ff55ff 55ffff ffffff"
)


def cells(app: App[str], *terminals: Shown) -> Iterator[Cell]:
    """List all that the app's screen shows and that is no blank, once a terminal.

    Lines and borders need 3 : 1, as large figures do, and the shading of a scrollbar or a cursor's edge needs nothing.
    """
    seen = {
        (segment.style, segment.text.strip())
        for strip in app.screen._compositor.render_strips()
        for segment in strip
        if segment.text.strip() and segment.style
    }
    for style, text in seen:
        if all("\u2580" <= c <= "\u259f" and c != "█" for c in text):
            continue
        assert style.color and style.bgcolor and not style.dim, text
        needed = 3 if all("\u2500" <= c <= "\u257f" or c in "█ " for c in text) else 4.5
        for shown in terminals:
            contrast = ratio(shown(style.color), shown(style.bgcolor))
            yield Cell(contrast, needed, text, str(style))
