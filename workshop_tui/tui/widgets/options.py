"""Textual's list of options, in which one click selects and two choose, as in our rows."""

from __future__ import annotations

from textual.events import Click
from textual.widgets import OptionList


class Options(OptionList):
    """A click highlights what it is on; a second one there chooses it."""

    _clicked: str | None = None
    """What the click before was on."""

    def on_click(self, event: Click) -> None:
        event.prevent_default()  # which would choose it at once
        before, self._clicked = self._clicked, None
        at: int | None = event.style.meta.get("option")
        if at is None or (option := self.options[at]).disabled:
            return
        self.highlighted, self._clicked = at, option.id
        if event.chain == 2 and option.id == before:
            self.action_select()
