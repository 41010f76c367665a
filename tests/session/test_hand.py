"""The hand: who leads, who may move the day without asking, and to whom it passes."""

from __future__ import annotations

import pytest

from tests.conftest import utc
from workshop_tui.session.notes.commands import TakeNote
from workshop_tui.session.refusal import NotLeading, Refused
from workshop_tui.session.state import told
from workshop_tui.session.timing.commands import End, Goto, Next, Pause, Resume, TakeHand, Undo
from workshop_tui.session.timing.replanning_commands import Add


def test_as_long_as_nobody_has_taken_it_anybody_moves_the_day(trainers):
    pascal, aurelie = trainers
    pascal.do(Next())
    aurelie.catch_up()
    aurelie.do(Next())
    assert aurelie.state.day.hand is None


def test_who_does_not_lead_is_asked_and_may_write_notes_all_the_same(trainers):
    pascal, aurelie = trainers
    pascal.do(TakeHand())
    aurelie.catch_up()
    for intent in (Next(), Undo(), Add("x", 5), End()):
        with pytest.raises(NotLeading, match="Pascal has the hand") as refusal:
            aurelie.do(intent)
        assert str(refusal.value) == "Pascal has the hand"
    aurelie.do(TakeNote("noted"))
    pascal.catch_up()
    pascal.do(Next())


def test_doing_it_all_the_same_takes_the_hand_so_that_it_is_asked_once(trainers):
    pascal, aurelie = trainers
    pascal.do(TakeHand())
    aurelie.catch_up()
    aurelie.do(Next(), take=True)
    assert aurelie.state.day.hand == "aurelie"
    aurelie.do(Pause())
    pascal.catch_up()
    with pytest.raises(NotLeading, match="Aurélie has the hand"):
        pascal.do(Resume())
    with pytest.raises(Refused, match="you have the hand already"):
        aurelie.do(TakeHand())


def test_moving_on_to_a_segment_that_is_anothers_hands_over_and_undo_takes_that_back(trainers, clock):
    pascal, _aurelie = trainers
    pascal.do(TakeHand())
    pascal.do(Goto("tour"))  # Pascal's own
    assert pascal.state.day.hand == "pascal"
    clock.instant = utc(9, 20)
    record = pascal.do(Goto("accueil"))  # Aurélie's
    assert str(told(pascal.state, record.event)) == (
        "Pascal moved on to “Accueil, cadre de la journée, présence du matin” at 09:20; Aurélie has the hand"
    )
    assert pascal.state.day.hand == "aurelie"
    clock.instant = utc(9, 25)
    pascal.do(TakeHand())  # she is not there
    led = [pascal.state.day.leaders(v) for key in ("tour", "accueil") for v in pascal.state.day.segments[key].visits]
    assert led == [("pascal",), ("aurelie", "pascal")]
    pascal.do(Undo())
    assert (pascal.state.day.hand, pascal.state.day.live) == ("pascal", "tour")


def test_a_hand_taken_unseen_is_not_lost_to_a_command_nor_a_command_done_without_asking(trainers):
    pascal, aurelie = trainers
    aurelie.do(TakeHand())
    with pytest.raises(Refused, match="Aurélie has the hand from 09:00"):
        pascal.do(Next())  # his terminal had not seen it
    assert (pascal.state.day.hand, pascal.state.day.live) == ("aurelie", None)


def test_undo_leaves_a_hand_alone_that_was_taken_since(trainers):
    pascal, aurelie = trainers
    pascal.do(TakeHand())
    pascal.do(Goto("tour"))
    aurelie.catch_up()
    aurelie.do(TakeHand())
    aurelie.do(Undo())
    assert (aurelie.state.day.hand, aurelie.state.day.live) == ("aurelie", None)
