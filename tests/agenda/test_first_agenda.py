"""A first agenda, written with nothing but the starter and what `check` says."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import workshop_tui.agenda
from tests.agenda.written import HEAD, SEGMENT, WHOLE, line, told
from workshop_tui.agenda.reading import examine, load

STARTERS = Path(workshop_tui.agenda.__file__).parent
PLANS = Path(__file__).parent / "plans"

EVENING = """title = Soirée publique

[[blocs]]
titre = "Soirée"
début = 19h00
end = 0h30

[[blocs.séquences]]
titre = "Accueil"
durée = 30
intervenant = "Sam + Jo"

[[blocs.séquences]]
title = "Rangement"
at = 23h45 - 0h30
minutes = 45
lead = Sam, Jo
"""


def test_a_plan_as_somebody_types_it_is_told_whole_and_each_thing_once(tmp_path):
    assert told(tmp_path, EVENING) == [
        "1:9: " + line('title = "Soirée publique"'),
        "3:1: " + line("[[blocks]]"),
        "4:1: unknown key “titre” (did you mean “title”?)",
        "5:2: " + line('start = "19h00"'),
        "6:8: " + line('end = "0h30"'),
        "8:1: " + line("[[blocks.segments]]"),
        "9:1: unknown key “titre” (did you mean “title”?)",
        "10:4: " + line("minutes = 30"),
        "11:1: unknown key “intervenant” (did you mean “lead”?)",
        "13:1: " + line("[[blocks.segments]]"),
        '15:6: “23h45 - 0h30” is a start and an end: write "23:45" here; the length goes into minutes = 45',
        "17:8: " + line('lead = ["Sam", "Jo"]'),
    ]


def test_a_hundred_slips_of_one_kind_are_all_told(tmp_path):
    segment = "[[blocks.segments]]\ntitle = “One”\nminutes = 1 min\n"
    said = told(tmp_path, HEAD + segment * 60)
    assert len([one for one in said if "write it like this" in one]) == 120


@given(
    st.lists(
        st.tuples(st.integers(0, 5000), st.sampled_from(["", *"\"'“”«»[]=,;:#\\\u00a0\u200b\t é0\n{}", '"""'])),
        max_size=9,
    )
)
def test_no_change_to_a_starter_ends_in_anything_but_findings(tmp_path_factory, changes):
    text = (STARTERS / "starter.fr.toml").read_text(encoding="utf-8")
    for place, put in changes:
        text = text[:place] + put + text[place + 1 :]
    file = tmp_path_factory.mktemp("changed") / "a.toml"
    file.write_text(text, encoding="utf-8")
    agenda, findings = examine(file)
    assert (agenda is None) == any(not finding.warning for finding in findings)
    assert all("\n" not in finding.told(file) for finding in findings)


def test_a_buffer_may_have_no_minutes_and_so_may_what_can_be_stretched(tmp_path):
    assert told(tmp_path, WHOLE + '[[blocks.segments]]\ntitle = "B"\nminutes = 0\nkind = "buffer"\n') == []
    assert told(tmp_path, WHOLE + '[[blocks.segments]]\ntitle = "B"\nminutes = 0\nmax = 5\n') == []


def test_what_is_planned_for_nothing_is_a_warning(tmp_path):
    text = WHOLE.replace("60", "45") + 'kind = "buffer"\n'
    assert told(tmp_path, text, warn=True) == ["5:7: warning: nothing is planned for the last 15 min before this end"]
    step = '[[blocks.segments.steps]]\ntitle = "s"\nminutes = {}\n'
    text = WHOLE + 'kind = "buffer"\n' + step.format(0) + step.format(60)
    assert told(tmp_path, text, warn=True) == ["12:11: warning: a step of 0 minutes is never shown: leave it out"]


@pytest.mark.parametrize(
    "text",
    [
        WHOLE.replace("\n", "\r\n").encode("utf-8-sig"),
        WHOLE.replace("\n", "\r").encode(),
        WHOLE.replace(" = ", "\t=\t").encode(),
        WHOLE.replace("title", "  title").encode(),
    ],
    ids=["Windows", "an old Macintosh", "tabs", "indented"],
)
def test_a_file_is_read_however_it_was_saved(text, tmp_path):
    assert told(tmp_path, text) == []


def test_two_segments_may_have_one_title(tmp_path):
    (tmp_path / "a.toml").write_text(WHOLE.replace("60", "30") + SEGMENT.replace("60", "30"))
    assert [segment.key for segment in load(tmp_path / "a.toml").segments()] == ["one", "one-2"]


def test_a_name_without_its_ending_is_found(tmp_path):
    (tmp_path / "mine.toml").write_text(WHOLE)
    (finding,) = examine(tmp_path / "mine")[1]
    assert str(finding.message) == f"there is no such file: did you mean {tmp_path / 'mine.toml'}?"


STARTS = {
    "deroule-jour-1": "9:00 9:20 10:05 10:20 11:30 14:00 15:30 15:45",
    "deroule-jour-2": "9:00 10:30",
    "evening": "19:00 19:30 19:50 20:15 20:45 21:30",
    "start-times-only": "8:30 9:00 9:20 10:45 11:00 13:30 15:00",
}
"""When each segment begins in the plans of three people, as they have them."""


@pytest.mark.parametrize("name", STARTS)
def test_the_plan_of_somebody_who_read_the_starter_only_is_their_plan(name):
    agenda = load(PLANS / f"{name}.toml")
    planned = agenda.planned(date(2026, 5, 4)).values()
    assert " ".join(f"{one.start.hour}:{one.start:%M}" for one in planned) == STARTS[name]


@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_starter_is_an_agenda_without_so_much_as_a_warning(language):
    assert examine(STARTERS / f"starter.{language}.toml")[1] == []
