"""The store for several sites: sessions on a PostgreSQL server, in a schema of their own.

Needs the extra `workshop-tui[postgres]`. A follower hears of a change by `LISTEN`; a connection that broke is
made again by the next call, so that a server that was restarted is only away for a while.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from typing import TYPE_CHECKING, Any, TypeVar

from workshop_tui.journal.journal import (
    COLUMNS,
    FRESH_S,
    SIGNALS_STAY_S,
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
from workshop_tui.journal.server import connection, errors, psycopg, told
from workshop_tui.locale import say
from workshop_tui.session.event import Event, Recorded
from workshop_tui.session.summary import VERSION, Summary, Summing, read, summed, written

if TYPE_CHECKING:
    from workshop_tui.session.privacy.forgetting import Forgotten, Without

T = TypeVar("T")


class PostgresJournal(Journal):
    """A session on a server."""

    def __init__(self, address: str, session: str) -> None:
        """Open it. Raises `JournalError` if there is none, `Unwritable` if the server cannot be reached."""
        self.name = session
        self._address = address
        self._listener: psycopg.Connection[Any] | None = None
        with told():
            self._db = connection(address)
        if not self._all("SELECT FROM workshop_tui.sessions WHERE id = %s", session):
            self._db.close()
            raise JournalError(say("there is no session “{name}”", name=session))

    @property
    def store(self) -> Postgres:
        return Postgres(self._address)

    def close(self) -> None:
        self._db.close()
        if self._listener:
            self._listener.close()

    # ── the events ─────────────────────────────────────────────────────────────────────────────────────
    def append(
        self, event: Event, recorded_at: datetime, seen: int | None = None, summing: Summing | None = None
    ) -> Recorded:
        return self._write(lambda: self._append(event, recorded_at, seen, summing))

    def _append(self, event: Event, recorded_at: datetime, seen: int | None, summing: Summing | None) -> Recorded:
        if event.must_be_seen and seen is not None:
            last = self._one("SELECT max(number) FROM workshop_tui.events WHERE session = %s AND timing = 1", self.name)
            if last is not None and last > seen:
                raise Conflict(self.read(last - 1)[0])
        number = self._one("SELECT coalesce(max(number), 0) + 1 FROM workshop_tui.events WHERE session = %s", self.name)
        record = _insert(self._db, self.name, Recorded(number=number, recorded_at=recorded_at, event=event))
        if summing and (summary := summing(self.read(summing.number))):
            _set_summary(self._db, self.name, summary)
        return record

    def forget(self, event: Forgotten, recorded_at: datetime, without: Without) -> Recorded:
        table, select = "workshop_tui.events", f"SELECT {', '.join(COLUMNS)} FROM workshop_tui.events"

        def write() -> Recorded:
            self._db.execute(f"ALTER TABLE {table} DISABLE TRIGGER events_stay".encode())
            found = self._all(f"{select} WHERE session = %s ORDER BY number", self.name)
            update = f"UPDATE {table} SET author = %s, data = %s, seal = %s WHERE session = %s AND number = %s"
            for number, _recorded_at, _at, by, *_columns, data, seal in self._rewritten(found, without):
                self._db.execute(update.encode(), (by, data, seal, self.name, number))
            self._db.execute(f"ALTER TABLE {table} ENABLE TRIGGER events_stay".encode())
            drafts = self._all("SELECT author, text FROM workshop_tui.drafts WHERE session = %s", self.name)
            for kept_as, text in self._half_typed(drafts, without):
                self._keep_draft(kept_as, text)
            self._db.execute("DELETE FROM workshop_tui.summaries WHERE session = %s", (self.name,))
            return self._append(event, recorded_at, None, None)

        record = self._write(write)
        with told():
            self._db.execute(f"VACUUM FULL {table}, workshop_tui.drafts".encode())
        return record

    def restore(self, records: list[Recorded]) -> None:
        self._write(lambda: _insert_all(self._db, self.name, records))

    def read(self, after: int = 0) -> list[Recorded]:
        select = f"SELECT {', '.join(COLUMNS)} FROM workshop_tui.events WHERE session = %s AND number > %s"
        return [self._checked(found) for found in self._all(f"{select} ORDER BY number", self.name, after)]

    def title(self) -> str | None:
        select = "SELECT data::json #>> '{agenda,title}' FROM workshop_tui.events WHERE session = %s AND number = 1"
        rows = self._all(select, self.name)
        return rows[0][0] if rows else None

    def _kept_summary(self) -> str | None:
        last = "(SELECT max(number) FROM workshop_tui.events WHERE session = %s)"
        select = f"SELECT data FROM workshop_tui.summaries WHERE session = %s AND version = %s AND number = {last}"
        rows = self._all(select, self.name, VERSION, self.name)
        return rows[0][0] if rows else None

    def _keep_summary(self, summary: Summary) -> None:
        with told():
            self._reconnect()
            _set_summary(self._db, self.name, summary)

    def changed(self) -> bool:
        with told():
            if self._listener is None or self._listener.closed:
                self._listener = connection(self._address)
                self._listener.execute("LISTEN workshop_tui")
                return True
            mine = self._db.info.backend_pid
            heard = list(self._listener.notifies(timeout=0))
            return any(one.payload == self.name and one.pid != mine for one in heard)

    # ── what is a terminal's own ───────────────────────────────────────────────────────────────────────
    def keep_draft(self, author: str, text: str) -> None:
        self._write(lambda: self._keep_draft(author, text))

    def _keep_draft(self, author: str, text: str) -> None:
        keep = (
            "INSERT INTO workshop_tui.drafts VALUES (%s, %s, %s)"
            " ON CONFLICT (session, author) DO UPDATE SET text = excluded.text"
        )
        forget = "DELETE FROM workshop_tui.drafts WHERE session = %s AND author = %s"
        values = (self.name, author)
        if text:
            self._db.execute(keep, (*values, text))
        else:
            self._db.execute(forget, values)

    def drafts(self, author: str) -> dict[str, str]:
        those = "session = %s AND (author = %s OR starts_with(author, %s))"
        begin = terminals_of(author)
        select = f"SELECT author, text FROM workshop_tui.drafts WHERE {those} ORDER BY author"
        return dict(self._all(select, self.name, author, begin))

    def again(self) -> Journal:
        return self.store.open(self.name)

    def here(self, who: Present) -> None:
        self._write(
            lambda: self._db.execute(
                "INSERT INTO workshop_tui.presence (session, terminal, author, view, seen)"
                " VALUES (%s, %s, %s, %s, clock_timestamp())"
                " ON CONFLICT (session, terminal) DO UPDATE SET view = excluded.view, seen = excluded.seen",
                (self.name, who.terminal, who.author, who.view),
            ),
            hurried=False,
        )

    def gone(self, terminal: str) -> None:
        self._write(
            lambda: self._db.execute(
                "DELETE FROM workshop_tui.presence WHERE session = %s"
                " AND (terminal = %s OR seen < clock_timestamp() - make_interval(secs => %s))",
                (self.name, terminal, 60 * FRESH_S),
            ),
            hurried=False,
        )

    def present(self) -> list[Present]:
        select = (
            "SELECT terminal, author, view FROM workshop_tui.presence WHERE session = %s"
            " AND seen >= clock_timestamp() - make_interval(secs => %s) ORDER BY number"
        )
        return [Present(*found) for found in self._all(select, self.name, FRESH_S)]

    def signal(self, author: str, signal: str) -> None:
        def write() -> None:
            self._db.execute(
                "DELETE FROM workshop_tui.signals WHERE session = %s"
                " AND sent < clock_timestamp() - make_interval(secs => %s)",
                (self.name, SIGNALS_STAY_S),
            )
            self._db.execute(
                "INSERT INTO workshop_tui.signals (session, author, signal, sent)"
                " VALUES (%s, %s, %s, clock_timestamp())",
                (self.name, author, signal),
            )

        self._write(write, hurried=False)

    def signals(self, after: int) -> list[Signalled]:
        select = "SELECT number, author, signal FROM workshop_tui.signals WHERE session = %s AND number > %s"
        return [Signalled(*found) for found in self._all(f"{select} ORDER BY number", self.name, after)]

    # ── the ways to the server ─────────────────────────────────────────────────────────────────────────
    def _all(self, query: str, *values: object) -> list[Any]:
        with told():
            self._reconnect()
            return self._db.execute(query.encode(), values).fetchall()

    def _one(self, query: str, *values: object) -> Any:
        return self._all(query, *values)[0][0]

    def _write(self, work: Callable[[], T], *, hurried: bool = True) -> T:
        with told():
            self._reconnect()
            with self._db.transaction():
                if not hurried:
                    self._db.execute("SET LOCAL synchronous_commit = off")
                if not self._all("SELECT FROM workshop_tui.sessions WHERE id = %s FOR UPDATE", self.name):
                    raise Unwritable(say("{file} has been moved or deleted", file=self.name))
                done = work()
                self._db.execute("SELECT pg_notify('workshop_tui', %s)", (self.name,))
            return done

    def _reconnect(self) -> None:
        if self._db.closed:
            self._db = connection(self._address)


class Postgres(Store):
    """The sessions on the server at `address` (`postgresql://…`)."""

    def __init__(self, address: str) -> None:
        self._address = address

    def ids(self) -> list[str]:
        with told(), connection(self._address) as db:
            return [found[0] for found in db.execute('SELECT id FROM workshop_tui.sessions ORDER BY id COLLATE "C"')]

    def has(self, session: str) -> bool:
        return session in self.ids()

    def summaries(self, asked: Asked = ALL) -> tuple[list[Listed], list[JournalError]]:
        last = "(SELECT max(number) FROM workshop_tui.events WHERE session = s.id)"
        select = (
            "SELECT s.id, m.data FROM workshop_tui.sessions s LEFT JOIN workshop_tui.summaries m"
            f" ON m.session = s.id AND m.version = %s AND m.number = {last}"
        )
        with told(), connection(self._address) as db:
            rows = db.execute(select.encode(), (VERSION,)).fetchall()
        found, damaged = [], []
        for session, data in rows:
            try:
                found.append(Listed(session, (data and read(data)) or self._made_anew(session)))
            except JournalError as error:
                damaged.append(error)
        return sorted(filter(asked.has, found), key=lambda one: (one.summary.day, one.id), reverse=True), damaged

    def _made_anew(self, session: str) -> Summary:
        with self.open(session) as journal:
            return journal.summary()

    def open(self, session: str) -> PostgresJournal:
        return PostgresJournal(self._address, session)

    def create(self, session: str, records: list[Recorded]) -> None:
        with told(), connection(self._address) as db, db.transaction():
            try:
                db.execute("INSERT INTO workshop_tui.sessions VALUES (%s)", (session,))
            except errors.UniqueViolation:
                raise FileExistsError(session) from None
            _insert_all(db, session, records)

    def delete(self, session: str) -> None:
        with told(), connection(self._address) as db:
            db.execute("DELETE FROM workshop_tui.sessions WHERE id = %s", (session,))


def _insert(db: psycopg.Connection[Any], session: str, record: Recorded) -> Recorded:
    db.execute("INSERT INTO workshop_tui.events VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s)", (session, *row(record)))
    return record


def _insert_all(db: psycopg.Connection[Any], session: str, records: list[Recorded]) -> None:
    for record in records:
        _insert(db, session, record)
    with suppress(ValueError, LookupError, TypeError):
        if summary := summed(records):
            _set_summary(db, session, summary)


def _set_summary(db: psycopg.Connection[Any], session: str, summary: Summary) -> None:
    keep = (
        "INSERT INTO workshop_tui.summaries VALUES (%s, %s, %s, %s) ON CONFLICT (session) DO UPDATE"
        " SET version = excluded.version, number = excluded.number, data = excluded.data"
    )
    db.execute(keep, (session, VERSION, summary.number, written(summary)))
