"""A talk in memory: lines go in, what is said comes out, and time stands where a test puts it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path

import pytest

from tests.conftest import DAY, created, utc
from workshop_tui.agenda import Agenda
from workshop_tui.clock import FixedClock
from workshop_tui.follow.following import Follower
from workshop_tui.follow.keys import Line
from workshop_tui.follow.voice import Voice
from workshop_tui.journal.sqlite import Folder
from workshop_tui.locale import speak
from workshop_tui.service import Session
from workshop_tui.session.event import Command


class Ear:
    """A follower whose terminal is a text. `colleague` is another on the same session."""

    def __init__(self, folder: Path, agenda: Agenda, *, asks: bool = True) -> None:
        self.clock = FixedClock(utc(8, 50))
        created(folder, agenda, DAY, "day", self.clock, "pascal")
        store = Folder(folder)
        self.session = Session(store.open("day"), self.clock, "pascal")
        self.colleague = Session(store.open("day"), self.clock, "aurelie")
        self.written = ""
        line = Line()
        voice = Voice(self._write, lambda: bool(line.text), rings=True, echoes=asks)
        self.follower = Follower(self.session, voice, line, asks=asks)
        self.follower.open()
        self.heard()

    def _write(self, text: str) -> None:
        self.written += text

    def heard(self) -> list[str]:
        """Give what was written since the last time, line by line, bells left out."""
        written, self.written = self.written.replace("\a", ""), ""
        return written.splitlines()

    def type(self, text: str) -> None:
        """Type, without `enter`."""
        self.follower.take(text)

    def says(self, line: str) -> list[str]:
        """Type a line; the answer to it."""
        self.heard()
        self.type(line + "\r")
        self.follower.tick()
        return self.heard()[1:]

    def at(self, hour: int, minute: int = 0, second: int = 0) -> list[str]:
        """Let it be that time; what is said unasked."""
        return self.until(utc(hour, minute, second))

    def until(self, instant: datetime) -> list[str]:
        """Let it be that instant; what is said unasked."""
        self.heard()
        self.clock.instant = instant
        self.follower.tick()
        return self.heard()

    def does(self, command: Command) -> list[str]:
        """Let the colleague do it; what is said of that."""
        self.heard()
        self.colleague.catch_up()
        self.colleague.do(command)
        self.follower.tick()
        return self.heard()

    def close(self) -> None:
        self.session.close()
        self.colleague.close()


@pytest.fixture
def ears(tmp_path) -> Iterator[Callable[..., Ear]]:
    """Makes a follower of an agenda."""
    made: list[Ear] = []

    def make(agenda: Agenda, language: str = "en", *, asks: bool = True) -> Ear:
        speak(language)
        made.append(Ear(tmp_path / str(len(made)), agenda, asks=asks))
        return made[-1]

    yield make
    for one in made:
        one.close()


@pytest.fixture
def ear(ears, seed) -> Ear:
    """A follower of the seed's day, in English."""
    return ears(seed)
