"""The agenda as it was run: its minutes, its comments, and that it is an agenda."""

from __future__ import annotations

import tomllib
from datetime import timedelta

import pytest
from msgspec.structs import replace

from tests.conftest import DAY, utc
from tests.report.conftest import Said
from tests.report.golden import the_day
from workshop_tui.agenda.reading import agenda_of, examine
from workshop_tui.agenda.structs import table
from workshop_tui.report.next_agenda import next_agenda
from workshop_tui.session.timing.commands import End, Goto, Next, Stop
from workshop_tui.session.timing.replanning_commands import Add, Move


def read(page: str, tmp_path):
    """The agenda that it is; `check` accepts it."""
    (tmp_path / "a.toml").write_text(page, encoding="utf-8")
    assert [str(finding.message) for finding in examine(tmp_path / "a.toml", warn=False)[1]] == []
    return agenda_of(tomllib.loads(page))


def test_it_is_the_agenda_with_the_minutes_that_were_taken_and_says_what_was_planned(seed, tmp_path):
    page = next_agenda([the_day().state])
    agenda = read(page, tmp_path)
    assert 'key = "accueil"' in page
    assert "minutes = 12  # planned 10, took 12" in page
    assert "minutes = 2  # planned 10, not held" in page, "a buffer has what the others leave it"
    assert "minutes = 4  # planned 5, not held" in page
    assert examine(tmp_path / "a.toml", warn=False)[1] == [], "it can be run tomorrow"
    assert agenda.segment("temoignage").minutes == 22
    assert agenda.segment("temoignage").at == seed.segment("temoignage").at
    assert (agenda.phases, agenda.kinds, agenda.programme) == (seed.phases, seed.kinds, seed.programme)
    assert "[[phases]]" not in page, "the default words are not written out"


def test_steps_still_fill_their_segment(tmp_path):
    agenda = read(next_agenda([the_day().state]), tmp_path)
    for segment in agenda.segments():
        if segment.steps:
            assert sum(step.minutes for step in segment.steps) == segment.minutes


def test_what_was_not_held_and_has_no_room_is_left_out_and_said_if_it_may_be(tmp_path, plan):
    day = Said(plan).do(utc(9), Next()).do(utc(9, 25), Goto("c")).do(utc(9, 57), End())
    page = next_agenda([day.state])
    assert page.startswith("# left out, not held and no room: Buffer, 10 min\n")
    agenda = read(page, tmp_path)
    assert [(s.key, s.minutes) for s in agenda.segments()] == [("a", 25), ("b", 3), ("c", 32)]
    assert [step.minutes for step in agenda.segment("b").steps] == [2, 1]
    assert "minutes = 3  # planned 15, not held" in page


def test_the_room_is_that_up_to_each_fixed_time(tmp_path):
    segments = [
        {"key": "a", "title": "A", "minutes": 15, "at": "9h10"},
        {"key": "t", "title": "Buffer", "minutes": 10, "kind": "tampon"},
        {"key": "c", "title": "C", "minutes": 20, "at": "9h40"},
        {"key": "d", "title": "D", "minutes": 15, "optional": True},
        {"key": "e", "title": "E", "minutes": 10},
    ]
    block = {"key": "m", "title": "M", "start": "9h", "end": "10h30", "segments": segments}
    day = Said(agenda_of({"title": "X", "timezone": "Europe/Paris", "blocks": [block]}))
    day.do(utc(9, 10), Next()).do(utc(9, 35), Stop()).do(utc(9, 40), Goto("c")).do(utc(10, 10), Goto("e"))
    agenda = read(next_agenda([day.do(utc(10, 20), End()).state]), tmp_path)
    assert [(s.key, s.minutes) for s in agenda.segments()] == [("a", 25), ("t", 5), ("c", 30), ("d", 10), ("e", 10)]


def test_what_overran_its_hours_is_cut_to_what_was_planned_at_first_and_the_first_lines_say_so(tmp_path, plan):
    needed = table(plan)
    del needed["blocks"][0]["segments"][1]["optional"]
    day = Said(agenda_of(needed)).do(utc(9), Next()).do(utc(9, 25), Goto("c")).do(utc(9, 57), End())
    page = next_agenda([day.state])
    agenda = read(page, tmp_path)
    assert [(s.key, s.minutes) for s in agenda.segments()] == [("a", 22), ("b", 15), ("c", 23)]
    assert "# cut to fit its hours: A, 22 min; it took 25\n" in page
    assert "minutes = 23  # planned 15, took 32" in page


@pytest.fixture
def plan():
    """An hour: A 20, B 15 (optional, of two steps), a buffer of 10, C 15."""
    segments = [
        {"key": "a", "title": "A", "minutes": 20},
        {
            "key": "b",
            "title": "B",
            "minutes": 15,
            "optional": True,
            "steps": [{"title": "x", "minutes": 10}, {"title": "y", "minutes": 5}],
        },
        {"key": "t", "title": "Buffer", "minutes": 10, "kind": "tampon"},
        {"key": "c", "title": "C", "minutes": 15},
    ]
    block = {"key": "m", "title": "M", "start": "9h", "end": "10h", "segments": segments}
    return agenda_of({"title": "Hour", "timezone": "Europe/Paris", "blocks": [block]})


def test_over_several_days_the_typical_case_is_minutes_and_the_slow_one_max(seed, tmp_path):
    days = []
    for k, took in enumerate((8, 12, 13)):
        day = Said(seed).do(utc(9), Next()).do(utc(9, took), Next()).do(utc(9, took + 20), Stop())
        days.append(replace(day.state, day=replace(day.state.day, date=DAY + timedelta(days=k))))
    page = next_agenda(days)
    assert "minutes = 12  # planned 10; took 2021-05-04 8, 2021-05-05 12, 2021-05-06 13" in page
    welcome = read(page, tmp_path).segment("accueil")
    assert (welcome.min, welcome.minutes, welcome.max) == (5, 12, 15)


def test_an_added_segment_and_another_order_are_in_it(seed, tmp_path):
    day = Said(seed).do(utc(9), Next(), Add('Un "détour"\n# x', 5)).do(utc(9, 10), Next()).do(utc(9, 16), Next())
    day.do(utc(9, 17), Move("carte", block="apres-midi"))
    agenda = read(next_agenda([day.state]), tmp_path)
    assert [segment.title for segment in agenda.blocks[0].segments][:2] == [
        seed.segment("accueil").title,
        'Un "détour" # x',
    ]
    assert agenda.block_of("carte").key == "apres-midi"


@pytest.mark.parametrize("text", ["[[blocks.segments]]\nminutes = 3", "minutes = 3", "# x", '"""'])
def test_texts_that_look_like_toml_stay_texts(said, tmp_path, text):
    agenda = read(next_agenda([said(text).state]), tmp_path)
    assert text.split("\n")[0] in agenda.title
