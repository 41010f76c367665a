"""Our own Markdown as it reads, line by line: for a preview that is quick, whatever its length.

What is drawn of it is what is seen: `told` makes the lines beside the thread that draws, `Page` shows some of them.
"""

from __future__ import annotations

import re
from bisect import bisect
from collections.abc import Iterator, Sequence
from itertools import accumulate, groupby

from textual.content import Content
from textual.geometry import Size
from textual.scroll_view import ScrollView
from textual.strip import Strip
from textual.visual import Visual

from workshop_tui.locale import plural
from workshop_tui.tui.widgets.heads import Head, stair

LONGEST = 3_000
"""Lines that are drawn at the most: the others are in the file."""
NARROWEST = 4
"""Cells of a column at the least."""
OVER = 6
"""Cells that are kept at the right of a table whose heads stand on a stair, for the last of them."""
GAP = "  "
"""Between two columns."""
_ESCAPED = re.compile(r"\\(.)")
_MARKED = re.compile(r"(?<!\\)(\*\*|\*|`)(?!\s)(.+?)(?<!\\)\1")
_STYLES = {"**": "bold", "*": "italic", "`": "bold"}
_RULE = re.compile(r"^\|[ |:-]+\|$")
_BAR = re.compile(r"(?<!\\)\|")


class Page(ScrollView, can_focus=True):
    """Lines of text that are scrolled through."""

    def __init__(self) -> None:
        super().__init__(id="page", classes="panel")
        self._lines: Sequence[Content] = ()

    @property
    def text(self) -> Content:
        """The page, all of its lines."""
        return Content("\n").join(self._lines)

    @property
    def width(self) -> int:
        """Cells of a line, beside a scroll bar, which may come."""
        return max(1, self.scrollable_content_region.width - (not self.show_vertical_scrollbar))

    def show(self, lines: Sequence[Content]) -> None:
        """Show these lines, none of them wider than the page, where it stands."""
        self._lines = lines
        self.virtual_size = Size(self.width, len(lines))
        self.refresh()

    def render_line(self, y: int) -> Strip:
        row, width = self.scroll_offset.y + y, self.scrollable_content_region.width
        line = self._lines[row] if row < len(self._lines) else Content("")
        if not line.plain:
            return Strip.blank(width, self.visual_style.rich_style)
        return Visual.to_strips(self, line, width, 1, self.visual_style, pad=True)[0]


class Reader:
    """Reads pages as they come: a line that it has read before, at the same width, it does not read again."""

    def __init__(self) -> None:
        self._width = 0
        self._read: dict[str, list[Content]] = {}

    def lines(self, page: str, width: int) -> list[Content]:
        """The page as `shown` has it, in lines of `width` cells at the most."""
        if width != self._width:
            self._width, self._read = width, {}
        before, self._read = self._read, {}
        made: list[Content] = []
        for line in _told(page, width):
            if isinstance(line, Content):
                made += line.wrap(width)
                continue
            if line not in self._read:
                self._read[line] = before[line] if line in before else _line(line).wrap(width)
            made += self._read[line]
        return made


def shown(page: str, width: int = 80) -> Content:
    """The page without its marks: headings and labels bold, tables in columns that fit the `width`, no escapes."""
    return Content("\n").join(_line(line) if isinstance(line, str) else line for line in _told(page, width))


def _told(page: str, width: int) -> Iterator[Content | str]:
    """Yield the lines that are shown: those that are no rows of a table as they are written."""
    lines = page.split("\n")
    for table, part in groupby(lines[:LONGEST], key=lambda line: line.startswith("|")):
        those = list(part)
        yield from _table(those, width) if table else those
    if left := max(0, len(lines) - LONGEST):
        yield Content(
            plural("… {count} more line: it is in the file", "… {count} more lines: they are in the file", left)
        )


def _line(line: str) -> Content:
    if line.startswith("#"):
        marks, _space, text = line.partition(" ")
        return Content.assemble((_plain(text), "bold underline" if len(marks) < 3 else "bold"))
    if line.lstrip().startswith("- "):
        line = line.replace("- ", "• ", 1)
    return _marked(line)


