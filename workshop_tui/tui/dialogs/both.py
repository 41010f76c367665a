"""Two changed one thing at once: both are shown, and one key takes mine, theirs or both."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content

from workshop_tui.locale import _
from workshop_tui.tui.dialogs.dialog import Dialog
from workshop_tui.tui.widgets.line import Line
from workshop_tui.tui.widgets.one_of import OneOf


class BothScreen(Dialog[str]):
    """Answers `mine`, `theirs` or `both`; None: go on with it."""

    CSS_PATH = "confirm.tcss"

    def __init__(self, told: str, theirs: str, mine: str, *, both: bool = True) -> None:
        """`told` says who changed it, `both` whether the two can stand together."""
        super().__init__()
        self._told, self._theirs, self._mine, self._both = told, theirs, mine, both

    def compose(self) -> ComposeResult:
        texts = Content.assemble(
            (self._told, "bold"),
            "\n\n",
            (_("Theirs: "), "$text-muted"),
            self._theirs,
            "\n\n",
            (_("Mine: "), "$text-muted"),
            self._mine,
        )
        answers = {"mine": _("mine"), "theirs": _("theirs")} | ({"both": _("both")} if self._both else {})
        with Vertical(id="both"):
            yield Line(texts, id="texts")
            yield OneOf(_("Which is kept?"), _("a letter, or enter · esc: go on with mine"), answers, id="which")

    def on_one_of_closed(self, event: OneOf.Closed) -> None:
        self.dismiss(event.answer)
