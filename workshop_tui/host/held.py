"""A file of SQLite's that is looked into beside it: the index of its log, which its programs share and lock.

POSIX lets go of all locks that a program has on a file as it closes it once, SQLite's too
(https://sqlite.org/howtocorrupt.html, 2.2): it is held open until the last who looks into it has left. Windows keeps
them apart, and lets nobody remove or replace a file that is open, SQLite neither: it is opened for each look alone.
"""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from pathlib import Path
from threading import Lock

if sys.platform == "win32":

    class Held:
        """The file, while somebody has it open."""

        def __init__(self, file: Path) -> None:
            """Raises OSError if it is not there, or cannot be opened."""
            self._file = file
            os.close(self._opened())

        @property
        def is_there(self) -> bool:
            """Tell whether it stands in its place still."""
            return True

        def read(self, size: int) -> bytes:
            """Read its beginning; nothing where its disk is gone, as whoever writes to it is told."""
            with suppress(OSError):
                descriptor = self._opened()
                try:
                    return os.read(descriptor, size)
                finally:
                    os.close(descriptor)
            return b""

        def write(self, raw: bytes) -> None:
            """Write over its beginning."""
            descriptor = self._opened()
            try:
                os.write(descriptor, raw)
            finally:
                os.close(descriptor)

        def close(self) -> None:
            """Let go of it."""

        def _opened(self) -> int:
            return os.open(self._file, os.O_RDWR | os.O_BINARY)

else:
    _open: dict[tuple[int, int], list[int]] = {}
    """By device and inode, the files that are open: the descriptor, and for how many."""
    _guard = Lock()

    class Held:
        """The file, which is open until `close`."""

        def __init__(self, file: Path) -> None:
            """Raises OSError if it is not there, or cannot be opened."""
            self._file = file
            with _guard:
                status = file.stat()
                if (status.st_dev, status.st_ino) not in _open:
                    descriptor = os.open(file, os.O_RDWR | os.O_NOFOLLOW)
                    status = os.fstat(descriptor)
                    _open[status.st_dev, status.st_ino] = [descriptor, 0]
                self._key: tuple[int, int] | None = (status.st_dev, status.st_ino)
                _open[self._key][1] += 1

        @property
        def is_there(self) -> bool:
            """Tell whether it stands in its place still."""
            try:
                found = self._file.stat()
            except OSError:
                return False
            return (found.st_dev, found.st_ino) == self._key

        def read(self, size: int) -> bytes:
            """Read its beginning."""
            with _guard:
                os.lseek(descriptor := self._descriptor, 0, os.SEEK_SET)
                return os.read(descriptor, size)

        def write(self, raw: bytes) -> None:
            """Write over its beginning."""
            with _guard:
                os.lseek(descriptor := self._descriptor, 0, os.SEEK_SET)
                os.write(descriptor, raw)

        def close(self) -> None:
            """Let go of it."""
            mine, self._key = self._key, None
            if mine is None:
                return
            with _guard:
                _open[mine][1] -= 1
                if not _open[mine][1]:
                    os.close(_open.pop(mine)[0])

        @property
        def _descriptor(self) -> int:
            assert self._key, "it is not closed"
            return _open[self._key][0]
