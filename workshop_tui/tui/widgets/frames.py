"""Where widgets stand beside or below each other: containers that have a place and a size, and paint nothing.

Textual paints each container over all of its size, cuts each of its lines where a widget begins or ends, and then
throws away what widgets cover: of a screen's first frame that is a third of the work, and of every key's echo some.
What these leave free is painted by what they stand on.
"""

from __future__ import annotations

from textual.containers import Horizontal, Vertical
from textual.geometry import Region
from textual.strip import Strip

from workshop_tui.tui.part import Kin


class Beside(Kin, Horizontal):
    """Widgets side by side, on what is painted below."""

    HOLLOW = True

    def render_lines(self, crop: Region) -> list[Strip]:
        """No lines, whatever part of it is asked for."""
        return []


class Below(Kin, Vertical):
    """Widgets one below the other, on what is painted below."""

    HOLLOW = True

    def render_lines(self, crop: Region) -> list[Strip]:
        """No lines, whatever part of it is asked for."""
        return []
