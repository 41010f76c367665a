"""A voice: lines are written and never taken back. While something is typed, what is said unasked waits for `enter`."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime, timedelta

from workshop_tui.locale import _, clock_time, plural
from workshop_tui.session.state import State
from workshop_tui.spoken.levels import Announcement
from workshop_tui.spoken.words import minutes, sentences
from workshop_tui.text import clean_line

_UNSPOKEN = str.maketrans({"·": ",", "→": ",", "×": "x", "−": "-", "✓": ""})
"""Signs that no line has, wherever a text had them from."""
BELL = "\a"


class Voice:
    """The lines that are said: answers at once, announcements when nothing is half-typed (`typing`).

    `write` puts text on the terminal as it is; `rings` says whether there is a bell, `echoes` whether what is typed is
    written here, too.
    """

    def __init__(
        self, write: Callable[[str], object], typing: Callable[[], bool], *, rings: bool, echoes: bool
    ) -> None:
        self._write = write
        self._typing = typing
        self._rings = rings
        self.echoes = echoes
        self._waiting: list[str] = []
        self._said: list[str] = []
        self._muted_until: datetime | None = None
        self._unsaid = 0

    def echo(self, typed: str) -> None:
        """Write what was typed, or is to be gone on with, if that is done here."""
        if self.echoes and typed:
            self._write(typed)

    def answer(self, *lines: str) -> None:
        """Say what was asked for."""
        for line in filter(None, lines):
            self._say(line)

    def announce(self, announcements: Iterable[Announcement], now: datetime) -> None:
        """Say this unasked: at once, or once what is typed is entered; only the bell does not wait."""
        for one in announcements:
            if self._muted_until and now < self._muted_until:
                self._unsaid += 1
                self._said.append(_line(one.text))
                continue
            if one.bell and self._rings:
                self._write(BELL)
            if self._typing():
                self._waiting.append(one.text)
            else:
                self._say(one.text)

    def release(self) -> None:
        """Say what waited, unless something is typed still."""
        if self._waiting and not self._typing():
            waited, self._waiting = self._waiting, []
            count = len(waited)
            self._put(sentences(plural("{count} announcement waited", "{count} announcements waited", count)))
            for text in waited:
                self._say(text)

    def erased(self) -> None:
        """Say what waited for a line that is empty again: nothing was entered that it would have to follow."""
        waited, self._waiting = self._waiting, []
        for text in waited:
            self._say(text)

    def mute(self, count: int, now: datetime, state: State) -> str:
        """Say nothing unasked for so many minutes; the answer to that."""
        if not count:
            return self.unmute() or sentences(_("announcements are said"))
        self._muted_until = now + timedelta(minutes=count)
        until = clock_time(self._muted_until, state.agenda.zone)
        return sentences(_("no announcements for {minutes}, until {until}", minutes=minutes(count), until=until))

    def mind(self, now: datetime) -> None:
        """Say so once the time is over for which nothing was said."""
        if self._muted_until and now >= self._muted_until and not self._typing():
            self._put(self.unmute())

    def unmute(self) -> str:
        """Announce again; say so, and how many were not said meanwhile. Nothing if none was to be held back."""
        muted, count, self._muted_until, self._unsaid = self._muted_until, self._unsaid, None, 0
        if muted is None:
            return ""
        told = plural("{count} was not said: repeat says it", "{count} were not said: repeat {count} says them", count)
        return sentences(_("announcements again"), told if count else "")

    def forget(self, change: Callable[[str], str]) -> None:
        """Let what was said, and what waits, be as `change` makes it: sentences of which nothing is left are gone."""
        self._said = [told for told in map(change, self._said) if told]
        self._waiting = [told for told in map(change, self._waiting) if told]

    def repeat(self, count: int) -> None:
        """Say the last ones again, the oldest first."""
        if not self._said:
            self._put(sentences(_("nothing has been said yet")))
        for line in self._said[-count:] if count else ():
            self._put(line)

    def _say(self, text: str) -> None:
        line = _line(text)
        self._said.append(line)
        self._put(line)

    def _put(self, text: str) -> None:
        self._write(f"{_line(text)}\n")


def _line(text: str) -> str:
    return clean_line(text).translate(_UNSPOKEN)
