"""Repeated steps, pools, warnings, what a room is shown, time zones: as people write them, and what `check` says."""

from __future__ import annotations

import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from tests.agenda.written import HEAD, SEGMENT, WHOLE, told
from workshop_tui.agenda.editing.said import As, Field, read, shown
from workshop_tui.agenda.flex import flexed
from workshop_tui.agenda.reading import agenda_of, judged
from workshop_tui.agenda.schema import json_schema
from workshop_tui.agenda.times import Mistake, parse_span
from workshop_tui.locale import say

STEP = '[[blocks.segments.steps]]\ntitle = "Round {n}"\nminutes = 6\n'
SCHEMA = Draft202012Validator(json_schema())
LENGTHS = {
    "50s": "50s", "90 s": "90s", "1m30": "90s", "1 min 30 s": "90s", "1'30": "90s", '30"': "30s", "30 sec.": "30s",
    "1 minute et 30 secondes": "90s", "2m": 2, "2": 2, "120s": 2, "1h30": 90, "45 mins": 45,
}  # fmt: skip
SAID = {
    "a change that fills": ("repeat = 9\nchange = '45s'\n", []),
    "one that does not": ("repeat = 9\nchange = '50s'\n", ["9:3: the steps make 60 min 40 s and the segment 60"]),
    "too few": ("repeat = 9\n", ["9:3: the steps make 54 min and the segment 60"]),
    "no number": ("repeat = '9'\n", ["12:10: a whole number was expected"]),
    "true": ("repeat = true\n", ["12:10: a whole number was expected"]),
    "none": ("repeat = 0\n", ["12:10: this is too small: at least 1"]),
    "very many": ("repeat = 1001\n", ["12:10: this is too large: at most 1000"]),
    "two numbers": (
        "repeat = 9\nchange = '1:30'\n",
        ['13:10: “1:30” is no length: write "1m30" if these are minutes and seconds'],
    ),
    "another word": ("repat = 10\n", ["12:1: unknown key “repat” (did you mean “repeat”?)"]),
    "a pause": (
        "repeat = 10\npause = true\n",
        ['13:1: unknown key “pause”: a step that is a pause says kind = "pause"'],
    ),
}


@pytest.mark.parametrize("name", SAID)
def test_a_repeated_step_is_told_by_what_it_makes(name, tmp_path):
    text, expected = SAID[name]
    found = told(tmp_path, WHOLE + STEP + text)
    assert found[: len(expected)] == expected and bool(found) == bool(expected)


@pytest.mark.parametrize("written", LENGTHS)
def test_a_length_is_read_to_the_second(written):
    assert parse_span(written) == LENGTHS[written]


@pytest.mark.parametrize("written", ["1m75", "", "soon", "-5s", "1.5"])
def test_what_is_no_length_is_refused(written):
    with pytest.raises(Mistake):
        parse_span(written)


def test_warnings_go_from_the_earliest_to_the_last_for_the_day_and_for_a_segment(tmp_path):
    assert told(tmp_path, WHOLE + 'warn = ["2m", "30s"]\n') == []
    assert told(tmp_path, 'warn = ["30s", 1]\n' + WHOLE) == ["1:8: warn goes from the earliest to the last: [5, 1]"]
    assert told(tmp_path, WHOLE + 'warn = ["30s", 1]\n') == ["9:8: warn goes from the earliest to the last: [5, 1]"]


def test_an_optional_segment_without_minutes_is_offered_and_stands_in_no_block(tmp_path):
    pool = '[[blocks.segments]]\ntitle = "Energiser"\noptional = true\n'
    agenda = agenda_of(tomllib.loads(HEAD + pool + SEGMENT))
    assert [one.title for one in agenda.segments()] == ["One"]
    assert [(one.key, one.offered_min) for one in agenda.pool()] == [("energiser", 10)]
    assert told(tmp_path, HEAD + pool + SEGMENT + 'lead = ["x"]\n')[0].startswith("12:9: no trainer is called “x”")
    assert told(tmp_path, HEAD + pool + 'lead = ["x"]\n' + SEGMENT)[0].startswith("9:9: no trainer is called “x”")
    assert told(tmp_path, HEAD + pool) == ["2:3: all segments of this block are only offered: one at least has minutes"]
    assert told(tmp_path, HEAD + pool.replace("optional = true\n", "")) == ["6:3: “minutes” is missing here"]


def test_what_goes_on_with_another_names_an_earlier_one(tmp_path):
    two = WHOLE.replace("60", "30") + SEGMENT.replace("One", "Two").replace("60", "30")
    assert told(tmp_path, two + 'continues = "one"\n') == []
    assert told(tmp_path, two + 'continues = "onne"\n') == ["12:13: no segment is called “onne” (did you mean “one”?)"]
    assert told(tmp_path, two + 'continues = "two"\n') == ["12:13: “two” does not come before this segment"]


