"""Things that people prepare: checklists and when their lines are due, roles, links, other time zones."""

from __future__ import annotations

import tomllib
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from pydantic import ValidationError

from tests.agenda.written import ALL_KINDS, told
from tests.seed import one_day
from workshop_tui.agenda.course import Course
from workshop_tui.agenda.elsewhere import hours_there, zones
from workshop_tui.agenda.models import Agenda
from workshop_tui.agenda.moments import items, planned_spans, todos
from workshop_tui.agenda.prepared import opens
from workshop_tui.agenda.reading import agenda_of, load, plan_of
from workshop_tui.agenda.schema import json_schema
from workshop_tui.agenda.structs import table
from workshop_tui.locale import speaking

DAY = date(2026, 12, 5)
SEGMENT = {"title": "Stations", "minutes": 60}


def day(todo: list[dict], **more) -> Agenda:
    """A day in Paris from 9:00 to 12:00, its segment from 9:00 to 10:00."""
    block = {"title": "Morning", "start": "9h", "end": "12h", "segments": [{**SEGMENT, "todo": todo} | more]}
    return agenda_of({"title": "T", "timezone": "Europe/Paris", "todo": todo, "blocks": [block | {"todo": todo}]})


def due(when: str | None, on: date = DAY) -> list[str]:
    """When it is due in the list of the day, of its block and of its segment, by the clock of Paris."""
    plan = day([{"text": "x"} | ({"when": when} if when else {})])
    found = sorted(items(plan, on, planned_spans(plan, on)), key=lambda one: one.number)
    return [f"{one.at.astimezone(plan.zone):%d %H:%M}" if one.at else f"{one.on:%m-%d}" for one in found]


@pytest.mark.parametrize(
    ("when", "of_day", "of_block", "of_segment"),
    [
        (None, "05 09:00", "05 09:00", "05 09:00"),
        ("start", "05 09:00", "05 09:00", "05 09:00"),
        ("end", "05 12:00", "05 12:00", "05 10:00"),
        ("-2h", "05 07:00", "05 07:00", "05 07:00"),
        ("-1h30", "05 07:30", "05 07:30", "05 07:30"),
        ("−45 min", "05 08:15", "05 08:15", "05 08:15"),
        ("-10h", "04 23:00", "04 23:00", "04 23:00"),
        ("+30min", "05 12:30", "05 12:30", "05 10:30"),
        ("-7d", "11-28", "11-28", "11-28"),
        ("J-7", "11-28", "11-28", "11-28"),
        ("-7 jours", "11-28", "11-28", "11-28"),
        ("D - 1", "12-04", "12-04", "12-04"),
        ("-2 weeks", "11-21", "11-21", "11-21"),
        ("+2d", "12-07", "12-07", "12-07"),
        ("J+2", "12-07", "12-07", "12-07"),
        ("+1 sem", "12-12", "12-12", "12-12"),
        ("stations", "05 09:00", "05 09:00", "05 09:00"),
        ("morning", "05 09:00", "05 09:00", "05 09:00"),
    ],
)
def test_a_line_is_due_as_its_moment_says_of_what_its_list_stands_in(when, of_day, of_block, of_segment):
    assert due(when) == [of_day, of_block, of_segment]


def test_hours_before_a_day_on_which_clocks_changed_are_hours_that_passed():
    """Clocks go forward at 2:00 on 29 March 2026: eight hours before 9:00 it was midnight."""
    assert due("-8h", date(2026, 3, 29))[0] == "29 00:00"


def test_a_day_before_or_after_midnight_counts_from_the_date_of_the_day():
    block = {"title": "Night", "start": "22h", "end": "0h30", "segments": [{"title": "S", "minutes": 90}]}
    plan = agenda_of({"title": "T", "todo": [{"text": "x", "when": "+1d"}], "blocks": [block]})
    assert [one.on for one in items(plan, DAY, planned_spans(plan, DAY))] == [DAY + timedelta(days=1)]


