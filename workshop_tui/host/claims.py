"""A file that one program claims for as long as it runs: the system lets go of it, however that program ends."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from pathlib import Path


class Claim:
    """`file`, made if it is not there, claimed by this object until `release`."""

    def __init__(self, file: Path) -> None:
        """Raises OSError: BlockingIOError if another has claimed it."""
        self.file = file
        flags = os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_CLOEXEC", 0)
        self._descriptor = os.open(file, flags, 0o600)
        try:
            _lock(self._descriptor)
        except OSError:
            os.close(self._descriptor)
            raise BlockingIOError(str(file)) from None

    def release(self, *, remove: bool = False) -> None:
        """Let go of it; `remove`: it is not there any more either."""
        descriptor, self._descriptor = self._descriptor, -1
        if descriptor < 0:
            return
        if remove and sys.platform != "win32":  # while it is claimed: who comes meanwhile claims what is gone
            self.file.unlink(missing_ok=True)
        os.close(descriptor)
        if remove and sys.platform == "win32":
            with suppress(OSError):  # another has it open by now
                self.file.unlink(missing_ok=True)


if sys.platform == "win32":

    def _lock(descriptor: int) -> None:
        import msvcrt

        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)

else:

    def _lock(descriptor: int) -> None:
        import fcntl

        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
