"""Where a person types: a line. What is pasted is cleaned before it is shown, as is all that enters."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Self

from textual import events
from textual.geometry import Region
from textual.message import Message as Posted
from textual.suggester import Suggester
from textual.widgets import Input

from workshop_tui.agenda import Agenda
from workshop_tui.session.notes.inline_tags import completed
from workshop_tui.text import clean, clean_line

NEW_LINE = frozenset({"ctrl+j", "alt+enter", "shift+enter"})


class TextLine(Input):
    """An Input whose size does not hang on its text: a key costs no new layout of the whole screen."""

    def refresh(self, *regions: Region, repaint: bool = True, layout: bool = False, recompose: bool = False) -> Self:
        return super().refresh(*regions, repaint=repaint, recompose=recompose)

    def _on_paste(self, event: events.Paste) -> None:
        event.text = clean_line(event.text)  # what Textual does with it comes after this


class Completion(Suggester):
    """Shows the rest of a tag that is begun at the end of the text; `→` takes it."""

    def __init__(self, agenda: Agenda) -> None:
        super().__init__(use_cache=False, case_sensitive=True)
        self._agenda = agenda

    async def get_suggestion(self, value: str) -> str | None:
        return completed(self._agenda, value)


class NoteLine(TextLine):
    """The text of a note, as long as it is one line: cheaper a key than a text of several."""

    @dataclass
    class Broken(Posted):
        """It goes on with a line end and more: `text` comes where the cursor is."""

        text: str

    def _on_paste(self, event: events.Paste) -> None:
        if "\n" in (text := clean(event.text)):
            event.stop()
            event.prevent_default()
            self.post_message(self.Broken(text))

    def on_key(self, event: events.Key) -> None:
        if event.key in NEW_LINE:
            event.stop()
            event.prevent_default()
            self.post_message(self.Broken("\n"))
