"""The digest as Markdown: the report that is handed out, and the trainers' own review."""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import partial

from workshop_tui.report.account import account, coverage, day_told, held_from_to
from workshop_tui.report.digest import Digest
from workshop_tui.report.pictures import shows
from workshop_tui.report.prepared import checklist, elsewhere, links
from workshop_tui.report.template import own_page, page


def render(digest: Digest, language: str, picture: Callable[[str], str] | None = None, *, annexes: bool = False) -> str:
    """The report in French (`fr`) or English (`en`), as the digest has it; its `annexes` too, if they are asked for.

    `picture` gives the link to the picture called `timeline` or `matrix`, which stands for the table of the same; there
    is none where that is None, or gives nothing.
    """
    return _made(
        "report.md.j2",
        digest,
        language,
        a=account(digest),
        annexes=annexes,
        coverage=coverage,
        held_from_to=held_from_to,
        day_told=lambda: day_told(digest),
        links=partial(links, digest),
        elsewhere=partial(elsewhere, digest),
        picture=picture or (lambda _name: ""),
        shows=partial(shows, digest, language),
    )


def front_matter(digest: Digest, language: str) -> str:
    """The front matter that publishing tools look for, in YAML: each text as JSON has it, which YAML reads."""
    agenda = digest.agenda
    said = {
        "title": agenda.title,
        "date": digest.state.date.isoformat(),
        "lang": language,
        "session": digest.state.id,
        "place": agenda.place,
        "author": [one.name for one in agenda.trainers],
    }
    lines = (f"{name}: {json.dumps(value, ensure_ascii=False)}" for name, value in said.items() if value)
    return "\n".join(["---", *lines, "---", "", ""])


def review(digest: Digest, language: str) -> str:
    """The trainers' review, to look at afterwards: drift, changes, private notes. Of a digest with private notes."""
    return _made("review.md.j2", digest, language, checklist=partial(checklist, digest))


def own(source: str, digest: Digest, language: str, picture: Callable[[str], str] | None = None) -> str:
    """The report by a person's own template (its text): see docs/report.md. Raises `TemplateError`.

    What it takes is not limited here: `confined.own` does that.
    """
    agenda = digest.agenda
    return own_page(
        source, language, agenda.zone, d=digest, agenda=agenda, picture=picture, shows=partial(shows, digest, language)
    )


def _made(template: str, digest: Digest, language: str, **more: object) -> str:
    agenda = digest.agenda
    return page(template, language, agenda.zone, d=digest, agenda=agenda, **more)
