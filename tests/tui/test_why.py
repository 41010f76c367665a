"""Why the day departed from its plan, with one key; and in the closing, which expectations are met."""

from __future__ import annotations

import pytest

from tests.conftest import utc
from tests.tui.bursts import burst
from tests.tui.conftest import HOSTILE
from tests.tui.read import notice, rows, shown
from tests.tui.seen import LARGE, SMALL, SMALLEST, Pictures, opened
from tests.tui.unhurried import settled
from workshop_tui.session.notes.commands import TakeNote
from workshop_tui.session.notes.notebook import Details
from workshop_tui.session.timing.commands import GiveReason, Goto, Next
from workshop_tui.session.timing.replanning_commands import Extend
from workshop_tui.tui.screens.run import RunScreen
from workshop_tui.tui.screens.why import WhyScreen


@pytest.fixture
def drifted(session, clock):
    """Begun six minutes late; the welcome is three over, and five more for the round."""
    for when, intent in ((utc(9, 6), Next()), (utc(9, 19), Next()), (utc(9, 25), Extend(5))):
        clock.instant = when
        session.do(intent)
    return session


async def test_what_changes_the_day_asks_why_and_one_key_says_it(app, drifted):
    async with app(drifted, "en").run_test(size=(120, 40)) as pilot:
        await pilot.press("plus")
        assert notice(pilot.app.screen).endswith(" — u takes it back, w says why")
        await pilot.press("w")
        await settled(pilot)
        assert [row.split("–")[0].split() for row in rows(pilot.app)] == [
            ["09:25", "+1", "min"],
            ["09:25", "+5", "min"],
            ["09:19", "+3", "min"],
            ["09:06", "+6", "min"],
        ]
        assert shown(pilot.app, "whole").endswith("by +1 min at 09:25")
        await pilot.press("d")
        await settled(pilot)
        assert isinstance(pilot.app.screen, RunScreen)
        assert notice(pilot.app.screen).startswith("Useful debate: Pascal changed ")
    assert drifted.state.day.reasons == {drifted.state.day.history[-1].number: "debate"}


async def test_the_newest_without_a_reason_is_meant_and_any_other_can_be_selected(app, drifted):
    async with app(drifted, "en").run_test(size=(120, 40)) as pilot:
        await pilot.press("w", "c")
        await settled(pilot)
        await pilot.press("w")
        await settled(pilot)
        assert "choice" in rows(pilot.app)[0]
        await pilot.press("t")
        await settled(pilot)
        await pilot.press("w")
        await settled(pilot)
        await pilot.press("home", "x")
        await settled(pilot)
        await pilot.press("w", "r")
        await settled(pilot)
    first, _second, third = (one.number for one in drifted.state.day.history)
    assert drifted.state.day.reasons == {"accueil": "technical", third: "late"}
    assert first not in drifted.state.day.reasons


async def test_a_day_as_planned_has_nothing_to_explain_and_moving_on_in_time_asks_nothing(app, session, clock):
    clock.instant = utc(9)
    async with app(session, "en").run_test(size=(120, 40)) as pilot:
        await pilot.press("right")
        assert notice(pilot.app.screen).endswith("takes it back")
        await pilot.press("w")
        await settled(pilot)
        assert notice(pilot.app.screen) == "the day has gone as planned so far"
        assert not isinstance(pilot.app.screen, WhyScreen)


async def test_leaving_what_overran_asks_why_and_another_terminals_reason_is_seen(app, session, clock):
    from workshop_tui.journal.sqlite import SqliteJournal
    from workshop_tui.service import Session

    clock.instant = utc(9)
    session.do(Next())
    clock.instant = utc(9, 14)
    other = Session(SqliteJournal(session.journal.file), clock, "aurelie")
    async with app(session, "en").run_test(size=(120, 40)) as pilot:
        await pilot.press("right")
        assert notice(pilot.app.screen).endswith(", w says why")
        await pilot.press("w")
        await settled(pilot)
        other.catch_up()
        other.do(GiveReason("technical", segment="accueil"))
        await settled(pilot)
        assert "technical" in rows(pilot.app)[0]
    other.close()


async def test_in_the_closing_the_expectations_are_shown_again_and_answered_on_one_key(app, session, clock):
    clock.instant = utc(9, 10)
    session.do(Goto("tour"))
    session.do(TakeNote("[one]"))
    session.do(TakeNote("two", "attente"))
    clock.instant = utc(16, 20)
    session.do(Goto("bilan"))
    async with app(session, "en").run_test(size=(120, 40)) as pilot:
        await pilot.pause(8.5)
        assert "Expectations met or not? 2 to say: l" in notice(pilot.app.screen)
        await pilot.press("l")
        await settled(pilot)
        await pilot.press("x")
        await settled(pilot)
        assert shown(pilot.app, "echo") == "Met: yes"
        await pilot.press("down", "x", "x")
        await settled(pilot)
        assert shown(pilot.app, "echo") == "Met: partly"
        await pilot.press("x", "x")
        await settled(pilot)
        assert shown(pilot.app, "echo") == "Met: not said"
    answers = {note.taken.text: (note.taken.kind, note.taken.details) for note in session.state.notebook.notes}
    assert answers == {"two": ("attente", Details(met="oui")), "[one]": ("attente", None)}, "newest first"


async def test_an_expectation_is_taken_with_its_answer_a_letter_each(app, session):
    async with app(session, "en").run_test(size=(120, 40)) as pilot:
        await burst(pilot, "n", *"a budget", "tab", "x", "down", "down", "p", "enter")
        await settled(pilot)
    taken = session.state.notebook.notes[0].taken
    assert (taken.kind, taken.details) == ("attente", Details(met="en-partie"))


async def test_the_reasons(snapshot, app, drifted, tmp_path):
    pictures = Pictures(snapshot, tmp_path)
    async with app(drifted).run_test(size=LARGE) as pilot:
        await pilot.press("w", "d", "w")
        await pictures.take_at(pilot, LARGE, SMALL, SMALLEST)
    assert pictures.other == []


async def test_hostile_text_among_the_reasons(snapshot, app, session, hostile, tmp_path):
    pictures = Pictures(snapshot, tmp_path)
    async with app(session).run_test(size=SMALL) as pilot:
        for sort in HOSTILE:
            await opened(pilot, hostile(sort), "e", "w")
            await pictures.take(pilot, sort)
    assert pictures.other == []
