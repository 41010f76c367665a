"""Told to stop (SIGTERM, SIGINT) or cut off (SIGHUP): the program leaves what it holds as it should be, and ends.

Handlers of Python's own, not the loop's: they are called where the loop waits for something, too.
"""

from __future__ import annotations

import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType

from workshop_tui.host.processes import end_at_last
from workshop_tui.host.watching import LAST_S, SIGNALS, watch

SPARE_S = 0.3
"""Seconds that the system gives the watch, which ends with the right code."""
_told: list[int] = []


def heed(end: Callable[[int], object]) -> None:
    """From now on, told to stop, `end` is called with the exit code; told once more, nothing is."""

    def told(number: int, _frame: FrameType | None) -> None:
        for one in SIGNALS:
            signal.signal(one, signal.SIG_IGN)
        _told.append(128 + number)
        end_at_last(128 + number, LAST_S + SPARE_S)  # where not even the watch can end us
        end(128 + number)

    for one in SIGNALS:
        signal.signal(one, told)
    watch()


@contextmanager
def as_told() -> Iterator[None]:
    """Told to stop meanwhile, end with that exit code, whatever somebody made of `leave` on its way."""
    try:
        yield
    finally:
        if _told:
            raise SystemExit(_told[0])


def leave(code: int) -> None:
    """End from wherever the program is."""
    raise SystemExit(code)
