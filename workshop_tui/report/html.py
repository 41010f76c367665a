"""The report as one HTML file: what the Markdown says, with its pictures in it; no script, nothing from elsewhere.

A picture is an image with a text: browsers without pictures (w3m, lynx) would print the words of an SVG as a heap.

The Markdown is read by markdown-it-py with HTML turned off, so what a note says stays text.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from html import escape
from importlib import resources
from typing import TYPE_CHECKING

from markdown_it import MarkdownIt

from workshop_tui.locale import _, speaking
from workshop_tui.report.digest import Digest
from workshop_tui.report.dressing import dressed
from workshop_tui.report.headed import HeadedTables
from workshop_tui.report.markdown import render
from workshop_tui.report.pictures import LEGENDS, pictures, shows
from workshop_tui.report.plain_lists import pieces

if TYPE_CHECKING:
    from markdown_it.renderer import RendererProtocol
    from markdown_it.token import Token
    from markdown_it.utils import EnvType, OptionsDict

_NOTHING_FROM_ELSEWHERE = (
    '<meta http-equiv="Content-Security-Policy" '
    """content="default-src 'none'; style-src 'unsafe-inline'; img-src data:">"""
)
_PICTURE = re.compile(r'<p><img src="(timeline)\.svg" alt="([^"]*)" ?/?></p>')
_COUNT = re.compile(r"(<td[^>]*)>(\d+)</td>")
SHADES = 4
"""Shades of a cell of the matrix (`report.css`): up to a quarter of the fullest, up to half…"""
_IN_A_URL = str.maketrans({sign: f"%{ord(sign):02X}" for sign in "%#<>\"&'\n"})


def page(digest: Digest, language: str, *, annexes: bool = False) -> str:
    """The report in French (`fr`) or English (`en`), as HTML. The matrix is a table, its fuller cells darker."""
    body = html_of(render(digest, language, lambda name: "timeline.svg" if name == "timeline" else "", annexes=annexes))
    body = shaded(_PICTURE.sub("", body), digest, language)
    with speaking(language):
        source, legend = pictures(digest, language)["timeline"], str(LEGENDS["timeline"])
        body = dressed(body, figure(source, shows(digest, language, "timeline"), legend))
    return document(body, digest.agenda.title, language, "report.css")


def figure(source: str, shown: str, legend: str) -> str:
    """A picture, which is SVG, with a text for who does not see it, and its legend."""
    address = source.translate(_IN_A_URL)
    image = f'<img src="data:image/svg+xml;charset=utf-8,{address}" alt="{escape(shown)}">'
    return f"<figure>{image}<figcaption>{escape(legend)}</figcaption></figure>\n"


def shaded(body: str, digest: Digest, language: str) -> str:
    """The page with the counts of its matrix in shades: classes of `report.css`."""
    with speaking(language):
        named, most = escape(_("Phases and stakeholders")), digest.matrix.most
    before, found, rest = body.partition(f"<caption>{named}</caption>")
    table, end, after = rest.partition("</table>")
    shaded = _COUNT.sub(lambda one: f'{one[1]} class="n{-(-SHADES * int(one[2]) // most)}">{one[2]}</td>', table)
    return f"{before}{found}{shaded}{end}{after}" if most else body


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
    made = MarkdownIt("commonmark", {"html": False})
    HeadedTables().enable(made)
    made.add_render_rule("link_open", _link_open)
    return made


def _link_open(
    renderer: RendererProtocol, tokens: Sequence[Token], place: int, options: OptionsDict, env: EnvType
) -> str:
    """Write the beginning of a link, which tells nobody from where one comes."""
    tokens[place].attrSet("rel", "noopener noreferrer")
    return str(renderer.renderToken(tokens, place, options, env))  # type: ignore[attr-defined] # of RendererHTML
