"""The people of a day: who runs it, who must come, who is expected."""

from __future__ import annotations

from pydantic import Field

from workshop_tui.agenda.fields import Line, PersonKey, Table, TrainerKey
from workshop_tui.agenda.times import ClockTime
from workshop_tui.holds import Affiliation, PersonName, Signature, Somebody


class Trainer(Table):
    """Someone who runs the day. `alternative` names the trainer who may come in their place."""

    key: TrainerKey
    name: Line[Signature]
    organisation: Line[Signature] | None = None
    role: Line[Signature] | None = None
    alternative: TrainerKey | None = None


class Guest(Table):
    """Someone who must be there for a segment, between two clock times."""

    key: PersonKey
    name: Line[Somebody]
    arrives: ClockTime | None = Field(default=None, alias="from")
    leaves: ClockTime | None = Field(default=None, alias="until")


class Participant(Table):
    """Someone who is expected to take part."""

    key: PersonKey
    name: Line[PersonName]
    organisation: Line[Affiliation] | None = None
