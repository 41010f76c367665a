"""Chances in the bar say in words what they are chances of, at 80 columns too, in both languages."""

from __future__ import annotations

import pytest
from textual.events import Key

from tests.conftest import utc
from tests.tui.unhurried import settled
from workshop_tui.session.timing.commands import Next
from workshop_tui.tui.screens.run import RunScreen
from workshop_tui.tui.widgets.topbar import TopBar

TOLD = {
    ("fr", 120): "fin vers 12h20 (+20), 10 % de chances de finir à 12h00",
    ("fr", 80): "fin vers 12h20 (+20), fin à 12h00 : 10 %",
    ("en", 120): "end foreseen 12:20 (+20), 10% chance to end by 12:00",
    ("en", 80): "end foreseen 12:20 (+20), by 12:00: 10%",
}


async def test_beside_an_end_that_is_foreseen_for_its_time_the_time_is_said_once(app, morning):
    async with app(morning, "fr").run_test(size=(70, 24)) as pilot:
        await settled(pilot)
        bar = pilot.app.screen.query_one(TopBar).text.plain.replace("\xa0", " ")
    assert "fin vers 12h00, 65 % de chances  " in bar


@pytest.mark.parametrize(("language", "width"), TOLD)
async def test_the_bar_says_what_a_chance_is_a_chance_of_and_leaves_the_title_room(
    app, session, clock, language, width
):
    for when in (utc(9, 5), utc(9, 20)):
        clock.instant = when
        session.do(Next())
    clock.instant = utc(9, 50)
    async with app(session, language).run_test(size=(width, 24)) as pilot:
        await settled(pilot)
        bar = pilot.app.screen.query_one(TopBar).text.plain.replace("\xa0", " ")
    assert TOLD[language, width] in bar
    assert bar.strip().startswith("Collectifs ")


async def test_a_key_that_comes_with_the_first_frame_is_answered_before_other_days_are_looked_at(
    app, morning, monkeypatch
):
    came = []
    settle, look = RunScreen._settle, RunScreen._look_around

    def pressed(screen):
        settle(screen)
        screen.app.post_message(Key("n", "n"))

    def looked(screen):
        came.append((screen.composing, screen.chances()))
        look(screen)

    monkeypatch.setattr(RunScreen, "_settle", pressed)
    monkeypatch.setattr(RunScreen, "_look_around", looked)
    async with app(morning, "en").run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        assert came == [(True, {})]
        assert pilot.app.screen.chances()
