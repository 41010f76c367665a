"""Looking on while the store is away: it is said once, and once more when it is back."""

from __future__ import annotations

from collections.abc import Callable
from time import monotonic
from typing import TypeVar

from workshop_tui.host import streams
from workshop_tui.journal import Unwritable
from workshop_tui.locale import _

T = TypeVar("T")
RETRY_S = 1.0
"""Seconds between two attempts."""


class Patience:
    """Looks as long as the store answers, and waits while it does not."""

    def __init__(self) -> None:
        self._away = False
        self._again_at = 0.0

    def __call__(self, look: Callable[[], T]) -> T | None:
        """Give what `look` gives; None while the store is away. Raises `JournalError` for what no waiting mends."""
        if self._away and monotonic() < self._again_at:
            return None
        try:
            found = look()
        except Unwritable as error:
            self._again_at = monotonic() + RETRY_S
            if not self._away:
                streams.tell(f"workshop-tui: {error}")
            self._away = True
            return None
        if self._away:
            streams.tell(_("workshop-tui: it answers again"))
        self._away = False
        return found
