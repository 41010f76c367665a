"""Times that count from the beginning of a day: `0:00`, `0:10`, `0:40`; or `0-10'`, `10-30'`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from workshop_tui.plans.meaning.entries import Entry
from workshop_tui.plans.meaning.spans import When

_LONGEST = 12 * 60
"""Minutes from the beginning: what goes on for longer has hours."""


def are_counted(entries: Sequence[Entry]) -> bool:
    """Tell whether the times of these entries count from the beginning; spans of minutes are made such times."""
    entries = [one for one in entries if one.what != "total"]
    spans = [(one.when.minutes, one.when.longest) for one in entries]
    if len(spans) > 1 and spans[0][0] == 0 and all(one[1] == after[0] for one, after in pairwise(spans)):
        for entry in entries:
            entry.when = When(start=entry.when.minutes, end=entry.when.longest)
        return True
    starts = [one.when.start for one in entries if one.when.start is not None]
    return len(starts) > 1 and starts[0] == 0 and starts == sorted(starts) and starts[-1] < _LONGEST


def set_off(entries: Sequence[Entry], begins: int) -> None:
    """Count the times of these entries from then on, in minutes of the day."""
    for entry in entries:
        when = entry.when
        start = None if when.start is None else when.start + begins
        end = None if when.end is None else when.end + begins
        entry.when = replace(when, start=start, end=end, spelt_out=True)
