"""The others on a session, and what trainers signal to each other: for those who are there, not for the record."""

from __future__ import annotations

import os
import zlib
from contextlib import suppress

from workshop_tui.host.processes import is_over, machine
from workshop_tui.journal import Journal, JournalError
from workshop_tui.journal.company import Around, Present, Signalled
from workshop_tui.locale import LANGUAGES, _, say, speaking
from workshop_tui.session.event import person
from workshop_tui.session.state import State
from workshop_tui.text import letters

BEAT_S = 10
"""Seconds between two signs of life. Who fell silent is gone within 15; on a server, where one may be missed, 35."""
SIGNALS = {
    "two-minutes": say("2 min"),
    "slow-down": say("slow down"),
    "move-on": say("let’s move on"),
    "take-over": say("I take over"),
    "technical": say("technical problem"),
    "break": say("break"),
}
"""The signals that can be given, and their words."""


def meant_signal(named: str) -> str | None:
    """The key of the signal that a person means, by its key or its words in either language; None if there is none."""
    wanted = letters(named)
    for key, words in SIGNALS.items():
        for one in LANGUAGES:
            with speaking(one):
                if wanted in (letters(key), letters(str(words))):
                    return key
    return None


VIEWS = {
    "room": say("room"), "fit": say("fit"), "notes": say("notes"), "matrix": say("matrix"),
    "initiatives": say("initiatives"), "initiative": say("initiatives"), "attendance": say("attendance"),
    "report": say("report"), "web": say("in a browser"),
}  # fmt: skip
"""The views that a terminal is said to show, where that is not the timetable."""


class Company:
    """The terminals of a session, as one of them sees them."""

    def __init__(self, journal: Journal, by: str) -> None:
        self._journal = journal
        self._by = by
        self.terminal = f"{os.urandom(8).hex()}.{os.getpid()}.{_HOST}"
        self._heard: int | None = None
        self._here = False
        self.present: list[Present] = []
        """The terminals that are here, this one too, as of the last `look` or `beat`."""

    def beat(self, view: str) -> list[Signalled]:
        """Give a sign of life, and `look`. Raises `JournalError`."""
        around = self._journal.beat(Present(self.terminal, self._by, view), self._heard or 0)
        self._here = True
        return self._taken_in(around)

    def look(self) -> list[Signalled]:
        """Look who is here; the signals of others since the last look, none the first time. Raises `JournalError`."""
        return self._taken_in(self._journal.look(self._heard or 0))

    def _taken_in(self, around: Around) -> list[Signalled]:
        self.present = around.present
        before, new = self._heard, around.signals
        self._heard = max((one.number for one in new), default=before or 0)
        return [one for one in new if one.author != self._by and one.signal in SIGNALS and before is not None]

    def signal(self, signal: str) -> None:
        """Tell the others. Raises `JournalError`."""
        self._journal.signal(self._by, signal)

    @property
    def namesakes(self) -> list[Present]:
        """The other terminals that are here under the name of this one, as of the last `look` or `beat`."""
        return [one for one in self.present if one.author == self._by and self._other(one)]

    def is_here(self, terminal: str) -> bool:
        """Tell whether another terminal is here now. Raises `JournalError`."""
        return any(one.terminal == terminal and self._other(one) for one in self._journal.present())

    def here(self) -> frozenset[str] | None:
        """The people who have a terminal open now; None if nobody has, or it cannot be read: then nobody knows.

        Who looks from a terminal of their own is one of them, though it gave no sign for a while: it slept.
        """
        with suppress(JournalError):
            others = (one.author for one in self._journal.present() if not _has_died(one.terminal))
            return frozenset((*others, self._by) if self._here else others) or None
        return None

    def _other(self, one: Present) -> bool:
        return one.terminal != self.terminal and not _has_died(one.terminal)

    def leave(self) -> None:
        """Be gone at once, rather than when the signs of life stop. Raises `JournalError`."""
        self._here = False
        self._journal.gone(self.terminal)


_HOST = f"{zlib.crc32(machine().encode()):08x}"


def _has_died(terminal: str) -> bool:
    """Tell whether a terminal's program is known to be over: killed, it gave no sign; on another host nobody knows."""
    _random, pid, host = (*terminal.split("."), "", "")[:3]
    return host == _HOST and pid.isdigit() and is_over(int(pid))


def views_of(present: list[Present]) -> dict[str, list[str]]:
    """The people who are here, in the order in which they came, each with the views that their terminals show."""
    views: dict[str, list[str]] = {}
    for one in present:
        views.setdefault(one.author, [])
        if one.view not in views[one.author]:
            views[one.author].append(one.view)
    return views


def not_seen(state: State, present: list[Present], by: str) -> str:
    """Say who does not see a signal of `by`, as far as is known here: nobody else is here, or the room is shown."""
    views = {who: seen for who, seen in views_of(present).items() if who != by}
    blind = [who for who, seen in views.items() if set(seen) <= {"room"}]
    if not views:
        return _(" — nobody else is here")
    names = ", ".join(person(state.agenda, who) for who in blind)
    return _(" — not seen by {names}: the room’s screen shows no signal", names=names) if blind else ""


def who_is_here(state: State, who: str, views: list[str] | None) -> str:
    """`Pascal leads`, `Aurélie (room)`: a person, and what they see; `views` is None for one who is not here."""
    name = person(state.agenda, who)
    name = _("{who} has the hand", who=name) if who == state.day.hand else name
    if views is None:
        return name + _(" (away)")
    elsewhere = [str(VIEWS[view]) for view in views if view in VIEWS]
    return f"{name} ({', '.join(elsewhere)})" if elsewhere else name
