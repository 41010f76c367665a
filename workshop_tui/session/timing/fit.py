"""Landing a block on its hard end: what may be proposed at an instant, `time.md`, "Fit".

`fit` proposes and never imposes: a person picks one, the command `Fit` makes one event of it, `undo` takes it back.
A pure function of (day, now); the arithmetic is in `remainder`, the smallest set to drop in `drop`.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping
from datetime import datetime, timedelta
from functools import cache, cached_property
from itertools import takewhile
from types import MappingProxyType

from msgspec import Struct
from msgspec.structs import replace

from workshop_tui.locale import Message, say
from workshop_tui.session.timing.day import Day, seconds
from workshop_tui.session.timing.drop import fewest_to_drop
from workshop_tui.session.timing.limits import block_to_fit, front_of, remainder_of, rounds_of
from workshop_tui.session.timing.minutes import missed_by
from workshop_tui.session.timing.remainder import HARD_END, Remainder
from workshop_tui.session.timing.replanning_events import AllotmentChange, ProposalApplied, ProposalKind, RoundsDropped
from workshop_tui.session.timing.rounds import all_without, fewest_rounds
from workshop_tui.session.timing.timeline import BlockTimes, SegmentTimes, Timeline, left_open, timeline


class Change(Struct, frozen=True):
    """One segment's remaining time, before and after, in seconds."""

    segment: str
    before_s: int
    after_s: int


class Proposal(Struct, frozen=True):
    """One way to land. `ends`: the block's projected end if it is taken; `late_s`: how late it still is then.

    `late_s` is the most that any limit (a pin, the hard end; with `carry` those of the next block too) is
    missed by. Carried segments go to the block `into`, after `after` (None: first).
    """

    kind: ProposalKind
    possible: bool
    ends: datetime | None
    late_s: int
    changes: tuple[Change, ...] = ()
    skipped: tuple[str, ...] = ()
    rounds: tuple[RoundsDropped, ...] = ()
    carried: tuple[str, ...] = ()
    into: str | None = None
    after: str | None = None

    @property
    def changes_something(self) -> bool:
        return bool(self.changes or self.skipped or self.carried)

    @property
    def needed(self) -> int:
        """Minutes that would still have to be found for it to land, as many as it is told to be late."""
        return missed_by(self.late_s)

    def helps(self, found: Offer) -> bool:
        """Tell whether it lands, or some limit is missed by less, or the block ends sooner."""
        sooner = bool(self.ends and found.block.projected_end and self.ends < found.block.projected_end)
        return self.changes_something and (self.possible or self.late_s < found.late_s or sooner)

    def same_as(self, other: Proposal) -> bool:
        """Tell whether it changes the same, and something."""
        mine, others = ((one.changes, one.skipped, one.rounds, one.carried) for one in (self, other))
        return self.changes_something and mine == others

    def rest_after(self, row: SegmentTimes) -> int:
        """The remaining seconds of this segment once the proposal is taken; 0 if it is skipped."""
        if row.key in self.skipped:
            return 0
        return next((c.after_s for c in self.changes if c.segment == row.key), max(0, row.remaining_s))

    def event(self, day: Day, block: str, at: datetime, by: str) -> ProposalApplied:
        """The event that taking it at `at` makes."""

        def allotments(change: Change) -> AllotmentChange:
            used = day.elapsed_s(change.segment, at)
            before = day.segments[change.segment].allotted_s
            return AllotmentChange(segment=change.segment, before_s=before, after_s=used + change.after_s)

        return ProposalApplied(
            at=at,
            by=by,
            kind=self.kind,
            block=block,
            changes=tuple(allotments(c) for c in self.changes),
            skipped=self.skipped,
            rounds=self.rounds or None,
            carried=self.carried,
            into=self.into,
            after=self.after,
        )


