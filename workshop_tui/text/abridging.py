"""Short forms of several texts that stand side by side, as the heads of narrow columns: no two are the same."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import count

from workshop_tui.text.folding import fold

Cut = Callable[[str, int], str]
"""A function that cuts a text to a width in cells."""


def apart(texts: Sequence[str], width: int, cut: Cut) -> list[str]:
    """Each of `texts` on `width` cells at the most, as `cut` does it; those that would read alike, with the beginning
    of a later word, else with a number."""
    found = [cut(text, width) for text in texts]
    read = [fold(one) for one in found]
    taken = {one for one in read if read.count(one) == 1}
    for k, text in enumerate(texts):
        if read[k] not in taken:
            found[k] = next(one for one in _ways(text, width, cut) if fold(one) not in taken)
            taken.add(fold(found[k]))
    return found


def _ways(text: str, width: int, cut: Cut) -> Iterator[str]:
    """Yield other short forms of `text`: “Coll hab”, then “Collec2”."""
    first, *more = re.findall(r"\w{3,}", text) or [""]
    for word in more:
        for room in range(3, width - 3):
            yield f"{cut(first, width - room - 1).rstrip('…')} {cut(word, room).rstrip('…')}"
    for number in count(2):
        yield f"{cut(text, max(1, width - len(str(number)))).rstrip('… ')}{number}"
