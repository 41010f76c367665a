"""Expectations: what people came for, and what is still to be said of it in the closing."""

from __future__ import annotations

from tests.conftest import utc
from tests.report.conftest import Said
from workshop_tui.report.digest import digest
from workshop_tui.report.formats import Wanted, made
from workshop_tui.session.notes.commands import AmendNote, TakeNote
from workshop_tui.session.notes.expectations import is_expectation, next_answer, to_review
from workshop_tui.session.notes.notebook import Details
from workshop_tui.session.timing.commands import Goto, Stop
from workshop_tui.session.timing.timeline import timeline


def the_day(seed) -> Said:
    """Two expectations of the round, one of them answered; a third that somebody says in the closing."""
    day = Said(seed).do(utc(9), Goto("tour"))
    day.do(utc(9, 1), TakeNote("one"), TakeNote("two", "attente", details=Details(met="oui")))
    day.do(utc(9, 2), TakeNote("a barrier", "frein")).do(utc(16, 20), Goto("bilan"))
    return day.do(utc(16, 21), TakeNote("three", "attente"), TakeNote("it was good"))


def test_they_are_told_by_their_kind_or_by_the_round_that_they_were_said_in(seed):
    state = the_day(seed).state
    assert [note.taken.text for note in state.notebook.notes if is_expectation(state.day, note)] == [
        "one",
        "two",
        "three",
    ]


def test_in_the_closing_those_without_an_answer_are_still_to_be_said(seed):
    day = the_day(seed)
    state = day.state
    assert [note.taken.text for note in to_review(state.day, state.notebook, timeline(state.day, utc(16, 22)))] == [
        "one",
        "three",
    ]
    day.do(utc(16, 30), Stop())
    assert to_review(day.state.day, day.state.notebook, timeline(day.state.day, utc(16, 31))) == []


def test_one_key_goes_through_the_answers_and_begins_anew_from_any_other_word(seed):
    day, seen = the_day(seed), []
    for _ in range(4):
        note = day.state.notebook.notes[0]
        seen.append(next_answer(note))
        day.do(utc(16, 22), AmendNote(note.number, details=Details(met=seen[-1])))
    assert seen == ["oui", "en-partie", "non", ""]
    day.do(utc(16, 23), AmendNote(day.state.notebook.notes[0].number, details=Details(met="plutôt")))
    assert next_answer(day.state.notebook.notes[0]) == "oui"


def test_the_evaluation_is_what_was_said_in_the_closing_but_for_late_expectations(seed):
    found = digest(the_day(seed).state, utc(17))
    assert [one.text for one in found.evaluation] == ["it was good"]
    assert [one.text for one in found.expectations] == ["one", "two", "three"]


def test_what_nobody_answered_is_no_table_in_the_evaluation(seed):
    day = Said(seed).do(utc(9), Goto("tour")).do(utc(9, 1), TakeNote("one", "attente"))
    day.do(utc(16, 20), Goto("bilan")).do(utc(16, 21), TakeNote("it was good"))
    page = made("md", digest(day.state, utc(17)), Wanted("en"))
    assert page.endswith("What was said of it:\n\n- it was good\n")
    assert "What people came for:\n\n- one\n" in page
    day.do(utc(16, 22), AmendNote(day.state.notebook.notes[0].number, details=Details(met="partly")))
    assert "| one | partly |" in made("md", digest(day.state, utc(17)), Wanted("en"))
