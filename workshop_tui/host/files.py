"""Files on this machine: what is a path, who may read what is written, who has it open.

A session is its owner's. Where files have modes, that is `0600`; on Windows it is a list of who may (its owner, the
system, the administrators) that takes the place of whatever the folder would hand down. A stick in FAT or exFAT has
neither: nothing protects what is on it but that it is in somebody's pocket (docs/files.md).
"""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

LONGEST_NAME = 255
"""Characters of a name on any disk."""


def is_path(named: str) -> bool:
    r"""Tell whether `named` is a path, and no plain name: `./x`, and on Windows `.\x` or `C:x` as well."""
    signs = {"/", os.sep} | ({":"} if sys.platform == "win32" else set())
    return any(sign in named for sign in signs)


def names_in(folder: Path) -> list[str]:
    """The names of what is in `folder`, in no order; none if it is not there.

    Raises OSError: NotADirectoryError where a file stands in the place of a folder above it, and where a name is longer
    than any can be; Windows says neither.
    """
    with _or_none(folder):
        return os.listdir(folder)  # noqa: PTH208 – of ten thousand, no Path each
    return []


def inodes_in(folder: Path) -> dict[str, int]:
    """The names of what is in `folder`, each with its inode (0 on Windows, where asking for it opens the file).

    None if it is not there. Raises OSError, as `names_in`.
    """
    with _or_none(folder), os.scandir(folder) as found:
        return {one.name: 0 if sys.platform == "win32" else one.inode() for one in found}
    return {}


@contextmanager
def _or_none(folder: Path) -> Iterator[None]:
    """Go on if `folder` is not there. Raises NotADirectoryError where a file stands in the place of one above it."""
    try:
        yield
    except FileNotFoundError as error:
        if any(above.is_file() for above in folder.parents):
            raise NotADirectoryError(errno.ENOTDIR, error.strerror, error.filename) from None
        if any(len(name) > LONGEST_NAME for name in folder.parts):
            raise OSError(errno.ENAMETOOLONG, os.strerror(errno.ENAMETOOLONG), error.filename) from None


@contextmanager
def looking_into(folder: Path) -> Iterator[Callable[[str], os.stat_result]]:
    """Inside, a function that gives the status of the file with a name in `folder`; it raises OSError."""
    try:
        if os.stat not in os.supports_dir_fd:
            raise NotImplementedError
        descriptor = os.open(folder, os.O_RDONLY)
    except (OSError, NotImplementedError):
        yield lambda name: os.stat(f"{folder}{os.sep}{name}")  # noqa: PTH116
        return
    try:
        yield partial(os.stat, dir_fd=descriptor)  # the way to the folder is gone only once
    finally:
        os.close(descriptor)


def make_folder(folder: Path) -> None:
    """Make `folder` and those that it lies in, unless they are there; one that is made is its owner's.

    Raises OSError: NotADirectoryError where a file, or a link that leads nowhere, stands in its place.
    """
    try:
        folder.mkdir(parents=True, exist_ok=False)
    except FileExistsError as error:
        if not folder.is_dir():
            raise NotADirectoryError(errno.ENOTDIR, error.strerror, error.filename) from None
        return
    protect(folder)


def open_new(file: Path, *, own: bool = False) -> int:
    """The descriptor of `file`, made to be written; `own`: readable by nobody else.

    Raises OSError: FileExistsError if there is anything under that name, a link that leads elsewhere too.
    """
    flags = os.O_CREAT | os.O_EXCL | os.O_WRONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)
    descriptor = os.open(file, flags, 0o600 if own else 0o666)
    if own:
        protect(file)
    return descriptor


def make_own(file: Path, *, group: bool = False) -> None:
    """Make an empty file of the owner alone; of the `group` too, if the folder has the set-group-ID bit.

    Raises OSError: FileExistsError if there is one.
    """
    shared = group and file.parent.stat().st_mode & 0o2000
    mode = 0o660 if shared else 0o600
    descriptor = os.open(file, os.O_CREAT | os.O_EXCL | os.O_RDWR | getattr(os, "O_NOFOLLOW", 0), mode)
    if shared and sys.platform != "win32":
        os.fchmod(descriptor, mode)
    os.close(descriptor)
    protect(file)


if sys.platform == "win32":

    def open_at_once(file: Path, *, written: bool = False) -> int:
        """The descriptor of `file`, opened to be read, or `written`, as bytes."""
        return os.open(file, (os.O_WRONLY if written else os.O_RDONLY) | os.O_BINARY)

