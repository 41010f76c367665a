"""What is repainted when a part of a screen changes: the widgets that the part lies in, and no others."""

from __future__ import annotations

from collections.abc import Iterable

from textual._compositor import Compositor
from textual.geometry import Region
from textual.strip import Strip


class PartCompositor(Compositor):
    """Textual's, which renders whatever is in the same container as the part, too: a second is three cells."""

    def _get_renders(self, crop: Region | None = None) -> Iterable[tuple[Region, Region, list[Strip]]]:
        if crop is None:
            return super()._get_renders(crop)
        visible = self.visible_widgets
        near = {widget: places for widget, places in visible.items() if crop.overlaps(places[0])}
        self._visible_widgets = near
        try:
            return [*super()._get_renders(crop)]
        finally:
            if self._visible_widgets is near:
                self._visible_widgets = visible
