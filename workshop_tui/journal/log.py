"""The log beside a session's file (SQLite's WAL), as somebody may have changed it under us: cut, removed, replaced.

What is kept stands in the log at first, and SQLite goes by an index of it that its programs share (`-shm`): of a log
that was cut meanwhile it finds nothing, and lays notes behind the gap that nobody will ever read. The index says where
the last frame ends, and how that sums up all before it: https://sqlite.org/walformat.html
"""

from __future__ import annotations

import os
import struct
from contextlib import suppress
from pathlib import Path

from workshop_tui.host.files import led_to
from workshop_tui.host.held import Held
from workshop_tui.journal.files import inode, size_of, traces

_INDEX = struct.Struct("=IIIBBHII2I8s2I")
"""The head of the index, as this machine writes numbers: the last frame, its sum, the log's salts."""
_HEAD, _FRAME = struct.Struct(">16x8s8x"), struct.Struct(">8x8s2I")
"""The head of the log, and of each frame before its page: salts, and the sum so far."""


class Log:
    """The log of an open connection, and its index."""

    def __init__(self, file: Path) -> None:
        """Look where SQLite has it now. Where there is none (another way of keeping), it is always whole."""
        self._log, index = traces(led_to(file))[1:]
        self.inode = inode(self._log)
        self._index = _held(index)

    def close(self) -> None:
        """Let go of it, once SQLite has."""
        if self._index:
            self._index.close()
        self._index = None

    def is_whole(self) -> bool:
        """Tell whether all that SQLite has written stands in the log that lies there."""
        if self._index is None:
            return True
        if not self.is_there:
            return False
        while True:
            before = self._index.read(_INDEX.size)
            whole = self._holds(before)
            if whole or before == self._index.read(_INDEX.size):  # nobody was writing meanwhile
                return whole

    @property
    def is_there(self) -> bool:
        """Tell whether the log and its index are those that SQLite has open, and no others."""
        return self._index is None or (inode(self._log) == self.inode and self._index.is_there)

    @property
    def is_replaced(self) -> bool:
        """Tell whether another log lies there, or none; about 2 µs."""
        return self._index is not None and inode(self._log) != self.inode

    @property
    def is_missing(self) -> bool:
        """Tell whether nothing stands in the place of the log."""
        return not size_of(self._log)

    def flush(self) -> None:
        """Have it on disk. Raises OSError. Where there is none, or it went into the file, all is there."""
        if self._index is not None and not self.is_missing:
            with self._log.open("r+b", buffering=0) as log:
                os.fsync(log.fileno())

    def distrust(self) -> None:
        """Have SQLite make the index anew of what the log holds, as after a crash; for whoever may write it now."""
        if self._index:
            self._index.write(bytes(2 * _INDEX.size))

    def _holds(self, index: bytes) -> bool:
        if len(index) < _INDEX.size:
            return True
        _version, _unused, _change, made, _sums, size, last, _pages, *sums, salts, _one, _two = _INDEX.unpack(index)
        if not (made and last):
            return True
        frame = _FRAME.size + (65536 if size == 1 else size)
        place = _HEAD.size + (last - 1) * frame
        try:
            with self._log.open("rb", buffering=0) as log:
                head = log.read(_HEAD.size)
                log.seek(place)
                ends = log.read(_FRAME.size)
                whole = log.seek(0, os.SEEK_END) >= place + frame
        except OSError:
            return False
        return whole and _HEAD.unpack(head) == (salts,) and _FRAME.unpack(ends) == (salts, *sums)


def _held(index: Path) -> Held | None:
    """The index in that file; None if there is none, or it cannot be opened."""
    with suppress(OSError):
        return Held(index)
    return None
