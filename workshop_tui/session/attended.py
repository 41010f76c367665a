"""Who was there, as events: people expected, their arrivals and departures, block by block."""

from __future__ import annotations

from typing import Literal

from workshop_tui.holds import Affiliation, Key, PersonKey, PersonName
from workshop_tui.session.fact import Fact


class ParticipantExpected(Fact):
    """The participant called `key` has this name and comes from there, from here on."""

    type: Literal["ParticipantExpected"] = "ParticipantExpected"
    key: PersonKey
    name: PersonName
    organisation: Affiliation | None = None


class ParticipantStruck(Fact):
    """The participant called `key` is not expected, and was never there."""

    type: Literal["ParticipantStruck"] = "ParticipantStruck"
    key: PersonKey


class ParticipantArrived(Fact):
    """The participant called `key` is in this block from `at` on."""

    type: Literal["ParticipantArrived"] = "ParticipantArrived"
    key: PersonKey
    block: Key


class ParticipantLeft(Fact):
    """The participant called `key` is in this block until `at`."""

    type: Literal["ParticipantLeft"] = "ParticipantLeft"
    key: PersonKey
    block: Key


class AttendanceCleared(Fact):
    """Nothing that was said of the participant called `key` in this block holds."""

    type: Literal["AttendanceCleared"] = "AttendanceCleared"
    key: PersonKey
    block: Key


Attending = ParticipantExpected | ParticipantStruck | ParticipantArrived | ParticipantLeft | AttendanceCleared
"""The events that say who was there."""
