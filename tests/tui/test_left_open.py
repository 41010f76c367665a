"""A day that was left open, on every screen: calm, in days, and asked before it moves. A night that has not begun."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.conftest import DAY, SEED, created, utc
from tests.tui.read import hours
from workshop_tui.agenda.reading import agenda_of, load
from workshop_tui.clock import FixedClock
from workshop_tui.journal.sqlite import SqliteJournal
from workshop_tui.service import Session
from workshop_tui.session.timing.day import Mode
from workshop_tui.tui.dialogs.confirm import ConfirmScreen
from workshop_tui.tui.widgets.line import Line
from workshop_tui.tui.widgets.one_of import OneOf
from workshop_tui.tui.widgets.timetable import Timetable
from workshop_tui.tui.widgets.topbar import TopBar


def said(screen, name: str) -> str:
    return screen.query_one(f"#{name}", Line).text.plain


@pytest.mark.parametrize(("days", "told"), [(1, "1 day after its end"), (3, "3 days after its end")])
@pytest.mark.parametrize("size", [(120, 40), (80, 24)], ids=["wide", "narrow"])
async def test_a_day_left_open_is_told_in_days_and_nothing_is_late(app, morning, clock, days, told, size):
    clock.instant = utc(2) + timedelta(days=days, minutes=-90)
    one = app(morning, "en")
    async with one.run_test(size=size) as pilot:
        await pilot.pause()
        screen = pilot.app.screen
        assert told in screen.query_one(TopBar).text.plain
        assert "foreseen" not in screen.query_one(TopBar).text.plain
        assert said(screen, "beside").startswith("Left running")
        assert told in said(screen, "beside").splitlines()[1]
        rows = [row.plain for row in screen.query_one(Timetable).rows]
        assert not [row for row in rows if "+1" in row or "+4" in row or " d" in row[-6:]], "no lateness"
        assert said(screen, "notice") == "" or "late" not in said(screen, "notice")
        await pilot.press("f")
        assert "left open" in said(pilot.app.screen, "notice")
        await pilot.press("d")
        await pilot.pause()
        assert (said(pilot.app.screen, "ends"), said(pilot.app.screen, "then")) == ("It is 00:30", "")
        await pilot.press("d")
    assert one.to_rehearse is None


async def test_a_key_that_moves_yesterdays_day_asks_first(app, morning, clock):
    clock.instant = utc(9) + timedelta(days=1)
    live = morning.state.day.live
    async with app(morning, "en").run_test(size=(120, 40)) as pilot:
        for key in ("right", "space", "s"):
            await pilot.press(key)
            await pilot.pause()
            assert isinstance(pilot.app.screen, ConfirmScreen)
            await pilot.press("escape")
            await pilot.pause()
            assert morning.state.day.live == live
        await pilot.press("right")
        await pilot.pause()
        await pilot.press("enter")
        await pilot.pause()
        assert morning.state.day.live != live
        await pilot.press("u")
        assert morning.state.day.live == live


async def test_the_end_of_a_day_left_open_is_that_of_its_last_block(app, morning, clock):
    clock.instant = utc(9) + timedelta(days=3)
    async with app(morning, "en").run_test(size=(120, 40)) as pilot:
        await pilot.press("E")
        await pilot.pause()
        assert isinstance(pilot.app.screen, ConfirmScreen)
        await pilot.press("enter")
        await pilot.pause()
        assert (morning.state.day.mode, morning.state.day.ended_at) == (Mode.ENDED, utc(16, 30))


async def test_a_day_is_not_asked_about_on_its_own_evening(app, morning, clock):
    clock.instant = utc(23, 30)
    async with app(morning, "en").run_test(size=(120, 40)) as pilot:
        await pilot.press("right")
        await pilot.pause()
        assert not isinstance(pilot.app.screen, ConfirmScreen)


# ── the first minute ───────────────────────────────────────────────────────────────────────────────────────
async def test_the_first_minute_offers_the_demo_of_the_built_in_day(app, session, clock):
    clock.instant = utc(6, 30)
    tried = app(session, "en")
    async with tried.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert "4 demo" in pilot.app.screen.query_one(OneOf).text.plain
        await pilot.press("4")
    assert tried.to_rehearse == load(SEED)
    assert session.state.day.mode is Mode.READY


@pytest.mark.parametrize("now", [(20, 30), (23, 59), (2, 5)])
async def test_a_day_tried_at_any_hour_runs_in_two_keys(app, session, clock, now):
    clock.instant = utc(*now)
    async with app(session, "en").run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        await pilot.press("1", "right")
        await pilot.pause()
        assert session.state.day.mode is Mode.RUNNING
        assert hours(session).startswith("{:02}:{:02} – ".format(*now))
        assert "+" not in "".join(row.plain for row in pilot.app.screen.query_one(Timetable).rows)


async def test_a_night_that_has_not_begun_is_asked_about_after_midnight(app, home):
    plan = agenda_of(
        {
            "title": "Night",
            "timezone": "Europe/Paris",
            "blocks": [
                {"title": "N", "key": "n", "start": "22h", "end": "4h", "segments": [{"title": "A", "minutes": 60}]},
            ],
        }
    )
    clock = FixedClock(utc(12))
    night = Session(SqliteJournal(created(home / "sessions", plan, DAY, "night", clock, "pascal")), clock, "pascal")
    clock.instant = utc(2) + timedelta(days=1, minutes=-90)
    async with app(night, "en").run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        assert str(pilot.app.screen.query_one(OneOf).border_title) == "It is 00:30; the day was to begin at 22:00"
