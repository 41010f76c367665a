"""Meanings of rows by those beside them: an end that is not called so, lengths that make up the hours of the first."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from workshop_tui.locale import say
from workshop_tui.plans.meaning.entries import Entry

LUNCH_BEGINS, LUNCH_LASTS = range(11 * 60 + 15, 14 * 60 + 1), 45
"""A break that begins then, and lasts so many minutes at least, is lunch."""


def know_ends(rows: Sequence[Entry]) -> None:
    """Know by its place a row that ends those above it, with an hour and no more; and one that is called so, yet is
    followed by the end."""
    for row in rows[-1:] if len(rows) > 1 else ():
        if row.when.start is not None and not (row.title or row.texts or lasts(row)):
            row.what = row.read.what = "end"
    for row, after in pairwise(rows):
        if row.what == after.what == "end" and row.when.start is not None and (after.when.start or 0) > row.when.start:
            row.what = row.read.what = "segment"
    for row in rows[1:-1]:
        if not (row.title or row.texts) and _is_at_noon(row):
            row.what = row.read.what = "lunch"
            row.read.remarks.append(say("it has no title: taken for lunch"))


def _is_at_noon(row: Entry) -> bool:
    start, end = row.when.start, row.when.end
    return start is not None and end is not None and start in LUNCH_BEGINS and end - start >= LUNCH_LASTS


def lasts(row: Entry) -> bool:
    """Tell whether a row says how long it is, or when it ends."""
    return row.when.end is not None or row.when.minutes is not None


def fills(said: int, rest: Sequence[Entry], span: int) -> bool:
    """Tell whether a length and those of the rows below make up the hours of the first: they are merged over them."""
    for row in rest:
        if row.when.start is not None or row.when.minutes is None:
            break
        said += row.when.minutes
        if said >= span:
            break
    return said == span
