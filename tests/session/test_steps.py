"""The steps of a segment: they tell the truth about a segment that has more time today than planned, or less."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tests.session.played import at
from tests.session.test_fit import day, do, segment
from workshop_tui.session.timing.commands import Next, Pause, Resume, Undo
from workshop_tui.session.timing.replanning_commands import Extend
from workshop_tui.session.timing.steps import restepped
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
        ("Round 1", 600), ("Round 1", 60), ("Round 2", 600), ("Round 3", 60), None,
    ]  # fmt: skip


def test_what_is_cut_is_shared_among_those_that_are_left():
    state = do(rounds(), "9:00", Extend(-15))
    assert [step(state, clock) for clock in ("9:00", "9:05", "9:14")] == [
        ("Round 1", 300), ("Round 2", 300), ("Round 3", 60),
    ]  # fmt: skip
    later = do(rounds(), "9:15", Extend(-5))
    assert [step(later, clock) for clock in ("9:15", "9:18", "9:24")] == [
        ("Round 2", 200), ("Round 2", 20), ("Round 3", 60),
    ], "the first round is over"  # fmt: skip


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


@given(
    st.lists(st.integers(0, 90), min_size=1, max_size=6), st.lists(st.tuples(st.integers(0, 900), st.integers(-40, 60)))
)
def test_what_is_left_of_them_adds_up_to_what_is_left_of_the_segment(minutes, changes):
    ends = tuple(60 * sum(minutes[: n + 1]) for n in range(len(minutes)))
    elapsed, allotted = 0, ends[-1]
    for passed, given_min in changes:
        elapsed += passed
        before, allotted = ends, max(allotted + 60 * given_min, -(-elapsed // 60) * 60)
        ends = restepped(ends, elapsed, allotted)
        assert ends == tuple(sorted(ends))
        assert ends[-1] == allotted or (ends[-1] <= elapsed and allotted <= elapsed)
        over = [end for end in before[:-1] if end <= elapsed]
        assert list(ends[: len(over)]) == over, "what is over stays over"
