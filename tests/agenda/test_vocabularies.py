"""Vocabularies of our own that an agenda may have, or mix with its own words."""

from __future__ import annotations

from itertools import combinations

import pytest

from tests.conftest import utc
from tests.report.conftest import Said
from workshop_tui.agenda.editing.document import Document
from workshop_tui.agenda.editing.terms import labels, with_terms
from workshop_tui.agenda.reading import examine, load
from workshop_tui.agenda.schema import json_schema
from workshop_tui.agenda.vocabulary import DEFAULTS, LISTS, VOCABULARIES, WORDS
from workshop_tui.locale import LANGUAGES, speaking
from workshop_tui.report.next_agenda import next_agenda
from workshop_tui.session.notes.tags import find_term
from workshop_tui.text import fold

HEAD = 'title = "X"\ntimezone = "Europe/Paris"\n'
BLOCK = '[[blocks]]\ntitle = "M"\nstart = "9h"\nend = "10h"\n[[blocks.segments]]\ntitle = "A"\nminutes = 60\n'


@pytest.fixture
def agenda(tmp_path):
    def make(words: str):
        (tmp_path / "a.toml").write_text(HEAD + BLOCK + words, encoding="utf-8")
        return load(tmp_path / "a.toml")

    return make


@pytest.fixture
def told(tmp_path):
    def make(words: str) -> list[str]:
        (tmp_path / "a.toml").write_text(HEAD + BLOCK + words, encoding="utf-8")
        with speaking("en"):
            return [one.told("a.toml") for one in examine(tmp_path / "a.toml", warn=False)[1]]

    return make


def extends(axis: str, name: str) -> str:
    return f'[[{axis}]]\nextends = "{name}"\n'


@pytest.mark.parametrize("axis", DEFAULTS)
def test_initiative_is_what_an_agenda_has_by_itself_and_default_stays_its_name(agenda, axis):
    plain = agenda("")
    for name in ("default", "initiative"):
        assert getattr(agenda(extends(axis, name)), axis) == getattr(plain, axis)


def test_each_vocabulary_has_labels_and_short_ones_that_begin_otherwise_in_both_languages(agenda):
    for name, lists in VOCABULARIES.items():
        for axis in lists:
            terms = getattr(agenda(extends(axis, name)), axis)
            for language in LANGUAGES:
                with speaking(language):
                    shorts = [fold(str(term.short(axis)))[:4] for term in terms]
                    assert all(str(term.name(axis)) != term.key for term in terms), (name, axis, language)
                if axis != "kinds":
                    assert len(set(shorts)) == len(shorts), (name, axis, language, shorts)


def test_no_two_words_of_a_vocabulary_are_called_alike(agenda):
    for name, lists in VOCABULARIES.items():
        for axis in lists:
            terms = getattr(agenda(extends(axis, name)), axis)
            for one, other in combinations(terms, 2):
                assert not one.called(axis) & other.called(axis), (name, axis, one.key, other.key)


def test_a_day_mixes_its_own_words_with_several_vocabularies_and_what_both_have_stands_once(agenda):
    own = '[[phases]]\nkey = "fete"\nlabel = "Fête"\n'
    found = agenda(extends("phases", "initiative") + extends("phases", "projet") + own)
    keys = [one.key for one in found.phases]
    assert keys[0] == "emergence"
    assert keys[-1] == "fete"
    assert keys.count("transversal") == 1
    assert "faisabilite" in keys
    assert find_term(found, "phases", "Faisabilité") == "faisabilite"


def test_a_name_that_is_no_vocabulary_is_one_mistake_with_its_line_and_the_nearest(told):
    assert told(extends("phases", "projett")) == [
        "a.toml:11:11: “projett” is no vocabulary for this list (did you mean “projet”?); "
        "there are: default, initiative, projet"
    ]
    assert told(extends("degrees", "projet")) == [
        "a.toml:11:11: “projet” is no vocabulary for this list; there are: default, participation"
    ]
    (mistake,) = told('[[phases]]\nextends = "projet"\nkey = "x"\n')
    assert mistake.startswith("a.toml:11:11: extends stands alone in its table")
    assert len(told("[[phases]]\nextends = 3\n")) == 1


def test_an_editor_is_told_which_vocabularies_each_list_has():
    said = {axis: json_schema()["properties"][axis] for axis in LISTS}
    lists = {axis: next(one for one in (of, *of.get("anyOf", ())) if "items" in one) for axis, of in said.items()}
    items = {axis: of["items"]["anyOf"][1]["properties"]["extends"] for axis, of in lists.items()}
    assert items["degrees"] == {"enum": ["default", "participation"]}
    assert items["phases"] == {"enum": ["default", "initiative", "projet"]}


def test_the_next_agenda_names_the_vocabularies_that_it_has_and_not_their_words(agenda, tmp_path):
    own = '[[degrees]]\nkey = "cooptes"\nlabel = "Cooptés"\n'
    before = agenda(extends("phases", "projet") + extends("degrees", "participation") + own)
    page = next_agenda([Said(before).state])
    assert 'extends = "projet"' in page
    assert "faisabilite" not in page
    assert "informes" not in page
    (tmp_path / "b.toml").write_text(page, encoding="utf-8")
    after = load(tmp_path / "b.toml")
    assert all(getattr(after, axis) == getattr(before, axis) for axis in LISTS)


def test_the_plan_screen_shows_the_words_of_a_vocabulary_and_adds_to_them(agenda):
    sheet = Document((HEAD + BLOCK + "\n# mine\n" + extends("phases", "projet")).encode()).sheet
    with speaking("en"):
        before = labels(sheet, "phases")
        assert before[:2] == ["Diagnosis", "Scoping"]
        changed = with_terms(sheet, "phases", [*before, "Party"])
    assert '# mine\n[[phases]]\nextends = "projet"\n' in changed.text
    assert changed.text.count("[[phases]]") == 2
    assert [one.key for one in agenda(changed.text.partition(BLOCK)[2]).phases][-1] == "party"


def test_without_a_vocabulary_there_are_no_degrees(agenda):
    assert agenda("").degrees is None
    assert {word.key for word in VOCABULARIES["participation"]["degrees"]} == {*WORDS["degrees"]}
    assert Said(agenda("")).do(utc(9)).state.agenda.degrees is None
