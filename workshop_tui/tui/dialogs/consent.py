"""May this quote be printed? Asked of the trainers, in the review, of each quote of which nobody noted it."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.binding import Binding
from textual.content import Content
from textual.geometry import Offset

from workshop_tui.locale import _, language
from workshop_tui.session.notes.notebook import Note
from workshop_tui.text.typography import quoted
from workshop_tui.tui.dialogs.dialog import Dialog
from workshop_tui.tui.widgets.line import Line


class ConsentScreen(Dialog[bool | None]):
    """Answers True where its speaker agreed, False where they did not, None for later."""

    CSS_PATH = "confirm.tcss"
    BINDINGS = [
        Binding("y,o", "dismiss(True)", show=False),
        Binding("n", "dismiss(False)", show=False),
        Binding("escape,q", "dismiss(None)", show=False),
    ]

    def __init__(self, note: Note) -> None:
        super().__init__()
        self._note = note

    @property
    def cursor_screen_offset(self) -> Offset:
        """The cell where the question begins."""
        return self.query_one("#question").content_region.offset

    def compose(self) -> ComposeResult:
        said = " ".join(self._note.taken.text.split("\n"))
        question = _("{quote}: did the speaker agree to be quoted?", quote=quoted(said, language()))
        line = Line(Content(question), id="question", classes="panel")
        line.border_subtitle = Content(_("y: yes · n: no · escape: later"))
        yield line
