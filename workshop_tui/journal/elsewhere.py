"""A session's file that cannot be removed since it is open elsewhere: by whom."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress

from workshop_tui.journal.errors import JournalError
from workshop_tui.journal.journal import Journal
from workshop_tui.locale import Message, say
from workshop_tui.session.event import person
from workshop_tui.session.events import SessionOpened


def open_elsewhere(opened: Callable[[], Journal]) -> Message:
    """Name who else has the session open that this opens, as far as it says so."""
    people: list[str] = []
    with suppress(JournalError), opened() as journal:
        for first in journal.read()[:1]:
            if isinstance(first.event, SessionOpened):
                people = [person(first.event.agenda, one.author) for one in journal.present()]
    if not people:
        return say("another program has it open: close it there first")
    who = ", ".join(dict.fromkeys(people))
    return say("it is open on another terminal ({who}): leave it there first", who=who)
