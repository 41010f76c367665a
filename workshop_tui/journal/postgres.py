"""The store for several sites: sessions on a PostgreSQL server, in a schema of their own.

Needs the extra `workshop-tui[postgres]`. A session has one connection, on which a follower hears of a change by
`LISTEN`; one that broke is made again by the next call, so that a server that was restarted is only away for a while.
An event is written by one statement, which locks no row that another needs: it holds if nothing has landed since what
is known, else what landed is read, and it is tried again.
"""

from __future__ import annotations

from collections.abc import Generator
from contextlib import AbstractContextManager, nullcontext, suppress
from operator import attrgetter
from pathlib import Path
from typing import TYPE_CHECKING, Any

from workshop_tui.host.files import is_path
from workshop_tui.journal import server_statements as statements
from workshop_tui.journal.errors import JournalError
from workshop_tui.journal.files import forget_waiting, links_of
from workshop_tui.journal.journal import Journal, Store
from workshop_tui.journal.listing import ALL, Asked, Listed
from workshop_tui.journal.server import Line, errors, line_to, servers, told
from workshop_tui.journal.server_events import SELECT, EventsThere, Rows, insert_all
from workshop_tui.journal.server_schema import needs, refuse_writing
from workshop_tui.journal.sqlite import Folder
from workshop_tui.locale import say
from workshop_tui.session.event import Recorded
from workshop_tui.session.summary import VERSION, Summary

if TYPE_CHECKING:
    pass

PAGE = 64
"""Sessions of the first page of a list."""
LISTED = 5
"""Columns of `LIST`: in `MEANT`, those of events follow."""


class PostgresJournal(EventsThere):
    """A session on a server."""

    def __init__(self, db: Line, session: str, *, known: bool = False, whole: Rows | None = None) -> None:
        """Open it on this line; it is `known` to be there, or asked for. Raises `JournalError` if there is none.

        `whole` are its events, if they were read with the question: the first `read` gives them.
        """
        super().__init__(db, session, whole)
        if not known and not db.all(statements.THERE, session):
            db.release()
            raise JournalError(say("there is no session “{name}”{there}", name=session, there=""))

    @property
    def store(self) -> Postgres:
        return Postgres(self._db.address, self._db)

    @property
    def far(self) -> bool:
        return True

    def apart(self) -> Postgres:
        return Postgres(self._db.address)

    def fileno(self) -> int | None:
        return self._db.fileno()

    def close(self) -> None:
        self._db.release()

    def again(self) -> Journal:
        return self.store.open(self.name)


