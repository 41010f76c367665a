"""Lists of sessions: what stands in one, and which ones are asked for."""

from __future__ import annotations

from datetime import date

from msgspec import Struct

from workshop_tui.session.summary import Summary
from workshop_tui.session.timing.day import Mode
from workshop_tui.text import fold


class Listed(Struct, frozen=True):
    """A session in a store, under its id there."""

    id: str
    summary: Summary


class Asked(Struct, frozen=True, kw_only=True):
    """The sessions that one wants to see: all that is said holds for each; None and "" say nothing.

    Each of the `words` stands in the id or the title, whatever its accents and capitals; `before` and `since` are days,
    the one left out and the other not; `title` is the agenda's own. `lately`: what was seen a moment ago will do.
    """

    since: date | None = None
    before: date | None = None
    modes: frozenset[Mode] | None = None
    words: str = ""
    title: str | None = None
    lately: bool = False

    @property
    def folded(self) -> list[str]:
        """The words, each as it is looked for."""
        return fold(self.words).split()

    def has(self, one: Listed) -> bool:
        """Tell whether this session is among them."""
        found = one.summary
        return (
            (self.since is None or found.day >= self.since)
            and (self.before is None or found.day < self.before)
            and (self.modes is None or found.mode in self.modes)
            and self.title in (None, found.title)
            and self.says(fold(f"{one.id} {found.title}"))
        )

    def says(self, folded: str) -> bool:
        """Tell whether each of the words stands in what an id and a title are, `folded`."""
        return all(word in folded for word in self.folded)


ALL = Asked()
