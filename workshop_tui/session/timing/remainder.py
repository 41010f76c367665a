"""The remainder of a block, as plain numbers, and the arithmetic of landing it: `time.md`, "Fit".

Instants are whole seconds from the instant of asking, durations seconds; what is cut or given is whole
minutes. Nothing here knows a state or an event: `fit` makes `Remainder` from one and proposals from the answers.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import pairwise

from msgspec import Struct
from msgspec.structs import replace

from workshop_tui.session.timing.minutes import MINUTE


class Part(Struct, frozen=True):
    """A segment's part of what is left: its rest, how short and how long that may become, when it is cut.

    `tier` 0 is cut first (buffers), then 1, then 2 (protected). `pin` is the instant it does not start
    before. `droppable`: it may be skipped to save time. `hurried`: the floor beyond the plan, at most `floor`.
    `rounds`: the lengths of rounds that it may go without, the last ones first.
    """

    key: str
    rest: int
    floor: int
    ceiling: int
    tier: int = 1
    pin: int | None = None
    droppable: bool = False
    hurried: int | None = None
    rounds: tuple[int, ...] = ()

    @property
    def cuttable(self) -> int:
        """Whole minutes that it can lose."""
        return (self.rest - self.floor) // MINUTE

    @property
    def growable(self) -> int:
        """Whole minutes that it can be given."""
        return (self.ceiling - self.rest) // MINUTE

    @property
    def least(self) -> int:
        """The rest once it has lost all the minutes it can."""
        return self.rest - self.cuttable * MINUTE


HARD_END = ""
"""The name of the limit that is no part's pin."""


class Landing(Struct, frozen=True):
    """The end of what is left, and how far each limit is missed (0: it is met), by the part pinned to it."""

    end: int
    missed: dict[str, int]

    @property
    def late(self) -> int:
        """Seconds by which the limit is missed that is missed most; 0: it lands."""
        return max(self.missed.values(), default=0)


