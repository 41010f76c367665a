"""Every format that a session can be handed out in, by name. Each imports what it needs when it is asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import PurePath
from typing import TYPE_CHECKING

from workshop_tui.locale import Message, say

if TYPE_CHECKING:
    from workshop_tui.report.digest import Digest

TABLES = ("notes", "times", "tags", "requests", "initiatives", "matrix", "decisions", "evaluation")
"""The tables that there are as CSV (`spreadsheet`)."""
RAW = ("notes", "times")
"""The ones that there are as programs had them before."""
ENDINGS = {"md": ("md", "markdown", "txt"), "html": ("html", "htm"), "toml": ("toml",)}
"""How a file's name ends by format, where that is not the format's own name alone."""


class UnknownEnding(Exception):
    """A file's name that ends like none of the formats that it could be of; `message` lists how they end."""

    def __init__(self, message: Message) -> None:
        super().__init__(message.text)
        self.message = message


def form_of(file: PurePath, forms: Iterable[str]) -> str | None:
    """Find which of `forms` the ending of `file` says; None if it has no ending. Raises `UnknownEnding`."""
    endings = {ending: form for form in forms for ending in ENDINGS.get(form, (form,))}
    ending = file.suffix.removeprefix(".").lower()
    if ending and ending not in endings:
        known = ", ".join(f".{one}" for one in endings)
        raise UnknownEnding(say("No format is called “{ending}”: there are {known}", ending=file.suffix, known=known))
    return endings.get(ending)


@dataclass(frozen=True)
class Wanted:
    """How it is wanted: the language (`fr` or `en`), of CSV which `table`, whether with a byte-order mark, and whether
    with semicolons.

    `picture` gives the link to a picture beside the Markdown; without it there is none.
    """

    language: str
    table: str = "notes"
    bom: bool = False
    semicolon: bool = False
    picture: Callable[[str], str] | None = None
    template: str | None = None
    """The text of a person's own template of the Markdown."""
    annexes: bool = False
    """Of Markdown and HTML: with the annexes."""
    fragment: bool = False
    """Of HTML: the article alone."""
    front_matter: bool = False
    """Of Markdown: with what it is about in YAML before it."""
    raw: bool = False
    """Of CSV: as programs had it before."""


def made(form: str, digest: Digest, wanted: Wanted) -> str:
    """The report in the format called `form`. Raises KeyError if there is none, `TemplateError` of `markdown`."""
    return _MADE[form](digest, wanted)


def _markdown(digest: Digest, wanted: Wanted) -> str:
    if wanted.template is not None:
        from workshop_tui.report.confined import own

        return own(wanted.template, digest, wanted.language, wanted.picture)
    from workshop_tui.report.markdown import front_matter, render

    page = render(digest, wanted.language, wanted.picture, annexes=wanted.annexes)
    return front_matter(digest, wanted.language) + page if wanted.front_matter else page


def _html(digest: Digest, wanted: Wanted) -> str:
    from workshop_tui.report.html import page

    if wanted.fragment:
        from workshop_tui.report.fragment import fragment

        return fragment(digest, wanted.language, annexes=wanted.annexes)
    return page(digest, wanted.language, annexes=wanted.annexes)


def _json(digest: Digest, wanted: Wanted) -> str:
    from workshop_tui.report.json import as_json

    return as_json(digest, wanted.language)


def _csv(digest: Digest, wanted: Wanted) -> str:
    from workshop_tui.report.tables import table

    return table(digest, wanted.table, wanted.language, bom=wanted.bom, semicolon=wanted.semicolon, raw=wanted.raw)


def _calendar(digest: Digest, wanted: Wanted) -> str:
    from workshop_tui.report.calendar import calendar

    return calendar(digest, wanted.language)


_MADE = {"md": _markdown, "html": _html, "json": _json, "csv": _csv, "ics": _calendar}
FORMATS = tuple(_MADE)
"""Made from the digest: what confidentiality hides is in none of them. The whole record (TOML) is in `record`."""
