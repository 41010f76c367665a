"""A TOML file that a person wrote: what it says, or why it cannot be read, with the line and column."""

from __future__ import annotations

import os
import re
import tomllib
from dataclasses import dataclass
from pathlib import Path as File
from typing import Any

from workshop_tui.locale import Message, say
from workshop_tui.locale.system import missing, reason
from workshop_tui.text import clean_line

LARGEST = 1_000_000
"""Bytes: a day's agenda has a few thousand."""
DEEPEST = 50
"""Tables in tables: a step of a segment of a block is the third."""


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
    """A file that is no TOML; `finding` says why."""

    def __init__(self, message: Message, line: int = 0, column: int = 0) -> None:
        self.finding = Finding(line, column, message)


def read_toml(file: File, *, empty: Message, largest: int = LARGEST) -> tuple[str, dict[str, Any]]:
    """The text of `file` and what it says. Raises `Unreadable`; with `empty` if there is nothing in it."""
    text = read_text(file, empty, largest)
    return text, _toml(text)


def read_text(file: File, empty: Message, largest: int = LARGEST) -> str:
    """The text of `file`, UTF-8. Raises `Unreadable`; with `empty` if there is nothing in it."""
    try:
        if file.is_dir():
            raise Unreadable(say("this is a folder, not a file"))
        with os.fdopen(_at_once(file), "rb") as stream:
            raw = stream.read(largest + 1)
    except FileNotFoundError:
        raise Unreadable(missing(file, say("there is no such file"))) from None
    except (OSError, ValueError) as error:
        raise Unreadable(say("this file cannot be read: {why}", why=reason(error))) from None
    if len(raw) > largest:
        raise Unreadable(say("this file is over {size} MB: too large", size=largest // 1_000_000))
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        column = len(raw[raw.rfind(b"\n", 0, error.start) + 1 : error.start].decode(errors="replace")) + 1
        raise Unreadable(say("this is not UTF-8 text"), line, column) from None
    if not text.strip():
        raise Unreadable(empty, 1, 1)
    return text


def _at_once(file: File) -> int:
    """The descriptor of `file`, opened to be read: a pipe that nobody writes to is empty, and not waited for."""
    descriptor = os.open(file, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    if hasattr(os, "O_NONBLOCK"):
        os.set_blocking(descriptor, True)
    return descriptor


_TOML_SAYS = {
    "Cannot overwrite a value": say("this key stands here twice"),
    "Cannot declare": say("this table stands here twice"),
    "Unclosed array": say("this list is not closed: a ] is missing"),
    "Unterminated string": say("this text is not closed: a quote is missing"),
    "Illegal character": say("a character that TOML does not allow here"),
    "Expected '=' after a key": say("a “=” was expected after the key"),
    "Expected ']'": say("a ] is missing"),
    "Expected newline or end of document": say("this line should end here"),
    "Invalid value": say("this value is not TOML: is a quote missing?"),
    "Invalid statement": say("this line is not TOML: write key = value"),
}


def _toml(text: str) -> dict[str, Any]:
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        found = re.search(r"\(at line (\d+), column (\d+)\)", str(error))
        known = (message for start, message in _TOML_SAYS.items() if str(error).startswith(start))
        message = next(known, say("this is not TOML"))
        lines = text.rstrip("\n").split("\n")
        line, column = (int(found[1]), int(found[2])) if found else (len(lines), len(lines[-1]) + 1)
        raise Unreadable(message, line, column) from None
    except RecursionError:
        raise Unreadable(say("this file is nested too deeply"), 1, 1) from None
    except ValueError:
        raise Unreadable(say("this file holds a number or a date that is none"), 1, 1) from None
    if _depth(data) > DEEPEST:
        raise Unreadable(say("this file is nested too deeply"), 1, 1)
    return data


def _depth(data: Any) -> int:
    """How many tables and lists lie in each other; counted without recursion, for it may be thousands."""
    depth, level = 0, [data]
    while level:
        depth += 1
        inner = [one.values() if isinstance(one, dict) else one for one in level if isinstance(one, dict | list)]
        level = [value for values in inner for value in values]
    return depth
