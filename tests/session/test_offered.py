"""The pool of an agenda, a room that sees less, a segment that goes on, a guest announced in public: during the day."""

from __future__ import annotations

from datetime import timedelta

import pytest
from msgspec.structs import astuple

from tests.session.days import after
from tests.session.one_block import do, segment
from tests.session.played import DAY, at
from workshop_tui import room
from workshop_tui.agenda.reading import agenda_of
from workshop_tui.report.digest import digest
from workshop_tui.session.decide import decide
from workshop_tui.session.event import Recorded
from workshop_tui.session.events import SessionOpened, as_json, from_json
from workshop_tui.session.notes.commands import TakeNote
from workshop_tui.session.privacy.confidentiality import Veil
from workshop_tui.session.privacy.forgetting import without_name
from workshop_tui.session.refusal import Refused
from workshop_tui.session.state import State, fold
from workshop_tui.session.timing.commands import Goto, Next, Undo
from workshop_tui.session.timing.continuing import together
from workshop_tui.session.timing.day import Day
from workshop_tui.session.timing.hours import Replan
from workshop_tui.session.timing.lookup import find_segment
from workshop_tui.session.timing.replan import changes
from workshop_tui.session.timing.replanning_commands import Add, Extend, Fit, adding
from workshop_tui.session.timing.replanning_events import SegmentAdded
from workshop_tui.session.timing.timeline import timeline
from workshop_tui.session.versions import needed

GAME = {"title": "Energiser", "optional": True, "objective": "Wake up", "max": 8}


def held(*segments: dict, then: tuple[dict, ...] = (), **agenda) -> State:
    blocks = [{"key": "am", "title": "Morning", "start": "9h", "end": "11h", "segments": list(segments)}]
    if then:
        blocks.append({"key": "pm", "title": "Afternoon", "start": "14h", "end": "15h", "segments": list(then)})
    read = agenda_of({"title": "Day", "timezone": "UTC", "blocks": blocks, **agenda})
    opened = SessionOpened(at=at("8:00"), by="p", id="s", agenda=read, date=DAY)
    state = fold([Recorded(1, at("8:00"), from_json("SessionOpened", as_json(opened)))])
    assert state is not None
    return state


def offered(day: Day, title: str, minutes: int | None = None) -> Add:
    """The command that adds what the agenda offers."""
    found = adding(day, title, minutes, None)
    assert found
    return found


def test_what_is_offered_is_no_part_of_the_day_until_it_is_added_with_its_text():
    state = held(segment("a", 30), GAME, segment("b", 30))
    assert [row.key for row in timeline(state.day, at("9:00")).blocks[0].segments] == ["a", "b"]
    state = do(state, "9:00", Next())
    with pytest.raises(Refused, match=r"is offered"):
        find_segment(state.day, "Energiser")
    added = do(state, "9:10", offered(state.day, "ener"))
    row = timeline(added.day, at("9:10")).segment("energiser")
    assert (row.plan.minutes, row.plan.objective, row.added, row.planned_start) == (8, "Wake up", True, None)
    assert timeline(added.day, at("9:10")).next.key == "energiser"
    again = do(added, "9:10", offered(added.day, "Energiser", 5))
    assert again.day.segments["energiser-2"].allotted_s == 300
    taken_back = do(added, "9:11", Undo())
    assert "energiser" not in taken_back.day.segments
    assert "energiser" in do(taken_back, "9:12", offered(taken_back.day, "energiser")).day.segments
    assert adding(state.day, "something else", None, None) is None


def test_next_passes_an_optional_segment_of_no_minutes_by_and_goes_to_the_next_block():
    nothing = segment("c", 0, high=10, optional=True)
    state = do(held(segment("a", 30), nothing, segment("b", 30), then=(segment("d", 20),)), "9:00", Next())
    assert timeline(state.day, at("9:30")).next.key == "b"
    given = do(state, "9:30", Extend(5, "c"))
    assert timeline(given.day, at("9:30")).next.key == "c"
    done = do(do(do(state, "9:30", Next()), "10:00", Next()), "13:00", Next())
    assert done.day.live == "d", "nothing of the morning is wanted any more"
    assert do(done, "13:01", Goto("c")).day.live == "c"


def test_the_room_sees_what_the_agenda_lets_it_see():
    hidden = segment("x", 30, room={"title": "Exercise", "countdown": False}, title="Fire in the east wing")
    state = do(held(segment("a", 30), hidden, segment("b", 30)), "9:00", Next())

    def lines(clock):
        return room.lines(timeline(state.day, at(clock)), "Day", (5, 1), hidden=False)

    assert lines("9:10").then == "next: Exercise"
    state = do(state, "9:30", Next())
    told = lines("9:58")
    assert (told.title, told.minutes, told.ends, told.step, told.urgency) == ("Exercise", "", "It is 09:58", "", "")
    assert "Fire" not in "".join(map(str, astuple(told)))
    state = do(state, "10:00", Next())
    assert lines("10:10").minutes == "20"


