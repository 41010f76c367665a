"""Help: every key of a screen and every sign, from the data that the screen itself is made from."""

from __future__ import annotations

from collections.abc import Sequence

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import VerticalScroll
from textual.content import Content

from workshop_tui.locale import Message, _, say
from workshop_tui.tui.dialogs.dialog import Dialog
from workshop_tui.tui.key import Key
from workshop_tui.tui.widgets.line import Line
from workshop_tui.tui.widgets.timetable import LEFT_OVER, MARKS, SIGNS

Sign = tuple[str, Message]
OF_THE_DAY: tuple[Sign, ...] = (*SIGNS.values(), LEFT_OVER, *MARKS, ("?", say("a tag that no list knows")))


class HelpScreen(Dialog[None]):
    """Closed by any of escape, ? and q."""

    CSS_PATH = "help.tcss"
    BINDINGS = [Binding("escape,question_mark,q", "dismiss", show=False)]

    def __init__(self, keys: tuple[Key, ...], signs: Sequence[Sign] = OF_THE_DAY) -> None:
        super().__init__()
        self._keys = keys
        self._signs = signs

    def compose(self) -> ComposeResult:
        with VerticalScroll(id="help", classes="panel") as panel:
            panel.border_title = Content(_("Keys and signs"))
            panel.border_subtitle = Content(_("escape closes"))
            lines = [Content.assemble((f"{key.sign:>3}  ", "bold $accent"), str(key.told)) for key in self._keys]
            lines.append(Content.assemble((":,^p ", "bold $accent"), _("The palette: all of it, by name")))
            lines.append(Content.assemble((" ^l  ", "bold $accent"), _("Paint the whole screen anew")))
            lines.append(Content(""))
            signs = [(sign, word) for sign, word in self._signs if sign.strip()]
            lines += [Content.assemble((f"{sign:>3}  ", "bold"), str(word)) for sign, word in signs]
            yield Line(Content("\n").join(lines), id="lines")
