"""Style sheets that are parsed once for all the apps of these tests: they are the same, and a real program has one app.

An app parses its sheets as it starts, and again for each theme; what comes of it follows from their text and from the
theme's colours.
"""

from __future__ import annotations

from typing import Any

from textual.css.model import RuleSet
from textual.css.stylesheet import Stylesheet
from textual.css.types import CSSLocation

_parse = Stylesheet._parse_rules
_parsed: dict[tuple[Any, ...], list[RuleSet]] = {}


def _parsed_once(
    self: Stylesheet,
    css: str,
    read_from: CSSLocation,
    is_default_rules: bool = False,
    tie_breaker: int = 0,
    scope: str = "",
) -> list[RuleSet]:
    sheet = (css, read_from, is_default_rules, tie_breaker, scope)
    if (rules := self._parse_cache.get(sheet)) is None:
        asked = (sheet, tuple(self._variables.items()))
        if asked not in _parsed:
            _parsed[asked] = _parse(self, *sheet)
        rules = self._parse_cache[sheet] = _parsed[asked]
    return rules


def parse_once() -> None:
    """Have each sheet of whatever app parsed once."""
    Stylesheet._parse_rules = _parsed_once  # type: ignore[method-assign]
