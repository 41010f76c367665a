"""The screen of open points: one key says what became of each, on the day that follows."""

from __future__ import annotations

from datetime import timedelta

import pytest
from msgspec.structs import replace

from tests.conftest import DAY
from tests.tui.conftest import HOSTILE
from tests.tui.read import rows, shown
from tests.tui.seen import LARGE, SMALL, SMALLEST, Pictures
from tests.tui.unhurried import settled
from workshop_tui.agenda import Agenda
from workshop_tui.clock import FixedClock
from workshop_tui.opening import create
from workshop_tui.service import Session
from workshop_tui.session.notes.commands import TakeNote
from workshop_tui.session.notes.notebook import Details
from workshop_tui.tui.screens.points import PointsScreen
from workshop_tui.tui.screens.run import RunScreen


@pytest.fixture
def second(session: Session, seed: Agenda, clock: FixedClock) -> Session:
    """The day after the seed's, on which a follow-up and a question were left open."""
    session.do(TakeNote("Call the mayor", "action", details=Details(who="Zoé", due="2021-06-01")))
    session.do(TakeNote("Why?", "question"))
    clock.instant += timedelta(days=1)
    store = session.journal.store
    create(store, replace(seed, title="Second"), DAY + timedelta(days=1), "second", clock, "pascal", follows="day")
    return Session(store.open("second"), clock, "pascal")


async def test_one_key_says_what_became_of_a_point_and_another_why(app, second):
    async with app(second, "en").run_test(size=(120, 40)) as pilot:
        await pilot.press("x")
        await settled(pilot)
        assert isinstance(pilot.app.screen, PointsScreen)
        assert [" ".join(row.split()) for row in rows(pilot.app)] == [
            "2021-05-04 Follow-up – Call the mayor",
            "2021-05-04 Question – Why?",
        ]
        assert shown(pilot.app) == "2 open points"
        assert shown(pilot.app, "whole").splitlines() == ["Call the mayor", "Zoé", "2021-06-01"]
        await pilot.press("d", "w", *"she agreed", "enter")
        await settled(pilot)
        assert shown(pilot.app) == "1 open point"
        assert shown(pilot.app, "whole").splitlines()[-1] == "2021-05-05  Pascal  Done — she agreed"
        await pilot.press("down", "g")
        await settled(pilot)
        assert "Goes on" in rows(pilot.app)[1]
        assert shown(pilot.app, "echo") == "Goes on: Why?"
        await pilot.press("a", "z", "up", "z")
        await settled(pilot)
        assert [" ".join(row.split())[:24] for row in rows(pilot.app)] == [
            "2021-05-04 Follow-up – C",
            "2021-05-04 Question – Wh",
        ]
        await pilot.press("escape")
        await settled(pilot)
        assert isinstance(pilot.app.screen, RunScreen)
    assert second.state.notebook.answers == {}


async def test_a_day_that_follows_none_has_its_own_points_or_says_that_nothing_is_open(app, session):
    async with app(session, "en").run_test(size=(80, 24)) as pilot:
        await pilot.press("x")
        await settled(pilot)
        assert shown(pilot.app, "whole") == "Nothing is open"
        await pilot.press("d", "g", "w")
        await settled(pilot)
        session.do(TakeNote("Mine", "parking"))
        pilot.app.screen.draw()
        await pilot.press("a")
        await settled(pilot)
        assert "Dropped" in rows(pilot.app)[0]


async def test_hostile_points_are_text_and_every_row_fits(app, second):
    for text in HOSTILE.values():
        second.do(TakeNote(text, "action", details=Details(who=text[:30], due=text[:30])))
    async with app(second, "en").run_test(size=LARGE) as pilot:
        for number, size in enumerate((LARGE, SMALL, SMALLEST), 1):
            await pilot.resize_terminal(*size)
            await pilot.press("x")
            await settled(pilot)
            assert "[red]not red[/red]" in "".join(rows(pilot.app)) + shown(pilot.app, "whole"), size
            await pilot.press("end", *["up"] * (number - 1), "d")
            await settled(pilot)
            assert len(second.state.notebook.answers) == number, size
            await pilot.press("escape")


async def test_the_points(snapshot, app, second, tmp_path):
    second.do(TakeNote("Qui garde les clés\u00a0?", "parking"))
    pictures = Pictures(snapshot, tmp_path)
    async with app(second).run_test(size=LARGE) as pilot:
        await pilot.press("x", "d", "down", "g", "down")
        await pictures.take_at(pilot, LARGE, SMALL, SMALLEST)
    assert pictures.other == []
