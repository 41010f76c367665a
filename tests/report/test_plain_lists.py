"""Lists of plain lines are written as HTML without a reader of Markdown, and nobody can tell."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from workshop_tui.report.html import html_of, reader
from workshop_tui.report.plain_lists import pieces
from workshop_tui.report.template import escape

MARKS = [
    "-", "- ", "* ", "+ ", "1. ", "2) ", "# ", "> ", "\n", "\n\n", "\n- ", "\n  - ", "\n\n- ", "    ", " ", "\t", "*",
    "**", "***", "_", "`", "```", "~~~", "[", "](x)", "]: x", "![", "<b>", "<!--", "&amp;", "&lt;", "&", "\\", "\\*",
    "\\\\", '"', "'", "|", "| --- |", "===", "---", "\xa0", "\0", "\r", "\u2028", "é", "a", "mot", "12h30", "²", "12.",
    "!", "\u0301", "·",
]  # fmt: skip
pages = st.lists(st.sampled_from(MARKS), max_size=24).map("".join)
said = st.lists(st.sampled_from(MARKS), min_size=1, max_size=8).map("".join)
items = st.tuples(st.sampled_from(["- ", "- **frein** · ", "- 12h30 — ", "- mot, "]), said.map(escape)).map("".join)
lists = st.lists(items, min_size=1, max_size=4).map("\n".join)
documents = st.lists(st.one_of(lists, lists, said.map(escape), pages), max_size=5).map("\n\n".join)


@given(st.one_of(pages, documents))
@example("- a\n- b\n")
@example("- a\n\n  more\n\n- b\n")
@example("- [x]\n\n[x]: y\n")
@example("- a\r- b")
@example("> - a\n\n- b")
@example('- **a** *b* c\\*d "e" &amp; 1\\. x\n- 2\\. y\n\n# z')
def test_a_page_reads_as_if_all_of_it_were_read_by_the_reader_of_markdown(page: str) -> None:
    assert html_of(page) == reader().render(page)


@pytest.mark.parametrize("count", [1, 300])
def test_a_list_of_notes_needs_no_reader_of_markdown_however_long_it_is(count: int) -> None:
    page = "# Notes\n\n" + '- 12h30 · **frein** · Élus — l’été, \\*enfin\\* &amp; "oui" (Pascal)\n' * count
    asked: list[str] = []
    left = [part for part, made in pieces(page, lambda text: asked.append(text) or text) if made is None]
    assert "".join(left) == "# Notes"
    assert asked == []
