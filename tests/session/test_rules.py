"""The table of commands of `time.md`, a case a rule."""

from __future__ import annotations

import pytest

from tests.session.played import as_it_stands, at
from workshop_tui.session.notes.commands import TakeNote
from workshop_tui.session.refusal import Refused
from workshop_tui.session.timing.commands import End, Goto, Next, Pause, Reopen, Resume, Stop, Undo
from workshop_tui.session.timing.day import Mode, Standing
from workshop_tui.session.timing.events import SegmentStarted, SegmentStopped
from workshop_tui.session.timing.replanning_commands import Add, Extend, Move, Restore, Skip
from workshop_tui.session.timing.timeline import next_segment, timeline


def test_next_starts_the_first_and_then_moves_on_at_one_instant(day):
    day.do("9:10", Next())
    day.do("9:45", Next())
    a, b = day.state.day.segments["a"], day.state.day.segments["b"]
    assert (a.standing, a.actual_start, a.actual_end) == (Standing.DONE, at("9:10"), at("9:45"))
    assert (b.standing, b.actual_start, b.actual_end) == (Standing.LIVE, at("9:45"), None)


def test_next_never_runs_over_a_blocks_border_by_itself(day):
    day.do("11:00", Goto("d"))
    for key in ("a", "b", "c"):
        day.do("11:01", Skip(key))
    assert next_segment(day.state.day, at("11:02")) is None
    event = day.do("11:30", Next())
    assert isinstance(event, SegmentStopped)
    assert day.state.day.mode is Mode.IDLE
    assert day.do("11:31", Next()) == SegmentStarted(at=at("11:31"), by="p", segment="x")


def test_next_takes_the_first_unfinished_after_the_live_one_else_the_earliest(day):
    day.do("9:00", Goto("c"))
    assert next_segment(day.state.day, at("9:01")) == "d"
    day.do("9:02", Next())
    assert next_segment(day.state.day, at("9:03")) == "a"


def test_with_nothing_live_the_current_block_is_the_last_begun_with_work_left(day):
    assert next_segment(day.state.day, at("8:00")) == "a"
    assert next_segment(day.state.day, at("13:59")) == "a"
    assert next_segment(day.state.day, at("14:00")) == "x"


def test_next_from_a_segment_that_is_not_live_is_refused(day):
    day.do("9:00", Next())
    day.do("9:30", Next("a"))
    with pytest.raises(Refused, match="“B” is live already"):
        day.do("9:30", Next("a"))


def test_goto_sets_aside_what_has_time_left_and_ends_what_has_not(day):
    day.do("9:00", Next())
    day.do("9:10", Goto("c"))
    assert day.standing("a") is Standing.SET_ASIDE
    day.do("10:10", Goto("a"))
    assert (day.standing("c"), day.standing("a")) == (Standing.DONE, Standing.LIVE)
    assert day.state.day.remaining_s("a", at("10:15")) == 15 * 60


@pytest.mark.parametrize("state", ["done", "skipped"])
def test_goto_starts_a_segment_whatever_its_state_was(day, state):
    day.do("9:00", Next())
    day.do("9:30", Next())
    if state == "skipped":
        day.do("9:31", Skip("c"))
    key = "a" if state == "done" else "c"
    day.do("9:40", Goto(key))
    assert day.standing(key) is Standing.LIVE


def test_stop_ends_the_live_one_and_starts_nothing(day):
    day.do("9:00", Next())
    day.do("9:20", Stop())
    assert (day.standing("a"), day.state.day.live, day.state.day.mode) == (Standing.DONE, None, Mode.IDLE)


def test_while_paused_elapsed_stands_still_and_projections_slide(day):
    day.do("9:00", Next())
    day.do("9:10", Pause())
    assert day.state.day.elapsed_s("a", at("9:25")) == 600
    assert day.projected("9:25")["a"] == "9:25-9:45"
    day.do("9:30", Resume())
    assert day.state.day.elapsed_s("a", at("9:40")) == 1200
    assert day.state.day.mode is Mode.RUNNING


def test_moving_on_while_paused_ends_the_pause(day):
    day.do("9:00", Next())
    day.do("9:10", Pause())
    day.do("9:20", Next())
    assert day.state.day.elapsed_s("a", at("10:00")) == 600
    assert day.state.day.mode is Mode.RUNNING


def test_extend_changes_the_live_segments_allotment(day):
    day.do("9:00", Next())
    day.do("9:10", Extend(5))
    assert day.state.day.remaining_s("a", at("9:10")) == 25 * 60


def test_extend_never_goes_below_what_is_used(day):
    day.do("9:00", Next())
    day.do("9:10", Extend(-25))
    assert day.state.day.remaining_s("a", at("9:10")) == 0
    with pytest.raises(Refused, match="no time left to take"):
        day.do("9:12", Extend(-1))


