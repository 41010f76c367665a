"""The report's HTML as a page that is designed: sections to go to, the essential apart, initiatives as cards.

It goes by the headings that the report's Markdown has; text of a person is HTML already, and is left as it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import escape

from workshop_tui.locale import _

MANY = 9
"""Sections from which on there is a table of contents."""
_HEADING = re.compile(r"<h2>(.*?)</h2>")
_ENTRY = re.compile(r"(?=^<p><strong>)", re.M)
"""The beginning of an initiative, among others."""


def dressed(body: str, figure: str = "") -> str:
    """The page with its parts as the style sheet knows them, in the language that is spoken.

    `figure` stands early: after the essential, before the other sections.
    """
    before, *rest = _HEADING.split(body)
    sections = list(zip(rest[::2], rest[1::2], strict=True))
    essential, initiatives = escape(_("The essential")), escape(_("Initiatives"))
    front = [part for part in sections[:1] if part[0] == essential]
    made = [_section(1, heading, text, "essential") for heading, text in front]
    contents = _contents([heading for heading, _text in sections]) if len(sections) >= MANY else ""
    made += [part for part in (figure, contents) if part]
    for number, (heading, text) in enumerate(sections[len(front) :], len(front) + 1):
        cards = heading == initiatives
        made.append(_section(number, heading, "".join(_cards(text)) if cards else text, "cards" if cards else ""))
    return f"<header>\n{before}</header>\n" + "".join(made)


def _section(number: int, heading: str, text: str, named: str) -> str:
    style = f' class="{named}"' if named else ""
    return f'<section{style} aria-labelledby="s{number}">\n<h2 id="s{number}">{heading}</h2>{text}</section>\n'


def _contents(headings: list[str]) -> str:
    lines = (f'<li><a href="#s{number}">{heading}</a></li>' for number, heading in enumerate(headings, 1))
    named = escape(_("Contents"))
    return f'<nav aria-label="{named}">\n<ol>\n{"".join(lines)}\n</ol>\n</nav>\n'


def _cards(text: str) -> Iterator[str]:
    """Each initiative in a box of its own."""
    for entry in _ENTRY.split(text):
        yield f'<div class="card">\n{entry}</div>\n' if entry.startswith("<p><strong>") else entry
