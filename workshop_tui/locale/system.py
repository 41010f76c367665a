"""Refusals of the system (a file, a disk, a stream), in the language in use: its own words are English,
or the locale's, in the middle of our sentence.
"""

from __future__ import annotations

import errno
from pathlib import Path

from workshop_tui.host.files import is_in_use
from workshop_tui.host.names import FORBIDDEN, NoName, Unfit
from workshop_tui.host.person import NoHome
from workshop_tui.locale import Message, say

REASONS = {
    errno.ENOENT: say("there is no such file or folder"),
    errno.EACCES: say("permission denied"),
    errno.EPERM: say("the system does not allow it"),
    errno.EROFS: say("this disk is read-only"),
    errno.ENOSPC: say("no space is left on the disk"),
    errno.EDQUOT: say("your share of the disk is used up"),
    errno.EFBIG: say("the file would be too large"),
    errno.EIO: say("the disk is failing"),
    errno.EISDIR: say("this is a folder, not a file"),
    errno.ENOTDIR: say("a file stands where a folder should be"),
    errno.EEXIST: say("something of that name is there already"),
    errno.ENOTEMPTY: say("the folder is not empty"),
    errno.ENAMETOOLONG: say("the name is too long"),
    errno.ELOOP: say("its links lead round in a circle"),
    errno.EINVAL: say("the system knows no such name"),
    errno.ENXIO: say("nothing answers there"),
    errno.ENODEV: say("nothing answers there"),
    errno.EBUSY: say("another program uses it"),
    errno.ETXTBSY: say("another program uses it"),
    errno.EMFILE: say("too many files are open"),
    errno.ENFILE: say("too many files are open"),
    errno.ENOMEM: say("not enough memory is left"),
    errno.EBADF: say("it is closed"),
    errno.EPIPE: say("nobody reads it any more"),
    errno.EXDEV: say("it lies on another disk"),
    errno.EOPNOTSUPP: say("this disk cannot do that"),
    errno.ETIMEDOUT: say("no answer in time"),
    errno.EADDRINUSE: say("another program uses it"),
    errno.EADDRNOTAVAIL: say("this machine has no such address"),
    errno.ECONNREFUSED: say("the connection was refused"),
}
"""By the number of the error. Others are named by their sign (`ESTALE`), which a search finds."""

UNFIT = {
    Unfit.RESERVED: say("Windows keeps that name for a device"),
    Unfit.SIGN: say("on Windows, and on most sticks, no name has one of these: {signs}"),
    Unfit.TEXT: say("no other system takes a name that is no text in UTF-8"),
    Unfit.END: say("on Windows no name begins with a blank, or ends in a blank or a dot"),
    Unfit.LONG: REASONS[errno.ENAMETOOLONG],
    Unfit.PATH: say("its whole path is too long for Windows"),
    Unfit.TWIN: say("“{other}” is there already, and many disks take the two for one"),
}
"""Why a file cannot be called so on every system."""


def reason(error: OSError | ValueError) -> Message:
    """Why `error` was raised, without the file that it was about."""
    if isinstance(error, UnicodeError):
        return say("this is not UTF-8 text")
    if not isinstance(error, OSError):  # a name with a NUL, or a lone surrogate
        return REASONS[errno.EINVAL]
    if isinstance(error, NoName):
        return Message(UNFIT[error.why].text, {"signs": " ".join(FORBIDDEN), "other": error.other})
    if isinstance(error, NoHome):
        return say("this account has no folder here: set HOME, or WORKSHOP_TUI_HOME (the folder for sessions)")
    number = errno.EBUSY if is_in_use(error) else error.errno or 0
    if number == errno.ENOENT:
        return missing(error.filename, REASONS[errno.ENOENT])
    sign = errno.errorcode.get(number, type(error).__name__)
    return REASONS.get(number, say("the system refuses ({sign})", sign=sign))


def missing(path: object, otherwise: Message) -> Message:
    """Why nothing was found at `path`: it starts from here, and here is no folder any more; `otherwise` as it says."""
    try:
        if not (isinstance(path, str | Path) and Path(path).is_absolute()):
            Path.cwd()
    except FileNotFoundError:
        return say("the folder you are in is there no more: write the whole path")
    return otherwise
