"""The store for several sites: sessions on a PostgreSQL server, in a schema of their own.

Needs the extra `workshop-tui[postgres]`. A session has one connection, on which a follower hears of a change by
`LISTEN`; one that broke is made again by the next call, so that a server that was restarted is only away for a while.
An event is written by one statement, which locks no row that another needs: it holds if nothing has landed since what
is known, else what landed is read, and it is tried again.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext, suppress
from datetime import datetime
from hashlib import blake2b
from typing import TYPE_CHECKING, Any

from workshop_tui.journal import server_statements as statements
from workshop_tui.journal.journal import (
    COLUMNS,
    FRESH_S,
    SIGNALS_STAY_S,
    Around,
    Conflict,
    Journal,
    JournalError,
    Present,
    Signalled,
    Store,
    Unwritable,
    row,
    terminals_of,
)
from workshop_tui.journal.listing import ALL, Asked, Listed
from workshop_tui.journal.server import Line, errors, line_to, psycopg, told
from workshop_tui.journal.server_schema import VERSION as SCHEMA
from workshop_tui.journal.server_schema import refuse_newer
from workshop_tui.locale import say
from workshop_tui.session.event import Event, Recorded
from workshop_tui.session.summary import VERSION, Summary, Summing, read, summed, written
from workshop_tui.text import fold

if TYPE_CHECKING:
    from workshop_tui.session.privacy.forgetting import Forgotten, Without

SELECT = f"SELECT {', '.join(COLUMNS)} FROM workshop_tui.events WHERE session = %s AND number > %s ORDER BY number"
BATCH = 2000
"""Events that are looked through at a time for what is to be forgotten."""
ANY = 2**31 - 1


class PostgresJournal(Journal):
    """A session on a server."""

    def __init__(self, line: Line, session: str, *, known: bool = False) -> None:
        """Open it on this line; it is `known` to be there, or asked for. Raises `JournalError` if there is none."""
        self.name = session
        self._line = line
        self._known = 0
        """The number of the last event that was read or written here."""
        self._doubtful: tuple[Event, datetime] | None = None
        """An event whose writing was not confirmed before the connection broke."""
        self._channel = f"workshop_tui_{blake2b(session.encode(), digest_size=16).hexdigest()}"
        self._token = os.urandom(8).hex()
        self._company_moved = True
        if not known and not line.all("SELECT FROM workshop_tui.sessions WHERE id = %s", session):
            line.release()
            raise JournalError(say("there is no session “{name}”", name=session))

    @property
    def store(self) -> Postgres:
        return Postgres(self._line.address)

    def close(self) -> None:
        self._line.release()

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

    def _insert(self, record: Recorded, seen: int | None, summary: Summary | None) -> bool:
        """Write the event, if its number is the next one; whether it is."""
        columns = dict(zip(COLUMNS, row(record), strict=True))
        seen = seen if record.event.must_be_seen and seen is not None else ANY
        sums = _summary(self.name, record.number, summary)
        try:
            with self._line.transaction() if self._line.in_transaction else nullcontext():
                return bool(
                    self._line.do(
                        statements.APPEND, schema=SCHEMA, seen=seen, channel=self._channel,
                        told=self._says("event"), **{**columns, **sums},
                    )  # fmt: skip
                )
        except errors.UniqueViolation:
            return False

    def _landed_instead(self, record: Recorded, seen: int | None) -> list[Recorded]:
        """The events that stand where this one was to be written. Raises `Conflict`, or why it cannot be written."""
        ((version, there),) = self._line.all(statements.STANDING, self.name)
        refuse_newer(version)
        landed = self.read(record.number - 1)
        if record.event.must_be_seen and seen is not None:
            timing = [one for one in self.read(seen) if one.event.must_be_seen]
            if timing:
                raise Conflict(timing[-1])
        if not there or not landed:
            raise Unwritable(say("{file} has been moved or deleted", file=self.name))
        return landed

    def forget(self, event: Forgotten, recorded_at: datetime, without: Without) -> Recorded:
        with self._telling(), self._line.transaction():
            last = 0
            while True:
                last = self._rewrite(last, without)
                drafts = self._line.all("SELECT author, text FROM workshop_tui.drafts WHERE session = %s", self.name)
                for kept_as, text in self._half_typed(drafts, without):
                    self._keep_draft(kept_as, text)
                record = Recorded(number=last + 1, recorded_at=recorded_at, event=event)
                if self._insert(record, None, None):
                    return record
                self._landed_instead(record, None)

    def _rewrite(self, last: int, without: Without) -> int:
        """Rewrite the events after `last` that change `without` what is to be forgotten; the number of the last one."""
        while found := self._line.all(f"{SELECT} LIMIT {BATCH}", self.name, last):
            last = found[-1][0]
            if changed := [*self._rewritten(found, without)]:
                numbers, _recorded_at, _at, authors, _timing, _type, datas, seals = map(list, zip(*changed, strict=True))
                self._line.do(
                    statements.REWRITE, session=self.name, numbers=numbers, authors=authors, datas=datas, seals=seals
                )
        return last

    def restore(self, records: list[Recorded]) -> None:
        with self._telling(), self._line.transaction() as db:
            _insert_all(db, self.name, records)

    def read(self, after: int = 0) -> list[Recorded]:
        records = [self._checked(found) for found in self._line.all(SELECT, self.name, after)]
        if records:
            self._known = max(self._known, records[-1].number)
        return records

    def title(self) -> str | None:
        select = "SELECT data::json #>> '{agenda,title}' FROM workshop_tui.events WHERE session = %s AND number = 1"
        rows = self._line.all(select, self.name)
        return rows[0][0] if rows else None

    def _kept_summary(self) -> str | None:
        last = "(SELECT max(number) FROM workshop_tui.events WHERE session = %s)"
        select = f"SELECT data FROM workshop_tui.summaries WHERE session = %s AND version = %s AND number = {last}"
        rows = self._line.all(select, self.name, VERSION, self.name)
        return rows[0][0] if rows else None

    def _keep_summary(self, summary: Summary) -> None:
        with self._telling():
            self._line.do(statements.SUMMARY, **_summary(self.name, summary.number, summary))

    def changed(self) -> bool:
        if self._line.listen(self._channel):
            self._company_moved = True
            return True
        said = [one.partition(" ") for one in self._line.heard()]
        theirs = {kind for kind, _space, token in said if token != self._token}
        self._company_moved = self._company_moved or "company" in theirs
        return bool(theirs)

    # ── what is a terminal's own ───────────────────────────────────────────────────────────────────────
    def keep_draft(self, author: str, text: str) -> None:
        with self._telling():
            self._keep_draft(author, text)

    def _keep_draft(self, author: str, text: str) -> None:
        statement = statements.KEEP_DRAFT if text else statements.DROP_DRAFT
        self._line.do(statement, session=self.name, author=author, text=text)

    def drafts(self, author: str) -> dict[str, str]:
        those = "session = %s AND (author = %s OR starts_with(author, %s))"
        begin = terminals_of(author)
        select = f"SELECT author, text FROM workshop_tui.drafts WHERE {those} ORDER BY author"
        return dict(self._line.all(select, self.name, author, begin))

    def again(self) -> Journal:
        return self.store.open(self.name)

    @property
    def company_moved(self) -> bool:
        return self._company_moved

    def beat(self, who: Present, after: int) -> Around:
        with self._telling():
            return self._around(
                self._line.do(
                    statements.BEAT, session=self.name, terminal=who.terminal, author=who.author, view=who.view,
                    fresh=FRESH_S, after=after, channel=self._channel, told=self._says("company"),
                )
            )  # fmt: skip

    def look(self, after: int) -> Around:
        with self._telling():
            return self._around(self._line.do(statements.LOOK, session=self.name, fresh=FRESH_S, after=after))

    def _around(self, rows: list[Any]) -> Around:
        self._company_moved = False
        rows.sort(key=lambda found: found[0])
        present = [Present(terminal, author, view) for _n, terminal, author, view, _s in rows if terminal]
        signals = [Signalled(number, author, signal) for number, _t, author, _v, signal in rows if signal]
        return Around(present, signals)

    def gone(self, terminal: str) -> None:
        with self._telling():
            self._line.do(
                statements.GONE, session=self.name, terminal=terminal, long=60 * FRESH_S,
                channel=self._channel, told=self._says("company"),
            )  # fmt: skip

    def signal(self, author: str, signal: str) -> None:
        with self._telling():
            self._line.do(
                statements.SIGNAL, session=self.name, author=author, signal=signal, stay=SIGNALS_STAY_S,
                channel=self._channel, told=self._says("company"),
            )  # fmt: skip

    # ── the ways to the server ─────────────────────────────────────────────────────────────────────────
    def _says(self, kind: str) -> str:
        """The word to the others about this `kind` of change: who says it does not heed it."""
        return f"{kind} {self._token}"

    @contextmanager
    def _telling(self) -> Iterator[None]:
        """Tell the server's faults in our words; a session that is not there any more, too."""
        with told():
            try:
                yield
            except errors.ForeignKeyViolation:
                raise Unwritable(say("{file} has been moved or deleted", file=self.name)) from None


