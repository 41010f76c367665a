"""Help: every key of a screen and every sign, from the data that the screen itself is made from."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import VerticalScroll
from textual.content import Content

from workshop_tui.locale import _
from workshop_tui.tui.keys import Key
from workshop_tui.tui.painting import Dialog
from workshop_tui.tui.widgets.line import Line
from workshop_tui.tui.widgets.timetable import LEFT_OVER, MARKS, SIGNS


class HelpScreen(Dialog[None]):
    """Closed by any of escape, ? and q."""

    CSS_PATH = "help.tcss"
    BINDINGS = [Binding("escape,question_mark,q", "dismiss", show=False)]

    def __init__(self, keys: tuple[Key, ...]) -> None:
        super().__init__()
        self._keys = keys

    def compose(self) -> ComposeResult:
        with VerticalScroll(id="help", classes="panel") as panel:
            panel.border_title = Content(_("Keys and signs"))
            panel.border_subtitle = Content(_("escape closes"))
            lines = [Content.assemble((f"{key.sign:>3}  ", "bold $accent"), str(key.told)) for key in self._keys]
            lines.append(Content.assemble((":,^p ", "bold $accent"), _("The palette: all of it, by name")))
            lines.append(Content.assemble((" ^l  ", "bold $accent"), _("Paint the whole screen anew")))
            lines.append(Content(""))
            signs = [
                *SIGNS.values(),
                LEFT_OVER,
                *MARKS,
                ("?", _("a tag that no list knows")),
            ]
            lines += [Content.assemble((f"{sign:>3}  ", "bold"), str(word)) for sign, word in signs if sign.strip()]
            yield Line(Content("\n").join(lines), id="lines")
