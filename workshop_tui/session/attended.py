"""Who was there, as events: people expected, their arrivals and departures, block by block."""

from __future__ import annotations

from workshop_tui.session.fact import Fact


class ParticipantExpected(Fact, kw_only=True):
    """The participant called `key` has this name and comes from there, from here on."""

    key: str
    name: str
    organisation: str | None = None


class ParticipantStruck(Fact, kw_only=True):
    """The participant called `key` is not expected, and was never there."""

    key: str


class ParticipantArrived(Fact, kw_only=True):
    """The participant called `key` is in this block from `at` on."""

    key: str
    block: str


class ParticipantLeft(Fact, kw_only=True):
    """The participant called `key` is in this block until `at`."""

    key: str
    block: str


class AttendanceCleared(Fact, kw_only=True):
    """Nothing that was said of the participant called `key` in this block holds."""

    key: str
    block: str


Attending = ParticipantExpected | ParticipantStruck | ParticipantArrived | ParticipantLeft | AttendanceCleared
"""The events that say who was there."""
