"""Checklists, roles, links and groups as lines of the plan screen: typed, read, told, and put into the file."""

from __future__ import annotations

import tomllib
from functools import partial

import pytest

from workshop_tui.agenda.editing import operations as op
from workshop_tui.agenda.editing.document import Document
from workshop_tui.agenda.editing.rows import Sort
from workshop_tui.agenda.editing.said import FIELDS, read, shown
from workshop_tui.agenda.reading import plan_of
from workshop_tui.agenda.times import Mistake

SEGMENT = ("blocks", 0, "segments", 0)
HEAD = """title = "T"
todo = [
    { when = "-7d", text = "Ask about diets", who = ["host", "ann"] }, # soon
    { key = "photos", text = "Send the photos", when = "+2d" },
]

[[blocks]]
title = "Morning"
start = "9h"
end = "10h"

[[blocks.segments]]
title = "Tables"
minutes = 60
"""
TABLES = """
[blocks.segments.roles] # ours
scribe = "ann"
timekeeper = ["each table"]

[[blocks.segments.links]]
# where we write
text = "Pad"
url = "https://pad.example.org"

[[blocks.segments.todo]]
when = "-10min"
text = "Cards"

[[blocks.segments.groups]]
title = "Table A"
place = "Hall"
members = ["zoe"]

[[blocks.segments.groups]]
title = "Table B"
link = "https://b.example.org"
"""
DOTTED = 'roles.scribe = "ann"\nroles."secrétaire" = ["bob"]\n'


def typed(text: str, path: tuple, name: str, lines: str) -> Document:
    """The plan in which a person opened that field and typed these lines in it."""
    document = Document(text.encode())
    field = FIELDS[Sort.SEGMENT if path else Sort.PLAN][name]
    before = document.sheet.at((*path, name))
    document.do("", partial(op.set_values, path=path, said={name: read(lines, field, before)}))
    plan_of(tomllib.loads(document.sheet.text))
    return document


@pytest.mark.parametrize(
    ("name", "lines", "value"),
    [
        ("todo", "-7d Ask about diets @host", [{"when": "-7d", "text": "Ask about diets", "who": "host"}]),
        (
            "todo",
            "-45 min Lay out\n+2d Photos @ann @each table",
            [{"when": "-45 min", "text": "Lay out"}, {"when": "+2d", "text": "Photos", "who": ["ann", "each table"]}],
        ),
        (
            "todo",
            "Chairs\nend Tidy up\nJ-7 Call",
            [{"text": "Chairs"}, {"when": "end", "text": "Tidy up"}, {"when": "J-7", "text": "Call"}],
        ),
        ("todo", "[closing] Bring cake", [{"when": "closing", "text": "Bring cake"}]),
        (
            "roles",
            "scribe: ann\ngardien du temps : each table, bob",
            {"scribe": "ann", "gardien du temps": ["each table", "bob"]},
        ),
        (
            "links",
            "Pad of the day https://pad.example.org/x\nhttps://b.example.org",
            [{"text": "Pad of the day", "url": "https://pad.example.org/x"}, {"url": "https://b.example.org"}],
        ),
        (
            "groups",
            "Table A, Hall, left\nOnline, https://b.example.org\nC",
            [
                {"title": "Table A", "place": "Hall, left"},
                {"title": "Online", "link": "https://b.example.org"},
                {"title": "C"},
            ],
        ),
    ],
)
def test_lines_are_read_written_and_told_again(name, lines, value):
    field = FIELDS[Sort.SEGMENT][name]
    assert read(lines, field) == value
    assert read(shown(value, field.typed), field) == value
    document = typed(HEAD, SEGMENT, name, lines)
    assert (
        document.sheet.at((*SEGMENT, name))
        == value
        == tomllib.loads(document.sheet.text)["blocks"][0]["segments"][0][name]
    )
    document.do("", partial(op.set_values, path=SEGMENT, said={name: None}))
    assert tomllib.loads(document.sheet.text) == tomllib.loads(HEAD)


