"""The roles of `docs/server.md`, made on a server by the SQL that stands there."""

from __future__ import annotations

import re
from pathlib import Path

import psycopg

from workshop_tui.journal.server_upkeep import migrate

BY_SUPERUSER, BY_OWNER = re.findall(
    r"```sql\n(.*?)```", (Path(__file__).parents[2] / "docs" / "server.md").read_text(encoding="utf-8"), re.DOTALL
)


def address_of(server, role: str) -> str:
    """The address at which this role works."""
    return server.address.replace("workshop@", f"{role}@").replace("/postgres", "/workshop")


def statements(script: str) -> list[bytes]:
    return [one.encode() for one in script.split(";") if one.strip()]


def make(server) -> None:
    """Make the database, its roles and its schema; those that were there are gone."""
    with psycopg.connect(server.address, autocommit=True) as superuser:
        superuser.execute("DROP DATABASE IF EXISTS workshop WITH (FORCE)")
        for role in ("camille", "robin", "workshop_owner", "workshop_user", "workshop_reader"):
            superuser.execute(f"DROP ROLE IF EXISTS {role}".encode())
        for statement in statements(BY_SUPERUSER):
            superuser.execute(statement)
        superuser.execute("CREATE ROLE robin LOGIN IN ROLE workshop_reader")
    migrate(address_of(server, "workshop_owner"))
    with psycopg.connect(address_of(server, "workshop_owner"), autocommit=True) as owner:
        for statement in statements(BY_OWNER):
            owner.execute(statement)
