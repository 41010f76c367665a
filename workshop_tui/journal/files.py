"""The file of a session: its name and what stands beside it, whether it is there, made empty or whole."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from workshop_tui import locations
from workshop_tui.host.deeds import Deed, done
from workshop_tui.host.files import is_path, names_in, open_at_once
from workshop_tui.host.names import NoName, check
from workshop_tui.host.placing import draft_in, place, sweep
from workshop_tui.journal.errors import JournalError
from workshop_tui.locale import Message, say
from workshop_tui.locale.system import reason

if TYPE_CHECKING:
    from workshop_tui.journal.journal import Store
    from workshop_tui.session.privacy.forgetting import Without

SUFFIX = ".session"
LINKS = ".links"
LOGS = ("-wal", "-shm", "-journal")
"""The endings of what SQLite puts beside a session."""
OTHERS = (".", "~", "#")
"""The beginnings of what macOS (`._`), Office (`~$`), editors and what keeps folders in step leave beside a file."""
NO_PLACE = frozenset({errno.EACCES, errno.EPERM, errno.EROFS, errno.ENOENT, errno.ENOTDIR, errno.ELOOP})
"""The errors of a folder that is none of this person's."""


def is_called(name: str) -> bool:
    """Tell whether a file of this name may be a session's, and is not what another program left there."""
    return name.endswith(SUFFIX) and not (name.startswith(OTHERS) or name.removesuffix(SUFFIX).endswith("~"))


def why_not(file: Path, error: OSError) -> Message:
    """Why `file` cannot be used, as `reason`; where that is the data folder's fault, with what names another one."""
    why = reason(error)
    with suppress(OSError):
        if error.errno in NO_PLACE and not isinstance(error, NoName) and file.is_relative_to(locations.home()):
            return say("{why} ({variable} names another folder)", why=why, variable=locations.HOME)
    return why


def strangers(folder: Path) -> list[Path]:
    """The files in `folder` that were made of a session's, and are called otherwise: “day.session.conflict1”."""
    with suppress(OSError):
        names = [name for name in names_in(folder) if not name.endswith(SUFFIX) and SUFFIX in name]
        names = [name for name in names if not (name.startswith(OTHERS) or name.endswith((*LOGS, "~")))]
        return sorted(folder / name for name in names if is_session(folder / name))
    return []


def traces(file: Path) -> tuple[Path, ...]:
    """A session's file, and what SQLite puts beside it (WAL and shared memory)."""
    return tuple(file.with_name(file.name + end) for end in ("", "-wal", "-shm"))


def links_of(journal: str) -> Path:
    """The file with the secrets of the links to a session in a browser, by its journal's name: beside its file, else
    (a server has it) this person's own. Raises OSError if the data folder is not known."""
    if is_path(journal):
        return Path(journal.removesuffix(SUFFIX) + LINKS)
    return locations.home() / "links" / (journal + LINKS)


def forget_waiting(store: Store, session: str) -> None:
    """Keep nothing on this machine that was to be written in a session that was deleted."""
    with suppress(OSError):
        if locations.waiting().is_dir():
            from workshop_tui.journal import aside

            aside.forget(store.place_of(session))


def leave_out_waiting(place: str, without: Without) -> None:
    """Leave out what is forgotten of what waits on this machine to be written in the session that is kept there."""
    with suppress(OSError):
        if locations.waiting().is_dir():
            from workshop_tui.journal import aside

            aside.leave_out(place, without)


def write_whole(target: Path, fill: Callable[[Path], None]) -> None:
    """Let `fill` write a draft, and give it the name `target` once it is whole: that, or nothing, is there then.

    Raises FileExistsError if `target` is there already, `JournalError` if it cannot be written.
    """
    draft = draft_in(target.parent)
    try:
        check(target)
        fill(draft)
        if size_of(traces(draft)[1]):
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(target))  # SQLite closes it without a word
        sweep(target.parent, draft.stat().st_mtime)
        place(draft, target)
        done(Deed.WRITTEN)
    except FileExistsError:
        raise
    except JournalError as error:
        raise error.about(target) from None
    except OSError as error:
        raise JournalError(say("{file} cannot be written: {why}", file=target, why=why_not(target, error))) from None
    finally:
        with suppress(OSError):
            for trace in traces(draft):
                trace.unlink(missing_ok=True)


def copy_with_log(file: Path, folder: Path) -> Path:
    """Copy a session's file, and the log beside it, into `folder`: SQLite makes one of the two. Raises OSError."""
    import shutil

    copy = folder / "copy"
    for source, target in zip(traces(file)[:2], traces(copy), strict=False):
        with suppress(FileNotFoundError):
            shutil.copyfile(source, target)
    return copy


def is_session(file: Path) -> bool:
    """Tell whether `file` looks like a session's: SQLite's, whatever it is called."""
    try:
        with os.fdopen(open_at_once(file), "rb") as stream:
            return stream.read(16) == b"SQLite format 3\0"
    except (OSError, ValueError):
        return False


def size_of(file: Path) -> int:
    """Bytes of `file`; 0 if it is not there."""
    found = stat_of(file)
    return found.st_size if found else 0


def is_there(file: Path) -> bool:
    """Tell whether `file` is a file. Raises `JournalError` where that cannot be known."""
    try:
        return file.is_file()
    except OSError as error:
        raise JournalError(say("{file} cannot be read: {why}", file=file, why=why_not(file, error))) from None


def inode(file: Path) -> tuple[int, int] | None:
    """The device and inode of `file`, whatever it is called by now; None if it is not there."""
    found = stat_of(file)
    return (found.st_dev, found.st_ino) if found else None


def stat_of(file: Path) -> os.stat_result | None:
    """The facts that the system knows of `file`; None if it is not there."""
    try:
        return file.stat()
    except OSError:
        return None
