"""The agenda as it was run: its minutes, its comments, and that it is an agenda."""

from __future__ import annotations

import tomllib
from dataclasses import replace
from datetime import timedelta

import pytest

from tests.conftest import DAY, utc
from tests.report.conftest import Said
from tests.report.golden import the_day
from workshop_tui.agenda import Agenda
from workshop_tui.agenda.reading import examine
from workshop_tui.report.rerun import next_agenda
from workshop_tui.session import intents as i


def read(page: str, tmp_path):
    """The agenda that it is, but for what no longer fits its block."""
    (tmp_path / "a.toml").write_text(page, encoding="utf-8")
    told = [str(finding.message) for finding in examine(tmp_path / "a.toml", warn=False)[1]]
    assert [one for one in told if "too long" not in one and "past this time" not in one] == []
    return Agenda.model_validate(tomllib.loads(page))


def test_it_is_the_agenda_with_the_minutes_that_were_taken_and_says_what_was_planned(seed, tmp_path):
    page = next_agenda([the_day().state])
    agenda = read(page, tmp_path)
    assert 'key = "accueil"' in page
    assert "minutes = 12  # planned 10, took 12" in page
    assert "minutes = 10  # planned 10, not held" in page
    assert agenda.segment("temoignage").minutes == 22
    assert agenda.segment("temoignage").at == seed.segment("temoignage").at
    assert (agenda.phases, agenda.kinds, agenda.programme) == (seed.phases, seed.kinds, seed.programme)
    assert "[[phases]]" not in page, "the default words are not written out"


def test_steps_still_fill_their_segment(tmp_path):
    agenda = read(next_agenda([the_day().state]), tmp_path)
    for segment in agenda.segments():
        if segment.steps:
            assert sum(step.minutes for step in segment.steps) == segment.minutes


def test_over_several_days_the_typical_case_is_minutes_and_the_slow_one_max(seed, tmp_path):
    days = []
    for k, took in enumerate((8, 12, 13)):
        day = Said(seed).do(utc(9), i.Next()).do(utc(9, took), i.Next()).do(utc(9, took + 20), i.Stop())
        days.append(replace(day.state, date=DAY + timedelta(days=k)))
    page = next_agenda(days)
    assert "minutes = 12  # planned 10; took 2021-05-04 8, 2021-05-05 12, 2021-05-06 13" in page
    welcome = read(page, tmp_path).segment("accueil")
    assert (welcome.min, welcome.minutes, welcome.max) == (5, 12, 15)


def test_an_added_segment_and_another_order_are_in_it(seed, tmp_path):
    day = (
        Said(seed).do(utc(9), i.Next(), i.Add('Un "détour"\n# x', 5)).do(utc(9, 10), i.Next()).do(utc(9, 16), i.Next())
    )
    day.do(utc(9, 17), i.Move("carte", block="apres-midi"))
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
