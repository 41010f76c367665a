"""A course: several days in one file, each an agenda of its own; every mistake of all days at once."""

from __future__ import annotations

import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.agenda.courses import BLOCK, HEAD, SEGMENT, TWO, day
from tests.agenda.written import WHOLE, told
from tests.conftest import AGENDAS
from workshop_tui.agenda.course import Course, NoDay, day_of, days_of, next_day, same_day
from workshop_tui.agenda.reading import examine, load, plan_of
from workshop_tui.agenda.schema import json_schema
from workshop_tui.agenda.toml import parsed
from workshop_tui.locale import speaking


def course(text: str = TWO) -> Course:
    found = plan_of(parsed(text))
    assert isinstance(found, Course)
    return found


def test_each_day_is_an_agenda_that_has_all_that_is_the_courses_and_says_which_day_it_is(tmp_path):
    assert told(tmp_path, TWO, warn=True) == [], "a programme item may be covered on any day"
    one, two = days_of(course())
    assert (one.title, two.title) == ("T (1/2) · First", "T (2/2)")
    assert [item.key for item in one.programme] == [item.key for item in two.programme] == ["p"]
    assert [t.key for t in one.trainers] == ["ann"]
    blocks = [block.key for agenda in (one, two) for block in agenda.blocks]
    segments = [segment.key for agenda in (one, two) for segment in agenda.segments()]
    assert (blocks, segments) == (["am", "am-2"], ["one", "one-2"]), "keys are unlike over the whole course"


def test_a_file_without_days_is_one_day_as_before():
    plan = plan_of(parsed(WHOLE))
    assert not isinstance(plan, Course)
    assert (plan.title, plan.course) == ("T", None)


MISTAKES = {
    "an unknown key of a day": (
        HEAD + day('titel = "x"') + 'covrs = ["p"]\n',
        ["9:1: unknown key “titel” (did you mean “title”?)", "18:1: unknown key “covrs” (did you mean “covers”?)"],
    ),
    "a key of the course under a day": (
        HEAD + day('place = "x"'),
        ["9:1: unknown key “place”: this goes to the top of the file, before the first [[…]]"],
    ),
    "no date": (HEAD + day('date = "1er octobre"'), ["9:8: “1er octobre” is no date: write 2026-10-01"]),
    "days out of order": (
        HEAD + day("date = 2026-10-02") + day() + day("date = 2026-10-02"),
        ["28:8: this day comes after 2026-10-02, the one above it: days go in their order"],
    ),
    "one key twice, on two days": (
        HEAD + day(segment=SEGMENT + 'key = "k"\n') + day(segment=SEGMENT + 'key = "k"\n'),
        ["27:7: the key “k” is taken already"],
    ),
    "a day without a block": (
        HEAD + "[[days]]\n" + day(),
        ["8:3: a day has at least one [[days.blocks]], with a title, a start, an end and [[days.blocks.segments]]"],
    ),
    "a block without a segment": (
        HEAD + day(segment=""),
        ["9:3: this block has no segment yet: write [[days.blocks.segments]] under it, with a title and minutes"],
    ),
    "mistakes of both days, what is broken told once": (
        HEAD + day(segment=SEGMENT.replace("60", "70") + 'lead = ["an"]\n') + day(segment=SEGMENT.replace("60", '"x"')),
        [
            "15:11: this segment does not fit its block: 10 min too long",
            "17:9: no trainer is called “an” (did you mean “ann”?)",
            "25:11: “x” is no duration: write minutes (20) or “1h30”",
        ],
    ),
    "a block before another, of its own day": (
        HEAD + day() + day(block=BLOCK.replace("9h", "8h")) + BLOCK.replace('"10h"', '"11h"') + SEGMENT,
        ["28:9: this block overlaps the one before it, “AM”"],
    ),
    "days in French": (
        HEAD + day().replace("[[days]]", "[[jours]]").replace("days.", "jours."),
        ["8:3: unknown key “jours”: write [[days]]",
         "1:1: an agenda has at least one [[blocks]], with a title, a start, an end and [[blocks.segments]]"],
    ),
    "a table of days in one bracket": (
        HEAD + "[days]\n" + BLOCK + SEGMENT, ["8:2: write [[days]], with two brackets on each side"],
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", MISTAKES)
def test_a_mistake_of_a_course_is_named_with_its_line_and_column(name, tmp_path):
    text, expected = MISTAKES[name]
    assert sorted(told(tmp_path, text)) == sorted(expected)


def test_what_is_unwise_is_told_with_its_line_in_the_course(tmp_path):
    text = HEAD + day() + day(segment=SEGMENT.replace('kind = "buffer"\n', ""))
    assert told(tmp_path, text, warn=True) == [
        "5:3: warning: no segment covers this programme item",
        '18:3: warning: this block has no buffer (kind = "buffer")',
    ]


@given(data=st.data())
def test_no_change_to_a_course_ends_in_anything_but_findings(data, tmp_path_factory):
    lines = TWO.splitlines()
    for _change in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, len(lines) - 1))
        lines[at] = data.draw(st.sampled_from(["", "[[days]]", "[[days.blocks]]", "days = 3", "[[blocks]]", *lines]))
    file = tmp_path_factory.getbasetemp() / "changed.toml"
    file.write_text("\n".join(lines))
    plan, findings = examine(file)
    assert (plan is None) == any(not finding.warning for finding in findings)


# ── which day is meant ──────────────────────────────────────────────────────────────────────────────────────────
FIRST, SECOND = date(2026, 10, 1), date(2026, 10, 2)


