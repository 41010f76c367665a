"""Painting anew when a part of the screen has changed: what stands there, and nothing else."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from textual._compositor import Compositor
from textual.geometry import Region
from textual.screen import Screen
from textual.strip import Strip


class PaintedOnce(Screen[None]):
    """A screen of which what changes under a dialog is painted there once.

    Textual marks such a screen as changed each time that it has told the dialog what changed on it: so it tells it
    again, sixty times a second, until the dialog is closed.
    """

    def _compositor_refresh(self) -> None:
        app, changed = self.app, self._compositor._dirty_regions
        if self is app.screen or self not in app._background_screens:
            super()._compositor_refresh()
        elif changed:
            if seen := [region for region in changed if not _covered(app.screen, region)]:
                app.screen.refresh(*seen)
            changed.clear()
            self._dirty_widgets.clear()


def _covered(dialog: Screen[object], region: Region) -> bool:
    """Tell whether something of `dialog` that nothing shines through stands on all of `region`."""
    return any(
        place[0].intersection(place[1]).contains_region(region) and widget.styles.background.a == 1
        for widget, place in dialog._compositor.visible_widgets.items()
        if widget is not dialog
    )


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
