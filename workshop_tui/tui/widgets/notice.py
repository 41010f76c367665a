"""The line under the day: what was just done, for a few seconds; else, quietly, what may need doing."""

from __future__ import annotations

from textual.content import Content

from workshop_tui.tui.widgets.line import Line

STAYS = 8
"""Seconds that a notice stays."""


class Notice(Line):
    """`say` speaks up, `quiet` is what stands there the rest of the time; `beat` is called every `every` seconds.

    Before either stands what was given to `first`, for as long as it holds.
    """

    def __init__(self, every: float) -> None:
        super().__init__(id="notice")
        self._beats = round(STAYS / every)
        self._left = 0
        self._alarm = self._signal = self._quiet = ""
        self._said: tuple[str, str] = ("", "")

    def say(self, text: str, *, hint: str = "", bad: bool = False) -> None:
        """Show `text` for a while; where it is too long it is cut, and `hint` is not."""
        self._left = self._beats
        self.set_class(bad, "bad")
        self.add_class("on")
        self._said = (text, hint)
        self._draw()

    def hush(self, text: str) -> None:
        """Say `text` no more, if that is what is being said."""
        if self._said[0] == text:
            self._left = min(self._left, 1)
            self.beat()

    def over(self) -> None:
        """Say no more what is being said, whatever it is."""
        self.hush(self._said[0])

    def quiet(self, text: str) -> None:
        """Show this when there is nothing to say."""
        self._quiet = text
        self._draw()

    def first(self, alarm: str, signal: str) -> None:
        """Show what is wrong, and what another trainer signals; either may be nothing."""
        if (alarm, signal) != (self._alarm, self._signal):
            self._alarm, self._signal = alarm, signal
            self.set_class(bool(alarm), "alarm")
            self._draw()

    def beat(self) -> None:
        """Time passes."""
        if self._left:
            self._left -= 1
            if not self._left:
                self.remove_class("bad", "on")
                self._draw()

    def _draw(self) -> None:
        text, hint = self._said if self._left else (self._quiet, "")
        before = Content("")
        if self._alarm:
            before += Content.assemble((self._alarm, "bold"), " · " if text or self._signal else "")
        if self._signal:
            before += Content.assemble((f" {self._signal} ", "reverse"), "  ")
        room = max(0, self.screen.size.width - 2 - len(hint) - before.cell_length)
        self.show(before + Content(text).truncate(room, ellipsis=True) + hint)
