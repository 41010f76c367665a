"""Tables of our HTML for who hears them: a head for each column and each row, and the heading above for a caption.

What a table is about is written above it already, so its caption is there to be heard, and hidden from sight.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.common.utils import escapeHtml
from markdown_it.token import Token


class HeadedTables:
    """The rules by which one page's tables are written, in the order in which they stand on it."""

    def __init__(self) -> None:
        self._heading = ""

    def enable(self, reader: MarkdownIt) -> None:
        """Have `reader` write tables so."""
        reader.enable("table")
        for rule in ("heading_open", "table_open", "table_close", "th_open", "td_open", "td_close"):
            write = getattr(self, f"_{rule}")
            reader.add_render_rule(rule, lambda renderer, *told, write=write: write(renderer, *told[:3]))

    def _heading_open(self, renderer: Any, tokens: Sequence[Token], index: int, options: Any) -> str:
        parts = tokens[index + 1].children or ()
        self._heading = "".join(part.content for part in parts if part.type in ("text", "code_inline", "text_special"))
        return str(renderer.renderToken(tokens, index, options, {}))

    def _table_open(self, _renderer: Any, _tokens: Sequence[Token], _index: int, _options: Any) -> str:
        named = escapeHtml(self._heading)
        box = f' role="group" aria-label="{named}"' if named else ""
        caption = f"<caption>{named}</caption>\n" if named else ""
        return f'<div class="wide" tabindex="0"{box}>\n<table>\n{caption}'

    def _table_close(self, _renderer: Any, _tokens: Sequence[Token], _index: int, _options: Any) -> str:
        return "</table>\n</div>\n"

    def _th_open(self, renderer: Any, tokens: Sequence[Token], index: int, options: Any) -> str:
        tokens[index].attrSet("scope", "col")
        return str(renderer.renderToken(tokens, index, options, {}))

    def _td_open(self, renderer: Any, tokens: Sequence[Token], index: int, options: Any) -> str:
        """The first cell of a row is its head; an empty one, to be written in by hand, heads nothing."""
        if tokens[index - 1].type == "tr_open" and tokens[index + 1].content:
            tokens[index].tag = tokens[index + 2].tag = "th"
            tokens[index].attrSet("scope", "row")
        return str(renderer.renderToken(tokens, index, options, {}))

    def _td_close(self, renderer: Any, tokens: Sequence[Token], index: int, options: Any) -> str:
        return str(renderer.renderToken(tokens, index, options, {}))
