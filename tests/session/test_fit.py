"""Landing a block: the page's rules, a case each."""

from __future__ import annotations

import pytest

from tests.session.one_block import day, do, minutes, segment
from tests.session.played import as_it_stands, at
from workshop_tui.session.decide import decide
from workshop_tui.session.refusal import Refused
from workshop_tui.session.state import State
from workshop_tui.session.timing.commands import Goto, Next, Stop, Undo
from workshop_tui.session.timing.fit import fit
from workshop_tui.session.timing.remainder import in_proportion
from workshop_tui.session.timing.replanning_commands import Add, Extend, Fit
from workshop_tui.session.timing.replanning_events import AllotmentChange
from workshop_tui.session.timing.timeline import timeline


def by_hand(state: State, now, wishes):
    return fit(state.day, now).proposal("hand", wishes)


A, B, C = segment("a", 20, 15, 25), segment("b", 20, 10), segment("c", 10, 5, protected=True)
BUFFER = segment("buffer", 10, kind="tampon")
LATE_DAY = (A, B, BUFFER, C)


@pytest.mark.parametrize(
    ("clock", "expected"),
    [
        ("9:20", {}),
        ("9:26", {"buffer": (10, 4)}),
        ("9:30:01", {"buffer": (10, 0), "b": (20, 19)}),
        ("9:40", {"buffer": (10, 0), "b": (20, 10)}),
        ("9:45", {"buffer": (10, 0), "b": (20, 10), "c": (10, 5)}),
    ],
)
def test_the_buffer_goes_first_then_the_ordinary_then_the_protected(clock, expected):
    state = do(day(*LATE_DAY), "9:00", Next())
    squeeze = fit(state.day, at(clock)).proposal("squeeze")
    assert (squeeze.possible, minutes(squeeze)) == (True, expected)


def test_where_nothing_lands_the_least_lateness_is_told_and_applied_only_when_meant():
    state = do(day(*LATE_DAY), "9:00", Next())
    squeeze = fit(state.day, at("9:50:40")).proposal("squeeze")
    assert (squeeze.possible, squeeze.late_s, squeeze.ends) == (False, 340, at("10:05:40"))
    assert squeeze.needed == 5, "as many as it is told to be late: 10:05 for 10:00"
    with pytest.raises(Refused, match="squeeze does not land: a limit is missed by 5 min"):
        decide(state, Fit("squeeze"), at("9:50:40"), "p")
    assert getattr(decide(state, Fit("squeeze", late=True), at("9:50:40"), "p"), "changes", ())


def test_a_run_lands_on_its_pin_and_what_follows_is_left_alone():
    plan = (segment("a", 10), segment("b", 20, 10), segment("guest", 20, 10, at="9h30"), segment("d", 10, 5))
    state = do(day(*plan), "9:00", Next())
    squeeze = fit(state.day, at("9:17")).proposal("squeeze")
    assert (squeeze.possible, minutes(squeeze)) == (True, {"b": (20, 13)})
    assert fit(state.day, at("9:17")).late_s == 7 * 60


def test_what_was_used_counts_against_the_least_a_segment_may_have():
    state = do(day(segment("a", 30, 20), segment("b", 30, 30)), "9:05", Next())
    squeeze = fit(state.day, at("9:20")).proposal("squeeze")
    assert minutes(squeeze) == {"a": (15, 10)}
    assert getattr(decide(state, Fit("squeeze"), at("9:20"), "p"), "changes", None) == (
        AllotmentChange(segment="a", before_s=1800, after_s=1500),
    )


def test_ties_go_to_the_later_segment():
    state = do(day(segment("a", 20), segment("b", 20, 10), segment("c", 20, 10)), "9:01", Next())
    assert minutes(fit(state.day, at("9:01")).proposal("squeeze")) == {"c": (20, 19)}


