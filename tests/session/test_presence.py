"""Presence: half-days as they were held, stays within them, hours that add up."""

from __future__ import annotations

from datetime import timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from tests.session.days import after, days
from tests.session.played import Played, at, hour
from workshop_tui.agenda.reading import agenda_of
from workshop_tui.agenda.structs import table
from workshop_tui.session.attendance.commands import Arrive, Expect, Leave
from workshop_tui.session.attendance.events import ParticipantArrived, ParticipantLeft
from workshop_tui.session.attendance.presence import Being, presence, rate
from workshop_tui.session.decide import decide
from workshop_tui.session.event import Recorded
from workshop_tui.session.refusal import Refused
from workshop_tui.session.timing.commands import End, Goto, Next, Stop
from workshop_tui.session.timing.halfdays import block_at, half_days
from workshop_tui.session.timing.replanning_commands import Move

PEOPLE = ("Marie", "Maxime", "Zoé")


@pytest.fixture
def day():
    """The worked example's day, three people registered."""
    played = Played()
    for name in PEOPLE:
        played.do("8:00", Expect(name))
    return played


def there(day, now="18:00"):
    return presence(day.state.day, day.state.attendance, at(now))


def told(day, who=0, now="18:00"):
    """List what each half-day says of somebody."""
    return [cell.told(day.state.agenda.zone) for cell in there(day, now).people[who].cells]


def held(day, now="18:00"):
    """Each half-day's times, and whether it runs or is to come."""
    return [
        (", ".join(f"{hour(span.start)}-{hour(span.end)}" for span in half.spans), half.running, half.to_come)
        for half in half_days(day.state.day, at(now))
    ]


def test_a_stay_ends_with_its_block_and_counts_from_its_beginning(day):
    day.do("8:50", Arrive("Marie"))
    day.do("9:00", Next())
    day.do("9:20", Arrive("Maxime"))
    day.do("12:06", Stop())
    day.do("14:00", Next())
    day.do("14:00", Arrive("Marie"))
    day.do("14:50", End())
    assert told(day) == ["09:00 – 12:06", "14:00 – 14:50"]
    assert told(day, 1) == ["09:20 – 12:06", "not there"]
    count = there(day)
    assert [one.minutes for one in count.people] == [186 + 50, 166, 0]
    assert (count.held_minutes, count.minutes) == (236, 402)
    assert [one.rate for one in count.people] == [100, 70, 0]


def test_arrivals_and_departures_in_the_middle_count_to_the_minute(day):
    day.do("9:00", Next())
    for clock, meant in (("9:10", Arrive), ("10:00", Leave), ("10:30", Arrive), ("11:15", Leave)):
        day.do(clock, meant("Marie"))
    day.do("12:00", End())
    (morning, _afternoon) = there(day).people[0].cells
    assert told(day)[0] == "09:10 – 10:00, 10:30 – 11:15"
    assert morning.minutes == 50 + 45


def test_what_is_said_twice_counts_once(day):
    day.do("9:00", Next())
    day.do("12:00", End())
    of = {"key": "marie", "block": "am", "by": "p"}
    for event in (
        ParticipantArrived(at=at("9:00"), **of),
        ParticipantArrived(at=at("9:30"), **of),
        ParticipantLeft(at=at("11:00"), **of),
        ParticipantLeft(at=at("11:30"), **of),
        ParticipantArrived(at=at("11:00"), **(of | {"block": "pm"})),
    ):
        day.records.append(Recorded(len(day.records) + 1, at("18:00"), event))
    assert told(day) == ["09:00 – 11:00", "not held (11:00 –)"]
    assert there(day).people[0].minutes == 120


def test_lunch_never_counts_even_if_the_last_segment_was_left_running(day):
    day.do("9:00", Next())
    day.do("9:00", Arrive("Marie"))
    day.do("9:30", Goto("d"))
    day.do("14:05", Goto("x"))
    day.do("14:05", Arrive("Marie"))
    day.do("15:00", End())
    assert held(day) == [("9:00-12:00", False, False), ("14:05-15:00", False, False)]
    assert there(day).people[0].minutes == 180 + 55


