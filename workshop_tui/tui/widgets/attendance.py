"""People as rows, blocks as columns: when each was there."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import tzinfo

from textual import events
from textual.content import Content

from workshop_tui.agenda import Block
from workshop_tui.session.attendance import Attendance, told
from workshop_tui.tui.widgets.rows import Columns, Row, Rows


class AttendanceRows(Rows):
    """Up and down are the rows' own; left and right choose a block. `Moved` says that another is chosen."""

    def __init__(self, blocks: tuple[Block, ...], block: str) -> None:
        super().__init__(id="people")
        self._blocks = blocks
        self._column = next((k for k, one in enumerate(blocks) if one.key == block), 0)
        self._shown: tuple[Attendance, tzinfo] | None = None

    @property
    def block(self) -> str:
        """The key of the chosen block."""
        return self._blocks[self._column].key

    def show(self, attendance: Attendance, zone: tzinfo) -> None:
        """Draw it."""
        self._shown = (attendance, zone)
        self._redraw()
        if self.selected is None:
            self.action_move(0)

    def _redraw(self) -> None:
        if self._shown:
            self.draw(list(self._lines(*self._shown)))

    def _lines(self, attendance: Attendance, zone: tzinfo) -> Iterator[Row]:
        columns = min(len(self._blocks), max(1, (self.width - 16) // 16))
        cell = max(16, min(26, (self.width - 30) // columns))
        first = self.columns.first_of(columns, len(self._blocks), self._column)
        shown = list(enumerate(self._blocks))[first : first + columns]
        label = max(8, self.width - cell * columns)
        self.columns = Columns(label, cell, first, len(shown))
        heads = [
            (Content(f" {block.title}").truncate(cell, ellipsis=True, pad=True).plain,
             "bold reverse" if k == self._column else "bold")
            for k, block in shown
        ]  # fmt: skip
        yield None, Content.assemble(" " * label, *heads)
        for key, one in attendance.people.items():
            whence = f"  {one.organisation}" if one.organisation else ""
            name = Content.assemble((one.name, "bold"), (whence, "$text-muted"))
            row = name.truncate(label, ellipsis=True, pad=True)
            for _k, block in shown:
                stays = told(attendance.stays(key, block.key), zone)
                here = attendance.here(key, block.key)
                text = f" ✓ {stays}" if here else f"   {stays}" if stays else "   –"
                text = Content(text).truncate(cell, ellipsis=True, pad=True).plain
                row += Content.assemble((text, "$text-success" if here else ""))
            yield key, row

    def on_key(self, event: events.Key) -> None:
        if event.key in ("left", "right"):
            event.stop()
            step = 1 if event.key == "right" else -1
            self.take(max(0, min(len(self._blocks) - 1, self._column + step)))

    def take(self, column: int) -> None:
        self._column = column
        self._redraw()
        self.post_message(self.Moved())

    def on_resize(self, event: events.Resize) -> None:
        super().on_resize(event)
        self._redraw()
