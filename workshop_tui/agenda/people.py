"""The people of a day: who runs it, who must come, who is expected."""

from __future__ import annotations

from pydantic import Field

from workshop_tui.agenda.fields import Key, Line, Table
from workshop_tui.agenda.times import ClockTime


class Trainer(Table):
    """Someone who runs the day. `alternative` names the trainer who may come in their place."""

    key: Key
    name: Line
    organisation: Line | None = None
    role: Line | None = None
    alternative: Key | None = None


class Guest(Table):
    """Someone who must be there for a segment, between two clock times."""

    key: Key
    name: Line
    arrives: ClockTime | None = Field(default=None, alias="from")
    leaves: ClockTime | None = Field(default=None, alias="until")


class Participant(Table):
    """Someone who is expected to take part."""

    key: Key
    name: Line
    organisation: Line | None = None
