"""The second of two clicks on one thing."""

from __future__ import annotations

from textual.events import Click

LEFT = 1


class Twice:
    """Counts the clicks that follow each other within half a second (`Click.chain`) on one thing."""

    def __init__(self) -> None:
        self._on: object = None
        self._times = 0

    def second(self, event: Click, on: object) -> bool:
        """Tell whether this click, on `on`, is the second there; the third is not, nor is one of another button."""
        if event.button != LEFT:
            on = None
        again = on is not None and event.chain > 1 and on == self._on
        self._on, self._times = on, self._times + 1 if again else 1
        return self._times == 2
