"""Keys that come at once, as over a link that stalls: each is done before the next, and what comes of them drawn once.

Textual's pilot waits until a key is drawn before it presses the next: of a word, each letter is a picture of its own.
Where a test is about what is drawn between two keys, they are pressed one by one.
"""

from __future__ import annotations

import unicodedata
from typing import Any

from textual import events
from textual.keys import REPLACED_KEYS, _character_to_key, _get_unicode_name_from_key
from textual.pilot import Pilot
from textual.widgets import Input

from workshop_tui.tui.one_key_at_a_time import InOrder

FRAME_S = 0.02
"""Seconds in which what a key asks for is drawn, where the next has to wait for that."""


async def burst(pilot: Pilot[Any], *keys: str) -> None:
    """Press `keys` at once, and wait until the last of them is done and drawn."""
    app = pilot.app
    assert isinstance(app, InOrder)
    assert app._driver is not None
    for key in keys:
        app._driver.send_message(_event(key))
        pilot.before = key  # type: ignore[attr-defined] # the same pressed then is no key held down
    await pilot.pause(FRAME_S)
    while app._to_come or app._waits:
        await pilot.pause(FRAME_S)
    await pilot.pause()


def _event(key: str) -> events.Key:
    """The event of a key by its name, or of a character."""
    if len(key) == 1:
        return events.Key(_character_to_key(key), key)
    try:
        return events.Key(key, unicodedata.lookup(_get_unicode_name_from_key(REPLACED_KEYS.get(key, key))))
    except KeyError:
        return events.Key(key, None)


def typed_and_drawn(pilot, letter: str) -> None:
    """Type a letter, and have the frame drawn that shows it, before any message about it was read."""
    line = pilot.app.focused
    assert isinstance(line, Input)
    line.insert_text_at_cursor(letter)
    painted(pilot)


def painted(pilot) -> None:
    pilot.app._display(pilot.app.screen, None)
