"""A report in a file: the whole of it, or the file as it was."""

from __future__ import annotations

import os
from pathlib import Path


def write(file: Path, page: str, *, own: bool = False) -> None:
    """Write `page` to `file`, beside it first; `own`: readable by nobody else. Raises OSError; nothing is lost then."""
    draft = file.with_name(f".{file.name}.{os.getpid()}")
    try:
        draft.touch(mode=0o600 if own else 0o666)
        draft.write_bytes(page.encode())
        draft.replace(file)
    except OSError:
        draft.unlink(missing_ok=True)
        raise
