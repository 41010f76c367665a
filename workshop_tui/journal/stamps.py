"""Looking into a folder of sessions: which files there are, which of them have a log, and each one's stamp.

A stamp is when a file was changed, its size, and which file it is, so that another one in its place is never taken for
it. Which file it is (its inode) is known from the folder alone, where the system tells it there.
"""

from __future__ import annotations

import time
from collections.abc import Iterable, Mapping
from pathlib import Path

from msgspec import Struct

from workshop_tui.host.files import inodes_in, looking_into
from workshop_tui.host.placing import is_reserved
from workshop_tui.journal.errors import JournalError
from workshop_tui.journal.files import OTHERS, SUFFIX, size_of, why_not
from workshop_tui.locale import say

SETTLED_S, SETTLED_FINE_S = 3.0, 0.1
"""Seconds after which a change shows in a stamp: FAT counts in steps of two, a disk that knows parts of a second in
steps of some milliseconds."""
IN_USE = ""
"""The stamp of a session that has a log: what is written there shows in no stamp on every system."""
_LOG = f"{SUFFIX}-wal"


class Look(Struct, frozen=True):
    """A look into a folder: the inode of each session's file, by its id, and the sessions that have a log."""

    inodes: dict[str, int]
    in_use: set[str]


def look_into(folder: Path) -> Look:
    """Look into `folder`. Raises `JournalError` if it cannot be read."""
    try:
        found = inodes_in(folder)
    except OSError as error:
        why = why_not(folder, error)
        raise JournalError(say("{file} cannot be read: {why}", file=folder, why=why)) from None
    cut = -len(SUFFIX)
    inodes = {
        name[:cut]: inode
        for name, inode in found.items()
        if name[cut:] == SUFFIX and name[0] not in OTHERS and name[cut - 1 : cut] != "~"
    }  # as `is_called`: of ten thousand no call each
    return Look(inodes, {name.removesuffix(_LOG) for name in found if name.endswith(_LOG) and size_of(folder / name)})


def has_log(folder: Path, session: str) -> bool:
    """Tell whether something is written in the log beside that session's file."""
    return size_of(folder / f"{session}{_LOG}") > 0


def stamp_of(folder: Path, session: str) -> str | None:
    """The stamp of that session's file; None if it is not there, or but a name."""
    return compared(folder, (session,), {})[1].get(session)


def compared(folder: Path, sessions: Iterable[str], copied: Mapping[str, str]) -> tuple[set[str], dict[str, str]]:
    """Compare the stamps of these sessions' files with those of copies.

    Returns the sessions of the same stamp, and the others with their stamps; none that is not there, or but a name.
    """
    same, others = set(), {}
    with looking_into(folder) as look:
        for session in sessions:  # of ten thousand each microsecond counts
            try:
                seen = look(session + SUFFIX)
            except FileNotFoundError:
                continue
            except OSError:
                others[session] = IN_USE
                continue
            stamp = f"{seen.st_mtime_ns}:{seen.st_ctime_ns}:{seen.st_size}:{seen.st_ino}"
            if copied.get(session) == stamp:
                same.add(session)
            elif seen.st_size or not is_reserved(folder / f"{session}{SUFFIX}"):
                others[session] = stamp
    return same, others


def has_settled(stamp: str) -> bool:
    """Tell whether any later change of the file with this stamp gives it another one."""
    if stamp == IN_USE:
        return False
    changed_ns, made_ns, *_others = map(int, stamp.split(":"))
    wait_s = SETTLED_FINE_S if changed_ns % 1_000_000_000 else SETTLED_S
    return max(changed_ns, made_ns) < (time.time() - wait_s) * 1e9


def inode_in(stamp: str) -> int:
    """The inode in a stamp."""
    return int(stamp.rpartition(":")[2])
