"""A question with a few answers, each on one letter. There only while it is asked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

from textual import events
from textual.content import Content
from textual.geometry import Offset
from textual.message import Message as Posted

from workshop_tui.tui.sheets import Sheeted
from workshop_tui.tui.widgets.choice import Choice
from workshop_tui.tui.widgets.laid import joined, laid, place_of
from workshop_tui.tui.widgets.line import Line
from workshop_tui.tui.widgets.rows import SELECTED

GAP = 2
"""Cells between two answers."""


class OneOf(Sheeted, Line, can_focus=True):
    """A letter answers, so does `enter` after arrows; `escape` answers nothing.

    `IN_PASSING`: a figure answers, or `enter` the first; another key, `→` too, does what it does, and answers nothing.
    """

    SHEET = "widgets/one_of.tcss"
    TAKES_LETTERS = True
    IN_PASSING: ClassVar[bool] = False

    @dataclass
    class Closed(Posted):
        """The answer; None: nothing."""

        question: OneOf
        answer: str | None

    def __init__(self, title: str, subtitle: str, answers: Mapping[str, str], *, id: str) -> None:
        super().__init__(id=id, classes="panel one-of")
        self.border_title, self.border_subtitle = Content(title), Content(subtitle)
        self._choice = Choice(id, dict(answers))
        if self.IN_PASSING:
            self._choice.letters = {str(number): key for number, key in enumerate(answers, 1)}
        self._at = 0
        self._place = Offset(0, 0)

    @property
    def cursor_screen_offset(self) -> Offset:
        """The cell where the selected answer begins."""
        return self.content_region.offset + self._place

    def sized(self) -> None:
        self._draw()

    def on_mount(self) -> None:
        self._draw()
        self.focus()

    def leave(self) -> None:
        """Answer nothing."""
        self.post_message(self.Closed(self, None))

    def _draw(self) -> None:
        letter_of = {key: letter for letter, key in self._choice.letters.items()}
        words = []
        for k, (key, label) in enumerate(self._choice.labels.items()):
            chosen, letter = k == self._at, (letter_of[key], "bold $accent")
            words.append(
                Content.assemble(SELECTED if chosen else " ", letter, " ", (label, "reverse" if chosen else ""))
            )
        lines = laid(words, max(20, self.content_size.width), GAP)
        self._place = place_of(words[self._at], lines, GAP) or Offset(0, 0)
        self.show(Content("\n").join(joined(lines, GAP)), layout=True)

    def on_key(self, event: events.Key) -> None:
        keys = list(self._choice.labels)
        if event.key in ("left", "up", "right", "down") and not self.IN_PASSING:
            self._at = (self._at + (1 if event.key in ("right", "down") else -1)) % len(keys)
            self._draw()
        elif event.key == "enter":
            self.post_message(self.Closed(self, keys[self._at]))
        elif event.key == "escape":
            self.leave()
        elif event.character in self._choice.letters:
            self.post_message(self.Closed(self, self._choice.letters[event.character]))
        elif self.IN_PASSING:
            self.leave()
            return
        elif not (event.character and event.character.isalpha()):
            return
        event.stop()
