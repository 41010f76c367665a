"""Rules that always hold: a state machine plays random days, command by command."""

from __future__ import annotations

import itertools
from datetime import datetime, timedelta

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule
from msgspec.structs import replace

from tests.often import often
from tests.session.at_random import AGENDA, BLOCKS, CHANGED, EXTENDED, KEYS, NAMED, SIMPLE, START
from tests.session.played import DAY, as_it_stands
from workshop_tui.agenda import Agenda, Segment
from workshop_tui.session.decide import decide
from workshop_tui.session.event import Recorded
from workshop_tui.session.events import SessionOpened, as_json, from_json
from workshop_tui.session.refusal import Refused
from workshop_tui.session.state import State, apply, fold
from workshop_tui.session.timing.commands import Next, Redo, Undo
from workshop_tui.session.timing.day import Mode, Standing, planned_hours
from workshop_tui.session.timing.events import SegmentStarted
from workshop_tui.session.timing.hours import ChangeHours, Replan, Shift
from workshop_tui.session.timing.timeline import Timeline, current_block, next_segment, timeline


def edited(turned: int, gone: set[str], more: int) -> Agenda:
    """The agenda as a file might have it later: other minutes, some segments gone, others in another order, one new."""
    blocks = []
    for block in AGENDA.blocks:
        left = [one for one in block.segments if one.key not in gone] or [*block.segments]
        left = [replace(one, minutes=max(1, one.minutes + min(more, 0)), min=None, max=None) for one in left]
        at = turned if not any(one.at for one in left) else 0
        blocks.append(replace(block, segments=(*left[at:], *left[:at])))
    if more > 0:
        new = Segment(key="new", title="New", minutes=more)
        blocks[-1] = replace(blocks[-1], segments=(*blocks[-1].segments, new))
    return replace(AGENDA, blocks=tuple(blocks))


CLOCKS = st.integers(0, 30 * 60).map(lambda minutes: START.replace(hour=0, minute=0) + timedelta(minutes=minutes))
HOURS = st.one_of(
    st.builds(Replan, st.builds(edited, st.sampled_from([0, 1, 2]), st.sets(KEYS, max_size=2), st.integers(-10, 10))),
    st.builds(ChangeHours, BLOCKS, st.one_of(st.none(), CLOCKS), st.one_of(st.none(), CLOCKS)),
    st.builds(Shift, st.integers(-90, 90).map(lambda minutes: minutes * 60), with_pins=st.booleans()),
    st.builds(Shift, to=CLOCKS, with_pins=st.booleans()),
)


