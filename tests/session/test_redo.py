"""Undo and redo: what is taken back never happened, what is brought back always had; each names what it is about."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from tests.conftest import utc
from tests.session.played import as_it_stands, at
from workshop_tui.session.event import Recorded
from workshop_tui.session.notes.commands import TakeNote
from workshop_tui.session.refusal import NotLeading, Refused
from workshop_tui.session.state import State, fold, told
from workshop_tui.session.timing.commands import (
    End,
    GiveReason,
    Goto,
    Next,
    Pause,
    Redo,
    Reopen,
    Stop,
    TakeHand,
    Undo,
    of_another,
)
from workshop_tui.session.timing.day import Mode
from workshop_tui.session.timing.deviations import deviations
from workshop_tui.session.timing.events import CommandUndone
from workshop_tui.session.timing.hours import Shift
from workshop_tui.session.timing.replanning_commands import Add, Extend, Move, Restore, Skip

DAYS_WORK = (
    ("9:00", Next()), ("9:05", Extend(5, None)), ("9:06", Pause()), ("9:10", Goto("c")), ("9:12", Skip("a")),
    ("9:13", Restore("a")), ("9:14", Add("New", 5)), ("9:15", Move("b", None, "pm")), ("9:16", Shift(300)),
    ("9:20", Stop()), ("9:30", End()), ("9:31", Reopen()),
)  # fmt: skip


def history(state: State) -> list[tuple[int, object]]:
    """Give what stands, by number."""
    return [(one.number, one.event) for one in state.day.history]


def test_each_command_that_is_taken_back_and_brought_back_makes_the_day_that_was(day):
    for clock, intent in DAYS_WORK:
        day.do(clock, intent)
        before = day.state
        day.do("9:40", Undo())
        day.do("9:50", Redo())
        assert as_it_stands(day.state.day) == as_it_stands(before.day), intent
        assert history(day.state) == history(before)
        assert day.state.day.last_timing_at == before.day.last_timing_at


def test_all_is_taken_back_one_by_one_up_to_the_first_state_and_brought_back_to_the_last(day):
    first = day.state.day
    for clock, intent in DAYS_WORK:
        day.do(clock, intent)
    last = day.state
    for _one in DAYS_WORK:
        day.do("10:00", Undo())
    assert as_it_stands(day.state.day) == as_it_stands(first)
    assert day.state.day.last_timing_at is None
    with pytest.raises(Refused, match="there is nothing to take back"):
        day.do("10:00", Undo())
    for _one in DAYS_WORK:
        day.do("10:00", Redo())
    assert as_it_stands(day.state.day) == as_it_stands(last.day)
    assert history(day.state) == history(last)
    with pytest.raises(Refused, match="there is nothing to bring back"):
        day.do("10:00", Redo())


def test_another_timing_command_ends_what_can_be_brought_back_and_a_note_does_not(day):
    day.do("9:00", Next())
    day.do("9:10", Next())
    day.do("9:11", Undo())
    day.do("9:12", TakeNote("meanwhile"))
    day.do("9:13", Redo())
    assert day.state.day.live == "b"
    day.do("9:14", Undo())
    day.do("9:15", Pause())
    with pytest.raises(Refused, match="there is nothing to bring back"):
        day.do("9:16", Redo())


def test_both_take_place_at_the_instant_of_what_they_are_about_and_a_day_typed_in_goes_on_where_it_stood(day):
    day.do("18:00", Next(), "9:00")
    day.do("18:00", Next(), "9:30")
    assert day.do("18:01", Undo()).at == at("9:30")
    assert day.do("18:02", Redo()).at == at("9:30")
    assert day.do("18:03", Undo()).at == at("9:30")
    assert day.do("18:04", Next(), "9:09").at == at("9:09")


def test_a_record_whose_undo_has_an_instant_of_its_own_shows_the_day_that_it_showed(day):
    day.do("9:00", Next())
    day.do("9:10", Next())
    earlier = day.state
    old = CommandUndone(at=at("9:20"), by="p", number=earlier.day.history[-1].number)
    state = fold([*day.records, Recorded(len(day.records) + 1, at("9:20"), old)])
    assert state is not None
    assert as_it_stands(state.day) == as_it_stands(earlier.day.history[-1].before)
    assert state.day.last_timing_at == at("9:00")


def test_a_reason_goes_with_its_change_and_comes_back_with_it(day):
    day.do("9:00", Next())
    number = day.do("9:05", Extend(5, None)) and len(day.records)
    day.do("9:06", GiveReason("debate", number))
    day.do("9:07", Undo())
    assert not deviations(day.state.day, at("9:08"))
    day.do("9:08", Redo())
    assert [one.reason for one in deviations(day.state.day, at("9:08"))] == ["debate"]


def test_each_names_what_it_is_about_whose_it_was_and_when(trainers, clock):
    pascal, aurelie = trainers
    aurelie.do(Next())
    clock.instant = utc(9, 5)
    pascal.catch_up()
    back = pascal.do(Undo())
    deed = "Aurélie started “Accueil, cadre de la journée, présence du matin” at 09:00"
    assert str(told(pascal.state, back.event)) == f"Pascal took back: {deed}"
    again = pascal.do(Redo())
    assert str(told(pascal.state, again.event)) == f"Pascal brought back: {deed}"


def test_the_hand_that_went_with_a_segment_comes_back_with_it_unless_it_was_taken_since(trainers, clock):
    pascal, aurelie = trainers
    pascal.do(TakeHand())
    pascal.do(Goto("tour"))
    clock.instant = utc(9, 20)
    pascal.do(Goto("accueil"))
    assert pascal.state.day.hand == "aurelie"
    aurelie.catch_up()
    aurelie.do(Undo())
    assert aurelie.state.day.hand == "pascal"
    with pytest.raises(NotLeading):
        aurelie.do(Redo())
    pascal.catch_up()
    pascal.do(Redo())
    assert (pascal.state.day.live, pascal.state.day.hand) == ("accueil", "aurelie")
    pascal.do(TakeHand())
    pascal.do(Undo())
    pascal.do(Redo())
    assert pascal.state.day.hand == "pascal", "taken since"


def test_somebody_elses_command_that_is_older_than_a_minute_is_to_be_asked_first(trainers, clock):
    pascal, aurelie = trainers
    assert of_another(pascal.state.day, "pascal", clock.now()) is None
    aurelie.do(Next())
    pascal.catch_up()
    for minutes, second, asked in ((0, 59, False), (1, 0, False), (1, 1, True)):
        now = utc(9, minutes, second)
        assert (of_another(pascal.state.day, "pascal", now) is not None) == asked
        assert of_another(aurelie.state.day, "aurelie", now) is None


def test_an_ended_day_is_taken_back_and_brought_back(day):
    day.do("9:00", Next())
    day.do("16:00", End())
    day.do("16:01", Undo())
    assert day.state.day.mode is Mode.RUNNING
    day.do("16:02", Redo())
    assert day.state.day.mode is Mode.ENDED
    assert replace(day.state.day, last_timing=0).ended_at == at("16:00")
