"""One line that asks for a text: a segment to add, say. There only while it asks."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message as Posted
from textual.suggester import SuggestFromList
from textual.widgets import Input

from workshop_tui.locale import _
from workshop_tui.tui.sheets import Sheeted
from workshop_tui.tui.widgets.typing import TextLine


class Ask(Sheeted, Vertical):
    """Posts the text that was entered, or that nothing was meant."""

    SHEET = "widgets/ask.tcss"

    @dataclass
    class Answered(Posted):
        """`enter`: this is it."""

        text: str

    class Closed(Posted):
        """`escape`."""

    KEYS = "ask"

    def __init__(self, told: str, text: str = "", words: Iterable[str] = (), *, replaced: bool = False) -> None:
        """`told` says what is asked for, `text` stands there already; the rest of one of `words` is offered.

        `replaced`: the text is selected, and what is typed takes its place.
        """
        super().__init__(id="ask", classes="panel")
        self._replaced = replaced
        self._told, self._text, self._words = told, text, list(words)
        self._kept = text
        self.began_as = text
        """The words of what is asked for, as it was when that began."""

    def compose(self) -> ComposeResult:
        offered = SuggestFromList(self._words, case_sensitive=False) if self._words else None
        self.border_title = Content(self._told)
        offers = _("enter: that is it · tab takes what is offered · esc leaves it")
        self.border_subtitle = Content(offers if self._words else _("enter: that is it · esc leaves it"))
        yield TextLine(self._text, select_on_focus=self._replaced, suggester=offered)

    @property
    def text(self) -> str:
        """The text as it stands there."""
        return self.query_one(Input).value

    def unkept(self) -> bool:
        """Tell whether another text stands there than when this was last asked: that is to be kept. No text does while
        the line itself is still to come, or has gone."""
        if not self.children:
            return False
        before, self._kept = self._kept, self.text
        return before != self._kept

    def on_mount(self) -> None:
        self.begin()

    def begin(self) -> None:
        """Let it be typed in."""
        self.query_one(Input).focus()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        event.stop()
        self.post_message(self.Answered(event.value))

    def on_key(self, event: events.Key) -> None:
        if event.key == "escape":
            event.stop()
            self.post_message(self.Closed())
        elif event.key in ("tab", "shift+tab"):  # what is typed next is of this text still
            event.stop()
            event.prevent_default()
            if event.key == "tab":
                self.query_one(Input).action_end()
                self.query_one(Input).action_cursor_right()
