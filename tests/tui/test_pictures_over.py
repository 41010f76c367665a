"""Pictures of the screens over the timetable, on a day that has something for each, with titles that are long."""

from __future__ import annotations

import pytest
from textual.pilot import Pilot

from tests.conftest import AGENDAS
from tests.tui.full import full_day
from tests.tui.test_pictures import LARGE, SMALL
from tests.tui.unhurried import settled

PLACES = {
    "groups": "G", "decisions": "D", "counting": "D down enter", "evaluation": "V", "todo": "j", "turns": "T",
    "points": "x", "observatory": "o o",
}  # fmt: skip


@pytest.fixture
def full(home, seed, clock):
    session = full_day(home / "sessions", seed, clock)
    yield session
    session.close()


@pytest.mark.parametrize("size", [LARGE, SMALL], ids=lambda size: "x".join(map(str, size)))
@pytest.mark.parametrize("place", PLACES)
def test_a_screen_over_the_timetable(snap_compare, app, full, monkeypatch, place, size):
    monkeypatch.chdir(AGENDAS.parent)

    async def go(pilot: Pilot[str]) -> None:
        for key in PLACES[place].split():
            await pilot.press(key)
            await settled(pilot)

    assert snap_compare(app(full), run_before=go, terminal_size=size)


@pytest.mark.parametrize("size", [LARGE, SMALL], ids=lambda size: "x".join(map(str, size)))
def test_the_run_screen_of_a_day_that_has_all_of_it(snap_compare, app, full, size):
    assert snap_compare(app(full, "en"), terminal_size=size)


def test_the_matrix_of_a_series(snap_compare, app, full):
    async def go(pilot: Pilot[str]) -> None:
        for key in ("o", "o", "enter"):
            await pilot.press(key)
            await settled(pilot)

    assert snap_compare(app(full), run_before=go, terminal_size=LARGE)


@pytest.mark.parametrize("size", [LARGE, SMALL], ids=lambda size: "x".join(map(str, size)))
def test_the_terminal_of_a_group(snap_compare, app, full, size):
    async def go(pilot: Pilot[str]) -> None:
        pilot.app.screen.show_group("carte", "a")
        await settled(pilot)

    assert snap_compare(app(full), run_before=go, terminal_size=size)