@pytest.mark.parametrize(
    ("today", "number", "on", "day", "held"),
    [
        (FIRST, None, None, 1, FIRST),
        (SECOND, None, None, 2, SECOND),
        (date(2026, 9, 1), None, None, 1, FIRST),
        (date(2026, 12, 1), 2, None, 2, SECOND),
        (date(2026, 9, 1), None, SECOND, 2, SECOND),
        (FIRST, 2, date(2027, 1, 5), 2, date(2027, 1, 5)),
    ],
)
def test_the_day_is_chosen_by_number_by_date_or_by_what_day_it_is(today, number, on, day, held):
    agenda, date_ = day_of(course(), today, number, on)
    assert agenda.course is not None
    assert (agenda.course.number, date_) == (day, held)


LISTED = "day 1: 2026-10-01 · First, day 2: 2026-10-02"


@pytest.mark.parametrize(
    ("given_", "words"),
    [
        ({}, f"none of its dates says which day is meant; --day says it: {LISTED}"),
        ({"number": 3}, f"there is no day 3; there are: {LISTED}"),
        ({"on": date(2026, 11, 1)}, f"no day of this course is on 2026-11-01; --day says which is meant: {LISTED}"),
    ],
)
def test_a_day_that_cannot_be_known_is_refused_in_words(given_, words):
    with pytest.raises(NoDay) as refused:
        day_of(course(), date(2026, 12, 1), **given_)
    assert str(refused.value.message) == words


def test_one_day_is_meant_whatever_the_date_and_is_no_second_one():
    assert day_of(plan_of(parsed(WHOLE)), FIRST)[1] == FIRST
    assert day_of(course(HEAD + day()), FIRST)[1] == FIRST, "a course of one day"
    with pytest.raises(NoDay, match="there is no day"):
        day_of(plan_of(parsed(WHOLE)), FIRST, 2)


@pytest.mark.parametrize(
    ("text", "today", "held", "number", "on"),
    [
        (TWO, date(2026, 9, 1), [], 1, FIRST),
        (TWO, SECOND, [(1, FIRST)], 2, SECOND),
        (HEAD + day() + day(), SECOND, [], 1, SECOND),
        (HEAD + day() + day(), SECOND, [(1, FIRST)], 2, SECOND),
        (HEAD + day() + day(), SECOND, [(1, SECOND)], 1, SECOND),
        (HEAD + day() + day(), date(2026, 12, 1), [(2, SECOND), (1, FIRST)], 1, date(2026, 12, 1)),
    ],
)
def test_the_next_day_is_todays_or_the_next_to_come_or_the_one_after_the_last(text, today, held, number, on):
    agenda, date_ = next_day(course(text), today, held)
    assert agenda.course is not None
    assert (agenda.course.number, date_) == (number, on)


def test_an_edited_course_has_the_day_that_a_session_was():
    one, two = days_of(course())
    assert same_day(course(), two) == two
    with pytest.raises(NoDay):
        same_day(course(HEAD + day()), two)
    alone = days_of(plan_of(parsed(WHOLE)))[0]
    with pytest.raises(NoDay, match="--day"):
        same_day(course(), alone)
    assert same_day(course(), alone, 1) == one


# ── the schema, and the course that is shipped ──────────────────────────────────────────────────────────────────
def test_the_schema_takes_an_agenda_of_blocks_or_of_days_and_not_of_both():
    schema = json_schema()
    assert schema["oneOf"] == [{"required": ["blocks"]}, {"required": ["days"]}]
    assert schema["required"] == ["title"]
    of_a_day = schema["$defs"]["DayTable"]
    assert (of_a_day["required"], sorted(of_a_day["properties"])) == (["blocks"], ["blocks", "date", "title"])
    assert of_a_day["properties"]["blocks"]["items"] == schema["properties"]["blocks"]["items"]
    assert "course" not in schema["properties"], "that is for the program to say"


def test_the_schema_takes_a_kind_of_segment_however_it_may_be_written_and_no_other():
    offered, written, _none = json_schema()["$defs"]["Segment"]["properties"]["kind"]["anyOf"]
    assert {"temoignage", "break"} <= set(offered["enum"])
    for name in (
        "Témoignage",
        "étude de cas",
        "ETUDE-DE-CAS",
        "Break",
        "check in",
        "Énergie",
        " sous groupes ",
        *offered["enum"],
    ):
        assert plan_of(parsed(WHOLE.replace("minutes", f'kind = "{name}"\nminutes', 1))), name
        assert re.search(written["pattern"], name), name
    for name in ("temoin", "pauses", "x pause", ""):
        assert not re.search(written["pattern"], name), name


def test_the_shipped_course_is_two_days_with_an_evening_complete_like_the_others():
    plan = load(AGENDAS / "formation-de-formateurs.toml")
    assert isinstance(plan, Course)
    one, two = days_of(plan)
    with speaking("fr"):
        assert plan.listed == "jour 1\u00a0: Apprendre, et faire apprendre, jour 2\u00a0: Animer, et se voir animer"
    assert [(f"{b.start:%H:%M}", f"{b.end:%H:%M}") for b in one.blocks][-1] == ("20:00", "22:00")
    working = {"apport", "temoignage", "echange", "sous-groupes", "individuel", "pleniere", "etude-de-cas", "decision"}
    for segment in (*one.segments(), *two.segments()):
        if segment.kind in working:
            assert segment.objective and segment.method and segment.output and segment.lead, segment.key
