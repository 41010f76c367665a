"""The last events that a program knows to stand in a session's file: before it writes, what is missing is put back.

It is missing where somebody cut the log beside the file, or copied an older one over it. What was said to be kept is.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable

from workshop_tui.journal.rows import row
from workshop_tui.session.event import Recorded

MOST = 1000
"""Events that are put back at the most: SQLite takes its log into the file after so many pages."""
INSERT = "INSERT INTO events VALUES (?, ?, ?, ?, ?, ?, ?, ?)"
_STANDS = "SELECT 1 FROM events WHERE number = ? AND recorded_at = ?"


class Known:
    """Events by their numbers, without a gap."""

    def __init__(self) -> None:
        self._records: list[Recorded] = []

    def read(self, after: int, records: Iterable[Recorded]) -> None:
        """Take note that these stand in the file, and no others numbered above `after`."""
        if records:
            self._records = [*(one for one in self._records if one.number <= after), *records][-MOST:]

    def stand_in(self, db: sqlite3.Connection) -> bool:
        """Tell whether the last one stands in there."""
        return not self._records or _stands(db, self._records[-1])

    def put_back(self, db: sqlite3.Connection) -> bool:
        """Write those that are missing, in the transaction that is open; False if they are not all that is."""
        there = [place for place, one in enumerate(self._records) if _stands(db, one)]
        ((last,),) = db.execute("SELECT max(number) FROM events").fetchall()
        if not there or self._records[there[-1]].number != last:
            return False
        for one in self._records[there[-1] + 1 :]:
            db.execute(INSERT, row(one))
        return True


def _stands(db: sqlite3.Connection, record: Recorded) -> bool:
    return bool(db.execute(_STANDS, (record.number, record.recorded_at.isoformat())).fetchall())