@pytest.mark.parametrize(
    ("name", "line", "told"),
    [
        ("todo", "-7d @ann", "what is to be done"),
        ("todo", "@ann", "what is to be done"),
        ("links", "Pad", "address"),
        ("roles", "scribe", "behind a colon"),
        ("roles", ": ann", "behind a colon"),
        ("groups", ", Hall", "title"),
    ],
)
def test_a_line_that_lacks_something_says_what(name, line, told):
    if name == "todo" and line == "@ann":
        line = "start  @ann"
    with pytest.raises(Mistake) as caught:
        read(line, FIELDS[Sort.SEGMENT][name])
    assert told in str(caught.value.message)


def test_a_line_that_stays_is_the_same_in_all_that_it_says_and_a_changed_one_keeps_its_key():
    document = typed(HEAD, (), "todo", "-6d Ask about diets @host @ann\n+2d Send the photos")
    assert '{ when = "-6d", text = "Ask about diets", who = ["host", "ann"] }, # soon' in document.sheet.text
    assert '{ key = "photos", text = "Send the photos", when = "+2d" },' in document.sheet.text
    again = typed(HEAD, (), "todo", "-7d Ask about diets @host @ann\n+3d Send the photos")
    assert again.sheet.at(("todo", 1)) == {"key": "photos", "when": "+3d", "text": "Send the photos"}


def test_words_that_look_like_a_moment_stay_words():
    said = [{"text": "start the music"}, {"text": "-7d is the price"}, {"when": "la veille", "text": "[x] y"}]
    field = FIELDS[Sort.PLAN]["todo"]
    for one in said:
        read_again = read(shown([one], field.typed), field)[0]
        assert read_again["text"] == one["text"]
        assert read_again.get("when", "start") == one.get("when", "start")


def test_tables_of_their_own_stay_tables_with_their_comments():
    text = HEAD + TABLES
    document = typed(text, SEGMENT, "roles", "scribe: bob\nhost: zoe")
    assert document.sheet.at((*SEGMENT, "roles")) == {"scribe": "bob", "host": "zoe"}
    assert "[blocks.segments.roles] # ours" in document.sheet.text
    document = typed(text, SEGMENT, "links", "https://pad.example.org")
    assert document.sheet.at((*SEGMENT, "links")) == [{"url": "https://pad.example.org"}]
    assert "# where we write" in document.sheet.text
    document = typed(text, SEGMENT, "todo", "Cards\nend Tidy")
    assert document.sheet.at((*SEGMENT, "todo")) == [{"text": "Cards"}, {"when": "end", "text": "Tidy"}]
    document = typed(text, SEGMENT, "groups", "Table A\nTable B, https://b.example.org\nTable C")
    assert document.sheet.at((*SEGMENT, "groups")) == [
        {"title": "Table A", "members": ["zoe"]},
        {"title": "Table B", "link": "https://b.example.org"},
        {"title": "Table C"},
    ]
    for name in ("roles", "links", "todo", "groups"):
        document.do("", partial(op.set_values, path=SEGMENT, said={name: None}))
    assert tomllib.loads(document.sheet.text) == tomllib.loads(HEAD)


def test_roles_by_dotted_keys_are_changed_too():
    document = typed(HEAD + DOTTED, SEGMENT, "roles", "scribe: zoe")
    assert document.sheet.at((*SEGMENT, "roles")) == {"scribe": "zoe"}


def test_the_fields_of_groups_are_there_and_read_as_they_are_typed():
    fields = FIELDS[Sort.SEGMENT]
    said = {
        name: read(text, fields[name])
        for name, text in {"by": "3", "mix": "Organisation", "rotate": "oui", "open": "no", "until": "closing"}.items()
    }
    assert said == {"by": 3, "mix": "organisation", "rotate": True, "open": False, "until": "closing"}
