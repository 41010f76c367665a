"""Times as people write them in plans: in a cell of hours, in one of lengths, and among words."""

from __future__ import annotations

import datetime as dt

import pytest

from workshop_tui.plans.meaning.spans import timed, trailing
from workshop_tui.plans.meaning.whens import when_of

HOURS = {
    "9h-9h15": (540, 555), "9h15 à 10h": (555, 600), "09:00–09:30": (540, 570), "9.30": (570, None),
    "7:00 PM": (1140, None), "9:00 - 10:30 am": (540, 630), "11-1pm": (660, 780), "9-10h30": (540, 630),
    "9-10": (540, 600), "0930": (570, None), "9": (540, None), "de 9h à 10h": (540, 600), "9h → 9h15": (540, 555),
    "9 h 15 – 10 h": (555, 600), "vers 9h": (540, None), "noon": (720, None), "midi": (720, None),
    "9:00am-9:30am": (540, 570), "9:00 to 9:30": (540, 570), "23h45 - 0h30": (1425, 30), "9H00": (540, None),
}  # fmt: skip
LENGTHS = {
    "15'": 15, "45 mn": 45, "1h10": 70, "¼ h": 15, "3/4 d'heure": 45, "75 min": 75, "1 h": 60, "15": 15, "3h00": 180,
    "1:10": 70, "0:45": 45, "env. 20 min": 20, "~15 min": 15, "1h 15m": 75, "45m": 45, "PT45M": 45, "1,5 h": 90,
    "un quart d'heure": 15, "01:10:00": 70, "1½ h": 90, "90’": 90, "5 minutes max": 5, "2 x 20 min": 40, "30mins": 30,
}  # fmt: skip


@pytest.mark.parametrize("written", HOURS)
def test_an_hour_or_two_are_read_as_people_write_them(written):
    said = when_of(written)
    assert ((said.start, said.end), said.minutes) == (HOURS[written], None)


@pytest.mark.parametrize("written", LENGTHS)
def test_a_length_is_read_as_people_write_it(written):
    said = when_of(written, lengths=True)
    assert (said.minutes, said.start, said.rest) == (LENGTHS[written], None, "")


@pytest.mark.parametrize("written", ["20-30 min", "20-30", "20 à 30 min", "20 min – 30 min"])
def test_two_lengths_are_a_length_and_the_longest(written):
    said = when_of(written, lengths=True)
    assert (said.minutes, said.longest) == (20, 30)


@pytest.mark.parametrize(
    ("value", "start"),
    [
        (0.375, 540),
        (9.0, 540),
        (9.3, 570),
        (9.15, 555),
        (9.5, 570),
        (930.0, 570),
        (dt.time(9, 15), 555),
        (dt.timedelta(hours=9), 540),
        (dt.datetime.fromisoformat("2026-03-12T09:30"), 570),
        (0.3541666, 510),
    ],
)
def test_a_cell_of_a_spreadsheet_is_an_hour_whatever_it_was_kept_as(value, start):
    assert when_of(value).start == start


@pytest.mark.parametrize(
    ("value", "in_hours", "minutes"),
    [
        (0.020833333, False, 30),
        (15.0, False, 15),
        (dt.time(0, 45), False, 45),
        (dt.timedelta(minutes=75), False, 75),
        (0.5, True, 30),
        (1.25, True, 75),
        (1.5, False, 90),
        (0.5, False, 30),
        (1.3, False, None),
    ],
)
def test_a_cell_of_a_spreadsheet_is_a_length_in_minutes_in_hours_or_part_of_a_day(value, in_hours, minutes):
    assert when_of(value, lengths=True, in_hours=in_hours).minutes == minutes


def test_a_cell_may_say_hours_and_a_length_and_that_they_are_fixed():
    both = when_of("9h-9h15 (15')")
    assert (both.start, both.end, both.minutes) == (540, 555, 15)
    fixed = when_of("10h45 – 11h05 (heure fixe)")
    assert (fixed.start, fixed.fixed, fixed.rest) == (645, True, "")


@pytest.mark.parametrize(
    ("line", "start", "end", "minutes", "rest"),
    [
        ("9h00 – 9h15 : Accueil", 540, 555, None, "Accueil"),
        ("9h00 Accueil (15 min)", 540, None, 15, "Accueil"),
        ("15' Accueil", None, None, 15, "Accueil"),
        ("Rapport des cercles (20 min)", None, None, 20, "Rapport des cercles"),
        ("Pause – 15 min", None, None, 15, "Pause"),
        ("Pause 15'", None, None, 15, "Pause"),
        ("DÉJEUNER 12h30 – 14h", 750, 840, None, "DÉJEUNER"),
        ("Été à la ferme (1h10)", None, None, 70, "Été à la ferme"),
        ("Write 20 letters", None, None, None, "Write 20 letters"),
        ("The 1990s", None, None, None, "The 1990s"),
        ("Rédiger en 20 min", None, None, None, "Rédiger en 20 min"),
    ],
)
def test_a_line_begins_or_ends_with_its_time_and_the_rest_is_its_title(line, start, end, minutes, rest):
    said = timed(line)
    assert (said.start, said.end, said.minutes, said.rest) == (start, end, minutes, rest)


def test_words_in_parentheses_are_no_time():
    assert trailing("Accueil (café)") is None
    assert trailing("Part 1: mapping") is None
