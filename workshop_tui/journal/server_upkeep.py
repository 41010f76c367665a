"""The upkeep of a PostgreSQL server: of which version its schema is, who may change that, and what would be done."""

from __future__ import annotations

import re
from typing import NamedTuple

from workshop_tui.journal import server_schema
from workshop_tui.journal.server import line_to, told

_ASKED = """
    SELECT current_user, pg_has_role(current_user, nspowner, 'USAGE'), pg_get_userbyid(nspowner),
        (SELECT count(*) FROM workshop_tui.sessions),
        (SELECT count(*) FROM workshop_tui.presence WHERE seen >= clock_timestamp() - interval '25 seconds')
    FROM pg_namespace WHERE nspname = 'workshop_tui'
"""


class Schema(NamedTuple):
    """The schema as it stands, for whoever asks."""

    version: int | None
    """None: there is no schema yet."""
    me: str
    owner: str
    mine: bool
    """True if this name may bring it up to date."""
    sessions: int
    terminals: int
    """Terminals that are open now."""

    @property
    def steps(self) -> list[str]:
        """The steps to this program's version, each in the words of `SINCE` or the names of what it makes."""
        return [_told(step) for step in server_schema.MIGRATIONS[self.version or 0 :]]


def look(address: str) -> Schema:
    """Look at the schema, and change nothing. Raises `JournalError`."""
    with told(), line_to(address) as line:
        db = line.raw()
        version = server_schema.version_of(db)
        if version is None:
            ((me, mine),) = db.execute(
                "SELECT current_user, has_database_privilege(current_database(), 'CREATE')"
            ).fetchall()
            return Schema(None, me, me if mine else "?", mine, 0, 0)
        ((me, mine, owner, sessions, terminals),) = db.execute(_ASKED.encode()).fetchall()
        return Schema(version, me, owner, mine, sessions, terminals)


def migrate(address: str) -> None:
    """Make the schema, or bring it up to date. Raises `JournalError`, with nothing changed."""
    with told(), line_to(address) as line:
        server_schema.migrate(line.raw())


def _told(step: str) -> str:
    if counted := re.fullmatch(r"SELECT '(.*), which an older program cannot read'", step.strip()):
        return counted[1]
    made = re.findall(
        r"(?m)^\s*(?:CREATE (?:OR REPLACE )?|ALTER )(TABLE|FUNCTION|TRIGGER|INDEX) (\S+?)(?:\(|\s|$)", step
    )
    return ", ".join(dict.fromkeys(f"{kind.lower()} {name.removeprefix('workshop_tui.')}" for kind, name in made))
