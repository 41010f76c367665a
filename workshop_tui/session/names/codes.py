"""Codes that stand for names: P37. They are drawn, and not counted, or the row of a list would say whose each is.

A session keeps the lot by which they are drawn from its beginning, so every terminal draws the same. Sessions of before
have none, and keep the codes that were given: P1, P2… in the order in which names were said.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import count


def new_draw() -> str:
    """Make the lot of a session."""
    import secrets  # with `hashlib`, 4 ms of every command that draws nothing

    return secrets.token_hex(16)


def codes_drawn(draw: str | None) -> Iterator[str]:
    """The codes in the order in which names are given them: P1 to P99 as they are drawn, then those of three figures…

    Counted where there is no `draw`.
    """
    if draw is None:
        yield from (f"P{n}" for n in count(1))
    for figures in count(2):
        first = 1 if figures == 2 else 10 ** (figures - 1)
        yield from sorted((f"P{n}" for n in range(first, 10**figures)), key=lambda code: _lot(f"{draw} {code}"))


def is_code(words: str) -> bool:
    """Tell whether it is a code, which stands for a name, or for one that was forgotten: P3."""
    return bool(re.fullmatch(r"P[1-9][0-9]*", words))


def _lot(drawn: str) -> bytes:
    from hashlib import sha256

    return sha256(drawn.encode()).digest()
