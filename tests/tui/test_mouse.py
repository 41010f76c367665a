"""The mouse: a click selects, two start; other buttons, and the click that raises the window, do nothing."""

from __future__ import annotations

import pytest
from textual.events import AppBlur, AppFocus
from textual.widgets import Input

from tests.tui.bursts import burst
from tests.tui.conftest import clicked
from workshop_tui.session.timing.day import Mode
from workshop_tui.tui.widgets.ask import Ask
from workshop_tui.tui.widgets.attendance import AttendanceRows
from workshop_tui.tui.widgets.composer import Composer
from workshop_tui.tui.widgets.matrix import MatrixGrid
from workshop_tui.tui.widgets.proposals import Proposals
from workshop_tui.tui.widgets.rows import Rows
from workshop_tui.tui.widgets.timetable import Timetable

TABLE = "#timetable"


@pytest.mark.parametrize("times", [1, 3])
async def test_one_click_on_the_selected_row_selects_and_three_are_two_and_one(app, session, times):
    async with app(session, "en").run_test(size=(120, 40)) as pilot:
        table = pilot.app.screen.query_one(Timetable)
        await clicked(pilot, TABLE, offset=(10, 2), times=times)
        assert table.selected == "accueil"
        assert session.state.day.live == (None if times == 1 else "accueil")
        assert session.state.number == (1 if times == 1 else 2)


async def test_two_clicks_on_one_row_count_wherever_on_it_they_are(app, session):
    async with app(session, "en").run_test(size=(120, 40)) as pilot:
        await clicked(pilot, TABLE, offset=(10, 3))
        await clicked(pilot, TABLE, offset=(25, 3))
        assert session.state.day.live == "tour"


async def test_two_clicks_on_two_rows_and_on_a_header_start_nothing(app, session):
    async with app(session, "en").run_test(size=(120, 40)) as pilot:
        await clicked(pilot, TABLE, offset=(10, 3))
        await clicked(pilot, TABLE, offset=(10, 4))
        await clicked(pilot, TABLE, offset=(10, 1), times=2)
        await clicked(pilot, TABLE, offset=(10, 0), times=2)
        assert session.state.day.mode is Mode.READY
        assert pilot.app.screen.query_one(Timetable).block == "matin"
        assert "Hours of “De quoi parlons-nous" in str(pilot.app.screen.query_one(Ask).border_title)


@pytest.mark.parametrize("button", [2, 3])
async def test_other_buttons_do_nothing(app, session, button):
    async with app(session, "en").run_test(size=(120, 40)) as pilot:
        await clicked(pilot, TABLE, offset=(10, 4), times=2, button=button)
        await clicked(pilot, "KeyBar", offset=(12, 0), button=button)
        assert session.state.day.mode is Mode.READY
        assert pilot.app.screen.query_one(Timetable).selected == "accueil"


async def test_the_click_that_raises_the_window_does_nothing_more(app, session):
    async with app(session, "en").run_test(size=(120, 40)) as pilot:
        table = pilot.app.screen.query_one(Timetable)
        for told_first in (True, False):  # of the focus; or of the click
            pilot.app.post_message(AppBlur())
            await pilot.pause()
            if told_first:
                pilot.app.post_message(AppFocus())
                await pilot.pause()
            await clicked(pilot, TABLE, offset=(10, 4))
            assert table.selected == "accueil"
            await clicked(pilot, "KeyBar", offset=(12, 0)) if not told_first else None
        await pilot.pause()
        assert session.state.day.live == "accueil", "the click after it counts"


async def test_clicks_on_either_side_of_one_that_is_not_meant_do_not_follow_each_other(app, session):
    async with app(session, "en").run_test(size=(120, 40)) as pilot:
        for between in ("another button", "the window is raised"):
            await clicked(pilot, TABLE, offset=(10, 4))
            if between == "another button":
                await clicked(pilot, TABLE, offset=(10, 4), button=2)
            else:
                pilot.app.post_message(AppBlur())
                pilot.app.post_message(AppFocus())
                await clicked(pilot, TABLE, offset=(10, 4))
            await clicked(pilot, TABLE, offset=(10, 4))
            assert session.state.day.mode is Mode.READY, between
            await pilot.pause(1)
        await clicked(pilot, TABLE, offset=(10, 4), times=2)
        assert session.state.day.live is not None


