"""A text of several lines. Imported when there is one: it costs more than a line does, to import and a key."""

from __future__ import annotations

from dataclasses import dataclass

from textual import events
from textual.message import Message as Posted
from textual.reactive import Reactive
from textual.widgets import TextArea

from workshop_tui.agenda import Agenda
from workshop_tui.session.notes.inline_tags import completed, sign_at_end
from workshop_tui.text import LONGEST
from workshop_tui.tui.widgets.typing import EMPTY, NEW_LINE, Signed, Writes

TALLEST = 6
"""Rows of a text at the most: a longer one scrolls."""


class Lines(Writes, TextArea):
    """A text that `enter` ends; `alt+enter` or `ctrl+j` begins a new line. As tall as it needs to be."""

    cursor_blink = Reactive(False)

    @dataclass
    class Submitted(Posted):
        """`enter`: this is it."""

    def __init__(self, text: str = "", *, id: str | None = None) -> None:
        super().__init__(text, id=id, compact=True, highlight_cursor_line=False)

    def fit(self) -> None:
        """Be as tall as the text."""
        rows = min(max(1, self.wrapped_document.height), TALLEST)
        if self.styles.height is None or self.styles.height.value != rows:
            self.styles.height = rows

    def update_suggestion(self) -> None:
        self.fit()

    def on_resize(self) -> None:
        self.update_suggestion()

    def write(self, text: str) -> None:
        self._replace_via_keyboard(text, *self.selection)

    @property
    def room(self) -> int:
        return LONGEST - len(self.text) + len(self.selected_text)

    async def _on_key(self, event: events.Key) -> None:
        if event.key == "enter":
            event.stop()
            event.prevent_default()
            self.post_message(self.Submitted())
        elif event.key in NEW_LINE:
            event.stop()
            event.prevent_default()
            self.insert("\n")
        elif event.key == EMPTY:
            event.stop()
            event.prevent_default()
            self.clear()

    async def _on_paste(self, event: events.Paste) -> None:
        event.text = self.fitting(event.text)


class NoteLines(Lines):
    """The text of a note. The rest of a tag that is begun at its end is offered; `→` takes it."""

    KEYS = "composer"

    def __init__(self, agenda: Agenda) -> None:
        super().__init__(id="lines")
        self._agenda = agenda

    def update_suggestion(self) -> None:
        at_end = self.cursor_location == self.document.end
        whole = completed(self._agenda, self.document[-1]) if at_end else None
        self.suggestion = whole[len(self.document[-1]) :] if whole else ""
        self.fit()

    async def _on_key(self, event: events.Key) -> None:
        axis = sign_at_end(self.text) if event.key == "right" and self.cursor_location == self.document.end else None
        if axis:
            event.stop()
            event.prevent_default()
            self.action_delete_left()
            self.post_message(Signed(axis))  # else it is the key of any text: Textual goes on to the class above
