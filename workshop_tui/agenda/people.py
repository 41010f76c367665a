"""The people of a day: who runs it, who must come, who is expected."""

from __future__ import annotations

from msgspec import field

from workshop_tui.agenda.fields import Clock, Key, Line, Table


class Trainer(Table, kw_only=True):
    """Someone who runs the day. `alternative` names the trainer who may come in their place."""

    key: Key
    name: Line
    organisation: Line | None = None
    role: Line | None = None
    alternative: Key | None = None


class Guest(Table, kw_only=True):
    """Someone who must be there for a segment, between two clock times."""

    key: Key
    name: Line
    arrives: Clock | None = field(default=None, name="from")
    leaves: Clock | None = field(default=None, name="until")


class Participant(Table, kw_only=True):
    """Someone who is expected to take part."""

    key: Key
    name: Line
    organisation: Line | None = None
