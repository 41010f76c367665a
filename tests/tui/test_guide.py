"""The guided first five minutes of a rehearsal: what to press next, until it was done or escape is pressed."""

from __future__ import annotations

from tests.tui.read import notice
from tests.tui.unhurried import settled
from workshop_tui.session.timing.commands import Next


async def test_a_first_rehearsal_says_what_to_press_next_and_never_again_once_all_was_tried(
    app, session, clock, tmp_path
):
    guided = app(session, "en")
    guided.guide = marker = tmp_path / "home" / "guided"
    async with guided.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        assert notice(pilot.app.screen).startswith("First steps, 1 of 3: → starts the day · esc: no more of this")
        session.do(Next())
        clock.instant = clock.instant.replace(minute=56)
        await settled(pilot)
        assert notice(pilot.app.screen).startswith("First steps, 2 of 3: n notes what somebody says")
        await pilot.press("n", *"Le maire", "enter")
        await pilot.pause(20)
        await settled(pilot)
        assert "First steps, 3 of 3: f says how" in notice(pilot.app.screen)
        assert not marker.exists()
        await pilot.press("f")
        await pilot.press("escape")
        await pilot.pause(20)
        clock.instant = clock.instant.replace(minute=57)
        await settled(pilot)
        assert "First steps" not in notice(pilot.app.screen)
    assert marker.exists()


async def test_escape_leaves_the_first_steps_for_good_and_a_common_day_has_none(app, session, tmp_path):
    guided = app(session, "en")
    guided.guide = marker = tmp_path / "guided"
    async with guided.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await pilot.press("escape")
        await settled(pilot)
        assert "First steps" not in notice(pilot.app.screen)
    assert marker.exists()
    async with app(session, "en").run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        assert "First steps" not in notice(pilot.app.screen)
