"""The disk that a folder lies on: read-only, on another machine, or kept in step with others by some program.

SQLite's locks cannot be trusted where two machines write (https://sqlite.org/faq.html#q5); what keeps folders in step
copies a file while it is written, and makes a second one where two were. Asked when a session is made and when a screen
starts, not at each command: one read of `/proc/self/mountinfo`, and one list of each folder above.
"""

from __future__ import annotations

import errno
import os
import re
import sys
from collections.abc import Mapping
from contextlib import suppress
from functools import lru_cache
from itertools import islice
from pathlib import Path

MOUNTS = Path("/proc/self/mountinfo")
NETWORK = (
    r"(nfs\d?|cifs|smb\w*|ncp\w*|afs|9p|ceph|glusterfs|lustre|beegfs|gpfs|ocfs2|gfs2|davfs2?|sshfs|coda|vboxsf|drvfs"
    r"|prl_fs|webdav|ftp|fuse\.(?!portal|snapfuse|ntfs|exfat|ext\d?|apfs|hfs|lxcfs|encfs|gocryptfs|cryfs|bindfs|mergerfs"
    r"|unionfs|fuse-overlayfs|archivemount|squashfuse|zfs)[\w.-]+)"
)
"""File systems on another machine, or that another program is behind, as the system names them."""
MARKS = {
    ".sync_*.db": "Nextcloud", "._sync_*.db": "Nextcloud", ".nextcloudsync.log": "Nextcloud",
    ".owncloudsync.log": "ownCloud", ".dropbox": "Dropbox", ".dropbox.cache": "Dropbox", ".stfolder": "Syncthing",
    ".stversions": "Syncthing", ".stignore": "Syncthing", ".csync_journal.db*": "ownCloud",
    ".tmp.drivedownload": "Google Drive", ".tmp.driveupload": "Google Drive", ".seafile-data": "Seafile",
    ".SynologyWorkingDirectory": "Synology Drive", ".849C9593-D756-4E56-8D6E-42412F2A707B": "OneDrive",
    ".megaignore": "MEGA", ".debris": "MEGA", ".resilio": "Resilio Sync", ".!sync": "Resilio Sync",
}  # fmt: skip
"""Patterns of what a program that keeps folders in step leaves at the top of its own."""
FOLDERS = {
    "onedrive": "OneDrive", "onedrive - *": "OneDrive", "onedrive-*": "OneDrive", "sharepoint - *": "OneDrive",
    "dropbox": "Dropbox", "dropbox (*)": "Dropbox", "dropbox-*": "Dropbox", "google drive": "Google Drive",
    "googledrive-*": "Google Drive", "googledrive": "Google Drive", "my drive": "Google Drive",
    "mon drive": "Google Drive", "iclouddrive": "iCloud", "com~apple~clouddocs": "iCloud", "mobile documents": "iCloud",
    "kdrive": "kDrive", "pclouddrive": "pCloud", "pcloud drive": "pCloud", "box-box": "Box", "box sync": "Box",
    "nextcloud": "Nextcloud", "owncloud": "ownCloud", "megasync": "MEGA", "resilio sync": "Resilio Sync",
    "proton drive": "Proton Drive", "protondrive-*": "Proton Drive", "synologydrive": "Synology Drive",
    "seafile": "Seafile", "tresorit": "Tresorit", "yandex.disk": "Yandex Disk", "nextcloud-*": "Nextcloud",
}  # fmt: skip
"""Names that they give to that folder, in small letters."""
_MOST = 5000
"""Names looked at in each folder: a mark stands among few."""


class Doubtful:
    """Why a folder is no place for a session that several write: `by` what it is kept there.

    `network`: it is a disk on another machine, and `by` its file system (`nfs4`); else a program keeps the folder in
    step with others (`Nextcloud`).
    """

    def __init__(self, network: bool, by: str) -> None:
        self.network, self.by = network, by


def doubtful(folder: Path) -> Doubtful | None:
    """Find what is doubtful about `folder`, which need not be there yet; None if nothing is known to be."""
    try:
        real = folder.resolve()
    except (OSError, RuntimeError):
        return None
    if kind := network(real):
        return Doubtful(True, kind)
    keeper = kept_in_step(real)
    return Doubtful(False, keeper) if keeper else None


def kept_in_step(folder: Path) -> str | None:
    """The program that keeps `folder` in step, by its marks or its own folder's name; None if there are none."""
    known = {os.environ.get(name) for name in ("OneDrive", "OneDriveConsumer", "OneDriveCommercial")}
    home = os.environ.get("HOME")
    for place in (folder, *folder.parents):
        if str(place) in known:
            return "OneDrive"
        for name in _names(place):
            found = _left_by(name)
            if found and not (found == "Dropbox" and str(place) == home):  # its own settings, there
                return found
        if by := _kept_by(place.name.lower()):
            return by
    return None


