"""The words that a shell completes: ids of sessions, keys of segments."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from click.shell_completion import CompletionItem

from workshop_tui.agenda import Segment
from workshop_tui.journal import JournalError
from workshop_tui.journal.sessions import default_store, find, load
from workshop_tui.session.timing.day import Day


def sessions_begun(begun: str) -> list[CompletionItem]:
    """Session ids that begin with `begun`; none where sessions cannot be listed."""
    try:
        return [CompletionItem(one) for one in default_store().ids() if one.startswith(begun)]
    except (JournalError, OSError):  # no right to a folder, say: a shell is told nothing
        return []


def segments_begun(session: str | None, begun: str) -> list[CompletionItem]:
    """Segment keys of the session meant that begin with `begun`, each with its title; none if it cannot be read."""
    return _begun(session, begun, lambda day: day.all_segments())


def offered_begun(session: str | None, begun: str) -> list[CompletionItem]:
    """As `segments_begun`, of what the agenda offers."""
    return _begun(session, begun, lambda day: day.agenda.pool())


def _begun(session: str | None, begun: str, segments: Callable[[Day], Iterable[Segment]]) -> list[CompletionItem]:
    try:
        store = default_store()
        state = load(store, find(store, session))
    except (JournalError, OSError):  # no right to a folder, say: a shell is told nothing
        return []
    return [CompletionItem(one.key, help=one.title) for one in segments(state.day) if one.key.startswith(begun)]
