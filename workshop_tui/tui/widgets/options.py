"""Textual's list of options, in which one click selects and two choose, as in our rows."""

from __future__ import annotations

from typing import Any

from textual.events import Click
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from workshop_tui.tui.widgets.twice import LEFT, Twice


class Options(OptionList):
    """A click highlights what it is on; a second one there chooses it."""

    def __init__(self, *options: Option | None, **settings: Any) -> None:
        super().__init__(*options, **settings)
        self._twice = Twice()

    def on_click(self, event: Click) -> None:
        event.prevent_default()  # which would choose it at once
        at: int | None = event.style.meta.get("option")
        if event.button == LEFT and at is not None and not (option := self.options[at]).disabled:
            self.highlighted = at
            if self._twice.second(event, option.id):
                self.action_select()
