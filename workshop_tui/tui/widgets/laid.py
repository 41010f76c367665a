"""Words laid out on lines, broken between them only; and where one of them stands then."""

from __future__ import annotations

from collections.abc import Sequence

from textual.content import Content
from textual.geometry import Offset


def laid(words: Sequence[Content], width: int, gap: int = 2) -> list[list[Content]]:
    """The words by lines of `width` cells, `gap` cells apart; one that is wider has a line of its own."""
    lines: list[list[Content]] = []
    used = 0
    for word in words:
        if lines and used + gap + word.cell_length <= width:
            lines[-1].append(word)
            used += gap + word.cell_length
        else:
            lines.append([word])
            used = word.cell_length
    return lines


def joined(lines: Sequence[Sequence[Content]], gap: int = 2) -> list[Content]:
    """Each of those lines as one text."""
    return [Content(" " * gap).join(line) for line in lines]


def place_of(word: Content, lines: Sequence[Sequence[Content]], gap: int = 2) -> Offset | None:
    """The cell where `word`, which is one of these very words, begins; None if it is not there."""
    for y, line in enumerate(lines):
        x = 0
        for one in line:
            if one is word:
                return Offset(x, y)
            x += one.cell_length + gap
    return None