async def test_a_click_while_a_note_is_typed_leaves_the_note_its_keys(app, session):
    async with app(session, "en").run_test(size=(120, 40)) as pilot:
        await burst(pilot, "n", *"half")
        await clicked(pilot, TABLE, offset=(10, 4))
        await burst(pilot, *" eus")
        assert pilot.app.screen.query_one("Composer #text", Input).value == "half eus"
        assert session.state.day.mode is Mode.READY
        assert pilot.app.screen.query_one(Composer).has_class("open")


async def test_a_click_selects_a_cell_and_two_open_it(app, morning):
    async with app(morning, "en").run_test(size=(120, 40)) as pilot:
        await pilot.press("m")
        await pilot.pause()
        grid = pilot.app.screen.query_one(MatrixGrid)
        x = 1 + grid.columns.left + 2 * grid.columns.width + 1
        await clicked(pilot, grid, offset=(x, 2))
        assert grid.cell == ("structuration", "elus")
        assert pilot.app.screen.NAME == "matrix"
        await clicked(pilot, grid, offset=(x + grid.columns.width, 2))
        assert pilot.app.screen.NAME == "matrix", "another cell of the row"
        await clicked(pilot, grid, offset=(x, 3), times=2)
        await pilot.pause()
        assert pilot.app.screen.NAME == "notes"


async def test_a_click_selects_a_way_to_land_and_two_apply_it(app, morning, clock):
    clock.instant = clock.instant.replace(minute=55)
    async with app(morning, "en").run_test(size=(120, 40)) as pilot:
        await pilot.press("f")
        await pilot.pause()
        shown, number = pilot.app.screen.query_one(Proposals), morning.state.number
        for column, times in ((0, 2), (1, 1)):
            x = 1 + shown.columns.left + column * shown.columns.width + 3
            await clicked(pilot, shown, offset=(x, len(shown.rows) - 1), times=times)
        await clicked(pilot, shown, offset=(4, len(shown.rows) - 1), times=2)
        assert (pilot.app.screen.NAME, morning.state.number) == ("fit", number)
        await clicked(pilot, shown, offset=(x, len(shown.rows) - 1), times=2)
        await pilot.pause()
        assert (pilot.app.screen.NAME, morning.state.number) == ("run", number + 1)


async def test_a_click_selects_a_person_and_a_block_and_two_say_that_they_come(app, morning):
    async with app(morning, "en").run_test(size=(120, 40)) as pilot:
        await burst(pilot, "c", "n", *"Marie", "enter")
        await pilot.pause()
        people = pilot.app.screen.query_one(AttendanceRows)
        x = 1 + people.columns.left + people.columns.width + 2
        await clicked(pilot, people, offset=(x, 1))
        assert people.block == "apres-midi"
        assert not morning.state.attendance.present("apres-midi")
        await clicked(pilot, people, offset=(x, 1), times=2)
        assert morning.state.attendance.present("apres-midi")


async def test_a_click_selects_a_note_and_two_change_it(app, morning):
    async with app(morning, "en").run_test(size=(120, 40)) as pilot:
        await pilot.press("l")
        await pilot.pause()
        rows = pilot.app.screen.query_one(Rows)
        await clicked(pilot, rows, offset=(5, 1))
        assert rows.selected == "4"
        assert not pilot.app.screen.query("Composer.open")
        await clicked(pilot, rows, offset=(5, 1), times=2)
        await pilot.pause()
        assert pilot.app.screen.query("Composer.open")


async def test_a_click_on_home_selects_and_two_open(app, session):
    async with app(None, "en").run_test(size=(120, 40)) as pilot:
        rows = pilot.app.screen.query_one(Rows)
        rows.select(None)
        await clicked(pilot, rows, offset=(6, 1), times=2)
        await pilot.pause()
        assert (pilot.app.screen.NAME, rows.selected) == ("home", None), "a heading is nothing"
        await clicked(pilot, rows, offset=(6, 2))
        await pilot.pause()
        assert (pilot.app.screen.NAME, rows.selected) == ("home", "day")
        await clicked(pilot, rows, offset=(6, 2), times=2)
        await pilot.pause(0.2)
        assert pilot.app.screen.NAME == "run"
