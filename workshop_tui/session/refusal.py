"""Refusals: a command that makes no sense in the present state, in words."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from workshop_tui.locale import Message, say
from workshop_tui.text import clean_line, letters


class Refused(Exception):
    """A command that makes no sense in the present state; `message` says why. Nothing has changed."""

    def __init__(self, message: Message) -> None:
        super().__init__(message.text)
        self.message = message

    def __str__(self) -> str:
        return str(self.message)


class NotLeading(Refused):
    """Refused because somebody else leads. Taking the hand first makes it possible."""


class LeftOpen(Refused):
    """To be asked first, for the day was left open, days ago: it may be meant to happen then. `end`: its end."""

    def __init__(self, message: Message, end: datetime) -> None:
        super().__init__(message)
        self.end = end


class Several(Refused):
    """Refused because several things could be meant by a `name`: `choices`, each with its key and its title."""

    def __init__(self, message: Message, name: str, choices: tuple[tuple[str, str], ...]) -> None:
        super().__init__(message)
        self.name = name
        self.choices = choices


SHOWN = 8
"""Of what there is, so much is named at the most."""


def there_are(names: Iterable[str]) -> Message:
    """Say at the end of a refusal which there are: “; there are: a, b”; of many the first and the last."""
    known = [clean_line(name) for name in names]
    if not known:
        return say("; there is none yet")
    if len(known) > SHOWN:
        known = [*known[: SHOWN // 2], "…", *known[-SHOWN // 2 + 1 :]]
    return say("; there are: {names}", names=", ".join(known))


def offered(titles: Iterable[str], wanted: str) -> Message:
    """Say at the end of a refusal what is nearest to the `wanted`, as a question; else which there are, if any."""
    from difflib import get_close_matches

    names = {letters(title): title for title in titles}
    if close := get_close_matches(letters(wanted), names, n=1, cutoff=0.6):
        return say(" (did you mean “{near}”?)", near=clean_line(names[close[0]]))
    return there_are(names.values()) if names else Message("")


TOO_LONG = say("a text has at most 10,000 characters: this one is longer, and nothing of it is kept")
"""The refusal of a text that would have to be cut."""
