"""People as rows, blocks as columns: when each was there."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import tzinfo

from textual import events
from textual.content import Content

from workshop_tui.agenda import Block
from workshop_tui.locale import _, hours_told
from workshop_tui.session.attendance.presence import Attended, Being, Cell, Presence, rate_told
from workshop_tui.tui.widgets.rows import SELECTED, Columns, Row, Rows, explained

LONGEST_ORGANISATION = 24
"""The most cells that are kept for an organisation beside a long name."""


class AttendanceRows(Rows):
    """Up and down are the rows' own; left and right choose a block. `Moved` says that another is chosen."""

    def __init__(self, blocks: tuple[Block, ...], block: str) -> None:
        super().__init__(id="people")
        self._blocks = blocks
        self._column = next((k for k, one in enumerate(blocks) if one.key == block), 0)
        self._runs = self.block
        """The block that runs, as far as it was told."""
        self._shown: tuple[Presence, tzinfo] | None = None
        self._purpose: tuple[str, ...] = ()

    @property
    def block(self) -> str:
        """The key of the chosen block."""
        return self._blocks[self._column].key

    def follow(self, block: str) -> bool:
        """Choose the block that runs now, where the one that ran was chosen; whether that is another."""
        ran, self._runs = self._runs, block
        if ran == block or self.block != ran:
            return False
        self._column = next(k for k, one in enumerate(self._blocks) if one.key == block)
        return True

    @property
    def selected_cell(self) -> int:
        """The cell where what is said of the selected person in the chosen block begins."""
        return self.columns.cell_of(self._column) + 1

    def show(self, there: Presence, zone: tzinfo, *purpose: str) -> None:
        """Draw it; while nobody is registered, what it is for, in these paragraphs."""
        self._shown, self._purpose = (there, zone), purpose
        self._redraw()
        if self.selected is None:
            self.action_move(0)

    def _redraw(self) -> None:
        if self._shown:
            self.draw(list(self._lines(*self._shown)))

    def _lines(self, there: Presence, zone: tzinfo) -> Iterator[Row]:
        columns = min(len(self._blocks), max(1, (self.width - 16) // 16))
        cell = max(16, min(26, (self.width - 30) // columns))
        first = self.columns.first_of(columns, len(self._blocks), self._column)
        shown = list(enumerate(self._blocks))[first : first + columns]
        label = max(8, self.width - cell * columns)
        self.columns = Columns(label, cell, first, len(shown))
        heads = [
            (
                Content((SELECTED if k == self._column else " ") + block.title)
                .truncate(cell, ellipsis=True, pad=True)
                .plain,
                "bold reverse" if k == self._column else "bold",
            )
            for k, block in shown
        ]
        yield None, Content.assemble(" " * label, *heads)
        if not there.people:
            yield from explained(self._purpose, self.width)
        named = _width_of_names(there, label)
        for one in there.people:
            name = Content.styled(one.person.name, "bold").truncate(named, ellipsis=True, pad=True)
            if named < label:
                name = Content.assemble(name, (f"  {one.person.organisation or ''}", "$text-muted"))
            row = name.truncate(label, ellipsis=True, pad=True)
            for k, _block in shown:
                being = one.cells[k]
                text = f" {'✓' if being.here else ' '} {self._told(being, zone)}"
                text = Content(text).truncate(cell, ellipsis=True, pad=True).plain
                row += Content.assemble((text, "$text-success" if being.here else ""))
            yield one.key, row

    def _told(self, being: Cell, zone: tzinfo) -> str:
        """As everywhere; but who is not there yet, or not at all, is a dash: the list is read down."""
        nothing = being.being in (Being.ABSENT, Being.TO_COME) and not being.noted
        return "–" if nothing else being.told(zone)

    def on_key(self, event: events.Key) -> None:
        if event.key in ("left", "right"):
            event.stop()
            step = 1 if event.key == "right" else -1
            self.take(max(0, min(len(self._blocks) - 1, self._column + step)))

    def take(self, column: int) -> None:
        self._column = column
        self._redraw()
        self.post_message(self.Moved())

    def sized(self) -> None:
        self._redraw()


def told_of(one: Attended, zone: tzinfo) -> Content:
    """Tell all of one person: where they come from, the contact that they share, each half-day and the hours in all."""
    person = one.person
    lines = [Content.styled(person.name, "bold")]
    lines += [Content(person.organisation)] if person.organisation else []
    lines += [_named(_("contact"), person.contact)] if person.contact and person.share else []
    for being in one.cells:
        hours = f" · {hours_told(being.minutes)}" if being.minutes else ""
        lines.append(_named(being.half.block.title, being.told(zone) + hours))
    lines.append(_named(_("in all"), f"{hours_told(one.minutes)} · {rate_told(one.rate)}"))
    return Content("\n").join(lines)


def _named(name: str, said: str) -> Content:
    return Content.assemble((f"{name}  ", "$text-muted"), said)


def _width_of_names(there: Presence, label: int) -> int:
    """The cells of names, after which organisations stand below one another, where there is room for both."""
    longest = max((Content(one.person.name).cell_length for one in there.people), default=0)
    if not any(one.person.organisation for one in there.people):
        return label
    return min(longest, max(label * 3 // 5, label - 2 - LONGEST_ORGANISATION))
