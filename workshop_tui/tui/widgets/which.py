"""A question that a screen asks, which of a few deeds is meant; nothing is done where none is."""

from __future__ import annotations

from collections.abc import Mapping

from workshop_tui.locale import _
from workshop_tui.tui.widgets.one_of import OneOf


class Which(OneOf):
    """A letter answers, or `enter` after arrows."""

    def __init__(self, title: str, answers: Mapping[str, str]) -> None:
        super().__init__(title, _("a letter, or enter · esc: go on"), answers, id="which")
