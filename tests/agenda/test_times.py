"""Times and durations are read the way people write them, where they have one meaning."""

from __future__ import annotations

from datetime import time

import pytest

from workshop_tui.agenda.times import Mistake, parse_clock, parse_duration
from workshop_tui.locale import speaking

DURATIONS = {
    "45": 45, "45 mn": 45, "45 min.": 45, "45 minutes": 45, "45m": 45, "15'": 15, "15’": 15, "15′": 15, "15 ’": 15,
    "1h10": 70, "1 h 10": 70, "1H10": 70, "1h": 60, "1\u00a0h\u00a010": 70, "1h 15m": 75, "1 h 30 min": 90,
    "2 heures": 120, "1 heure 10": 70, "1 hour 10 min": 70, "2hrs": 120,
    "¼ h": 15, "¾h": 45, "½ heure": 30, "1/4 h": 15, "3/4 d'heure": 45, "3/4 d’heure": 45, "1h½": 90, "1½ h": 90,
    "1 1/2 h": 90, "1,5 h": 90, "1.5h": 90, "0,5 h": 30, "1/3 h": 20,
    "un quart d’heure": 15, "Une demi-heure": 30, "half an hour": 30, "“15”": 15, "0": 0,
}  # fmt: skip
CLOCKS = {
    "9h": (9, 0), "9h30": (9, 30), "9 h 30": (9, 30), "09H30": (9, 30), "9\u00a0h\u00a030": (9, 30), "9:30": (9, 30),
    "09.30": (9, 30), "9.30": (9, 30), "09:30:00": (9, 30), "9 heures": (9, 0), "9 heures 30": (9, 30),
    "9h30 min": (9, 30), "7 pm": (19, 0), "7:00 PM": (19, 0), "7.30 p.m.": (19, 30), "9 am": (9, 0), "12 am": (0, 0),
    "12:30pm": (12, 30), "midi": (12, 0), "Noon": (12, 0), "« 9h »": (9, 0), "minuit": (0, 0), "Midnight": (0, 0),
}  # fmt: skip


@pytest.mark.parametrize("text", DURATIONS)
def test_a_duration_is_read_as_it_is_written(text):
    assert parse_duration(text) == DURATIONS[text]


@pytest.mark.parametrize("text", CLOCKS)
def test_a_time_of_day_is_read_as_it_is_written(text):
    assert parse_clock(text) == time(*CLOCKS[text])


@pytest.mark.parametrize(
    ("text", "kept"), [("24h", "24:00"), ("24h30", "24:30"), ("25:15", "25:15"), ("36 h", "36:00")]
)
def test_an_hour_after_the_24th_is_that_of_the_next_day(text, kept):
    clock = parse_clock(text)
    assert (str(clock), clock.days, parse_clock(kept)) == (kept, 1, clock)
    assert time(0, 30) < parse_clock("23:59") < clock
    assert clock != time(clock.hour, clock.minute), "another day’s"


@pytest.mark.parametrize(
    ("value", "told"),
    [
        ("9h-9h15", "“9h-9h15” is a start and an end: write the minutes between them: 15"),
        ("09:00–09:30", "“09:00–09:30” is a start and an end: write the minutes between them: 30"),
        ("9h15 à 10h", "“9h15 à 10h” is a start and an end: write the minutes between them: 45"),
        ("20-30", "“20-30” is two lengths: write minutes = 20, and max = 30 on the next line"),
        ("20 à 30 min", "“20 à 30 min” is two lengths: write minutes = 20, and max = 30 on the next line"),
        ("1:10", '“1:10” is no duration: write "1h10" if these are hours and minutes'),
        (time(0, 45), '“00:45:00” is no duration: write "0h45" if these are hours and minutes'),
        ("1,50 h", '“1,50 h” is no duration: write "1h50" if these are hours and minutes'),
        ("env. 20", "“env. 20” is no duration: write 20"),
        ("~ 1 h", "“~ 1 h” is no duration: write 60"),
        (15.5, "“15.5” is no duration: write minutes (20) or “1h30”"),
        (float("inf"), "“inf” is no duration: write minutes (20) or “1h30”"),
        (float("nan"), "“nan” is no duration: write minutes (20) or “1h30”"),
        (True, "“True” is no duration: write minutes (20) or “1h30”"),
        ("quinze", "“quinze” is no duration: write minutes (20) or “1h30”"),
        ("25h", "“25h” is no duration: write minutes (20) or “1h30”"),
        (-5, "“-5” is no duration: write minutes (20) or “1h30”"),
        ("", "“” is no duration: write minutes (20) or “1h30”"),
        ("11/4 h", "“11/4 h” is no duration: write minutes (20) or “1h30”"),
    ],
)
def test_a_duration_that_could_mean_another_is_refused_with_what_to_write(value, told):
    with pytest.raises(Mistake) as caught:
        parse_duration(value)
    assert str(caught.value.message) == told


@pytest.mark.parametrize(
    ("value", "told"),
    [
        ("9h-9h15", '“9h-9h15” is a start and an end: write "9:00" here; the length goes into minutes = 15'),
        ("9", '“9” is no time of day: write "9:00"'),
        (930, '“930” is no time of day: write "9:30"'),
        ("9h5", '“9h5” is no time of day: write "9:05"'),
        ("9,30", '“9,30” is no time of day: write "9:30"'),
        ("vers 9h", '“vers 9h” is no time of day: write "9:00"'),
        ("13 pm", "“13 pm” is no time of day: write 9h, 9h30 or 13:30"),
        (9.3, "“9.3” is no time of day: write 9h, 9h30 or 13:30"),
        ("9h75", "“9h75” is no time of day: write 9h, 9h30 or 13:30"),
        ("60h", "“60h” is no time of day: write 9h, 9h30 or 13:30"),
        ("3030", "“3030” is no time of day: write 9h, 9h30 or 13:30"),
        ("13h pm", "“13h pm” is no time of day: write 9h, 9h30 or 13:30"),
    ],
)
def test_a_time_that_could_mean_another_is_refused_with_what_to_write(value, told):
    with pytest.raises(Mistake) as caught:
        parse_clock(value)
    assert str(caught.value.message) == told


def test_what_to_write_is_in_the_users_habit():
    with pytest.raises(Mistake) as caught:
        parse_clock("9")
    with speaking("fr"):
        assert str(caught.value.message) == '« 9 » n’est pas une heure\u00a0: écrivez "9h00"'.replace(
            "« ", "«\u00a0"
        ).replace(" »", "\u00a0»")
