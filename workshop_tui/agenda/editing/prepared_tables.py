"""Checklists, links, roles and groups put into a plan's text in the form that they have there: on one line, as tables
of their own, or by dotted keys."""

from __future__ import annotations

from typing import Any

from workshop_tui.agenda.editing.sheet import Sheet
from workshop_tui.agenda.editing.splicing import with_value
from workshop_tui.agenda.editing.tables import removed, with_entries
from workshop_tui.agenda.rules import Path

PREPARED: dict[str, tuple[str, tuple[str, ...]]] = {
    "todo": ("text", ("key", "when", "who")), "links": ("url", ("text",)), "groups": ("title", ("place", "link")),
    "roles": ("", ()),
}  # fmt: skip
"""Tables of what is prepared: the key that names an entry, and those that go where its line says none."""


def with_prepared(sheet: Sheet, path: Path, key: str, value: Any) -> Sheet:
    """The sheet with that `value` (None: nothing) under `key`, one of `PREPARED`, of the table at `path`."""
    if key == "roles":
        return _with_roles(sheet, path, value or {})
    called, more = PREPARED[key]
    as_tables = key == "groups" or sheet.layout.table((*path, key, 0)) is not None
    if not as_tables:
        return with_value(sheet, path, key, value)
    sheet = with_entries(sheet, (*path, key), called, value or [])
    for n, one in enumerate(value or ()):
        said = sheet.at((*path, key, n))
        for name in more:
            if name in said and name not in one:
                sheet = with_value(sheet, (*path, key, n), name, None)
    return sheet


def _with_roles(sheet: Sheet, path: Path, value: dict[str, Any]) -> Sheet:
    """The sheet with these roles: `roles = { … }`, or `[….roles]` and dotted keys where those stand."""
    own, table = sheet.layout.table((*path, "roles")), sheet.layout.table(path)
    if own and not value:
        return removed(sheet, (*path, "roles"))
    if own:
        for role in [one for one in sheet.at((*path, "roles")) if one not in value]:
            sheet = with_value(sheet, (*path, "roles"), role, None)
        for role, who in value.items():
            sheet = with_value(sheet, (*path, "roles"), role, who)
        return sheet
    dotted = [pair for pair in (table.pairs if table else ()) if pair.names[0] == "roles" and len(pair.names) > 1]
    if dotted:
        sheet = sheet.spliced(*((pair.line, "") for pair in dotted))
    return with_value(sheet, path, "roles", value or None)
