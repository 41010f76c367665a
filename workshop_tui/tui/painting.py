"""Painting anew when a part of the screen has changed: what stands there, and nothing else."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from textual._compositor import Compositor
from textual.geometry import Region
from textual.strip import Strip


class Near(Compositor):
    """A compositor that asks only widgets that reach into what has changed for their lines.

    Textual asks each one that could reach there if it were larger, which is nearly all of a screen, and throws away
    what it gets: of a key's echo that is a fifth.
    """

    def _render_chops(self, crop: Region, is_rendered_line: Callable[[int], bool]) -> Sequence[Mapping[int, Strip]]:
        _ = self.cuts  # where lines are cut is worked out from all widgets, once
        everything = self.visible_widgets
        near = {widget: place for widget, place in everything.items() if crop.overlaps(place[0])}
        self._visible_widgets = near
        try:
            return super()._render_chops(crop, is_rendered_line)
        finally:
            if self._visible_widgets is near:  # else it was laid out anew meanwhile
                self._visible_widgets = everything
