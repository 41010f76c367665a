"""The way to a PostgreSQL server: one connection to a schema that is up to date, and what goes wrong, in our words."""

from __future__ import annotations

import errno
import select
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from time import monotonic
from typing import Any

from workshop_tui.journal.errors import JournalError, Newer, Unwritable
from workshop_tui.locale import Message, say
from workshop_tui.locale.system import REASONS

try:
    import psycopg
    from psycopg import errors

    from workshop_tui.host import servers
except ImportError:
    raise JournalError(
        say("sessions on a PostgreSQL server need the extra: pip install “workshop-tui[postgres]”")
    ) from None

from workshop_tui.journal.server_schema import NEWER, migrate, refuse_older, version_of

__all__ = ["Line", "errors", "line_to", "psycopg", "servers", "told"]
GREETING = (
    "SELECT version.version, set_config('synchronous_commit', 'on', false), asked.*"
    " FROM workshop_tui.version LEFT JOIN LATERAL (SELECT true, rows.* FROM ({query}) AS rows) AS asked ON true"
)
"""A connection's first question: with it, the schema's version; and each statement is to be durable, also where a
server says otherwise. (Not an option of the connection: PgBouncer takes none.)"""
OLDER = (errors.UndefinedTable, errors.UndefinedColumn, errors.UndefinedFunction, errors.InvalidSchemaName)
"""The errors of a question to a schema that does not have all of it yet."""
CHANGED = (*OLDER, errors.NotNullViolation)
"""The errors of a newer schema, which has not all of it any more, or wants more."""

_unanswered: dict[str, tuple[float, psycopg.OperationalError]] = {}
"""The servers that did not answer, by address: until when each is let be, and what was said of it."""
_spare: dict[str, Line] = {}
"""Lines that nobody needs at the moment, one a server: what comes next on it needs no other."""


def line_to(address: str) -> Line:
    """A line to the server: the spare one, if there is one."""
    spare = _spare.pop(address, None)
    return spare if spare and spare.is_alive() else Line(address)


class Line:
    """A connection to a server, made when it is needed, and made again after it broke. Not shared between threads."""

    def __init__(self, address: str) -> None:
        self.address = servers.Address(address)
        self._db: psycopg.Connection[Any] | None = None
        self._greeted = False
        self._was_greeted = False
        """True if this connection was greeted: before it was spared, say."""
        self._listening = False

    def __enter__(self) -> Line:
        return self

    def __exit__(self, *_exc: object) -> None:
        self.release()

    def release(self) -> None:
        """Let go of it: it is spared for the next, unless it listens, or another is spared already."""
        if self._db and not self._db.closed and not self._listening and self.address not in _spare:
            self._greeted = False  # the schema may be a newer one by then
            _spare[self.address] = self
        elif self._db:
            self._db.close()

    def goes_on(self) -> None:
        """Take it that the schema is what it was: what comes next on this line comes at once."""
        self._greeted = self._was_greeted and self._db is not None and not self._db.closed

    def is_alive(self) -> bool:
        """Tell whether the connection stands, as far as this end knows: a server that has something to say has left."""
        fd = self.fileno()
        return fd is not None and not select.select([fd], [], [], 0)[0]

    def execute(self, statement: str, values: Sequence[object] | Mapping[str, object] = ()) -> psycopg.Cursor[Any]:
        """Do it, in the transaction that is open, or one of its own. Raises psycopg's errors, `JournalError`."""
        return self._ready().execute(statement.encode(), values)

    def all(self, query: str, *values: object) -> list[Any]:
        """The rows that answer a question. Raises `JournalError`."""
        with told():
            db = self._connected()  # which forgets that it was greeted, if it is a new one
            return self.execute(query, values).fetchall() if self._greeted else self._greet(db, query, values)

    def do(self, statement: str, **values: object) -> list[Any]:
        """Do it; the rows that it returns. Raises psycopg's errors."""
        return self.execute(statement, values).fetchall()

    @property
    def in_transaction(self) -> bool:
        """Tell whether one is open."""
        return self._db is not None and self._db.info.transaction_status != psycopg.pq.TransactionStatus.IDLE

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Inside, all is one transaction; inside one, a savepoint. Raises psycopg's errors."""
        with self._ready().transaction():
            yield

    def raw(self) -> psycopg.Connection[Any]:
        """The connection, whatever the schema is: for who looks after that. Raises psycopg's errors."""
        return self._connected()

    def listen(self, channel: str) -> bool:
        """Hear from here on what is told on this `channel`; whether that is new (the first time, or it broke)."""
        with told():
            db = self._connected()
            if self._listening:
                return False
            db.execute(f'LISTEN "{channel}"'.encode())
            self._listening = True
            return True

    def heard(self) -> list[str]:
        """The notifications since the last call; asks nothing of the server. Raises `Unwritable` if it is away."""
        with told():
            return [told.payload for told in self._connected().notifies(timeout=0)]

    def fileno(self) -> int | None:
        """The descriptor that can be read when something was told; None while there is no connection."""
        with suppress(psycopg.Error):  # it broke this moment
            return None if self._db is None or self._db.closed else self._db.fileno()
        return None

    # ── the connection ─────────────────────────────────────────────────────────────────────────────────
    def _ready(self) -> psycopg.Connection[Any]:
        db = self._connected()
        if not self._greeted:
            self._greet(db, "SELECT", ())
        if not self._greeted:  # there is no schema yet, and something is to be written
            migrate(db)
            self._greet(db, "SELECT", ())
        return db

    def _connected(self) -> psycopg.Connection[Any]:
        if self._db is None or self._db.closed:
            self._greeted = self._was_greeted = self._listening = False
            self._db = _connection(self.address)
        return self._db

    def _greet(self, db: psycopg.Connection[Any], query: str, values: tuple[object, ...]) -> list[Any]:
        """Ask, and whether this program works on the schema: nobody brings it up to date by looking at it.

        Nothing answers where there is no schema yet.
        """
        try:
            rows = db.execute(GREETING.format(query=query).encode(), values).fetchall()
        except OLDER:
            rows = []
        if not rows:
            self._was_greeted = (version := version_of(db)) is not None
            if version is None:
                return []
            refuse_older(version)
            return db.execute(query.encode(), values).fetchall()  # and says what is missing
        refuse_older(rows[0][0])
        self._greeted = self._was_greeted = True
        return [row[3:] for row in rows if row[2]]


def _connection(address: str) -> psycopg.Connection[Any]:
    """A connection.

    A server that did not answer is asked again only after ten times as long as that took: a screen must not stand
    still for it each time.
    """
    until, error = _unanswered.get(address, (0.0, None))
    began = monotonic()
    if error and began < until:
        raise error
    try:
        return servers.connected(address)
    except psycopg.OperationalError as error:
        _unanswered[address] = (monotonic() + 10 * (monotonic() - began), error)
        raise


@contextmanager
def told() -> Iterator[None]:
    try:
        yield
    except (psycopg.OperationalError, errors.ReadOnlySqlTransaction) as error:
        raise Unwritable(say("the PostgreSQL server is away: {why}", why=_why(error))) from None
    except CHANGED:
        raise Newer(NEWER) from None
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
