"""Where a day deviated from its plan, and why."""

from __future__ import annotations

import pytest

from tests.session.played import Played, at
from workshop_tui.session.event import Recorded
from workshop_tui.session.refusal import Refused
from workshop_tui.session.timing.commands import End, GiveReason, Goto, Next, Pause, Resume, Stop, TakeHand, Undo
from workshop_tui.session.timing.deviations import deviated, deviations, latest
from workshop_tui.session.timing.replanning_commands import Add, Extend, Move, Skip
from workshop_tui.session.timing.replanning_events import AllotmentChange, ProposalApplied


@pytest.fixture
def day():
    return Played()


def told(day, now):
    return [(one.name, one.shift_s) for one in deviations(day.state.day, at(now))]


def test_a_day_that_goes_as_planned_departs_nowhere(day):
    day.do("9:00", Next())
    day.do("9:30", Next())
    assert told(day, "9:40") == []
    assert latest(day.state.day, at("9:40")) is None


def test_what_starts_late_overruns_is_paused_or_changed_is_named_with_the_seconds_it_costs(day):
    day.do("9:10", Next())
    late = day.state.number
    day.do("9:45", Next())
    day.do("9:50", Pause())
    paused = day.state.number
    day.do("9:55", Extend(5, "c"))
    extended = day.state.number
    day.do("10:00", Resume())
    day.do("10:01", Skip("d"))
    skipped = day.state.number
    day.do("10:02", Add("Detour", 7))
    added = day.state.number
    day.do("10:03", Move("c", "a"))
    moved = day.state.number
    assert told(day, "10:05") == [
        (str(late), 600),
        ("a", 300),
        (str(paused), 600),
        (str(extended), 300),
        (str(skipped), -900),
        (str(added), 420),
        (str(moved), None),
    ]


def test_under_two_minutes_is_no_departure_and_the_live_one_counts_while_it_overruns(day):
    day.do("9:01:59", Next())
    assert told(day, "9:33:58") == []
    assert told(day, "9:33:59") == [("a", 120)]
    day.do("9:34:59", Next())
    assert told(day, "9:40") == [("a", 180)]


def test_a_segment_set_aside_beyond_its_time_does_not_overrun_as_it_is_not_over(day):
    day.do("9:00", Next())
    day.do("9:20", Goto("c"))
    assert told(day, "9:40") == []


def test_only_the_first_segment_of_a_block_begins_it_late(day):
    day.do("9:00", Next())
    day.do("9:30", Stop())
    day.do("9:50", Next())
    assert told(day, "9:51") == []
    day.do("10:50", Stop())
    day.do("14:03", Goto("x"))
    assert told(day, "14:04") == [(str(day.state.number), 180)]


def test_what_is_taken_back_is_no_departure_any_more_nor_has_it_a_reason(day):
    day.do("9:00", Next())
    day.do("9:10", Extend(5))
    day.do("9:10", GiveReason("debate", day.state.number))
    assert latest(day.state.day, at("9:11")).reason == "debate"
    day.do("9:12", Undo())
    assert told(day, "9:13") == []


def test_a_proposal_counts_what_it_cut_skipped_and_carried(day):
    day.do("9:00", Next())
    cut = AllotmentChange(segment="b", before_s=3600, after_s=3000)
    applied = ProposalApplied(
        at=at("9:10"), by="p", kind="carry", block="am", changes=(cut,), skipped=("d",), carried=("c",), into="pm"
    )
    day.records.append(Recorded(len(day.records) + 1, at("9:10"), applied))
    (one,) = deviations(day.state.day, at("9:11"))
    assert (one.shift_s, set(one.about)) == (-600 - 900 - 3600, {"b", "c", "d"})


def test_a_reason_is_given_changed_and_taken_back(day):
    day.do("9:12", Next())
    day.do("9:50", Next())
    day.do("9:50", GiveReason("debate", segment="a"))
    assert [one.reason for one in deviations(day.state.day, at("9:51"))] == [None, "debate"]
    day.do("9:51", GiveReason("technical", segment="a"))
    assert day.state.day.reasons == {"a": "technical"}
    day.do("9:52", GiveReason(None, segment="a"))
    assert day.state.day.reasons == {}


def test_the_one_that_is_meant_is_the_last_without_a_reason(day):
    day.do("9:12", Next())
    late = day.state.number
    day.do("9:50", Next())
    assert latest(day.state.day, at("9:51")).segment == "a"
    day.do("9:51", GiveReason("debate", segment="a"))
    assert latest(day.state.day, at("9:52")).change == late
    day.do("9:52", GiveReason("late", late))
    assert latest(day.state.day, at("9:53")).segment == "a"


@pytest.mark.parametrize(
    ("intent", "why"),
    [
        (GiveReason("late", 99), "did not depart"),
        (GiveReason("late", segment="b"), "did not depart"),
        (GiveReason("debate", segment="a"), "already"),
        (GiveReason(None, 2), "no reason yet"),
    ],
)
def test_a_reason_for_nothing_or_the_same_again_is_refused(day, intent, why):
    day.do("9:12", Next())
    day.do("9:50", Next())
    day.do("9:51", GiveReason("debate", segment="a"))
    with pytest.raises(Refused, match=why):
        day.do("9:52", intent)


def test_it_is_asked_for_after_a_change_and_after_leaving_what_overran(day):
    day.do("9:00", Next())
    assert not deviated(day.state.day, day.records[-1], at("9:00"))
    day.do("9:32", Next())
    assert deviated(day.state.day, day.records[-1], at("9:32"))
    day.do("10:32", Next())
    assert not deviated(day.state.day, day.records[-1], at("10:32"))
    day.do("10:33", Extend(1))
    assert deviated(day.state.day, day.records[-1], at("10:33"))


def test_a_reason_may_be_given_once_the_day_is_ended(day):
    day.do("8:59", TakeHand())
    day.do("9:30", Next())
    day.do("12:00", End())
    day.do("18:00", GiveReason("late", 3))
    assert day.state.day.reasons == {3: "late"}
