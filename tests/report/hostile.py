"""Text that would be markup, a formula or a template where it is not taken for text, and pages read back."""

from __future__ import annotations

import re
from functools import lru_cache
from html.parser import HTMLParser

import cmarkgfm
import pytest
from cmarkgfm.cmark import Options
from msgspec.structs import replace

from tests.conftest import utc
from workshop_tui.report.digest import Digest, digest
from workshop_tui.report.formats import Wanted, made
from workshop_tui.report.markdown import review
from workshop_tui.report.papers import PAPERS, paper
from workshop_tui.session.state import State
from workshop_tui.text import clean

HOSTILE = {
    "html": "</script><script>alert(1)</script><img src=x onerror=alert(1)> &lt;b&gt; </table>",
    "svg": "]]></text><script>alert(1)</script>",
    "markdown": "# x\n\n- **y** [z](http://x.y) | a | `b` ~~c~~ ![i](x)\n---\n```\n",
    "front matter": "---\ntitle: x\n---\n%%",
    "formula": "=cmd|' /C calc'!A0",
    "at": "@SUM(1+1)",
    "template": "{{ 7 * 7 }}{% for x in y %} {# no #}",
    "toml": "\"\"\" ''' \\u0000 = [x]\n[[events]]",
    "calendar": "a;b,c\\n\nEND:VEVENT\nBEGIN:VALARM",
    "controls": "a\x00b\x1b]0;gone\x07c\x9b31md\x7f",
    "bidi": "a\u202eb\u2066c\u200fd",
    "scripts": "漢字 🚲👩‍🌾 مرحبا é e\u0301 ﬁ",
    "apostrophe": "'=1+1",
    "long": "un mot et " * 1000,
}
hostile = pytest.mark.parametrize("sort", HOSTILE)


def plain_as(text: str) -> str:
    """`plain`, on as many lines as `text` has."""
    return "\n".join("plain" for line in clean(text).split("\n") if line)


_MADE: dict[int, tuple[State, Digest, dict[object, str]]] = {}
"""Sessions that were summed up, by their identity, and the pages made of them."""


def of(session, form: str, language: str = "fr", **wanted) -> str:
    """A page of a session as it stands: made once, whichever tests read it."""
    state = session.state
    if id(state) not in _MADE:
        _MADE[id(state)] = state, digest(state, utc(18)), {}
    _state, found, pages = _MADE[id(state)]
    asked = (form, language, *sorted(wanted.items()))
    if asked not in pages:
        pages[asked] = made(form, found, Wanted(language, **wanted))
    return pages[asked]


class Page(HTMLParser):
    """The elements, attributes and text of a page."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: set[tuple[str, str]] = set()
        self.sources: list[str] = []
        self.links: list[str] = []
        self.text = ""
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        self.attributes |= {(tag, name) for name, _value in attrs}
        self.sources += [value for name, value in attrs if name == "src"]
        self.links += [value for name, value in attrs if name == "href"]

    def handle_data(self, data):
        self.text += data


@lru_cache(maxsize=128)
def markdown(page: str) -> Page:
    """A page of Markdown, as it is read: once."""
    return Page(cmarkgfm.github_flavored_markdown_to_html(page, options=Options.CMARK_OPT_UNSAFE))


def pages(session) -> dict[str, str]:
    """Give what is handed out as Markdown: made once, as `of` is."""
    report, made_before = of(session, "md", annexes=True), _MADE[id(session.state)][2]
    if "review" not in made_before:
        told = review(digest(session.state, utc(18), private=True, records=session.records), "fr")
        made_before |= {"review": told}
        made_before |= {kind: paper(unshared(session), kind, utc(18)).made("md", "fr") for kind in PAPERS}
    return {"report": report, **{kind: made_before[kind] for kind in ("review", *PAPERS)}}


def unshared(session) -> State:
    """The session as if nobody had agreed that the others are given a contact: who did is named to them."""
    people = {key: replace(one, share=False) for key, one in session.state.attendance.people.items()}
    return replace(session.state, attendance=replace(session.state.attendance, people=people))


def one_line(text: str) -> str:
    return re.sub(r"\s+", " ", clean(text)).strip()
