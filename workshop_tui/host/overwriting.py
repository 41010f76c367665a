"""A file that is there gets other content and stays the file that it was: its mode, its owner, its other names.

Beside it first, and then in its place in one step, if that keeps all of it; else (it is another's who lets us write,
it has a second name, its folder takes no file of ours) into the file itself, which has its old content again if that
fails.
"""

from __future__ import annotations

import errno
import os
import re
import shutil
import sys
from contextlib import suppress
from pathlib import Path

from workshop_tui.host.files import make_own
from workshop_tui.host.placing import draft_in, keep, keep_names

_DESCRIPTOR = re.compile(
    r"/dev/(?:fd/(?P<number>\d+)|(?P<name>stdin|stdout|stderr))|/proc/(?:self|thread-self)/fd/(\d+)"
)
_NAMED = {"stdin": 0, "stdout": 1, "stderr": 2}
_CIRCLE = 40
"""Links that lead to one another at the most."""
_NOT_BESIDE = frozenset({errno.EACCES, errno.EPERM, errno.EROFS, errno.ENOSYS})


def descriptor(file: Path) -> int | None:
    """The stream of this program that `file` names, or a link to it: 1 for `/dev/stdout`; None if it names none."""
    for _link in range(_CIRCLE):
        if found := _DESCRIPTOR.fullmatch(str(file)):
            return _NAMED[found["name"]] if found["name"] else int(found["number"] or found[3])
        try:
            file = file.parent / file.readlink()
        except (OSError, ValueError):
            break
    return None


def is_stream(file: Path) -> bool:
    """Tell whether `file` is written into as it is: a pipe, a device, a stream of this program."""
    try:
        return descriptor(file) is not None or (file.exists() and not file.is_file() and not file.is_dir())
    except OSError:
        return False


def overwrite(file: Path, raw: bytes, *, own: bool) -> None:
    """Write `raw` in place of what `file` has; `own`: readable by nobody who is neither owner nor of the group.

    Raises OSError; the file has its old content then.
    """
    draft = draft_in(file.parent)
    try:
        if _made_alike(draft, file, own=own):
            write_through(draft, raw)
            draft.replace(file)
            keep_names(file.parent)
            return
    except OSError as error:
        if error.errno not in _NOT_BESIDE:
            raise
    finally:
        with suppress(OSError):
            draft.unlink()
    _write_into(file, raw)


def write_through(file: Path, raw: bytes) -> None:
    """Write `raw` to `file`, on the disk when this returns. Raises OSError."""
    with file.open("wb") as stream:
        stream.write(raw)
        stream.flush()
        keep(stream.fileno())


def _write_into(file: Path, raw: bytes) -> None:
    old = None
    with suppress(OSError):
        old = file.read_bytes()
    descriptor = os.open(file, os.O_WRONLY | getattr(os, "O_BINARY", 0))
    with os.fdopen(descriptor, "wb") as stream:
        try:
            _put(stream.fileno(), raw)
        except OSError:
            if old is not None:
                with suppress(OSError):
                    _put(stream.fileno(), old)
            raise


def _put(descriptor: int, raw: bytes) -> None:
    os.lseek(descriptor, 0, os.SEEK_SET)
    left = memoryview(raw)
    while left:
        left = left[os.write(descriptor, left) :]
    os.ftruncate(descriptor, len(raw))
    keep(descriptor)


if sys.platform == "win32":

    def _made_alike(draft: Path, file: Path, *, own: bool) -> bool:
        if own:
            make_own(draft)
        return True

else:

    def _made_alike(draft: Path, file: Path, *, own: bool) -> bool:
        """Make an empty `draft` that whoever may read and write `file` may read and write; tell whether that was
        possible. Raises OSError."""
        found = file.stat()
        if found.st_nlink > 1 or not os.access(file, os.W_OK, effective_ids=os.access in os.supports_effective_ids):
            return False
        make_own(draft)
        try:
            if (draft.stat().st_uid, draft.stat().st_gid) != (found.st_uid, found.st_gid):
                os.chown(draft, found.st_uid, found.st_gid)
            shutil.copystat(file, draft)  # its lists of who may, too
            if own:
                draft.chmod(found.st_mode & 0o7770)
        except PermissionError:
            return False
        return True
