"""A report in a file: the whole of it, or the file as it was."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path


def write(file: Path, page: str, *, own: bool = False) -> None:
    """Write `page` to `file`, beside it first; `own`: readable by nobody else. Raises OSError; nothing is lost then.

    A device or a pipe is written to as it is; a pipe that nobody reads is not waited for.
    """
    if file.exists() and not file.is_file() and not file.is_dir():
        with os.fdopen(os.open(file, os.O_WRONLY | getattr(os, "O_NONBLOCK", 0)), "wb") as stream:
            if hasattr(os, "O_NONBLOCK"):
                os.set_blocking(stream.fileno(), True)
            stream.write(page.encode())
        return
    draft = file.parent / f".{file.name}.{os.getpid()}"
    try:
        draft.touch(mode=0o600 if own else 0o666)
        draft.write_bytes(page.encode())
        draft.replace(file)
    except OSError:
        with suppress(OSError):
            draft.unlink()
        raise
