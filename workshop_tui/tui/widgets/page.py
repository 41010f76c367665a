"""Our own Markdown as it reads, line by line: for a preview that is quick, whatever its length."""

from __future__ import annotations

import re

from textual.content import Content

LONGEST = 3_000
"""Lines that are drawn at the most: the others are in the file."""
_ESCAPED = re.compile(r"\\(.)")
_BOLD = re.compile(r"(?<!\\)\*\*(.+?)(?<!\\)\*\*")
_RULE = re.compile(r"^\|[ |:-]+\|$")


def shown(page: str) -> Content:
    """The page without its marks: headings and labels bold, tables with their bars, no escapes."""
    lines = [line for line in page.split("\n") if not _RULE.match(line)]
    cut = [Content("…")] if len(lines) > LONGEST else []
    return Content("\n").join([*(_line(line) for line in lines[:LONGEST]), *cut])


def _line(line: str) -> Content:
    if line.startswith("#"):
        marks, _space, text = line.partition(" ")
        return Content.assemble((_plain(text), "bold underline" if len(marks) < 3 else "bold"))
    if len(line) > 2 and line[0] == line[-1] == "*" and line[1] != "*":
        return Content.assemble((_plain(line[1:-1]), "italic"))
    if line.lstrip().startswith("- "):
        line = line.replace("- ", "• ", 1)
    parts: list[str | tuple[str, str]] = []
    at = 0
    for found in _BOLD.finditer(line):
        parts += [_plain(line[at : found.start()]), (_plain(found[1]), "bold")]
        at = found.end()
    return Content.assemble(*parts, _plain(line[at:]))


def _plain(text: str) -> str:
    return _ESCAPED.sub(r"\1", text).replace("&amp;", "&")
