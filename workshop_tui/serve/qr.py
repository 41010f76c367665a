"""The QR code of a link, in half blocks: two modules a character, dark on light whatever the terminal's colours."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import zip_longest

BLOCKS = {(True, True): "█", (True, False): "▀", (False, True): "▄", (False, False): " "}
"""A character for two modules, one above the other: `True` where it is dark."""


def qr_lines(link: str, border: int = 2) -> list[str]:
    """The lines of the code; what is inked is dark, so that it is to be drawn on a light ground."""
    import segno

    rows = [[bool(module) for module in row] for row in segno.make(link, micro=False).matrix_iter(border=border)]
    return [*_drawn(rows)]


def _drawn(rows: list[list[bool]]) -> Iterator[str]:
    blank = [False] * len(rows[0])
    for upper, lower in zip_longest(rows[::2], rows[1::2], fillvalue=blank):
        yield "".join(BLOCKS[both] for both in zip(upper, lower, strict=True))


def for_terminal(link: str) -> str:
    """The code as a terminal is to show it: black on white."""
    return "".join(f"\x1b[30;107m{line}\x1b[0m\n" for line in qr_lines(link))