class AnyDay(RuleBasedStateMachine):
    """Random commands at a clock that mostly goes on and sometimes jumps back."""

    def __init__(self) -> None:
        super().__init__()
        opened = SessionOpened(at=START, by="p", id="s", agenda=AGENDA, date=DAY)
        self.now = START
        self.records = [Recorded(number=1, recorded_at=START, event=opened)]
        first = fold(self.records)
        assert first is not None
        self.state: State = first
        self.seen: tuple[State, datetime, Timeline] | None = None

    @rule(seconds=st.one_of(st.integers(0, 600), st.integers(0, 9000), st.integers(-900, 0)))
    def time_passes(self, seconds):
        before = {key: self.state.day.elapsed_s(key, self._floored()) for key in self.state.day.segments}
        self.now += timedelta(seconds=seconds)
        for key, elapsed in before.items():
            assert self.state.day.elapsed_s(key, self._floored(before=seconds < 0)) >= (0 if seconds < 0 else elapsed)

    def _times(self) -> Timeline:
        """The timeline of the present instant, worked out once for all that is said of it."""
        if self.seen is None or self.seen[0] is not self.state or self.seen[1] != self.now:
            self.seen = self.state, self.now, timeline(self.state.day, self.now)
        return self.seen[2]

    def _floored(self, before: bool = False) -> datetime:
        last = self.state.day.last_timing_at
        return max(self.now, last) if last else self.now

    @rule(intent=st.one_of(SIMPLE, NAMED, EXTENDED, CHANGED, HOURS))
    def somebody_does(self, intent):
        before = self.state
        elapsed = {key: before.day.elapsed_s(key, self._floored()) for key in before.day.segments}
        try:
            event = decide(before, intent, self.now, "p")
        except Refused:
            assert self.state == before
            return
        assert before.day.last_timing_at is None or event.at >= before.day.last_timing_at
        record = Recorded(number=len(self.records) + 1, recorded_at=self.now, event=event)
        self.records.append(record)
        self.state = apply(before, record)
        if isinstance(intent, Undo):
            assert as_it_stands(self.state.day) == as_it_stands(before.day.history[-1].before)
            again = Recorded(record.number + 1, self.now, decide(self.state, Redo(), self.now, "p"))
            assert as_it_stands(apply(self.state, again).day) == as_it_stands(before.day), "redo is its other way"
        else:
            assert as_it_stands(self.state.day.history[-1].before) == as_it_stands(before.day)
            for key, used in elapsed.items():
                there = key in self.state.day.segments
                assert (self.state.day.elapsed_s(key, event.at) if there else 0) >= used, "elapsed never shrinks"

    @precondition(lambda self: self.state.day.history)
    @rule()
    def undoing_gives_the_day_before(self):
        record = Recorded(
            number=len(self.records) + 1, recorded_at=self.now, event=decide(self.state, Undo(), self.now, "p")
        )
        assert as_it_stands(apply(self.state, record).day) == as_it_stands(self.state.day.history[-1].before)

    @precondition(lambda self: self.state.day.mode is not Mode.ENDED)
    @rule()
    def next_starts_what_it_was_said_to(self):
        said = next_segment(self.state.day, self._floored())
        try:
            event = decide(self.state, Next(), self.now, "p")
        except Refused:
            assert said is None
            return
        assert (event.segment if isinstance(event, SegmentStarted) else None) == said
        block = current_block(self.state.day, self._floored())
        assert said is None or said in self.state.day.order[block.key]

    @invariant()
    def at_most_one_segment_is_live(self):
        live = [key for key, p in self.state.day.segments.items() if p.standing is Standing.LIVE]
        assert live == ([self.state.day.live] if self.state.day.live else [])
        open_visits = [key for key, p in self.state.day.segments.items() for v in p.visits if v.end is None]
        assert open_visits == live

    @invariant()
    def each_segment_is_in_one_block_and_no_planned_one_is_lost(self):
        placed = [key for keys in self.state.day.order.values() for key in keys]
        assert sorted(placed) == sorted(self.state.day.segments)
        assert {segment.key for segment in self.state.agenda.segments()} <= set(placed)

    @invariant()
    def blocks_stay_apart_and_in_order(self):
        hours = [self.state.day.hours[block.key] for block in self.state.agenda.blocks]
        assert all(one.start < one.end for one in hours)
        assert all(one.end <= two.start for one, two in itertools.pairwise(hours))

    @invariant()
    def the_plan_stays_what_was_planned(self):
        times = self._times()
        planned = self.state.agenda.planned(DAY)
        rows = {row.key: row for block in times.blocks for row in block.segments}
        assert {key: (rows[key].planned_start, rows[key].planned_end) for key in planned} == {
            key: (one.start, one.end) for key, one in planned.items()
        }
        assert [block.planned for block in times.blocks] == [*planned_hours(self.state.agenda, DAY).values()]

    @invariant()
    def visits_never_overlap(self):
        visits = sorted((v.start, v.end or self._floored()) for p in self.state.day.segments.values() for v in p.visits)
        for (_s, end), (start, _e) in itertools.pairwise(visits):
            assert end <= start

    @invariant()
    def folding_in_one_go_or_piece_by_piece_is_the_same(self):
        assert fold(self.records) == self.state
        half = len(self.records) // 2
        if half:
            assert fold(self.records[half:], onto=fold(self.records[:half])) == self.state

    @invariant()
    def events_survive_being_written_down(self):
        last = self.records[-1].event
        written = as_json(last)
        assert from_json(last.type, written) == last

    @invariant()
    def no_projection_starts_before_now_nor_two_at_once(self):
        times = self._times()
        rows = [row for block in times.blocks for row in block.segments if row.projected_end]
        spans = sorted(
            (row.projected_start or times.now, row.projected_end, row.key) for row in rows if row.projected_end
        )
        for start, end, _key in spans:
            assert times.now <= start <= end
        for (_s, end, _k), (start, _e, _key) in itertools.pairwise(spans):
            assert end <= start
        for row in rows:
            if row.pin and row.projected_start:
                assert row.projected_start >= row.pin == self.state.day.pins[row.key]

    @invariant()
    def all_that_is_unfinished_is_projected_or_left_over(self):
        times = self._times()
        for block in times.blocks:
            for row in block.segments:
                unfinished = row.standing in (Standing.UPCOMING, Standing.SET_ASIDE)
                assert row.left_over == (unfinished and row.projected_end is None)
                if row.left_over and times.mode is not Mode.ENDED:
                    assert [b.plan.key for b in times.blocks].index(block.plan.key) < [
                        b.plan.key for b in times.blocks
                    ].index(times.current or "")


TestAnyDay = AnyDay.TestCase
TestAnyDay.settings = settings(max_examples=often(40, 400), stateful_step_count=40, deadline=None)
