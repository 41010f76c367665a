"""An agenda that was edited while its session runs: docs/time.md, “A day that is not as planned”."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from copy import deepcopy
from typing import Any

import pytest

from tests.session.played import at, plan
from workshop_tui.agenda import Agenda
from workshop_tui.agenda.reading import agenda_of
from workshop_tui.agenda.structs import table
from workshop_tui.session.refusal import Refused
from workshop_tui.session.timing.commands import Goto, Next, Undo
from workshop_tui.session.timing.day import Standing
from workshop_tui.session.timing.hours import ChangeHours, Replan, Shift
from workshop_tui.session.timing.replan import _longest_rising, changes
from workshop_tui.session.timing.replanning_commands import Add, Extend, Move, Skip
from workshop_tui.session.timing.timeline import timeline

Edit = Callable[[Any, Any, Any, Any], object]


def edited(change: str) -> Agenda:
    """The worked example's agenda after one edit of its file."""
    raw: dict[str, Any] = deepcopy(table(plan()))
    am, pm = raw["blocks"]
    of = {one["key"]: one for one in (*am["segments"], *pm["segments"])}
    for one in CHANGES[change]:
        one(raw, am, pm, of)
    return agenda_of(raw)


def sets(key: str, **values: Any) -> Edit:
    return lambda _raw, _am, _pm, of: of[key].update(values)


def gone(key: str) -> Edit:
    return lambda _raw, am, _pm, of: am["segments"].remove(of[key])


def into(block: int, place: int, **one: Any) -> Edit:
    return lambda _raw, am, pm, of: (am, pm)[block]["segments"].insert(place, of.get(one["key"], {}) | one)


CHANGES: dict[str, list[Edit]] = {
    "same": [],
    "title": [sets("b", title="Bee")],
    "minutes": [sets("a", minutes=20), sets("b", minutes=70)],
    "shorter": [sets("a", minutes=20)],
    "gone": [gone("b")],
    "a gone": [gone("a")],
    "new": [into(0, 1, key="n", title="New", minutes=10), sets("b", minutes=50)],
    "moved": [gone("b"), into(1, 0, key="b", minutes=20), sets("x", minutes=20)],
    "order": [lambda _raw, _am, pm, _of: pm["segments"].reverse()],
    "end": [lambda _raw, am, _pm, _of: am.update(end="12h30")],
    "pin": [sets("c", at="10h40")],
    "prompts": [sets("b", prompts=["Why?"])],
    "kinds": [lambda raw, _am, _pm, _of: raw.update(kinds=[{"key": "joie", "label": "Joy"}])],
    "block gone": [lambda raw, am, _pm, _of: raw.update(blocks=[am])],
    "participants": [
        lambda raw, _am, _pm, _of: raw.update(participants=[{"key": "z", "name": "Zoé"}], title="Worked again"),
    ],
    "overlap": [lambda _raw, _am, pm, _of: pm.update(start="12h05", end="13h05")],
}


def told(day, change: str) -> list[str]:
    return [str(one) for one in changes(day.state.day, edited(change))]


@pytest.mark.parametrize(
    ("change", "lines"),
    [
        ("title", ["“B” is called “Bee”"]),
        ("minutes", ["“A”: 30 → 20 min", "“B”: 60 → 70 min"]),
        ("gone", ["gone: “B”"]),
        ("new", ["new: “New”, 10 min, after “A”", "“B”: 60 → 50 min"]),
        ("moved", ["“B”: 60 → 20 min", "“B”: in “Afternoon”", "“X”: 40 → 20 min"]),
        ("order", ["“Y”: elsewhere in “Afternoon”"]),
        ("end", ["“Morning”: 09:00 – 12:00 → 09:00 – 12:30"]),
        ("pin", ["“C”: at 10:45 → 10:40"]),
        ("prompts", ["“B”: prompts"]),
        ("kinds", ["of the day: kinds"]),
        ("same", []),
    ],
)
def test_what_changes_is_told_by_segment(day, change, lines):
    assert told(day, change) == lines


def test_what_is_gone_and_was_held_is_told_so(day):
    day.do("9:00", Next())
    assert told(day, "a gone") == ["gone from the plan, and kept, for it was held: “A”"]


def test_what_has_not_begun_follows_the_file(day):
    day.do("9:00", Next())
    day.do("9:05", Replan(edited("new")))
    state = day.state.day
    assert state.order["am"] == ("a", "n", "b", "c", "d")
    assert (state.segments["b"].allotted_s, state.segments["n"].allotted_s) == (50 * 60, 10 * 60)
    row = timeline(state, at("9:05")).segment("n")
    assert (row.added, row.planned_start) == (False, at("9:30"))


def test_a_live_segments_new_minutes_count_at_once_never_below_what_it_used(day):
    day.do("9:00", Next())
    day.do("9:10", Replan(edited("shorter")))
    assert day.state.day.remaining_s("a", at("9:10")) == 10 * 60
    day.do("9:11", Undo())
    assert day.state.day.remaining_s("a", at("9:11")) == 19 * 60
    day.do("9:25", Replan(edited("shorter")))
    assert day.state.day.remaining_s("a", at("9:25")) == 0


def test_an_overrun_stays_one(day):
    day.do("9:00", Next())
    day.do("9:40", Replan(edited("title")))
    assert day.state.day.remaining_s("a", at("9:40")) == -10 * 60


def test_what_was_held_keeps_its_allotment(day):
    day.do("9:00", Next())
    day.do("9:20", Next())
    day.do("9:21", Replan(edited("minutes")))
    assert day.state.day.segments["a"].allotted_s == 30 * 60
    assert day.state.day.segments["b"].allotted_s == 70 * 60, "live: at once"


