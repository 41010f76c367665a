"""Numbers on the command line, and the words for one that is too small or too large."""

from __future__ import annotations

from typing import Any

import click

from workshop_tui.locale import _, decimal


class Between(click.ParamType):  # type: ignore[type-arg]
    """A whole number (of `FLOAT`: any) from `least` to `most`; `most` None: no limit."""

    name = "number"

    def __init__(self, least: float, most: float | None = None, of: click.ParamType = click.INT) -> None:  # type: ignore[type-arg]
        self._least, self._most, self._of = least, most, of

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """Read it. Raises click's usage error if it is no number, or none of these."""
        number = self._of.convert(value, param, ctx)
        if self._most is None and number < self._least:
            self.fail(_("{value} is too small: at least {least}", value=value, least=_told(self._least)), param, ctx)
        if self._most is not None and not self._least <= number <= self._most:
            bounds = {"least": _told(self._least), "most": _told(self._most)}
            self.fail(_("{value} is not between {least} and {most}", value=value, **bounds), param, ctx)
        return number


def _told(number: float) -> str:
    """`0.1`, in French `0,1`; `−1440`."""
    return decimal(f"{number:g}").replace("-", "−")
