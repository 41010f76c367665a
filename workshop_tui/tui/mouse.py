"""The mouse: its left button only, and never the click that did no more than raise the window.

Clicks follow each other (`Click.chain`) when they come within half a second on one line of the screen, though not on
the same column, as they would for Textual: which is the second on a row is for the list to say (`widgets/twice`).
"""

from __future__ import annotations

from typing import Any

from textual import events

from workshop_tui.tui.one_key_at_a_time import InOrder
from workshop_tui.tui.widgets.twice import LEFT

RAISING_S = 1.0
"""Seconds after the terminal got the focus in which a click is what gave it the focus."""


class Clicked(InOrder, part=True):
    """An app that heeds the clicks that are meant for it."""

    def __init__(self, **settings: Any) -> None:
        super().__init__(**settings)
        self._raised_at = -RAISING_S
        self._raising = False
        """True if the button is down that raised the window."""

    def on_app_focus(self, event: events.AppFocus) -> None:
        self._raised_at = event.time

    async def on_event(self, event: events.Event) -> None:
        if isinstance(event, events.MouseDown | events.MouseUp) and not (event.is_forwarded or self._meant(event)):
            self._click_chain_last_offset = None  # what comes after it does not follow what came before
            return
        await super().on_event(event)

    def _meant(self, event: events.MouseDown | events.MouseUp) -> bool:
        """Tell whether it is of a click for what is shown."""
        if event.button != LEFT:
            return False
        if isinstance(event, events.MouseDown):
            self._raising = not self.app_focus or event.time - self._raised_at < RAISING_S
            if self._raising:
                self.app_focus = True  # a terminal may tell of it only after the click, or never
            return not self._raising
        if self._raising:
            self._raising = False
            self._raised_at = -RAISING_S  # one click, not all that come soon
            return False
        last = self._click_chain_last_offset
        if last is not None and last.y == event.screen_offset.y:
            self._click_chain_last_offset = event.screen_offset
        return True
