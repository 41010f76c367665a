"""A report in a file: the whole of it, or the file as it was."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

from workshop_tui.host.files import open_at_once, open_new
from workshop_tui.host.names import check
from workshop_tui.host.placing import draft_in, keep, keep_names, place


def write(file: Path, page: str, *, own: bool = False, over: bool = True) -> None:
    """Write `page` to `file`, beside it first; `own`: readable by nobody else. Raises OSError; nothing is lost then.

    A file that is there is replaced if `over`, else FileExistsError. A device or a pipe is written to as it is; a pipe
    that nobody reads is not waited for.
    """
    if over and file.exists() and not file.is_file() and not file.is_dir():
        with os.fdopen(open_at_once(file, written=True), "wb") as stream:
            stream.write(page.encode())
        return
    check(file)
    draft = draft_in(file.parent)
    try:
        with os.fdopen(open_new(draft, own=own), "wb") as stream:
            stream.write(page.encode())
            stream.flush()
            keep(stream.fileno())
        if over:
            draft.replace(file)
            keep_names(file.parent)
        else:
            place(draft, file)
    finally:
        with suppress(OSError):
            draft.unlink()
