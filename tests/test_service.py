"""Events that cannot be written are held, count here, and is written in order once it can be."""

from __future__ import annotations

import pytest

from tests.conftest import DAY, prepared, utc
from tests.refusing import refuse
from workshop_tui.clock import FixedClock
from workshop_tui.journal import Unwritable
from workshop_tui.journal.sqlite import SqliteJournal
from workshop_tui.service import Session
from workshop_tui.session.decisions.commands import PutDecision
from workshop_tui.session.notes.commands import AmendNote, BringBackNote, ForgetNote, PinNote, TakeNote, WithdrawNote
from workshop_tui.session.refusal import Refused
from workshop_tui.session.timing.commands import GiveReason, Goto, Next, Pause, Redo, Undo
from workshop_tui.session.timing.replanning_commands import Extend


@pytest.fixture
def clock():
    return FixedClock(utc(9))


@pytest.fixture
def file(seed, tmp_path, clock):
    return prepared(tmp_path, seed, DAY, "s", clock, "pascal")


@pytest.fixture
def pascal(file, clock):
    session = Session(SqliteJournal(file), clock, "pascal")
    yield session
    session.close()


@pytest.fixture
def aurelie(file, clock):
    session = Session(SqliteJournal(file), clock, "aurelie")
    yield session
    session.close()


def test_without_hold_what_cannot_be_written_is_refused_and_nothing_changes(pascal):
    refuse(pascal)
    with pytest.raises(Unwritable, match="no permission"):
        pascal.do(Next())
    assert pascal.state.day.segments["accueil"].actual_start is None
    assert not pascal.held


def test_what_is_held_counts_here_and_is_written_later_as_it_was(pascal, aurelie, clock):
    refuse(pascal)
    pascal.do(Next(), hold=True)
    clock.instant = utc(9, 5)
    note = pascal.do(TakeNote("held"), hold=True)
    pascal.keep_draft("half")
    assert pascal.held
    assert pascal.held.why is not None
    assert not pascal.kept(note.number)
    assert pascal.state.day.segments["accueil"].actual_start == utc(9)
    assert aurelie.catch_up() == []
    assert pascal.write_held() == 0
    refuse(pascal, False)
    clock.instant = utc(9, 30)
    assert pascal.write_held() == 2
    assert not pascal.held
    assert pascal.held.why is None
    assert pascal.kept(note.number)
    landed = aurelie.catch_up()
    assert [(one.event.type, one.event.at, one.recorded_at) for one in landed] == [
        ("SegmentStarted", utc(9), utc(9)),
        ("NoteTaken", utc(9, 5), utc(9, 5)),
    ]
    assert aurelie.state == pascal.state
    assert aurelie.journal.draft("pascal") == "half"


def test_the_next_command_writes_what_is_held_first(pascal, aurelie):
    refuse(pascal)
    pascal.do(Next(), hold=True)
    refuse(pascal, False)
    pascal.do(Next())
    assert [one.event.segment for one in aurelie.catch_up()] == ["accueil", "tour"]
    assert aurelie.state == pascal.state


def test_taking_back_what_is_held_forgets_it(pascal, aurelie):
    before = pascal.state
    refuse(pascal)
    pascal.do(Next(), hold=True)
    pascal.do(TakeNote("stays"), hold=True)
    pascal.do(Undo(), hold=True)
    assert pascal.state.day == before.day
    refuse(pascal, False)
    pascal.write_held()
    assert [one.event.type for one in aurelie.catch_up()] == ["NoteTaken"]
    assert aurelie.state == pascal.state


@pytest.mark.parametrize("away", [True, False], ids=["still away", "back again"])
def test_what_was_held_and_taken_back_is_brought_back_at_its_own_instant_until_another_command(
    pascal, aurelie, clock, away
):
    pascal.do(Next())
    refuse(pascal)
    clock.instant = utc(9, 10)
    pascal.do(Next(), hold=True)
    moved = pascal.state.day
    clock.instant = utc(9, 12)
    pascal.do(Pause(), hold=True)
    paused = pascal.state.day
    for _undo in range(3):
        pascal.do(Undo(), hold=True)
    clock.instant = utc(9, 20)
    refuse(pascal, away)
    for _redo in range(2):
        pascal.do(Redo(), hold=True)
    assert pascal.state.day.segments == moved.segments
    pascal.do(Redo(), hold=True)
    assert (pascal.state.day.segments, pascal.state.day.paused_since) == (paused.segments, utc(9, 12))
    pascal.do(Undo(), hold=True)
    pascal.do(Extend(5), hold=True)
    with pytest.raises(Refused, match="nothing to bring back"):
        pascal.do(Redo(), hold=True)
    refuse(pascal, False)
    pascal.write_held()
    aurelie.catch_up()
    assert aurelie.state == pascal.state
    assert aurelie.state.day.segments["tour"].actual_start == utc(9, 10)


def test_what_was_held_and_taken_back_is_not_brought_back_once_another_moved_the_day(pascal, aurelie):
    refuse(pascal)
    pascal.do(Next(), hold=True)
    pascal.do(Undo(), hold=True)
    aurelie.do(Goto("tour"))
    pascal.catch_up()
    with pytest.raises(Refused, match="nothing to bring back"):
        pascal.do(Redo(), hold=True)


def test_taking_back_what_was_kept_is_held_like_any_command(pascal, aurelie):
    pascal.do(Next())
    refuse(pascal)
    pascal.do(Undo(), hold=True)
    pascal.do(Goto("tour"), hold=True)
    refuse(pascal, False)
    pascal.write_held()
    assert [one.event.type for one in aurelie.catch_up()] == ["SegmentStarted", "CommandUndone", "SegmentStarted"]
    assert aurelie.state == pascal.state


