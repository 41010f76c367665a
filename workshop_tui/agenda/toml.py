"""A TOML file that a person wrote: what it says, or why it cannot be read, with the line and column."""

from __future__ import annotations

import os
import re
import tomllib
from dataclasses import dataclass, replace
from pathlib import Path as File
from typing import Any

from workshop_tui.host.files import open_at_once
from workshop_tui.locale import Message, say
from workshop_tui.locale.system import missing, reason
from workshop_tui.text import clean_line

LARGEST = 1_000_000
"""Bytes: a day's agenda has a few thousand."""
DEEPEST = 50
"""Tables in tables: a step of a segment of a block is the third."""
SLIPS, LONGEST_MENDED = 200, 50_000
"""Slips of one file that are told at once; characters of a file in which they are looked for, by reading it again."""
_KEY = r"""(?:[\w-]+|"[^"\n]{0,40}"|'[^'\n]{0,40}')"""
_DOTTED = re.compile(rf"(?<![\w-]){_KEY}(?:[ \t]*\.[ \t]*{_KEY}){{{DEEPEST}}}")
"""A key of that many tables at once."""
_TABLE_OR_KEY = re.compile(r"\s*(\[|[\w\"'-]+\s*[=:])")
_OTHERS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"%PDF", b"{\\rtf")
"""The first bytes of files of Office, LibreOffice and others."""


@dataclass(frozen=True, order=True)
class Finding:
    """One thing to say about a file. Lines and columns count from 1; 0 stands for the file itself."""

    line: int
    column: int
    message: Message
    warning: bool = False

    def told(self, file: object) -> str:
        """`file:line:column: message`, in the language in use."""
        where = f"{file}:{self.line}:{self.column}" if self.line else f"{file}"
        kind = str(say("warning: ")) if self.warning else ""
        return clean_line(f"{where}: {kind}{self.message}")  # an unknown key may hold anything


class Unreadable(Exception):
    """A file that is no TOML; `findings` say why.

    `mended`, if there is one: the text as it was probably meant, and what that says, to find what else is wrong.
    """

    def __init__(self, message: Message, line: int = 0, column: int = 0) -> None:
        self.findings = [Finding(line, column, message)]
        self.mended: tuple[str, dict[str, Any]] | None = None

    @property
    def finding(self) -> Finding:
        """The first thing that is wrong."""
        return self.findings[0]


def read_toml(
    file: File, *, empty: Message, other: Message, text: Message | None = None, largest: int = LARGEST
) -> tuple[str, dict[str, Any]]:
    """The text of `file` and what it says.

    Raises `Unreadable`: with `empty` if there is nothing in it, with `other` if it is a file of another kind, with
    `text` (else `other`) if it is a text that has no key.
    """
    written = read_text(file, empty, largest, other)
    try:
        return written, parsed(written)
    except Unreadable as unreadable:
        lines = written.split("\n")
        if not any(_TABLE_OR_KEY.match(line) for line in lines):
            raise Unreadable(text or other, 1, 1) from None
        if len(written) <= LONGEST_MENDED:
            _find_slips(unreadable, lines)
        raise


def read_text(file: File, empty: Message, largest: int = LARGEST, other: Message | None = None) -> str:
    """The text of `file`, UTF-8. Raises `Unreadable`; with `empty` if there is nothing in it, with `other` if that is
    given, and it is a file of another program's."""
    raw = read_bytes(file, largest)
    if other and (raw.startswith(_OTHERS) or _is_binary(raw)):
        raise Unreadable(other)
    text = decoded(raw)
    if not text.strip():
        raise Unreadable(empty, 1, 1)
    return text


