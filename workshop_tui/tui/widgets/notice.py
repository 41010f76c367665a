"""The line under the day: what was just done, for a few seconds; else, quietly, what may need doing."""

from __future__ import annotations

from textual.content import Content

from workshop_tui.tui.widgets.line import Line

STAYS = 8
"""Seconds that a notice stays."""


class Notice(Line):
    """`say` speaks up, `quiet` is what stands there the rest of the time; `beat` is called every `every` seconds."""

    def __init__(self, every: float) -> None:
        super().__init__(id="notice")
        self._beats = round(STAYS / every)
        self._left = 0
        self._quiet = ""

    def say(self, text: str, *, hint: str = "", bad: bool = False) -> None:
        """Show `text` for a while; where it is too long it is cut, and `hint` is not."""
        self._left = self._beats
        self.set_class(bad, "bad")
        self.add_class("on")
        room = max(0, self.screen.size.width - 2 - len(hint))
        self.show(Content(text).truncate(room, ellipsis=True) + hint)

    def quiet(self, text: str) -> None:
        """What to show when there is nothing to say."""
        self._quiet = text
        if not self._left:
            self.show(text)

    def beat(self) -> None:
        """Time passes."""
        if self._left:
            self._left -= 1
            if not self._left:
                self.show(self._quiet)
                self.remove_class("bad", "on")