class Postgres(Store):
    """The sessions on the server at `address` (`postgresql://…`)."""

    def __init__(self, address: str, lent: Line | None = None) -> None:
        """Ask by the line that is `lent`, of an open session; else by one of its own."""
        self._address = servers.Address(address)
        self._lent = lent
        self._seen: set[str] = set()
        """The sessions that were there when it was last asked."""
        self._whole: tuple[str, Rows] | None = None
        """A session that is there and its events, if they were read at the same time."""

    def _line(self) -> AbstractContextManager[Line]:
        return nullcontext(self._lent) if self._lent else line_to(self._address)

    def ids(self) -> list[str]:
        with self._line() as line:
            return [found[0] for found in line.all('SELECT id FROM workshop_tui.sessions ORDER BY id COLLATE "C"')]

    def has(self, session: str) -> bool:
        if is_path(session):
            return files_of(session).has(session)
        with self._line() as line:
            self._seen, self._whole = {found[0] for found in line.all(statements.THERE, session)}, None
        return session in self._seen

    def is_meant(self, session: str) -> bool:
        with self._line() as line:
            rows = line.all(statements.WHOLE, session)
        line.goes_on()
        self._seen = {session} if rows else set()
        self._whole = session, sorted(row for row in rows if row[0] is not None)
        return bool(rows)

    def pages(self, asked: Asked = ALL) -> Generator[tuple[list[Listed], list[JournalError]]]:
        """See `Store.pages`: the latest few, then the others, if there are more."""
        with self._line() as line:
            rows = line.all(statements.NEWEST, *_values(asked), PAGE)
            all_of_them = len(rows) < PAGE
            first = self._listed(line, [row for row in rows if all_of_them or row[-1] is not None], asked)
            line.goes_on()
        yield first
        if not all_of_them:
            told = {one.id for one in first[0]}
            found, damaged = self.summaries(asked)
            yield [one for one in found if one.id not in told], damaged

    def summaries(self, asked: Asked = ALL) -> tuple[list[Listed], list[JournalError]]:
        with self._line() as line:
            if not asked.to_open:
                return self._listed(line, line.all(statements.LIST, *_values(asked)), asked)
            rows = line.all(statements.MEANT, *_values(asked))
            found = self._listed(line, [row[:LISTED] for row in rows if row[LISTED] is None], asked)
        line.goes_on()
        if whole := sorted(row[LISTED:] for row in rows if row[LISTED] is not None):
            self._whole = next(row[0] for row in rows if row[LISTED] is not None), whole
        return found

    def _listed(self, line: Line, rows: Rows, asked: Asked) -> tuple[list[Listed], list[JournalError]]:
        """The sessions of these rows of `LIST`: as they are kept, else made anew; and why others cannot be."""
        found, damaged = [], []
        self._seen, self._whole = {row[0] for row in rows}, None
        for session, day, mode, title, kept in rows:
            if kept is not None:
                found.append(Listed(session, day, mode, title, kept, self._anew))
                continue
            try:
                made = Listed.of(session, PostgresJournal(line, session, known=True).summary())
            except JournalError as error:
                damaged.append(error)
            else:
                found += [made] * asked.has(made)
        return sorted(found, key=attrgetter("day", "id"), reverse=True), damaged

    def _anew(self, session: str) -> Summary:
        """The summary of a session of which a broken one is kept. Raises `JournalError`."""
        with self.open(session) as journal:
            return journal.summary()

    def place_of(self, session: str) -> str:
        if is_path(session):
            return files_of(session).place_of(session)
        return f"{servers.named(self._address)}/{session}"

    def open(self, session: str) -> Journal:
        if is_path(session):
            return files_of(session).open(session)
        known, (read, whole) = session in self._seen, self._whole or (None, None)
        self._seen, self._whole = set(), None
        return PostgresJournal(line_to(self._address), session, known=known, whole=whole if read == session else None)

    def raw(self, session: str) -> tuple[list[tuple[Any, ...]], list[tuple[str, str]]]:
        """The rows of a session, whatever stands in them, and its half-typed notes: to be repaired."""
        with self._line() as line:
            rows = [tuple(row) for row in line.all(SELECT, session, 0)]
            drafts = line.all("SELECT author, text FROM workshop_tui.drafts WHERE session = %s", session)
        return rows, [(kept_as, text) for kept_as, text in drafts if text]

    def create(self, session: str, records: list[Recorded]) -> None:
        with told(), self._line() as line, line.transaction():
            ((version, writes_from, _there),) = line.all(statements.STANDING, session)
            refuse_writing(version, writes_from, max((needs(record.event) for record in records), default=0))
            try:
                line.execute(statements.CREATE, (session,))
            except errors.UniqueViolation:
                raise FileExistsError(session) from None
            insert_all(line, session, records)

    def delete(self, session: str) -> None:
        if is_path(session):
            files_of(session).delete(session)
            return
        self._seen.discard(session)
        with told(), self._line() as line:
            line.do(statements.DELETE, session=session)
        with suppress(OSError):
            links_of(session).unlink(missing_ok=True)
        forget_waiting(self, session)


def files_of(path: str) -> Folder:
    """The folder of a file that is named by its path: a backup of a session, say, is read whatever store is set."""
    return Folder(Path(path).parent)


def _values(asked: Asked) -> tuple[object, ...]:
    """The values of `LIST`."""
    modes = None if asked.modes is None else [*asked.modes]
    wanted = (asked.since, asked.since, asked.before, asked.before, modes, modes, asked.title, asked.title)
    return VERSION, *wanted, asked.folded, asked.folded, asked.lately, asked.over_as_seen
