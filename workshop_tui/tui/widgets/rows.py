"""A list of rows, a line each, one of them highlighted; only cells that read differently are repainted.

Not Textual's OptionList, which repaints all of its rows when one has changed: a day that is late moves its rows
every minute, and over SSH bytes are counted.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from msgspec import Struct
from rich.segment import Segment
from textual.binding import Binding
from textual.content import Content
from textual.css.styles import RulesMap
from textual.events import Click
from textual.geometry import Offset, Region, Size
from textual.message import Message as Posted
from textual.reactive import Reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip
from textual.style import Style
from textual.visual import RenderOptions, Visual

from workshop_tui.tui.part import Kin
from workshop_tui.tui.widgets.changed import changed_cells
from workshop_tui.tui.widgets.twice import LEFT, Twice

SELECTED, GUTTER = "▸", 1
"""The sign before what is selected, and the cells before each row that are kept for it."""
Row = tuple[str | None, Content]
"""A row: what it is about (None: it cannot be selected), and its text."""
Unmade = tuple[str | None, Callable[[], Content]]
"""A row whose text is made when it is seen: of a thousand a few are."""


_WHOLE: RulesMap = {"text_wrap": "nowrap", "text_overflow": "clip"}
"""The rules for a text that has room on its line."""
_NOT_REVERSED = Style(reverse=False)
"""The style that Textual fills the rest of a line with."""

WIDEST = 76
"""Cells of a line that is read as a text, at the most."""


class Columns(Struct, frozen=True):
    """Columns side by side, each `width` cells: `count` of them from number `first` on, which begins at cell `left`."""

    left: int = 0
    width: int = 1
    first: int = 0
    count: int = 0

    def at(self, x: int) -> int | None:
        """The number of the column at this cell; None beside them."""
        place = (x - self.left) // self.width
        return self.first + place if 0 <= place < self.count else None

    def cell_of(self, number: int) -> int:
        """The first cell of column `number`; of one that is not shown, of the nearest that is."""
        return self.left + self.width * min(max(0, number - self.first), max(0, self.count - 1))

    def first_of(self, count: int, all_of_them: int, shown: int) -> int:
        """The first of `count` that are to be shown of `all_of_them`: as now, if number `shown` is seen then."""
        stays = self.count == count and self.first <= shown < self.first + count
        return self.first if stays else max(0, min(shown - count // 2, all_of_them - count))


class Rows(Kin, ScrollView, can_focus=True, inherit_bindings=False):
    """Rows that are drawn, the one that is meant, and the keys that move between them."""

    COMPONENT_CLASSES = {"rows--highlighted"}
    auto_links = Reactive(False)
    BINDINGS = [
        Binding("up", "move(-1)", show=False),
        Binding("down", "move(1)", show=False),
        Binding("pageup", "move(-10)", show=False),
        Binding("pagedown", "move(10)", show=False),
        Binding("home", "move(-1000000)", show=False),
        Binding("end", "move(1000000)", show=False),
    ]

    class Chosen(Posted):
        """The highlighted row was clicked twice: it is meant. In which column, if in one."""

        def __init__(self, column: int | None) -> None:
            super().__init__()
            self.column = column

    class Moved(Posted):
        """Another row is highlighted."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(classes="panel", id=id)
        self._rows: Sequence[Row | Unmade] = []
        self._at: int | None = None
        self.columns = Columns()
        """Keys that the rows have, where one can be selected."""
        self._twice = Twice()

    @property
    def rows(self) -> list[Content]:
        """The rows as they are drawn."""
        return [text_of(row) for row in self._rows]

    @property
    def selected(self) -> str | None:
        """The thing that the highlighted row is about."""
        return self._rows[self._at][0] if self._at is not None and self._at < len(self._rows) else None

    @property
    def width(self) -> int:
        """Columns of a row."""
        return (self.scrollable_content_region.width or 40 + GUTTER) - GUTTER

    @property
    def cursor_screen_offset(self) -> Offset:
        """The cell of the screen where the selected row begins, or what is selected in it."""
        x, y, width, height = self.content_region
        row = (self._at or 0) - self.scroll_offset.y
        return Offset(x + min(GUTTER + self.selected_cell, max(0, width - 1)), y + min(max(0, row), max(0, height - 1)))

    @property
    def selected_cell(self) -> int:
        """The cell of the selected row that is selected in it; without columns, the first."""
        return 0

    def draw(self, rows: Sequence[Row | Unmade]) -> None:
        """Show these rows."""
        before, self._rows = self._rows, rows
        if len(rows) != len(before) or any(callable(text) for _key, text in rows):
            self._holds(Size(self.width + GUTTER, len(rows)))
            self.refresh()
            return
        width = self.width
        for i, (new, old) in enumerate(zip(rows, before, strict=True)):
            if new[1] is not old[1] and (cells := changed_cells(text_of(old), text_of(new), width)):
                y = i - self.scroll_offset.y
                self.refresh(*(Region(start + GUTTER, y, end - start, 1) for start, end in cells))

    def _holds(self, size: Size) -> None:
        """Scroll over `size`: laid out anew where its own goes by it; else its scroll bar alone may come or go."""
        if size == self.virtual_size:
            return
        if not self.size or self.styles.auto_dimensions:
            self.virtual_size = size
        else:
            self.set_reactive(Rows.virtual_size, size)
            self._scroll_update(size)

    def select(self, key: str | None) -> None:
        """Highlight the row about `key`, if there is one."""
        self._highlight(next((i for i, (one, _row) in enumerate(self._rows) if one and one == key), None))

    def select_first(self) -> None:
        """Highlight the first row that can be selected."""
        self._highlight(next((i for i, (key, _row) in enumerate(self._rows) if key), None))

    def sized(self) -> None:
        self._reveal()

    def _highlight(self, row: int | None) -> None:
        if row == self._at:
            return
        before, self._at = self._at, row
        for changed in (before, row):
            if changed is not None:
                self.refresh_line(changed)
        self._reveal()
        self.post_message(self.Moved())

    def _reveal(self) -> None:
        """Scroll so that the highlighted row shows, and the header of its block if it is right above."""
        if self._at is not None and (height := self.scrollable_content_region.height):
            top = 0 if self._at == 1 else self._at
            if top < self.scroll_offset.y:
                self.scroll_to(y=top, animate=False)
            elif self._at >= self.scroll_offset.y + height:
                self.scroll_to(y=self._at - height + 1, animate=False)

    def action_move(self, rows: int) -> None:
        """Highlight the row that is `rows` selectable ones further, or as far as there are any."""
        selectable = [i for i, (key, _row) in enumerate(self._rows) if key]
        if selectable:
            here = selectable.index(self._at) if self._at in selectable else 0
            self._highlight(selectable[min(max(0, here + rows), len(selectable) - 1)])

    def focus_on_click(self) -> bool:
        """Not while a text is typed on this screen: what is typed next is of the text still."""
        return super().focus_on_click() and not self.screen.query("Ask, Composer.open")

    def take(self, column: int) -> None:
        """Select this column; nothing, where none can be."""

    def on_click(self, event: Click) -> None:
        """A click selects; a second one on the same row (and column) means it."""
        offset = event.get_content_offset(self) if event.button == LEFT else None
        row = self.scroll_offset.y + offset.y if offset else len(self._rows)
        if offset and row < len(self._rows) and (key := self._rows[row][0]):
            if (column := self.columns.at(offset.x - GUTTER)) is not None:
                self.take(column)
            self._highlight(row)
            if self._twice.second(event, (key, column)):
                self.post_message(self.Chosen(column))

    def render_line(self, y: int) -> Strip:
        row, width = self.scroll_offset.y + y, self.width
        highlighted = row == self._at
        style = self.get_visual_style("rows--highlighted") if highlighted else self.visual_style
        if row >= len(self._rows):
            return Strip.blank(width + GUTTER, style.rich_style)
        before = Strip([Segment(SELECTED if highlighted else " ", style.rich_style)], GUTTER)
        return Strip.join([before, self.drawn(text_of(self._rows[row]), width, style)])

    def drawn(self, text: Content, width: int, style: Style) -> Strip:
        """A row's text as one line of `width` cells: where it has room nothing looks for where it may be broken.

        What has no room is cut at its last cell, with a sign that it goes on: a line that is wrapped loses whole words.
        """
        one_line = "\n" not in text.plain and "\t" not in text.plain
        if one_line and len(text) == text.cell_length <= width > 0 and self.text_selection is None:
            strips = text.render_strips(width, 1, style, RenderOptions(self._get_style, _WHOLE))
            return strips[0].extend_cell_length(width, (style + _NOT_REVERSED).rich_style)
        if one_line and text.cell_length > width > 0:
            text = text.rstrip().truncate(width, ellipsis=True)
        strips = Visual.to_strips(self, text, width, 1, style, pad=True)
        return strips[0] if strips else Strip.blank(width, style.rich_style)


def text_of(row: Row | Unmade) -> Content:
    """The text of a row, made now if it is not yet."""
    return row[1]() if callable(row[1]) else row[1]


def explained(told: Sequence[str], width: int) -> list[Row]:
    """Rows of an empty list that say what it is for, in these paragraphs."""
    lines = [line for words in told for line in Content(words).wrap(max(20, min(width, WIDEST)))]
    return [(None, line.stylize("$text-muted")) for line in lines]
