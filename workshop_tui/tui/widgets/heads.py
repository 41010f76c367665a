"""Heads over narrow columns, of which no two read the same: whole names on a stair, a line each, where there is room.

A stair has the first name at the top; from each a line goes down to its column, past the names of those after it.
Where there is no room for it, names stand on one line, cut.
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct
from textual.content import Content

from workshop_tui.text.abridging import apart
from workshop_tui.tui.widgets.rows import SELECTED

LINE = "│"
PICKED = "bold reverse"


class Head(Struct, frozen=True):
    """A head: the whole name, and a short one."""

    name: str
    short: str

    def within(self, room: int) -> str:
        """The name on `room` cells at the most: whole, short, or cut."""
        shown = self.name if Content(self.name).cell_length <= room else self.short
        return _cut(shown, room)


def _cut(text: str, room: int) -> str:
    return Content(text).truncate(max(1, room), ellipsis=room > 4).plain


def stair(
    heads: Sequence[Head],
    starts: Sequence[int],
    width: int,
    picked: int | None,
    end: tuple[str, int],
    key: Sequence[str] = (),
) -> list[Content]:
    """The heads on a line each, at the cells `starts`, on lines of `width` cells; the one of number `picked` is marked.

    `end`: the head of the column after them, and the cell before which it ends. It stands on the first line, or above.
    `key` stands in the corner that the stair leaves free, before its last lines.
    """
    told, at = end
    last = Content.styled(told.rjust(at), "bold $text-muted")
    lines = []
    for k, (head, start) in enumerate(zip(heads, starts, strict=True)):
        corner = Content(f" {key[k - len(heads)]}" if len(key) >= len(heads) - k else "")
        line = corner.truncate(max(0, starts[0] - 2), ellipsis=True).stylize("$text-muted")
        for before, place in enumerate(starts[:k]):
            line += " " * (place - line.cell_length)
            line += Content.styled(LINE, "bold $accent" if before == picked else "$text-disabled")
        line += " " * (start - line.cell_length)
        line += Content.styled(head.within(width - start), PICKED if k == picked else "bold")
        lines.append(line)
    if lines[0].cell_length + len(told) < at:
        return [lines[0] + last[lines[0].cell_length :], *lines[1:]]
    return [last, *lines]


def flat(heads: Sequence[Head], starts: Sequence[int], cell: int, picked: int | None, end: str) -> Content:
    """The heads on one line, each right in a `cell` from its start, cut; of two that would read the same, none does."""
    names = [head.name if Content(head.name).cell_length < cell else head.short for head in heads]
    line = Content("")
    for k, (shown, start) in enumerate(zip(apart(names, cell - 1, _cut), starts, strict=True)):
        line += " " * (start - line.cell_length)
        marked = (SELECTED * (k == picked) + shown).rjust(cell)
        line += Content.styled(marked, PICKED if k == picked else "bold")
    return line + Content.styled(f" {end}", "bold $text-muted")
