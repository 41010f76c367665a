"""The smallest and cheapest set of segments to skip so that a squeeze lands a block, found exactly.

A run lands if, with all its parts cut as far as they go, it ends by its limit. Between two pins that are
kept, what is skipped is thus a choice on its own: skip the fewest parts whose `least` times add up to what
is too much and, among those choices, the one with the fewest remaining minutes; equals go to the later
segments. Over the pins (one may be skipped too, and its limit goes with it) a shortest path joins them.

How one choice is made (`_choose`): the fewest is k parts, the longest ones. A set of k parts lacks, part by
part in order of length, some seconds against those k longest, and may lack less in all than the k-th longest
has. So the search goes over (parts looked at, parts taken, seconds lacking): n · k · d steps, d being the
number of different lacks below one segment's length, in practice its minutes. Measured: tests/benchmarks.
"""

from __future__ import annotations

from dataclasses import dataclass

from msgspec import Struct

from workshop_tui.session.timing.remainder import Part, Remainder


@dataclass(frozen=True, order=True)
class Cost:
    """The cost of a set of skipped parts; compared in this order. `early`: a bit a part, the first the highest."""

    count: int = 0
    rest: int = 0
    early: int = 0

    def __add__(self, other: Cost) -> Cost:
        return Cost(self.count + other.count, self.rest + other.rest, self.early + other.early)


def fewest_to_drop(remainder: Remainder) -> frozenset[str]:
    """The parts to skip so that a squeeze can do the rest, fewest and cheapest.

    A limit that is missed whatever is skipped counts as met if it is missed by no more than that.
    """
    without_any = remainder.without(frozenset(part.key for part in remainder.parts if part.droppable))
    cost = _shortest(remainder.allowing(without_any.at_least().missed))
    last = len(remainder.parts) - 1
    return frozenset(part.key for i, part in enumerate(remainder.parts) if cost.early >> (last - i) & 1)


def _shortest(remainder: Remainder) -> Cost:
    """The cost of the best set, by a shortest path from pin to pin. Some set is known to land.

    A first pass over counts alone (they are cheap) says which steps can be part of a smallest set; only
    those are weighed.
    """
    pins = [i for i, part in enumerate(remainder.parts) if part.pin is not None]
    nodes = [-1, *pins, len(remainder.parts)]
    steps: dict[tuple[int, int], _Step] = {}
    for b in range(1, len(nodes)):
        for a in range(b - 1, -1, -1):
            step = _Step.between(remainder, nodes[a], nodes[b])
            if step is None:
                break  # a pin in between stays, whichever step would pass over it
            if step.count is not None:
                steps[a, b] = step
    end = len(nodes) - 1
    after: dict[int, int] = {end: 0}
    for a in range(end - 1, -1, -1):
        counts = [(step.count or 0) + after[b] for (one, b), step in steps.items() if one == a and b in after]
        if counts:
            after[a] = min(counts)
    best: dict[int, Cost] = {0: Cost()}
    for b in range(1, end + 1):
        found = [
            best[a] + step.cost()
            for (a, one), step in steps.items()
            if one == b and a in best and b in after and best[a].count + (step.count or 0) + after[b] == after[0]
        ]
        if found:
            best[b] = min(found)
    return best[end]


class _Step(Struct, frozen=True):
    """A step from one kept pin (or the start) to the next (or the end): what is skipped anyway, what may be, how much
    must.

    `count` is the fewest skipped in all, None if it never lands.
    """

    forced: Cost
    choices: tuple[tuple[Part, int], ...]
    too_much: int
    count: int | None

    @classmethod
    def between(cls, remainder: Remainder, a: int, b: int) -> _Step | None:
        """The step from part `a` (-1: the start) to part `b`; None if a pin between them cannot be skipped."""
        n, inner = len(remainder.parts), remainder.parts[a + 1 : b]
        if any(part.pin is not None and not part.droppable for part in inner):
            return None
        bits = {part.key: 1 << (n - 1 - i) for i, part in enumerate(remainder.parts[a + 1 : b], a + 1)}
        gone = [part for part in inner if part.pin is not None]
        forced = Cost(len(gone), sum(p.rest for p in gone), sum(bits[p.key] for p in gone))
        pin = remainder.parts[a].pin if a >= 0 else None
        begin = remainder.start if pin is None else max(remainder.start, pin) + remainder.parts[a].least
        limit = remainder.parts[b].pin if b < n else remainder.end
        kept = [part for part in inner if part.pin is None]
        too_much = begin + sum(part.least for part in kept) - (limit if limit is not None else remainder.end)
        choices = tuple((part, bits[part.key]) for part in kept if part.droppable)
        count: int | None = len(gone)
        if not (a < 0 and not kept):  # nothing before the first pin: nothing to be late
            short, taken = too_much, 0
            for length in sorted((part.least for part, _bit in choices), reverse=True):
                if short <= 0:
                    break
                short, taken = short - length, taken + 1
            all_go = a < 0 and len(choices) == len(kept)
            count = len(gone) + taken if short <= 0 or all_go else None
        return cls(forced, choices, too_much, count)

    def cost(self) -> Cost:
        """The cheapest way to skip that few."""
        return self.forced + _choose(self.choices, self.too_much, (self.count or 0) - self.forced.count)


def _choose(choices: tuple[tuple[Part, int], ...], too_much: int, k: int) -> Cost:
    """The cheapest `k` of the choices whose least times add up to `too_much`; `k` is the fewest that do.

    All of them, if even those do not (then nothing is left that could be late).
    """
    ordered = sorted(choices, key=lambda choice: -choice[0].least)
    longest = [part.least for part, _bit in ordered[:k]]
    spare = sum(longest) - too_much
    if k == len(ordered):
        spare = max(spare, 0)
    taken: list[dict[int, Cost]] = [{0: Cost()}, *({} for _ in range(k))]  # by number taken: the best for each lack
    for i, (part, bit) in enumerate(ordered):
        this = Cost(1, part.rest, bit)
        for j in range(min(i, k - 1), max(-1, k - len(ordered) + i - 1), -1):
            lack = longest[j] - part.least
            if lack > spare:
                break  # even more so against a longer one
            for before, cost in taken[j].items():
                if (now := before + lack) <= spare:
                    new = cost + this
                    if now not in taken[j + 1] or new < taken[j + 1][now]:
                        taken[j + 1][now] = new
    return min(taken[k].values())
