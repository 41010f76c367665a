"""Groups made from those present: sizes differ by one at most, organisations mixed if asked, the same again by seed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence


def formed(
    named: Mapping[str, Sequence[str]], people: Sequence[str], seed: str, belonging: Mapping[str, str] | None = None
) -> dict[str, tuple[str, ...]]:
    """The members of each group of `named` (its key, and who is in it already), once all `people` are in one.

    By turns into the smallest, in an order that follows from `seed` and the people alone, however they are listed. With
    `belonging` (where each comes from), those of one organisation go one after another: so they are spread, too.
    """
    groups = {key: list(dict.fromkeys(those)) for key, those in named.items()}
    there = {who for those in groups.values() for who in those}
    if not groups:
        return {}
    from hashlib import sha256  # with OpenSSL, 4 MiB: where groups are formed alone

    def lot(word: str) -> str:
        return sha256(f"{seed}/{word}".encode()).hexdigest()

    where = belonging or {}
    counted = Counter(where.get(who, "") for who in people)
    waiting = sorted(
        {who for who in people if who not in there},
        key=lambda who: (-counted[where.get(who, "")], lot(where.get(who, "")), lot(who)) if where else (lot(who),),
    )
    order = {key: lot(key) for key in groups}
    for who in waiting:
        group = min(groups, key=lambda key: (len(groups[key]), _alike(groups[key], who, where), order[key]))
        groups[group].append(who)
    return {key: tuple(those) for key, those in groups.items()}


def _alike(group: Sequence[str], who: str, where: Mapping[str, str]) -> int:
    """The number of those in the group who come from where `who` comes from."""
    place = where.get(who, "")
    return sum(where.get(one) == place for one in group) if place else 0
