"""The report as one HTML file: what the Markdown says, with its pictures in it; no script, nothing from elsewhere.

The Markdown is read by markdown-it-py with HTML turned off, so what a note says stays text.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from html import escape
from importlib import resources
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.token import Token

from workshop_tui.report.digest import Digest
from workshop_tui.report.markdown import render
from workshop_tui.report.pictures import pictures
from workshop_tui.report.plain_lists import pieces

_NOTHING_FROM_ELSEWHERE = (
    """<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">"""
)
_PICTURE = re.compile(r'<p><img src="(timeline|matrix)\.svg" alt="[^"]*" ?/?></p>')


def page(digest: Digest, language: str) -> str:
    """The report in French (`fr`) or English (`en`), as HTML."""
    body = html_of(render(digest, language, "{}.svg".format))
    drawn = pictures(digest, language)
    body = _PICTURE.sub(lambda found: f"<figure>{drawn[found[1]]}</figure>", body)
    return document(body, digest.agenda.title, language, "report.css")


def document(body: str, title: str, language: str, *styles: str) -> str:
    """A whole page of `body`, which is HTML, dressed by these of our style sheets."""
    sheets = resources.files("workshop_tui.report") / "templates"
    style = "".join((sheets / name).read_text(encoding="utf-8") for name in styles)
    return (
        f'<!doctype html>\n<html lang="{language}">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"{_NOTHING_FROM_ELSEWHERE}\n<title>{escape(title)}</title>\n<style>\n{style}</style>\n</head>\n<body>\n<main>\n{body}</main>\n</body>\n</html>\n"
    )


def html_of(markdown: str) -> str:
    """A CommonMark page with tables, as HTML; HTML in it is text."""
    whole = reader()
    read = (whole.render(part) if made is None else made for part, made in pieces(markdown, whole.renderInline))
    return "".join(read)


def reader() -> MarkdownIt:
    """The reader of Markdown that writes HTML as our pages have it."""
    made = MarkdownIt("commonmark", {"html": False}).enable("table")
    made.add_render_rule("th_open", _column_head)
    made.add_render_rule("table_open", lambda *_arguments: '<div class="wide" tabindex="0">\n<table>\n')
    made.add_render_rule("table_close", lambda *_arguments: "</table>\n</div>\n")
    return made


def _column_head(self: Any, tokens: Sequence[Token], index: int, options: Any, _environment: Any) -> str:
    tokens[index].attrSet("scope", "col")
    return str(self.renderToken(tokens, index, options, _environment))
