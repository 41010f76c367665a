"""A clock that went back, or was ahead: events keep their order, none is refused, and one line says so."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.conftest import utc
from workshop_tui.clock import FixedClock
from workshop_tui.journal.sqlite import SqliteJournal
from workshop_tui.locale import speak
from workshop_tui.service import Session
from workshop_tui.session.attendance.commands import Arrive, Expect
from workshop_tui.session.notes.commands import RecordInitiative, TakeNote, WithdrawNote
from workshop_tui.session.present import gone_back
from workshop_tui.session.refusal import Refused
from workshop_tui.session.timing.commands import Goto, Next, Pause, Resume, Undo
from workshop_tui.session.timing.replanning_commands import Extend
from workshop_tui.session.timing.timeline import timeline

BACK = {"a minute": timedelta(minutes=1), "hours": timedelta(hours=3), "a dead battery": timedelta(days=2000)}


@pytest.fixture
def at_work(trainers, clock):
    """Pascal's terminal at 10:40:00: a segment since 9:00, and a note at 10:40."""
    pascal, _aurelie = trainers
    pascal.do(Next())
    clock.instant = utc(10, 40)
    pascal.do(TakeNote("before"))
    return pascal


@pytest.mark.parametrize("back", BACK.values(), ids=BACK)
def test_what_is_done_on_a_clock_that_went_back_is_not_before_what_was_last(at_work, clock, back):
    clock.instant -= back
    done = (
        TakeNote("after"),
        Next(),
        Pause(),
        RecordInitiative(name="Potager"),
        Resume(),
        Expect("Marie"),
        Arrive("Marie"),
        Extend(5, None),
        Goto("accueil"),
    )
    for command in done:
        at_work.do(command)
    instants = [record.event.at for record in at_work.journal.read()]
    assert instants == sorted(instants)
    assert instants[-1] == utc(10, 40)
    assert len(instants) == 3 + len(done)


def test_it_goes_on_once_the_clock_has_caught_up(at_work, clock):
    clock.instant = utc(10, 35)
    assert at_work.now() == utc(10, 40)
    clock.instant = utc(10, 41)
    assert at_work.now() == utc(10, 41)
    assert at_work.do(Next()).event.at == utc(10, 41)


def test_the_day_stands_where_it_stood_while_the_clock_is_behind(at_work, clock):
    before = timeline(at_work.state.day, at_work.now())
    clock.instant = utc(9, 30)
    assert timeline(at_work.state.day, at_work.now()) == before


@pytest.mark.parametrize(
    ("language", "back", "words"),
    [
        (
            "en",
            timedelta(minutes=5),
            "The clock went back to 10:35, or another’s is ahead: time stands still until 10:40",
        ),
        (
            "fr",
            timedelta(minutes=5),
            "L’horloge est revenue à 10h35, ou une autre avance : le temps s’arrête jusqu’à 10h40",
        ),
        (
            "en",
            timedelta(days=1),
            "The clock went back to 2021-05-03 10:40, or another’s is ahead: time stands still until 2021-05-04 10:40",
        ),
    ],
)
def test_one_line_says_that_the_clock_went_back(at_work, clock, language, back, words):
    clock.instant -= back
    speak(language)
    assert str(gone_back(at_work.state, clock.now())).replace("\u00a0", " ").replace("\u202f", " ") == words


def test_nothing_is_said_of_clocks_a_few_seconds_apart(at_work, clock):
    clock.instant -= timedelta(seconds=9)
    assert gone_back(at_work.state, clock.now()) is None


def test_of_two_terminals_the_one_that_is_behind_keeps_the_order_and_says_so(trainers):
    ahead, aurelie = trainers
    behind = Session(SqliteJournal(aurelie.journal.file), FixedClock(utc(9, 20)), "aurelie")
    ahead.clock.instant = utc(9, 30)
    ahead.do(Next())
    behind.catch_up()
    assert gone_back(behind.state, behind.clock.now())
    assert behind.do(TakeNote("here")).event.at == utc(9, 30)
    assert behind.state.notebook.notes[-1].taken.segment == behind.state.day.live
    assert behind.do(Next()).event.at == utc(9, 30)
    ahead.catch_up()
    assert ahead.do(Next()).event.at == utc(9, 30)


def test_a_command_of_a_clock_that_was_years_ahead_is_taken_back_and_the_day_goes_on(at_work, clock):
    clock.instant = utc(10, 45).replace(year=2036)
    at_work.do(Next())
    clock.instant = utc(10, 46)
    assert str(gone_back(at_work.state, clock.now())) == (
        "The clock went back to 2021-05-04 10:46: time stands still until 2036-05-04 10:45; "
        "undo takes back what has a wrong time"
    )
    at_work.do(Undo())
    assert gone_back(at_work.state, clock.now()) is None
    assert at_work.do(Next()).event.at == utc(10, 46)
    assert at_work.state.day.segments["accueil"].visits[-1].end == utc(10, 46)


def test_a_note_of_a_clock_that_was_days_ahead_holds_nobody_up(at_work, clock):
    clock.instant += timedelta(days=400)
    note = at_work.do(TakeNote("on a wrong clock"))
    clock.instant = utc(10, 46)
    assert gone_back(at_work.state, clock.now()) is None
    assert at_work.do(WithdrawNote(note.number)).event.at == utc(10, 46)
    assert at_work.do(Next()).event.at == utc(10, 46)


def test_a_day_that_is_typed_in_long_afterwards_keeps_its_order_too(trainers, clock):
    pascal, _aurelie = trainers
    clock.instant = utc(9) + timedelta(days=30)
    pascal.do(TakeNote("a month later"))
    clock.instant -= timedelta(hours=1)
    assert pascal.do(TakeNote("and another")).event.at == utc(9) + timedelta(days=30)
    assert pascal.do(Next(), at=utc(9, 5)).event.at == utc(9, 5)


def test_after_an_undo_a_day_that_is_typed_in_goes_on_where_it_stood(trainers, clock):
    pascal, _aurelie = trainers
    clock.instant = utc(18)
    pascal.do(Next(), at=utc(9))
    pascal.do(Next(), at=utc(9, 30))
    pascal.do(Undo())
    with pytest.raises(Refused, match="08:59 is before the last command, at 09:00"):
        pascal.do(Next(), at=utc(8, 59))
    assert pascal.do(Next(), at=utc(9, 20)).event.at == utc(9, 20)


def test_what_was_prepared_on_another_clock_holds_nobody_up(trainers, clock):
    pascal, _aurelie = trainers
    clock.instant = utc(10)
    pascal.do(Expect("Marie"))
    clock.instant = utc(9)
    assert pascal.do(Next()).event.at == utc(9)
