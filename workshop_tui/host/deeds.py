"""Deeds of this process that stay done: an answer that nobody could read must not deny them."""

from __future__ import annotations

from enum import Enum, auto


class Deed(Enum):
    """A thing that stays done, whoever reads of it."""

    RECORDED = auto()
    WRITTEN = auto()
    REMOVED = auto()
    SENT = auto()


_done: list[Deed] = []


def done(deed: Deed) -> None:
    """Keep in mind that this was done."""
    _done.append(deed)


def last_deed() -> Deed | None:
    """The deed that was done last; None if none was."""
    return _done[-1] if _done else None
