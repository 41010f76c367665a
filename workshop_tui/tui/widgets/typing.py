"""Where a person types: a line. What is pasted is cleaned before it is shown, as is all that enters.

A text is never longer than `text.LONGEST`: of a paste that would make it so, the end is cut, a key does nothing more,
and both are told. So are control characters, which are left out of what is pasted.
"""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable
from dataclasses import dataclass
from typing import Self

from textual import events
from textual.geometry import Offset, Region
from textual.message import Message as Posted
from textual.reactive import Reactive
from textual.widgets import Input

from workshop_tui.agenda import Agenda
from workshop_tui.session.notes.inline_tags import completed, sign_at_end
from workshop_tui.text import LONGEST, clean, clean_line, cut, is_cut, loses, types

NEW_LINE = frozenset({"ctrl+j", "alt+enter", "shift+enter"})
EMPTY = "ctrl+u"
"""The key that empties the whole text of a note: an empty one is no draft."""


class Signed(Posted):
    """`→` after a sign alone: its list, on this `axis`, is to be seen; the sign is gone."""

    def __init__(self, axis: str) -> None:
        super().__init__()
        self.axis = axis


class Cut(Posted):
    """A paste was too long for where it went: its end is missing."""


class Full(Posted):
    """A key would make the text longer than it may be."""


class LeftOut(Posted):
    """Control characters were left out of what was pasted: they are no text."""


class Writes:
    """For a widget that keys write in, also those that Python calls unprintable: no-break spaces, joiners, new emoji.

    No widget itself, for Textual styles one by its first base that is.
    """

    post_message: Callable[[Posted], bool]

    @abstractmethod
    def write(self, text: str) -> None:
        """Put `text` where the cursor is, in the place of what is selected."""

    @property
    @abstractmethod
    def room(self) -> int:
        """Characters that still fit."""

    def fitting(self, pasted: str) -> str:
        """`pasted`, cleaned, as much of it as fits; says so if that is not all."""
        if loses(pasted):
            self.post_message(LeftOut())
        if not is_cut(pasted, self.room):
            return clean(pasted)
        self.post_message(Cut())
        return cut(pasted, self.room)

    def check_consume_key(self, key: str, character: str | None = None) -> bool:
        return character is not None and types(character)

    def on_key(self, event: events.Key) -> None:
        if event.character and types(event.character) and self.room <= 0:
            event.stop()
            event.prevent_default()
            self.post_message(Full())
        elif event.character and not event.is_printable and types(event.character):
            event.stop()
            event.prevent_default()
            self.write(event.character)


def at_letter(line: Input) -> Offset:
    """The cell of the screen where the next letter goes: at the end of a text, Textual's own is one further right."""
    x, y, _width, _height = line.content_region
    return Offset(x + line._position_to_cell(line.cursor_position) - line.scroll_offset.x, y)


class TextLine(Writes, Input):
    """An Input whose size does not hang on its text: a key costs no new layout of the whole screen."""

    cursor_blink = Reactive(False)
    """Where a person types is drawn once, not anew twice a second: an idle line writes nothing."""

    @property
    def cursor_screen_offset(self) -> Offset:
        """The cell where the next letter goes."""
        return at_letter(self)

    def refresh(self, *regions: Region, repaint: bool = True, layout: bool = False, recompose: bool = False) -> Self:
        return super().refresh(*regions, repaint=repaint, recompose=recompose)

    def write(self, text: str) -> None:
        self.replace(text, *self.selection)

    @property
    def room(self) -> int:
        return LONGEST - len(self.value) + len(self.selected_text)

    def _on_paste(self, event: events.Paste) -> None:
        event.text = clean_line(self.fitting(event.text))  # what Textual does with it comes after this


class NoteLine(TextLine):
    """The text of a note, as long as it is one line: cheaper a key than a text of several."""

    KEYS = "composer"

    def __init__(self, agenda: Agenda, told: str) -> None:
        """`told` stands there while it is empty."""
        super().__init__(id="text", placeholder=told, select_on_focus=False)  # or typing on would replace the draft
        self._agenda = agenda

    def watch_value(self, value: str) -> None:
        """Show the rest of a tag that is begun at its end; `→` takes it. At once: Textual would start a task a key."""
        self._suggestion = completed(self._agenda, value) or ""

    @dataclass
    class Broken(Posted):
        """The message that it goes on with a line end and more: `text` comes where the cursor is."""

        text: str

    def _on_paste(self, event: events.Paste) -> None:
        event.text = self.fitting(event.text)
        if "\n" in event.text:
            event.stop()
            event.prevent_default()
            self.post_message(self.Broken(event.text))

    def on_key(self, event: events.Key) -> None:
        if event.key == "right" and self.cursor_position == len(self.value) and (axis := sign_at_end(self.value)):
            event.stop()
            event.prevent_default()
            self.value = self.value[:-1]
            self.post_message(Signed(axis))
        elif event.key in NEW_LINE:
            event.stop()
            event.prevent_default()
            self.post_message(self.Broken("\n"))
        elif event.key == EMPTY:
            event.stop()
            event.prevent_default()
            self.value = ""
