"""Letters in a parameter, though each of them would be an end: words for a coordinate that is none, and nonsense."""

from __future__ import annotations

import re

_NO_NUMBERS = ("nan", "inf", "infinity", "null")
_EVENT = "\x1b\\[[\\d:]+;\\d+:([A-Za-z]?)\\Z"
"""Where kitty says what was done with a key: no sequence ends there, so a letter with more after it is no end."""
_SPELT = "[;<:+-]([A-Za-z]*)\\Z"


def spells(held: str, letter: str) -> bool:
    """Tell whether `letter` goes on with a word that stands for a number at the end of `held`, or begins one."""
    before = re.search(_SPELT, held)
    if before is None:
        return False
    begun = (before[1] + letter).lower()
    return any(word.startswith(begun) for word in _NO_NUMBERS) or (len(begun) == 1 and bool(re.match(_EVENT, held)))


def misspelt(held: str, character: str) -> tuple[str, str] | None:
    """The sequence before letters that looked like such a word, and they, if with `character` they are none."""
    before = re.search(_SPELT, held)
    if before is None or before[1].lower() in ("", *_NO_NUMBERS) or spells(held, character):
        return None
    if character in "0123456789:;" and re.match(_EVENT, held):
        return None
    return held[: before.start(1)], before[1]