def test_extend_without_a_live_segment_names_its_segment(day):
    with pytest.raises(Refused, match="name the segment"):
        day.do("9:00", Extend(5))
    day.do("9:00", Extend(5, "b"))
    assert day.state.day.segments["b"].allotted_s == 65 * 60


def test_a_skipped_segment_is_out_of_today_until_it_is_restored(day):
    day.do("9:00", Skip("a"))
    assert next_segment(day.state.day, at("9:00")) == "b"
    assert "a" not in day.projected("9:00")
    day.do("9:01", Restore("a"))
    assert next_segment(day.state.day, at("9:01")) == "a"


def test_a_segment_that_was_set_aside_is_set_aside_again_when_restored(day):
    day.do("9:00", Next())
    day.do("9:05", Goto("b"))
    day.do("9:06", Skip("a"))
    day.do("9:07", Restore("a"))
    assert day.standing("a") is Standing.SET_ASIDE


def test_undo_takes_back_one_command_after_the_other(day):
    states = [day.state.day]
    for clock, intent in (("9:00", Next()), ("9:10", Pause()), ("9:20", Goto("c")), ("9:30", Skip("b"))):
        day.do(clock, intent)
        states.append(day.state.day)
    for expected in reversed(states[:-1]):
        day.do("9:40", Undo())
        assert as_it_stands(day.state.day) == as_it_stands(expected)
    with pytest.raises(Refused, match="nothing to take back"):
        day.do("9:41", Undo())


def test_undo_leaves_notes_alone(day):
    day.do("9:00", Next())
    day.do("9:01", TakeNote("kept"))
    day.do("9:02", Undo())
    assert [note.taken.text for note in day.state.notebook.notes] == ["kept"]


def test_an_ended_day_refuses_all_but_notes_undo_and_reopen(day):
    day.do("9:00", Next())
    day.do("9:30", End())
    assert (day.standing("a"), day.state.day.mode) == (Standing.DONE, Mode.ENDED)
    with pytest.raises(Refused, match="reopen it first"):
        day.do("9:31", Next())
    day.do("9:32", TakeNote("after"))
    day.do("9:33", Reopen())
    assert day.state.day.mode is Mode.IDLE
    with pytest.raises(Refused, match="open already"):
        day.do("9:34", Reopen())


def test_a_command_for_an_earlier_instant_lies_between_the_last_one_and_now(day):
    day.do("9:00", Next())
    with pytest.raises(Refused, match="09:40 has not come yet"):
        day.do("9:30", Next(), "9:40")
    with pytest.raises(Refused, match="08:50 is before the last command, at 09:00"):
        day.do("9:30", Next(), "8:50")
    day.do("9:30", Next(), "9:12")
    assert day.state.day.segments["b"].actual_start == at("9:12")


def test_a_clock_that_was_set_back_never_blocks_the_day(day):
    day.do("9:00", Next())
    day.do("8:30", Next())
    assert day.state.day.segments["a"].actual_end == at("9:00")
    assert timeline(day.state.day, at("8:00")).live.elapsed_s == 0


@pytest.mark.parametrize(
    ("intent", "why"),
    [
        (Stop(), "nothing is live"),
        (Pause(), "nothing is live"),
        (Resume(), "nothing is paused"),
        (Restore("a"), "“A” is not skipped"),
        (TakeNote(" \x1b[2J "), "a note needs a text"),
    ],
)
def test_a_command_that_makes_no_sense_is_refused_in_words(day, intent, why):
    with pytest.raises(Refused, match=why):
        day.do("9:00", intent)


def test_refusals_about_the_live_and_the_over(day):
    day.do("9:00", Next())
    for intent, why in (
        (Goto("a"), "“A” is live already"),
        (Skip("a"), "“A” is live: move on instead"),
    ):
        with pytest.raises(Refused, match=why):
            day.do("9:01", intent)
    day.do("9:30", Next())
    for late in (Skip("a"), Extend(5, "a")):
        with pytest.raises(Refused, match="“A” is over"):
            day.do("9:31", late)
    day.do("9:32", Pause())
    with pytest.raises(Refused, match="paused already"):
        day.do("9:33", Pause())


def test_a_segment_that_was_added_and_taken_back_is_refused_not_a_crash(day):
    day.do("9:00", Next())
    day.do("9:01", Add("New", 5))
    day.do("9:02", Undo())
    for intent in (Goto("new"), Skip("new"), Extend(1, "new"), Move("new", "b"), Move("b", "new")):
        with pytest.raises(Refused, match="no segment is called “new”"):
            day.do("9:03", intent)
