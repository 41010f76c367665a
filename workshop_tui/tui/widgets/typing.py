"""Where a person types: a line, and a text of several lines. What is pasted is cleaned before it is shown."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Self

from textual import events
from textual.geometry import Region
from textual.message import Message as Posted
from textual.widgets import Input, TextArea

from workshop_tui.agenda import Agenda
from workshop_tui.session.inline import completed
from workshop_tui.text import clean, clean_line

TALLEST = 6
"""Rows of a text at the most: a longer one scrolls."""
NEW_LINE = frozenset({"ctrl+j", "alt+enter", "shift+enter"})


class TextLine(Input):
    """An Input whose size does not hang on its text: a key costs no new layout of the whole screen."""

    def refresh(self, *regions: Region, repaint: bool = True, layout: bool = False, recompose: bool = False) -> Self:
        return super().refresh(*regions, repaint=repaint, recompose=recompose)

    def _on_paste(self, event: events.Paste) -> None:
        event.text = clean_line(event.text)  # what Textual does with it comes after this


class TextBox(TextArea):
    """A text that `enter` ends; `alt+enter` or `ctrl+j` begins a new line. As tall as it needs to be.

    The rest of a tag that is begun at its end is offered; `→` takes it.
    """

    @dataclass
    class Submitted(Posted):
        """`enter`: this is it."""

    def __init__(self, agenda: Agenda, told: str) -> None:
        """`told` stands there as long as it is empty."""
        super().__init__(id="text", compact=True, highlight_cursor_line=False, placeholder=told)
        self._agenda = agenda

    def update_suggestion(self) -> None:
        at_end = self.cursor_location == self.document.end
        whole = completed(self._agenda, self.document[-1]) if at_end else None
        self.suggestion = whole[len(self.document[-1]) :] if whole else ""
        rows = min(max(1, self.wrapped_document.height), TALLEST)
        if self.styles.height is None or self.styles.height.value != rows:
            self.styles.height = rows

    def on_resize(self) -> None:
        self.update_suggestion()

    async def _on_key(self, event: events.Key) -> None:
        if event.key == "enter":
            event.stop()
            event.prevent_default()
            self.post_message(self.Submitted())
        elif event.key in NEW_LINE:
            event.stop()
            event.prevent_default()
            self.insert("\n")

    async def _on_paste(self, event: events.Paste) -> None:
        event.text = clean(event.text)
