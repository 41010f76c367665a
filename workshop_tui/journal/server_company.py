"""A terminal's own in a session on a PostgreSQL server: half-typed notes, signs of life, signals."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from hashlib import blake2b
from typing import Any

from workshop_tui.journal import server_statements as statements
from workshop_tui.journal.company import SIGNALS_STAY_S, Around, Present, Signalled
from workshop_tui.journal.errors import Unwritable
from workshop_tui.journal.journal import Journal
from workshop_tui.journal.rows import terminals_of
from workshop_tui.journal.server import Line, errors, told
from workshop_tui.locale import say


class TerminalsOwn(Journal):
    """A session on a server as far as its terminals go; what it remembers is written elsewhere."""

    fresh_s = 25

    def __init__(self, db: Line, session: str) -> None:
        self.name = session
        self._db = db
        self._channel = f"workshop_tui_{blake2b(session.encode(), digest_size=16).hexdigest()}"
        self._token = os.urandom(8).hex()
        self._company_moved = True

    def keep_draft(self, author: str, text: str) -> None:
        with self._telling():
            self._keep_draft(author, text)

    def settle(self) -> None:
        """Do nothing: what a server has answered is on its disk."""

    def _keep_draft(self, author: str, text: str) -> None:
        statement = statements.KEEP_DRAFT if text else statements.DROP_DRAFT
        self._db.do(statement, session=self.name, author=author, text=text)

    def drafts(self, author: str) -> dict[str, str]:
        those = "session = %s AND (author = %s OR starts_with(author, %s))"
        begin = terminals_of(author)
        select = f"SELECT author, text FROM workshop_tui.drafts WHERE {those} ORDER BY author"
        return dict(self._db.all(select, self.name, author, begin))

    def half_typed(self) -> dict[str, str]:
        those = "session = %s AND text <> ''"
        return dict(
            self._db.all(f"SELECT author, text FROM workshop_tui.drafts WHERE {those} ORDER BY author", self.name)
        )

    @property
    def company_moved(self) -> bool:
        return self._company_moved

    def beat(self, who: Present, after: int) -> Around:
        """See `Journal.beat`. A reader, who may write nothing, sees who is here and is not seen."""
        with self._telling():
            try:
                rows = self._db.do(
                    statements.BEAT,
                    session=self.name,
                    terminal=who.terminal,
                    author=who.author,
                    view=who.view,
                    fresh=self.fresh_s,
                    after=after,
                    channel=self._channel,
                    told=self._says("company"),
                )
            except errors.InsufficientPrivilege:
                return self.look(after)
            return self._around(rows)

    def look(self, after: int) -> Around:
        with self._telling():
            return self._around(self._db.do(statements.LOOK, session=self.name, fresh=self.fresh_s, after=after))

    def _around(self, rows: list[Any]) -> Around:
        self._company_moved = False
        rows.sort(key=lambda found: found[0])
        present = [Present(terminal, author, view) for _n, terminal, author, view, _s in rows if terminal]
        signals = [Signalled(number, author, signal) for number, _t, author, _v, signal in rows if signal]
        last = max((number for number, terminal, author, _v, _s in rows if not (terminal or author)), default=0)
        return Around(present, signals, last)

    def gone(self, terminal: str) -> None:
        with self._telling(), suppress(errors.InsufficientPrivilege):  # a reader was not seen
            self._db.do(
                statements.GONE,
                session=self.name,
                terminal=terminal,
                long=60 * self.fresh_s,
                channel=self._channel,
                told=self._says("company"),
            )

    def signal(self, author: str, signal: str) -> None:
        with self._telling():
            self._db.do(
                statements.SIGNAL,
                session=self.name,
                author=author,
                signal=signal,
                stay=SIGNALS_STAY_S,
                channel=self._channel,
                told=self._says("company"),
            )

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
