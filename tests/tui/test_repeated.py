"""Repeated steps and what the agenda offers, on the run screen: an exam of four stations."""

from __future__ import annotations

import pytest

from tests.conftest import utc
from tests.tui.unhurried import settled
from workshop_tui.agenda import Agenda
from workshop_tui.agenda.reading import agenda_of
from workshop_tui.session.timing.commands import Next
from workshop_tui.tui.widgets.ask import Ask
from workshop_tui.tui.widgets.line import Line

STEPS = [{"title": "Station {n}", "minutes": 6, "repeat": 4, "change": "50s"}]


@pytest.fixture
def seed() -> Agenda:
    """The exam, with a game in its pool."""
    segments = [
        {"title": "Circuit", "minutes": 27, "steps": STEPS, "warn": ["30s"]},
        {"title": "End", "minutes": 20},
        {"title": "A game", "optional": True, "objective": "Wake up"},
    ]
    block = {"title": "Exam", "start": "9h", "end": "10h", "segments": segments}
    return agenda_of({"title": "Exam", "timezone": "Europe/Paris", "blocks": [block]})


async def test_the_run_screen_tells_the_round_and_the_change_and_rings_for_both(app, session, clock):
    clock.instant = utc(9)
    session.do(Next())
    async with app(session, "en").run_test(size=(120, 40)) as pilot:
        run, rung = pilot.app.screen, []
        pilot.app.bell = lambda: rung.append(clock.instant)

        async def step(*instant: int) -> str:
            clock.instant = utc(*instant)
            await pilot.pause(1.1)
            await settled(pilot)
            return str(run.query_one("#step", Line).text)

        assert await step(9, 1) == "Step 1/4: Station 1 · 5 min left · then: Station 2"
        assert (await step(9, 6, 10)).startswith("Change · 0:40 · then 2/4: Station 2")
        assert len(rung) == 1
        assert (await step(9, 6, 50)).startswith("Step 2/4: Station 2")
        assert len(rung) == 2
        assert (await step(9, 25)).startswith("Step 4/4: Station 4")
        assert not run.query_one("#now").has_class("soon"), "this segment warns half a minute before its end alone"
        await step(9, 26, 35)
        assert run.query_one("#now").has_class("now")


async def test_the_line_that_adds_offers_the_pool_and_takes_it_without_minutes(app, session, clock):
    clock.instant = utc(9)
    session.do(Next())
    async with app(session, "en").run_test(size=(120, 40)) as pilot:
        await pilot.press("a")
        assert "offered: A game 10" in str(pilot.app.screen.query_one(Ask).border_title)
        await pilot.press(*"a ga", "tab", "enter")
        await settled(pilot)
        assert session.state.day.order["exam"] == ("circuit", "a-game", "end")
        assert session.state.day.plans["a-game"].objective == "Wake up"
