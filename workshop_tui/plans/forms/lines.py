"""Markdown, and plain text: headings, paragraphs, list items and the rows of tables, line by line."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape

from workshop_tui.locale import say
from workshop_tui.plans.rows import MOST_COLUMNS, Kind, Row, Sheet, Unread, kept

_HEADING = re.compile(r" {0,3}(#{1,6})(?:\s+(.*?))?(?:\s+#+)?\s*")
_UNDER = re.compile(r" {0,3}(=+|-+)\s*")
_ITEM = re.compile(r"(\s*)(?:[-*+•◦▪–]|\d{1,3}[.)])\s+(?:\[[ xX]\]\s+)?(.*)")
_RULED = re.compile(r"\s*\|?(?:\s*:?-+:?\s*\|)*\s*:?-+:?\s*\|?\s*")
_FENCE = re.compile(r"\s*(```|~~~)")
_BOLD = re.compile(r"(\*\*|__)(?=\S)([^*_]+)\1:?")
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
_BREAK, _TAG = re.compile(r"<br\s*/?>", re.IGNORECASE), re.compile(r"</?[A-Za-z][^<>]*>")
_LINK = re.compile(r"!?\[([^\[\]]*)\]\([^()\s]*(?:\s+\"[^\"]*\")?\)")
_MARKED = (
    re.compile(r"(\*{1,3})(?=\S)(.+?)(?<=\S)\1"),
    re.compile(r"(?<!\w)(_{1,3})(?=\S)(.+?)(?<=\S)\1(?!\w)"),
    re.compile(r"(~~)(?=\S)(.+?)(?<=\S)\1"),
    re.compile(r"(`+)(.+?)\1"),
)
LONGEST_LINE = 20_000
"""Characters of a line, with its marks."""
_HIDDEN = 0xE000
"""The first of the signs that stand for one after a backslash while the others are looked at; of no script."""


def read(text: str) -> list[Sheet]:
    """The text as one sheet. Raises `Unread`."""
    return [Sheet("", kept(list(_rows(text.split("\n")))))]


def _rows(lines: list[str]) -> Iterator[Row]:
    tables, inside, fenced, settings = 0, False, False, _settings(lines)
    for number, written in enumerate(lines, 1):
        if len(written) > LONGEST_LINE:
            raise Unread(say("line {line} is longer than any of a plan’s", line=number))
        line = re.sub(r"^\s*(?:>\s?)+", "", written)
        if number <= settings:
            yield Row(number, (plain(line.strip("- ")),), Kind.TEXT)
            continue
        following = lines[number] if number < len(lines) else ""
        if _FENCE.match(line):
            fenced = not fenced
            continue
        if "|" in line and (inside or line.lstrip().startswith("|") or _is_ruled(following)):
            if not inside:
                tables, inside = tables + 1, True
            if not _is_ruled(line):
                yield Row(number, tuple(_cells(line))[:MOST_COLUMNS], table=0)
            continue
        inside = False
        if line.strip() and not _UNDER.fullmatch(line):
            yield _row(number, line, following)


def _settings(lines: list[str]) -> int:
    """The last line of the settings (`---`, lines, `---`) that some programs put above a text; 0 if there are none."""
    if lines[0].strip() != "---":
        return 0
    return next((number for number, line in enumerate(lines[1:], 2) if line.strip() == "---"), 0)


def _row(number: int, line: str, following: str) -> Row:
    if found := _HEADING.fullmatch(line):
        return Row(number, (plain(found[2] or ""),), Kind.HEADING, len(found[1]))
    if (under := _UNDER.fullmatch(following)) and not _ITEM.match(line):
        return Row(number, (plain(line),), Kind.HEADING, 1 if under[1][0] == "=" else 2)
    if found := _ITEM.fullmatch(line):
        return Row(number, (plain(found[2]),), Kind.ITEM, 1 + len(found[1].expandtabs(4)) // 2)
    if _BOLD.fullmatch(line.strip()):
        return Row(number, (plain(line),), Kind.HEADING, 7)
    return Row(number, (plain(line),), Kind.TEXT)


def _is_ruled(line: str) -> bool:
    return "-" in line and _RULED.fullmatch(line) is not None and "|" in line


def _cells(line: str) -> list[str]:
    inner = _hidden(line.strip()).removeprefix("|").removesuffix("|")
    return [plain(_shown(cell)) for cell in inner.split("|")]


def plain(text: str) -> str:
    """`text` without Markdown's marks; `<br>` is the end of a line."""
    text = _TAG.sub("", _BREAK.sub("\n", _hidden(text)))
    text = _LINK.sub(r"\1", text)
    for marked in _MARKED:
        text = marked.sub(r"\2", text)
    return "\n".join(line.strip() for line in unescape(_bare(text)).split("\n")).strip()


def _hidden(text: str) -> str:
    return _ESCAPED.sub(lambda found: chr(_HIDDEN + ord(found[1])), text)


def _shown(text: str) -> str:
    return re.sub("[\ue021-\ue07e]", lambda found: "\\" + chr(ord(found[0]) - _HIDDEN), text)


def _bare(text: str) -> str:
    return re.sub("[\ue021-\ue07e]", lambda found: chr(ord(found[0]) - _HIDDEN), text)
