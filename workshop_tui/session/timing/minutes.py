"""Minutes: the one rounding of what a person reads of the day (docs/time.md, "What is read").

Instants and seconds are kept as they are. Told is an instant by the minute that its clock shows, what lies between two
instants by the minutes between these, a length by its full minutes, and a change of a length by the difference of the
two that are told. So what stands side by side agrees, and parts add up to their whole.
"""

from __future__ import annotations

from datetime import datetime

MINUTE = 60
"""Seconds."""


def minute(at: datetime) -> datetime:
    """The minute that a clock shows at that instant."""
    return at.replace(second=0, microsecond=0)


def between(start: datetime, end: datetime) -> int:
    """The minutes from one clock time to the other, below zero if `end` is earlier: 11:59:50 to 12:02:10 is 3."""
    return int((minute(end) - minute(start)).total_seconds()) // MINUTE


def full_minutes(seconds: int) -> int:
    """The full minutes of a length that is given, left or, below zero, over: 14:35 is 14, for seconds run beside it."""
    return abs(seconds) // MINUTE


def changed_by(before_s: int, after_s: int) -> int:
    """The minutes by which a length that is not below zero changed, as both of them are told."""
    return full_minutes(after_s) - full_minutes(before_s)


def begun(seconds: int) -> int:
    """The seconds of a length with the minute that has begun made full: 14:10 is 15:00. So is what has been used."""
    return -(-seconds // MINUTE) * MINUTE


def missed_by(late_s: int) -> int:
    """The full minutes that a limit is missed by, and never none where it is missed."""
    return max(1, full_minutes(late_s)) if late_s > 0 else 0


def with_sign(minutes: int) -> str:
    """Write a difference in minutes: `+5`, `−3`, `+0`."""
    return f"{minutes:+d}".replace("-", "−")