@lru_cache(maxsize=1024)
def _left_by(name: str) -> str | None:
    """The program that leaves a file or a folder of this name at the top of its own; None if none does."""
    return _of_pattern(name, MARKS)


@lru_cache(maxsize=1024)
def _kept_by(name: str) -> str | None:
    """The program that calls its own folder so, in small letters; None if none does."""
    return _of_pattern(name, FOLDERS)


def _of_pattern(name: str, known: Mapping[str, str]) -> str | None:
    from fnmatch import fnmatch

    return next((by for pattern, by in known.items() if fnmatch(name, pattern)), None)


def _names(folder: Path) -> list[str]:
    with suppress(OSError), os.scandir(folder) as found:
        return [one.name for one in islice(found, _MOST) if one.name.startswith((".", "_"))]
    return []


if sys.platform == "win32":

    def network(folder: Path) -> str | None:
        """The file system of `folder`, if it is on another machine; None if not."""
        import ctypes

        remote = 4  # DRIVE_REMOTE
        root = folder.anchor or "\\"
        return "SMB" if root.startswith("\\\\") or ctypes.windll.kernel32.GetDriveTypeW(root) == remote else None

    def knows_locks(folder: Path) -> bool:
        """Tell whether a file in `folder` can be locked: always, as far as is known."""
        return True

    def is_read_only(file: Path) -> bool:
        """Tell whether the disk of `file` is read-only."""
        import ctypes

        flags, read_only = ctypes.c_ulong(), 0x80000  # FILE_READ_ONLY_VOLUME
        root = ctypes.c_wchar_p(file.absolute().anchor)
        known = ctypes.windll.kernel32.GetVolumeInformationW(root, None, 0, None, None, ctypes.byref(flags), None, 0)
        return bool(known and flags.value & read_only)

elif sys.platform == "darwin":

    def network(folder: Path) -> str | None:
        """The file system of `folder`, if it is on another machine; None if not."""
        import ctypes

        library, found = ctypes.CDLL(None), ctypes.create_string_buffer(4096)
        ask = getattr(library, "statfs$INODE64", None) or library.statfs
        there = next((place for place in (folder, *folder.parents) if place.exists()), folder)
        if ask(os.fsencode(there), found):
            return None
        local = int.from_bytes(found.raw[64:68], sys.byteorder) & 0x1000  # MNT_LOCAL, of `f_flags`
        return None if local else found.raw[72:88].partition(b"\0")[0].decode()  # `f_fstypename`

    def is_read_only(file: Path) -> bool:
        """Tell whether the disk of `file` is read-only."""
        return _is_read_only(file)

else:

    def network(folder: Path) -> str | None:
        """The file system of `folder`, if it is on another machine; None if not."""
        kind, longest, within = "", -1, str(folder) + "/"
        with suppress(OSError):
            for line in MOUNTS.read_bytes().splitlines():
                before, _dash, after = os.fsdecode(line).partition(" - ")
                if len(fields := before.split(" ")) < 5 or not after:
                    continue
                at = fields[4]
                if "\\" in at:
                    at = re.sub(r"\\([0-7]{3})", lambda found: chr(int(found[1], 8)), at)
                if len(at) >= longest and within.startswith(at.rstrip("/") + "/"):
                    kind, longest = after.split(" ")[0], len(at)
        return kind if re.fullmatch(NETWORK, kind) else None

    def is_read_only(file: Path) -> bool:
        """Tell whether the disk of `file` is read-only."""
        return _is_read_only(file)


if sys.platform != "win32":

    def knows_locks(folder: Path) -> bool:
        """Tell whether a file in `folder` can be locked. The folder is tried: to close a file lets go of its locks."""
        import fcntl

        with suppress(OSError):
            descriptor = os.open(folder, os.O_RDONLY)
            try:
                fcntl.lockf(descriptor, fcntl.LOCK_SH | fcntl.LOCK_NB)
            except OSError as error:
                return error.errno not in (errno.ENOLCK, errno.ENOSYS, errno.EOPNOTSUPP)
            finally:
                os.close(descriptor)
        return True

    def _is_read_only(file: Path) -> bool:
        for place in (file, file.parent):
            with suppress(OSError):
                return bool(os.statvfs(place).f_flag & os.ST_RDONLY)
        return False
