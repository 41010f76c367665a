"""A disk that refuses what one terminal writes."""

from __future__ import annotations

from workshop_tui.journal.sqlite import SqliteJournal
from workshop_tui.service import Session


def refuse(session: Session, refused: bool = True) -> None:
    """SQLite refuses each write of this terminal, as in a folder that was turned read-only."""
    assert isinstance(session.journal, SqliteJournal)
    session.journal._db.execute(f"PRAGMA query_only = {'ON' if refused else 'OFF'}")
