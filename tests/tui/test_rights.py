"""The right of a terminal on every screen: no key, line of the palette or click does what it is not enough for."""

from __future__ import annotations

import pytest

from tests.conftest import utc
from tests.tui.bursts import burst
from tests.tui.conftest import clicked
from tests.tui.read import notice
from tests.tui.unhurried import settled
from workshop_tui.session.attendance.commands import Expect
from workshop_tui.session.may import May
from workshop_tui.session.notes.commands import RecordInitiative
from workshop_tui.tui.keys import RUN, SCREENS
from workshop_tui.tui.widgets.keybar import KeyBar
from workshop_tui.tui.widgets.notice import Notice

OVER = {"run": None, "room": "d", "fit": "f", "notes": "l", "matrix": "m", "initiatives": "i", "attendance": "c",
        "why": "w", "points": "x", "todo": "j", "turns": "T", "decisions": "D", "report": "r", "groups": "G",
        "said": "semicolon"}  # fmt: skip
"""Each screen over a session, by the key that opens it."""


@pytest.fixture
def watched(morning):
    """A morning with all that there is to be changed."""
    morning.do(Expect("Lise Rivière"))
    morning.do(RecordInitiative(None, "Le jardin"))
    return morning


async def to(pilot, opens: str | None) -> None:
    """Leave whatever is open, and open a screen."""
    await burst(pilot, "escape", "escape", "escape")
    if pilot.app.screen.NAME == "room":
        await pilot.press("d")
    while pilot.app.screen.NAME != "run":
        await pilot.press("escape")
    if opens:
        await pilot.press(opens)
    await settled(pilot)


def test_every_screen_over_a_session_is_tried():
    of_a_file = {"plan", "plan_fields", "plan_take", "observatory", "observatory_matrix", "observatory_notes"}
    assert not any(key.action == "plan" for name in OVER for key in SCREENS[name]), "home leads there, alone"
    counted = {"counting", "evaluation"}  # tried in test_decisions and test_evaluation, with something to count
    others = {"home", "move", "initiative", "serve", "group"} | of_a_file | counted  # only who leads serves
    assert SCREENS.keys() - OVER.keys() == others
    assert all(opens in {key for one in RUN for key in one.keys.split(",")} for opens in OVER.values() if opens)


RIGHTS = pytest.mark.parametrize("may", [May.WATCH, May.NOTE])


@RIGHTS
async def test_what_a_right_is_not_enough_for_is_offered_nowhere_refused_in_words_and_not_done(
    app, watched, clock, may
):
    watched.may = may
    clock.instant = utc(9, 41)
    before = watched.journal.read()
    async with app(watched, "en", confined=True).run_test(size=(120, 40)) as pilot:
        screen = pilot.app.screen
        for name, opens in OVER.items():
            await to(pilot, opens)
            offered = {command.help for command in pilot.app.get_system_commands(pilot.app.screen)}
            bar = pilot.app.screen.query_one(KeyBar).text.plain if pilot.app.screen.query(KeyBar) else ""
            for key in SCREENS[name]:
                if why := may.refuses(key.needs):
                    assert str(key.told) not in offered, (name, key.action)
                    assert f"{key.sign} {key.label}" not in bar, (name, key.action)
                    screen.query_one(Notice).over()
                    await pilot.press(key.keys.split(",")[-1])
                    assert key.leads_out or notice(screen) == str(why), (name, key.action)
        await to(pilot, None)
    again = watched.journal.again()
    assert again.read() == before
    assert not again.drafts("pascal")
    again.close()


@RIGHTS
async def test_the_mouse_does_nothing_that_a_right_is_not_enough_for(app, watched, may):
    watched.may = may
    day = watched.state.day
    async with app(watched, "en", confined=True).run_test(size=(120, 40)) as pilot:
        for opens in (None, "f", "w"):
            await to(pilot, opens)
            for row in (*range(2, 12, 2), 39):
                await clicked(pilot, "Screen", (3, row), times=2)
        await settled(pilot)
        assert watched.state.day == day