class Remainder(Struct, frozen=True):
    """The remainder of a block: its parts in the order of projection, from `start`, due by its hard `end`."""

    start: int
    end: int
    parts: tuple[Part, ...]

    def runs(self) -> Iterator[tuple[Run, str, int]]:
        """Yield each run of parts (none is empty) with its limit: the pin that begins the next, else the hard end."""
        inner = [i for i, part in enumerate(self.parts) if i and part.pin is not None]
        begins = [0, *inner, len(self.parts)] if self.parts else []
        for first, following in pairwise(begins):
            limit = self.parts[following] if following < len(self.parts) else None
            if limit is None or limit.pin is None:
                yield self.parts[first:following], HARD_END, self.end
            else:
                yield self.parts[first:following], limit.key, limit.pin

    def landing(self, rest: Callable[[Part], int] = lambda part: part.rest) -> Landing:
        """The landing with these rests: where it ends, and what it misses."""
        cursor, missed = self.start, {}
        for run, name, limit in self.runs():
            cursor = _begin(run, cursor) + sum(map(rest, run))
            missed[name] = max(0, cursor - limit)
        return Landing(cursor, missed)

    def at_least(self) -> Landing:
        """The landing with all cut as far as it goes: no squeeze misses any limit by less."""
        return self.landing(lambda part: part.least)

    def allowing(self, missed: dict[str, int]) -> Remainder:
        """The remainder with each limit later by what it is missed by anyhow."""
        parts = (
            replace(part, pin=part.pin + missed[part.key]) if part.pin is not None and part.key in missed else part
            for part in self.parts
        )
        return replace(self, end=self.end + missed.get(HARD_END, 0), parts=tuple(parts))

    def without(self, keys: frozenset[str]) -> Remainder:
        """The remainder with these parts skipped."""
        return replace(self, parts=tuple(part for part in self.parts if part.key not in keys))

    def hurrying(self) -> Remainder:
        """The remainder with floors beyond the plan."""
        parts = (part if part.hurried is None else replace(part, floor=part.hurried) for part in self.parts)
        return replace(self, parts=tuple(parts))

    def squeezed(self) -> Remainder:
        """The remainder with each run cut by the whole minutes it is over its limit, or by as many as it has."""
        return self._run_by_run(lambda run, begin, limit: min(limit, begin + _total(run)))

    def stretched(self) -> Remainder:
        """The remainder with each run that is early given its whole minutes to spare, or as many as it can take."""
        return self._run_by_run(lambda run, begin, limit: max(limit, begin + _total(run)))

    def settled(self, wishes: dict[str, int]) -> Remainder:
        """The remainder with these rests as wished (within their bounds); the other parts of each run make up for that.

        A run then ends where it would have ended, or at its limit if that is sooner.
        """
        held = {p.key: min(max(wishes[p.key], p.floor), p.ceiling) for p in self.parts if p.key in wishes}
        usual = {part.key: part.rest for part in self.parts}
        wished = replace(self, parts=tuple(_held(p, held[p.key]) if p.key in held else p for p in self.parts))
        return wished._run_by_run(lambda run, begin, limit: min(limit, begin + sum(usual[p.key] for p in run)))

    def _run_by_run(self, due: Callable[[Run, int, int], int]) -> Remainder:
        """The remainder, each run cut or stretched to end when `due` (of the run, where it begins, its limit) says."""
        cursor, parts = self.start, list[Part]()
        for run, _name, limit in self.runs():
            begin = _begin(run, cursor)
            over = begin + _total(run) - due(run, begin, limit)
            after = _cut(run, -(-over // MINUTE)) if over > 0 else _grown(run, -over // MINUTE)
            parts.extend(after)
            cursor = begin + _total(after)
        return replace(self, parts=tuple(parts))


Run = tuple[Part, ...]


def shares(minutes: int, weights: list[int], most: list[int]) -> list[int]:
    """`minutes` shared in proportion to `weights`, none above `most`: whole ones, by largest remainder.

    Ties go to the later one; what a full one cannot take goes on to the next largest remainder. All of it
    is shared out, if `minutes` ≤ sum of `most`.
    """
    total = sum(weights)
    if not minutes or not total:
        return [0] * len(weights)
    given = [minutes * weight // total for weight in weights]
    by_remainder = sorted(range(len(weights)), key=lambda i: (minutes * weights[i] % total, i), reverse=True)
    while (left := minutes - sum(given)) > 0:
        free = [i for i in by_remainder if given[i] < most[i]]
        for i in free[:left]:
            given[i] += 1
    return given


def in_proportion(whole: int, parts: list[int]) -> list[int]:
    """`whole` in the proportion of `parts`: whole ones, by largest remainder; of a tie, the first one has more."""
    return shares(whole, parts[::-1], [whole] * len(parts))[::-1]


def _held(part: Part, rest: int) -> Part:
    return replace(part, rest=rest, floor=rest, ceiling=rest)


def _begin(run: Run, cursor: int) -> int:
    pin = run[0].pin
    return cursor if pin is None else max(cursor, pin)


def _total(run: Run) -> int:
    return sum(part.rest for part in run)


def _cut(run: Run, minutes: int) -> Run:
    """The run with `minutes` cut, or all that can be: a tier only when those before it are at their floors."""
    rests = {}
    for tier in sorted({part.tier for part in run}):
        here = [part for part in run if part.tier == tier]
        most = [part.cuttable for part in here]
        now = min(minutes, sum(most))
        minutes -= now
        for part, cut in zip(here, shares(now, [p.rest - p.floor for p in here], most), strict=True):
            rests[part.key] = part.rest - cut * MINUTE
    return tuple(replace(part, rest=rests[part.key]) for part in run)


def _grown(run: Run, minutes: int) -> Run:
    """The run with `minutes` given, or all that it can take."""
    most = [part.growable for part in run]
    given = shares(min(minutes, sum(most)), [part.ceiling - part.rest for part in run], most)
    return tuple(replace(p, rest=p.rest + gift * MINUTE) for p, gift in zip(run, given, strict=True))
