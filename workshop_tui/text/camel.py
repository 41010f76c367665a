"""Words that are written in one, a capital where each begins (`photoClaire2`): apart, and in one again."""

from __future__ import annotations

import re

_WITHIN = "\x1f"
"""A space that no cleaned text has in it."""
_CASED = list(map(chr, range(0x530)))
_BORDER = re.compile(
    f"(?<=[{''.join(one for one in _CASED if one.islower())}\u0300-\u036f])"
    f"([{''.join(one for one in _CASED if one.isupper())}])"
)
"""A capital right after a small letter, of Latin, Greek or Cyrillic."""


def apart(text: str) -> str:
    """`text` with a space in each such word wherever one of those in it begins; itself if it has none."""
    return _BORDER.sub(rf"{_WITHIN}\1", text) if _BORDER.search(text) else text


def in_one(text: str) -> str:
    """The text that is `apart` so, as it was written."""
    return text.replace(_WITHIN, "")


def is_camel(written: str) -> bool:
    """Tell whether it has small letters, and a capital behind the first letter: `PetitC`."""
    return written != written.upper() and written[1:] != written[1:].lower()
