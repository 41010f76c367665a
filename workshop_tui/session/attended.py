"""Who was there, as events: people expected, their arrivals and departures, block by block."""

from __future__ import annotations

from workshop_tui.holds import Affiliation, Key, PersonKey, PersonName
from workshop_tui.session.fact import Fact


class ParticipantExpected(Fact, frozen=True, kw_only=True):
    """The participant called `key` has this name and comes from there, from here on."""

    key: PersonKey
    name: PersonName
    organisation: Affiliation | None = None


class ParticipantStruck(Fact, frozen=True, kw_only=True):
    """The participant called `key` is not expected, and was never there."""

    key: PersonKey


class ParticipantArrived(Fact, frozen=True, kw_only=True):
    """The participant called `key` is in this block from `at` on."""

    key: PersonKey
    block: Key


class ParticipantLeft(Fact, frozen=True, kw_only=True):
    """The participant called `key` is in this block until `at`."""

    key: PersonKey
    block: Key


class AttendanceCleared(Fact, frozen=True, kw_only=True):
    """Nothing that was said of the participant called `key` in this block holds."""

    key: PersonKey
    block: Key


Attending = ParticipantExpected | ParticipantStruck | ParticipantArrived | ParticipantLeft | AttendanceCleared
"""The events that say who was there."""
