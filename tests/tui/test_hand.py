"""The hand on the screens: taken with one key, seen by all, asked for once."""

from __future__ import annotations

from tests.conftest import utc
from tests.tui.read import notice
from tests.tui.seen import SMALL
from tests.tui.unhurried import settled
from workshop_tui.session.timing.commands import Goto, TakeHand, Undo
from workshop_tui.session.timing.day import Mode
from workshop_tui.tui.dialogs.confirm import ConfirmScreen
from workshop_tui.tui.screens.run import RunScreen
from workshop_tui.tui.widgets.line import Line
from workshop_tui.tui.widgets.topbar import TopBar


async def test_h_takes_the_hand_and_all_see_who_has_it(app, session, aurelie):
    async with app(session, "en").run_test(size=(120, 40)) as pilot:
        await pilot.press("h")
        assert session.state.day.hand == "pascal"
        assert notice(pilot.app.screen) == "Pascal has the hand from 08:55"
        assert str(pilot.app.screen.query_one(TopBar).text).endswith("   Pascal has the hand · Aurélie")
        aurelie.catch_up()
        aurelie.do(TakeHand())
        await settled(pilot)
        assert notice(pilot.app.screen) == "Aurélie has the hand from 08:55"
        assert str(pilot.app.screen.query_one(TopBar).text).endswith("   Pascal · Aurélie has the hand")


async def test_who_does_not_lead_is_asked_once(app, session, aurelie):
    session.do(Goto("tour"))
    aurelie.catch_up()
    aurelie.do(TakeHand())
    async with app(session, "en").run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        for answer, paused, leads in (("escape", False, "aurelie"), ("enter", True, "pascal")):
            await pilot.press("space")
            await settled(pilot)
            assert isinstance(pilot.app.screen, ConfirmScreen)
            await pilot.press(answer)
            await settled(pilot)
            assert isinstance(pilot.app.screen, RunScreen)
            assert ((session.state.day.mode is Mode.PAUSED), session.state.day.hand) == (paused, leads)
        await pilot.press("space")
        assert session.state.day.mode is Mode.RUNNING


async def test_a_proposal_is_applied_by_who_takes_the_hand_for_it(app, session, aurelie, clock):
    session.do(Goto("tour"))
    aurelie.catch_up()
    aurelie.do(TakeHand())
    clock.instant = utc(9, 50)
    async with app(session, "en").run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        await pilot.press("f")
        await settled(pilot)
        await pilot.press("enter")
        await settled(pilot)
        assert isinstance(pilot.app.screen, ConfirmScreen)
        await pilot.press("enter")
        await settled(pilot)
        assert isinstance(pilot.app.screen, RunScreen), "applied, and back"
        assert session.state.day.segments["tampon-matin"].allotted_s == 0


async def test_a_segment_is_added_after_the_question_and_the_line_closes(app, session, aurelie):
    aurelie.do(TakeHand())
    async with app(session, "en").run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        await pilot.press("a", *"Detour 10", "enter")
        await settled(pilot)
        assert isinstance(pilot.app.screen, ConfirmScreen)
        await pilot.press("enter")
        await settled(pilot)
        assert "detour" in session.state.day.segments
        assert not pilot.app.screen.query("Ask")


def test_the_question(snap_compare, app, session, aurelie, clock):
    aurelie.do(TakeHand())
    clock.instant = utc(9)
    session.catch_up()
    assert snap_compare(app(session), press=["right"], terminal_size=SMALL)


async def test_the_next_segment_says_whose_it_is(app, session, aurelie):
    session.do(Goto("accueil"))
    async with app(session, "en").run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        following = pilot.app.screen.query_one("#beside", Line)
        assert "Aurélie" not in str(following.text)  # the next one is Pascal's, who sits here
        aurelie.catch_up()
        aurelie.do(TakeHand())
        await settled(pilot)
        assert str(following.text).endswith(" · Pascal")


async def test_the_hand_stays_where_it_is_while_the_lead_of_what_starts_is_not_here(app, session, aurelie, clock):
    led = {one.key: one.lead for one in session.state.day.all_segments()}
    hers = next(key for key, lead in led.items() if lead and lead[0] == "aurelie" and "pascal" not in lead)
    async with app(session, "en").run_test(size=(120, 40)) as pilot:
        await pilot.press("h")
        aurelie.company.leave()
        session.do(Goto(hers))
        assert session.state.day.hand == "pascal", "she is not here"
        session.do(Undo())
        aurelie.beat("run")
        session.do(Goto(hers))
        assert session.state.day.hand == "aurelie"
