"""The store for several sites: sessions on a PostgreSQL server, in a schema of their own.

Needs the extra `workshop-tui[postgres]`. A session has one connection, on which a follower hears of a change by
`LISTEN`; one that broke is made again by the next call, so that a server that was restarted is only away for a while.
An event is written by one statement, which locks no row that another needs: it holds if nothing has landed since what
is known, else what landed is read, and it is tried again.
"""

from __future__ import annotations

from collections.abc import Generator
from contextlib import AbstractContextManager, nullcontext, suppress
from datetime import datetime
from operator import attrgetter
from pathlib import Path
from typing import TYPE_CHECKING, Any

from workshop_tui.host.files import is_path
from workshop_tui.journal import server_statements as statements
from workshop_tui.journal.errors import Conflict, JournalError, Newer, Unwritable
from workshop_tui.journal.files import forget_waiting, links_of
from workshop_tui.journal.journal import Journal, Store
from workshop_tui.journal.listing import ALL, Asked, Listed
from workshop_tui.journal.rows import COLUMNS, row
from workshop_tui.journal.server import Line, errors, line_to, servers, told
from workshop_tui.journal.server_company import TerminalsOwn
from workshop_tui.journal.server_schema import VERSION as SCHEMA
from workshop_tui.journal.server_schema import needs, refuse_writing
from workshop_tui.journal.sqlite import Folder
from workshop_tui.locale import Message, say
from workshop_tui.session.event import Event, Recorded
from workshop_tui.session.summary import VERSION, Summary, Summing, summed

if TYPE_CHECKING:
    from workshop_tui.session.privacy.forgetting import Forgotten, Without

SELECT = f"SELECT {', '.join(COLUMNS)} FROM workshop_tui.events WHERE session = %s AND number > %s ORDER BY number"
Rows = list[Any]
BATCH = 2000
"""Events that are looked through at a time for what is to be forgotten."""
PAGE = 64
"""Sessions of the first page of a list."""
LISTED = 5
"""Columns of `LIST`: in `MEANT`, those of events follow."""
ANY = 2**31 - 1


