"""The page for an audit on one sheet of A4: how many rows of each list there is room for, on a full day, too.

What there is beyond them is said to be in the review or the report. Lines are reckoned by the number of rows, not
measured: a page is made without a browser, and has the same rows whatever is said in them.
"""

from __future__ import annotations

from collections.abc import Sequence

LONGEST = 150
"""Signs of a text in a list at the most."""
ROOM = 33
"""Lines on the sheet for all the lists together; the others are taken by what always stands there."""
Rows = tuple[int, float]
"""How many rows a list has, and the lines of the page that one takes at the most: half of them in two columns."""


def shortened(text: str) -> str:
    """A text on `LONGEST` signs at the most, cut between two words."""
    return text if len(text) <= LONGEST else (text[: LONGEST - 2].rpartition(" ")[0] or text[: LONGEST - 2]) + " …"


def fitting(lists: Sequence[Rows], most: int, fewest: int = 2) -> int:
    """The number of rows of each list, from `fewest` to `most`, with which they fit on the sheet together."""
    wanted = range(most, fewest, -1)
    return next((rows for rows in wanted if sum(_lines(one, rows) for one in lists) <= ROOM), fewest)


def _lines(one: Rows, rows: int) -> float:
    count, lines = one
    return min(count, rows) * lines + (count > rows)
