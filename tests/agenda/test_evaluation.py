"""The questions of an evaluation: the default ones, one or several of one's own; each mistake with its place."""

from __future__ import annotations

import tomllib
from datetime import date

import pytest
from jsonschema import Draft202012Validator

from workshop_tui.agenda import Agenda
from workshop_tui.agenda.course import Course
from workshop_tui.agenda.reading import agenda_of, examine, plan_of
from workshop_tui.agenda.schema import json_schema
from workshop_tui.agenda.structs import table
from workshop_tui.locale import speaking
from workshop_tui.session.evaluation.sheets import rows_of
from workshop_tui.session.timing.day import Day
from workshop_tui.session.timing.replan import changes

HEAD = 'title = "A"\nlanguage = "fr"\ntimezone = "UTC"\nobjectives = ["Un", "Deux"]\n'
BLOCKS = '[[blocks]]\ntitle = "M"\nstart = "9h"\nend = "10h"\n[[blocks.segments]]\ntitle = "S"\nminutes = 60\n'


def read(said: str, head: str = HEAD) -> Agenda:
    return agenda_of(tomllib.loads(head + said + "\n" + BLOCKS))


def test_true_asks_the_default_questions_in_the_agenda_s_language():
    asked = read("evaluation = true").questions
    assert [one.kind for one in asked] == ["objectives", "scale", "free"]
    assert asked[0].text.startswith("Les objectifs ont-ils été atteints")
    assert asked[1].labels == ("pas du tout", "tout à fait")
    without = 'title = "A"\nlanguage = "en"\n'
    assert [one.kind for one in read("evaluation = true", without).questions] == ["scale", "free"]
    assert read("evaluation = false").questions == read("").questions == ()


def test_one_question_may_stand_alone_and_several_in_a_list():
    (one,) = read('[evaluation]\ntext = "Utile ?"\nmin = 0\nmax = 10').questions
    assert (one.key, one.kind, one.low, one.high) == ("utile", "scale", 0, 10)
    several = read('[[evaluation]]\ntext = "Utile ?"\n[[evaluation]]\ntext = "Utile ?"\nkind = "free"').questions
    assert [one.key for one in several] == ["utile", "utile-2"]


@pytest.mark.parametrize(
    "said, found",
    [
        ('evaluation = "yes"', ['5:14 write [[evaluation]] on a line of its own, and under it text = "yes"']),
        ('[evaluation]\ntext = "a"\nmax = 1', ["7:7 a scale goes up: max is more than min, 1"]),
        ('[evaluation]\ntext = "a"\nmax = 11', ["7:7 this is too large: at most 10"]),
        (
            '[evaluation]\ntext = "a"\nkind = "scal"',
            ["7:8 “scal” is none of: scale, objectives, free (did you mean “scale”?)"],
        ),
        ('[evaluation]\ntext = "a"\nlabel = ["x"]', ["7:1 unknown key “label” (did you mean “labels”?)"]),
        (
            '[evaluation]\ntext = "a"\nlabels = ["x", "y", "z"]',
            ["7:10 labels are 2, of the ends of the scale, or 5, one of each value"],
        ),
        ('[[evaluation]]\nkind = "free"', ["5:3 “text” is missing here"]),
        (
            '[[evaluation]]\ntext = "a"\nkey = "a"\n[[evaluation]]\ntext = "b"\nkey = "a"',
            ["10:7 the key “a” is taken already"],
        ),
    ],
)
def test_each_mistake_is_told_with_its_line_and_column(tmp_path, said, found):
    file = tmp_path / "a.toml"
    file.write_text(HEAD + said + "\n" + BLOCKS)
    with speaking("en"):
        told = [f"{one.line}:{one.column} {one.message}" for one in examine(file, warn=False)[1]]
    assert told == found


def test_objectives_are_asked_only_of_an_agenda_that_has_some(tmp_path):
    file = tmp_path / "a.toml"
    file.write_text('title = "A"\n[evaluation]\ntext = "a"\nkind = "objectives"\n' + BLOCKS)
    with speaking("en"):
        (one,) = examine(file, warn=False)[1]
        assert (one.line, str(one.message)) == (4, "the agenda has no objectives: write objectives = […] at its top")


def test_the_schema_takes_what_the_program_takes():
    valid = Draft202012Validator(json_schema()).is_valid
    for said in ("evaluation = true", '[evaluation]\ntext = "a"', '[[evaluation]]\ntext = "a"\nlabels = ["x", "y"]'):
        assert valid(tomllib.loads(HEAD + said + "\n" + BLOCKS)), said
    for said in ("evaluation = 1", '[evaluation]\ntext = "a"\nfoo = 1', '[evaluation]\nkind = "free"'):
        assert not valid(tomllib.loads(HEAD + said + "\n" + BLOCKS)), said


def test_what_is_asked_is_written_back_and_read_again_and_a_replan_tells_it():
    agenda = read('[[evaluation]]\ntext = "Utile ?"\n[[evaluation]]\ntext = "Buts ?"\nkind = "objectives"')
    assert agenda_of(table(agenda, defaults=False)).questions == agenda.questions
    assert [row.objective for row in rows_of(agenda)] == [0, 1, 2]
    day = Day.of(read(""), date(2026, 1, 1))
    with speaking("en"):
        assert [str(one) for one in changes(day, agenda)] == ["of the day: evaluation"]


def test_a_scale_is_labelled_at_its_ends_or_at_each_value():
    (ends,) = rows_of(read('[evaluation]\ntext = "a"\nmax = 3\nlabels = ["peu", "beaucoup"]'))
    assert [ends.called(value) for value in ends.values()] == ["1 (peu)", "2", "3 (beaucoup)"]
    (each,) = rows_of(read('[evaluation]\ntext = "a"\nmax = 2\nlabels = ["non", "oui"]'))
    assert [each.called(value) for value in each.values()] == ["1 (non)", "2 (oui)"]


def test_each_day_of_a_course_asks_what_the_course_asks():
    said = HEAD + "evaluation = true\n" + "[[days]]\n" + BLOCKS.replace("[blocks", "[days.blocks")
    course = plan_of(tomllib.loads(said))
    assert isinstance(course, Course)
    assert len(course.day(1).agenda.questions) == 3
