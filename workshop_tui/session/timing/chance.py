"""The chance that a block ends by its hard end: docs/time.md, "How likely". Exact, by convolution; no sampling.

A segment takes its allotment, or some whole minutes less or more: from as many less as `min` is below its
planned minutes to as many more as `max` is above them. None is as likely as a triangle has it, highest at
the allotment and falling evenly to nothing one minute past either bound: the one shape that three numbers
give without a fourth. Days on which the agenda was run before count one each, the plan's triangle `PLAN`
days. A rigid segment takes its allotment, for certain.

What has been used is known: of a segment begun, only the lengths that it can still have count. One that is
past them all is taken to end now, as the projection has it.

`Outlook` goes backward from the hard end and keeps, for what is left after the live segment, the chance of
landing as a step function of when that begins (`Odds`): one tick costs a sum over the live segment's lengths.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from operator import mul

from msgspec import Struct

from workshop_tui.session.timing.day import Day
from workshop_tui.session.timing.minutes import MINUTE
from workshop_tui.session.timing.timeline import BlockTimes, SegmentTimes, Timeline

PLAN = 2
"""Past days that the plan's own triangle counts for."""

Past = Mapping[str, Sequence[int]]
"""The whole minutes longer than planned that each segment took on other days; below zero: shorter."""


class Spread(Struct, frozen=True):
    """Lengths a minute apart, the first of `shortest` seconds, and the chance of each."""

    shortest: int
    chances: tuple[float, ...]


class Odds(Struct, frozen=True):
    """The chance of landing when what is left begins at an instant (seconds): a step function that never rises.

    `values[i]` holds after `first` + 60 (i − 1) and up to `first` + 60 i; `before` all the time before that,
    0 all the time after.
    """

    first: int
    values: tuple[float, ...] = ()
    before: float = 1.0

    @classmethod
    def by(cls, end: int) -> Odds:
        """The odds when nothing is left: it lands if it is not past `end`."""
        return cls(end + MINUTE)

    def at(self, instant: int) -> float:
        """The chance at `instant`."""
        step = self._step(instant)
        if step < 0:
            return self.before
        return self.values[step] if step < len(self.values) else 0.0

    def after(self, spread: Spread) -> Odds:
        """The odds when a segment of these lengths comes first."""
        wide = len(spread.chances) - 1
        around = (*[self.before] * wide, *self.values, *[0.0] * wide)
        values = tuple(sum(map(mul, spread.chances, around[i : i + wide + 1])) for i in range(len(self.values) + wide))
        return Odds(self.first - spread.shortest - wide * MINUTE, values, self.before)

    def not_before(self, pin: int) -> Odds:
        """The odds when what is left does not begin before `pin`."""
        step = self._step(pin)
        if step < 0:
            return self
        return Odds(self.first + (step + 1) * MINUTE, self.values[step + 1 :], self.at(pin))

    def _step(self, instant: int) -> int:
        return -((self.first - instant) // MINUTE)


def spread(row: SegmentTimes, past: Past) -> Spread:
    """The lengths that the segment may have in all today, in seconds, given what it has used."""
    plan, nothing = row.plan, Spread(row.elapsed_s, (1.0,))
    less, more = plan.minutes - plan.shortest, plan.longest - plan.minutes
    if less == more == 0:
        return Spread(row.allotted_s, (1.0,)) if row.allotted_s >= row.elapsed_s else nothing
    seen = Counter(past.get(row.key, ()))
    weights = {k: PLAN * share for k, share in _triangle(less, more).items()}
    for k, times in seen.items():
        weights[k] = weights.get(k, 0.0) + times
    weights = {k: weight for k, weight in weights.items() if row.allotted_s + k * MINUTE >= row.elapsed_s}
    if not weights:
        return nothing
    low, total = min(weights), sum(weights.values())
    chances = tuple(weights.get(k, 0.0) / total for k in range(low, max(weights) + 1))
    return Spread(row.allotted_s + low * MINUTE, chances)


def _triangle(less: int, more: int) -> dict[int, float]:
    """The chance of each whole number of minutes from −`less` to `more`, highest at 0."""
    heights = {k: 1 + k / (less + 1) if k < 0 else 1 - k / (more + 1) for k in range(-less, more + 1)}
    total = sum(heights.values())
    return {k: height / total for k, height in heights.items()}


class Outlook(Struct, frozen=True):
    """The chances of all that is left after the live segment: good until the day, or the current block, is another."""

    day: Day
    current: str | None
    past: Past
    odds: Mapping[str, Odds]

    @classmethod
    def of(cls, day: Day, times: Timeline, past: Past) -> Outlook:
        """The outlook of `day`, whose timeline is `times`."""
        ahead = [block for block in times.blocks if block.entered is not None]
        odds = {block.plan.key: _odds(ahead[: i + 1], times, past) for i, block in enumerate(ahead)}
        return cls(day, times.current, past, odds)

    def holds(self, day: Day, times: Timeline) -> bool:
        """Tell whether it is still the outlook of this day."""
        return self.day is day and self.current == times.current

    def on_time(self, times: Timeline) -> dict[str, float | None]:
        """The chance (0–1) of each block to end by its hard end; None for one that holds nothing and held nothing."""
        return {block.plan.key: self._on_time(block, times) for block in times.blocks}

    def _on_time(self, block: BlockTimes, times: Timeline) -> float | None:
        if block.projected_end is None:
            return None
        if not any(row.projected_end for row in block.segments):
            return float(block.projected_end <= block.end)
        odds, now = self.odds[block.plan.key], int(times.now.timestamp())
        if times.live is None:
            return odds.at(now)
        lengths = spread(times.live, self.past)
        begin = now + lengths.shortest - times.live.elapsed_s
        landing = [odds.at(begin + i * MINUTE) for i in range(len(lengths.chances))]
        if min(landing) == max(landing):
            return landing[0]  # and no rounding of a sum
        return min(1.0, float(sum(map(mul, lengths.chances, landing))))


def on_time(day: Day, times: Timeline, past: Past) -> dict[str, float | None]:
    """The chance of each block to end by its hard end, once."""
    return Outlook.of(day, times, past).on_time(times)


def _odds(ahead: Sequence[BlockTimes], times: Timeline, past: Past) -> Odds:
    """The odds that the last of these blocks lands, of what follows the live segment."""
    odds = Odds.by(int(ahead[-1].end.timestamp()))
    live = times.live.key if times.live else None
    for block in reversed(ahead):
        for row in reversed(block.segments):
            if row.projected_end and row.key != live:
                lengths = spread(row, past)
                odds = odds.after(Spread(lengths.shortest - row.elapsed_s, lengths.chances))
                odds = odds.not_before(int(row.pin.timestamp())) if row.pin else odds
        if live is None or block.plan.key != times.current:
            odds = odds.not_before(int(block.start.timestamp()))
    return odds