def test_lines_are_numbered_in_the_order_of_the_file_and_shown_as_they_are_due():
    plan = one_day(ALL_KINDS)
    found = items(plan, DAY, planned_spans(plan, DAY))
    assert [(one.number, one.todo.text) for one in found] == [
        (1, "Ask about diets"),
        (2, "Chairs in a circle"),
        (4, "Open the windows"),
        (5, "Lay out the cards"),
        (3, "Send the photos"),
    ]


@given(st.lists(st.sampled_from(["a", "A", "b"]), max_size=8))
def test_each_line_has_a_key_of_its_own_that_says_nothing_of_its_words(texts):
    keys = [one.key for _of, one in todos(day([{"text": text} for text in texts]))]
    assert len(set(keys)) == len(keys) == 3 * len(texts)
    assert not any("marie" in one.key for _of, one in todos(day([{"text": "Call Marie"}])))


def test_of_a_course_each_day_has_the_lines_that_are_its_own():
    segments = [[{"title": f"S{n}", "minutes": 60}] for n in (1, 2, 3)]
    days = [
        {"blocks": [{"title": f"B{n}", "start": "9h", "end": "10h", "segments": one}]}
        for n, one in enumerate(segments, 1)
    ]
    whens = ["-7d", "start", "-1h", "s2", "b3", "end", "+2d"]
    plan = plan_of({"title": "T", "days": days, "todo": [{"when": one, "text": one} for one in whens]})
    assert isinstance(plan, Course)
    assert [[one.text for _of, one in todos(each.agenda)] for each in plan.days] == [
        ["-7d", "start", "-1h"],
        ["s2"],
        ["b3", "end", "+2d"],
    ]


HEAD = 'title = "T"\ntimezone = "Europe/Paris"\n'
REST = '[[blocks]]\ntitle = "Morning"\nstart = "9h"\nend = "10h"\n[[blocks.segments]]\ntitle = "A"\nminutes = 60\n'
WRONG = {
    "no sign": ('todo = [{ when = "7d", text = "a" }]\n',
                "3:18: “7d” is no time of a checklist: write -7d for before the start, +7d for after the end"),
    "no unit": ('todo = [{ when = "-7", text = "a" }]\n', "3:18: “-7” of what? Write -7d, say"),
    "another word": ('todo = [{ when = "fin", text = "a" }]\n',
                     "3:18: “fin” is no time of a checklist (did you mean “end”?)"),
    "a near key": ('todo = [{ when = "mornin", text = "a" }]\n',
                   "3:18: “mornin” is no time of a checklist (did you mean “morning”?)"),
    "a title": ('todo = [{ when = "Morning", text = "a" }]\n',
                "3:18: “Morning” is no time of a checklist (did you mean “morning”?)"),
    "no amount": ('todo = [{ when = "-x", text = "a" }]\n',
                  "3:18: “-x” is no time before or after: write -7d, -2h, +30min or +2d"),
    "too far": ('todo = [{ when = "-9999d", text = "a" }]\n', "3:18: that is over ten years away"),
    "a key misspelt": ('todo = [{ wen = "-7d", text = "a" }]\n', "3:11: unknown key “wen” (did you mean “when”?)"),
    "no text": ('todo = [{ when = "-7d" }]\n', "3:9: “text” is missing here"),
    "texts alone": ('todo = ["chairs"]\n', '3:9: a table was expected: { text = "chairs" }'),
    "a text among lines": ('todo = [{ text = "a" }, "chairs"]\n', '3:25: a table was expected: { text = "chairs" }'),
    "an hour": ('todo = [{ when = "8am", text = "a" }]\n',
                "3:18: “8am” is no time of a checklist: write -7d, -2h, start, end, +2d, or the key of a block or a "
                "segment"),
    "the eve": ('todo = [{ when = "la veille", text = "a" }]\n',
                "3:18: “la veille” is no time of a checklist (did you mean “-1d”?)"),
    "the day after": ('todo = [{ when = "the day after", text = "a" }]\n',
                      "3:18: “the day after” is no time of a checklist (did you mean “+1d”?)"),
    "a T": ('todo = [{ when = "T-2d", text = "a" }]\n',
            "3:18: “T-2d” is no time of a checklist (did you mean “-2d”?)"),
    "so long before": ('todo = [{ when = "2 semaines avant", text = "a" }]\n',
                       "3:18: “2 semaines avant” is no time of a checklist (did you mean “-2 semaines”?)"),
    "so long after": ('todo = [{ when = "30 min after the end", text = "a" }]\n',
                      "3:18: “30 min after the end” is no time of a checklist (did you mean “+30 min”?)"),
    "the list misspelt": ("todos = []\n", "3:1: unknown key “todos” (did you mean “todo”?)"),
    "two equal keys": ('todo = [{ key = "k", text = "a" }, { key = "k", text = "b" }]\n',
                       "3:44: the key “k” is taken already"),
    "a zone": ('also = ["America/NewYork"]\n',
               "3:9: no time zone is called “America/NewYork”: write America/New_York, say"),
    "a city": ('also = ["tokyo"]\n', "3:9: no time zone is called “tokyo”: write Asia/Tokyo, say"),
}  # fmt: skip
OF_A_SEGMENT = {
    "roles as a text": ('roles = "ann"\n', '10:9: write who has which role: { … = "ann" }'),
    "links as a text": ('links = "https://x.org"\n', '10:9: a list was expected: [{ url = "https://x.org" }]'),
    "a list of one": ('objectives = "x"\n', '10:14: a list was expected: ["x"]'),
    "a when": ('todo = [{ when = "B", text = "x" }]\n',
               "10:18: “B” is no time of a checklist: write -7d, -2h, start, end, +2d, or the key of a block or a "
               "segment"),
    "an accent": ('roles = { secrétaire = ["ann"], maître du temps = "x", scribe = "y" }\n',
                  '10:15: write it like this: roles = { "secrétaire" = ["ann"], "maître du temps" = "x", '
                  'scribe = "y" }'),
    "a lead who is nobody": ('lead = ["zo"]\n[[guests]]\nkey = "zoe"\nname = "Z"\n',
                             "10:9: no trainer or guest is called “zo” (did you mean “zoe”?)"),
}  # fmt: skip