else:

    def open_at_once(file: Path, *, written: bool = False) -> int:
        """The descriptor of `file`, opened to be read, or `written`, as bytes: the other end of a pipe is not waited
        for. One that nobody writes to is empty; one that nobody reads is an OSError."""
        descriptor = os.open(file, (os.O_WRONLY if written else os.O_RDONLY) | os.O_NONBLOCK)
        os.set_blocking(descriptor, True)
        return descriptor


def led_to(file: Path) -> Path:
    """The file that `file` leads to by links, there or not. Raises OSError where they lead round in a circle."""
    if not file.is_symlink():
        return file
    try:
        return file.resolve()
    except RuntimeError:
        raise OSError(errno.ELOOP, os.strerror(errno.ELOOP), str(file)) from None


def may_read(file: Path) -> bool:
    """Tell whether this person may read `file`, if it is there."""
    return not file.exists() or _may(file, os.R_OK)


def may_write(file: Path) -> bool:
    """Tell whether this person may write `file`, which is there, and beside it: SQLite puts its log there."""
    file = led_to(file)
    return _may(file, os.W_OK) and _may(file.parent, os.W_OK | os.X_OK)


def is_open_to_others(descriptor: int) -> bool:
    """Tell whether the mode of an open file lets in others than its owner and its group; on Windows it says nothing."""
    return sys.platform != "win32" and bool(os.fstat(descriptor).st_mode & 0o007)


def _may(path: Path, what: int) -> bool:
    return os.access(path, what, effective_ids=os.access in os.supports_effective_ids)


if sys.platform == "win32":

    def protect(path: Path) -> bool:
        """Let nobody but the owner, the system and the administrators read or write it, nor what will lie in it.

        Tell whether it is so: on a disk that knows no such lists, all that is there can be read by whoever has it.
        """
        import ctypes
        from ctypes import wintypes

        advapi = ctypes.windll.advapi32
        if not (mine := _own_identifier()):
            return False
        inherited = "OICI" if path.is_dir() else ""
        told = "D:P" + "".join(f"(A;{inherited};FA;;;{who})" for who in ("SY", "BA", mine))
        descriptor, entries, flag = ctypes.c_void_p(), ctypes.c_void_p(), wintypes.BOOL()
        advapi.ConvertStringSecurityDescriptorToSecurityDescriptorW(
            ctypes.c_wchar_p(told), 1, ctypes.byref(descriptor), None
        )
        advapi.GetSecurityDescriptorDacl(descriptor, ctypes.byref(flag), ctypes.byref(entries), ctypes.byref(flag))
        file, list_alone = 1, wintypes.DWORD(0x80000004)  # and nothing handed down from the folder
        failed = advapi.SetNamedSecurityInfoW(ctypes.c_wchar_p(str(path)), file, list_alone, None, None, entries, None)
        ctypes.windll.kernel32.LocalFree(descriptor)
        return not failed

    def _own_identifier() -> str:
        """The security identifier of whoever runs this program: `S-1-5-21-…`; empty if it cannot be known."""
        import ctypes
        from ctypes import wintypes

        advapi, kernel = ctypes.windll.advapi32, ctypes.windll.kernel32
        kernel.GetCurrentProcess.restype = wintypes.HANDLE
        query, of_user = 8, 1
        token, size, told = wintypes.HANDLE(), wintypes.DWORD(), wintypes.LPWSTR()
        if not advapi.OpenProcessToken(wintypes.HANDLE(kernel.GetCurrentProcess()), query, ctypes.byref(token)):
            return ""
        advapi.GetTokenInformation(token, of_user, None, 0, ctypes.byref(size))
        user = ctypes.create_string_buffer(size.value)
        known = advapi.GetTokenInformation(token, of_user, user, size, ctypes.byref(size))
        kernel.CloseHandle(token)
        identifier = ctypes.cast(user, ctypes.POINTER(ctypes.c_void_p))
        if not known or not advapi.ConvertSidToStringSidW(ctypes.c_void_p(identifier[0]), ctypes.byref(told)):
            return ""
        found = str(told.value)
        kernel.LocalFree(told)
        return found

else:

    def protect(path: Path) -> bool:
        """Tell whether what we make is its owner's: its mode says so."""
        return True


def is_in_use(error: OSError) -> bool:
    """Tell whether a file could not be moved or removed since another program has it open: Windows refuses that."""
    return getattr(error, "winerror", None) in (32, 33)  # ERROR_SHARING_VIOLATION, ERROR_LOCK_VIOLATION
