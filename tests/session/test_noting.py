"""Notes afterwards: amended, withdrawn, brought back, found, counted."""

from __future__ import annotations

from typing import Any

import pytest

from tests.conftest import utc
from workshop_tui.journal.sessions import state_of
from workshop_tui.service import Session
from workshop_tui.session.notes.commands import AmendNote, BringBackNote, TakeNote, WithdrawNote
from workshop_tui.session.notes.matrix import matrix
from workshop_tui.session.refusal import Refused
from workshop_tui.session.reminders import parked
from workshop_tui.session.search import Filter, Finder
from workshop_tui.session.timing.commands import End, Goto, Next, Stop, TakeHand, Undo
from workshop_tui.session.timing.timeline import timeline


@pytest.fixture
def pascal(trainers):
    return trainers[0]


def take(session: Session, text: str, **tags) -> int:
    return session.do(TakeNote(text, **tags)).number


def test_what_is_given_changes_and_the_rest_stays(pascal, clock):
    number = take(pascal, "le maire", kind="frein", phases=("emer",), stakeholders=("élus",), private=True)
    clock.instant = utc(9, 5)
    pascal.do(AmendNote(number, text="  le maire,\ttard ", stakeholders=("pnr",), check=True))
    (note,) = pascal.state.notebook.notes
    taken = note.taken
    assert (taken.text, taken.kind, taken.phases, taken.stakeholders) == (
        "le maire, tard",
        "frein",
        ("emergence",),
        ("pnr",),
    )
    assert (taken.private, taken.check, taken.remember) == (True, True, False)
    assert (taken.at, taken.by) == (utc(9), "pascal")
    pascal.do(AmendNote(number, kind="", phases=(), private=False))
    assert (pascal.state.notebook.notes[0].taken.kind, pascal.state.notebook.notes[0].taken.phases) == (None, ())
    assert [change.at for change in pascal.state.notebook.notes[0].changes] == [utc(9, 5)] * 2


def test_two_amend_one_note_at_once_both_stay_in_the_record_and_the_later_shows(trainers):
    pascal, aurelie = trainers
    number = take(pascal, "one")
    aurelie.catch_up()
    pascal.do(AmendNote(number, text="Pascal's"))
    aurelie.do(AmendNote(number, text="Aurélie's"))  # she has not seen his
    pascal.catch_up()
    assert pascal.state == aurelie.state
    (note,) = pascal.state.notebook.notes
    assert (note.taken.text, note.last_by) == ("Aurélie's", "aurelie")
    assert [(change.by, change.text) for change in note.changes] == [("pascal", "Pascal's"), ("aurelie", "Aurélie's")]


def test_a_withdrawn_note_counts_no_more_stays_in_the_record_and_comes_back_in_its_place(pascal):
    numbers = [take(pascal, text) for text in ("a", "b", "c")]
    pascal.do(WithdrawNote(numbers[1]))
    assert [note.taken.text for note in pascal.state.notebook.notes] == ["a", "c"]
    assert [note.taken.text for note in pascal.state.notebook.withdrawn] == ["b"]
    assert state_of(pascal.journal) == pascal.state
    with pytest.raises(Refused, match="was withdrawn"):
        pascal.do(AmendNote(numbers[1], text="x"))
    pascal.do(BringBackNote(numbers[1]))
    assert [note.taken.text for note in pascal.state.notebook.notes] == ["a", "b", "c"]
    with pytest.raises(Refused, match="no note 3 was withdrawn"):
        pascal.do(BringBackNote(numbers[1]))


@pytest.mark.parametrize(
    ("intent", "why"),
    [
        (AmendNote(99, text="x"), "there is no note 99"),
        (AmendNote(2, text="\x1b[2J "), "a note needs a text"),
        (AmendNote(2, text="a"), "reads so already"),
        (WithdrawNote(1), "there is no note 1"),
    ],
)
def test_what_makes_no_sense_is_refused(pascal, intent, why):
    take(pascal, "a")
    before = pascal.state
    with pytest.raises(Refused, match=why):
        pascal.do(intent)
    assert pascal.state == before


def test_notes_are_changed_whoever_leads_in_any_state_and_never_undone_with_the_day(trainers, clock):
    pascal, aurelie = trainers
    pascal.do(TakeHand())
    pascal.do(Next())
    number = take(pascal, "a")
    aurelie.catch_up()
    aurelie.do(AmendNote(number, text="b"))
    pascal.do(End(), take=True)
    pascal.do(AmendNote(number, text="c"))
    pascal.do(Undo(), take=True)
    assert pascal.state.notebook.notes[0].taken.text == "c"


