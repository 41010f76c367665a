"""The observatory from home: sessions are chosen, their matrix is shown, its notes, its report is saved."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.conftest import utc
from tests.report.observatory.days import PLAN, note, session, told_of
from tests.tui.seen import LARGE, SMALL, SMALLEST, Pictures, of
from tests.tui.unhurried import settled
from workshop_tui.journal.sessions import default_store
from workshop_tui.session.event import Recorded
from workshop_tui.session.timing.commands import Next
from workshop_tui.tui.widgets.line import Line
from workshop_tui.tui.widgets.matrix import MatrixGrid
from workshop_tui.tui.widgets.rows import Rows

SAID = (
    (note("no answer yet", "frein", "emergence", "elus"), told_of("Bikes", "emergence"), Next()),
    (note("not again", "frein", "emergence", "elus"), note("a key", "levier", "action", "elus"), Next()),
    (told_of("bikes", "action"), note("nothing", None, "action", "etat"), Next()),
)


@pytest.fixture
def three(home):
    """Three sessions of a series, in two territories, kept where home finds them."""
    store = default_store()
    for number, intents in enumerate(SAID):
        state = session(number, intents, territory=("Lake", "Hill", "Lake")[number], title=f"{PLAN['title']} {number}")
        at = utc(9) + timedelta(days=number)
        store.create(state.id, [Recorded(k, at, event) for k, event in enumerate(state.events, 1)])
    return store


def rows(pilot) -> list[str]:
    return [row.plain.strip() for row in pilot.app.screen.query_one("#list", Rows).rows]


def line(pilot, name: str) -> str:
    return pilot.app.screen.query_one(f"#{name}", Line).text.plain


async def test_a_series_is_looked_at_cell_by_cell_and_its_report_is_saved(app, three, tmp_path):
    async with app(language="en").run_test(size=(120, 40)) as pilot:
        await pilot.press("o")
        await settled(pilot)
        assert rows(pilot)[:2] == ["Series", "S  3 sessions"]
        await pilot.press("enter")
        await settled(pilot)
        assert line(pilot, "heading") == "S · all notes, in sessions: 3 sessions, 2 territories"
        grid = pilot.app.screen.query_one(MatrixGrid)
        assert grid.cell == ("emergence", "elus")
        assert line(pilot, "cell") == ("Emergence × Local elected officials: 2 of 3 sessions, 2 of 2 territories")
        await pilot.press("enter")
        await settled(pilot)
        assert rows(pilot) == ["S1, Lake  Barrier  no answer yet", "S2, Hill  Barrier  not again"]
        assert line(pilot, "whole").splitlines()[-1] == "no answer yet"
        await pilot.press("escape", "i")
        await settled(pilot)
        assert rows(pilot) == ["Bikes  Emergence → Delivery  2 of 3 sessions, 1 of 2 territories"]
        await pilot.press("escape", "c")
        await settled(pilot)
        assert "barriers, in sessions" in line(pilot, "heading")
        await pilot.press("s")
        await settled(pilot)
        await pilot.press("ctrl+u", *str(tmp_path / "o.md"), "enter")
        await settled(pilot)
        assert line(pilot, "notice").startswith("Written: ")
        assert "2 (2)" in (tmp_path / "o.md").read_text(encoding="utf-8")
        await pilot.press("s")
        await settled(pilot)
        await pilot.press("ctrl+u", *str(tmp_path / "o.md"), "enter")
        await settled(pilot)
        assert "is there already" in line(pilot, "notice")


async def test_marked_sessions_are_looked_at_and_escape_leads_back_home(app, three):
    async with app(language="en").run_test(size=(80, 24)) as pilot:
        await pilot.press("o", "down", "space", "down", "space")
        await settled(pilot)
        assert [row[0] for row in rows(pilot)[3:]] == ["✓", "✓", "2"]
        await pilot.press("enter")
        await settled(pilot)
        assert line(pilot, "heading").endswith("2 sessions, 2 territories")
        await pilot.press("escape")
        await settled(pilot)
        assert rows(pilot)[0] == "Series"
        await pilot.press("escape")
        await settled(pilot)
        assert pilot.app.screen.NAME == "home"


async def test_without_a_session_the_observatory_says_what_it_is_for(app, home):
    async with app(language="en").run_test(size=(80, 24)) as pilot:
        await pilot.press("o")
        await settled(pilot)
        assert "the observatory counts what was said over several" in " ".join(rows(pilot))
        await pilot.press("enter", "space")
        assert pilot.app.screen.NAME == "observatory"


async def test_a_picture_of_the_observatory(snapshot, app, three, tmp_path):
    pictures = Pictures(snapshot, tmp_path)
    async with app(language="fr").run_test(size=LARGE) as pilot:
        for size in (LARGE, SMALL, SMALLEST):
            await pilot.resize_terminal(*size)
            for name, keys in (
                ("sessions", ["o"]),
                ("matrix", ["enter"]),
                ("notes", ["enter"]),
                ("initiatives", ["escape", "i"]),
            ):
                await pilot.press(*keys)
                await pictures.take(pilot, f"{name}-{of(size)}")
            await pilot.press("escape", "escape", "escape")
            assert pilot.app.screen.NAME == "home"
    assert pictures.other == []
