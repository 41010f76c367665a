"""A report in a file: the whole of it, or the file as it was. A link leads to its file, a pipe and a device take it."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from pathlib import Path

from workshop_tui.host.files import led_to, make_own, open_at_once
from workshop_tui.host.names import check
from workshop_tui.host.overwriting import descriptor, is_stream, overwrite, write_through
from workshop_tui.host.placing import draft_in, keep_names, place


def write(file: Path, page: str | bytes, *, own: bool = False, over: bool = True) -> None:
    """Write `page` to `file`, beside it first; `own`: readable by nobody else. Raises OSError; nothing is lost then.

    A file that is there is replaced if `over`, else FileExistsError; it keeps its mode and its owner. Where it is a
    link, the file that it leads to is. A device or a pipe is written to as it is; a pipe that nobody reads is not
    waited for.
    """
    raw = page.encode() if isinstance(page, str) else page
    if over and is_stream(file):
        _send(file, raw)
        return
    check(file)
    target = led_to(file)
    if over and target.is_file():
        overwrite(target, raw, own=own)
        return
    check(target)
    draft = draft_in(target.parent)
    try:
        if own:
            make_own(draft)
        write_through(draft, raw)
        if over:
            draft.replace(target)
            keep_names(target.parent)
        else:
            place(draft, target)
    finally:
        with suppress(OSError):
            draft.unlink()


def _send(file: Path, raw: bytes) -> None:
    sys.stdout.flush()
    number = descriptor(file)
    with os.fdopen(open_at_once(file, written=True) if number is None else os.dup(number), "wb") as stream:
        stream.write(raw)
