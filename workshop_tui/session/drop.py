"""The smallest and cheapest set of segments to skip so that a squeeze lands a block, found exactly.

A run lands if, with all its pieces cut as far as they go, it ends by its limit. Between two pins that are
kept, what is skipped is thus a choice on its own: skip the fewest pieces whose `least` times add up to what
is too much and, among those choices, the one with the fewest remaining minutes; equals go to the later
segments. Over the pins (one may be skipped too, and its limit goes with it) a shortest path joins them.

How one choice is made (`_choose`): the fewest is k pieces, the longest ones. A set of k pieces lacks, piece by
piece in order of length, some seconds against those k longest, and may lack less in all than the k-th longest
has. So the search goes over (pieces looked at, pieces taken, seconds lacking): n · k · d steps, d being the
number of different lacks below one segment's length, in practice its minutes. Measured: tests/benchmarks.
"""

from __future__ import annotations

from dataclasses import dataclass

from workshop_tui.session.left import Left, Piece


@dataclass(frozen=True, order=True)
class Cost:
    """What a set of skipped pieces costs; compared in this order. `early`: a bit a piece, the first the highest."""

    count: int = 0
    rest: int = 0
    early: int = 0

    def __add__(self, other: Cost) -> Cost:
        return Cost(self.count + other.count, self.rest + other.rest, self.early + other.early)


def fewest_to_drop(left: Left) -> frozenset[str]:
    """The pieces to skip so that a squeeze can do the rest, fewest and cheapest.

    A limit that is missed whatever is skipped counts as met if it is missed by no more than that.
    """
    without_any = left.without(frozenset(piece.key for piece in left.pieces if piece.droppable))
    cost = _shortest(left.allowing(without_any.at_least().missed))
    last = len(left.pieces) - 1
    return frozenset(piece.key for i, piece in enumerate(left.pieces) if cost.early >> (last - i) & 1)


def _shortest(left: Left) -> Cost:
    """The cost of the best set, by a shortest path from pin to pin. Some set is known to land.

    A first pass over counts alone (they are cheap) says which steps can be part of a smallest set; only
    those are weighed.
    """
    pins = [i for i, piece in enumerate(left.pieces) if piece.pin is not None]
    nodes = [-1, *pins, len(left.pieces)]
    steps: dict[tuple[int, int], _Step] = {}
    for b in range(1, len(nodes)):
        for a in range(b - 1, -1, -1):
            step = _Step.between(left, nodes[a], nodes[b])
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


@dataclass(frozen=True)
class _Step:
    """From one kept pin (or the start) to the next (or the end): what is skipped anyway, what may be, how much must.

    `count` is the fewest skipped in all, None if it never lands.
    """

    forced: Cost
    choices: tuple[tuple[Piece, int], ...]
    too_much: int
    count: int | None

    @classmethod
    def between(cls, left: Left, a: int, b: int) -> _Step | None:
        """The step from piece `a` (-1: the start) to piece `b`; None if a pin between them cannot be skipped."""
        n, inner = len(left.pieces), left.pieces[a + 1 : b]
        if any(piece.pin is not None and not piece.droppable for piece in inner):
            return None
        bits = {piece.key: 1 << (n - 1 - i) for i, piece in enumerate(left.pieces[a + 1 : b], a + 1)}
        gone = [piece for piece in inner if piece.pin is not None]
        forced = Cost(len(gone), sum(p.rest for p in gone), sum(bits[p.key] for p in gone))
        pin = left.pieces[a].pin if a >= 0 else None
        begin = left.start if pin is None else max(left.start, pin) + left.pieces[a].least
        limit = left.pieces[b].pin if b < n else left.end
        kept = [piece for piece in inner if piece.pin is None]
        too_much = begin + sum(piece.least for piece in kept) - (limit if limit is not None else left.end)
        choices = tuple((piece, bits[piece.key]) for piece in kept if piece.droppable)
        count: int | None = len(gone)
        if not (a < 0 and not kept):  # nothing before the first pin: nothing to be late
            short, taken = too_much, 0
            for length in sorted((piece.least for piece, _bit in choices), reverse=True):
                if short <= 0:
                    break
                short, taken = short - length, taken + 1
            all_go = a < 0 and len(choices) == len(kept)
            count = len(gone) + taken if short <= 0 or all_go else None
        return cls(forced, choices, too_much, count)

    def cost(self) -> Cost:
        """The cheapest way to skip that few."""
        return self.forced + _choose(self.choices, self.too_much, (self.count or 0) - self.forced.count)


def _choose(choices: tuple[tuple[Piece, int], ...], too_much: int, k: int) -> Cost:
    """The cheapest `k` of the choices whose least times add up to `too_much`; `k` is the fewest that do.

    All of them, if even those do not (then nothing is left that could be late).
    """
    ordered = sorted(choices, key=lambda choice: -choice[0].least)
    longest = [piece.least for piece, _bit in ordered[:k]]
    spare = sum(longest) - too_much
    if k == len(ordered):
        spare = max(spare, 0)
    taken: list[dict[int, Cost]] = [{0: Cost()}, *({} for _ in range(k))]  # by number taken: the best for each lack
    for i, (piece, bit) in enumerate(ordered):
        this = Cost(1, piece.rest, bit)
        for j in range(min(i, k - 1), max(-1, k - len(ordered) + i - 1), -1):
            lack = longest[j] - piece.least
            if lack > spare:
                break  # even more so against a longer one
            for before, cost in taken[j].items():
                if (now := before + lack) <= spare:
                    new = cost + this
                    if now not in taken[j + 1] or new < taken[j + 1][now]:
                        taken[j + 1][now] = new
    return min(taken[k].values())
