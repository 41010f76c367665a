"""The preview of a report: made beside the thread that draws, and only what changed since the last one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from textual.content import Content

from workshop_tui.report.digest import Digest, digest
from workshop_tui.report.formats import Wanted, made
from workshop_tui.report.markdown import review
from workshop_tui.report.papers import PAPERS, Paper, paper
from workshop_tui.session.event import Recorded
from workshop_tui.session.privacy.hiding import Asked
from workshop_tui.session.state import State
from workshop_tui.tui.widgets.page import Reader

KINDS = ("public", "review", *PAPERS)
"""The kinds of pages that are shown, one key goes through them."""
FRESH = timedelta(seconds=10)
"""A digest of the same session is good for so long: the day goes on without an event, too."""


@dataclass(frozen=True)
class View:
    """The view of a report that is wanted: of which session, when, in which language, how wide (cells).

    `kind`: of `KINDS`; what is handed out with its `annexes` or without. `next_day`: when a session goes on from it.
    `person`: whose own page it is of what is taken home, by key.
    """

    state: State
    now: datetime
    language: str
    kind: str
    width: int
    annexes: bool = False
    next_day: date | None = None
    person: str | None = None

    def same(self, other: View | None) -> bool:
        """Tell whether `other` shows the same session in the same way."""
        return other is not None and self.state is other.state and self._way == other._way

    @property
    def _way(self) -> tuple[object, ...]:
        return self.language, self.kind, self.width, self.annexes, self.person

    @property
    def review(self) -> bool:
        return self.kind == "review"

    def digest(self) -> Digest:
        """The digest that this is a view of: with private notes in a review."""
        events = enumerate(self.state.events, 1) if self.review else ()
        records = [Recorded(number, event.at, event) for number, event in events]
        return digest(self.state, self.now, private=self.review, records=records)

    def made(self, form: str) -> str:
        """The page in the format called `form`."""
        if self.kind in PAPERS:
            return self.paper().made(form, self.language)
        return made(form, self.digest(), Wanted(self.language, annexes=self.annexes))

    def paper(self) -> Paper:
        """The page by itself that this is a view of."""
        return paper(self.state, self.kind, self.now, self.person, lambda: self.next_day)


@dataclass(frozen=True)
class Preview:
    """A page as it would be handed out under the session's `name`, and its lines as they are drawn."""

    view: View
    name: str
    page: str
    lines: Sequence[Content]
    asked: Sequence[Asked]


class Previews:
    """Makes previews, one after the other."""

    def __init__(self) -> None:
        self._view: View | None = None
        self._digest: Digest | None = None
        self._pages: dict[tuple[str, bool], str] = {}
        self._reader = Reader()

    def made(self, view: View) -> Preview:
        """The preview. The digest, and the page in each language, are those of the one before if nothing happened."""
        if view.kind in PAPERS:
            return self._paper(view)
        found = self._digest_of(view)
        way = view.language, view.annexes
        if way not in self._pages:
            wanted = Wanted(view.language, annexes=view.annexes)
            self._pages[way] = review(found, view.language) if view.review else made("md", found, wanted)
        page = self._pages[way]
        return Preview(view, found.state.id, page, self._reader.lines(page, view.width), found.asked)

    def _paper(self, view: View) -> Preview:
        """The preview of a page by itself."""
        found = view.paper()
        page = found.made("md", view.language)
        return Preview(view, found.digest.state.id, page, self._reader.lines(page, view.width), found.digest.asked)

    def _digest_of(self, view: View) -> Digest:
        of = self._view
        good = of is not None and of.state is view.state and of.review == view.review and view.now - of.now < FRESH
        if self._digest is None or not good:
            self._view, self._digest, self._pages = view, view.digest(), {}
        return self._digest
