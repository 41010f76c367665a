"""The terminal's own cursor: hidden, it stands where the focus is, for all that reads a screen by it.

Screen readers, Braille lines and magnifiers follow it. A screen or a widget says where by `cursor_screen_offset`, as
Textual's fields do: the selected row or cell, the list in hand, a question. Else it is the upper left of what has the
focus. Where it stands already, nothing is written.
"""

from __future__ import annotations

from typing import Protocol, runtime_checkable

from rich.control import Control
from textual.app import App
from textual.geometry import Offset
from textual.screen import Screen

from workshop_tui.tui.part import Parted


@runtime_checkable
class Places(Protocol):
    """A screen or a widget that knows which of its cells a person is at."""

    @property
    def cursor_screen_offset(self) -> Offset:
        """The cell, from the upper left of the screen."""


class Pointing(Parted, App[str], part=True):
    """An app whose terminal's cursor stands where the focus is."""

    @property
    def cursor_position(self) -> Offset:
        """The cell where the focus is: Textual ends each picture with a move to it."""
        if not self._screen_stack:
            return Offset(0, 0)
        return self.screen.outer_size.clamp_offset(self.place_on(self.screen))

    @cursor_position.setter
    def cursor_position(self, place: Offset) -> None:
        """Heed it not: Textual's fields set it when they change, and at no other time."""

    def place_on(self, screen: Screen[object]) -> Offset:
        """The cell of `screen` that a person is at, in a window that has lost the focus, too."""
        if isinstance(screen, Places):
            return screen.cursor_screen_offset
        blurred = self._last_focused_on_app_blur
        focused = screen.focused or (blurred if blurred is not None and blurred.screen is screen else None)
        if isinstance(focused, Places):
            return focused.cursor_screen_offset
        return focused.content_region.offset if focused is not None else Offset(0, 0)

    def place_cursor(self) -> None:
        """Move it to where the focus is, if no picture did."""
        if self._driver is None or self.is_headless or not self._running:
            return
        place = self.cursor_position
        if place != self._previous_cursor_position:
            self._previous_cursor_position = place
            self._driver.write(Control.move_to(*place).segment.text)
