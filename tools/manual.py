"""The manual page `workshop-tui(1)`, made of docs/commands.md as the wheel is built: the two say the same.

Of the Markdown it knows what that page has: headings, paragraphs, lists, tables whose first column is a term, code.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

_LINKS = re.compile(r"\[([^\]]+)\]\([^)]+\)")
_CODE = re.compile(r"`([^`]+)`")


def manual(page: str, version: str, does: str) -> str:
    """The manual in troff, of that `page`; `does`: in one line, what the program is for."""
    head = [
        f'.TH WORKSHOP\\-TUI 1 "" "workshop\\-tui {_escaped(version)}"',
        ".SH NAME", f"workshop\\-tui \\- {_text(does)}",
        ".SH SYNOPSIS", ".B workshop\\-tui", "[COMMAND] [OPTIONS] [ARGUMENTS]",
        ".SH DESCRIPTION",
    ]  # fmt: skip
    return "\n".join([*head, *_lines(page), ""])


def _lines(page: str) -> Iterator[str]:
    table_begins = True
    for line in page.splitlines():
        if line.startswith(("# ", "| ---")):
            continue
        if line.startswith("## "):
            yield f".SH {_text(line[3:]).upper()}"
        elif line.startswith("|"):
            if not table_begins:
                yield from _row(line)
            table_begins = False
            continue
        elif not line.strip():
            yield ".PP"
        elif line.startswith("- "):
            yield from (".IP \\(bu 2", _text(line[2:]))
        else:
            yield _text(line.strip())
        table_begins = True


def _row(line: str) -> Iterator[str]:
    """A row: its first cell is the term, the others say what it is."""
    cells = [cell.replace("\\|", "|").strip() for cell in re.split(r"(?<!\\)\|", line)[1:-1]]
    yield from (".TP", f".B {_text(cells[0])}")
    yield from (_text(cell) for cell in cells[1:] if cell)


def _text(words: str) -> str:
    """Words of a paragraph, without the signs of Markdown; a line that begins like a request of troff's is none."""
    text = _escaped(_CODE.sub(r"\1", _LINKS.sub(r"\1", words)).replace("**", ""))
    return "\\&" + text if text[:1] in {".", "'"} else text


def _escaped(words: str) -> str:
    return words.replace("\\", "\\e").replace("-", "\\-")
