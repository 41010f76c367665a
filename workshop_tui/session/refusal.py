"""Refusals: a command that makes no sense in the present state, in words."""

from __future__ import annotations

from datetime import datetime

from workshop_tui.locale import Message, say


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


TOO_LONG = say("a text has at most 10,000 characters: this one is longer, and nothing of it is kept")
"""The refusal of a text that would have to be cut."""
