"""The memory of a session, and what it does wherever it is kept: `sqlite` is one file a session, `postgres` a server.

`tests/journal/conformance.py` says the same in tests; every store passes it.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from contextlib import suppress
from datetime import datetime
from typing import TYPE_CHECKING, Any, Self

from msgspec.structs import replace

from workshop_tui.journal.company import OfTerminals
from workshop_tui.journal.errors import JournalError, Newer
from workshop_tui.journal.listing import ALL, Asked, Listed
from workshop_tui.journal.rows import parts_of, recorded, row, seal
from workshop_tui.locale import Message, say
from workshop_tui.session.event import Event, Recorded
from workshop_tui.session.summary import Summary, Summing, read, summed

if TYPE_CHECKING:
    from workshop_tui.session.privacy.forgetting import Forgotten, Without


class Journal(OfTerminals):
    """An open session. Not shared between threads; holds no lock between two calls.

    Any method may raise `JournalError`, a writing one `Unwritable`. What a writing one has returned from is on disk.
    """

    name: str
    """The name that messages give it: the file, or the server's session."""
    called: str | None = None
    """The id under which its store has it: that counts, whatever id its first event says; None: a file elsewhere."""
    _cut_short = False
    """True if a newer program's events stood behind those that were read."""
    woken: Callable[[], None] | None = None
    """Called, on any thread, as something has `changed`, by a store that is told of it; None: nobody wants to know."""

    @property
    def only_read(self) -> Message | None:
        """Why it can only be looked at, as far as that is known before anything is written; None if nothing is."""
        return None

    @property
    @abstractmethod
    def store(self) -> Store:
        """The store that it is kept in, and others with it."""

    @property
    def far(self) -> bool:
        """True if each call asks a server, which may take its time: a screen asks it from `afar`."""
        return False

    def apart(self) -> Store:
        """The store, for another thread."""
        return self.store

    @property
    def place(self) -> str:
        """Where it is kept, without a secret: what is bound to it is bound to that."""
        return self.store.place_of(self.name)

    def fileno(self) -> int | None:
        """The descriptor that can be read when something may have `changed`; None if there is none."""
        return None

    @abstractmethod
    def append(
        self, event: Event, recorded_at: datetime, seen: int | None = None, summing: Summing | None = None
    ) -> Recorded:
        """Write `event` and return it numbered; with it, by `summing`, the summary of the session after it.

        `seen` is the number of the last timing event that the sender knew of (0: none). If another has
        landed since, nothing is written and `Conflict` is raised.
        """

    @abstractmethod
    def forget(self, event: Forgotten, recorded_at: datetime, without: Without) -> Recorded:
        """Write `event`, and leave of all that was written before only what is `without` what it is about, for good."""

    @abstractmethod
    def restore(self, records: list[Recorded]) -> None:
        """Write these under the numbers that they have, into a session that has no event yet."""

    @abstractmethod
    def read(self, after: int = 0) -> list[Recorded]:
        """The events numbered above `after`, in order."""

    @abstractmethod
    def title(self) -> str | None:
        """The title of the agenda that it was opened with, without reading the rest; None if it has no beginning."""

    def summary(self) -> Summary:
        """The summary after the last event: as it is kept, or made anew where that is missing or of another time."""
        kept = self._kept_summary()
        if (found := read(kept) if kept else None) is not None:
            return found
        if (made := summed(self.read())) is None:
            raise JournalError(say("{file} is damaged: it has no beginning", file=self.name))
        with suppress(JournalError):  # a disk that is full, or only read: it is made again the next time
            self._keep_summary(made)
        return made

    @abstractmethod
    def _kept_summary(self) -> str | None:
        """The summary that is kept, if it is of the last event and of this `VERSION`."""

    @abstractmethod
    def _keep_summary(self, summary: Summary) -> None:
        """Keep it, in a transaction of its own or in the one that is open."""

    @abstractmethod
    def changed(self) -> bool:
        """Tell whether another has written anything since the last call; True the first time."""

    @abstractmethod
    def again(self) -> Journal:
        """The session opened once more. Raises `JournalError`."""

    @abstractmethod
    def close(self) -> None:
        """Let go of it."""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_exc: object) -> None:
        self.close()

    def refuse_newer(self) -> None:
        """Raise `Newer` if a newer program has brought it to a version that this one does not know."""
        if self._is_newer():
            raise Newer.of(self.name)

    def _is_newer(self) -> bool:
        """Tell whether a newer program has brought it to a version that this one does not know."""
        return False

    def _readable(self, rows: Iterable[Sequence[Any]]) -> Iterator[Recorded]:
        """Yield the records in rows of `COLUMNS`, up to one that only a newer program can read, if that is not the
        first. Raises `JournalError`."""
        begun = False
        for found in rows:
            try:
                yield self._checked(found)
            except Newer:
                if begun:
                    self._cut_short = True
                    return
                raise
            begun = True

    def _rewritten(self, rows: Iterable[Sequence[Any]], without: Without) -> Iterator[tuple[Any, ...]]:
        """Yield the rows of `COLUMNS` that change `without` what is to be forgotten, in their new form."""
        for found in rows:
            record = self._checked(found)
            if (event := without.event(record)) != record.event:
                columns = row(replace(record, event=event))
                assert recorded(columns[:-1]).event == event, "nothing is written that cannot be read"
                yield columns

    def _half_typed(self, drafts: Iterable[Sequence[Any]], without: Without) -> Iterator[tuple[str, str]]:
        """Yield the drafts (the key that each is kept under, and its text) that change then, in their new form."""
        for kept_as, text in drafts:
            author, about, _terminal = parts_of(kept_as)
            if (left := without.draft(author, about, text)) != text:
                yield kept_as, left

    def _checked(self, row: Sequence[Any]) -> Recorded:
        """The record in a row of `COLUMNS`. Raises `JournalError` if it is not what was written."""
        *columns, sealed = row
        try:
            if seal(*columns) == sealed:
                return recorded(columns)
        except ValueError:
            pass
        if self._is_newer():
            raise Newer.of(self.name)
        raise JournalError(
            say(
                "{file} is damaged at event {number}: “workshop-tui repair” keeps the others",
                file=self.name,
                number=columns[0],
            )
        ) from None