def test_held_changes_of_held_notes_reach_the_disk_as_they_read_last(pascal):
    pascal.journal._db.execute("PRAGMA query_only = ON")
    numbers = [pascal.do(TakeNote(text), hold=True).number for text in ("a", "b", "c")]
    pascal.do(AmendNote(numbers[0], text="A", kind="frein"), hold=True)
    pascal.do(WithdrawNote(numbers[1]), hold=True)
    assert [note.taken.text for note in pascal.state.notebook.notes] == ["A", "c"]
    pascal.journal._db.execute("PRAGMA query_only = OFF")
    pascal.write_held()
    kept = state_of(pascal.journal)
    assert [(note.taken.text, note.taken.kind) for note in kept.notebook.notes] == [("A", "frein"), ("c", None)]
    assert kept == pascal.state


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("", [0, 1, 2]),
        ("MAIRE", [0]),
        ("barrier", [0]),
        ("frein elected", [0]),
        ("émergence", [0, 2]),
        ("pnr", [1]),
        ("aurelie", [2]),
        ("ecran", [1, 2]),
        ("private", [1]),
        ("remember", [2]),
        ("maire pnr", []),
        ("lavoir", [2]),
    ],
)
def test_words_are_found_in_the_text_and_in_every_tag(trainers, clock, words, found):
    pascal, aurelie = trainers
    pascal.do(Goto("accueil"))
    take(pascal, "Le maire", kind="frein", phases=("emergence",), stakeholders=("elus",))
    clock.instant = utc(9, 10)
    pascal.do(Next(), take=True)  # “Tour d’écran”
    take(pascal, "le parc", stakeholders=("pnr",), private=True)
    aurelie.catch_up()
    take(aurelie, "x", phases=("emergence",), remember=True, initiative="Le lavoir")
    aurelie.catch_up()
    notes = aurelie.state.notebook.notes
    assert [notes.index(note) for note in Finder().find(aurelie.state, notes, words)] == found


def test_a_note_is_found_by_what_it_reads_now(pascal):
    number, finder = take(pascal, "one"), Finder()
    assert finder.find(pascal.state, pascal.state.notebook.notes, "one")
    pascal.do(AmendNote(number, text="two"))
    assert not finder.find(pascal.state, pascal.state.notebook.notes, "one")
    assert finder.find(pascal.state, pascal.state.notebook.notes, "two")


def test_filters_take_words_for_tags_and_a_family_for_its_members(pascal):
    take(pascal, "a", kind="frein", phases=("emergence",), stakeholders=("pnr",))
    take(pascal, "b", kind="levier", stakeholders=("territoires",))
    asked: list[tuple[dict[str, Any], str]] = [
        ({"kind": "Barrier"}, "a"),
        ({"phase": "émer"}, "a"),
        ({"stakeholder": "territoires"}, "ab"),
        ({"stakeholder": "pnr"}, "a"),
        ({"author": "Pascal"}, "ab"),
        ({"author": "Aurélie"}, ""),
        ({}, "ab"),
    ]
    for given, found in asked:
        assert "".join(note.taken.text for note in Filter(**given).of(pascal.state)) == found, given


def test_the_matrix_counts_families_once_a_cell_and_says_who_was_never_named(pascal):
    take(pascal, "a", phases=("emergence", "action"), stakeholders=("pnr", "gal", "elus"))
    take(pascal, "b", phases=("emergence",), stakeholders=("elus",))
    take(pascal, "c", phases=("unknown",), stakeholders=("elus",))
    take(pascal, "d", phases=("definition",))
    made = matrix(pascal.state.agenda, pascal.state.notebook.notes)
    filled = {cell: len(notes) for cell, notes in made.cells.items()}
    assert filled == {
        ("emergence", "territoires"): 1,
        ("emergence", "elus"): 2,
        ("action", "territoires"): 1,
        ("action", "elus"): 1,
    }
    assert made.most == 2
    assert "definition" in {term.key for term in made.silent_phases}
    assert {term.key for term in made.silent_phases} & {"emergence", "action"} == set()
    assert {"elus", "territoires"} & {term.key for term in made.silent_stakeholders} == set()
    assert len(made.silent_stakeholders) == 8


def test_what_was_parked_comes_back_ten_minutes_before_its_block_ends(pascal, clock):
    pascal.do(Next())
    number = take(pascal, "for later", kind="parking")
    take(pascal, "no parking", kind="frein")
    clock.instant = utc(11, 45)
    pascal.do(Goto("synthese-matin"), take=True)

    def shown(*when: int) -> list[str]:
        return [note.taken.text for note in parked(pascal.state, timeline(pascal.state.day, utc(*when)))]

    assert shown(11, 49) == []
    assert shown(11, 51) == ["for later"]
    pascal.do(AmendNote(number, kind="question"))
    assert shown(11, 51) == []
    pascal.do(AmendNote(number, kind="parking"))
    clock.instant = utc(11, 55)
    pascal.do(Stop(), take=True)
    clock.instant = utc(13, 30)
    pascal.do(Next(), take=True)
    assert shown(16, 25) == [], "another block's"


def test_of_segments_that_started_at_one_instant_the_last_has_the_notes(pascal, clock):
    clock.instant = utc(9)
    for _time in range(3):
        pascal.do(Next())
    live = pascal.state.day.live
    assert live == "collectifs"
    assert pascal.do(TakeNote("x")).event.segment == live
    pascal.do(Undo())
    assert pascal.do(TakeNote("y")).event.segment == pascal.state.day.live == "tour"
