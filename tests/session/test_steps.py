"""The steps of a segment: they tell the truth about a segment that has more time today than planned, or less."""

from __future__ import annotations

from datetime import timedelta
from itertools import pairwise, product

from hypothesis import given
from hypothesis import strategies as st

from tests.session.one_block import day, do, minutes, segment
from tests.session.played import at
from workshop_tui.agenda.fields import seconds_of
from workshop_tui.agenda.times import parse_span
from workshop_tui.session.state import State, told
from workshop_tui.session.timing.commands import Next, Pause, Resume, Undo
from workshop_tui.session.timing.fit import fit
from workshop_tui.session.timing.replanning_commands import Extend, Fit
from workshop_tui.session.timing.steps import StepNow, restepped
from workshop_tui.session.timing.timeline import timeline

ROUNDS = [{"title": f"Round {n}", "minutes": 10} for n in (1, 2, 3)]


def rounds():
    """A day that begins with three rounds of ten minutes, begun at nine."""
    return do(day(segment("a", 30, steps=ROUNDS), segment("b", 30)), "9:00", Next())


def step(state, clock: str) -> tuple[str, int] | None:
    live = timeline(state.day, at(clock)).live
    return (live.step.title, live.step.left_s) if live.step else None


def test_as_planned_they_follow_one_another():
    state = rounds()
    assert [step(state, clock) for clock in ("9:00", "9:09", "9:10", "9:29", "9:30")] == [
        ("Round 1", 600),
        ("Round 1", 60),
        ("Round 2", 600),
        ("Round 3", 60),
        None,
    ]


def test_what_is_cut_is_shared_among_those_that_are_left():
    state = do(rounds(), "9:00", Extend(-15))
    assert [step(state, clock) for clock in ("9:00", "9:05", "9:14")] == [
        ("Round 1", 300),
        ("Round 2", 300),
        ("Round 3", 60),
    ]
    later = do(rounds(), "9:15", Extend(-5))
    assert [step(later, clock) for clock in ("9:15", "9:18", "9:24")] == [
        ("Round 2", 200),
        ("Round 2", 20),
        ("Round 3", 60),
    ], "the first round is over"


def test_what_is_given_is_shared_too_and_no_step_comes_back():
    state = do(rounds(), "9:20", Extend(10))
    assert [step(state, clock) for clock in ("9:20", "9:39")] == [("Round 3", 1200), ("Round 3", 60)]
    over = do(rounds(), "9:32", Extend(5))
    assert step(over, "9:32") == ("Round 3", 180), "all were over: the last goes on"


def test_a_pause_stops_them_and_undo_brings_back_how_they_stood():
    state = do(do(rounds(), "9:05", Pause()), "9:25", Resume())
    assert step(state, "9:25") == ("Round 1", 300)
    cut = do(state, "9:25", Extend(-5))
    assert step(do(cut, "9:25", Undo()), "9:25") == ("Round 1", 300)


EXAM = [{"title": "Station {n} {x}", "minutes": 6, "repeat": 15, "change": "50s"}]


def exam(*more: dict, **options) -> State:
    """A day that begins with fifteen stations, begun at nine; it is to end at eleven."""
    return do(day(segment("a", 102, steps=EXAM, **options), *more, ends="11h"), "9:00", Next())


def now(state, clock: str) -> StepNow | None:
    return timeline(state.day, at(clock)).live.step


def test_a_step_is_repeated_with_a_change_between_two():
    state = exam()
    assert now(state, "9:00") == StepNow(0, 1, 15, "Station 1 {x}", 360, "Station 2 {x}")
    change = now(state, "9:06:10")
    assert (change.is_change, change.title, change.left_s, change.number, change.of) == (
        True,
        "Station 2 {x}",
        40,
        2,
        15,
    )
    assert now(state, "9:06:50").title == "Station 2 {x}"
    last = now(state, "10:41:59")
    assert (last.number, last.title, last.left_s, last.then) == (15, "Station 15 {x}", 1, None), (
        "its minute is made full"
    )
    assert now(state, "10:42") is None


def test_on_a_late_day_changes_and_breaks_keep_their_length():
    cut = do(exam(), "9:06:50", Extend(-20))
    lengths = [end - start for start, end in pairwise(timeline(cut.day, at("9:06:50")).live.step_ends)]
    assert lengths[2::2] == [50] * 13 and sum(lengths[1::2]) + 13 * 50 == (82 - 6) * 60 - 50
    steps = [
        {"title": "Work", "minutes": 30},
        {"title": "Coffee", "minutes": 10, "kind": "break"},
        {"title": "Work", "minutes": 20},
    ]
    state = do(do(day(segment("a", 60, steps=steps)), "9:00", Next()), "9:00", Extend(-25))
    assert timeline(state.day, at("9:00")).live.step_ends == (900, 1500, 2100)


