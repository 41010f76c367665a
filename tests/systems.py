"""The questions that tests ask of the machine: they are run on Windows too (`tests/windows`)."""

from __future__ import annotations

import stat
import sys
import tempfile
from contextlib import suppress
from pathlib import Path

import pytest

ON_WINDOWS = sys.platform == "win32"


def only_posix(why: str) -> pytest.MarkDecorator:
    """Marks a test of what Windows does not have."""
    return pytest.mark.skipif(ON_WINDOWS, reason=f"on Windows {why}")


def _has_links() -> bool:
    with tempfile.TemporaryDirectory() as folder, suppress(OSError):
        link = Path(folder, "link")
        link.symlink_to("nowhere")
        return link.is_symlink() and link.readlink() == Path("nowhere")
    return False


HAS_LINKS = _has_links()
"""Symbolic links can be made here: on Windows a right is asked for, and what Wine 8 makes is none."""
needs_links = pytest.mark.skipif(not HAS_LINKS, reason="no link can be made here, or it is none (Wine's)")
"""Marks a test of a symbolic link."""


def mode_of(file: Path, *, expected: int = 0o600) -> int:
    """The mode of `file`; on Windows it has none (a list says who may: `tests/windows`), and is taken as `expected`."""
    return expected if ON_WINDOWS else stat.S_IMODE(file.stat().st_mode)
