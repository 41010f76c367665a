"""Names that Windows, macOS, FAT and what keeps folders in step all take for a file, wherever it is written.

A stick or a shared folder goes from one machine to the next: what is new is named so everywhere. What is there already
keeps its name, and opens.
"""

from __future__ import annotations

import errno
import os
import re
import sys
import unicodedata
from contextlib import suppress
from enum import Enum
from pathlib import Path

from workshop_tui.host.files import names_in

RESERVED = frozenset({"con", "prn", "aux", "nul", "conin$", "conout$"}) | {
    f"{device}{number}" for device in ("com", "lpt") for number in "0123456789¹²³"
}
"""Names of Windows' devices, whatever ending they have."""
FORBIDDEN = ':*?"<>|\\/'
LONGEST = 200
"""Bytes of a name, in UTF-8: 255 are the most anywhere, and SQLite and we put endings to it."""
LONGEST_PATH = 259 - len("-journal")
"""Characters of a whole path on Windows, less what SQLite puts to it."""


class Unfit(Enum):
    """Why a name is no name everywhere."""

    RESERVED = "a device of Windows is called so"
    SIGN = "a sign that stands in no name"
    TEXT = "no text in UTF-8"
    END = "a dot or a blank at its end"
    LONG = "too long"
    PATH = "its whole path is too long"
    TWIN = "a name that many disks take for the same is there"


class NoName(OSError):
    """A file cannot be called so: `why`, and the `other` file, if it is for that one."""

    def __init__(self, file: Path, why: Unfit, other: str = "") -> None:
        super().__init__(errno.EINVAL, why.value, str(file))
        self.why = why
        self.other = other


def unfit(name: str) -> Unfit | None:
    """Why a file cannot be called `name` everywhere; None if it can."""
    if any(sign in FORBIDDEN or ord(sign) < 32 or ord(sign) == 127 for sign in name):
        return Unfit.SIGN
    if any("\ud800" <= sign <= "\udfff" for sign in name):
        return Unfit.TEXT
    if name.endswith((".", " ")) or name != name.lstrip(" "):
        return Unfit.END
    if name.partition(".")[0].rstrip(" ").lower() in RESERVED:
        return Unfit.RESERVED
    return Unfit.LONG if len(name.encode(errors="replace")) > LONGEST else None


def check(file: Path) -> None:
    """Raise `NoName` if no new file is to be called so. One that is there already keeps its name."""
    if os.path.lexists(file):
        return
    if sys.platform == "win32" and len(str(file.absolute())) > LONGEST_PATH:
        raise NoName(file, Unfit.PATH)
    if why := unfit(file.name):
        raise NoName(file, why)
    if other := twin(file):
        raise NoName(file, Unfit.TWIN, other)


def made_fit(name: str, room: int = 0) -> str:
    """The name nearest to `name` that a file can have everywhere, with `room` for so many bytes more; in NFC."""
    text = re.sub("[\ud800-\udfff]", "-", name)  # what is no text, of a name that this system gave
    stem, dot, ending = unicodedata.normalize("NFC", text).rpartition(".")
    stem, ending = (stem, dot + ending) if stem and len(ending) <= 16 else (stem + dot + ending, "")
    ending = re.sub(rf"[{re.escape(FORBIDDEN)}\x00-\x1f\x7f ]", "-", ending).rstrip(".")
    stem = re.sub(rf"[{re.escape(FORBIDDEN)}\x00-\x1f\x7f]", "-", stem).strip(" ").rstrip(". ")
    while len((stem + ending).encode(errors="replace")) > LONGEST - room:
        stem = stem[:-1].rstrip(". ")
    return stem + ending if stem and unfit(stem + ending) is None else f"_{stem}{ending}"


def same(name: str) -> str:
    """The same text for all names that a disk may take for one: in another case, or another normal form."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFD", name).casefold())


def twin(file: Path) -> str | None:
    """The name of another file beside `file` that some disks take for the same; None if there is none."""
    wanted = same(file.name)
    with suppress(OSError):
        return next((name for name in names_in(file.parent) if name != file.name and same(name) == wanted), None)
    return None
