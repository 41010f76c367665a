"""Pictures of the screens over the timetable, on a day that has something for each, with titles that are long."""

from __future__ import annotations

import pytest
from textual.pilot import Pilot

from tests.conftest import AGENDAS
from tests.tui.full import full_day
from tests.tui.seen import LARGE, SMALL, Pictures, of
from tests.tui.unhurried import settled

PLACES = {
    "groups": "G", "decisions": "D", "counting": "D down enter", "evaluation": "V", "todo": "j", "turns": "T",
    "points": "x", "observatory": "o o",
}  # fmt: skip
"""The keys that lead to each from the run screen."""
BACK = {"counting": "escape escape", "observatory": "escape escape"}
"""Keys that lead back, where it is not escape alone."""


async def pressed(pilot: Pilot[str], keys: str) -> None:
    for key in keys.split():
        await pilot.press(key)
        await settled(pilot)


@pytest.fixture
def full(home, seed, clock):
    session = full_day(home / "sessions", seed, clock)
    yield session
    session.close()


async def test_a_screen_over_the_timetable(snapshot, app, full, monkeypatch, tmp_path):
    monkeypatch.chdir(AGENDAS.parent)
    pictures = Pictures(snapshot, tmp_path)
    async with app(full).run_test(size=LARGE) as pilot:
        for size in (LARGE, SMALL):
            await pilot.resize_terminal(*size)
            for place, keys in PLACES.items():
                await pressed(pilot, keys)
                await pictures.take(pilot, f"{place}-{of(size)}")
                await pressed(pilot, BACK.get(place, "escape"))
    assert pictures.other == []


async def test_the_run_screen_of_a_day_that_has_all_of_it(snapshot, app, full, tmp_path):
    pictures = Pictures(snapshot, tmp_path)
    async with app(full, "en").run_test(size=LARGE) as pilot:
        for size in (LARGE, SMALL):
            await pilot.resize_terminal(*size)
            await pictures.take(pilot, of(size))
    assert pictures.other == []


def test_the_matrix_of_a_series(snap_compare, app, full):
    async def go(pilot: Pilot[str]) -> None:
        await pressed(pilot, "o o enter")

    assert snap_compare(app(full), run_before=go, terminal_size=LARGE)


async def test_the_terminal_of_a_group(snapshot, app, full, tmp_path):
    pictures = Pictures(snapshot, tmp_path)
    async with app(full).run_test(size=LARGE) as pilot:
        pilot.app.screen.show_group("carte", "a")
        for size in (LARGE, SMALL):
            await pilot.resize_terminal(*size)
            await settled(pilot)
            await pictures.take(pilot, of(size))
    assert pictures.other == []
