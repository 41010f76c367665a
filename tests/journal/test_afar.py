"""What is told to a screen of what has come from a server, on the thread beside."""

from __future__ import annotations

import threading
from types import SimpleNamespace
from typing import Any

from tests.conftest import utc
from workshop_tui.journal.afar import Afar
from workshop_tui.journal.company import Around, Present
from workshop_tui.session.event import Recorded
from workshop_tui.session.notes.events import NoteTaken

NOTE = Recorded(2, utc(9), NoteTaken(at=utc(9), by="q", text="a word"))


def test_what_a_sign_of_life_brings_is_told_though_the_screen_looked_before_it_had_come():
    """Of a change that nobody told (through PgBouncer, say) a terminal learns with its next sign of life."""
    answered = threading.Event()

    def read(_after: int) -> list[Recorded]:
        assert afar.changed(), "who is here has come"
        assert afar.read(1) == []
        return [NOTE]

    def woken() -> None:
        if afar.read(1):
            answered.set()

    there: Any = SimpleNamespace(
        name="day",
        changed=lambda: False,
        fileno=lambda: None,
        beat=lambda who, _after: Around([who], [], last=2),
        read=read,
        keep_draft=None,
        close=lambda: None,
    )
    afar = Afar(there, 1)
    afar._news = False
    afar.woken = woken
    afar.beat(Present("t", "p", "run"), 0)
    afar.close()
    afar._thread.join()
    assert answered.is_set(), "the screen is woken"
    assert afar.changed()
    assert afar.read(1) == [NOTE]
