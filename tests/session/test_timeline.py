"""When everything will happen: `time.md`, "Projection", a case a rule."""

from __future__ import annotations

from datetime import timedelta

from tests.conftest import DAY as SEED_DAY
from tests.conftest import utc
from tests.session.days import after
from tests.session.played import at
from workshop_tui.session.decide import decide
from workshop_tui.session.event import Recorded
from workshop_tui.session.events import SessionOpened
from workshop_tui.session.reminders import guests_expected
from workshop_tui.session.state import fold
from workshop_tui.session.timing.commands import End, Goto, Next, Stop
from workshop_tui.session.timing.replanning_commands import Skip
from workshop_tui.session.timing.timeline import timeline


def test_the_worked_example_of_the_page(day):
    day.do("9:10", Next())
    expected = {"a": "9:45-9:45", "b": "9:45-10:45", "c": "10:45-11:45", "d": "11:45-12:00"}
    assert {k: v for k, v in day.projected("9:45").items() if k in expected} == expected
    assert timeline(day.state.day, at("9:45")).blocks[0].slack_s == 0
    later = day.projected("9:50")
    assert (later["b"], later["c"], later["d"]) == ("9:50-10:50", "10:50-11:50", "11:50-12:05")
    assert timeline(day.state.day, at("9:50")).blocks[0].slack_s == -300


def test_a_gap_before_a_pinned_segment_stays_a_gap(day):
    day.do("9:00", Next())
    assert day.projected("9:00")["c"] == "10:45-11:45"


def test_the_live_one_comes_first_then_those_before_it_in_agenda_order(day):
    day.do("9:00", Goto("d"))
    shown = day.projected("9:05")
    assert (shown["d"], shown["a"], shown["b"], shown["c"]) == ("9:05-9:15", "9:15-9:45", "9:45-10:45", "10:45-11:45")


def test_a_block_before_the_current_one_keeps_its_unfinished_as_left_over(day):
    day.do("9:00", Next())
    day.do("9:30", Stop())
    times = timeline(day.state.day, at("14:05"))
    left = {row.key: row.left_over for block in times.blocks for row in block.segments}
    assert left == {"a": False, "b": True, "c": True, "d": True, "x": False, "y": False}
    assert times.blocks[0].projected_end == at("9:30")
    assert times.segment("b").projected_start is None
    assert times.segment("x").projected_start == at("14:05")


def test_going_back_to_a_left_over_one_makes_its_block_current_again(day):
    day.do("14:05", Goto("b"))
    times = timeline(day.state.day, at("14:05"))
    assert times.current == "am"
    assert times.segment("x").projected_start == times.segment("d").projected_end


def test_a_block_that_runs_over_pushes_the_next_one_only_past_its_start(day):
    day.do("13:30", Goto("d"))
    for key in ("a", "b", "c"):
        day.do("13:30", Skip(key))
    assert timeline(day.state.day, at("13:30")).segment("x").projected_start == at("14:00")
    assert timeline(day.state.day, at("13:30") + timedelta(minutes=40)).segment("x").projected_start == at("14:10")


def test_before_the_day_the_projection_is_the_plan(day):
    times = timeline(day.state.day, at("7:00"))
    for block in times.blocks:
        for row in block.segments:
            assert (row.projected_start, row.projected_end) == (row.planned_start, row.planned_end)


def test_an_ended_day_projects_nothing(day):
    day.do("9:00", End())
    assert day.projected("9:01") == {}
    assert timeline(day.state.day, at("9:01")).next is None


def test_a_guest_is_named_ten_minutes_before_the_segment_that_needs_them_and_not_once_it_runs(seed):
    opened = SessionOpened(at=utc(8), by="p", id="s", agenda=seed, date=SEED_DAY)
    state = fold([Recorded(1, utc(8), opened)])
    assert state is not None
    skipped = [Skip(key) for key in ("accueil", "tour", "collectifs", "carte", "tampon-matin")]
    for intent in (Goto("pause-matin"), *skipped):
        state = after(state, decide(state, intent, utc(10, 30), "p"))

    def expected(state, when):
        return [(guest.name, row.key) for guest, row in guests_expected(state, timeline(state.day, when))]

    assert expected(state, utc(10, 34)) == []
    assert expected(state, utc(10, 35)) == [("Membre d’un collectif", "temoignage")]
    live = after(state, decide(state, Goto("temoignage"), utc(10, 45), "p"))
    assert expected(live, utc(10, 46)) == []
    assert expected(live, utc(10, 55)) == [("Membre d’un collectif", "echanges")]
