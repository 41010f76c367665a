"""Where a line of text reads differently than before: over a link, what does not is not sent again."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import zip_longest

from rich.cells import cell_len
from textual.content import Content

NEAR = 4
"""Cells between two that differ under which both are one: each costs a move of the cursor."""
_BLANK = (" ", ())
"""A sign behind the end of a line, with no style."""


def changed_cells(old: Content, new: Content, width: int) -> list[tuple[int, int]]:
    """Where two lines of `width` cells differ, as (first cell, cell after the last). Behind an end it is blank."""
    if old.is_same(new):
        return []
    alike = (len(old), old.cell_length) == (len(new), new.cell_length)
    if not alike and not (_one_each(old) and _one_each(new)):
        return [(0, width)]
    runs: list[tuple[int, int]] = []
    for i, (before, after) in enumerate(zip_longest(_signs(old), _signs(new), fillvalue=_BLANK)):
        if before != after:
            start, end = runs.pop() if runs and i - runs[-1][1] < NEAR else (i, i)
            runs.append((start, max(end, i + 1)))
    return [(_cell(new, start), min(width, _cell(new, end))) for start, end in runs if _cell(new, start) < width]


def _one_each(text: Content) -> bool:
    """Tell whether each sign takes a cell."""
    return text.cell_length == len(text)


def _cell(text: Content, place: int) -> int:
    """The cell at which the sign at `place` begins."""
    return place if _one_each(text) else cell_len(text.plain[:place]) + max(0, place - len(text))


def _signs(text: Content) -> Iterable[tuple[str, tuple[object, ...]]]:
    """Each sign, and the styles that it has."""
    styles: list[tuple[object, ...]] = [()] * len(text.plain)
    for start, end, style in text.spans:
        styles[start:end] = [(*before, style) for before in styles[start:end]]
    return zip(text.plain, styles, strict=True)