def _marked(text: str) -> Content:
    """`text` with its bold, its italics and its code as such."""
    parts: list[str | tuple[str, str]] = []
    at = 0
    for found in _MARKED.finditer(text):
        parts += [_plain(text[at : found.start()]), (_plain(found[2]), _STYLES[found[1]])]
        at = found.end()
    return Content.assemble(*parts, _plain(text[at:]))


def _plain(text: str) -> str:
    return _ESCAPED.sub(r"\1", text).replace("&amp;", "&")


def _table(lines: list[str], width: int) -> Iterator[Content]:
    """A table in columns as wide as they need, narrowed where they do not fit; what is longer wraps in its column."""
    rule = next((line for line in lines if _RULE.match(line)), "")
    right = [mark.strip().endswith(":") for mark in rule.split("|")[1:-1]]
    rows = [[_marked(cell.strip()) for cell in _BAR.split(line)[1:-1]] for line in lines if line != rule]
    columns = list(zip(*rows, strict=False))
    widths = _widths(columns, width)
    counts = len(columns) > 3 and len(rows) > 1 and all(right[1:])
    if counts and any(_longest_word(head) > wide for head, wide in zip(rows[0], widths, strict=False)):
        widths = _widths([columns[0], *(column[1:] for column in columns[1:])], width - OVER)
        yield from _stair(rows.pop(0), widths, width)
        rows.insert(0, [])
    for number, row in enumerate(rows):
        wrapped = [cell.wrap(max(1, wide)) for cell, wide in zip(row, widths, strict=False)]
        for k in range(max(map(len, wrapped), default=0)):
            cells = (
                _cell(part[k] if k < len(part) else Content(""), wide, right=at_right)
                for part, wide, at_right in zip(wrapped, widths, right, strict=False)
            )
            line = Content(GAP).join(cells).rstrip()
            yield line.stylize("bold") if number == 0 else line


def _stair(heads: list[Content], widths: list[int], width: int) -> list[Content]:
    """The heads of counts on a line each, where words of them would be broken; the last at the right of the first."""
    ends = list(accumulate(wide + len(GAP) for wide in widths))
    names = [Head(head.plain, head.plain) for head in heads[1:-1]]
    last = heads[-1].plain
    starts = [end - len(GAP) - 1 for end in ends[1:-1]]
    lines = stair(names, starts, width, None, (last, ends[-1] - len(GAP)))
    corner = heads[0].truncate(max(0, starts[0] - 1), ellipsis=True, pad=True).stylize("bold")
    return [*lines[:-1], corner + lines[-1][corner.cell_length :]]


def _widths(columns: list[tuple[Content, ...]], width: int) -> list[int]:
    """The columns' widths: the widest are cut down until all fit; first so that no word is broken, then none but in the
    heads, then as it must be."""
    widths = [max(cell.cell_length for cell in column) for column in columns]
    available = width - len(GAP) * (len(widths) - 1)
    floors = [
        [max(map(_longest_word, column)) for column in columns],
        [max(map(_longest_word, column[1:]), default=0) for column in columns],
        [0 for _column in columns],
    ]
    for floor in floors:
        least = [max(one, NARROWEST) for one in floor]

        def cut(widest: int, least: list[int] = least) -> list[int]:
            return [min(wide, max(low, widest)) for wide, low in zip(widths, least, strict=True)]

        if sum(cut(0)) <= available:
            fitting = bisect(range(max(widths, default=0)), available, key=lambda widest: sum(cut(widest + 1)))
            return cut(fitting)
    return [min(wide, NARROWEST) for wide in widths]


def _longest_word(text: Content) -> int:
    return max((Content(word).cell_length for word in text.plain.split()), default=0)


def _cell(text: Content, width: int, *, right: bool) -> Content:
    space = Content(" " * max(0, width - text.cell_length))
    return space + text if right else text + space
