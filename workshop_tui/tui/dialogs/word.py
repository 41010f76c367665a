"""Is this word somebody's name, or an ordinary one? Asked before a report leaves, and on the attendance screen."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.binding import Binding
from textual.content import Content
from textual.geometry import Offset

from workshop_tui.locale import _
from workshop_tui.session.privacy.hiding import Asked
from workshop_tui.tui.dialogs.dialog import Dialog
from workshop_tui.tui.widgets.line import Line


class WordScreen(Dialog[bool | None]):
    """Answers True for an ordinary word, False for a name, None for later."""

    CSS_PATH = "confirm.tcss"
    BINDINGS = [
        Binding("o", "dismiss(True)", show=False),
        Binding("n", "dismiss(False)", show=False),
        Binding("escape,q", "dismiss(None)", show=False),
    ]

    def __init__(self, asked: Asked) -> None:
        super().__init__()
        self._asked = asked

    @property
    def cursor_screen_offset(self) -> Offset:
        """The cell where the question begins."""
        return self.query_one("#question").content_region.offset

    def compose(self) -> ComposeResult:
        question = _(
            "“{word}” stands in the notes in small letters: is that {people}, or an ordinary word?",
            word=self._asked.word,
            people=", ".join(self._asked.people),
        )
        line = Line(Content(question), id="question", classes="panel")
        line.border_subtitle = Content(_("n: the name · o: an ordinary word · escape: later"))
        yield line