def test_what_goes_on_with_an_earlier_one_is_told_with_it():
    state = held(segment("a", 20), segment("b", 20), segment("c", 20, continues="a"))
    for clock in ("9:00", "9:20", "9:40"):
        state = do(state, clock, Next())
    assert str(together(state.day, "c", at("9:50"))) == "goes on with “A”, 30 min in all"
    assert together(state.day, "b", at("9:50")) is None
    for number, key in enumerate(("a", "b", "c")):
        state = after(state, decide(state, TakeNote(f"note {number}", segment=key), at("9:50"), "p"))
    summed = digest(state, at("9:50"))
    assert [one.key for one, _notes in summed.notes if one] == ["a", "c", "b"]
    (row,) = (row for _block, rows in summed.blocks for row in rows if row.times.key == "c")
    assert "goes on with" in str(row.changes[0])


PUBLIC = [{"key": "hulot", "name": "Nicolas Hulot", "public": True}, {"key": "marie", "name": "Marie Dupont"}]


@pytest.mark.parametrize(
    ("rule", "shown"),
    [
        ("nominatif", "Nicolas Hulot and Marie Dupont; Hulot left"),
        ("pseudonyme", "Nicolas Hulot and {code}; Hulot left"),
        ("chatham", "[…] and […]; […] left"),
    ],
)
def test_a_guest_who_was_announced_is_named_but_under_chatham(rule, shown):
    state = held(segment("a", 60, title="Talk by Nicolas Hulot"), guests=PUBLIC, confidentiality=rule)
    veil = Veil(state)
    told = veil.text("Nicolas Hulot and Marie Dupont; Hulot left")
    assert told == shown.format(code=veil.codes["Marie Dupont"])
    assert ("Hulot" in veil.planned("Talk by Nicolas Hulot")) == (rule != "chatham")
    assert ("Nicolas Hulot" in [one.name for one in veil.agenda.guests]) == (rule != "chatham")
    assert "Marie Dupont" not in [one.name for one in veil.agenda.guests] or rule == "nominatif"


def test_a_part_of_a_public_name_that_is_a_hidden_one_too_is_hidden():
    people = [{"name": "Zoé Hulot"}]
    state = held(segment("a", 60), guests=PUBLIC, participants=people, confidentiality="pseudonyme")
    veil = Veil(state)
    assert veil.text("Hulot spoke") == f"{veil.codes['Zoé Hulot']} spoke"
    assert veil.text("Nicolas Hulot spoke") == "Nicolas Hulot spoke"


def test_a_guest_who_was_announced_is_forgotten_as_everybody_is():
    state = held(segment("a", 60, title="Talk by Nicolas Hulot"), guests=PUBLIC, confidentiality="pseudonyme")
    without = without_name(state, "Nicolas Hulot")
    opened = without.event(Recorded(1, at("8:00"), state.events[0]))
    assert "Hulot" not in as_json(opened)


def test_an_older_program_is_told_what_it_cannot_read():
    plain = held(segment("a", 60)).events[0]
    assert needed(plain) == 0
    step = {"title": "R", "minutes": 30, "repeat": 2}
    for said in (
        held(segment("a", 60, steps=[step])),
        held(segment("a", 60), GAME),
        held(segment("a", 60, warn=[2])),
        held(segment("a", 60), warn=["30s"]),
        held(segment("a", 60, room={"steps": False})),
        held(segment("a", 60), guests=PUBLIC),
        held(segment("a", 30), segment("b", 30, continues="a")),
        held(segment("a", 60, steps=[{"title": "R", "minutes": 60, "kind": "pause"}])),
    ):
        assert needed(said.events[0]) == 14
    state = held(segment("a", 60), GAME)
    added = decide(state, offered(state.day, "energiser"), at("9:00"), "p")
    assert needed(added) == 14
    assert isinstance(added, SegmentAdded)
    assert timedelta(minutes=8) == timedelta(minutes=added.minutes or 0)


def test_a_replan_tells_what_is_offered_and_keeps_dropped_rounds_while_the_steps_are_the_same():
    step = {"title": "R", "minutes": 10, "repeat": 6}
    state = do(held(segment("a", 60, steps=[step]), segment("b", 60), then=(segment("c", 20),)), "9:25", Next())
    state = do(state, "9:25", Fit("drop"))
    assert timeline(state.day, at("9:26")).live.step.of == 3
    edited = held(
        segment("a", 60, steps=[step], objective="new"), segment("b", 60), GAME, then=(segment("c", 20),)
    ).agenda
    assert [str(one) for one in changes(state.day, edited)] == ["offered in “Morning”: Energiser", "“A”: objective"]
    taken = do(state, "9:30", Replan(edited))
    assert timeline(taken.day, at("9:31")).live.step.of == 3
    assert [one.key for one in taken.day.agenda.pool()] == ["energiser"]
