"""Landing a block on its hard end: what may be proposed at an instant, `time.md`, "Fit".

`fit` proposes and never imposes: a person picks one, `decisions` makes one event of it, `undo` takes it back.
A pure function of (state, now); the arithmetic is in `left`, the smallest set to drop in `drop`.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import cache, cached_property
from itertools import takewhile
from types import MappingProxyType

from workshop_tui.agenda.vocabulary import BUFFER
from workshop_tui.locale import Message, say
from workshop_tui.session.day import Standing, seconds
from workshop_tui.session.drop import fewest_to_drop
from workshop_tui.session.events import AllotmentChange, ProposalApplied, ProposalKind
from workshop_tui.session.left import HARD_END, MINUTE, Left, Piece
from workshop_tui.session.state import State
from workshop_tui.session.timeline import BlockTimes, SegmentTimes, Timeline, timeline

KINDS: dict[ProposalKind, Message] = {
    "squeeze": say("squeeze"), "drop": say("drop"), "carry": say("carry"), "stretch": say("stretch"),
    "hand": say("by hand"),
}  # fmt: skip
"""The ways to land, and their names."""


@dataclass(frozen=True)
class Change:
    """One segment's remaining time, before and after, in seconds."""

    segment: str
    before_s: int
    after_s: int


@dataclass(frozen=True)
class Proposal:
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
    carried: tuple[str, ...] = ()
    into: str | None = None
    after: str | None = None

    @property
    def changes_something(self) -> bool:
        return bool(self.changes or self.skipped or self.carried)

    @property
    def needed(self) -> int:
        """Whole minutes that would still have to be found for it to land."""
        return -(-self.late_s // MINUTE)

    def helps(self, found: Fit) -> bool:
        """Whether it lands, or some limit is missed by less, or the block ends sooner."""
        sooner = bool(self.ends and found.block.projected_end and self.ends < found.block.projected_end)
        return self.changes_something and (self.possible or self.late_s < found.late_s or sooner)

    def same_as(self, other: Proposal) -> bool:
        """Whether it changes the same, and something."""
        mine = (self.changes, self.skipped, self.carried)
        return self.changes_something and mine == (other.changes, other.skipped, other.carried)

    def rest_after(self, row: SegmentTimes) -> int:
        """The remaining seconds of this segment once the proposal is taken; 0 if it is skipped."""
        if row.key in self.skipped:
            return 0
        return next((c.after_s for c in self.changes if c.segment == row.key), max(0, row.remaining_s))

    def event(self, state: State, block: str, at: datetime, by: str) -> ProposalApplied:
        """The event that taking it at `at` makes."""

        def allotments(change: Change) -> AllotmentChange:
            used = state.day.elapsed_s(change.segment, at)
            before = state.day.segments[change.segment].allotted_s
            return AllotmentChange(segment=change.segment, before_s=before, after_s=used + change.after_s)

        return ProposalApplied(
            at=at, by=by, kind=self.kind, block=block, changes=tuple(allotments(c) for c in self.changes),
            skipped=self.skipped, carried=self.carried, into=self.into, after=self.after,
        )  # fmt: skip


@dataclass(frozen=True)
class Fit:
    """What may be proposed for one block at an instant: the block, what is left of it, and what is left of the next."""

    times: Timeline
    block: BlockTimes
    left: Left
    following: BlockTimes | None
    left_there: Left

    @property
    def now(self) -> datetime:
        """The instant that it speaks of."""
        return self.times.now

    @property
    def late_s(self) -> int:
        """How late the block is if nothing is done: the most that any of its limits is missed by."""
        return self.left.landing().late

    @cached_property
    def proposals(self) -> tuple[Proposal, ...]:
        """The four ways that need no wishes."""
        return tuple(self.proposal(kind) for kind in ("squeeze", "drop", "carry", "stretch"))

    def proposal(self, kind: ProposalKind, wishes: Mapping[str, int] = MappingProxyType({})) -> Proposal:
        """The one of this kind; by hand with these allotments (seconds), the others taking up the difference."""
        match kind:
            case "squeeze":
                return self._proposal(kind, self.left.squeezed())
            case "drop":
                return self._drop()
            case "carry":
                return self._carry()
            case "stretch":
                return self._stretch()
            case "hand":
                used = {row.key: row.elapsed_s for row in self.block.segments}
                rests = {key: wish - used.get(key, 0) for key, wish in wishes.items()}
                return self._proposal(kind, self.left.settled(rests))

    def _drop(self) -> Proposal:
        skipped = fewest_to_drop(self.left)
        keys = tuple(piece.key for piece in self.left.pieces if piece.key in skipped)
        return replace(self._proposal("drop", self.left.without(skipped).squeezed()), skipped=keys)

    def _carry(self) -> Proposal:
        """The fewest trailing segments such that both blocks land, else such that they are the least late.

        A segment with a clock time keeps its appointment: neither it nor what comes before it is carried, so that
        only the hard end is at stake here. The more is carried, the less late is this block and the later the
        next: the best is where the two cross.
        """
        live = self.times.live.key if self.times.live else None
        free = takewhile(lambda piece: piece.pin is None and piece.key != live, reversed(self.left.pieces))
        most = len(list(free)) if self.following else 0

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
        carried = tuple(piece.key for piece in self.left.pieces[-count:])
        return replace(made, carried=carried, into=self.following.plan.key, after=front_of(self.following))

    def _with_carried(self, count: int) -> tuple[Left, Left]:
        """This block and the next, with the last `count` pieces at the front of the next."""
        cut = len(self.left.pieces) - count
        here = replace(self.left, pieces=self.left.pieces[:cut])
        opens = seconds(self.following.start - self.times.now) if self.following else 0
        start = max(opens, here.squeezed().landing().end)
        return here, replace(self.left_there, start=start, pieces=self.left.pieces[cut:] + self.left_there.pieces)

    def _stretch(self) -> Proposal:
        stretched = self.left if self.left.landing().late else self.left.stretched()
        made = self._proposal("stretch", stretched)
        return replace(made, possible=made.possible and made.changes_something)

    def _proposal(self, kind: ProposalKind, after: Left, there: Left | None = None) -> Proposal:
        """What it takes to make `left` `after` (and what is left of the next block `there`)."""
        later = there.pieces if there else ()
        rests = {piece.key: piece.rest for piece in (*self.left.pieces, *self.left_there.pieces)}
        changes = tuple(
            Change(piece.key, rests[piece.key], piece.rest)
            for piece in (*after.pieces, *later)
            if piece.rest != rests[piece.key]
        )
        landing = after.landing()
        late = max(landing.late, there.landing().late if there else 0)
        gone = {piece.key for piece in later}
        held = [row.actual_end for row in self.block.segments if row.actual_end and row.key not in gone]
        ends = self.times.now + timedelta(seconds=landing.end) if after.pieces else max(held, default=None)
        return Proposal(kind, possible=late == 0, ends=ends, late_s=late, changes=changes)


def fit(state: State, now: datetime) -> Fit | None:
    """The proposals for the block that needs one: see `block_to_fit`. None if nothing is left of the day."""
    times = timeline(state, now)
    block = block_to_fit(times)
    if block is None:
        return None
    following = next(iter(times.blocks[times.blocks.index(block) + 1 :]), None)
    there = left_of(following, times.now) if following else Left(0, 0, ())
    return Fit(times, block, left_of(block, times.now), following, there)


def whole_minutes(late_s: int) -> int:
    """How late, in the whole minutes that a person reads: rounded, and never none where there is some."""
    return max(1, round(late_s / MINUTE)) if late_s else 0


def block_to_fit(times: Timeline) -> BlockTimes | None:
    """The first block from the current one on that misses a limit, else the current one; None if none has work left."""
    late = next((block for block, by in late_blocks(times) if by > 0), None)
    return late or (times.block(times.current) if times.current else None)


def late_blocks(times: Timeline) -> Iterator[tuple[BlockTimes, int]]:
    """Each block from the current one on, and how far it is past the limit that it misses most, in seconds."""
    for block in times.blocks:
        if block.entered is not None:
            yield block, left_of(block, times.now).landing().late


def left_of(block: BlockTimes, now: datetime) -> Left:
    """What is left of `block`, as numbers counted from `now`."""
    entered = block.entered or now
    rows = [row for row in block.segments if row.projected_end]
    rows.sort(key=lambda row: row.standing is not Standing.LIVE)
    return Left(seconds(entered - now), seconds(block.end - now), tuple(_piece(row, now) for row in rows))


def _piece(row: SegmentTimes, now: datetime) -> Piece:
    """Rest r, floor f = min(r, max(0, min − elapsed)) and ceiling g = max(r, max − elapsed) of `time.md`."""
    plan, live, rest = row.plan, row.standing is Standing.LIVE, max(0, row.remaining_s)
    return Piece(
        key=row.key,
        rest=rest,
        floor=min(rest, max(0, plan.shortest * MINUTE - row.elapsed_s)),
        ceiling=max(rest, plan.longest * MINUTE - row.elapsed_s),
        tier=0 if plan.kind == BUFFER else 2 if plan.cut_last else 1,
        pin=seconds(row.pin - now) if row.pin and not live else None,
        droppable=plan.optional and not live and rest > 0,
    )


def front_of(block: BlockTimes, but: str | None = None) -> str | None:
    """The segment after which the front of what is left of `block` is; None if nothing of it is done or live.

    `but` is a segment that does not count: the one to be put there.
    """
    begun = {Standing.DONE, Standing.LIVE}
    return next((row.key for row in reversed(block.segments) if row.standing in begun and row.key != but), None)
