"""Screens that are laid out for a size, drawn by it, and only then painted: what a terminal gets is each picture once.

Textual lays a screen out and paints it as it comes; tells it its size, for which it lays it out again; gives it the
classes of its breakpoints, by which it lays it out a third time; and once more since it has told each part how much it
holds. What the parts draw by the sizes that they were told comes after all of that: a fourth and a fifth time. Over SSH
each of these pictures is sent, and seen.

Here the classes come first, from the size of the app. What draws by its size does so when it is told, in `sized`: after
the layout that has found it, and before what came of it is painted. What that asks for is laid out at once, in the same
turn; and what was asked for before a layout, but is heard of after it, is done.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, Self, TypeVar

from textual.events import ScreenResume
from textual.geometry import Region, Size
from textual.messages import Layout
from textual.reactive import Reactive
from textual.screen import Screen
from textual.widget import Widget

from workshop_tui.tui.part import Parted
from workshop_tui.tui.sheets import going_by

if TYPE_CHECKING:
    from textual._compositor import CompositorMap
    from textual.app import App

Answer = TypeVar("Answer")

MOST = 3
"""Layouts in one turn, at the most: what asks for more is laid out with the next frame."""
_NOWHERE = (-1, Size(0, 0))


class LaidOutOnce(Parted, Screen[Answer], part=True):
    """A screen that is painted once for each size."""

    focused: Reactive[Widget | None] = Reactive(None, repaint=False)
    """The part that has the focus: it and the one that had it are painted, where Textual paints the whole screen."""
    _in_hand = False
    """True while it is laid out: nothing is painted."""
    _to_paint = False
    """True if what was laid out is to be painted then."""

    def __init__(self, *arguments: Any, **settings: Any) -> None:
        super().__init__(*arguments, **settings)
        self._laid_out: dict[Widget, tuple[int, Size]] = {}
        """Of each part that was laid out, how often it had asked for that by then, and its size."""
        self._made_of = (-1, -1)
        """The state of its children and styles that it was laid out with."""

    # ── what a screen does by its size ─────────────────────────────────────────────────────────────────
    def suit(self, size: Size) -> None:
        """Wear the classes that the style sheet goes by, those of its breakpoints: before it is laid out for `size`."""
        classes: dict[str, bool] = {}
        for points, cells in ((self.HORIZONTAL_BREAKPOINTS, size.width), (self.VERTICAL_BREAKPOINTS, size.height)):
            worn = self._get_breakpoint_classes(cells, points or [])
            classes |= {name: name in worn for _least, name in points or []}
        self.wear(classes)

    def wear(self, classes: dict[str, bool]) -> None:
        """Wear those classes that are True, and no others of them. Only what goes by them is styled.

        Textual styles all that is on the screen.
        """
        changed = {name for name, worn in classes.items() if worn != self.has_class(name)}
        self.update_classes(classes, update=False)
        if changed and self.is_mounted:
            self.app.stylesheet.update_nodes(going_by(self, changed))

    def sized(self) -> None:
        """Draw what goes by the sizes of its parts. Any widget may have this: done after each layout that gave it
        another size, before that is painted; those of the widgets first."""

    # ── when it is laid out ────────────────────────────────────────────────────────────────────────────
    def _post_register(self, app: App[Any]) -> None:
        super()._post_register(app)
        self.suit(app.size)

    def _on_screen_resume(self, event: ScreenResume) -> None:
        """As Textual does; but what was laid out and painted as it came is not painted once more."""
        event.prevent_default()
        before = self._size
        super()._on_screen_resume(event)
        if self._size != before:
            self._repaint_required = False
            self._exchange_repaint_regions()

    def _screen_resized(self, size: Size) -> None:
        """Be laid out, unless it is for that size."""
        if size != self._size:
            super()._screen_resized(size)

    async def _on_layout(self, message: Layout) -> None:
        """Not for what was asked before the last layout, which had it, nor for what is not shown."""
        part = message.widget
        if self._laid_out.get(part, _NOWHERE)[0] == part._layout_updates or not self._has_place(part):
            message.stop()
            message.prevent_default()

    def _refresh_layout(self, size: Size | None = None, scroll: bool = False) -> None:
        size = self.outer_size if size is None else size
        if not size:
            return
        if size != self._size:
            self.suit(size)
        self._in_hand = True
        try:
            for _time in range(MOST):
                scroll = not self._take_in() and scroll and not self._layout_widgets
                super()._refresh_layout(size, scroll)
                if scroll or not self._draw_by_size():
                    break
        finally:
            self._in_hand = False
        if self._to_paint:
            self._to_paint = False
            self._compositor.update_widgets(set(self._compositor.visible_widgets))
            self._compositor_refresh()

    def refresh(self, *regions: Region, repaint: bool = True, layout: bool = False, recompose: bool = False) -> Self:
        """Textual's; but of a part that has come or gone, what it moves is painted, or nothing: it was laid out as it
        came."""
        if layout and not recompose and self.styles._cache_key == self._made_of[1]:
            if self._is_laid_out:
                return self
            repaint = False
        return super().refresh(*regions, repaint=repaint, layout=layout, recompose=recompose)

    @property
    def _is_laid_out(self) -> bool:
        """Tell whether all that it holds was laid out, and since then nothing came, went, or is styled otherwise."""
        same = (self._nodes._updates, self.styles._cache_key) == self._made_of
        return same and all(part in self._laid_out or not part.display for part in self.children)

    def _compositor_refresh(self) -> None:
        if self._in_hand:
            self._to_paint = True
        else:
            super()._compositor_refresh()

    def _take_in(self) -> bool:
        """Take in what its parts would ask for once they had nothing else to do; tell whether that is a layout."""
        asked = False
        for part in self._parts:
            if part._layout_required:
                asked, part._layout_required = True, False
                for holder in _up_to_fixed(part):
                    holder._clear_arrangement_cache()
        return asked

    def _draw_by_size(self) -> bool:
        """Have drawn what goes by a size that is another now; tell whether that asks for another layout."""
        if self._pruning or not self.display:
            return False  # it is taken down, some of its parts are already
        self._made_of = (self._nodes._updates, self.styles._cache_key)
        parts, places, before = [*self._parts], self._compositor.full_map, self._laid_out
        self._laid_out = {part: (part._layout_updates, places[part].region.size) for part in parts if part in places}
        for part in parts:
            if part._layout_required and part in places and _has_its_bars(part, places):
                part._layout_required = False  # it was told how much it holds, which no layout goes by
        for part in reversed(parts):  # those that hold others after these
            drawn = getattr(part, "sized", None)
            if drawn and part in places and before.get(part, _NOWHERE)[1] != places[part].region.size:
                drawn()
        return any(part._layout_required and self._has_place(part) for part in self._parts)

    @property
    def _parts(self) -> Iterator[Widget]:
        """The screen and all that is on it, each before what it holds; scroll bars, too."""
        for part in self.walk_children(Widget, with_self=True):
            yield part
            yield from part._get_virtual_dom()

    def _has_place(self, part: Widget) -> bool:
        """Tell whether it was laid out, or is to be."""
        return part in self._laid_out or all(holder.display for holder in (part, *_holders(part)))


def _holders(part: Widget) -> Iterator[Widget]:
    """The widgets that hold it, up to the screen."""
    return (holder for holder in part.ancestors if isinstance(holder, Widget))


def _up_to_fixed(part: Widget) -> Iterator[Widget]:
    """The widgets that hold it, up to the first whose size does not go by what it holds."""
    for holder in _holders(part):
        yield holder
        if not holder.styles.auto_dimensions:
            return


def _has_its_bars(part: Widget, places: CompositorMap) -> bool:
    """Tell whether it was laid out with the scroll bars that it has now, and no others."""
    bars = (
        (part.show_vertical_scrollbar, part._vertical_scrollbar),
        (part.show_horizontal_scrollbar, part._horizontal_scrollbar),
    )
    return all(shown == (bar is not None and bar in places) for shown, bar in bars)
