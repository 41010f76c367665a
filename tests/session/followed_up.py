"""Follow-ups that are said on the first of several days."""

from __future__ import annotations

from tests.conftest import DAY
from workshop_tui.session.notes.commands import TakeNote
from workshop_tui.session.notes.notebook import Details

FIRST = DAY
"""The day on which they are said."""


def follow_up(text: str, who: str | None = None, due: str | None = None) -> TakeNote:
    return TakeNote(text, "action", details=Details(who=who, due=due))