def test_what_is_gone_and_never_started_is_gone_and_undo_brings_it_back(day):
    before = day.state.day
    day.do("9:00", Replan(edited("gone")))
    assert "b" not in day.state.day.segments
    assert day.state.day.title("b") == "B", "a note may be about it"
    with pytest.raises(Refused, match="no segment is called"):
        day.do("9:01", Goto("b"))
    day.do("9:02", Undo())
    assert (day.state.day.segments, day.state.day.order) == (before.segments, before.order)
    assert day.state.agenda == plan()


@pytest.mark.parametrize("live", [True, False])
def test_what_is_gone_and_has_a_history_stays_marked(day, live):
    day.do("9:00", Next())
    if not live:
        day.do("9:20", Next())
    day.do("9:21", Replan(edited("a gone")))
    row = timeline(day.state.day, at("9:22")).segment("a")
    assert (row.gone, row.added, row.standing) == (True, False, Standing.LIVE if live else Standing.DONE)
    assert day.state.day.order["am"][0] == "a"
    day.do("9:30", Replan(plan()))
    assert not timeline(day.state.day, at("9:31")).segment("a").gone


def test_what_people_did_today_stays(day):
    day.do("8:50", Add("Extra", 5, "b"))
    day.do("8:51", Move("d", "a"))
    day.do("8:52", Extend(5, "b"))
    day.do("8:53", Skip("y"))
    day.do("8:54", ChangeHours("am", end=at("12:10")))
    day.do("8:55", Replan(edited("new")))
    state = day.state.day
    assert state.order["am"] == ("a", "d", "n", "b", "extra", "c")
    assert state.segments["b"].allotted_s == 55 * 60
    assert state.segments["y"].standing is Standing.SKIPPED
    assert state.hours["am"].end == at("12:10")


def test_a_shift_and_a_new_end_add_up(day):
    day.do("8:00", Shift(60 * 60, with_pins=True))
    day.do("8:01", Replan(edited("end")))
    assert day.state.day.hours["am"].end == at("13:30")
    assert day.state.day.pins["c"] == at("11:45")


def test_blocks_that_would_overlap_with_the_hours_of_today_are_refused(day):
    day.do("8:00", ChangeHours("am", end=at("12:20")))
    with pytest.raises(Refused, match="“Morning” would end 15 min after “Afternoon” begins"):
        day.do("8:01", Replan(edited("overlap")))


def test_the_same_agenda_is_refused(day):
    with pytest.raises(Refused, match="nothing to take in"):
        day.do("8:01", Replan(plan()))


def test_the_notebook_has_the_new_vocabulary_at_once_and_the_old_one_after_undo(day):
    day.do("8:01", Replan(edited("kinds")))
    assert day.state.notebook.agenda == edited("kinds")
    day.do("8:03", Undo())
    assert day.state.notebook.agenda == plan()


def test_an_agenda_without_a_zone_is_in_the_sessions(day):
    from msgspec.structs import replace

    with pytest.raises(Refused, match="nothing to take in"):
        day.do("8:01", Replan(replace(plan(), timezone=None)))


def test_what_is_skipped_has_the_files_minutes_and_stays_skipped(day):
    day.do("8:50", Skip("b"))
    day.do("8:51", Extend(-5, "a"))
    day.do("8:52", Replan(edited("minutes")))
    state = day.state.day
    assert (state.segments["b"].standing, state.segments["b"].allotted_s) == (Standing.SKIPPED, 70 * 60)
    assert state.segments["a"].allotted_s == 15 * 60, "20 as the file has it, and the 5 that were taken stay taken"


def test_what_is_set_aside_keeps_its_allotment_and_is_told_by_the_file(day):
    day.do("9:00", Next())
    day.do("9:10", Goto("b"))
    day.do("9:11", Replan(edited("minutes")))
    assert (day.standing("a"), day.state.day.segments["a"].allotted_s) == (Standing.SET_ASIDE, 30 * 60)
    day.do("9:12", Replan(edited("a gone")))
    assert (day.standing("a"), "a" in day.state.day.gone) == (Standing.SET_ASIDE, True)


def test_what_stands_elsewhere_in_the_file_does_so_today(day):
    day.do("9:00", Replan(edited("order")))
    assert day.state.day.order["pm"] == ("y", "x")
    day.do("9:01", Replan(edited("moved")))
    assert (day.state.day.order["am"], day.state.day.order["pm"]) == (("a", "c", "d"), ("b", "x", "y"))


def test_what_was_held_of_a_block_that_is_gone_stands_in_the_first_and_hours_are_the_files(day):
    day.do("9:00", Goto("x"))
    day.do("9:10", Goto("a"))
    day.do("9:11", Replan(edited("block gone")))
    state = day.state.day
    assert (state.order, state.gone) == ({"am": ("x", "a", "b", "c", "d")}, {"x"})
    assert state.hours.keys() == {"am"}
    day.do("9:12", Replan(edited("end")))
    assert day.state.day.hours["am"].end == at("12:30")
    assert not day.state.day.gone, "the file has it again"


def test_who_is_registered_stays_who_was(day):
    day.do("9:00", Replan(edited("participants")))
    assert day.state.agenda.participants == plan().participants
    assert day.state.agenda.title == "Worked again"


def test_what_has_changed_places_is_as_few_as_can_be():
    for size in range(6):
        for numbers in itertools.permutations(range(size)):
            run = _longest_rising(list(numbers))
            assert [numbers[place] for place in run] == sorted((numbers[place] for place in run), reverse=True)
            rising = (
                c for n in range(size, -1, -1) for c in itertools.combinations(numbers, n) if list(c) == sorted(c)
            )
            assert len(run) == len(next(rising))