class Offer(Struct, frozen=True, dict=True):
    """The proposals for one block at an instant: the block, what is left of it, and what is left of the next.

    Beyond the plan, where nothing within it lands: `hurry`, and what would have to go by hand (`last_resort`).
    """

    times: Timeline
    block: BlockTimes
    remainder: Remainder
    following: BlockTimes | None
    remainder_there: Remainder

    @property
    def now(self) -> datetime:
        """The instant that it speaks of."""
        return self.times.now

    @property
    def late_s(self) -> int:
        """Seconds that the block is late if nothing is done: the most that any of its limits is missed by."""
        return self.remainder.landing().late

    @cached_property
    def within(self) -> tuple[Proposal, ...]:
        """The four ways that keep to the plan's bounds and need no wishes."""
        return tuple(self.proposal(kind) for kind in ("squeeze", "drop", "carry", "stretch"))

    @property
    def nothing_lands(self) -> bool:
        """Tell whether the block is late, and none of these would change that."""
        return self.late_s > 0 and not any(one.possible for one in self.within)

    @cached_property
    def proposals(self) -> tuple[Proposal, ...]:
        """The four ways, and where none of them lands and it would be less late so, hurrying."""
        hurry = self.proposal("hurry") if self.nothing_lands else None
        return (*self.within, hurry) if hurry and hurry.late_s < self.within[0].late_s else self.within

    def beyond(self, one: Proposal) -> tuple[str, ...]:
        """The segments that a proposal gives less than their `min`, in order."""
        floors = {part.key: part.least for part in (*self.remainder.parts, *self.remainder_there.parts)}
        fewer = {dropped.segment for dropped in one.rounds}
        return tuple(
            change.segment
            for change in one.changes
            if change.segment not in fewer and change.after_s < floors[change.segment]
        )

    @cached_property
    def last_resort(self) -> str | None:
        """The segment to skip by hand where nothing within the plan lands: not optional, and without it the block does.

        Of those the one with the fewest remaining minutes, the later of equals. None with a fixed time, protected or
        live; None where a way lands, or no single one would do.
        """
        if not self.nothing_lands:
            return None
        live = self.times.live.key if self.times.live else None
        free = (p for p in self.remainder.parts if p.tier == 1 and p.pin is None and not p.droppable and p.key != live)
        landing = [p for p in free if p.rest and not self.remainder.without(frozenset({p.key})).at_least().late]
        return min(reversed(landing), key=lambda part: part.rest).key if landing else None

    def proposal(self, kind: ProposalKind, wishes: Mapping[str, int] = MappingProxyType({})) -> Proposal:
        """The proposal of this kind; by hand with these allotments (seconds), the others taking up the difference."""
        match kind:
            case "squeeze":
                return self._proposal(kind, self.remainder.squeezed())
            case "drop":
                return self._drop()
            case "carry":
                return self._carry()
            case "stretch":
                return self._stretch()
            case "hurry":
                return self._proposal(kind, self.remainder.hurrying().squeezed())
            case "hand":
                used = {row.key: row.elapsed_s for row in self.block.segments}
                rests = {key: wish - used.get(key, 0) for key, wish in wishes.items()}
                return self._proposal(kind, self.remainder.settled(rests))

    def _drop(self) -> Proposal:
        skipped = fewest_to_drop(self.remainder)
        keys = tuple(part.key for part in self.remainder.parts if part.key in skipped)
        kept = self.remainder.without(skipped)
        taken = fewest_rounds(kept) if kept.at_least().late else {}
        made = self._proposal("drop", all_without(kept, taken).squeezed())
        return replace(made, skipped=keys, rounds=tuple(self._rounds(key, count) for key, count in taken.items()))

    def _rounds(self, key: str, count: int) -> RoundsDropped:
        """The last `count` rounds of a segment, in the order in which they would be held."""
        gone = reversed(rounds_of(self.times.segment(key))[:count])
        return RoundsDropped(segment=key, rounds=tuple((one.place, one.number) for one in gone))

    def _carry(self) -> Proposal:
        """The fewest trailing segments such that both blocks land, else such that they are the least late.

        A segment with a clock time keeps its appointment: neither it nor what comes before it is carried, so that
        only the hard end is at stake here. The more is carried, the less late is this block and the later the
        next: the best is where the two cross. Nothing goes to a block whose hour has come while nothing is live: the
        day would go there, and leave the rest of this one behind.
        """
        live = self.times.live.key if self.times.live else None
        free = takewhile(lambda part: part.pin is None and part.key != live, reversed(self.remainder.parts))
        open_still = self.following is not None and (live or self.following.start > self.times.now)
        most = len(list(free)) if open_still else 0

        @cache
        def late(count: int) -> tuple[int, int]:
            here, there = self._with_carried(count)
            return here.at_least().missed.get(HARD_END, 0), there.at_least().late

        counts = range(most + 1)
        crossing = bisect_left(counts, True, key=lambda count: late(count)[0] <= late(count)[1])
        least = min(max(late(count)) for count in (crossing - 1, crossing) if count in counts)
        count = bisect_left(counts, True, key=lambda count: late(count)[0] <= least)
        here, there = (one.squeezed() for one in self._with_carried(count))
        made = self._proposal("carry", here, there)
        if not count or self.following is None:
            return made
        carried = tuple(part.key for part in self.remainder.parts[-count:])
        return replace(made, carried=carried, into=self.following.plan.key, after=front_of(self.following))

    def _with_carried(self, count: int) -> tuple[Remainder, Remainder]:
        """The block and the next one, with the last `count` parts at the front of the next."""
        cut = len(self.remainder.parts) - count
        here = replace(self.remainder, parts=self.remainder.parts[:cut])
        opens = seconds(self.following.start - self.times.now) if self.following else 0
        start = max(opens, here.squeezed().landing().end)
        return here, replace(
            self.remainder_there, start=start, parts=self.remainder.parts[cut:] + self.remainder_there.parts
        )

    def _stretch(self) -> Proposal:
        stretched = self.remainder if self.remainder.landing().late else self.remainder.stretched()
        made = self._proposal("stretch", stretched)
        return replace(made, possible=made.possible and made.changes_something)

    def _proposal(self, kind: ProposalKind, after: Remainder, there: Remainder | None = None) -> Proposal:
        """Propose what it takes to make `remainder` `after` (and what is left of the next block `there`)."""
        later = there.parts if there else ()
        rests = {part.key: part.rest for part in (*self.remainder.parts, *self.remainder_there.parts)}
        changes = tuple(
            Change(part.key, rests[part.key], part.rest)
            for part in (*after.parts, *later)
            if part.rest != rests[part.key]
        )
        landing = after.landing()
        late = max(landing.late, there.landing().late if there else 0)
        gone = {part.key for part in later}
        held = [row.actual_end for row in self.block.segments if row.actual_end and row.key not in gone]
        ends = self.times.now + timedelta(seconds=landing.end) if after.parts else max(held, default=None)
        return Proposal(kind, possible=late == 0, ends=ends, late_s=late, changes=changes)


def fit(day: Day, now: datetime) -> Offer | None:
    """The proposals for the block that needs one: see `block_to_fit`. None if nothing is left of the day."""
    times = timeline(day, now)
    block = block_to_fit(times)
    if block is None:
        return None
    following = next(iter(times.blocks[times.blocks.index(block) + 1 :]), None)
    there = remainder_of(following, times.now) if following else Remainder(0, 0, ())
    return Offer(times, block, remainder_of(block, times.now), following, there)


def offered(day: Day, now: datetime) -> Offer | None:
    """`fit` for a person: of a day that was left open nothing is offered, too (`nothing_to_fit`)."""
    return None if left_open(day, now) else fit(day, now)


def nothing_to_fit(day: Day, now: datetime) -> Message:
    """Say why nothing is offered."""
    if left_open(day, now):
        return say("the day was left open: nothing of it lands any more")
    return say("no segment is left to fit")
