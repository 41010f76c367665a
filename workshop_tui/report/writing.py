"""A report in a file: the whole of it, or the file as it was."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

from workshop_tui.host.files import make_own, open_at_once


def write(file: Path, page: str, *, own: bool = False) -> None:
    """Write `page` to `file`, beside it first; `own`: readable by nobody else. Raises OSError; nothing is lost then.

    A device or a pipe is written to as it is; a pipe that nobody reads is not waited for.
    """
    if file.exists() and not file.is_file() and not file.is_dir():
        with os.fdopen(open_at_once(file, written=True), "wb") as stream:
            stream.write(page.encode())
        return
    draft = file.parent / f".{file.name}.{os.getpid()}"
    try:
        if own:
            draft.unlink(missing_ok=True)
            make_own(draft)
        draft.write_bytes(page.encode())
        draft.replace(file)
    except OSError:
        with suppress(OSError):
            draft.unlink()
        raise
