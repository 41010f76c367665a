"""The hours of the day, moved: docs/time.md, “A day that is not as planned”."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.session.played import at
from workshop_tui.session.refusal import Refused
from workshop_tui.session.timing.commands import Goto, Next, Undo
from workshop_tui.session.timing.day import Hours
from workshop_tui.session.timing.deviations import deviations
from workshop_tui.session.timing.fit import fit
from workshop_tui.session.timing.hours import ChangeHours, Shift, ending_at
from workshop_tui.session.timing.replanning_commands import Skip
from workshop_tui.session.timing.timeline import timeline


def hours(day, block: str = "am") -> tuple[str, str]:
    today = day.state.day.hours[block]
    return f"{today.start:%H:%M}", f"{today.end:%H:%M}"


def test_the_hard_end_moves_and_what_knows_a_limit_goes_by_it(day):
    day.do("9:20", Next())
    assert timeline(day.state.day, at("9:20")).block("am").slack_s == -5 * 60
    day.do("9:21", ChangeHours("am", end=at("12:15")))
    block = timeline(day.state.day, at("9:21")).block("am")
    assert (block.slack_s, block.planned.end, block.moved) == (10 * 60, at("12:00"), True)
    assert fit(day.state.day, at("9:21")).block.end == at("12:15")


def test_a_start_moves_until_something_of_the_block_has_begun(day):
    day.do("8:50", ChangeHours("am", start=at("9:20")))
    rows = timeline(day.state.day, at("8:51")).block("am").segments
    assert (rows[0].planned_start, rows[0].due, rows[0].shift_s) == (at("9:00"), at("9:20"), 0)
    day.do("9:20", Next())
    with pytest.raises(Refused, match="“Morning” has begun: its start stays"):
        day.do("9:21", ChangeHours("am", start=at("9:10")))


@pytest.mark.parametrize(
    ("command", "told"),
    [
        (ChangeHours("am", end=at("14:30")), "“Morning” would end 30 min after “Afternoon” begins"),
        (ChangeHours("pm", start=at("11:00")), "“Morning” would end 60 min after “Afternoon” begins"),
        (ChangeHours("am", end=at("8:00")), "“Morning” would end before it begins"),
        (ChangeHours("am", end=at("12:00")), "“Morning” has these hours already"),
        (ChangeHours("pm", end=at("14:30") + timedelta(days=1)), "“Afternoon” would last more than 24 hours"),
        (ChangeHours("pm", end=at("13:30") + timedelta(days=1)), None),
        (ChangeHours("am", start=at("9:00") - timedelta(hours=20)), "the day would begin on another date"),
        (Shift(to=at("9:00") + timedelta(days=2)), "the day would begin on another date"),
        (Shift(0), "the day has these hours already"),
        (Shift(to=at("9:00")), "the day has these hours already"),
    ],
)
def test_hours_that_make_no_sense_are_refused_in_words(day, command, told):
    if told is None:
        day.do("8:00", command)
        return
    with pytest.raises(Refused, match=told):
        day.do("8:00", command)


def test_a_day_lasts_36_hours_at_the_most(day):
    day.do("8:00", ChangeHours("am", start=at("0:30")))
    with pytest.raises(Refused, match="the day would last more than 36 hours"):
        day.do("8:01", ChangeHours("pm", end=at("13:30") + timedelta(days=1)))


def test_a_shift_moves_what_has_not_begun_and_the_end_of_what_has(day):
    day.do("9:20", Next())
    event = day.do("9:21", Shift(20 * 60))
    assert (event.blocks, event.ending, event.pins) == (("pm",), "am", ())
    assert (hours(day), hours(day, "pm")) == (("09:00", "12:20"), ("14:20", "15:20"))


def test_a_shift_leaves_what_is_over(day):
    for key in ("a", "b", "c"):
        day.do("9:00", Skip(key))
    day.do("9:01", Goto("d"))
    day.do("9:16", Next())
    day.do("12:30", Shift(-30 * 60))
    assert (hours(day), hours(day, "pm")) == (("09:00", "12:00"), ("13:30", "14:30"))
    with pytest.raises(Refused, match="“Morning” would end 30 min after “Afternoon” begins"):
        day.do("12:31", Shift(-120 * 60))


def test_guests_come_when_agreed_unless_pins_move_too(day):
    day.do("8:00", Shift(60 * 60))
    assert timeline(day.state.day, at("8:00")).segment("c").pin == at("10:45")
    day.do("8:01", Undo())
    day.do("8:02", Shift(60 * 60, with_pins=True))
    row = timeline(day.state.day, at("8:02")).segment("c")
    assert (row.pin, row.due, row.planned_start) == (at("11:45"), at("11:45"), at("10:45"))


def test_a_day_shifted_to_now_begins_on_time(day):
    day.do("19:40", Shift(to=at("19:40"), with_pins=True))
    day.do("19:40", Next())
    times = timeline(day.state.day, at("19:40"))
    assert [row.shift_s for block in times.blocks for row in block.segments] == [0] * 6
    assert [block.slack_s for block in times.blocks] == [0, 0]
    assert [str(one.words) for one in deviations(day.state.day, at("19:40"))] == [
        "p shifted the day by +10\u00a0h\u00a040 at 19:40: “Morning” begins at 19:40"
    ]


def test_once_each_block_has_begun_a_shift_wants_minutes(day):
    day.do("9:00", Goto("x"))
    with pytest.raises(Refused, match="each block has begun: say by how many minutes"):
        day.do("9:01", Shift(to=at("16:00")))
    day.do("9:02", Shift(10 * 60))
    assert hours(day, "pm") == ("14:00", "15:10")


def test_with_nothing_left_there_is_nothing_to_shift(day):
    day.do("9:00", Goto("x"))
    day.do("9:01", Next())
    day.do("9:02", Next())
    with pytest.raises(Refused, match="nothing is left of the day to shift"):
        day.do("9:03", Shift(10 * 60))


def test_undo_gives_the_hours_before(day):
    was = day.state.day.hours
    day.do("8:00", ChangeHours("am", end=at("12:15")))
    assert day.state.day.hours["am"] == Hours(at("9:00"), at("12:15"))
    day.do("8:01", Undo())
    assert day.state.day.hours == was


def test_an_end_told_by_the_clock_may_be_on_the_next_day():
    assert ending_at(at("0:30"), at("22:00")) == at("0:30") + timedelta(days=1)
    assert ending_at(at("12:00"), at("13:30")) == at("12:00"), "no block of 22 hours by a slip"
    assert ending_at(at("12:15"), at("9:00")) == at("12:15")
