"""The observatory, and an initiative over its sessions, as Markdown and as HTML with pictures."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import escape

from workshop_tui.locale import _, speaking
from workshop_tui.report.dressing import dressed
from workshop_tui.report.html import document, figure, html_of
from workshop_tui.report.observatory.drawn import LEGENDS, pictures, shows
from workshop_tui.report.observatory.initiatives import Followed
from workshop_tui.report.observatory.requests import WAYS
from workshop_tui.report.observatory.series import Spread
from workshop_tui.report.observatory.shape import as_json
from workshop_tui.report.observatory.tables import as_csv
from workshop_tui.report.observatory.whole import Observatory
from workshop_tui.report.template import page

FORMATS = ("md", "html", "json", "csv")
"""The formats of an observatory."""
_STYLES = ("report.css", "observatory.css")
_PICTURE = re.compile(r'<p><img src="(heat|flows)\.svg" alt="[^"]*" ?/?></p>')
Picture = Callable[[str], str]
"""Gives the address of the picture of that name; nothing where there is none."""


def made(
    form: str, whole: Observatory, language: str, *, table: str = "matrix", bom: bool = False, semicolon: bool = False
) -> str:
    """The observatory in one of `FORMATS`, in French (`fr`) or English (`en`); the rest is of CSV."""
    if form == "csv":
        return as_csv(whole, table, language, bom=bom, semicolon=semicolon)
    return {"md": as_markdown, "html": as_html, "json": as_json}[form](whole, language)


def as_markdown(whole: Observatory, language: str, picture: Picture | None = None) -> str:
    """The observatory, with its pictures where there is a `picture`."""
    return page(
        "observatory.md.j2",
        language,
        whole.series.agenda.zone,
        o=whole,
        series=whole.series,
        ways=WAYS,
        where=whole.series.place_told,
        picture=picture or (lambda _name: ""),
        cell=_cell,
        shows=lambda name: shows(whole, name),
    )


def as_html(whole: Observatory, language: str) -> str:
    """The observatory as one page, its pictures in it."""
    with speaking(language):
        drawn = pictures(whole)
        figures = {name: figure(source, shows(whole, name), str(LEGENDS[name])) for name, source in drawn.items()}
        body = html_of(as_markdown(whole, language, lambda name: f"{name}.svg" if name in drawn else ""))
        body = dressed(_PICTURE.sub(lambda found: figures[found[1]], body))
        title = _("Observatory")
    return document(body, f"{title} — {whole.series.name}" if whole.series.name else title, language, *_STYLES)


def initiative_page(whole: Observatory, one: Followed, form: str, language: str) -> str:
    """The page of an initiative as `md` or `html`."""
    text = page(
        "followed.md.j2",
        language,
        whole.series.agenda.zone,
        o=whole,
        series=whole.series,
        one=one,
        where=whole.series.place_told,
    )
    return document(dressed(html_of(text)), one.name, language, *_STYLES) if form == "html" else text


def pictures_beside(whole: Observatory, language: str) -> dict[str, str]:
    """The pictures of the Markdown, by their names."""
    with speaking(language):
        return pictures(whole)


def _cell(spread: Spread) -> str:
    return escape(spread.figure, quote=False).replace("&lt;", "\\<")
