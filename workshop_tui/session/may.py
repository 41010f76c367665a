"""The right of a terminal that was let in by a restricted key: to lead the day, to take notes, or to watch."""

from __future__ import annotations

from enum import IntEnum

from workshop_tui.locale import Message, say


class May(IntEnum):
    """The right, each with those before it."""

    WATCH = 0
    NOTE = 1
    LEAD = 2

    def refuses(self, needed: May) -> Message | None:
        """Say why not, if it is not enough for what needs `needed`."""
        if self >= needed:
            return None
        if self is May.WATCH:
            return say("this terminal watches: it changes nothing")
        return say("this terminal takes notes: it does not move the day")


TOLD = {May.WATCH: say("watches only"), May.NOTE: say("notes only")}
"""The words of the key bar."""
