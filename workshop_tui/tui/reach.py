"""The other end of a terminal, and whether anybody is there: it takes what it is sent, and answers when it is asked.

Over SSH what is written is taken for hours though the client is frozen (a lid that closes): the link has room for
megabytes, and what is written once a second keeps the server of SSH from looking. So a terminal that is silent is asked
how it is (DSR), which all of them answer; one that has never answered is only judged by what it takes.
"""

from __future__ import annotations

import re

ASK = "\x1b[5n"
"""“How are you?”: https://vt100.net/docs/vt510-rm/DSR.html"""
ANSWER = rb"\x1b\[[03]n|\x1b\[\?2026;\d\$y"
"""The answer to it, and the one to what Textual asks as it starts."""
ASK_S = 5.0
"""Seconds of silence, after which it is asked."""
AWAY_S = 15.0
"""Seconds in which nothing is heard of a terminal that answers, or taken by one that is sent something: it is away."""


class Reach:
    """A terminal's signs of life. Instants are in seconds, on any clock that does not go back."""

    def __init__(self, now: float) -> None:
        self._heard = self._turn = now
        self._answers = False
        self._asked = False

    def heard(self, data: bytes, now: float) -> None:
        """Take note that `data` has come."""
        self._heard = self._turn = now
        self._asked = False
        self._answers = self._answers or re.search(ANSWER, data) is not None

    def asks(self, now: float) -> bool:
        """Tell whether to ask it now; True is taken for that it was asked."""
        if now - self._turn < ASK_S or now - self._heard >= AWAY_S:
            return False
        self._turn = now
        self._asked = True
        return True

    @property
    def owes(self) -> bool:
        """Tell whether an answer is to come."""
        return self._asked and self._answers

    def is_away(self, now: float, stuck_s: float) -> bool:
        """Tell whether nobody is there. `stuck_s`: seconds for which what is being written was not taken."""
        return stuck_s >= AWAY_S or (self._answers and now - self._heard >= AWAY_S)
