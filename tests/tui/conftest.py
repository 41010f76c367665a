"""Screens on a real session file and a clock that stands still."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from textual.events import MouseDown, MouseUp
from textual.geometry import Offset
from textual.pilot import Pilot
from textual.widget import Widget
from textual.widgets import Input, TextArea

from tests.conftest import DAY, prepared, utc
from tests.tui.styled import style_once
from tests.tui.unhurried import UnhurriedLoop, unhurry
from workshop_tui.agenda import Agenda
from workshop_tui.agenda.reading import agenda_of
from workshop_tui.agenda.structs import table
from workshop_tui.clock import FixedClock
from workshop_tui.journal.sqlite import SqliteJournal
from workshop_tui.locale import speak
from workshop_tui.service import Session
from workshop_tui.session.notes.commands import TakeNote
from workshop_tui.session.timing.commands import Next
from workshop_tui.session.timing.replanning_commands import Skip
from workshop_tui.tui.app import WorkshopApp

HOSTILE = {
    "brackets": "[/x] [red]not red[/red] [@click=app.quit]no link[/]",
    "cjk": "居民團體與在地發展專業者的合作 " * 3,
    "rtl": "جماعات السكان والمهنيون في التنمية المحلية",
    "emoji": "👩‍🌾🧑🏽‍🤝‍🧑🏻 potager 🇫🇷 é",
    "escapes": "a\x1b]0;gone\x07b\x1b[2Jc\x9b31md\u202ee</script>",
    "long": "Une séquence au titre sans fin, " * 312,
}


async def clicked(
    pilot: Pilot[str], where: str | Widget, offset: tuple[int, int], *, times: int = 1, button: int = 1
) -> None:
    """Click `times` times on a widget, `offset` from its corner, as a terminal would tell it: to the app.

    Textual's pilot tells the screen.
    """
    widget = pilot.app.screen.query(where).first() if isinstance(where, str) and where != "Screen" else where
    corner = widget.region.offset if isinstance(widget, Widget) else Offset(0, 0)
    x, y = corner + offset
    for _time in range(times):
        for told in (MouseDown, MouseUp):
            pilot.app.post_message(told(None, x, y, 0, 0, button, False, False, False))
    await pilot.pause()


@pytest.fixture(autouse=True)
def unhurried(monkeypatch: pytest.MonkeyPatch) -> None:
    """No test here waits for time: no asynchronous one, and no picture, for which Textual makes a loop of its own."""
    unhurry()
    style_once()
    monkeypatch.setattr(asyncio.events, "new_event_loop", UnhurriedLoop)


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock(utc(8, 55))


@pytest.fixture
def session(home: Path, seed: Agenda, clock: FixedClock) -> Session:
    """The seed's day, not begun."""
    return Session(SqliteJournal(prepared(home / "sessions", seed, DAY, "day", clock, "pascal")), clock, "pascal")


@pytest.fixture
def aurelie(session: Session, clock: FixedClock) -> Iterator[Session]:
    """Another terminal on the session, in the hands of another."""
    assert isinstance(session.journal, SqliteJournal)
    other = Session(SqliteJournal(session.journal.file), clock, "aurelie")
    other.beat("run")
    yield other
    other.close()


@pytest.fixture
def morning(session: Session, clock: FixedClock) -> Session:
    """The seed's day at 9:40:17, with an overrun behind it and two notes."""
    note = TakeNote
    for when, intent in (
        (utc(9, 2), Next()),
        (utc(9, 17), Next()),
        (utc(9, 20), note("On n'a vu le maire qu'après", "frein", ("emergence",), ("elus",))),
        (utc(9, 21), note("Un local prêté", "levier", ("structuration",), ("inconnus",), private=True)),
        (utc(9, 22), Skip("tampon-matin")),
    ):
        clock.instant = when
        session.do(intent)
    clock.instant = utc(9, 40, 17)
    return session


@pytest.fixture(scope="session")
def hostile_agendas(seed: Agenda) -> dict[str, Agenda]:
    """The seed with hostile text of each sort for its title and those of its blocks and segments."""
    agendas = {}
    for sort, text in HOSTILE.items():
        plan: dict[str, Any] = table(seed)
        plan["title"] = plan["trainers"][0]["name"] = text
        for block in plan["blocks"]:
            block["title"] = text
            for segment in block["segments"]:
                segment |= {"title": text, "objective": text, "prompts": [text], "form": text}
        agendas[sort] = agenda_of(plan)
    return agendas


@pytest.fixture
def hostile(home: Path, hostile_agendas: dict[str, Agenda], clock: FixedClock) -> Callable[[str], Session]:
    """A day whose title, segments and a note are hostile text of one sort, live on its first segment."""

    def make(sort: str) -> Session:
        text = HOSTILE[sort]
        file = prepared(home / "sessions", hostile_agendas[sort], DAY, sort, clock, "pascal")
        made = Session(SqliteJournal(file), clock, "pascal")
        clock.instant = utc(9)
        made.do(Next())
        made.do(TakeNote(text, text[:30], (text[:30],), ("elus",)))
        return made

    return make


@pytest.fixture
def app(clock: FixedClock) -> Callable[..., WorkshopApp]:
    """An app on a session (or at home), in a language."""

    def make(session: Session | None = None, language: str = "fr", **settings: Any) -> WorkshopApp:
        speak(language)
        Input.cursor_blink = TextArea.cursor_blink = False  # type: ignore[assignment]
        return WorkshopApp(clock, "pascal", session=session, **settings)

    return make
