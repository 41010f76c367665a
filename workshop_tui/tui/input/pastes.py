"""A paste as it comes: up to its end, which may be split, or lost."""

from __future__ import annotations

import re

START = "\x1b[200~"
END = "\x1b[201~"
LONGEST = 1_000_000
"""Characters that are kept."""
_END = "(?:\x1b\\[|\x9b)201~"
_PART_OF_END = "\x1b(?:\\[(?:2(?:0(?:1)?)?)?)?\\Z"


class Paste:
    """One that has begun."""

    def __init__(self) -> None:
        self._pieces: list[str] = []
        self._last = ""
        """The last characters of it, which may begin its end."""

    @property
    def text(self) -> str:
        """The text that came of it, as far as it is known to be of it."""
        return "".join(self._pieces)

    def read(self, text: str) -> int | None:
        """Go on with `text`; how many of its characters there were up to the end, None if that is still to come."""
        whole = self._last + text
        end = re.search(_END, whole)
        if end is None:
            certain = max(0, len(whole) - len(END) + 1)
            self._keep(whole[:certain])
            self._last = whole[certain:]
            return None
        self._keep(whole[: end.start()])
        return end.end() - len(self._last)

    def give_up(self) -> str:
        """End here; give what is missing of its end, if that has begun."""
        begun = re.search(_PART_OF_END, self._last)
        self._keep(self._last[: begun.start()] if begun else self._last)
        return END[len(begun.group()) :] if begun else ""

    def _keep(self, text: str) -> None:
        room = LONGEST - sum(map(len, self._pieces))
        if text and room > 0:
            self._pieces.append(text[:room])
