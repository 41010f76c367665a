"""The first name that is shown of somebody, and by which they sign: past titles, in both languages."""

from __future__ import annotations

import tomllib

import pytest

from tests.agenda.written import WHOLE
from workshop_tui.agenda.reading import agenda_of
from workshop_tui.service import author
from workshop_tui.session.event import person
from workshop_tui.text.titles import first_name


@pytest.mark.parametrize(
    ("name", "first"),
    [
        ("Dr Ngozi Okafor", "Ngozi"),
        ("Prof. Dr. Anna Weber", "Anna"),
        ("M. Jean Petit", "Jean"),
        ("Mme Claire Martin", "Claire"),
        ("Mr Tom Bell", "Tom"),
        ("Ms. Ada King", "Ada"),
        ("MME ZOÉ ROUX", "ZOÉ"),
        ("Pr Léa Fontanel", "Léa"),
        ("Docteur Jean-Marc Roux", "Jean-Marc"),
        ("Ngozi Okafor", "Ngozi"),
        ("Zoé", "Zoé"),
        ("Dr Okafor", "Dr Okafor"),
        ("Mme Martin", "Mme Martin"),
        ("Dr", "Dr"),
        ("Drew Barry", "Drew"),
        ("", ""),
    ],
)
def test_a_first_name_is_past_the_titles_and_a_surname_alone_keeps_them(name, first):
    assert first_name(name) == first


def test_somebody_with_a_title_is_shown_and_signs_by_the_first_name():
    people = [{"key": "okafor", "name": "Dr Ngozi Okafor"}, {"key": "moreau", "name": "Dr Claire Moreau"}]
    agenda = agenda_of(tomllib.loads(WHOLE) | {"trainers": people})
    assert (person(agenda, "okafor"), person(agenda, "moreau")) == ("Ngozi", "Claire")
    assert (author(agenda, "claire"), author(agenda, "Ngozi"), author(agenda, "Dr")) == ("moreau", "okafor", "Dr")