class Postgres(Store):
    """The sessions on the server at `address` (`postgresql://…`)."""

    def __init__(self, address: str) -> None:
        self._address = address
        self._seen: set[str] = set()
        """The sessions that were there when it was last asked."""

    def _all(self, query: str, *values: object) -> list[Any]:
        with line_to(self._address) as line:
            return line.all(query, *values)

    def ids(self) -> list[str]:
        return [found[0] for found in self._all('SELECT id FROM workshop_tui.sessions ORDER BY id COLLATE "C"')]

    def has(self, session: str) -> bool:
        if not self._all("SELECT id FROM workshop_tui.sessions WHERE id = %s", session):
            return False
        self._seen = {session}
        return True

    def summaries(self, asked: Asked = ALL) -> tuple[list[Listed], list[JournalError]]:
        with line_to(self._address) as line:
            rows = line.all(
                statements.LIST, VERSION, asked.since, asked.since, asked.before, asked.before,
                asked.modes and [*asked.modes], asked.modes and [*asked.modes], asked.title, asked.title,
                fold(asked.words),
            )  # fmt: skip
        found, damaged = [], []
        for session, data in rows:
            try:
                found.append(Listed(session, (data and read(data)) or self._made_anew(session)))
            except JournalError as error:
                damaged.append(error)
        self._seen = {one.id for one in found}
        return sorted(filter(asked.has, found), key=lambda one: (one.summary.day, one.id), reverse=True), damaged

    def _made_anew(self, session: str) -> Summary:
        with PostgresJournal(line_to(self._address), session, known=True) as journal:
            return journal.summary()

    def open(self, session: str) -> PostgresJournal:
        known, self._seen = session in self._seen, set()
        return PostgresJournal(line_to(self._address), session, known=known)

    def create(self, session: str, records: list[Recorded]) -> None:
        with told(), line_to(self._address) as line, line.transaction() as db:
            try:
                db.execute("INSERT INTO workshop_tui.sessions VALUES (%s)", (session,))
            except errors.UniqueViolation:
                raise FileExistsError(session) from None
            _insert_all(db, session, records)

    def delete(self, session: str) -> None:
        self._seen.discard(session)
        with told(), line_to(self._address) as line:
            line.do(statements.DELETE, session=session)


def _insert_all(db: psycopg.Connection[Any], session: str, records: list[Recorded]) -> None:
    if not records:
        return
    with db.cursor() as cursor:
        values = ", ".join(["%s"] * (1 + len(COLUMNS)))
        cursor.executemany(
            f"INSERT INTO workshop_tui.events (session, {', '.join(COLUMNS)}) VALUES ({values})".encode(),
            [(session, *row(record)) for record in records],
        )
        with suppress(ValueError, LookupError, TypeError):
            cursor.execute(statements.SUMMARY.encode(), _summary(session, records[-1].number, summed(records)))


def _summary(session: str, number: int, summary: Summary | None) -> dict[str, object]:
    """The values of a summary in `statements`, after the event of this number; None: that those kept are too old."""
    if summary is None:
        nothing = dict.fromkeys(("day", "mode", "title", "words"))
        return {"session": session, "number": number, "summary_version": 0, "summary": "", **nothing}
    return {
        "session": session, "number": number, "summary_version": VERSION, "summary": written(summary),
        "day": summary.day, "mode": summary.mode, "title": summary.title,
        "words": fold(f"{session} {summary.title}"),
    }  # fmt: skip
