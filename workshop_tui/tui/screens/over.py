"""A screen over the run screen: it says what that one says, and goes back to it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workshop_tui.tui.screens.keyed import KeyedScreen
from workshop_tui.tui.widgets.line import Line
from workshop_tui.tui.widgets.notice import Notice

if TYPE_CHECKING:
    from workshop_tui.tui.screens.moving import MovesTheDay


class OverRun(KeyedScreen):
    """On the session of the run screen under it, which follows the session. Has a line `#echo`."""

    def __init__(self, run: MovesTheDay) -> None:
        super().__init__()
        self.run = run

    def echo(self) -> None:
        """Show what the run screen says, as long as it says it."""
        notice, line = self.run.query_one(Notice), self.query_one("#echo", Line)
        shown = notice.has_class("on") or notice.has_class("alarm")
        line.show(notice.text if shown else "")
        for name in ("on", "bad", "alarm"):
            line.set_class(notice.has_class(name), name)

    def tell_how_to_leave(self) -> None:
        self.run.tell_how_to_leave()

    def action_back(self) -> None:
        self.app.pop_screen()