class PostgresJournal(TerminalsOwn):
    """A session on a server."""

    def __init__(self, db: Line, session: str, *, known: bool = False, whole: Rows | None = None) -> None:
        """Open it on this line; it is `known` to be there, or asked for. Raises `JournalError` if there is none.

        `whole` are its events, if they were read with the question: the first `read` gives them.
        """
        super().__init__(db, session)
        self._whole = whole
        self._known = 0
        """The number of the last event that was read or written here."""
        self._doubtful: tuple[Event, datetime] | None = None
        """An event whose writing was not confirmed before the connection broke."""
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

    # ── the events ─────────────────────────────────────────────────────────────────────────────────────
    def append(
        self, event: Event, recorded_at: datetime, seen: int | None = None, summing: Summing | None = None
    ) -> Recorded:
        known = summing.number if summing else self._known
        landed: list[Recorded] = []
        if self._doubtful == (event, recorded_at):
            landed = self.read(known)
            if found := next((one for one in landed if (one.event, one.recorded_at) == self._doubtful), None):
                self._doubtful = None
                return found
        with self._telling():
            while True:
                record = Recorded(number=known + len(landed) + 1, recorded_at=recorded_at, event=event)
                self._doubtful = event, recorded_at
                written = self._insert(record, seen, summing([*landed, record]) if summing else None)
                self._doubtful = None
                if written:
                    self._known = max(self._known, record.number)
                    return record
                landed += self._landed_instead(record, seen)
                if found := next((one for one in landed if (one.event, one.recorded_at) == (event, recorded_at)), None):
                    return found  # on its way from a terminal that is no more, which had it before

    def _insert(self, record: Recorded, seen: int | None, summary: Summary | None) -> bool:
        """Write the event, if its number is the next one; whether it is."""
        columns = dict(zip(COLUMNS, row(record), strict=True))
        seen = seen if record.event.must_be_seen and seen is not None else ANY
        sums = statements.summary_values(self.name, record.number, summary)
        told = {"channel": self._channel, "told": self._says("event")}
        try:
            with self._db.transaction() if self._db.in_transaction else nullcontext():
                may = {"schema": SCHEMA, "needed": needs(record.event)}
                return bool(self._db.do(statements.APPEND, seen=seen, **may, **told, **{**columns, **sums}))
        except errors.UniqueViolation:
            return False

    def _landed_instead(self, record: Recorded, seen: int | None) -> list[Recorded]:
        """The events that stand where this one was to be written. Raises `Conflict`, or why it cannot be written."""
        ((version, writes_from, there),) = self._db.all(statements.STANDING, self.name)
        refuse_writing(version, writes_from, needs(record.event))
        landed = self.read(record.number - 1)
        if record.event.must_be_seen and seen is not None:
            timing = [one for one in self.read(seen) if one.event.must_be_seen]
            if timing:
                raise Conflict(timing[-1])
        if not there or not landed:
            raise Unwritable(say("{file} has been moved or deleted", file=self.name))
        return landed

    def forget(self, event: Forgotten, recorded_at: datetime, without: Without) -> Recorded:
        with self._telling(), self._db.transaction():
            last = 0
            while True:
                last = self._rewrite(last, without)
                drafts = self._db.all("SELECT author, text FROM workshop_tui.drafts WHERE session = %s", self.name)
                for kept_as, text in self._half_typed(drafts, without):
                    self._keep_draft(kept_as, text)
                record = Recorded(number=last + 1, recorded_at=recorded_at, event=event)
                if self._insert(record, None, None):
                    return record
                self._landed_instead(record, None)

    def _rewrite(self, last: int, without: Without) -> int:
        """Rewrite the events after `last` that change `without` what is to be forgotten; the number of the last one."""
        while found := self._db.all(f"{SELECT} LIMIT {BATCH}", self.name, last):
            last = found[-1][0]
            if changed := [*self._rewritten(found, without)]:
                numbers, _recorded_at, _at, authors, _timing, _type, datas, seals = zip(*changed, strict=True)
                columns = {"numbers": numbers, "authors": authors, "datas": datas, "seals": seals}
                self._db.do(statements.REWRITE, session=self.name, **{name: [*of] for name, of in columns.items()})
        return last

    def restore(self, records: list[Recorded]) -> None:
        with self._telling(), self._db.transaction():
            _insert_all(self._db, self.name, records)

    def read(self, after: int = 0) -> list[Recorded]:
        rows, self._whole = self._whole if not after else None, None
        if rows is None:
            rows = self._db.all(SELECT, self.name, after)
        records = list(self._readable(rows))
        if records:
            self._known = max(self._known, records[-1].number)
        return records

    def _is_newer(self) -> bool:
        ((version, *_more),) = self._db.all(statements.STANDING, self.name)
        return bool(version > SCHEMA)

    @property
    def only_read(self) -> Message | None:
        """See `Journal.only_read`: a newer program's events stand behind those that were read."""
        return Newer.of(self.name).message if self._cut_short else None

    def title(self) -> str | None:
        select = "SELECT data::json #>> '{agenda,title}' FROM workshop_tui.events WHERE session = %s AND number = 1"
        rows = self._db.all(select, self.name)
        return rows[0][0] if rows else None

    def _kept_summary(self) -> str | None:
        last = "(SELECT max(number) FROM workshop_tui.events WHERE session = %s)"
        select = f"SELECT data FROM workshop_tui.summaries WHERE session = %s AND version = %s AND number = {last}"
        rows = self._db.all(select, self.name, VERSION, self.name)
        return rows[0][0] if rows else None

    def _keep_summary(self, summary: Summary) -> None:
        with self._telling():
            self._db.do(statements.SUMMARY, **statements.summary_values(self.name, summary.number, summary))

    def changed(self) -> bool:
        if self._db.listen(self._channel):
            self._company_moved = True
            return True
        said = [one.partition(" ") for one in self._db.heard()]
        theirs = {kind for kind, _space, token in said if token != self._token}
        self._company_moved = self._company_moved or "company" in theirs
        return bool(theirs)

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
            _insert_all(line, session, records)

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


def _insert_all(line: Line, session: str, records: list[Recorded]) -> None:
    if not records:
        return
    columns = map(list, zip(*map(row, records), strict=True))
    line.execute(statements.INSERT_ALL, (session, *columns))
    line.do(statements.SUMMARY, **statements.summary_values(session, records[-1].number, summed(records)))