@pytest.mark.parametrize("name", WRONG)
def test_a_mistake_at_the_top_is_told_with_its_place_and_what_to_write(tmp_path, name):
    text, expected = WRONG[name]
    assert told(tmp_path, HEAD + text + REST)[0] == expected
    with speaking("fr"):
        assert told(tmp_path, HEAD + text + REST)[0].split(":")[:2] == expected.split(":")[:2]


@pytest.mark.parametrize("name", OF_A_SEGMENT)
def test_a_mistake_of_a_segment_is_told_with_its_place_and_what_to_write(tmp_path, name):
    text, expected = OF_A_SEGMENT[name]
    assert told(tmp_path, HEAD + REST + text)[0].startswith(expected)


def test_what_is_unwise_stops_nothing(tmp_path):
    text = HEAD + 'also = ["Europe/Paris", "Asia/Tokyo", "Asia/Tokyo"]\n' + REST
    text += 'links = [{ url = "www.example.org" }, { text = "Mail", url = "mailto:a@example.org" }]\n'
    found = [one for one in told(tmp_path, text, warn=True) if "buffer" not in one]
    assert found == [
        "3:9: warning: the times of this zone are shown already",
        "3:39: warning: the times of this zone are shown already",
        "11:18: warning: this is shown as text, and cannot be opened: write https://www.example.org",
        "11:62: warning: this is shown as text, and cannot be opened: only https:// and http:// can",
    ]


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        "ftp://a.org",
        "https://",
        "https:///x",
        "//a.org",
        "https://a.org/ b",
        "https://é.org",
        "https://a.org/\u202e",
        'https://a.org/"x',
        "https://a.org/<b>",
        "http://[::1",
        "https://a.org:99999",
        "a.org",
        "HTTPS://a.org/\x1b]8;;x",
        "data:text/html,x",
        "https://a.org/|x",
        "https://a.org/\\x",
    ],
)
def test_no_link_leads_to_what_is_no_clean_address_of_the_web(url):
    assert not opens(url)


