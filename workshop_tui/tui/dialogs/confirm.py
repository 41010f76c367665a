"""A question with two answers: `enter`, it is meant; `escape`, it is not. And what is only to be read."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.binding import Binding
from textual.content import Content
from textual.geometry import Offset

from workshop_tui.locale import say
from workshop_tui.tui.dialogs.dialog import Dialog
from workshop_tui.tui.widgets.line import Line


class ConfirmScreen(Dialog[bool]):
    """Answers True or False."""

    CSS_PATH = "confirm.tcss"
    BINDINGS = [
        Binding("enter", "dismiss(True)", show=False),
        Binding("escape,q", "dismiss(False)", show=False),
    ]

    ANSWERS = say("enter: yes · escape: no")

    def __init__(self, question: str) -> None:
        super().__init__()
        self._question = question

    def moves_the_day(self, key: str) -> bool:
        """Tell whether this key may: a yes does, and a no, however often it is pressed, does not."""
        return key == "enter"

    @property
    def cursor_screen_offset(self) -> Offset:
        """The cell where the question begins."""
        return self.query_one("#question").content_region.offset

    def compose(self) -> ComposeResult:
        line = Line(Content(self._question), id="question", classes="panel")
        line.border_subtitle = Content(str(self.ANSWERS))
        yield line


class TellScreen(ConfirmScreen, inherit_bindings=False):
    """Says what is longer than a line of notices; answers False."""

    BINDINGS = [Binding("enter,escape,q", "dismiss(False)", show=False)]
    ANSWERS = say("enter, escape: back")

    def moves_the_day(self, key: str) -> bool:
        """Tell whether this key may: none does."""
        return False
