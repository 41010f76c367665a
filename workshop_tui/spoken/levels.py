"""Levels: how much is said unasked.

| level | says |
| --- | --- |
| brief | each `warn` of a segment, its end, 2 and 5 minutes over, then every 5; a block's hard end; signals |
| normal | what others did, too; lateness as it starts, ends or moves by 5 minutes; guests due; what was parked |
| full | notes, arrivals and departures, steps, and who comes to the session and leaves it, too |
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum


class Level(IntEnum):
    """How much is said unasked."""

    BRIEF = 1
    NORMAL = 2
    FULL = 3


LEVELS = {"brief": Level.BRIEF, "normal": Level.NORMAL, "full": Level.FULL}
"""The levels by the words that choose one."""


@dataclass(frozen=True)
class Announcement:
    """A sentence, and whether the bell goes with it."""

    text: str
    bell: bool = False
