"""The terminals on a session file, and their signals: beside its events, in the same file."""

from __future__ import annotations

from workshop_tui.journal.company import SIGNALS_STAY_S, Around, Present, Signalled
from workshop_tui.journal.connection import Connection
from workshop_tui.journal.journal import Journal

COMPANY = """SELECT (SELECT max(number) FROM events), coalesce((SELECT max(number) FROM signals), 0) || ' '
    || coalesce((SELECT group_concat(number || ' ' || view) FROM presence), '')"""
"""The last event; the last signal, and the terminals that have come and not left, with their views."""
NOW = "(julianday('now') - 2440587.5) * 86400"
"""The host's clock, in seconds: what presence goes by."""


class FileCompany(Journal):
    """A session file, as far as it is about who is here, and whether another has written."""

    fresh_s = 12.5
    look_s = 1.5
    _db: Connection

    def _watch(self) -> None:
        """Begin: nothing was seen yet."""
        self._seen_version: object = None
        self._seen: tuple[object, object] | None = None
        """The last event, and the company, as they were when another had written last."""
        self._company_moved = True
        self._is_settled = True
        """False while what is half-typed need not be on disk."""

    def changed(self) -> bool:
        """See `Journal.changed`; about 4 µs (`PRAGMA data_version`), 20 more after each sign of life of another.

        A sign of life of a terminal that is here already is none: of thirty, three a second would wake all the others.
        """
        version = self._db.version()
        if version == self._seen_version:
            return False
        (seen,) = self._db.all(COMPANY)
        before, self._seen, self._seen_version = self._seen, seen, version
        self._company_moved = self._company_moved or before is None or before[1] != seen[1]
        return bool(seen != before)

    @property
    def company_moved(self) -> bool:
        return self._company_moved

    def beat(self, who: Present, after: int) -> Around:
        def write() -> Around:
            seen = f"UPDATE presence SET view = ?, seen_s = {NOW} WHERE terminal = ?"  # one page; an upsert writes two
            if not self._db.execute(seen, (who.view, who.terminal)).rowcount:
                come = f"INSERT INTO presence (terminal, author, view, seen_s) VALUES (?, ?, ?, {NOW})"
                self._db.execute(come, (who.terminal, who.author, who.view))
            return self.look(after)

        with self._db.unhurried():
            around = self._db.write(write)
        self.settle()
        return around

    def settle(self) -> None:
        if not self._is_settled:
            self._db.flush()
            self._is_settled = True

    def look(self, after: int) -> Around:
        fresh = f"abs({NOW} - seen_s) <= {self.fresh_s}"  # abs: a clock that was set back hides nobody for long
        self._company_moved = False
        present = self._db.all(f"SELECT terminal, author, view FROM presence WHERE {fresh} ORDER BY number")
        signals = self._db.all("SELECT number, author, signal FROM signals WHERE number > ? ORDER BY number", after)
        return Around([Present(*found) for found in present], [Signalled(*found) for found in signals])

    def gone(self, terminal: str) -> None:
        with self._db.unhurried():
            long = f"terminal = ? OR abs({NOW} - seen_s) > 60 * {self.fresh_s}"  # and those that never said so
            self._db.write(lambda: self._db.execute(f"DELETE FROM presence WHERE {long}", (terminal,)))

    def signal(self, author: str, signal: str) -> None:
        def write() -> None:
            self._db.execute(f"DELETE FROM signals WHERE abs({NOW} - sent_s) > {SIGNALS_STAY_S}")
            self._db.execute(f"INSERT INTO signals (author, signal, sent_s) VALUES (?, ?, {NOW})", (author, signal))

        with self._db.unhurried():
            self._db.write(write)
