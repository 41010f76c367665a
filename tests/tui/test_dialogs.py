"""Dialogs: a key that is pressed once one is seen is the dialog's, however soon, and whatever had it come."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

import pytest
from textual.screen import Screen
from textual.widgets import Input

from tests.tui.bursts import _event
from tests.tui.unhurried import settled
from workshop_tui.session.notes.commands import TakeNote
from workshop_tui.session.privacy.hiding import Asked
from workshop_tui.tui.app import WorkshopApp
from workshop_tui.tui.dialogs.both import BothScreen
from workshop_tui.tui.dialogs.confirm import ConfirmScreen, TellScreen
from workshop_tui.tui.dialogs.consent import ConsentScreen
from workshop_tui.tui.dialogs.help import HelpScreen
from workshop_tui.tui.dialogs.lines import LinesScreen
from workshop_tui.tui.dialogs.word import WordScreen

DIALOGS: dict[str, tuple[Callable[[Any], Screen[Any]], str, object]] = {
    "both": (lambda _note: BothScreen("changed", "theirs", "mine"), "b", "both"),
    "confirm": (lambda _note: ConfirmScreen("Really?"), "enter", True),
    "tell": (lambda _note: TellScreen("So it is"), "escape", False),
    "consent": (ConsentScreen, "y", True),
    "word": (lambda _note: WordScreen(Asked("rose", ("Rose",))), "o", True),
    "help": (lambda _note: HelpScreen(()), "escape", None),
    "lines": (lambda _note: LinesScreen("Read", ["one", "two"]), "enter", None),
}
"""Each dialog, a key that answers it, and the answer."""


def once_seen(monkeypatch: pytest.MonkeyPatch, is_seen: Callable[[WorkshopApp], bool], key: str) -> list[str]:
    """Press `key` in the moment when the first picture is written of which `is_seen` is true; the keys so pressed."""
    display, pressed = WorkshopApp._display, list[str]()
    event = _event(key)  # made here, as a terminal's are: of none of the screens, which would keep their own

    def told(app: WorkshopApp, screen: Screen[object], renderable: Any) -> None:
        display(app, screen, renderable)
        if renderable is not None and not pressed and is_seen(app):
            pressed.append(key)
            assert app._driver is not None
            app._driver.send_message(event)

    monkeypatch.setattr(WorkshopApp, "_display", told)
    return pressed


def shows(dialog: Screen[Any], running: WorkshopApp) -> bool:
    return running.screen is dialog


@pytest.mark.parametrize("size", [(120, 40), (80, 24)], ids=lambda size: "x".join(map(str, size)))
async def test_a_key_pressed_as_a_dialog_is_seen_answers_it_whatever_had_it_come(app, session, monkeypatch, size):
    session.do(TakeNote("so it is", "quote"))
    (note,) = session.state.notebook.notes
    async with app(session, "en").run_test(size=size) as pilot:
        for name, (made, key, answer) in DIALOGS.items():
            answers: list[object] = []
            dialog = made(note)
            with monkeypatch.context() as patched:
                pressed = once_seen(patched, partial(shows, dialog), key)
                pilot.app.call_later(pilot.app.push_screen, dialog, answers.append)
                await settled(pilot)
            assert pressed == [key], name
            assert dialog not in pilot.app.screen_stack, name
            assert answers == [answer], name


@pytest.mark.parametrize(
    ("action", "field"),
    [
        ("app.command_palette", "CommandInput"),
        ("note", "Composer #text"),
        ("add", "Ask Input"),
        ("find", "NotesScreen Input"),
    ],
)
async def test_a_letter_pressed_as_a_line_is_seen_is_typed_in_it_whatever_had_it_come(
    app, morning, monkeypatch, action, field
):
    async with app(morning, "en").run_test(size=(120, 40)) as pilot:
        if action == "find":
            await pilot.press("l")
            await settled(pilot)

        def is_seen(running: WorkshopApp) -> bool:
            places = running.screen._compositor.visible_widgets
            return any(one in places for one in running.screen.query(field))

        pressed = once_seen(monkeypatch, is_seen, "x")
        pilot.app.call_later(pilot.app.screen.run_action, action)
        await settled(pilot)
        assert (pressed, pilot.app.screen.query_one(field, Input).value) == (["x"], "x")
