"""Figures read from the back of a room: a 3 × 5 font, scaled to the space there is."""

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


class BigTime(Line):
    """A few figures, as large as fits: cells are twice as high as wide, so each dot is 2 n × n cells."""

    def show_time(self, text: str) -> None:
        """Draw `text` (digits, `+`, `:`) in the middle of the space there is."""
        self.show(Content("\n".join(figures(text, self.content_size))))


def figures(text: str, space: Size) -> list[str]:
    """The lines of `text` at the largest scale that `space` holds (1 at least)."""
    glyphs = [_FONT[c] for c in text if c in _FONT]
    dots = sum(len(glyph[0]) for glyph in glyphs) + max(0, len(glyphs) - 1)
    if not dots:
        return []
    scale = max(1, min(space.height // 5, space.width // (2 * dots)))
    lines = []
    for row in range(5):
        line = " ".join(glyph[row] for glyph in glyphs)
        drawn = "".join(("█" if c == "#" else " ") * 2 * scale for c in line)
        lines += [drawn] * scale
    return lines
