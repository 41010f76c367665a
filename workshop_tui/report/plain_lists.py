"""Lists of one-line items as HTML, without a reader of Markdown: thousands of notes stand in such lists.

What is read here is written as markdown-it-py writes it, byte for byte; whatever it may read otherwise is left to it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from html import escape

_WORDS = r"[^\\`*_\[\]<>&!\0]*"
_PLAIN = rf"{_WORDS}(?:(?:\\[!#-/:-@\[-`{{-~]|&amp;){_WORDS})*"
_OPENS, _CLOSES = r"(?<![^ ])(\*\*?)(?=[^\W_])", r"(?<=[^\W_])\{}(?![^ ])"
_TEXT = re.compile(rf"{_PLAIN}(?:{_OPENS}{_PLAIN}{_CLOSES.format(1)}{_PLAIN})*")
"""Words, signs with a backslash before them, and some of that in bold or italics between spaces."""
_EMPHASIS = re.compile(rf"{_OPENS}(.*?){_CLOSES.format(1)}")
_ESCAPED = re.compile(r"\\(.)")
_ITEM = re.compile(r"- (?:[^-+*>#~|`<\[\s\d=_]|\d+(?![\d.)])|\*\*?[^\s*])")
"""The beginning of an item whose text is no heading, rule, quote or list of its own."""
_GOES_ON = re.compile(r"(?:[-+*]|\d+[.)])(?:\s|$)|\s", re.MULTILINE)
"""The beginning of what may belong to the same list as what is before or behind it."""
_OTHERWISE = re.compile(r"```|~~~|(?<!\\)\]:|\r")
"""The same lines may mean something else on pages with code, or links of which the address stands elsewhere."""


def pieces(page: str, inline: Callable[[str], str]) -> Iterator[tuple[str, str | None]]:
    """Yield `page` in pieces of Markdown, those that are lists of plain lines with their HTML.

    `inline` gives the HTML of an item's text that has more than plain words in it.
    """
    if _OTHERWISE.search(page):
        yield page, None
        return
    blocks, left, before = page.removesuffix("\n").split("\n\n"), list[str](), ""
    for block, after in zip(blocks, [*blocks[1:], "# the end"], strict=True):
        lines = block.split("\n")
        alone = after and not _GOES_ON.match(after) and not any(map(_GOES_ON.match, before.split("\n")))
        if alone and all(map(_ITEM.match, lines)):
            yield "\n\n".join(left), None
            yield (
                block,
                "".join(["<ul>\n", *(f"<li>{_text(line[2:].strip(), inline)}</li>\n" for line in lines), "</ul>\n"]),
            )
            left, before = [], ""
        else:
            left.append(block)
            before = block or before
    yield "\n\n".join(left), None


def _text(text: str, inline: Callable[[str], str]) -> str:
    if not _TEXT.fullmatch(text):
        return inline(text)
    told = text.replace('"', "&quot;")
    if "*" in told:
        told = _EMPHASIS.sub(_emphasised, told)
    return _ESCAPED.sub(lambda found: escape(found[1]), told) if "\\" in told else told


def _emphasised(found: re.Match[str]) -> str:
    name = "strong" if found[1] == "**" else "em"
    return f"<{name}>{found[2]}</{name}>"
