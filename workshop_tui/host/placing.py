"""A finished draft gets its name: never over another file, never half, on any disk.

A hard link refuses a name that is taken, and so does a rename on Windows; where links are refused (exFAT, FAT, SMB,
some FUSE) a rename that may not replace does (`renameat2`, `renamex_np`). Each is one step: a kill is before or after.

Where the disk knows none of them (an old FUSE, exFAT on a Mac) the name is reserved by an empty file, which the system
makes for one program alone, on another machine too, and the draft is renamed over that. Killed in between, the
reservation is left; an empty file is no session, and is taken over: under a lock of the folder, which the kernel lets
go of at a kill, so that of the programs on this machine whoever holds it knows that nobody is between the two steps.
"""

from __future__ import annotations

import errno
import os
import stat
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

DRAFT = ".making"
"""The ending of a draft's name; the rest of it is short, and no session's."""
LEFT_S = 3600
"""Seconds after which a draft is left over from a program that was killed."""
RESERVED_S = 10
"""Seconds that a reservation is another's, where there are no locks; in use it takes a thousandth of one."""
_UNABLE = frozenset(
    {
        errno.EPERM, errno.EOPNOTSUPP, errno.ENOTSUP, errno.ENOSYS, errno.EINVAL, errno.EMLINK, errno.EXDEV,
        errno.EACCES, errno.ENOTTY,
    }
)  # fmt: skip
"""The errors by which a disk says that it knows no such step; where it is something else, the next step fails too."""


def draft_in(folder: Path) -> Path:
    """A name in `folder` for a draft, which no other program has."""
    return folder / f".{os.urandom(6).hex()}{DRAFT}"


def place(draft: Path, target: Path) -> None:
    """Name `draft` `target`, on the disk when this returns. Raises FileExistsError, OSError: nothing is there then.

    An empty file is nothing: a reservation that was left over.
    """
    try:
        _place(draft, target)
    except FileExistsError:
        if not is_reserved(target):
            raise
        _over_reservation(draft, target)
    try:
        keep_names(target.parent)
    except OSError:
        with suppress(OSError):
            target.unlink()
        raise


def keep(descriptor: int) -> None:
    """Have what was written there on the disk. Raises OSError where that fails; a disk may know no such step."""
    try:
        os.fsync(descriptor)
    except OSError as error:
        if error.errno in (errno.EIO, errno.ENOSPC, errno.EDQUOT):
            raise


def keep_names(folder: Path) -> None:
    """Have the names in `folder` on the disk, where a folder can be told so. Raises OSError where the disk fails."""
    if sys.platform == "win32":
        return
    try:
        descriptor = os.open(folder, os.O_RDONLY)
    except OSError:
        return
    try:
        keep(descriptor)
    finally:
        os.close(descriptor)


def sweep(folder: Path, now_s: float) -> None:
    """Remove drafts that programs which were killed have left there; `now_s` by the clock of that disk."""
    with suppress(OSError):
        for found in os.scandir(folder):
            if found.name.startswith(".") and DRAFT in found.name:
                with suppress(OSError):
                    if now_s - found.stat(follow_symlinks=False).st_mtime > LEFT_S:
                        Path(found).unlink()


if sys.platform == "win32":

    def _place(draft: Path, target: Path) -> None:
        draft.rename(target)  # refuses a name that is taken

    @contextmanager
    def _alone(_folder: Path) -> Iterator[bool]:
        """Let one program of this machine in at a time, and tell whether that is so: a kill lets the next one in."""
        import ctypes

        kernel = ctypes.windll.kernel32
        kernel.CreateMutexW.restype = ctypes.c_void_p
        held, forever = ctypes.c_void_p(kernel.CreateMutexW(None, False, "workshop-tui-placing")), 0xFFFFFFFF
        alone = bool(held) and kernel.WaitForSingleObject(held, forever) in (0, 0x80)  # its last one was killed
        try:
            yield alone
        finally:
            if alone:
                kernel.ReleaseMutex(held)
            if held:
                kernel.CloseHandle(held)

else:

    def _place(draft: Path, target: Path) -> None:
        for step in (os.link, _rename_to_free):
            try:
                step(draft, target)
            except OSError as error:
                if error.errno not in _UNABLE:
                    raise
            else:
                return
        with _alone(target.parent):
            os.close(os.open(target, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
            try:
                draft.replace(target)
            except OSError:
                target.unlink()
                raise

    def _rename_to_free(draft: Path, target: Path) -> None:
        import ctypes

        library = ctypes.CDLL(None, use_errno=True)
        old, new = os.fsencode(draft), os.fsencode(target)
        try:
            if sys.platform == "darwin":
                failed = library.renamex_np(old, new, 4)  # RENAME_EXCL
            else:
                at = -100  # AT_FDCWD
                failed = library.renameat2(at, old, at, new, 1)  # RENAME_NOREPLACE
        except AttributeError:
            raise OSError(errno.ENOSYS, os.strerror(errno.ENOSYS)) from None
        if failed:
            number = ctypes.get_errno()
            raise OSError(number, os.strerror(number), str(target))

    @contextmanager
    def _alone(folder: Path) -> Iterator[bool]:
        """Let one program of this machine in at a time, and tell whether that is so: some disks know no locks."""
        import fcntl

        descriptor = os.open(folder, os.O_RDONLY)
        try:
            try:
                fcntl.flock(descriptor, fcntl.LOCK_EX)
                alone = True
            except OSError:
                alone = False
            yield alone
        finally:
            os.close(descriptor)


def is_reserved(file: Path) -> bool:
    """Tell whether it is but a name: an empty file, which a program left that was killed as it made one."""
    try:
        found = file.lstat()
    except OSError:
        return False
    return stat.S_ISREG(found.st_mode) and found.st_size == 0


def _over_reservation(draft: Path, target: Path) -> None:
    """Take the name that a program which was killed had reserved. Raises FileExistsError if it is another's."""
    with _alone(target.parent) as alone:
        old_s = draft.stat().st_mtime - target.stat().st_mtime
        if not is_reserved(target) or not (alone or old_s > RESERVED_S):
            raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(target))
        draft.replace(target)
