"""The events of a session on a PostgreSQL server: written by one statement each, read, and forgotten."""

from __future__ import annotations

from contextlib import nullcontext
from datetime import datetime
from typing import TYPE_CHECKING, Any

from workshop_tui.journal import server_statements as statements
from workshop_tui.journal.errors import Conflict, Newer, Unwritable
from workshop_tui.journal.rows import COLUMNS, row
from workshop_tui.journal.server import Line, errors
from workshop_tui.journal.server_company import TerminalsOwn
from workshop_tui.journal.server_schema import VERSION as SCHEMA
from workshop_tui.journal.server_schema import needs, refuse_writing
from workshop_tui.locale import Message, say
from workshop_tui.session.event import Event, Recorded
from workshop_tui.session.summary import VERSION, Summary, Summing, summed

if TYPE_CHECKING:
    from workshop_tui.session.privacy.forgetting import Forgotten, Without

SELECT = f"SELECT {', '.join(COLUMNS)} FROM workshop_tui.events WHERE session = %s AND number > %s ORDER BY number"
Rows = list[Any]
BATCH = 2000
"""Events that are looked through at a time for what is to be forgotten."""
ANY = 2**31 - 1


class EventsThere(TerminalsOwn):
    """A session on a server as far as its events go."""

    def __init__(self, db: Line, session: str, whole: Rows | None) -> None:
        """`whole` are its events, if they were read already: the first `read` gives them."""
        super().__init__(db, session)
        self._whole = whole
        self._known = 0
        """The number of the last event that was read or written here."""
        self._doubtful: tuple[Event, datetime] | None = None
        """An event whose writing was not confirmed before the connection broke."""

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
            insert_all(self._db, self.name, records)

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


def insert_all(line: Line, session: str, records: list[Recorded]) -> None:
    """Write these records into a session that has none, with its summary."""
    if not records:
        return
    columns = map(list, zip(*map(row, records), strict=True))
    line.execute(statements.INSERT_ALL, (session, *columns))
    line.do(statements.SUMMARY, **statements.summary_values(session, records[-1].number, summed(records)))
