"""The clock of a program that is not the machine's: libfaketime moves it."""

from __future__ import annotations

from pathlib import Path

LIBRARY = next(Path("/usr/lib").glob("*/faketime/libfaketime.so.1"), None)
"""The library that moves it; None where it is not installed."""


MOVED = {
    "LD_PRELOAD": str(LIBRARY),
    "FAKETIME_NO_CACHE": "1",
    "FAKETIME_DONT_FAKE_MONOTONIC": "1",
    "FAKETIME_FORCE_MONOTONIC_FIX": "0",
    "NO_FAKE_STAT": "1",
}
"""Variables of every program whose clock is moved, whatever file says by how much: that is looked up each time."""


def moved_by(file: Path) -> dict[str, str]:
    """Variables with which a program's clock is what `file` says; what it measures spans with stays the machine's.

    So do the times of files (Python would else compile each module anew), and waits of threads for each other, which
    libfaketime would make short ones, over and over: both cost four times what the program itself does.
    """
    return MOVED | {"FAKETIME_TIMESTAMP_FILE": str(file)}
