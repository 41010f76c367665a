"""The store for several sites: sessions on a PostgreSQL server, in a schema of their own.

Needs the extra `workshop-tui[postgres]`. A follower hears of a change by `LISTEN`; a connection that broke is
made again by the next call, so that a server that was restarted is only away for a while.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from time import monotonic
from typing import Any, TypeVar

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
)
from workshop_tui.locale import say
from workshop_tui.session.events import Event, Recorded, is_timing

try:
    import psycopg
    from psycopg import errors
except ImportError:
    raise JournalError(
        say("sessions on a PostgreSQL server need the extra: pip install “workshop-tui[postgres]”")
    ) from None

T = TypeVar("T")
WAIT_S = 2
"""Seconds to wait for the server."""
MIGRATIONS = (
    """
    CREATE TABLE workshop_tui.sessions (id text PRIMARY KEY);
    CREATE TABLE workshop_tui.events (
        session text NOT NULL REFERENCES workshop_tui.sessions ON DELETE CASCADE,
        number integer NOT NULL,
        recorded_at text NOT NULL,
        at text NOT NULL,
        author text NOT NULL,
        timing integer NOT NULL CHECK (timing IN (0, 1)),
        type text NOT NULL,
        data text NOT NULL,
        seal bigint NOT NULL,
        PRIMARY KEY (session, number)
    );
    CREATE INDEX events_timing ON workshop_tui.events (session, number) WHERE timing = 1;
    CREATE FUNCTION workshop_tui.events_stay() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF TG_OP = 'UPDATE' OR EXISTS (SELECT FROM workshop_tui.sessions WHERE id = OLD.session) THEN
            RAISE EXCEPTION 'events stay as they are';
        END IF;
        RETURN OLD;
    END $$;
    CREATE TRIGGER events_stay BEFORE UPDATE OR DELETE ON workshop_tui.events
        FOR EACH ROW EXECUTE FUNCTION workshop_tui.events_stay();
    CREATE TABLE workshop_tui.drafts (
        session text NOT NULL REFERENCES workshop_tui.sessions ON DELETE CASCADE,
        author text NOT NULL,
        text text NOT NULL,
        PRIMARY KEY (session, author)
    );
    CREATE TABLE workshop_tui.presence (
        number bigint GENERATED ALWAYS AS IDENTITY,
        session text NOT NULL REFERENCES workshop_tui.sessions ON DELETE CASCADE,
        terminal text NOT NULL,
        author text NOT NULL,
        view text NOT NULL,
        seen timestamptz NOT NULL,
        PRIMARY KEY (session, terminal)
    );
    CREATE TABLE workshop_tui.signals (
        number bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        session text NOT NULL REFERENCES workshop_tui.sessions ON DELETE CASCADE,
        author text NOT NULL,
        signal text NOT NULL,
        sent timestamptz NOT NULL
    );
    """,
)
LOCK = 0x57535455  # "WSTU": whoever brings the schema up to date holds it


class PostgresJournal(Journal):
    """A session on a server."""

    def __init__(self, address: str, session: str) -> None:
        """Open it. Raises `JournalError` if there is none, `Unwritable` if the server cannot be reached."""
        self.name = session
        self._address = address
        self._listener: psycopg.Connection[Any] | None = None
        with _told():
            self._db = _connection(address)
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
    def append(self, event: Event, recorded_at: datetime, seen: int | None = None) -> Recorded:
        return self._write(lambda: self._append(event, recorded_at, seen))

    def _append(self, event: Event, recorded_at: datetime, seen: int | None) -> Recorded:
        if is_timing(event) and seen is not None:
            last = self._one("SELECT max(number) FROM workshop_tui.events WHERE session = %s AND timing = 1", self.name)
            if last is not None and last > seen:
                raise Conflict(self.read(last - 1)[0])
        number = self._one("SELECT coalesce(max(number), 0) + 1 FROM workshop_tui.events WHERE session = %s", self.name)
        record = Recorded(number=number, recorded_at=recorded_at, event=event)
        return _insert(self._db, self.name, record)

    def restore(self, records: list[Recorded]) -> None:
        self._write(lambda: [_insert(self._db, self.name, record) for record in records])

    def read(self, after: int = 0) -> list[Recorded]:
        select = f"SELECT {', '.join(COLUMNS)} FROM workshop_tui.events WHERE session = %s AND number > %s"
        return [self._checked(found) for found in self._all(f"{select} ORDER BY number", self.name, after)]

    def title(self) -> str | None:
        select = "SELECT data::json #>> '{agenda,title}' FROM workshop_tui.events WHERE session = %s AND number = 1"
        rows = self._all(select, self.name)
        return rows[0][0] if rows else None

    def changed(self) -> bool:
        with _told():
            if self._listener is None or self._listener.closed:
                self._listener = _connection(self._address)
                self._listener.execute("LISTEN workshop_tui")
                return True
            mine = self._db.info.backend_pid
            heard = list(self._listener.notifies(timeout=0))
            return any(one.payload == self.name and one.pid != mine for one in heard)

    # ── what is a terminal's own ───────────────────────────────────────────────────────────────────────
    def keep_draft(self, author: str, text: str) -> None:
        keep = (
            "INSERT INTO workshop_tui.drafts VALUES (%s, %s, %s)"
            " ON CONFLICT (session, author) DO UPDATE SET text = excluded.text"
        )
        forget = "DELETE FROM workshop_tui.drafts WHERE session = %s AND author = %s"
        values = (self.name, author)
        self._write(lambda: self._db.execute(keep, (*values, text)) if text else self._db.execute(forget, values))

    def draft(self, author: str) -> str:
        rows = self._all("SELECT text FROM workshop_tui.drafts WHERE session = %s AND author = %s", self.name, author)
        return str(rows[0][0]) if rows else ""

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
        with _told():
            self._reconnect()
            return self._db.execute(query.encode(), values).fetchall()

    def _one(self, query: str, *values: object) -> Any:
        return self._all(query, *values)[0][0]

    def _write(self, work: Callable[[], T], *, hurried: bool = True) -> T:
        with _told():
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
            self._db = _connection(self._address)


class Postgres(Store):
    """The sessions on the server at `address` (`postgresql://…`)."""

    def __init__(self, address: str) -> None:
        self._address = address

    def ids(self) -> list[str]:
        with _told(), _connection(self._address) as db:
            return [found[0] for found in db.execute('SELECT id FROM workshop_tui.sessions ORDER BY id COLLATE "C"')]

    def has(self, session: str) -> bool:
        return session in self.ids()

    def open(self, session: str) -> PostgresJournal:
        return PostgresJournal(self._address, session)

    def create(self, session: str, records: list[Recorded]) -> None:
        with _told(), _connection(self._address) as db, db.transaction():
            try:
                db.execute("INSERT INTO workshop_tui.sessions VALUES (%s)", (session,))
            except errors.UniqueViolation:
                raise FileExistsError(session) from None
            for record in records:
                _insert(db, session, record)

    def delete(self, session: str) -> None:
        with _told(), _connection(self._address) as db:
            db.execute("DELETE FROM workshop_tui.sessions WHERE id = %s", (session,))


def _insert(db: psycopg.Connection[Any], session: str, record: Recorded) -> Recorded:
    db.execute("INSERT INTO workshop_tui.events VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s)", (session, *row(record)))
    return record


_unanswered: dict[str, tuple[float, psycopg.OperationalError]] = {}
"""By address: until when a server that did not answer is let be, and what was said of it."""


def _connection(address: str) -> psycopg.Connection[Any]:
    """A connection that commits each statement durably, to a schema that is up to date.

    A server that did not answer is asked again only after ten times as long as that took: a screen must not stand
    still for it each time.
    """
    until, error = _unanswered.get(address, (0.0, None))
    began = monotonic()
    if error and began < until:
        raise error
    try:
        db = psycopg.connect(address, autocommit=True, connect_timeout=WAIT_S, application_name="workshop-tui")
    except psycopg.OperationalError as error:
        _unanswered[address] = (monotonic() + 10 * (monotonic() - began), error)
        raise
    db.execute("SET synchronous_commit = on")
    try:
        _migrate(db)
    except BaseException:
        db.close()
        raise
    return db


def _migrate(db: psycopg.Connection[Any]) -> None:
    version = _version(db)
    if version > len(MIGRATIONS):
        raise JournalError(say("the server’s sessions were written by a newer workshop-tui: update this one"))
    if version == len(MIGRATIONS):
        return
    with db.transaction():
        db.execute("SELECT pg_advisory_xact_lock(%s)", (LOCK,))
        db.execute("CREATE SCHEMA IF NOT EXISTS workshop_tui")
        db.execute("CREATE TABLE IF NOT EXISTS workshop_tui.version (version integer NOT NULL)")
        for step in MIGRATIONS[_version(db) :]:
            db.execute(step.encode())
        db.execute("DELETE FROM workshop_tui.version")
        db.execute("INSERT INTO workshop_tui.version VALUES (%s)", (len(MIGRATIONS),))


def _version(db: psycopg.Connection[Any]) -> int:
    if db.execute("SELECT to_regclass('workshop_tui.version')").fetchall()[0][0] is None:
        return 0
    rows = db.execute("SELECT version FROM workshop_tui.version").fetchall()
    return int(rows[0][0]) if rows else 0


@contextmanager
def _told() -> Iterator[None]:
    try:
        yield
    except (psycopg.OperationalError, errors.ReadOnlySqlTransaction) as error:
        raise Unwritable(say("the PostgreSQL server is away: {why}", why=_first_line(error))) from None
    except psycopg.Error as error:
        raise JournalError(say("the PostgreSQL server refuses: {why}", why=_first_line(error))) from None


def _first_line(error: Exception) -> str:
    return (str(error).strip().splitlines() or [type(error).__name__])[0]
