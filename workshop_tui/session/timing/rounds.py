"""The last rounds of repeated steps that a block has to do without to land: `time.md`, "Fit", *drop*.

Looked for only once what is optional is dropped and that is not enough. Limit by limit, the part that saves most by its
next round gives it, the later of equals, until the limit is met or none is left: the fewest rounds where those of each
part are of one length. The last that is taken is the shortest that will do.
"""

from __future__ import annotations

from collections.abc import Mapping
from itertools import accumulate, pairwise

from msgspec.structs import replace

from workshop_tui.session.timing.remainder import Part, Remainder


def fewest_rounds(remainder: Remainder) -> dict[str, int]:
    """How many of its last rounds each part gives, so that a squeeze can do the rest, or comes as near as can be."""
    taken: dict[str, int] = {}
    if not any(part.rounds for part in remainder.parts):
        return taken
    eligible: list[Part] = []
    cursor = remainder.start
    for run, _name, limit in remainder.runs():
        pin = run[0].pin
        if pin is not None and pin >= cursor:
            eligible, cursor = [], pin  # there is a gap: what was before it saves nothing here
        eligible += [part for part in run if part.rounds]
        cursor += sum(part.least for part in run)
        cursor -= _taken_for(cursor - limit, eligible, taken)
    return {key: count for key, count in taken.items() if count}


def _taken_for(over: int, parts: list[Part], taken: dict[str, int]) -> int:
    """Take rounds of these parts until `over` seconds are saved, or none is left; the seconds that it came to."""
    saves = {part.key: _saves(part) for part in parts}
    saved = 0
    while saved < over:
        given = [
            (saves[part.key][taken.get(part.key, 0)], place, part.key)
            for place, part in enumerate(parts)
            if taken.get(part.key, 0) < len(part.rounds)
        ]
        if not given:
            break
        will_do = [one for one in given if saved + one[0] >= over]
        gain, _place, key = min(will_do, key=lambda one: (one[0], -one[1])) if will_do else max(given)
        taken[key] = taken.get(key, 0) + 1
        saved += gain
    return saved


def _saves(part: Part) -> list[int]:
    """The seconds by which each further round makes the least time of a part shorter."""
    least = [part.least, *(without_rounds(part, count).least for count in range(1, len(part.rounds) + 1))]
    return [before - after for before, after in pairwise(least)]


def without_rounds(part: Part, count: int) -> Part:
    """The part without so many of its last rounds: its bounds go down in proportion."""
    rest = max(0, part.rest - [0, *accumulate(part.rounds)][count])

    def scaled(bound: int) -> int:
        return -(-bound * rest // part.rest) if part.rest else 0

    hurried = None if part.hurried is None else scaled(part.hurried)
    ceiling = max(rest, part.ceiling - (part.rest - rest))
    return replace(part, rest=rest, floor=scaled(part.floor), ceiling=ceiling, hurried=hurried, rounds=())


def all_without(remainder: Remainder, taken: Mapping[str, int]) -> Remainder:
    """The remainder without those rounds."""
    parts = (without_rounds(part, taken[part.key]) if part.key in taken else part for part in remainder.parts)
    return replace(remainder, parts=tuple(parts))
