"""A question for a text of several lines, or for several things, one a line. Imported when one is asked."""

from __future__ import annotations

from textual import events
from textual.app import ComposeResult
from textual.content import Content

from workshop_tui.locale import _
from workshop_tui.tui.widgets.ask import Ask
from workshop_tui.tui.widgets.lines import Lines


class AskLines(Ask):
    """Asks as `Ask` does; `enter` ends it, and a line goes on in the next with `ctrl+j`."""

    KEYS = "ask_lines"

    def compose(self) -> ComposeResult:
        self.border_title = Content(self._told)
        self.border_subtitle = Content(_("enter: that is it · ctrl+j: a new line · esc leaves it"))
        yield Lines(self._text)

    @property
    def text(self) -> str:
        return self.query_one(Lines).text

    def begin(self) -> None:
        lines = self.query_one(Lines)
        lines.focus()
        lines.move_cursor(lines.document.end)

    def on_lines_submitted(self, event: Lines.Submitted) -> None:
        event.stop()
        self.post_message(self.Answered(self.text))

    def on_key(self, event: events.Key) -> None:
        if event.key in ("tab", "shift+tab"):
            event.stop()
            event.prevent_default()
