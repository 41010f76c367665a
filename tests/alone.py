"""One process at a time, of all those that name a file."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def alone(file: Path) -> Iterator[None]:
    """Inside, no other process is that names this file."""
    import fcntl  # where one is asked for: Windows has none

    with file.open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
