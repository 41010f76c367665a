"""The method, learned over several sessions: typical and slow minutes, what overran or was dropped, and why."""

from __future__ import annotations

import json
import tomllib
from datetime import timedelta

import pytest
from msgspec.structs import replace

from tests.conftest import DAY, utc
from tests.report.conftest import Said
from tests.report.two_days import two_days
from workshop_tui.agenda.reading import agenda_of
from workshop_tui.agenda.vocabulary import Reason
from workshop_tui.locale import speaking
from workshop_tui.report.method import made, method
from workshop_tui.report.next_agenda import next_agenda
from workshop_tui.session.state import State
from workshop_tui.session.timing.commands import End, GiveReason, Goto, Next
from workshop_tui.session.timing.replanning_commands import Skip

SEGMENTS = [
    {"key": "a", "title": "Opening", "minutes": 10},
    {"key": "t", "title": "Buffer", "minutes": 10, "kind": "tampon"},
    {"key": "b", "title": "Tables", "minutes": 20},
    {"key": "c", "title": "Close", "minutes": 10},
]


def plan(**more):
    block = {"key": "m", "title": "M", "start": "9h", "end": "11h", "segments": SEGMENTS}
    return agenda_of({"title": "Hour", "timezone": "Europe/Paris", "blocks": [block], **more})


def day(number: int, opening: int, *, tables: bool = True, why: Reason | None = None, **more) -> State:
    """A session in which the opening took so many minutes; without its `tables` (for a choice), or with them."""
    said = Said(plan(**more)).do(utc(9), Next(), Skip("t"))
    if not tables:
        said.do(utc(9, 1), Skip("b")).do(utc(9, 1), GiveReason("choice", said.records[-1].number))
    said.do(utc(9, opening), Next())
    if why:
        said.do(utc(9, opening), GiveReason(why, segment="a"))
    if tables:
        said.do(utc(9, opening + 20), Next())
    state = said.do(utc(10, 30), End()).state
    return replace(state, id=f"day-{number}", day=replace(state.day, date=DAY + timedelta(days=number)))


@pytest.fixture
def five() -> list[State]:
    return [
        day(0, 9),
        day(1, 12, why="debate"),
        day(2, 30, why="late"),
        day(3, 14, why="debate", tables=False),
        day(4, 10),
    ]


def test_the_typical_case_is_the_median_and_the_slow_one_the_fourth_of_five(five):
    opening, buffer, tables, _close = method(five).rows
    assert (opening.typical, opening.slow, len(opening.took), opening.sessions) == (12, 14, 5, 5)
    assert (opening.overran, opening.dropped, opening.why) == (3, 0, (("debate", 2), ("late", 1)))
    assert (tables.typical, len(tables.took), tables.dropped, tables.why) == (20, 4, 1, (("choice", 1),))
    assert (buffer.typical, buffer.dropped) == (None, 0), "a buffer that is not held is not dropped"


@pytest.mark.parametrize(("count", "slow"), [(1, 0), (2, 1), (3, 2), (4, 3), (5, 3), (6, 4), (10, 7), (11, 8)])
def test_slow_is_what_four_of_five_do_not_exceed(count, slow):
    opening = method([day(k, 5 + k) for k in range(count)]).rows[0]
    assert opening.slow == 5 + slow
    assert opening.slow is not None
    assert sum(minutes <= opening.slow for minutes in opening.minutes) * 5 >= count * 4


def test_a_session_that_is_not_over_has_dropped_nothing_yet():
    running = Said(plan()).do(utc(9), Next()).do(utc(9, 10), Goto("b")).state
    found = method([day(0, 10), running])
    assert [row.dropped for row in found.rows] == [0, 0, 0, 0]
    assert found.held == 1
    assert "1 of them is not over" in made("md", found, "en")


def test_the_next_agenda_says_beside_the_minutes_what_was_learned_and_how_slow_it_may_be(five):
    with speaking("en"):
        page = next_agenda(five)
    assert (
        "minutes = 12  # planned 10; took 2021-05-04 9, 2021-05-05 12, 2021-05-06 30, 2021-05-07 14, 2021-05-08 10; "
        "typical 12, slow 14, of 5; overran 3 of 5; useful debate 2, running late 1" in page
    )
    assert "typical 20, slow 20, of 4; not held 1 of 5; choice 1" in page
    segments = tomllib.loads(page)["blocks"][0]["segments"]
    assert [(one["key"], one["minutes"], one.get("max")) for one in segments if one["key"] != "t"] == [
        ("a", 12, 14),
        ("b", 20, 20),
        ("c", segments[-1]["minutes"], segments[-1]["max"]),
    ]
    with speaking("en"):
        many = next_agenda([day(k, 5 + k) for k in range(8)])
    assert "# planned 10; typical 8, slow 11, of 8; overran 1 of 8\n" in many, "too many to say each"


def test_what_only_earlier_sessions_had_is_told_apart(five):
    later = replace(five[0], id="later", day=replace(five[0].day, order={"m": ("a", "t", "c")}))
    found = method([*five, later])
    assert [row.segment.key for row in found.rows] == ["a", "t", "c"]
    assert [row.segment.key for row in found.gone] == ["b"]
    assert "## In earlier sessions only" in made("md", found, "en")


def test_each_format_says_the_same(five):
    found = method(five)
    shape = json.loads(made("json", found, "en"))
    assert shape["segments"][0] == {
        "segment": "a",
        "title": "Opening",
        "block": "M",
        "sessions": 5,
        "planned_minutes": 10,
        "held": 5,
        "typical_minutes": 12,
        "slow_minutes": 14,
        "overran": 3,
        "dropped": 0,
        "why": {"debate": 2, "late": 1},
        "took": [{"date": f"2021-05-0{4 + k}", "minutes": m} for k, m in enumerate((9, 12, 30, 14, 10))],
    }
    row = "| Opening | 10 | 12 | 14 | 5/5 | 3 | · | useful debate 2, running late 1 |"
    assert row in made("md", found, "en")
    assert "<td" in made("html", found, "fr")


def test_no_protected_name_of_any_session_is_in_it():
    people = [{"name": "Marguerite Vasseur"}]
    strict = day(0, 10, confidentiality="chatham", participants=people)
    block = {
        "key": "m",
        "title": "M",
        "start": "9h",
        "end": "11h",
        "segments": [{**SEGMENTS[0], "title": "Avec Marguerite Vasseur"}, *SEGMENTS[1:]],
    }
    open_one = Said(agenda_of({"title": "Hour", "timezone": "Europe/Paris", "blocks": [block]})).do(utc(9), Next())
    found = method([strict, replace(open_one.state, id="other")])
    for form in ("md", "html", "json"):
        assert "Vasseur" not in made(form, found, "fr")


def test_the_days_of_a_course_have_their_own_segments_each():
    found = method(two_days())
    assert {title.partition(" · ")[0] for title, _rows in found.blocks} == {
        "Apprendre, et faire apprendre",
        "Animer, et se voir animer",
    }
    assert found.gone == ()
    assert "Pause" in made("md", found, "fr")
