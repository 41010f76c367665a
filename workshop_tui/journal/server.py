"""The way to a PostgreSQL server: a connection to a schema that is up to date, and what goes wrong, in our words."""

from __future__ import annotations

import errno
from collections.abc import Iterator
from contextlib import contextmanager
from time import monotonic
from typing import Any

from workshop_tui.journal.journal import JournalError, Unwritable
from workshop_tui.locale import Message, say
from workshop_tui.locale.system import REASONS
from workshop_tui.session.versions import SINCE, refusing

try:
    import psycopg
    from psycopg import errors
except ImportError:
    raise JournalError(
        say("sessions on a PostgreSQL server need the extra: pip install “workshop-tui[postgres]”")
    ) from None

__all__ = ["MIGRATIONS", "connection", "errors", "psycopg", "told"]
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
    *map(refusing, SINCE[:4]),
    """
    CREATE TABLE workshop_tui.summaries (
        session text PRIMARY KEY REFERENCES workshop_tui.sessions ON DELETE CASCADE,
        version integer NOT NULL,
        number integer NOT NULL,
        data text NOT NULL
    );
    """,
    *map(refusing, SINCE[4:]),
)
LOCK = 0x57535455  # "WSTU": whoever brings the schema up to date holds it


_unanswered: dict[str, tuple[float, psycopg.OperationalError]] = {}
"""The servers that did not answer, by address: until when each is let be, and what was said of it."""


def connection(address: str) -> psycopg.Connection[Any]:
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
def told() -> Iterator[None]:
    try:
        yield
    except (psycopg.OperationalError, errors.ReadOnlySqlTransaction) as error:
        raise Unwritable(say("the PostgreSQL server is away: {why}", why=_why(error))) from None
    except psycopg.Error as error:
        raise JournalError(say("the PostgreSQL server refuses: {why}", why=_why(error))) from None


_NO_SENSE = say("the address in WORKSHOP_TUI_STORE makes no sense: write postgresql://NAME@HOST/DATABASE")
_BROKE = say("the connection broke")
_SAYS = {
    "Connection refused": REASONS[errno.ECONNREFUSED],
    "timeout expired": REASONS[errno.ETIMEDOUT],
    "resolve host": say("no host is called so"),
    "translate host": say("no host is called so"),
    "No such file or directory": say("no server listens there"),
    "28P01": say("the name or the password is wrong"),
    "password": say("the name or the password is wrong"),
    "28000": say("it does not let this name in"),
    "3D000": say("it has no such database"),
    "does not exist": say("it has no such name, or no such database"),
    "42501": say("it does not allow that to this name"),
    "25006": say("it is read-only"),
    "53300": say("too many are connected to it"),
    "53100": REASONS[errno.ENOSPC],
    "57P": say("it is starting, or stopping"),
    "SSL": say("no secure connection came about"),
    "connection info string": _NO_SENSE,
    " URI": _NO_SENSE,
    "invalid": _NO_SENSE,
    "service": _NO_SENSE,
    "closed": _BROKE,
    "lost": _BROKE,
    "terminat": _BROKE,
}
"""The words for an error: by its SQLSTATE, or by a part of what libpq says, which is English, and of several lines."""


def _why(error: psycopg.Error) -> Message:
    told = f"{error.sqlstate or ''} {error}"
    return next(
        (says for part, says in _SAYS.items() if part in told), say("it says {sign}", sign=type(error).__name__)
    )
