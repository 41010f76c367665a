"""How likely a block is to land: against every outcome enumerated, and, on a whole day, length after length."""

from __future__ import annotations

import itertools
import math
from collections import Counter
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import event, given, settings
from hypothesis import strategies as st

from tests.conftest import DAY as SEED_DAY
from tests.conftest import utc
from tests.often import often
from tests.session.brute import used
from tests.session.days import after, days
from tests.session.one_block import day, do, segment
from tests.session.played import at
from workshop_tui.session.decide import decide
from workshop_tui.session.event import Recorded
from workshop_tui.session.events import SessionOpened
from workshop_tui.session.state import fold
from workshop_tui.session.summary import summary_of
from workshop_tui.session.timing.chance import Outlook, on_time, spread
from workshop_tui.session.timing.commands import End, Goto, Next
from workshop_tui.session.timing.replanning_commands import Extend
from workshop_tui.session.timing.timeline import timeline


def lengths(state, key, now, past) -> list[tuple[int, float]]:
    """(seconds still to come, chance) of a segment, as docs/time.md says it, written from the page alone."""
    plan, allotted = state.day.plans[key], state.day.segments[key].allotted_s
    spent = used(state, key, now)
    less, more = plan.minutes - plan.shortest, plan.longest - plan.minutes
    weights = {
        k: (less + 1 + k) / (less + 1) if k <= 0 else (more + 1 - k) / (more + 1) for k in range(-less, more + 1)
    }
    plan_total = sum(weights.values())
    weights = {k: 2 * weight / plan_total for k, weight in weights.items()}
    for k in past.get(key, ()) if less or more else ():
        weights[k] = weights.get(k, 0) + 1
    possible = {k: w for k, w in weights.items() if allotted + 60 * k >= spent}
    total = sum(possible.values())
    return [(allotted + 60 * k - spent, w / total) for k, w in possible.items()] or [(0, 1.0)]


def enumerated(state, times, past) -> dict[str, float]:
    """Each block's chance to land, over every combination of lengths."""
    ahead = [block for block in times.blocks if block.entered is not None]
    keys, walk = [], []
    for block in ahead:
        rows = [row for row in block.segments if row.projected_end]
        rows.sort(key=lambda row: row.key != state.day.live)
        walk.append((block, rows))
        keys += [row.key for row in rows]
    landed = {block.plan.key: 0.0 for block in ahead}
    for outcome in itertools.product(*(lengths(state, key, times.now, past) for key in keys)):
        chance = math.prod(share for _rest, share in outcome)
        rest = dict(zip(keys, (seconds for seconds, _share in outcome), strict=True))
        cursor = times.now
        for block, rows in walk:
            if not (block is ahead[0] and state.day.live):
                cursor = max(cursor, block.start)
            for row in rows:
                if row.pin and row.key != state.day.live:
                    cursor = max(cursor, row.pin)
                cursor += timedelta(seconds=rest[row.key])
            landed[block.plan.key] += chance * (cursor <= block.end)
    return {block.plan.key: landed[block.plan.key] for block, rows in walk if rows}


@settings(max_examples=often(120, 600))
@given(days(most=3), st.dictionaries(st.sampled_from(["a0", "a1", "b0"]), st.lists(st.integers(-4, 8), max_size=3)))
def test_the_chance_is_that_of_every_outcome_enumerated(random_day, past):
    state, now = random_day
    times = timeline(state.day, now)
    found = on_time(state.day, times, past)
    for key, expected in enumerated(state, times, past).items():
        event("certain" if found[key] in (0, 1) else "open")
        assert found[key] == pytest.approx(expected, abs=1e-9)
        share = found[key]
        assert share is not None
        assert 0 <= share <= 1


def test_the_chance_is_that_of_every_length_after_every_other_on_a_whole_day(seed):
    opened = SessionOpened(at=utc(8), by="p", id="s", agenda=seed, date=SEED_DAY)
    state = fold([Recorded(1, utc(8), opened)])
    assert state is not None
    for when, intent in ((utc(9, 5), Next()), (utc(9, 16, 20), Next()), (utc(9, 40), Goto("carte"))):
        state = after(state, decide(state, intent, when, "p"))
    times = timeline(state.day, utc(9, 47, 31))
    ends = Counter({times.now.timestamp(): 1.0})  # when what was looked at may end, and how likely each is
    for block in times.blocks:
        rows = sorted((r for r in block.segments if r.projected_end), key=lambda row: row.key != state.day.live)
        start = block.start.timestamp()
        ends = ends if block is times.blocks[0] else not_before(start, ends)
        for row in rows:
            if row.pin and row.key != state.day.live:
                ends = not_before(row.pin.timestamp(), ends)
            later: Any = Counter()
            for (end, likely), (rest, share) in itertools.product(ends.items(), lengths(state, row.key, times.now, {})):
                later[end + rest] += likely * share
            ends = later
        expected = sum(likely for end, likely in ends.items() if end <= block.end.timestamp())
        found = on_time(state.day, times, {})[block.plan.key]
        assert found is not None
        assert 0.02 < found < 0.98, "a case that says something"
        assert found == pytest.approx(expected, abs=1e-9)


