"""Lines to be read over a screen: what was understood of a file, say."""

from __future__ import annotations

from collections.abc import Sequence

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import VerticalScroll
from textual.content import Content

from workshop_tui.locale import _
from workshop_tui.text import clean
from workshop_tui.tui.dialogs.dialog import Dialog
from workshop_tui.tui.widgets.line import Line


class LinesScreen(Dialog[None]):
    """Closed by enter, escape or q."""

    CSS_PATH = "help.tcss"
    BINDINGS = [Binding("enter,escape,q", "dismiss", show=False)]

    def __init__(self, title: str, lines: Sequence[str]) -> None:
        super().__init__()
        self._title, self._told = title, lines

    def compose(self) -> ComposeResult:
        with VerticalScroll(id="help", classes="panel wide") as panel:
            panel.border_title = Content(self._title)
            panel.border_subtitle = Content(_("arrows scroll · enter closes"))
            yield Line(Content("\n").join(Content(clean(one)) for one in self._told), id="lines")
