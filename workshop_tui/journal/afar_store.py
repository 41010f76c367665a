"""The store of a session far away, for a screen that waits for no server."""

from __future__ import annotations

from collections.abc import Callable

from workshop_tui.journal.errors import JournalError
from workshop_tui.journal.journal import Journal, Store
from workshop_tui.journal.listing import ALL, Asked, Listed
from workshop_tui.session.event import Recorded


class AfarStore(Store):
    """A store far away, whose lists come by the connection of a session that is open."""

    def __init__(self, store: Store, summaries: Callable[[Asked], tuple[list[Listed], list[JournalError]]]) -> None:
        self._store = store
        self._summaries = summaries

    def ids(self) -> list[str]:
        return self._store.ids()

    def summaries(self, asked: Asked = ALL) -> tuple[list[Listed], list[JournalError]]:
        return self._summaries(asked)

    def has(self, session: str) -> bool:
        return self._store.has(session)

    def place_of(self, session: str) -> str:
        return self._store.place_of(session)

    def open(self, session: str) -> Journal:
        return self._store.open(session)

    def create(self, session: str, records: list[Recorded]) -> None:
        self._store.create(session, records)

    def delete(self, session: str) -> None:
        self._store.delete(session)