class Store(ABC):
    """A place where sessions are kept, each under its id."""

    @abstractmethod
    def ids(self) -> list[str]:
        """The ids of all sessions, sorted."""

    @abstractmethod
    def summaries(self, asked: Asked = ALL) -> tuple[list[Listed], list[JournalError]]:
        """List the sessions that are `asked` for, the latest day first, and why others cannot be read.

        Reads no events but of a session whose summary is missing or of another time.
        """

    def pages(self, asked: Asked = ALL) -> Generator[tuple[list[Listed], list[JournalError]]]:
        """Yield what `summaries` lists, a page at a time: what nobody reads on for need not be looked at."""
        yield self.summaries(asked)

    @abstractmethod
    def has(self, session: str) -> bool:
        """Tell whether there is a session with this id."""

    def is_meant(self, session: str) -> bool:
        """`has`, of a session that is opened and read next: a server may be asked for both at once."""
        return self.has(session)

    @abstractmethod
    def place_of(self, session: str) -> str:
        """Where the session with this id, or a journal of this name, is kept, without a secret."""

    @abstractmethod
    def open(self, session: str) -> Journal:
        """The session with this id. Raises `JournalError`."""

    @abstractmethod
    def create(self, session: str, records: list[Recorded]) -> None:
        """Make a session of these events, whole or not at all. Raises FileExistsError, `JournalError`."""

    @abstractmethod
    def delete(self, session: str) -> None:
        """Remove a session and all traces of it. Raises `JournalError`."""