def test_drop_takes_the_one_with_the_fewest_minutes_that_suffices():
    plan = (segment("a", 20), segment("long", 20, optional=True), segment("short", 12, optional=True), segment("z", 8))
    state = do(day(*plan), "9:10", Next())
    found = fit(state.day, at("9:10"))
    assert not found.proposal("squeeze").possible
    drop = found.proposal("drop")
    assert (drop.possible, drop.skipped, drop.ends) == (True, ("short",), at("9:58"))


def test_an_optional_guest_may_be_dropped_and_the_limit_goes_with_them():
    plan = (segment("a", 20), segment("guest", 20, at="9h20", optional=True), segment("z", 20))
    state = do(day(*plan), "9:10", Next())
    drop = fit(state.day, at("9:10")).proposal("drop")
    assert (drop.possible, drop.skipped) == (True, ("guest",))


def test_carry_moves_the_tail_to_the_front_of_the_next_block():
    plan = (segment("a", 20), segment("b", 20), segment("c", 20))
    state = do(day(*plan, then=(segment("x", 60, 40),)), "9:15", Next())
    carry = fit(state.day, at("9:15")).proposal("carry")
    assert (carry.possible, carry.carried, carry.into) == (True, ("c",), "pm")
    assert minutes(carry) == {"x": (60, 40)}
    done = do(state, "9:15", Fit("carry"))
    assert (done.day.order["am"], done.day.order["pm"]) == (("a", "b"), ("c", "x"))
    assert [b.projected_end for b in timeline(done.day, at("9:15")).blocks] == [at("9:55"), at("12:00")]
    assert done.day.moved == {"c"}


def test_what_is_carried_goes_behind_what_the_next_block_has_already_held():
    state = do(
        day(segment("a", 20), segment("b", 40), then=(segment("x", 20), segment("y", 40, 20))), "9:00", Goto("x")
    )
    state = do(do(state, "9:20", Goto("a")), "9:25", Fit("carry"))
    assert state.day.order["pm"] == ("x", "b", "y")


def test_where_no_carrying_lands_the_best_compromise_is_the_fewest_that_is_least_late():
    plan = (segment("a", 60), segment("b", 5), segment("c", 4), segment("d", 5))
    state = do(day(*plan, then=(segment("x", 58),)), "9:00", Next())
    carry = fit(state.day, at("9:00")).proposal("carry")  # carried 0, 1, 2, 3: late by 14, 9, 7 and 12
    assert (carry.possible, carry.carried, carry.late_s) == (False, ("c", "d"), 7 * 60)
    three = (segment("a", 63), segment("c", 5), segment("d", 1))
    state = do(day(*three, then=(segment("x", 63),)), "9:00", Next())
    carry = fit(state.day, at("9:00")).proposal("carry")  # carried 0, 1, 2: late by 9, 8 and 9
    assert (carry.carried, carry.late_s) == (("d",), 8 * 60)


def test_a_block_that_runs_into_the_next_leaves_it_less_time_for_what_is_carried():
    plan = (segment("a", 60), segment("b", 20))
    state = do(day(*plan, then=(segment("x", 30, 20),)), "10:20", Next())
    carry = fit(state.day, at("10:20")).proposal("carry")  # A ends at 11:20, so B and X have 40 minutes
    assert (carry.carried, minutes(carry), carry.late_s) == (("b",), {"x": (30, 20)}, 80 * 60)


def test_a_guest_who_must_wait_does_not_keep_the_block_from_landing():
    plan = (segment("a", 20), segment("guest", 10, at="9h20"), segment("b", 20, optional=True), segment("c", 10))
    state = do(day(*plan, then=(segment("x", 30),)), "9:00", Next())
    found = fit(state.day, at("9:35"))
    assert found
    assert (found.late_s, found.proposal("squeeze").changes_something) == (15 * 60, False)
    drop, carry = found.proposal("drop"), found.proposal("carry")
    assert (drop.possible, drop.late_s, drop.skipped, drop.ends) == (False, 15 * 60, ("b",), at("9:55"))
    assert (carry.possible, carry.late_s, carry.carried, carry.ends) == (False, 15 * 60, ("b", "c"), at("9:45"))
    assert [one.kind for one in found.proposals if one.helps(found)] == ["drop", "carry"]


