"""Pages by themselves, beside the report: what participants take home, and the page for an audit."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date, datetime

    from workshop_tui.report.digest import Digest
    from workshop_tui.session.state import State

PAPERS = ("takeaway", "quality")
FORMS = ("md", "html", "json")
"""The formats of each."""


@dataclass(frozen=True)
class Paper:
    """A page that is summed up, and what makes it in one of `FORMS` and a language."""

    digest: Digest
    made: Callable[[str, str], str]


def paper(
    state: State,
    kind: str,
    now: datetime,
    person: str | None = None,
    next_day: Callable[[], date | None] = lambda: None,
) -> Paper:
    """Sum up one of `PAPERS`. Raises `Refused` where `person` is nobody, or several.

    `next_day` gives the day of the session that goes on from this one, which only a store knows.
    """
    if kind == "quality":
        from workshop_tui.report import quality

        audited = quality.quality(state, now)
        return Paper(audited.digest, lambda form, language: quality.made(form, audited, language))
    from workshop_tui.report import takeaway

    taken = takeaway.takeaway(state, now, person, next_day())
    return Paper(taken.digest, lambda form, language: takeaway.made(form, taken, language))