def test_a_title_without_its_number_comes_to_have_it_and_one_that_is_not_repeated_keeps_its_braces():
    steps = [{"title": "Round", "minutes": 10, "repeat": 2}, {"title": "Plain {n} {0.__class__}", "minutes": 10}]
    state = do(day(segment("a", 30, steps=steps)), "9:00", Next())
    assert [now(state, clock).title for clock in ("9:00", "9:10", "9:20")] == [
        "Round 1",
        "Round 2",
        "Plain {n} {0.__class__}",
    ]


def test_drop_takes_the_last_rounds_and_names_them_and_undo_brings_them_back():
    state = do(day(segment("a", 102, steps=EXAM), segment("b", 10), ends="11h"), "9:25", Next())
    drop = fit(state.day, at("9:25")).proposal("drop")
    assert drop.possible and minutes(drop) == {"a": (102, (102 * 60 - 3 * 410 - 20) / 60)}
    assert [title for one in drop.rounds for title in one.titles(state.day)] == [
        f"Station {n} {{x}}" for n in (13, 14, 15)
    ]
    done = do(state, "9:25", Fit("drop"))
    assert timeline(done.day, at("9:25")).blocks[0].late_min <= 0
    step = now(done, "9:25")
    assert (step.number, step.of) == (1, 12)
    ends = timeline(done.day, at("9:25")).live.step_ends
    assert ends[-1] == done.day.segments["a"].allotted_s
    assert now(done, "10:46").title == "Station 12 {x}"
    assert now(do(done, "9:26", Undo()), "9:26").of == 15
    assert "Station 13 {x}" in str(told(done, done.events[-1]))


def test_rounds_are_dropped_only_where_what_is_optional_is_not_enough():
    optional = segment("b", 20, optional=True)
    late = do(day(segment("a", 102, steps=EXAM), optional, ends="11h10"), "9:20", Next())
    drop = fit(late.day, at("9:20")).proposal("drop")
    assert drop.skipped == ("b",) and not drop.rounds
    later = do(day(segment("a", 102, steps=EXAM), optional, ends="11h10"), "9:35", Next())
    drop = fit(later.day, at("9:35")).proposal("drop")
    assert drop.skipped == ("b",) and [number for one in drop.rounds for _place, number in one.rounds] == [15]
    guarded = do(day(segment("a", 102, steps=EXAM, protected=True), ends="11h"), "9:30", Next())
    assert not fit(guarded.day, at("9:30")).proposal("drop").rounds


PLANS = st.lists(
    st.tuples(st.integers(1, 9), st.integers(1, 5), st.sampled_from(["0s", "20s", "90s", 2])), min_size=1, max_size=3
)


@given(PLANS, st.integers(0, 60))
def test_the_fewest_rounds_are_dropped_that_land(plans, late):
    lengths = [-(-(m * 60 * r + (r - 1) * seconds_of(parse_span(c))) // 60) for m, r, c in plans]
    segments = [
        segment(f"s{k}", length, steps=[{"title": "R", "minutes": m, "repeat": r, "change": c}])
        for k, ((m, r, c), length) in enumerate(zip(plans, lengths, strict=True))
    ]
    total = sum(lengths)
    state = day(*segments, ends=f"{9 + total // 60}h{total % 60:02}")
    clock = at("9:00") + timedelta(minutes=late)
    found = fit(state.day, clock)
    drop = found.proposal("drop")
    each = [
        (m * 60 + seconds_of(parse_span(c)), length * 60 - m * 60 * r - (r - 1) * seconds_of(parse_span(c)))
        for (m, r, c), length in zip(plans, lengths, strict=True)
    ]
    saved = {
        ks: sum(k * one + bool(k) * last for k, (one, last) in zip(ks, each, strict=True))
        for ks in product(*(range(r) for _m, r, _c in plans))
    }
    enough = [ks for ks, saves in saved.items() if saves >= late * 60]
    if enough:
        assert drop.possible
        assert sum(len(one.rounds) for one in drop.rounds) == min(map(sum, enough))
    else:
        assert not drop.possible


@given(
    st.lists(st.tuples(st.integers(0, 90), st.booleans()), min_size=1, max_size=6),
    st.lists(st.tuples(st.integers(0, 900), st.integers(-40, 60))),
)
def test_what_is_left_of_them_adds_up_to_what_is_left_of_the_segment(parts, changes):
    minutes, keep = zip(*parts, strict=True)
    ends = tuple(60 * sum(minutes[: n + 1]) for n in range(len(minutes)))
    elapsed, allotted = 0, ends[-1]
    for passed, given_min in changes:
        elapsed += passed
        before, allotted = ends, max(allotted + 60 * given_min, -(-elapsed // 60) * 60)
        ends = restepped(ends, elapsed, allotted, keep)
        assert ends == tuple(sorted(ends))
        assert ends[-1] == allotted or (ends[-1] <= elapsed and allotted <= elapsed)
        over = [end for end in before[:-1] if end <= elapsed]
        assert list(ends[: len(over)]) == over, "what is over stays over"
