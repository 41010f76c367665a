"""Painting anew when a part of the screen has changed: what stands there, and nothing else."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from rich.cells import cell_len
from rich.color import ColorSystem
from rich.console import Console
from rich.control import Control
from rich.segment import Segment
from textual._compositor import ChopsUpdate, Compositor, LayoutUpdate
from textual.geometry import Region
from textual.screen import Screen
from textual.strip import Strip

from workshop_tui.tui.cells import one_cell_each
from workshop_tui.tui.part import Parted


class PaintedOnce(Parted, Screen[None], part=True):
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
    """Tell whether something of `dialog` stands on all of `region`: no text shines through it, whatever its colour."""
    return any(
        place[0].intersection(place[1]).contains_region(region)
        for widget, place in dialog._compositor.visible_widgets.items()
        if widget is not dialog
    )


class Within(ChopsUpdate):
    """A picture of what has changed, and not of what stands before it in the same widget.

    Textual's begins where the widget does: under a dialog, for which the screen below is one widget, at the left edge.
    It names the colours of each part, though they be those of the part before.
    """

    def render_segments(self, console: Console) -> str:
        pen = Pen(console)
        for y, x1, x2 in self.spans:
            for end, (x, strip) in zip(self.chop_ends[y], self.chops[y].items(), strict=False):
                left, right = max(x, x1), min(end, x2)
                if strip is not None and left < right:
                    pen.move_to(left, y)
                    for segment in strip.crop(left - x, right - x):
                        pen.write(segment)
        return pen.lift()


class Whole(LayoutUpdate):
    """A whole picture. Textual's trusts the terminal to count each row as it does itself."""

    def render_segments(self, console: Console) -> str:
        pen = Pen(console)
        for y, row in enumerate(self.strips, self.region.y):
            pen.move_to(self.region.x, y)
            for strip in row:
                for segment in strip:
                    pen.write(segment)
        return pen.lift()


class Pen:
    """Writes parts of a picture one after the other; its colours change where they are others.

    What not all terminals count alike is written over blanks, and the pen goes to where the next part stands: no part
    is moved by what is before it, and nothing is left there of the picture before.
    """

    def __init__(self, console: Console) -> None:
        self._colours = console._color_system or ColorSystem.TRUECOLOR
        self._dipped = ""
        """The codes of the colours that it has; none: the terminal's own."""
        self._written: list[str] = []
        self._place = (0, 0)
        """The cell where the next part stands."""

    def move_to(self, x: int, y: int) -> None:
        """Go to a cell, counted from 0."""
        self._place = (x, y)
        self._written.append(Control.move_to(x, y).segment.text)

    def write(self, segment: Segment) -> None:
        """Write a part, from where it is."""
        text, style, _control = segment
        linked = style is not None and bool(style.link)
        self._dip("" if linked or style is None else Strip.render_ansi(style, self._colours))
        (x, y), width = self._place, cell_len(text)
        sure = one_cell_each(text)
        if not sure:
            self._written.append(" " * width)
            self.move_to(x, y)
        self._written.append(Strip.render_style(style, text, self._colours) if linked and style else text)
        self._place = (x + width, y)
        if not sure:
            self.move_to(x + width, y)

    def lift(self) -> str:
        """The text so far; the terminal has its own colours again."""
        self._dip("")
        return "".join(self._written)

    def _dip(self, codes: str) -> None:
        if codes != self._dipped:
            self._written.append(("\x1b[0m" if self._dipped else "") + (f"\x1b[{codes}m" if codes else ""))
            self._dipped = codes


class Narrow(Compositor):
    """A compositor that paints no more than what has changed."""

    def render_partial_update(self) -> ChopsUpdate | None:
        update = super().render_partial_update()
        return update and Within(update.chops, update.spans, update.chop_ends)

    def render_full_update(self, simplify: bool = False) -> LayoutUpdate:
        update = super().render_full_update(simplify)
        return Whole(update.strips, update.region)


class Cover:
    """The cells of `crop` on which something stands, by rows of bits."""

    def __init__(self, crop: Region) -> None:
        self._crop = crop
        self._whole = (1 << crop.width) - 1
        self._rows = [0] * crop.height

    def takes(self, region: Region) -> bool:
        """Let something stand on `region` too; tell whether there is no cell left."""
        x, y, width, height = region.intersection(self._crop)
        first = y - self._crop.y
        columns = ((1 << width) - 1) << (x - self._crop.x)
        self._rows[first : first + height] = [row | columns for row in self._rows[first : first + height]]
        return all(row == self._whole for row in self._rows)


class Near(Narrow):
    """A compositor that asks only widgets that reach into what has changed, and are seen there, for their lines.

    Textual asks each one that could reach there if it were larger, which is nearly all of a screen, and those behind it
    too, and throws away what it gets: of a key's echo that is a fifth, of a second's two thirds; and of a first frame
    the whole ground, which nobody sees.
    """

    def _render_chops(self, crop: Region, is_rendered_line: Callable[[int], bool]) -> Sequence[Mapping[int, Strip]]:
        _ = self.cuts  # where lines are cut is worked out from all widgets, once
        everything = self.visible_widgets
        near = self._visible_widgets = {}
        cover = Cover(crop)
        for widget, place in everything.items():  # what stands in front comes first
            if crop.overlaps(place[0]):
                near[widget] = place
                seen = place[0].intersection(place[1])
                if not getattr(widget, "HOLLOW", False) and (seen.contains_region(crop) or cover.takes(seen)):
                    break
        try:
            return super()._render_chops(crop, is_rendered_line)
        finally:
            if self._visible_widgets is near:  # else it was laid out anew meanwhile
                self._visible_widgets = everything
