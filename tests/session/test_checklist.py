"""The checklist of a session: ticked once, opened again, by whom and when; hidden and forgotten like all else."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from msgspec.structs import replace

from tests.agenda.written import ALL_KINDS
from workshop_tui.agenda import Agenda
from workshop_tui.agenda.prepared import Todo
from workshop_tui.agenda.reading import load
from workshop_tui.session.checklist.commands import OpenTodo, TickTodo
from workshop_tui.session.checklist.lines import left, lines, meant_line
from workshop_tui.session.decide import decide
from workshop_tui.session.event import Command, Recorded
from workshop_tui.session.events import SessionOpened, as_json, from_json
from workshop_tui.session.privacy.hiding import hidden
from workshop_tui.session.refusal import Refused
from workshop_tui.session.state import State, apply, fold, told
from workshop_tui.session.timing.commands import Next, Undo
from workshop_tui.session.timing.hours import Replan, Shift
from workshop_tui.session.versions import needed

DAY = date(2026, 12, 5)
BEFORE = datetime(2026, 11, 20, 12, tzinfo=UTC)


@pytest.fixture
def plan() -> Agenda:
    agenda = load(ALL_KINDS)
    assert isinstance(agenda, Agenda)
    return agenda


def begun(agenda: Agenda) -> State:
    """The session of that agenda, opened two weeks before."""
    opened = SessionOpened(at=BEFORE, by="ann", id="s", agenda=agenda, date=DAY)
    state = fold([Recorded(1, BEFORE, from_json("SessionOpened", as_json(opened)))])
    assert state
    return state


def after(state: State, command: Command, at: datetime, by: str = "ann") -> State:
    event = decide(state, command, at, by)
    return apply(state, Recorded(state.number + 1, at, from_json(event.type, as_json(event))))


def key(state: State, number: int) -> str:
    return meant_line(lines(state.day, state.checklist), str(number)).item.todo.key


def waiting(state: State) -> list[int]:
    return [one.number for one in left(lines(state.day, state.checklist))]


def test_a_line_is_ticked_long_before_the_day_and_after_it_and_says_who_and_when(plan):
    state = after(begun(plan), TickTodo(key(begun(plan), 1)), BEFORE + timedelta(days=2))
    (first, *_others) = lines(state.day, state.checklist)
    assert first.done
    assert (first.done.by, first.done.at, waiting(state)) == ("ann", BEFORE + timedelta(days=2), [2, 4, 5, 3])
    state = after(state, TickTodo(key(state, 3)), datetime(2026, 12, 9, tzinfo=UTC), "bob")
    assert waiting(state) == [2, 4, 5]
    assert str(told(state, state.events[-1])).startswith("bob ticked “Send the photos” at ")
    state = after(state, Next(), datetime(2026, 12, 5, 8, tzinfo=UTC))
    assert state.day.live == "hello", "what was ticked since holds the day up no more than what was before it"


def test_what_is_done_is_not_ticked_again_and_what_is_not_is_not_opened(plan):
    state = begun(plan)
    with pytest.raises(Refused, match="is not done yet"):
        decide(state, OpenTodo(key(state, 1)), BEFORE, "ann")
    state = after(state, TickTodo(key(state, 1)), BEFORE)
    with pytest.raises(Refused, match="is done already, by Ann at "):
        decide(state, TickTodo(key(state, 1)), BEFORE, "bob")
    state = after(state, OpenTodo(key(state, 1)), BEFORE, "bob")
    assert waiting(state) == [1, 2, 4, 5, 3]
    with pytest.raises(Refused, match="no such line"):
        decide(state, TickTodo("gone"), BEFORE, "ann")
    with pytest.raises(Refused, match="no line “9”; there are: 1, 2, 3, 4, 5"):
        meant_line(lines(state.day, state.checklist), "9")


def test_undo_takes_back_what_moved_the_day_and_no_tick(plan):
    at = datetime(2026, 12, 5, 8, tzinfo=UTC)
    state = after(after(begun(plan), Next(), at), TickTodo(key(begun(plan), 2)), at)
    assert waiting(after(state, Undo(), at)) == [1, 4, 5, 3]


def test_what_is_due_as_something_begins_follows_the_plan_of_today(plan):
    state = after(begun(plan), Shift(30 * 60), datetime(2026, 12, 5, 7, tzinfo=UTC))
    due = {one.number: one.item.at for one in lines(state.day, state.checklist)}
    assert due[4] == datetime(2026, 12, 5, 8, 30, tzinfo=UTC)
    assert due[5] == datetime(2026, 12, 5, 8, 50, tzinfo=UTC)


def test_an_edited_agenda_keeps_the_ticks_of_the_lines_that_it_still_has_and_is_told(plan):
    from workshop_tui.session.timing.replan import changes

    state = after(begun(plan), TickTodo(key(begun(plan), 2)), BEFORE)
    assert plan.todo
    todo = (replace(plan.todo[0], text="Ask"), *plan.todo[1:])
    block = replace(plan.blocks[0], todo=None)
    stations = replace(block.segments[1], place="Studio B", roles={"scribe": ("bob",)}, spelt=None)
    segments = (block.segments[0], stations, *block.segments[2:])
    edited = replace(plan, also=None, todo=todo, blocks=(replace(block, segments=segments),))
    assert sorted(map(str, changes(state.day, edited))) == [
        "of the day: also, todo",
        "“Morning”: todo",
        "“Stations”: place, roles, kind",
    ]
    state = after(state, Replan(edited), BEFORE)
    assert [(one.item.todo.text, one.done is not None) for one in lines(state.day, state.checklist)] == [
        ("Ask", False),
        ("Chairs in a circle", True),
        ("Lay out the cards", False),
        ("Send the photos", False),
    ]


@pytest.mark.parametrize("rule", ["pseudonyme", "chatham"])
def test_names_in_a_checklist_and_in_roles_are_hidden_and_trainers_are_named(plan, rule):
    assert plan.todo
    block, who = plan.blocks[0], ("ann", "Marie Dupont", "hulot", "each table")
    stations = replace(block.segments[1], roles={"scribe": who})
    segments = (block.segments[0], stations, *block.segments[2:])
    agenda = replace(
        plan,
        confidentiality=rule,
        blocks=(replace(block, segments=segments),),
        todo=(replace(plan.todo[0], text="Call Marie Dupont", who=who), *plan.todo[1:]),
    )
    state = begun(agenda)
    state = hidden(after(state, TickTodo(key(state, 1)), BEFORE, "Marie Dupont")).state
    shown = repr((state.agenda, state.checklist))
    assert "Marie" not in shown
    assert "Hulot" not in shown
    line = lines(state.day, state.checklist)[0]
    assert line.item.todo.who
    assert (line.item.todo.who[0], line.item.todo.who[-1]) == ("ann", "each table")
    assert line.done, "the tick is still that of its line"
    segment = state.agenda.segment("stations")
    assert segment.lead == (state.agenda.guests[0].key,)
    assert segment.support == ("ann",)


def test_an_older_program_refuses_in_words_only_what_says_something_new(plan, seed):
    opened = SessionOpened(at=BEFORE, by="ann", id="s", agenda=plan, date=DAY)
    assert needed(opened) == 13
    assert needed(replace(opened, agenda=seed)) < 13
    bare = replace(seed, also=("Asia/Tokyo",))
    assert needed(replace(opened, agenda=bare)) == 13


def test_who_comes_in_the_place_of_another_does_what_that_one_was_to_do(seed):
    """Aurélie or Jean-Philippe: whoever is there."""
    first, alternative = next((one.key, one.alternative) for one in seed.trainers if one.alternative)
    block = seed.blocks[0]
    segment = replace(block.segments[0], roles={"scribe": (first, "each table")})
    plan = replace(
        seed,
        todo=(Todo(key="k", text="x", who=(first,)),),
        blocks=(replace(block, segments=(segment, *block.segments[1:])), *seed.blocks[1:]),
    )
    for there, who in ((frozenset({alternative}), alternative), (frozenset(), first)):
        settled = plan.settled(there)
        assert settled.todo
        assert settled.todo[0].who == (who,)
        assert settled.segment(segment.key).roles == {"scribe": (who, "each table")}