def test_a_day_that_nobody_ended_ended_when_it_was_to(day):
    day.do("14:00", Goto("y"))
    assert held(day, "15:40") == [("", False, False), ("14:00-15:40", True, False)]
    assert held(day, "23:00") == [("", False, False), ("14:00-15:00", False, False)]


def test_a_morning_segment_held_in_the_afternoon_is_afternoon(day):
    day.do("9:00", Next())
    day.do("9:00", Arrive("Marie"))
    day.do("12:00", Stop())
    day.do("14:00", Goto("x"))
    day.do("14:20", Goto("b"))
    day.do("14:25", Arrive("Maxime"))
    day.do("14:40", Goto("y"))
    day.do("15:00", End())
    assert held(day) == [("9:00-12:00", False, False), ("14:00-15:00", False, False)]
    assert told(day) == ["09:00 – 12:00", "not there"]
    assert told(day, 1) == ["not there", "14:25 – 15:00"]


def test_an_afternoon_segment_held_in_the_morning_is_morning(day):
    day.do("9:00", Goto("x"))
    day.do("9:40", Goto("a"))
    day.do("12:00", Stop())
    assert held(day, "13:00") == [("9:00-12:00", False, False), ("", False, True)]
    day.do("14:00", Goto("y"))
    day.do("15:00", End())
    assert held(day) == [("9:00-12:00", False, False), ("14:00-15:00", False, False)]


def test_a_segment_moved_to_the_afternoon_leaves_its_morning_in_the_morning(day):
    day.do("9:00", Next())
    day.do("9:10", Goto("b"))
    day.do("11:30", Stop())
    day.do("11:31", Move("a", block="pm"))
    day.do("14:00", Goto("a"))
    day.do("15:00", End())
    assert held(day) == [("9:00-11:30", False, False), ("14:00-15:00", False, False)]


def test_a_short_stop_counts_and_a_long_one_is_a_meal(day):
    day.do("9:00", Next())
    day.do("9:30", Stop())
    assert held(day, "9:40")[0] == ("9:00-9:40", True, False)
    day.do("9:50", Next())
    day.do("10:30", Stop())
    day.do("11:00", Next())
    day.do("12:00", End())
    assert held(day)[0] == ("9:00-10:30, 11:00-12:00", False, False)
    day.do("18:00", Arrive("Marie", "am"), "10:00")
    assert told(day)[0] == "10:00 – 10:30, 11:00 – 12:00"


def test_a_meal_that_is_a_segment_does_not_count():
    played = Played()
    plan = table(played.state.agenda)
    plan["blocks"] = [
        {
            "key": "all",
            "title": "All",
            "start": "9h",
            "end": "17h",
            "segments": [
                {"key": "one", "title": "One", "minutes": 180},
                {"key": "lunch", "title": "Lunch", "minutes": 60, "kind": "pause"},
                {"key": "two", "title": "Two", "minutes": 240},
            ],
        }
    ]
    opened = replace(played.records[0].event, agenda=agenda_of(plan))
    played.records[0] = replace(played.records[0], event=opened)
    for clock in ("9:00", "12:00", "13:00"):
        played.do(clock, Next())
    played.do("17:00", End())
    assert held(played) == [("9:00-12:00, 13:00-17:00", False, False)]
    assert half_days(played.state.day, at("18:00"))[0].planned_minutes == 420


def test_of_a_half_day_that_was_not_held_nobody_is_absent(day):
    day.do("9:00", Next())
    day.do("9:00", Arrive("Marie"))
    day.do("12:00", End())
    assert [cell.being for one in there(day).people for cell in one.cells if cell.half.block.key == "pm"] == [
        Being.NOT_HELD
    ] * 3
    assert there(day).people[0].rate == 100, "three hours of the three that were held"


