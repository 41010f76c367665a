"""Words that are written in one, a capital where each begins (`photoClaire2`): apart, and in one again."""

from __future__ import annotations

import re
from functools import cache

_WITHIN = "\x1f"
"""A space that no cleaned text has in it."""


@cache
def _border() -> re.Pattern[str]:
    """Find a capital right after a small letter, of Latin, Greek or Cyrillic; made when it is first wanted (1 ms)."""
    cased = list(map(chr, range(0x530)))
    small, capital = ("".join(filter(test, cased)) for test in (str.islower, str.isupper))
    return re.compile(f"(?<=[{small}\u0300-\u036f])([{capital}])")


def apart(text: str) -> str:
    """`text` with a space in each such word wherever one of those in it begins; itself if it has none."""
    border = _border()
    return border.sub(rf"{_WITHIN}\1", text) if border.search(text) else text


def in_one(text: str) -> str:
    """The text that is `apart` so, as it was written."""
    return text.replace(_WITHIN, "")


def is_camel(written: str) -> bool:
    """Tell whether it has small letters, and a capital behind the first letter: `PetitC`."""
    return written != written.upper() and written[1:] != written[1:].lower()
