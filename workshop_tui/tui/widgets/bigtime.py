"""Figures read from the back of a room: a 3 × 5 font, scaled to the space there is.

The scale is that of three figures, which all are as wide: 100, 10 and 9 minutes, and +9 and +10, stand in one size.
"""

from __future__ import annotations

from textual.content import Content
from textual.geometry import Size

from workshop_tui.tui.widgets.line import Line

_FONT = {
    "0": ("###", "# #", "# #", "# #", "###"), "1": ("  #", "  #", "  #", "  #", "  #"),
    "2": ("###", "  #", "###", "#  ", "###"), "3": ("###", "  #", "###", "  #", "###"),
    "4": ("# #", "# #", "###", "  #", "  #"), "5": ("###", "#  ", "###", "  #", "###"),
    "6": ("###", "#  ", "###", "# #", "###"), "7": ("###", "  #", "  #", "  #", "  #"),
    "8": ("###", "# #", "###", "# #", "###"), "9": ("###", "# #", "###", "  #", "###"),
    "+": ("   ", " # ", "###", " # ", "   "), ":": (" ", "#", " ", "#", " "), " ": (" ",) * 5,
}  # fmt: skip


PLACES = 3
"""The figures, or a sign and figures, that a scale has room for."""


class BigTime(Line):
    """A few figures, as large as fits: cells are twice as high as wide, so each dot is 2 n × n cells."""

    _time = ""

    def show_time(self, text: str) -> None:
        """Draw `text` (digits, `+`, `:`) in the middle of the space there is, now and when there is another."""
        self._time = text
        self.show(Content("\n".join(figures(text, self.content_size))))

    def sized(self) -> None:
        self.show_time(self._time)


def figures(text: str, space: Size) -> list[str]:
    """The lines of `text` at the largest scale (1 at least) at which `space` holds it, and any of `PLACES` figures."""
    glyphs = [_FONT[c] for c in text if c in _FONT]
    if not glyphs:
        return []
    dots = max(sum(len(glyph[0]) for glyph in glyphs) + len(glyphs), 4 * PLACES) - 1
    scale = max(1, min(space.height // 5, space.width // (2 * dots)))
    lines = []
    for row in range(5):
        line = " ".join(glyph[row] for glyph in glyphs)
        drawn = "".join(("█" if c == "#" else " ") * 2 * scale for c in line)
        lines += [drawn] * scale
    return lines
