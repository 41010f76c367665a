"""Text that repaints only what reads differently: idle bytes are counted."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self, cast

from textual.content import Content
from textual.geometry import Region
from textual.reactive import Reactive
from textual.widgets import Static

from workshop_tui.tui.part import Kin
from workshop_tui.tui.widgets.changed import changed_cells

if TYPE_CHECKING:
    from textual.css.styles import RulesMap

_LEFT = ("left", "start")


class Line(Kin, Static):
    """Text of fixed size. `show` is cheap when nothing has changed; else it paints the cells that have."""

    auto_links = Reactive(False)

    def __init__(self, content: Content | str = "", *, id: str | None = None, classes: str | None = None) -> None:
        self.text = Content(content) if isinstance(content, str) else content
        """The text that it shows."""
        self._changed: list[Region] = []
        """The cells that are to be painted, where it is not all of them."""
        super().__init__(self.text, id=id, classes=classes)
        self._shown: object = None

    def show(self, content: Content | str, *, layout: bool = False) -> None:
        """Show `content`; `layout` if its size may have changed."""
        text = Content(content) if isinstance(content, str) else content
        what = (text.plain, tuple(text.spans))
        if what != self._shown:
            layout = layout and self._takes_another_place(text)
            self._changed = self._cells_to(text) if self._shown is not None and not layout else []
            self._shown, self.text = what, text
            self.update(text, layout=layout)
            self._changed = []

    def _takes_another_place(self, text: Content) -> bool:
        """Tell whether its size goes by what it shows, and is another for `text`."""
        width = self.content_size.width
        if not width or not self.styles.auto_dimensions:
            return not width
        return self.styles.is_auto_width or self._height_of(self.text, width) != self._height_of(text, width)

    def _height_of(self, text: Content, width: int) -> int:
        return text.get_height(cast("RulesMap", self.styles), width)

    def refresh(self, *regions: Region, repaint: bool = True, layout: bool = False, recompose: bool = False) -> Self:
        """Textual's; of what is shown anew, the cells that have changed."""
        return super().refresh(*(regions or self._changed), repaint=repaint, layout=layout, recompose=recompose)

    def _cells_to(self, text: Content) -> list[Region]:
        """The cells in which `text` differs from what is shown; none to tell where it is broken otherwise, or cut."""
        width, height = self.content_size
        before, after = self.text.split(allow_blank=True), text.split(allow_blank=True)
        fits = all(one.cell_length <= width for one in (*before, *after)) or self.styles.text_wrap == "nowrap"
        if len(before) != len(after) or len(after) > height or not fits or self.styles.text_align not in _LEFT:
            return []
        return [
            Region(start, y, end - start, 1)
            for y, (old, new) in enumerate(zip(before, after, strict=True))
            for start, end in _apart(old, new, width)
        ]


def _apart(old: Content, new: Content, width: int) -> list[tuple[int, int]]:
    """The cells of a line in which the two differ, all of them where one is cut."""
    if max(old.cell_length, new.cell_length) <= width:
        return changed_cells(old, new, width)
    return [] if old.is_same(new) else [(0, width)]