@pytest.mark.parametrize("noticed", [True, False], ids=["followed", "found out when writing"])
def test_if_another_moved_the_day_first_only_the_notes_are_written(pascal, aurelie, noticed):
    refuse(pascal)
    pascal.do(Next(), hold=True)
    pascal.do(TakeNote("kept all the same"), hold=True)
    pascal.do(Pause(), hold=True)
    aurelie.do(Goto("tour"))
    if noticed:
        pascal.catch_up()
        assert pascal.state.day.segments["accueil"].actual_start is None
        assert [note.taken.text for note in pascal.state.notebook.notes] == ["kept all the same"]
    refuse(pascal, False)
    assert pascal.write_held() == 1
    assert [event.type for event in pascal.held.given_up] == ["SegmentStarted", "Paused"]
    aurelie.catch_up()
    assert aurelie.state == pascal.state
    assert [note.taken.text for note in aurelie.state.notebook.notes] == ["kept all the same"]


def test_a_note_of_another_does_not_disturb_what_is_held(pascal, aurelie):
    refuse(pascal)
    held = pascal.do(Next(), hold=True)
    aurelie.do(TakeNote("theirs"))
    aurelie.do(TakeNote("theirs too"))
    pascal.catch_up()
    assert not pascal.kept(pascal.state.number)
    assert pascal.kept(held.number), "that number is another's now"
    refuse(pascal, False)
    pascal.write_held()
    aurelie.catch_up()
    assert aurelie.state == pascal.state
    assert aurelie.state.day.segments["accueil"].actual_start == utc(9)


def test_a_file_that_was_moved_away_is_not_written_to_without_a_word(pascal, file, tmp_path):
    file.rename(tmp_path / "elsewhere")
    with pytest.raises(Unwritable, match="moved or deleted"):
        pascal.do(Next())
    pascal.do(Next(), hold=True)
    (tmp_path / "elsewhere").rename(file)
    assert pascal.write_held() == 1


def test_a_sign_of_life_finds_out_that_nothing_can_be_written_and_that_it_can_again(pascal):
    pascal.beat("run")
    assert pascal.held.why is None
    refuse(pascal)
    pascal.beat("run")
    assert "no permission" in str(pascal.held.why)
    refuse(pascal, False)
    pascal.beat("run")
    assert pascal.held.why is None


def test_a_pin_is_held_like_the_rest_but_not_one_of_a_note_that_is_not_kept_itself(pascal, aurelie):
    number = pascal.do(TakeNote("kept")).number
    pascal.do(PinNote(number))
    refuse(pascal)
    held = pascal.do(TakeNote("held"), hold=True).number
    with pytest.raises(Refused, match="that note is not kept yet"):
        pascal.do(PinNote(held), hold=True)
    pascal.do(PinNote(None), hold=True)
    pascal.keep_draft("half a change", f"note {number}")
    refuse(pascal, False)
    assert pascal.write_held() == 2
    assert not pascal.held
    aurelie.catch_up()
    assert (aurelie.state.notebook.pinned, len(aurelie.state.notebook.notes)) == (None, 2)
    assert pascal.draft(f"note {number}") == "half a change"


def test_a_rule_is_held_like_the_rest_but_not_one_of_a_decision_that_is_not_kept_itself(pascal):
    kept = pascal.do(TakeNote("kept", kind="decision")).number
    refuse(pascal)
    held = pascal.do(TakeNote("held", kind="decision"), hold=True).number
    with pytest.raises(Refused, match="that decision is not kept yet"):
        pascal.do(PutDecision(held, rule="consent"), hold=True)
    pascal.do(PutDecision(kept, rule="consent"), hold=True)
    refuse(pascal, False)
    assert pascal.write_held() == 2


def test_a_reason_is_held_like_the_rest_but_not_one_of_a_change_that_is_not_kept_itself(pascal, aurelie):
    pascal.do(Next())
    change = pascal.do(Extend(5)).number
    refuse(pascal)
    pascal.do(GiveReason("choice", change), hold=True)
    held = pascal.do(Extend(1), hold=True).number
    with pytest.raises(Refused, match="that change is not kept yet"):
        pascal.do(GiveReason("late", held), hold=True)
    refuse(pascal, False)
    assert pascal.write_held() == 2
    aurelie.catch_up()
    assert aurelie.state.day.reasons == {change: "choice"}


@pytest.mark.parametrize("held", [False, True])
def test_a_note_that_is_changed_at_the_moment_at_which_another_forgets_it_stays_forgotten(pascal, aurelie, file, held):
    number = aurelie.do(TakeNote("a secret")).number
    pascal.catch_up()
    if held:
        refuse(pascal)
        pascal.do(AmendNote(number, text="a newer secret"), hold=True)
    aurelie.forget(number)
    if held:
        refuse(pascal, False)
        pascal.write_held()
    else:
        pascal.do(AmendNote(number, text="a newer secret"))
    aurelie.catch_up()
    for session in (pascal, aurelie):
        assert (session.state.notebook.notes, session.state.notebook.forgotten) == ((), 1)
    assert b"secret" not in file.read_bytes()


@pytest.mark.parametrize("command", [WithdrawNote, BringBackNote, ForgetNote])
def test_what_is_done_with_a_note_at_the_moment_at_which_another_forgets_it_does_nothing(pascal, aurelie, command):
    number = aurelie.do(TakeNote("a secret")).number
    if command is BringBackNote:
        aurelie.do(WithdrawNote(number))
    pascal.catch_up()
    aurelie.forget(number)
    pascal.forget(number) if command is ForgetNote else pascal.do(command(number))
    aurelie.catch_up()
    assert (aurelie.state.notebook.notes, aurelie.state.notebook.forgotten) == ((), 1)