def test_an_early_block_is_stretched_up_to_the_ceilings():
    state = do(day(A, segment("b", 20, high=24), C), "9:00", Next())
    stretch = fit(state.day, at("9:00")).proposal("stretch")
    assert minutes(stretch) == {"a": (20, 25), "b": (20, 24)}
    assert not fit(do(day(segment("a", 10)), "9:00", Next()).day, at("9:00")).proposal("stretch").possible


def test_the_block_to_fit_is_the_first_that_is_late_else_the_current_one():
    state = do(day(segment("a", 30), then=(segment("x", 60, 30),)), "9:00", Next())
    assert fit(state.day, at("9:00")).block.plan.key == "am"
    state = do(state, "9:01", Extend(10, "x"))
    found = fit(state.day, at("9:01"))
    assert (found.block.plan.key, found.late_s) == ("pm", 600)
    assert minutes(found.proposal("squeeze")) == {"x": (70, 60)}


def test_by_hand_the_others_take_up_the_difference_within_their_bounds():
    state = do(day(A, B, BUFFER, C), "9:00", Next())
    assert minutes(by_hand(state, at("9:00"), {"b": 23 * 60})) == {}  # B has no more than 20
    longer = by_hand(state, at("9:00"), {"a": 22 * 60})
    assert (minutes(longer), longer.ends) == ({"a": (20, 22), "buffer": (10, 8)}, at("10:00"))
    shorter = by_hand(state, at("9:00"), {"b": 15 * 60})
    assert minutes(shorter) == {"a": (20, 25), "b": (20, 15)}
    late = by_hand(state, at("9:26"), {"c": 5 * 60})
    assert minutes(late) == {"buffer": (10, 9), "c": (10, 5)}


def test_by_hand_is_applied_as_it_was_shown_and_taken_back_whole():
    state = do(day(*LATE_DAY), "9:00", Next())
    done = do(state, "9:00", Fit("hand", wishes=(("a", 22 * 60),)))
    assert {k: p.allotted_s // 60 for k, p in done.day.segments.items()} == {"a": 22, "b": 20, "buffer": 8, "c": 10}
    assert as_it_stands(do(done, "9:01", Undo()).day) == as_it_stands(state.day)


def test_nothing_to_change_or_nothing_left_is_refused():
    state = do(day(segment("a", 60)), "9:00", Next())
    for kind in ("squeeze", "drop", "carry", "stretch", "hand"):
        with pytest.raises(Refused, match="there is nothing to change"):
            decide(state, Fit(kind), at("9:00"), "p")
    with pytest.raises(Refused, match="no segment is left to fit"):
        decide(do(state, "9:30", Stop()), Fit("squeeze"), at("9:31"), "p")


def test_what_is_added_one_after_another_follows_in_that_order():
    state = do(day(segment("a", 10), segment("b", 10), ends="12h"), "9:00", Next())
    for title in ("Y", "X"):
        state = do(state, "9:01", Add(title, 5))
    state = do(state, "9:02", Add("Z", 5, after="a"))
    assert state.day.order["am"] == ("a", "z", "y", "x", "b")


@pytest.mark.parametrize(
    ("whole", "parts", "shared"),
    [
        (100, [1, 1, 1], [34, 33, 33]),
        (40, [22, 5, 1], [32, 7, 1]),
        (44, [9, 13, 6], [14, 21, 9]),
        (10, [0, 3, 1], [0, 8, 2]),
        (0, [5, 5], [0, 0]),
        (7, [0, 0], [0, 0]),
    ],
)
def test_what_is_shared_in_proportion_adds_up_and_of_a_tie_the_first_one_has_more(whole, parts, shared):
    assert in_proportion(whole, parts) == shared, "floats tell 22/28 of 40 and 1/28 of 40 apart by their last digit"
