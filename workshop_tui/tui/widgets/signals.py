"""The few signals from one trainer to the others, each on one letter. There only while one is chosen."""

from __future__ import annotations

from dataclasses import dataclass

from textual import events
from textual.content import Content
from textual.geometry import Offset
from textual.message import Message as Posted

from workshop_tui.locale import _
from workshop_tui.presence import SIGNALS
from workshop_tui.tui.widgets.choice import Choice
from workshop_tui.tui.widgets.laid import joined, laid, place_of
from workshop_tui.tui.widgets.line import Line
from workshop_tui.tui.widgets.rows import SELECTED

GAP = 2
"""Cells between two signals."""


class Signals(Line, can_focus=True):
    """A letter sends, so does `enter` after arrows; `escape` sends nothing."""

    TAKES_LETTERS = True
    KEYS = "signals"

    @dataclass
    class Closed(Posted):
        """The choice; None: nothing."""

        signal: str | None

    def __init__(self) -> None:
        super().__init__(id="signals", classes="panel")
        self._choice = Choice("signals", {key: str(words) for key, words in SIGNALS.items()})
        self._at = 0
        self._place = Offset(0, 0)

    @property
    def cursor_screen_offset(self) -> Offset:
        """The cell where the selected signal begins."""
        return self.content_region.offset + self._place

    def on_resize(self) -> None:
        self._draw()

    def on_mount(self) -> None:
        self.border_title = Content(_("To the other trainers"))
        self.border_subtitle = Content(_("a letter, or arrows and enter; escape sends nothing"))
        self._draw()
        self.focus()

    def _draw(self) -> None:
        letter_of = {key: letter for letter, key in self._choice.letters.items()}
        words = []
        for k, (key, label) in enumerate(self._choice.labels.items()):
            chosen = k == self._at
            letter = (letter_of[key], "bold $accent")
            words.append(
                Content.assemble(SELECTED if chosen else " ", letter, " ", (label, "reverse" if chosen else ""))
            )
        lines = laid(words, max(20, self.content_size.width), GAP)
        self._place = place_of(words[self._at], lines, GAP) or Offset(0, 0)
        self.show(Content("\n").join(joined(lines, GAP)), layout=True)

    def on_key(self, event: events.Key) -> None:
        keys = list(self._choice.labels)
        if event.key in ("left", "up", "right", "down"):
            self._at = (self._at + (1 if event.key in ("right", "down") else -1)) % len(keys)
            self._draw()
        elif event.key == "enter":
            self.post_message(self.Closed(keys[self._at]))
        elif event.key == "escape":
            self.post_message(self.Closed(None))
        elif event.character in self._choice.letters:
            self.post_message(self.Closed(self._choice.letters[event.character]))
        elif not (event.character and event.character.isalpha()):
            return
        event.stop()
