"""Rooms that not every session uses come when they are asked for, and then whole."""

from __future__ import annotations

from importlib import import_module

import pytest

from workshop_tui.locale import Message
from workshop_tui.session.events import KINDS, SessionOpened
from workshop_tui.session.rooms import LATER, Kinds, RoomEvent, RoomPart, part_of


@pytest.mark.parametrize("room", LATER)
def test_the_events_of_a_room_that_comes_later_are_known_by_their_names(room):
    events = import_module(f"workshop_tui.session.{room}.events").EVENTS
    assert LATER[room] == tuple(kind.__name__ for kind in events)
    assert {KINDS[kind.__name__] for kind in events} == {*events}


@pytest.mark.parametrize("kind", [kind for kind in KINDS.values() if issubclass(kind, RoomEvent)])
def test_an_event_that_is_about_others_says_in_its_own_words_that_one_is_not_kept_yet(kind):
    assert (kind.about is RoomEvent.about) != isinstance(getattr(kind, "unkept", None), Message)


def test_every_kind_is_counted_and_named_whether_it_is_loaded_or_not():
    kinds = Kinds({"SessionOpened": SessionOpened})
    names = {"SessionOpened", *(name for room in LATER.values() for name in room)}
    assert (len(kinds), {*kinds}) == (len(names), names)
    assert {kind.__name__ for kind in kinds.values()} == names
    assert (len(kinds), {*kinds}) == (len(names), names)
    assert "Unheard" not in kinds


def test_the_part_of_a_room_in_which_nothing_happened_is_always_the_same():
    class Quiet(RoomPart, frozen=True):
        count: int = 0

    assert part_of({}, Quiet) is part_of({}, Quiet)
    assert part_of({"Quiet": Quiet(2)}, Quiet) == Quiet(2)