@pytest.mark.parametrize(
    ("now", "is_so"),
    [
        ("8:30", [Being.TO_COME, Being.TO_COME]),
        ("10:00", [Being.TO_COME, Being.TO_COME]),
        ("13:00", [Being.NOT_HELD, Being.TO_COME]),
        ("15:00", [Being.NOT_HELD, Being.NOT_HELD]),
    ],
)
def test_before_it_begins_a_half_day_is_to_come_and_after_its_end_it_was_not_held(day, now, is_so):
    assert [cell.being for cell in there(day, now).people[0].cells] == is_so
    assert there(day, now).rate is None


def test_who_came_before_the_day_began_is_there(day):
    day.do("8:50", Arrive("Marie"))
    assert told(day, now="8:55") == ["08:50 –", "to come"]
    count = there(day, "8:55")
    assert count.here(count.halves[0]) == 1


def test_a_half_day_that_runs_counts_until_now(day):
    day.do("9:00", Next())
    day.do("9:00", Arrive("Marie"))
    assert told(day, now="9:30")[0] == "09:00 –"
    assert there(day, "9:30").people[0].minutes == 30
    assert there(day, "9:31").people[0].minutes == 31


def test_what_was_noted_outside_the_hours_held_is_said_and_does_not_count(day):
    day.do("9:00", Next())
    day.do("11:50", End())
    day.do("12:30", Arrive("Marie", "am"))
    assert told(day)[0] == "not there while it was held (12:30 –)"
    count = there(day)
    assert (count.people[0].minutes, count.came(count.halves[0])) == (0, 0)


def test_what_is_printed_adds_up_though_people_came_between_two_minutes(day):
    day.do("9:00", Next())
    day.do("9:00:30", Arrive("Marie"))
    day.do("9:00:50", Arrive("Maxime"))
    day.do("12:00:40", Stop())
    day.do("14:00:20", Next())
    day.do("14:00:20", Arrive("Marie"))
    day.do("15:00:10", End())
    assert told(day) == ["09:00 – 12:00", "14:00 – 15:00"]
    assert [one.minutes for one in there(day).people] == [240, 180, 0]


def test_a_departure_typed_later_belongs_to_the_half_day_that_was_held_then(day):
    day.do("9:00", Next())
    day.do("9:00", Arrive("Marie"))
    day.do("12:06", Stop())
    day.do("14:00", Next())
    day.do("14:10", Leave("Marie"), "12:03")
    assert told(day, now="14:10") == ["09:00 – 12:03", "not there"]
    assert block_at(day.state.day, at("12:30")).key == "pm"


@pytest.mark.parametrize(("part", "whole", "share"), [(30, 50, 60), (1, 200, 1), (1, 201, 0), (5, 8, 63), (0, 0, None)])
def test_a_rate_is_in_whole_per_cents_halves_up(part, whole, share):
    assert rate(part, whole) == share


MARKS = st.lists(
    st.tuples(st.sampled_from(PEOPLE), st.booleans(), st.sampled_from(["a", "b", None]), st.integers(-600, 4000)),
    max_size=12,
)


@given(days(), MARKS, st.integers(0, 20_000))
def test_hours_are_never_negative_nor_more_than_was_held_and_they_add_up(found, marks, later):
    state, now = found
    for name in PEOPLE:
        state = after(state, decide(state, Expect(name), now, "p"))
    for name, coming, block, seconds in marks:
        known = block if block in {one.key for one in state.agenda.blocks} else None
        meant = Arrive(name, known) if coming else Leave(name, known)
        try:
            state = after(state, decide(state, meant, now, "p", now + timedelta(seconds=min(0, seconds - 3000))))
        except Refused:
            continue
    count = presence(state.day, state.attendance, now + timedelta(seconds=later))
    spans = [span for half in count.halves for span in half.spans]
    assert all(span.minutes >= 0 for span in spans)
    assert all(one.end <= two.start for one, two in pairwise(spans))
    for one in count.people:
        assert all(0 <= cell.minutes <= cell.half.minutes for cell in one.cells)
        assert one.rate is None or 0 <= one.rate <= 100
    assert sum(one.minutes for one in count.people) == count.minutes
    assert sum(count.minutes_in(half) for half in count.halves) == count.minutes
