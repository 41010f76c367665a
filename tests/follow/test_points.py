"""Open points by ear: listed, a number for one, a number for what became of it; or all of it in one line."""

from __future__ import annotations

from datetime import timedelta

from tests.conftest import DAY
from tests.follow.small import SMALL
from workshop_tui.opening import create
from workshop_tui.service import Session
from workshop_tui.session.may import May
from workshop_tui.session.notes.commands import TakeNote
from workshop_tui.session.notes.notebook import Details


def second_day(ears, language: str = "en"):
    """A follower of the day after one that left a follow-up and a question open."""
    ear = ears(SMALL, language)
    ear.session.do(TakeNote("Call the mayor", "action", details=Details(who="Zoé", due="2021-06-01")))
    ear.session.do(TakeNote("Why?", "question"))
    store = ear.session.journal.store
    create(store, SMALL, DAY + timedelta(days=1), "second", ear.clock, "pascal", follows="day")
    ear.follower.session.close()
    ear.session = ear.follower.session = Session(store.open("second"), ear.clock, "pascal")
    return ear


def test_points_of_the_day_before_are_listed_and_two_numbers_say_what_became_of_one(ears):
    ear = second_day(ears)
    assert ear.says("points") == [
        "2 open points.",
        "1, Call the mayor; follow-up of 2021-05-04, Zoé, 2021-06-01.",
        "2, Why?; question of 2021-05-04.",
    ]
    assert ear.says("1")[1:] == ["1, done.", "2, goes on.", "3, dropped."]
    (told,) = ear.says("2")
    assert "Goes on" in told
    assert ear.says("points")[1] == "1, Call the mayor; follow-up of 2021-05-04, Zoé, 2021-06-01; goes on, 2021-05-05."
    assert ear.says("points mayor")[0] == "1 open point."


def test_a_point_is_answered_in_one_line_with_its_reason_in_either_language(ears):
    ear = second_day(ears, "fr")
    ear.says("points 2 continue, elle est absente")
    assert "elle est absente" in ear.says("points")[1]
    ear.says("points day/2 done — she agreed")
    assert ear.says("points")[0] == "1 point ouvert."
    state = ear.session.state
    (answer,) = state.notebook.answers.values()
    assert (answer.outcome, answer.why) == ("done", "she agreed")


def test_what_is_no_answer_or_no_point_is_said_and_nothing_is_done(ears):
    ear = second_day(ears)
    before = ear.session.state
    assert ear.says("points 2 perhaps") == ["Say what became of it: done, goes on, dropped."]
    assert ear.says("points 2 doner") == ["Say what became of it: done, goes on, dropped."]
    assert ear.says("points 77") == ["No point is “77”; there are: day/2, day/3."]
    assert ear.says("points nobody said this") == ["0 open points."]
    assert ear.session.state is before
    ear.session.may = May.WATCH
    assert ear.says("points 2 done") == ["This terminal watches: it changes nothing."]
    assert ear.says("points")[0] == "2 open points."
