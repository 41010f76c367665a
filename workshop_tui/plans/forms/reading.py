"""A file that somebody has, read into sheets of rows: which form it is in is told by its first bytes, then its name."""

from __future__ import annotations

import io
import os
from datetime import tzinfo
from pathlib import Path

from workshop_tui.host.files import open_at_once
from workshop_tui.host.streams import decoded
from workshop_tui.locale import Message, say
from workshop_tui.locale.system import missing, reason
from workshop_tui.plans.rows import Sheet, Unread

LARGEST = 10_000_000
"""Bytes of a plan."""
_READ = ".xlsx, .ods, .xls, .csv, .tsv, .docx, .md, .ics"
_OFFICE = b"\xd0\xcf\x11\xe0"
_OTHERS = {
    b"%PDF": say("this is a PDF, which has no cells left: ask for the plan as it was before ({read})", read=_READ),
    b"{\\rtf": say("this is an RTF document: save it again as .docx"),
}


def read(file: Path, zone: tzinfo) -> list[Sheet]:
    """The sheets of `file`; hours of a calendar in UTC are those of `zone`. Raises `Unread`."""
    raw = raw_of(file)
    if not raw.strip():
        raise Unread(say("this file is empty"))
    if raw.startswith(b"PK"):
        return _packed(raw)
    if raw.startswith(_OFFICE):
        return _of_old_office(raw)
    for first, why in _OTHERS.items():
        if raw.startswith(first):
            raise Unread(why)
    return _text(raw, file, zone)


def raw_of(file: Path) -> bytes:
    """The bytes of `file`. Raises `Unread` where it cannot be read, or is too large."""
    try:
        if file.is_dir():
            raise Unread(say("this is a folder, not a file"))
        with os.fdopen(open_at_once(file), "rb") as stream:
            raw = stream.read(LARGEST + 1)
    except FileNotFoundError:
        raise Unread(missing(file, say("there is no such file"))) from None
    except (OSError, ValueError) as error:
        raise Unread(say("this file cannot be read: {why}", why=reason(error))) from None
    if len(raw) > LARGEST:
        raise Unread(say("this file is over {size} MB: too large", size=LARGEST // 1_000_000))
    return raw


def _packed(raw: bytes) -> list[Sheet]:
    from workshop_tui.plans.forms.packed import opened, part

    archive = opened(raw)
    names = set(archive.namelist())
    if "word/document.xml" in names:
        from workshop_tui.plans.forms import word

        return word.read(archive)
    kind = part(archive, "mimetype")
    if "xl/workbook.xml" in names or b"opendocument.spreadsheet" in kind:
        from workshop_tui.plans.forms import workbook

        return workbook.read_packed(archive)
    if b"opendocument.text" in kind:
        raise Unread(say("this is a text of LibreOffice’s: save it again as .docx"))
    if "xl/workbook.bin" in names:
        raise Unread(say("this is a binary workbook: save it again as .xlsx"))
    raise Unread(_unknown())


def _of_old_office(raw: bytes) -> list[Sheet]:
    """A file of Office before 2007; a newer one that has a password is wrapped in the same way."""
    if _named("EncryptedPackage") in raw:
        raise Unread(say("this file is protected by a password: save it again without one"))
    if _named("WordDocument") in raw:
        raise Unread(say("this is a document of an old Word: save it again as .docx"))
    if _named("Workbook") in raw or _named("Book") in raw:
        from workshop_tui.plans.forms import workbook

        return workbook.read(io.BytesIO(raw))
    raise Unread(_unknown())


def _named(name: str) -> bytes:
    return name.encode("utf-16-le")


def _text(raw: bytes, file: Path, zone: tzinfo) -> list[Sheet]:
    ending = file.suffix.lower()
    try:
        text = decoded(raw, page="cp1252").replace("\r\n", "\n").replace("\r", "\n")
    except UnicodeDecodeError:
        raise Unread(_unknown()) from None
    if text.lstrip().startswith("BEGIN:VCALENDAR"):
        from workshop_tui.plans.forms import calendars

        return calendars.read(raw, zone)
    if text.lstrip()[:200].lower().startswith(("<html", "<!doctype html", "<table", "<?xml")):
        raise Unread(say("this is a web page, whatever its name: save it again as .xlsx or .csv"))
    if ending in (".csv", ".tsv", ".tab") or (ending not in (".md", ".markdown", ".txt") and _has_cells(text)):
        from workshop_tui.plans.forms import delimited

        return delimited.read(text, ending in (".tsv", ".tab"))
    from workshop_tui.plans.forms import lines

    return lines.read(text)


def _has_cells(text: str) -> bool:
    lines = [line for line in text.split("\n") if line.strip()][:50]
    return "|" not in text and sum(line.count(";") > 1 or "\t" in line.strip() for line in lines) * 2 > len(lines)


def _unknown() -> Message:
    return say("this is in no form that a plan is read from: {read}", read=_READ)
