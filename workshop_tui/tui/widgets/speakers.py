"""Speakers as rows: letters that are typed find somebody, the other keys are the screen's."""

from __future__ import annotations

from textual import events
from textual.message import Message as Posted

from workshop_tui.text import types
from workshop_tui.tui.widgets.rows import Rows

LONGEST = 40
"""The most letters that are typed to find somebody."""
_WITHIN = " -'’."
"""Signs that stand within a name, and are a screen's keys where none is begun."""


class SpeakerRows(Rows):
    """Letters are kept in `typed`, `backspace` takes the last away; `Typed` says that it is another."""

    class Typed(Posted):
        """Other letters are typed than before."""

    def __init__(self) -> None:
        super().__init__(id="found")
        self.typed = ""

    def selectable(self) -> list[str]:
        """The keys of the rows that can be selected, in order."""
        return [key for key, _text in self._rows if key]

    def find(self, typed: str) -> None:
        """Let these letters be typed."""
        if typed != self.typed:
            self.typed = typed[:LONGEST]
            self.post_message(self.Typed())

    def check_consume_key(self, key: str, character: str | None = None) -> bool:
        """Tell whether it is a letter of a name."""
        if character is None or not types(character):
            return False
        return character.isalnum() or (self.typed != "" and character in _WITHIN)

    def on_key(self, event: events.Key) -> None:
        if self.check_consume_key(event.key, event.character):
            event.stop()
            event.prevent_default()
            self.find(self.typed + (event.character or ""))
        elif event.key == "backspace" and self.typed:
            event.stop()
            event.prevent_default()
            self.find(self.typed[:-1])
