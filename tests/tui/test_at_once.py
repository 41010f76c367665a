"""Two press one key at once, on a list: the second is told what the first did, and what the key is about now."""

from __future__ import annotations

import pytest

from tests.conftest import utc
from tests.tui.read import notice
from tests.tui.unhurried import settled
from workshop_tui.session.attendance.commands import Arrive, Expect
from workshop_tui.session.notes.commands import (
    AmendNote,
    AnswerPoint,
    PinNote,
    RecordInitiative,
    TakeNote,
    WithdrawInitiative,
    WithdrawNote,
)
from workshop_tui.session.timing.commands import Next
from workshop_tui.session.timing.hours import ChangeHours
from workshop_tui.tui.dialogs.both import BothScreen
from workshop_tui.tui.widgets.rows import Rows
from workshop_tui.tui.widgets.timetable import Timetable

NAMES = ("Zoé Martin", "Paul Mas")


@pytest.fixture
def said(session, aurelie):
    """Two people, two notes and two initiatives of a day that runs; the other terminal knows of all."""
    session.do(Next())
    for name in NAMES:
        session.do(Expect(name))
    for text in ("older", "newer"):
        session.do(TakeNote(text, "question"))
        session.do(RecordInitiative(name=text))
    aurelie.catch_up()
    return {note.taken.text: note.number for note in session.state.notebook.notes}


def deeds(said):
    """The keys of each pair, what the other does, and what is asked of the state: as the other left it."""
    older, newer = said["older"], said["newer"]
    return {
        "arrives": ("c", "enter", Arrive("zoe-martin"), lambda s: s.attendance.here("zoe-martin", "matin")),
        "withdraws": ("l", "w", WithdrawNote(newer), lambda s: [n.taken.text for n in s.notebook.notes] == ["older"]),
        "remembers": ("l", "r", AmendNote(newer, remember=True), lambda s: s.notebook.note(newer).taken.remember),
        "pins": ("l", "d", PinNote(newer), lambda s: s.notebook.pinned == newer),
        "gives_up": ("i", "w", WithdrawInitiative("older"), lambda s: [*s.notebook.known] == ["newer"]),
        "point": ("x", "z", AnswerPoint(older, "dropped"), lambda s: bool(s.notebook.answers["", older].outcome)),
        "case": ("i", "c", RecordInitiative("older", case=True), lambda s: s.notebook.known["older"].case),
    }


@pytest.mark.parametrize("what", ["arrives", "withdraws", "remembers", "pins", "gives_up", "point", "case"])
async def test_a_key_that_another_pressed_just_before_on_a_list_does_nothing_once_and_says_why(
    app, session, aurelie, said, what
):
    screen, key, command, stands = deeds(said)[what]
    async with app(session, "en").run_test(size=(120, 40)) as pilot:
        await pilot.press(screen)
        await settled(pilot)
        if what == "arrives":
            pilot.app.screen.query_one(Rows).select("zoe-martin")
        aurelie.do(command)
        await pilot.pause(0.4)
        await pilot.press(key)
        await settled(pilot)
        assert stands(session.state), "as the other meant it, and the key before that"
        assert notice(pilot.app.screen.run).endswith("s ago: press again")
        number = session.state.number
        await pilot.press(key)
        await settled(pilot)
        assert session.state.number > number, "the same key again does it"


async def test_a_note_is_moved_that_was_selected_when_its_segment_was_asked_for(app, session, aurelie, said):
    async with app(session, "en").run_test(size=(120, 40)) as pilot:
        await pilot.press("l", "g", *"Tour")
        aurelie.do(WithdrawNote(said["newer"]))
        await settled(pilot)
        await pilot.press("enter")
        await settled(pilot)
        assert session.state.notebook.note(said["older"]).taken.segment == "accueil"


@pytest.mark.parametrize(("key", "why"), [("m", "mine"), ("t", "theirs"), ("b", "theirs, mine")])
async def test_why_a_point_goes_on_that_two_say_at_once_is_shown_to_the_second(app, session, aurelie, said, key, why):
    async with app(session, "en").run_test(size=(120, 40)) as pilot:
        await pilot.press("x", "w", *"mine")
        aurelie.do(AnswerPoint(said["older"], "goes_on", "theirs"))
        await settled(pilot)
        await pilot.press("enter")
        await settled(pilot)
        assert isinstance(pilot.app.screen, BothScreen)
        await pilot.press(key)
        await settled(pilot)
        assert session.state.notebook.answers["", said["older"]].why == why
        assert not pilot.app.screen.query("Ask")


async def test_what_one_did_not_change_of_a_blocks_hours_stays_as_another_made_it(app, session, aurelie):
    async with app(session, "en").run_test(size=(120, 40)) as pilot:
        pilot.app.screen.query_one(Timetable).select("block:apres-midi")
        await pilot.press("enter")
        await settled(pilot)
        await pilot.press(*["backspace"] * 5, *"16:45")
        aurelie.do(ChangeHours("apres-midi", start=utc(13, 40)))
        await pilot.pause(2)
        await pilot.press("enter")
        await settled(pilot)
        hours = session.state.day.hours["apres-midi"]
        assert (hours.start, hours.end) == (utc(13, 40), utc(16, 45))
