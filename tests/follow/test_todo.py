"""The checklist by ear: what is to be done is listed, a number ticks it; by its words it is found and opened again."""

from __future__ import annotations

from tests.agenda.written import WHOLE, ZONE
from workshop_tui.agenda.reading import agenda_of
from workshop_tui.agenda.toml import parsed

TODO = """todo = [
    { when = "-7d", text = "Ask about diets", who = "host" },
    { when = "start", text = "Chairs in a circle" },
    { when = "+2d", text = "Send the photos" },
]
"""
PREPARED = agenda_of(parsed(ZONE + TODO + WHOLE))


def test_what_is_to_be_done_is_listed_and_a_number_ticks_it(ears):
    ear = ears(PREPARED, "en")
    assert ear.says("todo") == [
        "3 things to do.",
        "1, Ask about diets; host; 2021-04-27.",
        "2, Chairs in a circle; 09:00.",
        "3, Send the photos; 2021-05-06.",
    ]
    (told,) = ear.says("1")
    assert "Ask about diets" in told
    assert ear.says("todo")[:2] == ["2 things to do.", "1, Chairs in a circle; 09:00."]


def test_a_line_that_is_done_is_found_by_its_words_and_opened_again(ears):
    ear = ears(PREPARED, "en")
    ear.says("todo")
    ear.says("2")
    count, told = ear.says("todo chairs")
    assert count == "1 line of the checklist."
    assert told.startswith("1, Chairs in a circle; 09:00; done: ")
    ear.says("1")
    assert ear.says("todo")[0] == "3 things to do."


def test_a_day_without_a_checklist_says_so(ears):
    assert ears(agenda_of(parsed(ZONE + WHOLE)), "en").says("todo") == ["0 things to do."]