def test_rounds_are_numbered_on_in_a_segment_and_in_what_goes_on_with_it():
    step = STEP + "repeat = 5\n"
    coffee = '[[blocks.segments.steps]]\ntitle = "Coffee"\nminutes = 0\nkind = "break"\n'
    first = SEGMENT.replace("60", "60") + step + coffee + step
    whole = HEAD.replace("10h", "11h30") + first + SEGMENT.replace("One", "Two").replace("60", "30")
    agenda = agenda_of(tomllib.loads(whole + 'continues = "one"\n' + step))
    assert [[step.first for step in one.steps] for one in agenda.segments()] == [[None, None, 6], [11]]


def test_a_step_that_is_a_pause_is_a_break(tmp_path):
    long = WHOLE.replace("10h", "12h").replace("60", "180")
    work = '[[blocks.segments.steps]]\ntitle = "Work"\nminutes = 85\n'
    pause = '[[blocks.segments.steps]]\ntitle = "Tea"\nminutes = 10\nkind = "break"\n'
    assert any("without a break" in one for one in told(tmp_path, long, warn=True))
    assert not any("without a break" in one for one in told(tmp_path, long + work + pause + work, warn=True))


def test_what_the_room_is_shown_has_its_own_keys(tmp_path):
    assert told(tmp_path, WHOLE + 'room = { title = "Exercise", countdown = false, steps = false }\n') == []
    assert told(tmp_path, WHOLE + 'room = { tittle = "X" }\n') == ["9:10: unknown key “tittle” (did you mean “title”?)"]
    assert told(tmp_path, WHOLE + 'room = "Exercise"\n') == ["9:8: a table was expected"]


@pytest.mark.parametrize(
    ("zone", "said"),
    [
        ("PST", "“PST” is taken for America/Los_Angeles: write that, or the zone that is meant"),
        ("cest", "“cest” is taken for Europe/Paris: write that, or the zone that is meant"),
        ("EST", "“EST” has no summer time: write America/New_York for a place that has"),
        ("Europe/Paris", None),
    ],
)
def test_a_short_name_of_a_time_zone_is_read_with_a_warning(zone, said, tmp_path):
    found = told(tmp_path, f'timezone = "{zone}"\n{WHOLE}', warn=True)
    assert [one for one in found if one.startswith("1:")] == ([f"1:12: warning: {said}"] if said else [])


def test_a_time_with_a_zone_behind_it_is_refused_with_what_to_write(tmp_path):
    assert told(tmp_path, WHOLE.replace("9h", "2 pm PST").replace("10h", "3 pm")) == [
        '4:9: “2 pm PST” names a time zone: write "14:00", for hours are those of the agenda’s timezone'
    ]


def test_the_hint_for_files_is_not_a_title(tmp_path):
    assert told(tmp_path, WHOLE + 'files = "a.pdf"\n') == ["9:1: unknown key “files” (did you mean “material”?)"]


SPANS = st.sampled_from(["50s", "1m30", "2 min", 2, 0, "0s", "1:30", "x", True, -1, "99999s", "1 min 75"])
COUNTS = st.sampled_from([None, 1, 3, 0, 1001, True, "3"])


KINDS = st.sampled_from([None, "break", "pause", "nap"])
ROOMS = st.sampled_from([None, {}, {"title": "X"}, {"countdown": False}, {"colour": "red"}, "X"])
MINUTES = st.sampled_from([{"minutes": 45}, {"optional": True}, {}, {"optional": False}])


@given(COUNTS, st.one_of(st.none(), SPANS), KINDS, st.lists(SPANS, max_size=2), ROOMS, MINUTES)
def test_the_schema_says_what_check_says(repeat, change, kind, warn, room, length):
    step = {"title": "R", "minutes": 5, "repeat": repeat, "change": change, "kind": kind}
    step = {key: one for key, one in step.items() if one is not None}
    segment = {"title": "S", "steps": [step], "warn": warn, **({} if room is None else {"room": room}), **length}
    blocks = [{"title": "B", "start": "9h", "end": "10h", "segments": [{"title": "A", "minutes": 5}, segment]}]
    data = {"title": "T", "blocks": blocks}
    _plan, wrong, _unwise = judged(data, warn=False)
    tied = ("steps make", "goes from", "does not fit")  # what no schema can say
    assert SCHEMA.is_valid(data) == (
        not [message for _path, message in wrong if not any(one in message.text for one in tied)]
    )


@given(st.integers(1, 600), st.integers(0, 100))
def test_bounds_that_follow_from_flex_contain_the_minutes(minutes, percent):
    segments = [{"title": "A", "minutes": minutes}]
    block = {"title": "B", "start": "9h", "end": "22h", "flex": f"{percent}%", "segments": segments}
    (one,) = flexed(agenda_of({"title": "T", "blocks": [block]})).segments()
    assert one.shortest <= one.minutes <= one.longest


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("Station {n} 6 x15 +50s", {"title": "Station {n}", "minutes": 6, "repeat": 15, "change": "50s"}),
        ("Coffee 10 !break", {"title": "Coffee", "minutes": 10, "kind": "pause"}),
        ("Round x2 1h30", {"title": "Round x2", "minutes": 90}),
    ],
)
def test_a_step_is_a_line_on_the_plan_screen_and_comes_back_as_it_was_typed(typed, said):
    field = Field(say("Steps"), As.STEPS)
    assert read(typed, field) == [said]
    assert read(shown([said], As.STEPS), field) == [said]
