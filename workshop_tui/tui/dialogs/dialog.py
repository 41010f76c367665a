"""A dialog over a screen, whichever it is."""

from __future__ import annotations

from typing import TypeVar

from textual.screen import ModalScreen

from workshop_tui.tui.laid_out_once import LaidOutOnce
from workshop_tui.tui.painting import Narrow

Answer = TypeVar("Answer")


class Dialog(ModalScreen[Answer], LaidOutOnce[Answer]):
    """A dialog over a screen, on which the day goes on."""

    def __init__(self) -> None:
        super().__init__()
        self._compositor = Narrow()
