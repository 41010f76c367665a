"""The words of a plan, typed a label a line: the default ones, those of the file, and what becomes of its text."""

from __future__ import annotations

import tomllib

import pytest

from workshop_tui.agenda.editing.sheet import Sheet
from workshop_tui.agenda.editing.terms import AXES, labels, with_terms
from workshop_tui.agenda.reading import agenda_of
from workshop_tui.locale import speak

BARE = 'title = "A"\nlanguage = "fr"\n\n# le matin\n[[blocks]]\ntitle = "B"\nstart = "9h"\nend = "10h"\n'
BARE += '[[blocks.segments]]\ntitle = "S"\nminutes = 20\n'
OURS = BARE.replace(
    "# le matin",
    '# à nous\n[[phases]]  # une\nkey = "un"\nlabel = "Un"   # premier\n\n[[phases]]\nkey = "deux"\nlabel = "Deux"\n'
    'also = ["2"]\n\n# le matin',
)


@pytest.fixture(autouse=True)
def _french():
    speak("fr")


def _terms(sheet: Sheet, axis: str = "phases") -> list[tuple[str, str]]:
    """The keys and labels that the agenda has then."""
    terms = getattr(agenda_of(tomllib.loads(sheet.text)), axis)
    return [(one.key, str(one.name(axis))) for one in terms]


@pytest.mark.parametrize("axis", AXES)
def test_the_default_words_are_shown_and_the_same_lines_change_nothing(axis):
    sheet = Sheet(BARE)
    assert labels(sheet, axis) == [label for _key, label in _terms(sheet, axis)]
    assert with_terms(sheet, axis, labels(sheet, axis)).text == BARE


@pytest.mark.parametrize("axis", AXES)
def test_what_is_only_added_to_the_default_words_extends_them(axis):
    sheet = Sheet(BARE)
    added = with_terms(sheet, axis, [*labels(sheet, axis), "Fête"])
    assert added.text == BARE.replace(
        "# le matin", f'[[{axis}]]\nextends = "default"\n\n[[{axis}]]\nkey = "fete"\nlabel = "Fête"\n\n# le matin'
    )
    assert _terms(added, axis) == [*_terms(sheet, axis), ("fete", "Fête")]
    assert with_terms(added, axis, labels(sheet, axis)).text == BARE


def test_a_default_word_that_is_called_otherwise_keeps_its_key_and_what_else_it_answers_to():
    sheet = Sheet(BARE)
    said = labels(sheet, "phases")
    changed = with_terms(
        with_terms(sheet, "phases", [*said, "Fête"]), "phases", ["Naissance", *said[1:3], "Fête", "Action"]
    )
    assert _terms(changed) == [
        ("emergence", "Naissance"),
        ("definition", "Définition"),
        ("structuration", "Structuration"),
        ("fete", "Fête"),
        ("action", "Action"),
    ]
    assert changed.text.count("extends") == 0
    assert agenda_of(tomllib.loads(changed.text)).phases[0].also == ("idée", "envie", "impulsion")
    assert with_terms(changed, "phases", []).text == BARE


def test_words_of_the_file_keep_their_tables_and_their_comments_where_they_are_moved_and_called_otherwise():
    assert with_terms(Sheet(OURS), "phases", ["Uno", "Deux"]).text == OURS.replace('"Un"', '"Uno"')
    moved = with_terms(Sheet(OURS), "phases", ["Deux", "Un", "Trois"])
    assert _terms(moved) == [("deux", "Deux"), ("un", "Un"), ("trois", "Trois")]
    assert '# à nous\n[[phases]]  # une\nkey = "un"\nlabel = "Un"   # premier\n' in moved.text
    assert moved.text.endswith(BARE[BARE.index("# le matin") :])
    assert _terms(with_terms(Sheet(OURS), "phases", ["Deux"])) == [("deux", "Deux")]


def test_a_new_word_has_a_key_that_no_other_has():
    sheet = Sheet(BARE)
    said = labels(sheet, "phases")
    assert _terms(with_terms(sheet, "phases", [*said, "Action", "Un deux"]))[-2:] == [
        ("action-2", "Action"),
        ("un-deux", "Un deux"),
    ]
    assert _terms(with_terms(Sheet(OURS), "phases", ["Un", "Deux", "UN"]))[-1] == ("un-2", "UN")


def test_words_in_one_line_are_written_out_as_they_are_changed():
    sheet = Sheet('phases = [{ key = "un", label = "Un" }, { key = "deux" }]  # nos phases\n' + BARE)
    changed = with_terms(sheet, "phases", ["Un", "Deux, enfin"])
    assert _terms(changed) == [("un", "Un"), ("deux", "Deux, enfin")]
    assert "# nos phases" in changed.text
