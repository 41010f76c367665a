"""Is this word somebody's name, or an ordinary one? Asked before a report leaves, and on the attendance screen."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from textual.app import ComposeResult
from textual.binding import Binding
from textual.content import Content
from textual.screen import ModalScreen

from workshop_tui.locale import _
from workshop_tui.session.privacy.commands import SettleWord
from workshop_tui.session.privacy.hiding import Asked
from workshop_tui.tui.parts.over import OverRun
from workshop_tui.tui.widgets.line import Line


class WordScreen(ModalScreen[bool | None]):
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

    def compose(self) -> ComposeResult:
        question = _("“{word}” stands in the notes in small letters: is that {people}, or an ordinary word?",
                     word=self._asked.word, people=", ".join(self._asked.people))  # fmt: skip
        line = Line(Content(question), id="question", classes="panel")
        line.border_subtitle = Content(_("n: the name · o: an ordinary word · escape: later"))
        yield line


def settle(screen: OverRun, asked: Sequence[Asked], then: Callable[[], object]) -> None:
    """Ask about each of these words in turn, then go on; one that is left for later stays hidden."""
    if not asked:
        then()
        return
    word, *others = asked

    def answered(ordinary: bool | None) -> None:
        if ordinary is not None:
            stays = _("“{word}” stays where it has no capital", word=word.word)
            told = stays if ordinary else _("“{word}” is hidden as a name", word=word.word)
            screen.do(SettleWord(word.word, ordinary), told)
        settle(screen, others, then)

    screen.app.push_screen(WordScreen(word), answered)