@pytest.mark.parametrize(
    "url", ["https://a.org", "http://a.org:8080/x?y=1&z=(2)#t", "https://127.0.0.1/", "HTTPS://A.ORG"]
)
def test_a_link_leads_to_an_address_of_the_web(url):
    assert opens(url)


def test_times_far_away_follow_the_clocks_there_on_that_date():
    """On 2026-03-20 clocks in New York had changed already, those in Paris had not."""
    plan = day([])
    plan = agenda_of(
        {**table(plan), "also": ["America/New_York", "Asia/Tokyo", "Pacific/Auckland"], "timezone": "Europe/Paris"}
    )
    start, end = (datetime(2026, 3, 20, hour, tzinfo=UTC) for hour in (8, 11))
    with speaking("en"):
        assert [hours_there(one, start, end, date(2026, 3, 20)) for one in zones(plan)] == [
            "04:00 – 07:00",
            "17:00 – 20:00",
            "21:00 – 00:00",
        ]
        late = datetime(2026, 12, 6, 2, tzinfo=UTC)
        assert hours_there(zones(plan)[0], late, late, date(2026, 12, 6)) == "21:00 – 21:00 (the day before)"


def test_a_kind_is_kept_as_it_was_written_where_its_language_does_not_say_it():
    kinds = [one.spelt for one in load(ALL_KINDS).segments()]
    assert kinds == [None, "Sous-groupes", None, None]


def test_an_agenda_that_says_nothing_of_it_keeps_nothing_of_it(seed):
    new = {"todo", "roles", "links", "evaluate", "spelt"}
    kept = table(seed)
    assert not new & kept.keys()
    assert not new & {name for block in kept["blocks"] for one in (block, *block["segments"]) for name in one}


def test_what_is_to_be_prepared_for_a_segment_that_is_only_offered_is_on_the_list_and_checked(tmp_path):
    offered = '[[blocks.segments]]\ntitle = "More"\noptional = true\n'
    wrong = 'todo = [{ text = "cards" }, { text = "x", when = "y" }]\n'
    assert [one.split(": ")[0] for one in told(tmp_path, HEAD + REST + offered + wrong)] == ["13:50"]
    plan = plan_of(tomllib.loads(HEAD + REST + offered + wrong.replace(', when = "y"', "")))
    assert isinstance(plan, Agenda)
    found = items(plan, DAY, planned_spans(plan, DAY))
    assert [(one.of, one.todo.text) for one in found] == [("more", "cards"), ("more", "x")]


def test_the_schema_takes_what_is_read_and_refuses_what_is_not():
    schema, plan = Draft202012Validator(json_schema()), tomllib.loads(ALL_KINDS.read_text(encoding="utf-8"))
    assert schema.is_valid(plan)
    at_top: list[dict] = [
        {"also": "Asia/Tokyo"},
        {"todo": ["x"]},
        {"todo": [{"when": "-7d"}]},
        {"todo": [{"text": "x", "wen": "y"}]},
        {"todo": [{"text": "x", "who": 1}]},
    ]
    of_one: list[dict] = [
        {"links": ["https://a.org"]},
        {"links": [{"text": "x"}]},
        {"roles": "ann"},
        {"roles": {"a": 1}},
        {"objectives": "x"},
        {"evaluate": ["x"]},
        {"place": 1},
    ]
    block = plan["blocks"][0]
    wrong = [plan | one for one in at_top]
    wrong += [plan | {"blocks": [block | {"segments": [block["segments"][0] | one]}]} for one in of_one]
    for one in wrong:
        assert not schema.is_valid(one)
        with pytest.raises(ValidationError):
            plan_of(one)
