"""Archives of XML files, as .xlsx, .ods and .docx are: opened with a measure, so that none unpacks into gigabytes.

Nothing of an archive is executed, and nothing that it leads to is opened: macros, links and pictures are left in it.
"""

from __future__ import annotations

import io
import zlib
from collections.abc import Callable
from xml.etree import ElementTree
from zipfile import BadZipFile, ZipFile

from workshop_tui.locale import say
from workshop_tui.plans.rows import Unread

LARGEST_PART, LARGEST_WHOLE, MOST_PARTS = 60_000_000, 120_000_000, 3_000
"""Bytes of a file in an archive, of all that are read from one, and files that it may have."""
_DAMAGED = say("this file is damaged: it cannot be unpacked")
_TOO_LARGE = say("this file unpacks into more than any plan holds: it is not opened")


def opened(raw: bytes) -> ZipFile:
    """The archive in these bytes. Raises `Unread`."""
    try:
        archive = ZipFile(io.BytesIO(raw))
    except (BadZipFile, ValueError, OSError, NotImplementedError):
        raise Unread(_DAMAGED) from None
    if len(archive.infolist()) > MOST_PARTS:
        raise Unread(_TOO_LARGE)
    return archive


def part(archive: ZipFile, name: str) -> bytes:
    """The file called `name`; empty if there is none. Raises `Unread` if it is too large, or cannot be unpacked."""
    try:
        about = archive.getinfo(name)
    except KeyError:
        return b""
    if about.flag_bits & 1:
        raise Unread(say("this file is protected by a password: save it again without one"))
    if about.file_size > LARGEST_PART:
        raise Unread(_TOO_LARGE)
    try:
        return archive.read(about)  # never more than the size that it says, else its checksum is wrong
    except (BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError, ValueError):
        raise Unread(_DAMAGED) from None


def repacked(archive: ZipFile, wanted: Callable[[str], bool]) -> io.BytesIO:
    """An archive of those files of `archive` whose name is `wanted`, each as large as it says. Raises `Unread`."""
    made, whole = io.BytesIO(), 0
    with ZipFile(made, "w") as written:
        for name in dict.fromkeys(archive.namelist()):
            if wanted(name):
                raw = part(archive, name)
                whole += len(raw)
                if whole > LARGEST_WHOLE:
                    raise Unread(_TOO_LARGE)
                written.writestr(name, raw)
    made.seek(0)
    return made


class _NoDoctype(ElementTree.TreeBuilder):
    """Refuses a document type: in it a file could name others, or texts that grow without end. No Office writes one."""

    def doctype(self, _name: str, _pubid: str | None, _system: str | None) -> None:
        raise Unread(_DAMAGED)


def tree(raw: bytes) -> ElementTree.Element:
    """The XML in these bytes. Raises `Unread`."""
    try:
        return ElementTree.fromstring(raw, ElementTree.XMLParser(target=_NoDoctype()))
    except (ElementTree.ParseError, ValueError, LookupError):
        raise Unread(_DAMAGED) from None
