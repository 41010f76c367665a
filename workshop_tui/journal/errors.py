"""The ways in which a session's memory fails, in words: it cannot be opened, read, written now, or shown."""

from __future__ import annotations

from workshop_tui.locale import Message, say
from workshop_tui.session.event import Recorded


class JournalError(Exception):
    """A session that cannot be opened, read or written; `message` says why."""

    def __init__(self, message: Message) -> None:
        super().__init__(message.text)
        self.message = message

    def __str__(self) -> str:
        return str(self.message)

    def about(self, file: object) -> JournalError:
        """The same about another file."""
        return type(self)(Message(self.message.text, self.message.values | {"file": file}))


class Unwritable(JournalError):
    """A session that cannot be written now: a full disk, permissions, a server that is away. It may be later."""


class Newer(JournalError):
    """A session that a newer program has written in: this one reads it up to there, and writes nothing in it."""

    @classmethod
    def of(cls, file: object) -> Newer:
        """The error for a session of this name."""
        return cls(say("{file} was written by a newer workshop-tui: update this one", file=file))


class NotShown(JournalError):
    """An event that was written, as `record`, where what stands before it cannot be read; `message` says so."""

    def __init__(self, record: Recorded, why: Message) -> None:
        super().__init__(say("recorded, not shown: {why}", why=why))
        self.record = record


class Unconfirmed(Unwritable):
    """An event that is on its way to a store far away; `late` if that takes too long. Asking again tells more."""

    def __init__(self, message: Message, *, late: bool) -> None:
        super().__init__(message)
        self.late = late


class Conflict(Exception):
    """Another timing event landed first; `record` is the last one. Nothing was written."""

    def __init__(self, record: Recorded) -> None:
        super().__init__(record.event.type)
        self.record = record
