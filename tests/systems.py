"""The questions that tests ask of the machine: they are run on Windows too (`tests/windows`)."""

from __future__ import annotations

import stat
import sys
from pathlib import Path

import pytest

ON_WINDOWS = sys.platform == "win32"


def only_posix(why: str) -> pytest.MarkDecorator:
    """Marks a test of what Windows does not have."""
    return pytest.mark.skipif(ON_WINDOWS, reason=f"on Windows {why}")


def mode_of(file: Path, *, expected: int = 0o600) -> int:
    """The mode of `file`; on Windows it has none (a list says who may: `tests/windows`), and is taken as `expected`."""
    return expected if ON_WINDOWS else stat.S_IMODE(file.stat().st_mode)