def read_bytes(file: File, largest: int = LARGEST) -> bytes:
    """The bytes of `file`. Raises `Unreadable`."""
    try:
        if file.is_dir():
            raise Unreadable(say("this is a folder, not a file"))
        with os.fdopen(open_at_once(file), "rb") as stream:
            raw = stream.read(largest + 1)
    except FileNotFoundError:
        raise Unreadable(_not_there(file)) from None
    except (OSError, ValueError) as error:
        raise Unreadable(say("this file cannot be read: {why}", why=reason(error))) from None
    if len(raw) > largest:
        raise Unreadable(say("this file is over {size} MB: too large", size=largest // 1_000_000))
    return raw


def _not_there(file: File) -> Message:
    near = file.with_name(file.name + ".toml")
    if near.is_file():
        return say("there is no such file: did you mean {near}?", near=near)
    return missing(file, say("there is no such file"))


def decoded(raw: bytes) -> str:
    """The text in `raw`. Raises `Unreadable` where it is in another encoding."""
    if _is_utf16(raw):
        raise Unreadable(say("this text is in UTF-16: save it again as UTF-8 (“Encoding”, in “Save as…”)"), 1, 1)
    try:
        text = raw.decode("utf-8-sig")
        return text if "\n" in text else text.replace("\r", "\n")  # an old Macintosh's line ends
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        column = len(raw[raw.rfind(b"\n", 0, error.start) + 1 : error.start].decode(errors="replace")) + 1
        raise Unreadable(
            say("this is not UTF-8 text: save it again as UTF-8 (“Encoding”, in “Save as…”)"), line, column
        ) from None


def _is_binary(raw: bytes) -> bool:
    """Tell whether no text has such bytes: several are 0, and it is no UTF-16."""
    return raw.count(b"\0", 0, 10_000) > 1 and not _is_utf16(raw)


def _is_utf16(raw: bytes) -> bool:
    """Tell whether these bytes begin like a Latin text in UTF-16: every second one is 0, after a mark or none."""
    first = raw.removeprefix(b"\xff\xfe").removeprefix(b"\xfe\xff")[:4]
    return len(raw) > 3 and first.count(0) == 2 and (first[0::2] == b"\0\0" or first[1::2] == b"\0\0")


_TOML_SAYS = {
    "Cannot overwrite a value": say("this key stands here twice: is a [[…]] missing above it?"),
    "Cannot declare": say("this table stands here twice: a list of them is written [[…]], with two brackets"),
    "Unclosed array": say("this list is not closed: a ] is missing"),
    "Unterminated string": say("this text is not closed: a quote is missing"),
    "Illegal character": say("a character that TOML does not allow here"),
    "Expected '=' after a key": say("a “=” was expected after the key"),
    "Expected ']'": say("a ] is missing"),
    "Expected newline or end of document": say("this line should end here"),
    "Invalid value": say("this value is not TOML: is a quote missing?"),
    "Invalid statement": say("this line is not TOML: write key = value"),
}


def parsed(text: str) -> dict[str, Any]:
    """Read `text`. Raises `Unreadable` where it is no TOML."""
    if any(map(_DOTTED.search, filter(_has_many_dots, text.split("\n")))):  # tomllib would take minutes
        raise Unreadable(say("this file is nested too deeply"), 1, 1)
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        known = (message for start, message in _TOML_SAYS.items() if str(error).startswith(start))
        message = next(known, say("this is not TOML"))
        from workshop_tui.agenda.slips import no_space, unseen_in

        line, column = _place(error, text)
        if unseen := unseen_in(text.split("\n")[line - 1][column - 1 : column]):
            message = no_space(unseen)
        elif message == _TOML_SAYS["Cannot overwrite a value"] and text.split("\n")[line - 1].lstrip().startswith("["):
            message = say("this table goes above the tables that are part of it: [[blocks]], then [[blocks.segments]]")
        raise Unreadable(message, line, column) from None
    except RecursionError:
        raise Unreadable(say("this file is nested too deeply"), 1, 1) from None
    except ValueError:
        raise Unreadable(say("this file holds a number or a date that is none"), 1, 1) from None
    if _depth(data) > DEEPEST:
        raise Unreadable(say("this file is nested too deeply"), 1, 1)
    return data


def _has_many_dots(line: str) -> bool:
    return line.count(".") >= DEEPEST


def _place(error: tomllib.TOMLDecodeError, text: str) -> tuple[int, int]:
    """Line and column of `error`; the end of `text` if that is where it is."""
    if found := re.search(r"\(at line (\d+), column (\d+)\)", str(error)):
        return int(found[1]), int(found[2])
    lines = text.rstrip("\n").split("\n")
    return len(lines), len(lines[-1]) + 1


def _find_slips(wrong: Unreadable, lines: list[str]) -> None:
    """Give `wrong` every slip of these lines that can be mended and, if that makes TOML of them, the text mended."""
    from workshop_tui.agenda.slips import headers

    first, findings = wrong, [Finding(*found) for found in headers(lines)]
    for _slip in range(SLIPS):
        found = wrong.finding
        if _over_lines(lines, found.line):
            findings.append(replace(found, message=say('a text over several lines goes between three quotes: """…"""')))
            break
        better = _mended(lines, found.line)
        if not better:
            findings.append(found)
            break
        lines[found.line - 1], told = better
        findings.append(replace(found, message=told))
        try:
            mended = "\n".join(lines)
            first.mended = mended, parsed(mended)
            break
        except Unreadable as unreadable:
            wrong = unreadable
    first.findings = findings


def _over_lines(lines: list[str], number: int) -> bool:
    """Tell whether a text begins on line `number` and ends on another."""
    opened, following = lines[number - 1], lines[number : number + 1]
    return opened.count('"') == 1 and bool(following) and following[0].count('"') == 1 and "=" not in following[0]


def _mended(lines: list[str], number: int) -> tuple[str, Message] | None:
    """Line `number` as it was probably meant to be, and what to say about it."""
    from workshop_tui.agenda.slips import mended

    def reads(better: str) -> bool:
        text = "\n".join([*lines[: number - 1], better, *lines[number:]])
        try:
            tomllib.loads(text)
        except tomllib.TOMLDecodeError as error:
            return _place(error, text)[0] > number
        except (ValueError, RecursionError):
            return False
        return True

    return mended(lines[number - 1], reads)


def _depth(data: Any) -> int:
    """The number of tables and lists that lie in each other; counted without recursion, for it may be thousands."""
    depth, level = 0, [data]
    while level:
        depth += 1
        inner = [one.values() if isinstance(one, dict) else one for one in level if isinstance(one, dict | list)]
        level = [value for values in inner for value in values]
    return depth