def not_before(pin: float, ends: Counter[float]) -> Counter[float]:
    """The same ends, but that nothing goes on before `pin`."""
    later: Counter[float] = Counter()
    for end, likely in ends.items():
        later[max(end, pin)] += likely
    return later


@pytest.mark.parametrize(("clock", "chance"), [("9:20", 1.0), ("9:20:01", 0.0), ("9:10", 1.0)])
def test_where_nothing_is_left_to_chance_it_is_one_or_nothing(clock, chance):
    state = do(day(segment("a", 20), segment("b", 40)), "9:00", Next())
    assert on_time(state.day, timeline(state.day, at(clock)), {}) == {"am": chance}
    assert on_time(do(state, "9:05", Next()).day, timeline(do(state, "9:05", Next()).day, at("9:05")), {}) == {
        "am": 1.0
    }


def test_a_rigid_segment_is_certain_whatever_it_took_on_other_days():
    state = do(day(segment("a", 60)), "9:00", Next())
    assert on_time(state.day, timeline(state.day, at("9:00")), {"a": [5, 5, 5]}) == {"am": 1.0}


def test_days_before_count_beside_the_plan():
    state = day(segment("a", 60, 58, 60))
    times = timeline(state.day, at("9:00"))
    assert on_time(state.day, times, {}) == {"am": 1.0}
    assert on_time(state.day, times, {"a": [3, 0]})["am"] == pytest.approx(
        3 / 4
    )  # the plan 2, one day on time, one not


def test_a_segment_past_its_max_is_taken_to_end_now():
    state = do(day(segment("a", 20, 20, 25), segment("b", 30)), "9:00", Next())
    assert on_time(state.day, timeline(state.day, at("9:30")), {})["am"] == 1.0
    assert on_time(state.day, timeline(state.day, at("9:31")), {})["am"] == 0.0


def test_more_time_given_moves_the_whole_spread():
    state = do(day(segment("a", 20, 15, 25)), "9:00", Next())
    given_more = do(state, "9:00", Extend(5))
    row = timeline(given_more.day, at("9:00")).segment("a")
    assert (spread(row, {}).shortest, len(spread(row, {}).chances)) == (20 * 60, 11)
    assert sum(spread(row, {}).chances) == pytest.approx(1)


def test_a_block_that_is_over_landed_or_did_not_and_one_never_held_has_no_chance():
    plan = day(segment("a", 20), then=(segment("x", 60),))
    over = do(do(plan, "9:00", Next()), "9:30", Next())
    assert on_time(over.day, timeline(over.day, at("9:40")), {})["am"] == 1.0
    late = do(do(plan, "9:00", Next()), "10:01", Next())
    assert on_time(late.day, timeline(late.day, at("10:02")), {})["am"] == 0.0
    ended = do(plan, "9:00", End())
    assert on_time(ended.day, timeline(ended.day, at("9:40")), {}) == {"am": None, "pm": None}


def test_an_outlook_holds_until_the_day_or_the_current_block_is_another():
    state = do(day(segment("a", 20, 15, 25), then=(segment("x", 60),)), "9:00", Next())
    outlook = Outlook.of(state.day, timeline(state.day, at("9:00")), {})
    assert outlook.holds(state.day, timeline(state.day, at("9:19")))
    moved = do(state, "9:20", Next())
    assert not outlook.holds(moved.day, timeline(moved.day, at("9:20")))
    idle = day(segment("a", 20), then=(segment("x", 60),))
    outlook = Outlook.of(idle.day, timeline(idle.day, at("9:00")), {})
    assert not outlook.holds(idle.day, timeline(idle.day, at("11:00")))


def test_what_a_segment_took_counts_in_whole_minutes_of_the_clock():
    for starts, ends, took in (("9:00", "9:10:29", 10), ("9:00:40", "9:10:20", 10), ("9:00:59", "9:10:00", 10)):
        state = do(day(segment("a", 10), segment("b", 10)), starts, Next())
        assert summary_of(do(state, ends, Next()), at(ends)).overruns == {"a": took - 10}


def test_a_block_begun_before_its_time_does_not_wait_for_it():
    plan = day(segment("a", 10), segment("b", 60, 60, 70), ends="10h")
    early = do(plan, "8:40", Next())
    assert (
        on_time(early.day, timeline(early.day, at("8:40")), {})["am"] == 1.0
    )  # B from 8:50, over by 10:00 at the latest
