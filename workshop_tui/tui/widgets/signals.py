"""The few signals from one trainer to the others, each on one letter. There only while one is chosen."""

from __future__ import annotations

from workshop_tui.locale import _
from workshop_tui.presence import SIGNALS
from workshop_tui.tui.widgets.one_of import OneOf


class Signals(OneOf):
    """A letter sends, so does `enter` after arrows; `escape` sends nothing."""

    KEYS = "signals"

    def __init__(self) -> None:
        told = _("a letter, or arrows and enter; escape sends nothing")
        answers = {key: str(label) for key, label in SIGNALS.items()}
        super().__init__(_("To the other trainers"), told, answers, id="signals")
