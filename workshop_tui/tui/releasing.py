"""Screens that are gone are let go of.

Textual keeps the colours of each widget's border by `lru_cache` on a method, so by the widget's own cache of painted
lines, too: a thousand of these stay alive with all that they painted, long after their screens are gone.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache, partial

from textual._styles_cache import StylesCache
from textual.color import Color
from textual.style import Style


def release_screens() -> None:
    """Have those colours kept by the colours that they are made of, alone."""
    made_by = getattr(StylesCache.get_inner_outer, "__wrapped__", None)
    if made_by is None:
        return  # it is done, or Textual has another way
    kept: Callable[[Color, Color], tuple[Style, Style]] = lru_cache(1024)(partial(made_by, None))

    def colours(_cache: StylesCache, base_background: Color, background: Color) -> tuple[Style, Style]:
        return kept(base_background, background)

    StylesCache.get_inner_outer = colours  # type: ignore[assignment,method-assign]
