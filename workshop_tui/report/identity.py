"""The name that a session has in others' calendars: its own, whatever its id is, and the same in every file.

Two sessions may have one id, each on its own computer: their events must not take each other's place. So the name is
made from the session's lot, which is drawn by chance as it begins and is kept; the lot itself, by which codes of names
are drawn, cannot be told from it. Sessions of before had no lot: their name is their id.
"""

from __future__ import annotations


def uid_of(draw: str | None, session: str, part: str) -> str:
    """The UID of a `part` of a session (a block's key, a note's number), given its lot and its id."""
    if draw is None:
        return f"{session}-{part}@workshop-tui"
    from hashlib import sha256

    return f"{sha256(f'calendar {draw} {session}'.encode()).hexdigest()[:32]}-{part}@workshop-tui"
